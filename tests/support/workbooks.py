"""Workbooks as a spreadsheet program sees them, read back and written anew."""

from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # has none
from python_calamine import CalamineWorkbook

Rows = list[list[Any]]


def read_sheets(file: Path) -> dict[str, Rows]:
    """Return the rows of each sheet, in the order of the sheets."""
    book = CalamineWorkbook.from_path(str(file))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def write_sheet(file: Path, name: str, rows: Rows) -> None:
    """Write a workbook of one sheet."""
    write_workbook(file, {name: rows})


def write_workbook(file: Path, sheets: dict[str, Rows]) -> None:
    """Write a workbook of several sheets."""
    book = xlsxwriter.Workbook(str(file))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            sheet.write_row(line, 0, cells)
    book.close()
