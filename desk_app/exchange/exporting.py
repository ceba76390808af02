"""Records going out as files: consent and audience checked, capped by role, formulas defused.

What may go is decided in `desk_app.exchange.withholding`. Only the dump of everything is whole:
it is the desk's own copy, and never for others.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import KINDS, Person, Position, Skill
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain
from desk_app.exchange.cardfields import with_fields
from desk_app.exchange.cardwriting import write_cards
from desk_app.exchange.contacts import Contact, Employment, Property
from desk_app.exchange.dump import write_dump
from desk_app.exchange.kindtables import Job, kind_sheet
from desk_app.exchange.mailing import mail_sheet
from desk_app.exchange.people import DO_NOT_APPROACH
from desk_app.exchange.remainders import contact_of
from desk_app.exchange.tablewriting import Sheet, write_csv, write_workbook
from desk_app.exchange.withholding import (
    Readers,
    Reason,
    Source,
    Withholding,
    consents_by_person,
)

Form = Literal["vcard", "csv", "xlsx", "json"]
LIMITS: Mapping[str, int] = {
    "": 200_000,
    "head": 200_000,
    "publisher": 200_000,
    "officer": 20_000,
    "analyst": 5_000,
    "auditor": 5_000,
}
"""How many records one export may hold, by role; a desk that belongs to nobody yet has none."""

EVERYTHING = "all"
"""The name under which all kinds are asked for."""


class Request(Struct, frozen=True, kw_only=True):
    """What is to be written: a kind or everything, in which form, and for whom.

    `chosen` narrows it to some records, None means all of them; `mailing` asks for a mail-merge
    list of people.
    """

    kind: str
    form: Form
    readers: Readers = "desk"
    mailing: bool = False
    chosen: frozenset[UUID] | None = None
    version: Literal["3.0", "4.0"] = "4.0"


class Written(Struct, frozen=True):
    """A file to be saved: its bytes, how many records it holds, and how many were withheld why.

    `bared` went without their details; `notes` are sentences on what a form could not take.
    """

    data: bytes
    count: int
    withheld: Mapping[Reason, int]
    bared: int = 0
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash by which the register knows the file."""
        return hashlib.sha256(self.data).hexdigest()


class Going(Struct, frozen=True):
    """What an export would hold: how many records, how many withheld why, how many bared.

    `limit` is how many the role may take out at once.
    """

    count: int
    withheld: Mapping[Reason, int]
    bared: int = 0
    limit: int = 0


def export(request: Request, source: Source, *, role: str, now: datetime) -> Written:
    """Write the records of `source` that `request` asks for.

    Raises:
        WrongInput: the form does not fit the kind, nothing was chosen, or the role may not take
            so many.
    """
    if request.kind == EVERYTHING:
        return _dumped(request, source, role, now)
    outgoing, records = _selected(request, source, now)
    _expect_few(len(records), role)
    data, notes = _Writer(request, source, now).data(records)
    return Written(data, len(records), outgoing.withheld, outgoing.bared, notes)


def going(request: Request, source: Source, *, role: str, now: datetime) -> Going:
    """Count what an export would hold, before it is written.

    Raises:
        WrongInput: the form does not fit the kind, or nothing was chosen.
    """
    if request.kind == EVERYTHING:
        return Going(len(source.every()), {}, limit=_limit(role))
    outgoing, records = _selected(request, source, now)
    return Going(len(records), outgoing.withheld, outgoing.bared, _limit(role))


def _selected(
    request: Request, source: Source, now: datetime
) -> tuple[Withholding, list[Record[Content]]]:
    """Return the records that may go, and who decided it."""
    _expect_fit(request)
    chosen = request.chosen
    outgoing = Withholding(
        request.kind, request.readers, source, now.date(), mailing=request.mailing
    )
    found = (r for r in source.all(request.kind) if chosen is None or r.id in chosen)
    return outgoing, outgoing.allowed(found)


def _expect_fit(request: Request) -> None:
    if request.kind not in KINDS:
        raise WrongInput("There is no kind of record called “{name}”.", name=request.kind)
    if request.kind != "person" and (request.form == "vcard" or request.mailing):
        raise WrongInput(
            "Visiting cards and mail lists are of people. Nothing was written; choose a table "
            "for {kinds}.",
            kinds=KINDS[request.kind].plural,
        )
    if request.chosen is not None and not request.chosen:
        raise WrongInput(
            "No record has these words, so nothing was written. Choose others, or all records."
        )


