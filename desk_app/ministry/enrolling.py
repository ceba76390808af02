"""Inviting officers, and making their workstations devices of a mission."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from desk_app.contract.enrolment import from_base64url, is_signed
from desk_app.contract.messages import VERSION, Enrolment, EnrolRequest
from desk_app.domain.acts import Operation
from desk_app.domain.edits import Edit
from desk_app.domain.errors import CodeRefused, NotAllowed, OtherContract, WrongInput
from desk_app.domain.ids import uuid7
from desk_app.domain.problems import clean_text
from desk_app.domain.values import Plain
from desk_app.domain.words import fold
from desk_app.ministry import codes
from desk_app.ministry.store import devices, records
from desk_app.ministry.store.database import Database, Transaction
from desk_app.ministry.taking import apply, ministry_itself
from desk_app.ministry.values import Device, Invite, Role, Standing, State

VALID = timedelta(days=7)
"""How long a code may be used."""

TRIES = 10
TRIES_EVERYWHERE = 300
TRIED_WITHIN = timedelta(minutes=15)
"""So many wrong codes within this time, and no code is looked at any longer."""

NAME = "Ministry of ICT, Dhaka"
"""What the ministry calls itself to a new device."""


class Invitation(Struct, frozen=True):
    """What an officer is told: the code, for which mission, and until when it may be used."""

    code: str
    mission: str
    until: datetime


class World(Struct, frozen=True):
    """What decisions here take from outside: the database, the moment, unguessable bytes."""

    database: Database
    now: datetime
    random: Callable[[int], bytes]

    def new_id(self) -> UUID:
        """Return a new identifier."""
        return uuid7(self.now, self.random(10))

    def edit(self, kind: str, operation: Operation, record: UUID, fields: Plain) -> Edit:
        """Return an edit of the ministry's own."""
        return Edit(
            id=self.new_id(),
            group=self.new_id(),
            record=record,
            kind=kind,
            operation=operation,
            at=self.now,
            by="",
            fields=fields,
            audience="all",
        )


def invite(world: World, mission: str, role: Role, officer: str = "") -> Invitation:
    """Make a one-time code for an officer of a mission.

    Raises:
        WrongInput: no mission has that name.
    """
    code = codes.new_code(world.random)
    until = world.now + VALID
    with world.database.write() as (session, standing):
        state = mission_named(session, mission)
        digest = codes.digest(code, standing.secret)
        devices.put_invite(session, Invite(digest, state.id, role, officer, until))
    return Invitation(code, str(state.fields["name"]), until)


def mission_named(session: Transaction, name: str) -> State:
    """Return the mission of that name or identifier, or the only one whose name holds `name`.

    Raises:
        WrongInput: there is none, or there are several.
    """
    asked = fold(name)
    missions = records.of_kind(session, "mission")
    exact = [m for m in missions if asked in (fold(_called(m)), str(m.id))]
    near = exact or [m for m in missions if asked and asked in fold(_called(m))]
    if len(near) == 1:
        return near[0]
    known = ", ".join(sorted(map(_called, missions))) or "none"
    said = "several missions of that name" if near else "no mission of that name"
    raise WrongInput(f"The ministry knows {said}. It knows: {known}.")


def _called(mission: State) -> str:
    return str(mission.fields.get("name", ""))


def enrol(world: World, request: EnrolRequest, origin: str) -> Enrolment:
    """Make a workstation a device; asked again by the same one, give the same answer.

    `origin` tells where the request came from, for the count of wrong codes.

    Raises:
        OtherContract: the request speaks another version.
        NotAllowed: it is not signed with the key it brings.
        CodeRefused: the code is wrong, spent or too old, or too many were wrong before.
    """
    if request.contract != VERSION:
        raise OtherContract("The ministry speaks another version of the contract.")
    if not is_signed(request):
        raise NotAllowed("The ministry could not check the key of this workstation.")
    with world.database.read() as session:
        _refuse_guessing(session, world.now, origin)
        digest = codes.digest(request.code, records.standing(session).secret)
    with world.database.write() as (session, standing):
        found = devices.invite(session, digest, world.now)
        device = None if found is None else _device(session, standing, world, request, found)
        if device is None:
            since = world.now - TRIED_WITHIN
            devices.put_attempt(session, origin, world.now, since, world.new_id())
            enrolment = None
        else:
            enrolment = _enrolment(session, device, world.now)
    if enrolment is None:
        raise _wrong_code()
    return enrolment


def _refuse_guessing(session: Transaction, now: datetime, origin: str) -> None:
    since = now - TRIED_WITHIN
    many = devices.attempts(session, since) >= TRIES_EVERYWHERE
    if many or devices.attempts(session, since, origin) >= TRIES:
        raise _wrong_code()


def _wrong_code() -> CodeRefused:
    return CodeRefused(
        "The ministry does not accept this code: it is wrong, was used before, or is older than "
        "a week. Ask the ministry for a new one."
    )


def _device(
    session: Transaction, standing: Standing, world: World, request: EnrolRequest, found: Invite
) -> Device | None:
    """Make the device; a code once spent serves only the device that spent it."""
    key = from_base64url(request.public_key)
    if found.spent_by is not None:
        before = devices.device(session, found.spent_by)
        same = before is not None and before.public_key == key and before.revoked is None
        return before if same else None
    typed = clean_text(request.officer, lines=False)[:200]
    name = typed or found.officer_name or "Officer"
    new = Device(
        id=world.new_id(),
        name=clean_text(request.device_name, lines=False)[:100] or "Workstation",
        mission=found.mission,
        officer=_officer(session, standing, world, name, found.mission),
        officer_name=name,
        role=found.role,
        public_key=key,
        enrolled=world.now,
    )
    devices.put_device(session, new)
    devices.spend(session, found.digest, new.id)
    return new


def _officer(
    session: Transaction, standing: Standing, world: World, name: str, mission: UUID
) -> UUID:
    """Find the officer's record, or make one that every desk reads."""
    for state in records.of_kind(session, "officer"):
        same = fold(str(state.fields.get("name", ""))) == fold(name)
        if same and state.fields.get("mission") == str(mission):
            return state.id
    record = world.new_id()
    edit = world.edit("officer", "create", record, {"name": name, "mission": str(mission)})
    apply(session, standing, ministry_itself(world.now), [edit])
    return record


def _enrolment(session: Transaction, device: Device, now: datetime) -> Enrolment:
    mission = records.states(session, [device.mission])[device.mission]
    return Enrolment(
        device=device.id,
        mission=mission.id,
        mission_name=str(mission.fields.get("name", "")),
        country=str(mission.fields.get("country", "")),
        officer=device.officer,
        officer_name=device.officer_name,
        role=device.role,
        ministry=NAME,
        clock=now,
    )
