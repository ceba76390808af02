"""Stores and records for the tests of the store."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.registry import plain
from desk_app.domain.values import Plain
from desk_app.store.opening import open_store
from desk_app.store.store import Store
from desk_app.store.values import Desk
from tests.support.clock import Clock

KEY = bytes(range(48))
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
RAHIMA = Desk(
    device=UUID(int=1), device_name="Front desk", mission=UUID(int=2), officer="Rahima Khatun"
)
"""An officer of a mission."""
ALONE = Desk(officer="Rahima Khatun")
"""Somebody whose workstation was never enrolled."""


@contextmanager
def opened(
    folder: Path, clock: Clock | None = None, *, window: bool = False, desk: Desk = RAHIMA
) -> Generator[Store]:
    """A store in `folder`, closed at the end of the block."""
    store = open_store(
        folder,
        KEY,
        desk=desk,
        clock=clock or Clock(NOW),
        random=os.urandom,
        window=window,
    )
    try:
        yield store
    finally:
        store.close()


def created(store: Store, kind: str, **fields: Any) -> UUID:
    """Create a record and return its identifier."""
    id = store.new_id()
    store.do(Act((Create(id, kind, fields),), f"New {kind}"))
    return id


def person(store: Store, name: str = "Tanvir Hossain", **fields: Any) -> UUID:
    """Create a person."""
    return created(store, "person", name=name, **fields)


def changed(store: Store, id: UUID, **fields: Any) -> None:
    """Change fields of a record."""
    store.do(Act((Change(id, fields),), "Change"))


def shown(store: Store, id: UUID) -> Plain:
    """The fields of a record as JSON values."""
    return plain(store.record(id).content)


def names(store: Store, kind: str = "person", words: str = "") -> list[str]:
    """The titles of a list."""
    return [row.title for row in store.page(kind, words=words, count=500).rows]
