"""Tables of any kind of record: firms, hubs, capacity lines, demands, member lists."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES, problems
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, Kind, plain
from desk_app.domain.values import Plain
from desk_app.exchange import headings
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.defusing import restored
from desk_app.exchange.fieldtexts import Find, Unfit, text_of, value_of
from desk_app.exchange.tables import Instructions, Table
from desk_app.exchange.tablewriting import Sheet

_SEARCHED = 25


class Wrong(Struct, frozen=True, gc=False):
    """What is wrong with one cell of a row: its field, its heading, and a sentence."""

    field: str
    heading: str
    text: str


class KindRow(Struct, frozen=True, gc=False):
    """One row as fields of a kind; `cells` are its headings and texts, to be given back."""

    line: int
    fields: Plain
    wrong: tuple[Wrong, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()


class KindReading(Struct, frozen=True):
    """The rows of a table, and what an officer should know about it."""

    kind: str
    rows: tuple[KindRow, ...]
    problems: tuple[Problem, ...]


def read_kind(
    kind_name: str,
    table: Table,
    find: Find,
    *,
    said: Instructions | None = None,
    country: str = "",
) -> KindReading:
    """Read a table of records of one kind; columns by their names, labels and aliases.

    Raises:
        FileTrouble: no heading names a field of the kind, or `said` does not fit.

    """
    kind = KINDS[kind_name]
    header, fields = _columns(kind, table, said)
    names = table.rows[header] if header >= 0 else ()
    rows: list[KindRow] = []
    told: list[Problem] = [*table.problems]
    unknown = [names[place] for place in range(len(names)) if place not in fields]
    lost = [name for place, name in enumerate(names) if name in unknown and _used(table, place)]
    if lost:
        listed = ", ".join(f"“{name[:40]}”" for name in lost[:12])
        told.append(
            Problem(0, f"No field of a {kind.label.en.lower()} takes the columns {listed}.")
        )
    for place in range(header + 1, len(table.rows)):
        cells = tuple(map(restored, table.rows[place]))
        if any(cell.strip() for cell in cells):
            rows.append(_row(kind, fields, names, cells, table.lines[place], find, country))
    return KindReading(kind_name, tuple(rows), tuple(told))


def _used(table: Table, place: int) -> bool:
    return any(place < len(row) and row[place].strip() for row in table.rows[1:])


def _columns(kind: Kind, table: Table, said: Instructions | None) -> tuple[int, dict[int, str]]:
    """Return the row of headings (-1: none) and the field of each column."""
    if said is not None:
        return _said_columns(kind, table, said)
    words = {
        headings.plain(word): name for name, f in kind.fields.items() for word in _words(name, f)
    }
    best: tuple[int, dict[int, str]] = (-1, {})
    for place, row in enumerate(table.rows[:_SEARCHED]):
        found = {c: words[w] for c, cell in enumerate(row) if (w := headings.plain(cell)) in words}
        if len(set(found.values())) > len(set(best[1].values())):
            best = (place, found)
    if not best[1]:
        raise FileTrouble(
            f"No heading names a field of a {kind.label.en.lower()}; please map the columns."
        )
    return best


def _words(name: str, field: Field) -> tuple[str, ...]:
    return (name, field.label.en, field.label.bn, *field.aliases)


def _said_columns(kind: Kind, table: Table, said: Instructions) -> tuple[int, dict[int, str]]:
    header = -1 if not said.header_row else int(said.header_row) - 1
    names = [cell.strip() for cell in table.rows[header]] if 0 <= header < len(table.rows) else []
    fields: dict[int, str] = {}
    for column, field in said.mapping.items():
        if field and field not in kind.fields:
            raise FileTrouble(f"A {kind.label.en.lower()} has no field “{field[:40]}”.")
        if column.strip() in names:
            places = [place for place, name in enumerate(names) if name == column.strip()]
        elif column.isdecimal():
            places = [int(column) - 1]
        else:
            raise FileTrouble(f"The mapping names a column “{column[:60]}” that is not there.")
        fields |= {place: field for place in places if field}
    return header, fields


def _row(
    kind: Kind,
    fields: dict[int, str],
    names: Iterable[str],
    cells: tuple[str, ...],
    line: int,
    find: Find,
    country: str,
) -> KindRow:
    values: Plain = {}
    wrong: list[Wrong] = []
    titles = dict(enumerate(names))
    for place, name in fields.items():
        text = cells[place] if place < len(cells) else ""
        try:
            value = value_of(kind.fields[name], text, find, country)
        except Unfit as unfit:
            wrong.append(Wrong(name, titles.get(place, ""), str(unfit)))
            continue
        if value is not None:
            values[name] = _together(values.get(name), value, kind.fields[name])
    failed = {item.field for item in wrong}
    wrong += [
        Wrong(problem.field, kind.fields[problem.field].label.en, SENTENCES[problem.code].en)
        for problem in problems(kind.name, values)
        if problem.field not in failed
    ]
    given = tuple((titles.get(place, f"Column {place + 1}"), c) for place, c in enumerate(cells))
    return KindRow(line, values, tuple(wrong), given)


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
    kind_name: str, records: Iterable[Record[Content]], title: Callable[[str], str]
) -> Sheet:
    """Return a table of records of one kind that `read_kind` reads back."""
    kind = KINDS[kind_name]
    values = [plain(record.content) for record in records]
    rows = [
        [text_of(field, fields.get(name), title) for name, field in kind.fields.items()]
        for fields in values
    ]
    return Sheet(kind.plural.en, [field.label.en for field in kind.fields.values()], rows)
