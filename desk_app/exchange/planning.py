"""What an import would do, as a value: seen before it is done, then done as one act.

Blank cells never wipe anything. Nothing is taken for the same without being shown as such.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain
from desk_app.exchange.contacts import Contact
from desk_app.exchange.duplicates import Index, Party, Reason, Suggestion
from desk_app.exchange.kindtables import KindReading, Wrong, union
from desk_app.exchange.people import Job, cells, draft
from desk_app.exchange.tablewriting import Sheet

SURE = 0.9
"""The confidence from which a match is proposed as an update; below, an officer is asked."""

Choice = Literal["create", "update", "fill", "skip", "ask", "join"]
"""create: as new; update: change what differs; fill: only blanks; skip: leave out; ask: an
officer must say; join: the same as an earlier row of the file, whose record it completes."""


class Existing(Struct, frozen=True, gc=False):
    """A record the desk has, as far as an import compares it; `orgs` are where it works."""

    id: UUID
    kind: str
    fields: Plain
    orgs: tuple[str, ...] = ()


class Row(Struct, frozen=True, gc=False):
    """One row to be imported: fields of a kind, positions held, and what is wrong with it.

    It can be given back by its `cells`, or by the `contact` it was.
    """

    line: int
    kind: str
    fields: Plain
    jobs: tuple[Job, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    contact: Contact | None = None

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
    """What becomes of one row; `twin` is the line of the earlier row it joins."""

    row: Row
    choice: Choice
    matches: tuple[Match, ...] = ()
    twin: int = 0


class Plan(Struct, frozen=True):
    """Every row with what is proposed for it; rows that are wrong stand apart."""

    rows: tuple[Planned, ...]
    wrong: tuple[Row, ...]

    def counts(self) -> dict[str, int]:
        """Return how many rows each choice has, and how many are wrong."""
        found: dict[str, int] = {"wrong": len(self.wrong)}
        for planned in self.rows:
            found[planned.choice] = found.get(planned.choice, 0) + 1
        return found


Progress = Callable[[int, int], bool]
"""Told how many rows of how many are done; answers whether to go on."""


def kind_rows(reading: KindReading) -> list[Row]:
    """Return the rows of a table of one kind as a plan takes them."""
    return [
        Row(row.line, reading.kind, row.fields, (), row.wrong, row.cells) for row in reading.rows
    ]


def plan(
    rows: Sequence[Row],
    existing: Iterable[Existing],
    progress: Progress = lambda done, of: True,  # noqa: ARG005  # the protocol's names
) -> Plan:
    """Find out what each row is: new, a change of a record, the twin of another row, or wrong.

    Where `progress` answers no, the rows left are not planned.
    """
    known = {record.id: record for record in existing}
    index = Index(_party(record.id, record) for record in known.values())
    within = Index()
    planned: list[Planned] = []
    for place, row in enumerate(rows):
        if place % 200 == 0 and not progress(place, len(rows)):
            break
        if row.wrong:
            continue
        party = _party(place, row)
        found = _planned(row, index.like(party), within.like(party, SURE), known, rows)
        planned.append(found)
        if found.choice == "create":
            within.add(party)
    return Plan(tuple(planned), tuple(row for row in rows if row.wrong))


def _planned(
    row: Row,
    found: list[Suggestion],
    twins: list[Suggestion],
    known: Mapping[UUID, Existing],
    rows: Sequence[Row],
) -> Planned:
    matches = tuple(_match(suggestion, row, known) for suggestion in found[:5])
    if matches:
        return Planned(row, "update" if matches[0].confidence >= SURE else "ask", matches)
    if twins:
        place = twins[0].other
        return Planned(row, "join", (), rows[place].line if isinstance(place, int) else 0)
    return Planned(row, "create")


def _match(suggestion: Suggestion, row: Row, known: Mapping[UUID, Existing]) -> Match:
    record = known[UUID(str(suggestion.other))]
    changes = changes_of(row, record.fields)
    return Match(record.id, suggestion.confidence, suggestion.reasons, changes)


def changes_of(row: Row, before: Plain, *, only_blank: bool = False) -> tuple[FieldChange, ...]:
    """Return what a row would change; sets grow, notes are added, blanks do nothing."""
    changes: list[FieldChange] = []
    for name, value in row.fields.items():
        old = before.get(name)
        new = _merged(row.kind, name, old, value)
        blank = old is None or old in ("", [])
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


def _party(key: Any, thing: Existing | Row) -> Party:
    """Return a record or row as duplicates compare it."""
    fields = thing.fields
    kind: Literal["person", "firm"] = "person" if thing.kind == "person" else "firm"
    names = [fields.get("name", ""), fields.get("name_bn", ""), *fields.get("other_names", ())]
    given = " ".join(filter(None, (fields.get("given", ""), fields.get("family", ""))))
    names += [given] if " " in given else []
    orgs = thing.orgs if isinstance(thing, Existing) else tuple(job.org for job in thing.jobs)
    return Party(
        key,
        kind,
        tuple(dict.fromkeys(name for name in names if name)),
        tuple(fields.get("emails", ())),
        tuple(fields.get("phones", ())),
        tuple(org for org in orgs if org),
        sites=(fields["website"],) if fields.get("website") else (),
    )


def contact_rows(contacts: Iterable[Contact], country: str = "") -> list[Row]:
    """Return contacts of a file as rows of persons; phones are read as dialled in `country`."""
    drafts = ((contact, draft(contact, country)) for contact in contacts)
    return [Row(d.line, "person", d.fields, d.jobs, d.wrong, (), c) for c, d in drafts]


def failed(planned: Plan, left: Sequence[Row] = ()) -> Sheet:
    """Return the rows that did not come in as a table to mend and read again."""
    rows = [*planned.wrong, *left]
    headings = list(dict.fromkeys(heading for row in rows for heading, _ in row.given()))
    lines = [
        [*(dict(row.given()).get(heading, "") for heading in headings), _sentence(row)]
        for row in rows
    ]
    return Sheet("Not imported", [*headings, "Problem"], lines)


def _sentence(row: Row) -> str:
    told = [f"{item.heading or item.field}: {item.text}" for item in row.wrong]
    return " ".join(told) or "It may be somebody the desk knows; nobody decided."
