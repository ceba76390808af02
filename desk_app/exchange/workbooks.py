"""Excel workbooks (.xlsx, transitional and strict) read as tables of what a person sees."""

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.sax.saxutils import unescape

from msgspec import Struct, structs

from desk_app.domain.sentences import Sentence
from desk_app.exchange import packages
from desk_app.exchange.columns import layout
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.numberformats import built_in, formatted, telling
from desk_app.exchange.packages import Package
from desk_app.exchange.rows import ContactTable
from desk_app.exchange.tables import CELL_LIMIT, Cells, Instructions, Table

_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\b[^>]*?\bnumFmtId\s*=\s*[\"'](\d+)[\"']|<(?:\w+:)?xf\b")
_STYLED = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'])[^>]*\bs=[\"'](\d+)[\"']"
)
_SHEET_ID = re.compile(rb"<(?:\w+:)?sheet\b[^>]*?\b\w+:id=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\b(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CONTACT_FIELDS = {"name", "given", "family", "email", "phone", "org"}
_MERGED_LIMIT = 100_000


def contact_tables(
    tables: list[Table], said: Instructions | None = None
) -> tuple[list[ContactTable], list[Problem]]:
    """Return the sheets that hold contacts, and what is told of the others.

    With `said`, nothing is guessed: it is the sheet that is named, or the only one that fits.

    Raises:
        FileTrouble: `said` fits none.

    """
    if said is not None:
        return _chosen(tables, said)
    likely = [table for table in tables if _holds_contacts(table)]
    left = [table for table in tables if likely and table not in likely]
    return [ContactTable(table) for table in likely or tables], [_left(table) for table in left]


def _left(table: Table) -> Problem:
    sentence = Sentence(
        "The sheet “{sheet}” holds no contacts; it is left out.", sheet=table.sheet
    )
    return Problem(0, sentence)


def _chosen(tables: list[Table], said: Instructions) -> tuple[list[ContactTable], list[Problem]]:
    named = [t for t in tables if not t.sheet or said.sheet in ("", t.sheet)]
    trouble: FileTrouble | None = None
    for table in named:
        try:
            found = ContactTable(table, said)
        except FileTrouble as error:
            trouble = trouble or error
            continue
        others = [other.sheet for other in named if other is not table]
        left = [Sentence("The sheet “{sheet}” is left out.", sheet=name) for name in others]
        return [found], [Problem(0, sentence) for sentence in left]
    raise trouble or FileTrouble("The workbook has no sheet of that name. Nothing was imported.")


def _holds_contacts(table: Table) -> bool:
    found = layout(table)
    return bool({column.field for column in found.columns} & _CONTACT_FIELDS)


def sheets(data: bytes, *, first: int | None = None) -> list[Table]:
    """Return the sheets, hidden ones too, with their cells as texts; blank rows fall away.

    A value merged over several rows stands in each of them. The problems of the workbook are
    those of the first sheet that holds anything. With `first`, only so many rows of each sheet
    are read.

    Raises:
        FileTrouble: the workbook cannot be read, is protected or too large.

    """
    package = packages.opened(data, first)
    read = _raw(package, first)
    tables = [_table(sheet.name, sheet.rows, sheet.merged) for sheet in read]
    hidden = [t.sheet for t, sheet in zip(tables, read, strict=True) if sheet.hidden and t.rows]
    if tables:
        place = next((place for place, table in enumerate(tables) if table.rows), 0)
        told = (*package.problems, *map(_hidden, hidden))
        tables[place] = structs.replace(tables[place], problems=told)
    return tables


def _hidden(name: str) -> Problem:
    sentence = Sentence("The sheet “{sheet}” is hidden in Excel; it is read too.", sheet=name)
    return Problem(0, sentence)


Merged = list[tuple[tuple[int, int], tuple[int, int]]]


class _Sheet(Struct, frozen=True):
    name: str
    rows: list[Cells]
    merged: Merged
    hidden: bool


def _raw(package: Package, first: int | None) -> list[_Sheet]:
    """Hand the clean package to calamine; what it cannot make out is one sentence."""
    import python_calamine as calamine

    found: list[_Sheet] = []
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(package.data))
        for place, about in enumerate(book.sheets_metadata):
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue  # charts and macros hold no rows
            sheet = book.get_sheet_by_index(place)
            rows = _texts(
                sheet.to_python(skip_empty_area=False, nrows=first), _styles(package, place)
            )
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            found.append(_Sheet(about.name, rows, [*(sheet.merged_cell_ranges or [])], hidden))
    except BaseException as error:  # a panic of the library is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit, FileTrouble)):
            raise
        raise FileTrouble(
            "The workbook is damaged and cannot be read. Nothing was imported. Opening it in"
            " Excel or LibreOffice and saving a copy may mend it."
        ) from error
    return found


