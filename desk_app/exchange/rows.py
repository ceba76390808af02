"""Rows of a table made into contacts; every filled cell ends in a field or a further detail."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from desk_app.domain.sentences import Sentence
from desk_app.exchange import dates, headings
from desk_app.exchange.cells import (
    Places,
    Several,
    Work,
    each,
    emails,
    joined,
    links,
    phones,
    text_at,
)
from desk_app.exchange.columns import Column, label_of, layout
from desk_app.exchange.contacts import (
    Contact,
    Problem,
    Reading,
    composed_name,
)
from desk_app.exchange.defusing import restored
from desk_app.exchange.delimited import read_table
from desk_app.exchange.tables import Cells, Instructions, Table, revalued

_TOLD = 200
"""How many rows are told about singly."""

_NAME_PARTS = ("prefix", "given", "additional", "family", "suffix")
_TEXTS = (
    *((part, " ") for part in (*_NAME_PARTS, "name")),
    *(("nickname", ", "), ("note", "\n")),
)
_LISTS = (
    ("emails", "email", emails),
    ("phones", "phone", phones),
    ("urls", "url", links),
    ("messengers", "im", links),
)
_WORK = {"org", "title", "role", "department"}
_BIRTH = {"bday", "bday.year", "bday.month", "bday.day"}
_TOTAL = re.compile(
    r"(?:grand |sub ?)?(?:total|sum|summe|gesamt|totaal|সর্বমোট|মোট)\b[\s:.=\d০-৯]*", re.IGNORECASE
)
_FIGURE = re.compile(r"[\d\s.,%০-৯]*")


def read_csv(data: bytes, said: Instructions | None = None) -> Reading:
    """Read a text table of contacts; with `said`, nothing is guessed.

    Raises:
        FileTrouble: it cannot be read as a table, or `said` does not fit it.

    """
    table = read_table(
        data,
        encoding=said.encoding if said else "",
        delimiter=said.delimiter if said else "",
    )
    return contacts_of(table, said)


def contacts_of(table: Table, said: Instructions | None = None) -> Reading:
    """Return a contact for every row of `table` that is not blank."""
    rows = ContactTable(table, said)
    contacts = tuple(rows)
    return Reading(contacts, rows.problems)


class ContactTable:
    """A table of contacts; iterating reads its rows, as often as one likes.

    `problems` are those of the table and of the rows read last.
    """

    def __init__(self, table: Table, said: Instructions | None = None) -> None:
        self.layout = layout(table, said)
        self.table = table
        self._said = said is not None
        self._first = self.layout.first
        self._told: list[Problem] = []
        self._columns = [column for column in self.layout.columns if not column.dropped]
        self._width = len(self.layout.columns)
        self._values = revalued(said, [column.heading for column in self.layout.columns])
        self._uneven = 0
        self._plan()
        self._order: dates.Order = dates.order(
            row[place]
            for place in self._places.get("bday", ())
            for row in table.rows[self._first :]
            if place < len(row)
        )

    def _plan(self) -> None:
        """Find out once how every row is read; what no column tells is not looked for."""
        by_field: dict[str, list[Column]] = {}
        for column in self._columns:
            by_field.setdefault(column.field, []).append(column)
        self._places = {field: [c.place for c in cs] for field, cs in by_field.items()}
        labels = self._labels(by_field.get("label", []))
        makers: list[tuple[str, Maker]] = [
            (part, text_at(self._places[part], between))
            for part, between in _TEXTS
            if part in by_field
        ]
        makers += [
            (name, Several(by_field[field], labels, cut).of)
            for name, field, cut in _LISTS
            if field in by_field
        ]
        if by_field.keys() & _WORK:
            makers.append(("employments", Work(self._places).of))
        if addresses := [c for c in self._columns if c.field in headings.ADDRESS]:
            makers.append(("addresses", Places(addresses, by_field.get("label", [])).of))
        if by_field.keys() & _BIRTH:
            makers.append(("birthday", self._birthday))
        if "categories" in by_field:
            makers.append(("categories", self._categories))
        if "photo" in by_field:
            makers.append(("photo_link", lambda c: next(iter(each(c, self._places["photo"])), "")))
        self._makers = makers
        self._rest = [(c.place, c.heading) for c in by_field.get("", ())]

    def _labels(self, columns: list[Column]) -> dict[int, int]:
        """Return the column of labels for each column that has one."""
        names = [column.heading for column in self.layout.columns]
        fields = [column.field for column in self.layout.columns]
        found = ((label_of(names, fields, column.place), column.place) for column in columns)
        return {place: label for place, label in found if place is not None}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What an officer should know about the table."""
        return (*self.table.problems, *self.layout.problems, *self._told)

    def __len__(self) -> int:
        """Return how many rows there are, blank ones too."""
        return max(len(self.table.rows) - self._first, 0)

    def __iter__(self) -> Iterator[Contact]:
        """Read a contact for every row that is not blank."""
        rows, lines = self.table.rows, self.table.lines
        self._told = []
        self._uneven = 0
        header = rows[self.layout.header] if self.layout.header >= 0 else None
        count = 0
        for place in range(self._first, len(rows)):
            row = rows[place]
            cells = self._cells(row)
            if not any(cells):
                continue
            if row == header or self._is_total(cells):
                self._left_out(row, lines[place], again=row == header)
                continue
            count += 1
            yield self._contact(row, cells, lines[place])
        self._tell_rest(count)

    def _cells(self, row: Cells) -> list[str]:
        """Return the cells of a row without blanks around them, one for every column."""
        cells = [restored(c).strip() if c[:1] == "'" else c.strip() for c in row]
        if len(cells) < self._width:
            cells += [""] * (self._width - len(cells))
        for place, meanings in self._values.items():
            if 0 <= place < len(cells):
                cells[place] = meanings.get(cells[place], cells[place])
        return cells

    def _is_total(self, cells: list[str]) -> bool:
        """Tell whether a row is the sum that stands below a list."""
        if self._said or len(cells) - cells.count("") > _MOST_IN_TOTALS:
            return False
        first, *others = filter(None, cells)
        return bool(_TOTAL.fullmatch(first)) and all(map(_FIGURE.fullmatch, others))

    def _left_out(self, row: Cells, line: int, *, again: bool) -> None:
        said = " ".join(cell.strip() for cell in row if cell.strip())[:80]
        sentence = (
            Sentence("The headings stand here again; the row is left out.")
            if again
            else Sentence("This row adds up the list and is left out: “{said}”.", said=said)
        )
        self._tell(line, sentence)

    def _tell(self, line: int, sentence: Sentence) -> None:
        if len(self._told) < _TOLD:
            self._told.append(Problem(line, sentence))

    def _tell_rest(self, count: int) -> None:
        if self._uneven > _TOLD:
            sentence = Sentence(
                "{count} more row is longer than the headings.",
                "{count} more rows are longer than the headings.",
                count=self._uneven - _TOLD,
            )
            self._told.append(Problem(0, sentence))
        if not count:
            sentence = Sentence("There are no rows of contacts in this file.")
            self._told.append(Problem(0, sentence))

    def _contact(self, row: Cells, cells: list[str], line: int) -> Contact:
        said: dict[str, Any] = {"line": line}
        for name, made in self._makers:
            if value := made(cells):
                said[name] = value
        if "name" not in said:
            said["name"] = composed_name(*(said.get(part, "") for part in _NAME_PARTS))
        if self._rest or len(row) > self._width:
            extra = [(heading, cells[place]) for place, heading in self._rest if cells[place]]
            said["extra"] = (*extra, *self._beyond(row, line))
        return Contact(**said)

    def _beyond(self, row: Cells, line: int) -> list[tuple[str, str]]:
        over = [(f"Column {place + 1}", row[place]) for place in range(self._width, len(row))]
        over = [(heading, text.strip()) for heading, text in over if text.strip()]
        if over:
            self._uneven += 1
            sentence = Sentence(
                "The row is longer than the headings; the rest is kept as details."
            )
            self._tell(line, sentence)
        return over

    def _birthday(self, cells: list[str]) -> str:
        places = self._places
        if whole := each(cells, places.get("bday", ())):
            return dates.read(whole[0], self._order)
        if not ("bday.month" in places or "bday.year" in places):
            return ""
        parts = ("bday.year", "bday.month", "bday.day")
        return dates.joined(*(joined(cells, places.get(part, ())) for part in parts))

    def _categories(self, cells: list[str]) -> tuple[str, ...]:
        texts = each(cells, self._places["categories"])
        pieces = (p.lstrip("* ").strip() for text in texts for p in re.split(r":::|[;,]", text))
        return tuple(dict.fromkeys(piece for piece in pieces if piece))


Maker = Callable[[list[str]], Any]
"""Makes one field of a contact out of the cells of its row."""

_MOST_IN_TOTALS = 3
"""Cells that a row of sums fills at most."""
