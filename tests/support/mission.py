"""A mission's desks, each with a real store, on the reference ministry in this process."""

import os
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from desk_app.domain.acts import Act, Archive, Change, Create
from desk_app.domain.registry import plain
from desk_app.domain.values import Plain
from desk_app.ministry import enrolling
from desk_app.ministry.commands import initialise
from desk_app.ministry.service import Service
from desk_app.ministry.store import devices
from desk_app.ministry.store.database import open_database
from desk_app.ministry.values import Device
from desk_app.store.opening import open_store
from desk_app.store.store import Store
from desk_app.store.values import Desk
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import Report, exchange
from tests.support.clock import Clock

KEY = bytes(range(48))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass
class Workplace:
    """One desk: its store, and the ministry as it meets it."""

    store: Store
    service: Service
    device: UUID
    clock: Clock

    def exchange(self) -> Report:
        """Exchange once; what goes wrong fails the test."""
        report = exchange(Engine(self.store.port()), self.service.session(self.device), self.clock)
        assert report.problem is None, report.problem
        assert not report.differing
        return report

    def new(self, kind: str, **fields: Any) -> UUID:
        """Create a record and return its identifier."""
        id = self.store.new_id()
        self.store.do(Act((Create(id, kind, fields),), f"New {kind}"))
        return id

    def change(self, id: UUID, **fields: Any) -> None:
        """Change fields of a record."""
        self.store.do(Act((Change(id, fields),), "Change"))

    def archive(self, id: UUID) -> None:
        """Put a record away."""
        self.store.do(Act((Archive(id, "Closed"),), "Put away"))

    def fields(self, id: UUID) -> Plain:
        """The fields of a record as JSON values."""
        return plain(self.store.record(id).content)

    def in_use(self, id: UUID) -> bool:
        """Tell whether a record is in use."""
        return self.store.record(id).envelope.archived is None


@contextmanager
def mission(folder: Path, count: int = 2, name: str = "The Hague") -> Generator[list[Workplace]]:
    """Yield `count` desks of one mission."""
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'ministry.db'}"
        if not (folder / "ministry.db").exists():
            initialise(url)
        database = open_database(url)
        stack.callback(database.close)
        clock = Clock(NOW)
        service = Service(database, clock, os.urandom)
        service.add_mission(name, "NL")
        yield [_workplace(stack, folder, service, name, clock, n) for n in range(count)]


def _workplace(
    stack: ExitStack, folder: Path, service: Service, name: str, clock: Clock, number: int
) -> Workplace:
    with service._database.write() as (session, _):
        device = Device(
            id=uuid4(),
            name=f"Desk {number}",
            mission=enrolling.mission_named(session, name).id,
            officer=uuid4(),
            officer_name=f"Officer {number}",
            role="officer",
            public_key=bytes(32),
            enrolled=NOW,
        )
        devices.put_device(session, device)
    desk = Desk(
        device.id, device.name, device.mission, device.officer_name, device.officer, name, "NL"
    )
    store = open_store(
        folder / f"{name}-{number}", KEY, desk=desk, clock=clock, random=os.urandom, window=False
    )
    stack.callback(store.close)
    return Workplace(store, service, device.id, clock)