Styles = dict[tuple[int, int], str]
"""Formats that show more than a number, by row and column from 0."""


def _texts(rows: list[list[Any]], styles: Styles) -> list[Cells]:
    try:
        if not styles:
            return [tuple(map(seen, row)) for row in rows]
        return [
            tuple(_styled(value, styles.get((r, c), "")) for c, value in enumerate(row))
            for r, row in enumerate(rows)
        ]
    except _TooLong:
        raise _too_long(rows) from None


def _styled(value: object, code: str) -> str:
    if code and isinstance(value, (int, float)) and not isinstance(value, bool):
        return formatted(float(value), code) or seen(value)
    return seen(value)


def seen(value: object) -> str:
    """Return a cell's value as a person reads it; dates as ISO 8601."""
    if isinstance(value, str):
        return _one_line_end(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else f"{value:.15g}"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _one_line_end(text: str) -> str:
    """Return `text` with the carriage returns (`_x000D_` in the file) as line ends."""
    if len(text) > CELL_LIMIT:
        raise _TooLong
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class _TooLong(Exception):
    """A cell holds more than is read."""


def _too_long(rows: list[list[Any]]) -> FileTrouble:
    cells = ((r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1))
    row, column, text = next(
        cell for cell in cells if isinstance(cell[2], str) and len(cell[2]) > CELL_LIMIT
    )
    return FileTrouble(
        "The cell in row {row}, column {column} holds {count} characters; {limit} are read. It "
        "begins with “{text}”. Nothing was imported.",
        row=f"{row:,}",
        column=packages.column_letters(column),
        count=f"{len(text):,}",
        limit=f"{CELL_LIMIT:,}",
        text=text[:40],
    )


def _table(name: str, rows: list[Cells], merged: Merged) -> Table:
    rows = _filled(rows, merged)
    kept = [(line, row) for line, row in enumerate(rows, 1) if any(row)]
    return Table([row for _, row in kept], [line for line, _ in kept], sheet=name)


def _filled(rows: list[Cells], merged: Merged) -> list[Cells]:
    """Repeat a value merged over rows in each of them; across columns it stands once."""
    done = 0
    for (top, left), (bottom, _) in merged:
        if top >= len(rows) or left >= len(rows[top]) or not rows[top][left]:
            continue
        for place in range(top + 1, min(bottom + 1, len(rows))):
            done += 1
            row = rows[place]
            if left < len(row) and not row[left] and any(row) and done < _MERGED_LIMIT:
                rows[place] = (*row[:left], rows[top][left], *row[left + 1 :])
    return rows


def _styles(package: Package, place: int) -> Styles:
    """Return the formats of a sheet's cells that show more than their numbers.

    Post codes, phones and ids are often numbers with such formats. `place` is the sheet's in the
    workbook.
    """
    codes = _codes(package.parts.get("xl/styles.xml", b""))
    if not any(codes):
        return {}
    return {
        (int(row) - 1, packages.column_number(column.decode("ascii")) - 1): codes[int(style)]
        for column, row, style in _STYLED.findall(_part_of(package, place))
        if int(style) < len(codes) and codes[int(style)]
    }


def _codes(styles: bytes) -> list[str]:
    """Return the formats of a workbook's cell styles; empty where they tell nothing more."""
    own: dict[int, str] = {}
    for part in _FORMAT.findall(styles):
        known = _attributes(part)
        if known.get("numFmtId", "").isdecimal():
            own[int(known["numFmtId"])] = known.get("formatCode", "")
    block = _XFS.search(styles)
    numbers = [int(found or 0) for found in _XF.findall(block[0])] if block else []
    codes = [own.get(number) or built_in(number) for number in numbers]
    return [code if telling(code) else "" for code in codes]


def _attributes(part: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace"): unescape((one or other).decode("utf-8", "replace"), _QUOT)
        for name, one, other in _ATTRIBUTE.findall(part)
    }


_QUOT = {"&quot;": '"', "&apos;": "'"}


def _part_of(package: Package, place: int) -> bytes:
    """Return the part that holds the sheet at `place`, by way of the workbook's relations."""
    ids = _SHEET_ID.findall(package.parts.get("xl/workbook.xml", b""))
    for relation in _RELATION.findall(package.parts.get("xl/_rels/workbook.xml.rels", b"")):
        known = _attributes(relation)
        if place < len(ids) and known.get("Id") == ids[place].decode("utf-8", "replace"):
            target = known.get("Target", "")
            return package.parts.get(f"xl/{target.removeprefix('/xl/')}", b"")
    return b""
