"""The front door of reading: a file's bytes in, its rows and what to know about it out."""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.domain.sentences import Sentence
from desk_app.domain.values import Plain
from desk_app.exchange.cards import read_cards
from desk_app.exchange.contacts import Contact, FileTrouble, Problem, Reading
from desk_app.exchange.delimited import read_table
from desk_app.exchange.fieldtexts import Find
from desk_app.exchange.files import nature
from desk_app.exchange.finding import Finder
from desk_app.exchange.headings import FIELDS, USUAL, WORDED
from desk_app.exchange.kindtables import KindTable, is_own
from desk_app.exchange.planning import Row, contact_row, kind_row
from desk_app.exchange.rows import ContactTable
from desk_app.exchange.tables import Instructions, Table
from desk_app.exchange.workbooks import contact_tables, sheets

GLANCE_BYTES = {"table": 100_000, "vcard": 300_000}
GLANCE_ROWS = 200
"""How much of a file a first look reads; of a workbook so many rows of each sheet."""

SAMPLES = 3

_DESK_ONLY = {*KINDS["person"].fields, "@org", "@role"} - {*FIELDS, *WORDED}
"""Fields of a person that no contact of another program has."""


class FoundColumn(Struct, frozen=True):
    """A column as it was understood: `field` is empty where none takes it.

    `samples` are the first values below; `dropped` tells that it is left out on purpose.
    """

    place: int
    heading: str
    field: str
    samples: tuple[str, ...]
    dropped: bool = False


class Found(Struct, frozen=True):
    """A table of the file as it was understood; `header` counts rows from 1, 0 for no headings."""

    sheet: str
    encoding: str
    delimiter: str
    header: int
    columns: tuple[FoundColumn, ...]
    first: tuple[tuple[str, ...], ...]
    rows: int


class Rows:
    """The rows of a file for one kind of record; iterating reads them, as often as one likes."""

    def __init__(
        self,
        parts: list[ContactTable | KindTable | tuple[Contact, ...]],
        told: Iterable[Problem],
        country: str,
        find: Find,
    ) -> None:
        self._parts = parts
        self._told = tuple(told)
        self._country = country
        self._find = find
        self._starts: list[int] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What an officer should know; that of single rows once they have been read."""
        tables = [part for part in self._parts if not isinstance(part, tuple)]
        return (*self._told, *(problem for part in tables for problem in part.problems))

    def __len__(self) -> int:
        """Return about how many there are: blank ones are counted too."""
        return sum(len(part) for part in self._parts)

    def __iter__(self) -> Iterator[Row]:
        """Read the rows, numbered from 1."""
        number = 0
        self._starts = []
        for part in self._parts:
            self._starts.append(number)
            for item in part:
                number += 1
                if isinstance(item, Contact):
                    yield contact_row(item, self._country, number)
                elif isinstance(part, KindTable):
                    row = kind_row(part.kind.name, item, number)
                    yield self._find.completed(row) if isinstance(self._find, Finder) else row

    def origin(self, row: Row) -> tuple[tuple[str, str], ...]:
        """Return the row of a table as it stands in the file, headed; nothing for cards."""
        part = self._parts[bisect_left(self._starts, row.number) - 1] if self._starts else ()
        if isinstance(part, tuple):
            return ()
        place = bisect_left(part.table.lines, row.line)
        if part.table.lines[place : place + 1] != [row.line]:
            return ()
        cells = part.table.rows[place]
        names = _headed(part)
        width = max(len(names), len(cells))
        padded = ([*some, *[""] * (width - len(some))] for some in (names, cells))
        return tuple(zip(*padded, strict=True))


def _headed(part: ContactTable | KindTable) -> Sequence[str]:
    """Return the headings of a table; where it has none, words that are understood again."""
    if isinstance(part, KindTable):
        return part.headings()
    if part.layout.header >= 0:
        return part.table.rows[part.layout.header]
    return [USUAL.get(column.field, column.heading) for column in part.layout.columns]


class Intake:
    """One file on its way in; nothing of it is kept before an officer said so.

    `name` is the file's own, for the record of where things came from. Its methods raise
    `FileTrouble` where the file is none of the known ones, damaged, protected or too large.
    """

    def __init__(self, data: bytes, name: str = "", *, glance: bool = False) -> None:
        self.name = name
        self.nature = nature(data)
        self.sha256 = hashlib.sha256(data).hexdigest()
        most = GLANCE_BYTES.get(self.nature, len(data))
        self.partial = glance and (len(data) > most or self.nature == "workbook")
        self.data = _beginning(data, most) if self.partial else data
        self._tables: dict[tuple[str, str], list[Table]] = {}
        self._read_last: Rows | None = None

    def tables(self, said: Instructions | None = None) -> list[Table]:
        """Return the tables of the file; a card file has none."""
        how = (said.encoding, said.delimiter) if said else ("", "")
        if how not in self._tables:
            self._tables = {how: self._read(*how)}
        return self._tables[how]

    def _read(self, encoding: str, delimiter: str) -> list[Table]:
        match self.nature:
            case "workbook":
                first = GLANCE_ROWS if self.partial else None
                return [table for table in sheets(self.data, first=first) if table.rows]
            case "table":
                return [read_table(self.data, encoding=encoding, delimiter=delimiter)]
            case _:
                return []

    def found(self, kind: str = "person", said: Instructions | None = None) -> tuple[Found, ...]:
        """Return how the tables are understood as records of `kind`, for an officer to mend."""
        parts, _ = self._parts(kind, said, _nobody)
        found: list[Found] = []
        for part in parts:
            if isinstance(part, ContactTable | KindTable):
                found.append(_found(part))
        return tuple(found)

    def rows(
        self,
        kind: str = "person",
        said: Instructions | None = None,
        *,
        country: str = "",
        side: str = "",
        find: Find | None = None,
    ) -> Rows:
        """Return the rows as records of `kind`; phones are read as dialled in `country`.

        With `said`, nothing about a table is guessed. `find` finds the records that cells name.
        Firms of which the table does not say it will be of `side`.
        """
        find = find or _nobody
        parts, told = self._parts(kind, said, find, country, side)
        self._read_last = Rows(parts, told, country, find)
        return self._read_last

    def origin(self, row: Row) -> tuple[tuple[str, str], ...]:
        """Return a row that `rows` gave last as it stands in the file, headed; cards have none."""
        return self._read_last.origin(row) if self._read_last is not None else ()

    @property
    def delimiter(self) -> str:
        """The sign between the cells of a text table that has been read, or an empty text."""
        return next((table.delimiter for read in self._tables.values() for table in read), "")

    def _parts(
        self, kind: str, said: Instructions | None, find: Find, country: str = "", side: str = ""
    ) -> tuple[list[ContactTable | KindTable | tuple[Contact, ...]], list[Problem]]:
        if self.nature == "dump":
            raise FileTrouble("This is a dump of records, which is read whole, not by rows.")
        if self.nature == "vcard":
            if kind != "person":
                raise FileTrouble(
                    "Visiting cards are of people; {kinds} come as a table. Nothing was imported.",
                    kinds=KINDS[kind].plural,
                )
            reading = read_cards(self.data)
            return [reading.contacts], [*reading.problems]
        tables = self.tables(said)
        if not tables:
            return [], [Problem(0, Sentence("The file is empty."))]
        own = kind == "person" and said is None and is_own(kind, tables[0])
        if kind == "person" and not own and not _by_kind(said):
            found, told = contact_tables(tables, said)
            return [*found], told
        make = partial(KindTable, kind, find=find, said=said, country=country, side=side)
        return self._kind_tables(tables, said, make)

    @staticmethod
    def _kind_tables(
        tables: list[Table], said: Instructions | None, make: Callable[[Table], KindTable]
    ) -> tuple[list[ContactTable | KindTable | tuple[Contact, ...]], list[Problem]]:
        told: list[Problem] = []
        found: list[ContactTable | KindTable | tuple[Contact, ...]] = []
        trouble: FileTrouble | None = None
        for table in tables:
            if said is not None and table.sheet and said.sheet not in ("", table.sheet):
                continue
            try:
                found.append(make(table))
            except FileTrouble as error:
                trouble = trouble or error
                sentence = Sentence(
                    "The sheet “{sheet}” is left out: {why}", sheet=table.sheet, why=error
                )
                told.append(Problem(0, sentence))
        if not found:
            raise trouble or FileTrouble("The file has no such sheet. Nothing was imported.")
        return found, told


def _nobody(_kinds: tuple[str, ...], _title: str) -> None:
    return None


def _by_kind(said: Instructions | None) -> bool:
    """Tell whether a mapping speaks of the desk's own fields of a person."""
    words = {word for word in said.mapping.values() if word} if said else set[str]()
    return any(word in _DESK_ONLY for word in words)


