"""What an import would do, as a value: seen before it is done, then done as it was seen.

Blank cells never wipe anything. Nothing is taken for the same without being shown as such.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, get_args
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES
from desk_app.domain.rules import broken
from desk_app.domain.sentences import labelled
from desk_app.domain.values import Plain
from desk_app.exchange.contacts import Contact
from desk_app.exchange.duplicates import Index, Party, Reason, Suggestion
from desk_app.exchange.firmnames import firm_alike
from desk_app.exchange.kindtables import Job, KindRow, Wrong, union
from desk_app.exchange.people import cells, draft
from desk_app.exchange.usual import defaults, usual

SURE = 0.9
"""The confidence from which a match is taken for one; below, an officer is asked."""

Rule = Literal["skip", "update", "fill"]
"""What becomes of a row whose record is known: left out, what differs, or only blanks."""

Choice = Literal["create", "update", "fill", "skip", "ask", "join", "same", "wrong"]
"""create: as new; update: change what differs; fill: only blanks; skip: leave out; ask: an
officer must say; join: the same as an earlier row of the file, whose record it completes; same:
the desk knows all it says; wrong: it cannot come in as it is."""

CHOICES: tuple[Choice, ...] = get_args(Choice)


SHOWN = 2_000
"""How many rows that are simply new a plan holds."""


class Existing(Struct, frozen=True, gc=False):
    """A record the desk has, as far as an import compares it; `orgs` are where it works."""

    id: UUID
    kind: str
    fields: Plain
    orgs: tuple[str, ...] = ()


class Row(Struct, frozen=True, gc=False):
    """One row to be imported: fields of a kind, positions held, and what is wrong with it.

    `number` counts the rows of the whole file from 1, `line` is where it stands. It can be given
    back by its `cells`, or by the `contact` it was. `firms` are records its links wait for;
    `lost` tells what of it cannot be kept.
    """

    line: int
    kind: str
    fields: Plain
    jobs: tuple[Job, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    contact: Contact | None = None
    number: int = 0
    firms: tuple[tuple[UUID, str], ...] = ()
    lost: tuple[str, ...] = ()

    def given(self) -> tuple[tuple[str, str], ...]:
        """Return the row as it was, headed."""
        return self.cells if self.contact is None else cells(self.contact)


class FieldChange(Struct, frozen=True, gc=False):
    """One field of a record that an update would change."""

    field: str
    before: Any
    after: Any


class Match(Struct, frozen=True, gc=False):
    """A record that a row may be, with how sure and why, and what an update would change."""

    id: UUID
    confidence: float
    reasons: tuple[Reason, ...]
    changes: tuple[FieldChange, ...]


class Planned(Struct, frozen=True, gc=False):
    """What becomes of one row; `twin` is the number of the earlier row it joins."""

    row: Row
    choice: Choice
    matches: tuple[Match, ...] = ()
    twin: int = 0


class Plan(Struct, frozen=True):
    """What is proposed: how many rows of each choice, and the rows worth an officer's look.

    Of rows that are simply new only the first are in `rows`; `counts` tells them all.
    """

    rows: tuple[Planned, ...]
    counts: Mapping[Choice, int]


Progress = Callable[[int, int], bool]
"""Told how many rows of how many are done; answers whether to go on."""


def on_and_on(_done: int, _of: int) -> bool:
    """Go on, whatever is done."""
    return True


class Known:
    """What the desk knows: who is compared, and how each one's fields are looked up."""

    def __init__(
        self,
        kind: str,
        parties: Iterable[Party] = (),
        look: Callable[[UUID], Existing | None] = lambda _id: None,
    ) -> None:
        self.kind = kind
        self.look = look
        self.index = Index(parties)

    @classmethod
    def of(cls, kind: str, existing: Iterable[Existing]) -> "Known":
        """Make it of records at hand."""
        records = {record.id: record for record in existing}
        same = [record for record in records.values() if record.kind == kind]
        return cls(kind, (party(record.id, record) for record in same), records.get)


