"""A ministry under test, and how a test reaches it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.contract.enrolment import enrol_request
from desk_app.contract.messages import Enrolment
from desk_app.contract.ministry import Enroller, Ministry
from desk_app.ministry import enrolling
from desk_app.ministry.calling import Caller, CallingDevice
from desk_app.ministry.conformance.cases import Place
from desk_app.ministry.conformance.plain_desk import PlainDesk
from desk_app.ministry.service import Service
from desk_app.ministry.store import devices
from desk_app.ministry.store.database import Database
from desk_app.ministry.values import Device, Role

IN_PROCESS = "in process"
HTTP_SQLITE = "HTTP on SQLite"
HTTP_POSTGRES = "HTTP on PostgreSQL"
WORLDS = (IN_PROCESS, HTTP_SQLITE, HTTP_POSTGRES)

over_http = pytest.mark.parametrize(
    "world", [HTTP_SQLITE, HTTP_POSTGRES], indirect=True, scope="session"
)
"""For tests of what only a wire can bring."""

_numbers = count(1)


@dataclass(frozen=True)
class World:
    """A ministry: reached as desks reach it, and looked after through `service`."""

    database: Database
    service: Service
    caller: Caller | None
    url: str
    clock: Callable[[], datetime]

    @property
    def enroller(self) -> Enroller:
        """Where codes are used."""
        return self.service if self.caller is None else self.caller

    def reach(self, device: UUID, key: Ed25519PrivateKey) -> Ministry:
        """The ministry as that device meets it."""
        if self.caller is None:
            return self.service.session(device)
        return CallingDevice(self.caller, device, key, self.clock, secrets.token_bytes)

    def enrol(self, code: str, key: Ed25519PrivateKey, officer: str = "Ada Officer") -> Enrolment:
        """Use a code."""
        request = enrol_request(key, code=code, device_name="Test desk", officer=officer)
        return self.enroller.enrol(request)

    def desk(self, mission: str, role: Role = "officer") -> PlainDesk:
        """A new device of a mission, that has read to the end.

        It is put into the database: codes are slow on purpose, and tested by themselves.
        """
        key = Ed25519PrivateKey.generate()
        with self.database.write() as (session, _):
            device = Device(
                id=uuid4(),
                name="Test desk",
                mission=enrolling.mission_named(session, mission).id,
                officer=uuid4(),
                officer_name=f"Officer {next(_numbers)}",
                role=role,
                public_key=key.public_key().public_bytes_raw(),
                enrolled=self.clock(),
            )
            devices.put_device(session, device)
        enrolment = _enrolment(device, mission)
        ministry = self.reach(device.id, key)
        desk = PlainDesk(ministry, enrolment, self.clock, secrets.token_bytes)
        desk.pull()
        return desk

    def new_mission(self, country: str = "NL") -> str:
        """The name of a mission made for one test."""
        name = f"Mission {next(_numbers)} {secrets.token_hex(3)}"
        self.service.add_mission(name, country)
        return name


def _enrolment(device: Device, mission: str) -> Enrolment:
    return Enrolment(
        device=device.id,
        mission=device.mission,
        mission_name=mission,
        country="",
        officer=device.officer,
        officer_name=device.officer_name,
        role=device.role,
        ministry=enrolling.NAME,
        clock=device.enrolled,
    )


class TestBench:
    """Two missions of a world, made for one test (see `conformance.cases.Bench`)."""

    __test__ = False

    def __init__(self, world: World) -> None:
        self.world = world
        self._missions = {"home": world.new_mission(), "abroad": world.new_mission("DE")}

    def desk(self, place: Place = "home") -> PlainDesk:
        """One more device of a mission."""
        return self.world.desk(self._missions[place])

    def as_role(self, role: Role, place: Place = "home") -> PlainDesk:
        """One more device of a mission, whose officer has another role."""
        return self.world.desk(self._missions[place], role)

    def mission(self, place: Place = "home") -> str:
        """The name of a mission."""
        return self._missions[place]
