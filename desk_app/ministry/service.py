"""The ministry itself: what it answers to each device, over whatever carries the question."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.contract.messages import (
    VERSION,
    Answer,
    Change,
    Enrolment,
    EnrolRequest,
    Forget,
    Notice,
    Round,
)
from desk_app.contract.tokens import TokenRefused, claimed_device, read_assertion
from desk_app.domain.edits import Edit
from desk_app.domain.errors import (
    DeviceRevoked,
    NoSuchRecord,
    NotAllowed,
    OtherContract,
    WrongInput,
)
from desk_app.ministry import auth, courtesy, cursors, enrolling, offering
from desk_app.ministry.deciding import Author, aware
from desk_app.ministry.enrolling import Invitation, World
from desk_app.ministry.pages import Page, page
from desk_app.ministry.store import devices, records, snapshots, tallies
from desk_app.ministry.store.database import Database, Transaction
from desk_app.ministry.taking import Taken, ministry_itself, take
from desk_app.ministry.values import Device, Note, Role, Standing, State
from desk_app.ministry.visibility import Scope, scope_of

EDIT_LIMIT = 5_000
"""How many edits one round may carry."""

BATCH_LIMIT = 2**53
"""No device lives to number more; JSON readers everywhere agree on numbers up to here."""

PAGE_LIMIT = 2_000
"""How many records one answer may carry."""

STRETCH_LIMIT = 4 * 1024 * 1024
"""How many bytes of a snapshot one request may ask for."""

LEAP = 1_000_000
"""Numbers passed over when the ministry finds that it went back, so that none is given twice."""


class TooLarge(NotAllowed):
    """What was sent is larger than the contract allows."""


class Service:
    """The ministry on one database; any number of them may share it."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
    ) -> None:
        self._database = database
        self._clock = clock
        self._random = random

    def session(self, device: UUID) -> "Session":
        """Return the ministry as that device meets it."""
        return Session(self._database, self._clock, self._random, device)

    def enrol(self, request: EnrolRequest, origin: str = "") -> Enrolment:
        """Make a workstation a device (see `desk_app.contract.ministry.Enroller`)."""
        return enrolling.enrol(self._world(), request, origin)

    def invite(self, mission: str, role: Role = "officer", officer: str = "") -> Invitation:
        """Make a one-time code for an officer of a mission (see `enrolling.invite`)."""
        return enrolling.invite(self._world(), mission, role, officer)

    def add_mission(self, name: str, country: str, city: str = "") -> UUID:
        """Make a mission, or return the one of that name.

        Raises:
            WrongInput: the country is none.
        """
        with self._database.read() as session:
            for state in records.of_kind(session, "mission"):
                if state.fields.get("name") == name:
                    return state.id
        world = self._world()
        record = world.new_id()
        fields = {"name": name, "country": country, "city": city}
        edit = world.edit("mission", "create", record, fields)
        taken = take(self._database, ministry_itself(world.now), [edit])
        if taken.verdicts[0].outcome == "refused":
            raise WrongInput(f"This does not fit: {taken.verdicts[0].field}.")
        return record

    def take(self, author: Device | None, edits: Sequence[Edit]) -> Taken:
        """Apply edits of the ministry itself, or on behalf of a device, without an exchange."""
        now = self._clock()
        writer = ministry_itself(now) if author is None else Author(author, now)
        return take(self._database, writer, edits)

    def revoke(self, device: UUID) -> None:
        """Withdraw a device; nothing is answered to it any longer.

        Raises:
            WrongInput: there is no such device.
        """
        with self._database.write() as (session, _):
            found = devices.revoke(session, device, self._clock())
        if not found:
            raise WrongInput("The ministry knows no such device.")

    def devices(self) -> list[Device]:
        """Return every device, in the order of enrolment."""
        with self._database.read() as session:
            return devices.devices(session)

    def holds(self, ids: Iterable[UUID]) -> set[UUID]:
        """Return those of `ids` that are records here, the erased ones too."""
        with self._database.read() as session:
            return set(records.states(session, ids))

    def states(self, ids: Iterable[UUID]) -> dict[UUID, State]:
        """Return the records with these identifiers that there are, the erased ones too."""
        with self._database.read() as session:
            return records.states(session, ids)

    def of_kind(self, kind: str) -> list[State]:
        """Return all records of a kind, the erased ones left out."""
        with self._database.read() as session:
            return records.of_kind(session, kind)

    def new_id(self) -> UUID:
        """Return a new identifier."""
        return self._world().new_id()

    def history(self, record: UUID) -> list[Note]:
        """Return everything that befell a record, newest first."""
        with self._database.read() as session:
            return records.history(session, record)

    def access_token(self, device: UUID) -> str:
        """Return a short-lived token for a device."""
        with self._database.read() as session:
            secret = records.standing(session).secret
        return auth.access_token(device, self._clock(), secret)

    def bearer(self, token: str) -> UUID:
        """Return the device that an access token names.

        Raises:
            TokenRefused: the token is not ours, or has expired.
        """
        with self._database.read() as session:
            secret = records.standing(session).secret
        return auth.read_access_token(token, self._clock(), secret)

    def asserted(self, token: str) -> UUID:
        """Return the device that signed an assertion, which is thereby used up.

        Raises:
            TokenRefused: it is forged, out of date or was used before.
            DeviceRevoked: the device was withdrawn.
        """
        now = self._clock()
        with self._database.read() as session:
            device = _known(session, claimed_device(token))
        checked = read_assertion(token, device.public_key, now)
        until = checked.until + timedelta(minutes=5)
        with self._database.write() as (session, _):
            unused = devices.use(session, device.id, checked.number, until, now)
        if not unused:
            raise TokenRefused("This assertion was used before.")
        return device.id

    def clock(self) -> datetime:
        """Return the ministry's time."""
        return self._clock()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _world(self) -> World:
        return World(self._database, self._clock(), self._random)