class Planner:
    """Tells row after row what each is; earlier rows of the file are known to later ones."""

    def __init__(self, known: Known, rule: Rule = "fill") -> None:
        self._known = known
        self._rule: Rule = rule
        self._within = Index(sure=True)
        self.counts: Counter[Choice] = Counter()

    def planned(self, row: Row) -> Planned:
        """Find out what `row` is: new, a change, the twin of an earlier row, or wrong."""
        found = self._planned(row)
        self.counts[found.choice] += 1
        return found

    def _planned(self, row: Row) -> Planned:
        if row.wrong:
            return Planned(row, "wrong")
        one = party(row.number, row)
        likes = self._known.index.like(one)
        if likes:
            found = [m for like in likes[:5] if (m := self._match(like, row)) is not None]
            matches = tuple(sorted(found, key=lambda m: (-m.confidence, len(m.changes))))
            if matches:
                return self._matched(row, matches)
        reachable = bool(one.emails or one.phones)
        for twin in self._within.like(one, SURE):
            if _proven(twin.reasons) or not reachable:
                place = twin.other
                return Planned(row, "join", (), place if isinstance(place, int) else 0)
        if wrong := ruled_out(row, {}, row.fields):
            return Planned(replace(row, wrong=wrong), "wrong")
        self._within.add(one)
        return Planned(row, "create")

    def _matched(self, row: Row, matches: tuple[Match, ...]) -> Planned:
        choice = self._choice(row, matches[0])
        record = self._known.look(matches[0].id)
        if record is not None and choice in ("update", "fill"):
            blanks = choice == "fill"
            changes = changes_of(row, record.fields, only_blank=blanks)
            after = record.fields | {change.field: change.after for change in changes}
            if wrong := ruled_out(row, record.fields, after):
                return Planned(replace(row, wrong=wrong), "wrong", matches)
        return Planned(row, choice, matches)

    def _match(self, like: Suggestion, row: Row) -> Match | None:
        record = self._known.look(UUID(str(like.other)))
        if record is None:
            return None
        changes = changes_of(row, record.fields)
        return Match(record.id, like.confidence, like.reasons, changes)

    def _choice(self, row: Row, match: Match) -> Choice:
        record = self._known.look(match.id)
        new = new_jobs(row, record.orgs) if record else row.jobs
        if not match.changes and not new and "same name" in match.reasons:
            return "same"
        if match.confidence < SURE:
            return "ask"
        fields = record.fields if record else {}
        both = all(one.get("emails") or one.get("phones") for one in (row.fields, fields))
        # Two of one name in one firm, each with addresses of their own, may be two people.
        return (
            "ask" if both and not _proven(match.reasons) and row.kind == "person" else self._rule
        )


def ruled_out(row: Row, before: Plain, after: Plain) -> tuple[Wrong, ...]:
    """Tell the rules between fields that a record would break by what a row says of it."""
    fields = KINDS[row.kind].fields
    return tuple(
        Wrong(found.field, fields[found.field].label.en, labelled(SENTENCES[found.code]))
        for found in broken(row.kind, before, after)
    )


def _proven(reasons: Sequence[Reason]) -> bool:
    """Tell whether more than names speaks for two being one."""
    return "same e-mail" in reasons or "same phone" in reasons or "same birthday" in reasons


def plan(
    rows: Iterable[Row],
    known: Known,
    rule: Rule = "fill",
    progress: Progress = on_and_on,
    of: int = 0,
    shown: int = SHOWN,
) -> Plan:
    """Plan all `rows`, of which there are about `of`.

    Where `progress` answers no, the rows left are not planned.
    """
    planner = Planner(known, rule)
    kept: list[Planned] = []
    for place, row in enumerate(rows):
        if place % 200 == 0 and not progress(place, max(place, of)):
            break
        item = planner.planned(row)
        if item.choice != "create" or planner.counts["create"] <= shown:
            kept.append(item)
    return Plan(tuple(kept), dict(planner.counts))


