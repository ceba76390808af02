"""Checking a server somewhere else, with codes of two of its missions."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from desk_app.contract.enrolment import enrol_request
from desk_app.contract.messages import Enrolment
from desk_app.domain.errors import DeskError, WrongInput
from desk_app.ministry.calling import Caller, CallingDevice
from desk_app.ministry.conformance.cases import Place
from desk_app.ministry.conformance.plain_desk import Broken, PlainDesk
from desk_app.ministry.conformance.suite import CASES, Case

EACH = 2
"""How many devices of each mission the checks use at once."""


class Finding(Struct, frozen=True):
    """What a check found; `problem` is empty where the server keeps the rule."""

    rule: str
    problem: str = ""


class Enrolled(Struct, frozen=True):
    """A device made for the checks."""

    enrolment: Enrolment
    ministry: CallingDevice


class RemoteBench:
    """Devices of two missions of a server (see `cases.Bench`), used again for each check."""

    def __init__(
        self, caller: Caller, codes: Sequence[str], clock: Callable[[], datetime]
    ) -> None:
        self._clock = clock
        self._devices: dict[UUID, list[Enrolled]] = {}
        self._batches: dict[UUID, PlainDesk] = {}
        self._used: dict[Place, int] = {}
        for code in codes:
            device = _enrol(caller, code, clock)
            self._devices.setdefault(device.enrolment.mission, []).append(device)
        if [len(devices) for devices in self._devices.values()] != [EACH, EACH]:
            raise WrongInput(f"The checks need {EACH} codes of each of two missions.")

    def begin(self) -> None:
        """Take all devices back from the check before."""
        self._used = {"home": 0, "abroad": 0}

    def desk(self, place: Place = "home") -> PlainDesk:
        """Return the next device of a mission, that has read to the end."""
        mission = list(self._devices)[place == "abroad"]
        device = self._devices[mission][self._used[place]]
        self._used[place] += 1
        id_ = device.enrolment.device
        desk = PlainDesk(device.ministry, device.enrolment, self._clock, secrets.token_bytes)
        desk.batch = self._batches[id_].batch if id_ in self._batches else 0
        self._batches[id_] = desk
        desk.pull()
        return desk


def _enrol(caller: Caller, code: str, clock: Callable[[], datetime]) -> Enrolled:
    key = Ed25519PrivateKey.generate()
    asked = enrol_request(key, code=code, device_name="Contract checks", officer="Contract checks")
    enrolment = caller.enrol(asked)
    ministry = CallingDevice(caller, enrolment.device, key, clock, secrets.token_bytes)
    return Enrolled(enrolment, ministry)


def findings(bench: RemoteBench) -> Iterator[Finding]:
    """Run every check."""
    for check in CASES:
        bench.begin()
        yield Finding(check.__name__.replace("_", " "), _problem(check, bench))


def _problem(check: Case, bench: RemoteBench) -> str:
    try:
        check(bench)
    except (Broken, DeskError) as error:
        return str(error) or type(error).__name__
    return ""