def _beginning(data: bytes, most: int) -> bytes:
    if len(data) <= most:
        return data
    cut = data.rfind(b"\n", 0, most) + 1 or most
    return data[: cut + cut % 2]


def _found(part: ContactTable | KindTable) -> Found:
    table = part.table
    if isinstance(part, ContactTable):
        first = part.layout.first
        columns = [(c.place, c.heading, c.field, c.dropped) for c in part.layout.columns]
    else:
        first = part.header + 1
        width = max((len(row) for row in table.rows[: first + GLANCE_ROWS]), default=0)
        names = [*part.names] + [""] * (width - len(part.names))
        columns = [
            (place, name or f"Column {place + 1}", part.fields.get(place, ""), False)
            for place, name in enumerate(names)
        ]
    below = table.rows[first : first + GLANCE_ROWS]
    told = tuple(
        FoundColumn(place, heading, field, _samples(below, place), dropped)
        for place, heading, field, dropped in columns
    )
    header = table.lines[first - 1] if first else 0
    rows = len(table.rows) - first
    return Found(table.sheet, table.encoding, table.delimiter, header, told, tuple(below), rows)


def _samples(rows: list[tuple[str, ...]], place: int) -> tuple[str, ...]:
    values = (row[place].strip() for row in rows if place < len(row))
    return tuple(dict.fromkeys(filter(None, values)))[:SAMPLES]


def contacts(data: bytes, said: Instructions | None = None) -> Reading:
    """Read the contacts of a visiting card file, a text table or a workbook, whichever it is.

    With `said`, nothing about a table is guessed; cards need no instructions.

    Raises:
        FileTrouble: it is none of them, damaged, protected or too large, or a dump of records
            (see `dump.read_dump`).

    """
    rows = Intake(data).rows("person", said)
    found = tuple(_contact(row) for row in rows)
    return Reading(found, rows.problems)


def _contact(row: Row) -> Contact:
    return row.contact or _of_fields(row.fields, row)


def shown(row: Row) -> dict[str, Any]:
    """Return a row of a person as a dry run prints it.

    `details` holds the columns of a table that no field of a contact took.
    """
    contact = _contact(row)
    details = [{"heading": heading, "text": text} for heading, text in contact.extra]
    return contact.shown() | ({"details": details} if details else {})


def _of_fields(fields: Plain, row: Row) -> Contact:
    from desk_app.exchange.contacts import Employment
    from desk_app.exchange.remainders import contact_of

    return contact_of(fields, [Employment(job.org, (), job.role) for job in row.jobs])