def changes_of(row: Row, before: Plain, *, only_blank: bool = False) -> tuple[FieldChange, ...]:
    """Return what a row would change; sets grow, notes are added, blanks do nothing."""
    changes: list[FieldChange] = []
    for name, value in row.fields.items():
        old = before.get(name, defaults(row.kind).get(name))
        new = _merged(row.kind, name, old, value)
        blank = before.get(name, usual(row.kind).get(name)) in (None, "", [])
        if new != old and (blank or not only_blank or isinstance(old, list)):
            changes.append(FieldChange(name, old, new))
    return tuple(changes)


def _merged(kind: str, name: str, old: Any, value: Any) -> Any:
    field = KINDS[kind].fields[name]
    if value is None or value in ("", []):
        return old
    if isinstance(old, list) and field.many:
        return union(old, value)  # pyright: ignore[reportUnknownArgumentType]  # JSON
    if name == "notes" and isinstance(old, str) and old:
        return old if value in old else f"{old}\n{value}"
    return value


def new_jobs(row: Row, orgs: Sequence[str]) -> tuple[Job, ...]:
    """Return the positions of a row at organisations that are none of `orgs`."""
    return tuple(
        job for job in row.jobs if not any(firm_alike(job.org, org) >= SURE for org in orgs)
    )


_KEYS: dict[str, tuple[str, ...]] = {
    "capacity": ("firm", "skill", "level"),
    "membership": ("hub", "member"),
    "position": ("person", "organisation", "role"),
    "demand": ("name", "client"),
    "demand_line": ("demand", "skill", "level"),
    "consent": ("person", "purpose", "on"),
}
"""The fields that together say which record a row of a kind is; otherwise those of its title."""

_NAMED = ("person", "firm", "hub")


def party(key: Any, thing: Existing | Row) -> Party:
    """Return a record or row as duplicates compare it."""
    fields = thing.fields
    if thing.kind not in _NAMED:
        names = _KEYS.get(thing.kind, KINDS[thing.kind].title)
        told = [str(fields[name]).casefold() if fields.get(name) else "" for name in names]
        return Party(key, "entry", ("\x1f".join(told),) if any(told) else ())
    jobs = thing.orgs if isinstance(thing, Existing) else [job.org for job in thing.jobs]
    return named_party(key, thing.kind, fields, [org for org in jobs if org])


def named_party(key: Any, kind: str, fields: Plain, orgs: Sequence[str] = ()) -> Party:
    """Return a person, firm or hub as duplicates compare it."""
    names = [fields.get("name", ""), fields.get("name_bn", ""), *fields.get("other_names", ())]
    given, family = fields.get("given", ""), fields.get("family", "")
    if given and family and (both := f"{given} {family}") != names[0]:
        names.append(both)
    return Party(
        key,
        "person" if kind == "person" else "firm",
        tuple(dict.fromkeys(filter(None, names))),
        tuple(fields.get("emails", ())),
        tuple(fields.get("phones", ())),
        tuple(orgs),
        birthday=fields.get("birthday", ""),
        sites=(fields["website"],) if kind != "person" and fields.get("website") else (),
    )


PARTY_FIELDS = (
    *("name", "name_bn", "other_names", "given", "family"),
    *("emails", "phones", "birthday", "website"),
)
"""The fields by which persons, firms and hubs are compared."""


def contact_row(contact: Contact, country: str = "", number: int = 0) -> Row:
    """Return a contact of a file as a row of a person; phones are read as of `country`."""
    d = draft(contact, country)
    line = number or d.line
    return Row(d.line, "person", d.fields, d.jobs, d.wrong, (), contact, line, (), d.lost)


def contact_rows(contacts: Iterable[Contact], country: str = "") -> list[Row]:
    """Return contacts of a file as rows of persons."""
    return [contact_row(contact, country) for contact in contacts]


def kind_row(kind: str, row: KindRow, number: int = 0) -> Row:
    """Return a row of a table of one kind as a plan takes it."""
    at = number or row.line
    return Row(row.line, kind, row.fields, row.jobs, row.wrong, row.cells, None, at, row.firms)
