"""Tables of any kind of record: firms, hubs, capacity lines, demands, member lists."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES, clean_text, problems
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, Kind, plain
from desk_app.domain.sentences import Sentence, labelled, named
from desk_app.domain.values import Plain
from desk_app.exchange import dates, headings
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.defusing import restored
from desk_app.exchange.fieldtexts import Find, Unfit, cell_of, value_of
from desk_app.exchange.kindwords import called, meant
from desk_app.exchange.mapped import no_such_column, places_named, stated_header
from desk_app.exchange.tables import FAILED, Cells, Instructions, Table, revalued
from desk_app.exchange.tablewriting import Sheet, Value
from desk_app.exchange.usual import usual

_SEARCHED = 25

_POSITION = KINDS["position"].fields
_JOB = {"@org": _POSITION["organisation"].label, "@role": _POSITION["role"].label}
_NAME_LIMIT = KINDS["firm"].fields["name"].limit
"""Columns of a table of people that tell where each works, and as what."""


class Job(Struct, frozen=True, gc=False):
    """A position to be made: the organisation's name, the role, and the firm's side if known."""

    org: str
    role: str = ""
    side: str = ""


class Wrong(Struct, frozen=True, gc=False):
    """What is wrong with one cell of a row: its field, its heading, and a sentence."""

    field: str
    heading: str
    text: str


class KindRow(Struct, frozen=True, gc=False):
    """One row as fields of a kind; `cells` are its headings and texts, to be given back.

    `jobs` are the positions a table of people tells; `firms` are records that its links wait for.
    """

    line: int
    fields: Plain
    wrong: tuple[Wrong, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    jobs: tuple[Job, ...] = ()
    firms: tuple[tuple[UUID, str], ...] = ()


class KindTable:
    """A table of records of one kind; columns are known by their names, labels and aliases.

    Iterating reads the rows, as often as one likes.

    Raises:
        FileTrouble: no heading names a field of the kind, or `said` does not fit.
    """

    def __init__(
        self,
        kind_name: str,
        table: Table,
        find: Find,
        *,
        said: Instructions | None = None,
        country: str = "",
        side: str = "",
    ) -> None:
        self.kind = KINDS[kind_name]
        self._assumed: Plain = {"side": side} if side and kind_name == "firm" else {}
        self.header, self.fields = _columns(self.kind, table, said)
        self.names = table.rows[self.header] if self.header >= 0 else ()
        self.table = table
        self.width = max(map(len, table.rows), default=0)
        self._find = find
        self._country = country
        self._values = revalued(said, self.names)
        self._orders = self._date_orders()
        self.problems = (*table.problems, *self._lost(said))

    def headings(self) -> list[str]:
        """Return the headings, or the fields' names where the table has none."""
        fields = {name: field.label.en for name, field in self.kind.fields.items()}
        fields |= {name: label.en for name, label in _JOB.items()}
        if self.names:
            return [*self.names]
        places = range(self.width)
        return [fields.get(self.fields.get(p, ""), f"Column {p + 1}") for p in places]

    def _date_orders(self) -> dict[int, dates.Order]:
        """Tell for each column of dates whether the day or the month comes first, if it shows."""
        rows = self.table.rows[self.header + 1 :]
        places = [p for p, f in self.fields.items() if f in self.kind.fields]
        places = [p for p in places if self.kind.fields[self.fields[p]].shape is Shape.DATE]
        found: dict[int, dates.Order] = {
            place: dates.order(row[place] for row in rows if place < len(row)) for place in places
        }
        return {place: order for place, order in found.items() if order}

    def __len__(self) -> int:
        """Return how many rows there are, blank ones too."""
        return max(len(self.table.rows) - self.header - 1, 0)

    def __iter__(self) -> Iterator[KindRow]:
        """Read every row that is not blank."""
        table = self.table
        for place in range(self.header + 1, len(table.rows)):
            cells = tuple(map(restored, table.rows[place]))
            if any(cell.strip() for cell in cells):
                yield self._row(cells, table.lines[place])

    def _lost(self, said: Instructions | None) -> list[Problem]:
        """Name the columns with values that no field takes and nobody left out on purpose."""
        mapped = said.mapping if said else {}
        dropped = {name for name, field in mapped.items() if not field}
        lost = [
            name
            for place, name in enumerate(self.names)
            if place not in self.fields
            and name not in dropped
            and name != FAILED
            and not headings.counts_rows(name)
            and _used(self.table, place)
        ]
        if not lost:
            return []
        sentence = Sentence(
            "No field takes the columns {names}. Say what becomes of them, or leave them out.",
            names=named(lost),
        )
        return [Problem(0, sentence)]

    def _row(self, cells: tuple[str, ...], line: int) -> KindRow:
        values: Plain = {}
        wrong: list[Wrong] = []
        titles = dict(enumerate(self.names))
        kind = self.kind
        for place, name in self.fields.items():
            text = cells[place] if place < len(cells) else ""
            text = self._values[place].get(text.strip(), text) if place in self._values else text
            if place in self._orders and text:
                text = dates.read(text, self._orders[place])
            if name in _JOB:
                values[name] = clean_text(text, lines=False)[:_NAME_LIMIT]
                continue
            try:
                value = value_of(kind.fields[name], text, self._find, self._country)
            except Unfit as unfit:
                wrong.append(Wrong(name, titles.get(place, ""), unfit.sentence))
                continue
            if value is not None:
                values[name] = _together(values.get(name), value, kind.fields[name])
        told = {item.field for item in wrong}
        said = values.keys() | told
        values |= {name: v for name, v in usual(kind.name).items() if name not in said}
        org, role = values.pop("@org", ""), values.pop("@role", "")
        wrong += [
            Wrong(
                problem.field,
                kind.fields[problem.field].label.en,
                labelled(SENTENCES[problem.code]),
            )
            for problem in problems(kind.name, self._assumed | values)
            if problem.field not in told
        ]
        given = tuple(
            (titles.get(place, f"Column {place + 1}"), text)
            for place, text in enumerate(cells)
            if titles.get(place) != FAILED
        )
        return KindRow(line, values, tuple(wrong), given, (Job(org, role),) if org else ())


