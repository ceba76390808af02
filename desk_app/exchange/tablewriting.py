"""Tables written as CSV (RFC 4180) and as Excel workbooks, formulas defused."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from msgspec import Struct

from desk_app.exchange.defusing import defused

Value = str | int | float | bool | date | datetime | None
"""What a cell can hold; a datetime is aware and shown in UTC."""

CELL_LIMIT = 32_767
"""Characters that a cell of Excel holds."""

_CUT = " […]"


class Sheet(Struct, frozen=True):
    """A table to be written: a name, headings, and rows of the same width."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]


def write_csv(sheet: Sheet, delimiter: str = ",") -> bytes:
    """Return a CSV file in UTF-8 with its mark, which Excel needs to show Bangla."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([defused(heading) for heading in sheet.headings])
    for row in sheet.rows:
        writer.writerow([_text(value) for value in row])
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def _text(value: Value) -> str:
    """Return a cell as text; numbers need no apostrophe, they are no formulas."""
    match value:
        case None:
            return ""
        case str():
            return defused(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            exact = "seconds" if value.second else "minutes"
            return value.astimezone(UTC).isoformat(" ", exact).removesuffix("+00:00")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def write_workbook(sheets: Sequence[Sheet], title: str = "") -> tuple[bytes, tuple[str, ...]]:
    """Return an Excel workbook with typed cells, and a sentence for every text that was cut.

    No text becomes a formula, a link or a number; none needs an apostrophe for that, but one that
    has one gets another, for the reader of tables takes one off.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # has none

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book: Any = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": title})
    cut: list[str] = []
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book, sheet, _sheet_name(sheet.name, names), cut)
    book.close()
    return stream.getvalue(), tuple(cut)


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel allows: 31 characters, without its signs, once in a workbook."""
    allowed = "".join(c for c in name if c not in "[]:*?/\\" and c.isprintable()).strip("' ")
    base = allowed[:31] or "Sheet"
    number = 1
    while (tried := base if number == 1 else f"{base[:27]} {number}").lower() in taken:
        number += 1
    taken.add(tried.lower())
    return tried


def _write_sheet(book: Any, sheet: Sheet, name: str, cut: list[str]) -> None:
    page = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    styles = {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading[:CELL_LIMIT], bold)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > CELL_LIMIT:
                cut.append(f"Row {count + 1}: “{sheet.headings[column]}” is cut; it is too long.")
            _write_cell(page, count, column, value, styles)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, count, max(len(sheet.headings) - 1, 0))


def _write_cell(page: Any, row: int, column: int, value: Value, styles: dict[str, Any]) -> None:
    match value:
        case None | "":
            return
        case str():
            if len(value) > CELL_LIMIT:
                value = value[: CELL_LIMIT - len(_CUT)] + _CUT
            page.write_string(row, column, defused(value) if value[0] == "'" else value)
        case bool():
            page.write_boolean(row, column, value)
        case datetime():
            naive = value.astimezone(UTC).replace(tzinfo=None)
            _dated(page, row, column, naive, styles["moment"])
        case date():
            _dated(page, row, column, value, styles["date"])
        case _:
            page.write_number(row, column, value)


def _dated(page: Any, row: int, column: int, value: date, style: Any) -> None:
    """Write a date as one, or as text before 1900, where Excel's calendar begins."""
    if value.year < 1900:
        page.write_string(row, column, value.isoformat())
    else:
        page.write_datetime(row, column, value, style)