def _limit(role: str) -> int:
    return LIMITS.get(role, min(LIMITS.values()))


def _expect_few(count: int, role: str) -> None:
    limit = _limit(role)
    if count > limit:
        raise WrongInput(
            "These are {count} records; your role may take out {limit} at once. Nothing was "
            "written. Choose fewer, or ask the head of the mission.",
            count=count,
            limit=limit,
        )


def _dumped(request: Request, source: Source, role: str, now: datetime) -> Written:
    if request.form != "json" or request.readers != "desk":
        raise WrongInput(
            "Everything is written as JSON, for the desk itself. Nothing was written; choose a "
            "kind of record for another form or for others."
        )
    records = source.every()
    _expect_few(len(records), role)
    return Written(write_dump(records, now), len(records), {})


class _Writer:
    """Writes records that may go, in the form asked for."""

    def __init__(self, request: Request, source: Source, now: datetime) -> None:
        self._request = request
        self._source = source
        self._now = now
        self._titles: dict[str, str] = {}

    def data(self, records: list[Record[Content]]) -> tuple[bytes, tuple[str, ...]]:
        """Return the file, and what it could not take."""
        request = self._request
        if request.form == "json":
            return write_dump(records, self._now), ()
        if request.form == "vcard":
            return self._cards(records), ()
        sheet = self._mailing(records) if request.mailing else self._sheet(records)
        if request.form == "csv":
            return write_csv(sheet), ()
        return write_workbook([sheet], sheet.name)

    def _cards(self, records: list[Record[Content]]) -> bytes:
        jobs = self._jobs()
        skills = self._skills()
        return write_cards(
            (_card(record, jobs.get(record.id, ()), skills) for record in records),
            self._request.version,
        )

    def _skills(self) -> dict[str, str]:
        """Return the names of the skills by their codes."""
        found = (record.content for record in self._source.all("skill"))
        return {skill.code: skill.name for skill in found if isinstance(skill, Skill)}

    def _sheet(self, records: list[Record[Content]]) -> Sheet:
        kind = KINDS[self._request.kind]
        self._titles = {
            str(id): title
            for name in {name for field in kind.fields.values() for name in field.links}
            for id, title in self._source.titled(name).items()
        }
        if kind.name != "person":
            return kind_sheet(kind.name, records, self._title)
        jobs = self._jobs()

        def job(id: UUID) -> Job | None:
            held = jobs.get(id)
            return Job(held[0].org, held[0].title) if held else None

        return kind_sheet(kind.name, records, self._title, job)

    def _title(self, id: str) -> str:
        """Return a record's title, or what it is known by where that is not here."""
        return self._titles.get(id) or id

    def _mailing(self, records: list[Record[Content]]) -> Sheet:
        consents, jobs = consents_by_person(self._source.all("consent")), self._jobs()
        people = [
            (record.content, jobs.get(record.id, ()), consents.get(record.id, ()))
            for record in records
            if isinstance(record.content, Person)
        ]
        return mail_sheet(people, self._now.date())

    def _jobs(self) -> dict[UUID, tuple[Employment, ...]]:
        """Return where people work now, the newest position first."""
        orgs = {
            id: title
            for name in ("firm", "hub", "mission")
            for id, title in self._source.titled(name).items()
        }
        held: dict[UUID | None, list[Position]] = {}
        today, readers = self._now.date(), self._request.readers
        positions = Withholding("position", readers, self._source, today)
        for record in positions.allowed(self._source.all("position")):
            position = record.content
            if isinstance(position, Position) and self._held_now(position):
                held.setdefault(position.person, []).append(position)
        return {
            person: tuple(
                Employment(orgs.get(one.organisation, ""), (), one.role)
                for one in sorted(some, key=lambda one: one.since or date.min, reverse=True)
                if one.organisation is not None
            )
            for person, some in held.items()
            if person is not None
        }

    def _held_now(self, position: Position) -> bool:
        return position.until is None or position.until >= self._now.date()


def _card(
    record: Record[Content], jobs: tuple[Employment, ...], skills: Mapping[str, str]
) -> Contact:
    """Return a person as a contact; one whom nobody may approach is marked as such."""
    fields = plain(record.content)
    contact = with_fields(contact_of(fields, jobs), fields, skills)
    if not getattr(record.content, "do_not_approach", False):
        return contact
    mark = Property(DO_NOT_APPROACH, "yes")
    return replace(contact, others=(*contact.others, mark))