def is_own(kind_name: str, table: Table) -> bool:
    """Tell whether a table is one that `kind_sheet` wrote, of this kind."""
    heads = set(table.rows[0]) - {""} if table.rows else set[str]()
    own = {field.label.en for field in _columned(KINDS[kind_name]).values()}
    return len(own & heads) == len(own)


def _used(table: Table, place: int) -> bool:
    return any(place < len(row) and row[place].strip() for row in table.rows[1:])


def _columns(kind: Kind, table: Table, said: Instructions | None) -> tuple[int, dict[int, str]]:
    """Return the row of headings (-1: none) and the field of each column."""
    if said is not None:
        return _said_columns(kind, table, said)
    words = _words(kind)
    best: tuple[int, dict[int, str]] = (-1, {})
    given_back = bool(table.rows) and FAILED in table.rows[0]
    for place, row in enumerate(table.rows[: 1 if given_back else _SEARCHED]):
        found = _named(kind, row, words)
        if len(set(found.values())) > len(set(best[1].values())):
            best = (place, found)
    if not best[1]:
        raise FileTrouble(
            "No heading names a field of a {kind}; please map the columns. Nothing was imported.",
            kind=kind.label,
        )
    return best


def _named(kind: Kind, row: Cells, words: dict[str, str]) -> dict[int, str]:
    """Return the fields that the cells of a row name, the desk's own words first.

    What another program's heading would mean for a contact fills only what is still free.
    """
    found = {c: words[w] for c, cell in enumerate(row) if (w := headings.plain(cell)) in words}
    if kind.name == "person" or not row:
        return found
    for readings in (called(kind.name).get, partial(meant, kind)):
        taken = {*found.values()}
        for place, cell in enumerate(row):
            field = readings(headings.plain(cell)) if place not in found else None
            if field and (field not in taken or kind.fields[field].many):
                found[place] = field
                taken.add(field)
    return found


def _words(kind: Kind) -> dict[str, str]:
    """Return the fields of a kind by what they may be called."""
    words = {
        headings.plain(word): name
        for name, field in kind.fields.items()
        for word in (name, field.label.en, field.label.bn, *field.aliases)
    }
    if kind.name == "person":
        words |= {headings.plain(w): key for key, la in _JOB.items() for w in (la.en, la.bn)}
        words |= {key: key for key in _JOB}
    return words | {name: name for name in kind.fields}


def _said_columns(kind: Kind, table: Table, said: Instructions) -> tuple[int, dict[int, str]]:
    header = stated_header(table, said)
    names = [cell.strip() for cell in table.rows[header]] if header >= 0 else []
    names += [""] * (max(map(len, table.rows), default=0) - len(names))
    words = _words(kind)
    fields: dict[int, str] = {}
    for column, word in said.mapping.items():
        field = words.get(word or "", words.get(headings.plain(word or ""), ""))
        if word and not field:
            raise FileTrouble(
                "A {kind} has no field “{field}”. Nothing was imported.",
                kind=kind.label,
                field=word[:40],
            )
        places = places_named(column, names, headed=header >= 0, keys=said.mapping)
        if not places:
            raise no_such_column(column)
        fields |= {place: field for place in places if field}
    return header, fields


def _together(before: Any, value: Any, field: Field) -> Any:
    """Put two columns of one field together: sets are united, texts joined by lines."""
    if before is not None and field.many:
        return union(before, value)
    if before is not None and field.shape is Shape.PROSE:
        return f"{before}\n{value}"
    return value if before is None else before


def union(before: list[Any], more: list[Any]) -> list[Any]:
    """Return a set's items with those of another that it lacks."""
    return [*before, *(item for item in more if item not in before)]


def kind_sheet(
    kind_name: str,
    records: Iterable[Record[Content]],
    title: Callable[[str], str],
    jobs: Callable[[UUID], Job | None] | None = None,
) -> Sheet:
    """Return a table of records of one kind that `KindTable` reads back.

    `title` names linked records; `jobs` tells where a person works, for a table of people.
    """
    kind = KINDS[kind_name]
    fields = _columned(kind)
    headings = [field.label.en for field in fields.values()]
    if jobs is not None:
        headings += [label.en for label in _JOB.values()]
    rows: list[list[Value]] = []
    for record in records:
        values = plain(record.content)
        row: list[Value] = []
        row += [cell_of(field, values.get(name), title) for name, field in fields.items()]
        if jobs is not None:
            job = jobs(record.id)
            row += [job.org, job.role] if job else ["", ""]
        rows.append(row)
    return Sheet(kind.plural.en, headings, rows)


def _columned(kind: Kind) -> dict[str, Field]:
    """Return the fields that fit into a cell; pictures and cards' lines do not."""
    return {
        name: field
        for name, field in kind.fields.items()
        if field.shape is not Shape.PICTURE and (kind.name, name) != ("person", "card")
    }