class View(Struct, frozen=True):
    """The place from which one round reads."""

    scope: Scope
    standing: Standing
    after: int
    notice: Notice = ""
    afresh: bool = False


class Session:
    """The ministry as one device meets it (see `desk_app.contract.ministry.Ministry`)."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        device: UUID,
    ) -> None:
        self._database = database
        self._clock = clock
        self._random = random
        self._device = device

    def sync(self, sent: Round) -> Answer:
        """Take edits, answer them, and tell what changed since the cursor."""
        now = self._clock()
        _check(sent)
        with self._database.read() as session:
            device = _known(session, self._device)
            swept = records.standing(session).swept
        author = Author(device, now, behind=now - aware(sent.clock))
        # First the cursor: edits taken anew would make up for numbers that a restored ministry
        # lacks, and hide that it went back.
        view = self._view(sent, scope_of(device.mission, device.role))
        taken = Taken(())
        if sent.edits or swept < now.astimezone(UTC).date():
            taken = take(self._database, author, sent.edits, sent.batch)
            courtesy.tell(self._database, sent.edits, now, self._random)
        answer = self._afresh(sent, view, now) if view.afresh else self._news(sent, view, now)
        notice = _notice(taken, view, author)
        return msgspec.structs.replace(answer, verdicts=taken.verdicts, notice=notice)

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        """Return a stretch of a snapshot of this device's view."""
        self.snapshot_size(name)
        if start < 0 or length < 1:
            return b""
        with self._database.read() as session:
            return snapshots.stretch(session, name, start, min(length, STRETCH_LIMIT))

    def snapshot_size(self, name: str) -> int:
        """Return how many bytes a snapshot of this device's view has.

        Raises:
            NoSuchRecord: there is none of that name.
        """
        with self._database.read() as session:
            device = _known(session, self._device)
            scope = scope_of(device.mission, device.role)
            found = snapshots.named(session, name, scope.key) if name.isalnum() else None
        if found is None:
            raise NoSuchRecord("This snapshot is gone; the ministry makes another.")
        return found.size

    def _view(self, sent: Round, scope: Scope) -> View:
        with self._database.read() as session:
            standing = records.standing(session)
        if not sent.cursor or sent.want_snapshot:
            return View(scope, standing, 0, afresh=True)
        place = cursors.read(sent.cursor, standing.secret)
        if place is None or place.scope != scope.key:
            return View(scope, standing, 0, "reconcile", afresh=True)
        if place.epoch != standing.epoch:
            return View(scope, standing, 0, "went-back", afresh=True)
        if place.seq > standing.seq:
            return View(scope, self._begin_epoch(place), 0, "went-back", afresh=True)
        return View(scope, standing, place.seq)

    def _begin_epoch(self, ahead: cursors.Place) -> Standing:
        """The ministry was restored from a backup: no cursor from before is worth anything."""
        with self._database.write() as (session, standing):
            if standing.epoch == ahead.epoch and standing.seq < ahead.seq:
                epoch, seq = self._random(8).hex(), ahead.seq + LEAP
                new = msgspec.structs.replace(standing, epoch=epoch, seq=seq)
                records.put_standing(session, new)
                return new
            return standing

    def _afresh(self, sent: Round, view: View, now: datetime) -> Answer:
        offer = offering.offer(self._database, view.scope, now)
        with self._database.read() as session:
            told, gone = _told(session, view.scope, sent.edits, ())
        if offer.records == 0 and not sent.want_snapshot:
            return Answer(VERSION, now, offer.cursor, changes=told, forgets=gone)
        return Answer(VERSION, now, "", changes=told, forgets=gone, snapshot=offer)

    def _news(self, sent: Round, view: View, now: datetime) -> Answer:
        limit = max(1, min(sent.limit, PAGE_LIMIT))
        with self._database.read() as session:
            standing = records.standing(session)
            found = _page(session, view.scope, view.after, limit, standing.seq)
            told, gone = _told(session, view.scope, sent.edits, found.changes)
            digests = {} if found.more else tallies.digests(session, view.scope)
        known = {forget.id for forget in found.forgets}
        place = cursors.Place(view.standing.epoch, view.scope.key, found.upto)
        return Answer(
            contract=VERSION,
            clock=now,
            cursor=cursors.write(place, standing.secret),
            changes=found.changes + told,
            forgets=found.forgets + tuple(f for f in gone if f.id not in known),
            more=found.more,
            digests=digests,
        )


