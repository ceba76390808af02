"""Rows of a table made into contacts; every filled cell ends in a field or a further detail."""

import re
from collections.abc import Iterator

from desk_app.domain.sentences import Sentence
from desk_app.exchange import cardvalues, dates, headings
from desk_app.exchange.columns import Column, layout
from desk_app.exchange.contacts import (
    Address,
    Contact,
    Employment,
    Labelled,
    Problem,
    Reading,
    composed_name,
)
from desk_app.exchange.defusing import restored
from desk_app.exchange.delimited import read_table
from desk_app.exchange.tables import Cells, Instructions, Table, revalued

Sorted = dict[str, list[tuple[Column, str, str]]]
"""The filled cells of a row by field: the column, the text, and the label stated before it."""

_TOLD = 200
"""How many rows are told about singly."""

_PIECES = re.compile(r"\s*:::\s*|\s*\n\s*")
_MAIL_PIECES = re.compile(r"\s*:::\s*|\s*[;\n]\s*|,\s*(?=[^,\s]+@)|\s+(?=[^\s@]+@[^\s@]+\.)")
_ADDRESS = {"street", "street2", "city", "region", "code", "country", "box"}
_NAME_PARTS = ("prefix", "given", "additional", "family", "suffix", "name")


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


def _blank(cell: str) -> bool:
    return not cell or cell.isspace()


class ContactTable:
    """A table of contacts; iterating reads its rows, as often as one likes.

    `problems` are those of the table and of the rows read last.
    """

    def __init__(self, table: Table, said: Instructions | None = None) -> None:
        self.layout = layout(table, said)
        self.table = table
        self._first = self.layout.first
        self._told: list[Problem] = []
        self._columns = [column for column in self.layout.columns if not column.dropped]
        self._width = len(self.layout.columns)
        self._values = revalued(said, [column.heading for column in self.layout.columns])
        self._order: dates.Order = dates.order(
            row[column.place]
            for column in self._columns
            if column.field == "bday"
            for row in table.rows[self._first :]
            if column.place < len(row)
        )
        self._uneven = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What an officer should know about the table."""
        return (*self.table.problems, *self.layout.problems, *self._told)

    def __len__(self) -> int:
        """Return how many rows there are, blank ones too."""
        return max(len(self.table.rows) - self._first, 0)

    def __iter__(self) -> Iterator[Contact]:
        """Read a contact for every row that is not blank."""
        rows = self.table.rows
        self._told = []
        self._uneven = 0
        count = 0
        for place in range(self._first, len(rows)):
            row = rows[place]
            if not all(map(_blank, row)):
                count += 1
                yield self._contact(row, self.table.lines[place])
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

    def _contact(self, row: Cells, line: int) -> Contact:
        cells = self._sorted(row)
        extra = [(column.heading, text) for column, text, _ in cells.get("", ())]
        extra += self._beyond(row, line)
        prefix, given, additional, family, suffix, name = (
            " ".join(_texts(cells, part)) for part in _NAME_PARTS
        )
        return Contact(
            name=name or composed_name(prefix, given, additional, family, suffix),
            given=given,
            family=family,
            additional=additional,
            prefix=prefix,
            suffix=suffix,
            nickname=", ".join(_texts(cells, "nickname")),
            emails=tuple(_emails(cells)),
            phones=tuple(_pieces(cells, "phone")),
            employments=_employments(cells),
            addresses=_addresses(cells),
            note="\n".join(_texts(cells, "note")),
            birthday=self._birthday(cells),
            urls=tuple(_pieces(cells, "url")),
            messengers=tuple(_pieces(cells, "im")),
            categories=_categories(cells),
            photo_link=next(iter(_texts(cells, "photo")), ""),
            extra=tuple(extra),
            line=line,
        )

    def _sorted(self, row: Cells) -> Sorted:
        """Return the filled cells by their fields, each with the label its neighbour states."""
        cells: Sorted = {}
        stated = ""
        width = len(row)
        for column in self._columns:
            text = row[column.place] if column.place < width else ""
            if text and (text := restored(text).strip()):
                if column.place in self._values:
                    text = self._values[column.place].get(text, text)
                cells.setdefault(column.field, []).append((column, text, stated))
            stated = text if column.field == "label" else ""
        return cells

    def _beyond(self, row: Cells, line: int) -> list[tuple[str, str]]:
        if len(row) <= self._width:
            return []
        over = [(f"Column {place + 1}", row[place]) for place in range(self._width, len(row))]
        over = [(heading, text.strip()) for heading, text in over if text.strip()]
        if over:
            self._uneven += 1
            if self._uneven <= _TOLD:
                sentence = Sentence(
                    "The row is longer than the headings; the rest is kept as details."
                )
                self._told.append(Problem(line, sentence))
        return over

    def _birthday(self, cells: Sorted) -> str:
        if whole := _texts(cells, "bday"):
            return dates.read(whole[0], self._order)
        if "bday.month" not in cells and "bday.year" not in cells:
            return ""
        parts = [next(iter(_texts(cells, f"bday.{p}")), "") for p in ("year", "month", "day")]
        return dates.joined(*parts)


def _texts(cells: Sorted, field: str) -> list[str]:
    found = cells.get(field)
    if not found:
        return []
    return list(dict.fromkeys(text for _, text, _ in found))


def _pieces(cells: Sorted, field: str) -> Iterator[Labelled]:
    """Cut cells that hold several values, and label each by its heading or its neighbour."""
    for column, text, stated in cells.get(field, ()):
        label = stated or headings.nature(column.heading)
        pieces = _PIECES.split(text) if ":" in text or "\n" in text else (text,)
        for piece in pieces:
            if piece:
                yield Labelled(piece, label.lstrip("* ").lower(), label.startswith("*"))


def _emails(cells: Sorted) -> Iterator[Labelled]:
    for found in _pieces(cells, "email"):
        several = found.value.count("@") > 1
        for piece in _MAIL_PIECES.split(found.value) if several else (found.value,):
            if piece:
                yield Labelled(cardvalues.email(piece), found.label, found.preferred)


def _employments(cells: Sorted) -> tuple[Employment, ...]:
    orgs, titles, roles = _texts(cells, "org"), _texts(cells, "title"), _texts(cells, "role")
    units = tuple(_texts(cells, "department"))
    count = max(len(orgs), len(titles), len(roles), 1 if units else 0)
    return tuple(
        Employment(
            orgs[place] if place < len(orgs) else "",
            units if place == 0 else (),
            titles[place] if place < len(titles) else "",
            roles[place] if place < len(roles) else "",
        )
        for place in range(count)
    )


def _addresses(cells: Sorted) -> tuple[Address, ...]:
    """Gather the parts of each address: the ones whose headings speak of the same place."""
    grouped: dict[str, dict[str, str]] = {}
    for field in _ADDRESS & cells.keys():
        for column, text, _ in cells[field]:
            parts = grouped.setdefault(headings.place(column.heading), {})
            name = "extended" if field == "street2" else field
            parts[name] = f"{parts[name]}, {text}" if name in parts else text
    return tuple(
        Address(**parts, label="" if label.isdigit() else label)
        for label, parts in sorted(grouped.items())
    )


def _categories(cells: Sorted) -> tuple[str, ...]:
    found = [
        piece.lstrip("* ").strip()
        for text in _texts(cells, "categories")
        for piece in re.split(r":::|[;,]", text)
    ]
    return tuple(dict.fromkeys(piece for piece in found if piece))