def _check(sent: Round) -> None:
    if sent.contract != VERSION:
        raise OtherContract("The ministry speaks another version of the contract.")
    if len(sent.edits) > EDIT_LIMIT or not 0 <= sent.batch <= BATCH_LIMIT:
        raise TooLarge("These are more changes than the ministry takes at once.")


def _known(session: Transaction, id_: UUID) -> Device:
    device = devices.device(session, id_)
    if device is None:
        raise NotAllowed("The ministry does not know this workstation.")
    if device.revoked is not None:
        raise DeviceRevoked(
            "The ministry has withdrawn this workstation. Ask the ministry for a new code."
        )
    return device


def _notice(taken: Taken, view: View, author: Author) -> Notice:
    if view.notice:
        return view.notice
    if taken.copied:
        return "copied-store"
    return "clock" if author.clock_is_off else ""


def _page(session: Transaction, scope: Scope, after: int, limit: int, newest: int) -> Page:
    changed = records.changed(session, scope, after, limit + 1)
    left = records.departed(session, scope, after, limit + 1)
    return page(changed, left, limit, newest)


def _told(
    session: Transaction, scope: Scope, edits: Sequence[Edit], already: Iterable[Change]
) -> tuple[tuple[Change, ...], tuple[Forget, ...]]:
    """The newest state of every record that was answered about, beside those already told."""
    known = {change.id for change in already}
    wanted = [edit.record for edit in edits if edit.record not in known]
    found = [s for s in records.states(session, wanted).values() if scope.sees(s.owner, s.reach)]
    gone = tuple(Forget(s.id, s.kind, s.version, "erased") for s in found if s.erased)
    return tuple(s.change() for s in found if not s.erased), gone
