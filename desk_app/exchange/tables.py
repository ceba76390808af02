"""A table of texts, wherever it came from, and what an officer said about its columns."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from desk_app.exchange.contacts import FileTrouble, Problem

ROW_LIMIT = 250_000
COLUMN_LIMIT = 2_000
CELL_LIMIT = 1_000_000
"""Rows, columns of a row, and characters of a cell that are read."""

Cells = tuple[str, ...]


FAILED = "Not imported because"
"""The heading under which a row that is given back says why; it is never read as a value."""


class Table(Struct, frozen=True):
    """Rows as a person sees them; `lines` tells where each one begins in the file (from 1).

    `encoding` and `delimiter` say how a text file was read; `sheet` names a workbook's sheet.
    """

    rows: list[Cells]
    lines: list[int]
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


class Instructions(Struct, frozen=True, omit_defaults=True):
    """What an officer said about a table; nothing that is said is guessed.

    `mapping` tells the field of each column, by its heading or (without headings) its number or
    letter; an empty field leaves the column out on purpose. `header_row` counts from 1; None means
    that there is no row of headings, “found” that it is looked for. `sheet` chooses one of a
    workbook's sheets. `values` tells for a column (by its heading) what its words mean:
    `{"Status": {"aktiv": "agreed"}}`.
    """

    mapping: dict[str, str | None] = {}
    encoding: str = ""
    delimiter: str = ""
    header_row: int | bool | Literal["found"] | None = 1
    sheet: str = ""
    values: dict[str, dict[str, str]] = {}


def revalued(said: Instructions | None, headings: Sequence[str]) -> dict[int, dict[str, str]]:
    """Return what the words of columns mean, by the columns' places."""
    if said is None or not said.values:
        return {}
    names = {heading.strip(): place for place, heading in enumerate(headings)}
    return {
        names.get(column.strip(), int(column) - 1 if column.isdecimal() else -1): meanings
        for column, meanings in said.values.items()
    }


def instructions(data: bytes) -> Instructions:
    """Read a mapping file: JSON with `encoding`, `delimiter`, `header_row`, `mapping`, `sheet`.

    A mapping that is a list tells the fields of the columns in their order.

    Raises:
        FileTrouble: it is not such a file.

    """
    try:
        said: Mapping[str, Any] = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
        cleaned = {name: value for name, value in said.items() if value is not None}
        cleaned["header_row"] = said.get("header_row", "found")
        if isinstance(cleaned.get("mapping"), list):
            listed = msgspec.convert(cleaned["mapping"], list[str | None])
            cleaned["mapping"] = {str(place): field for place, field in enumerate(listed)}
        return msgspec.convert(cleaned, Instructions)
    except (msgspec.DecodeError, msgspec.ValidationError, AttributeError) as error:
        raise FileTrouble(
            "The mapping cannot be read. It is a JSON object with “mapping” (column: field) and,"
            " where wanted, “encoding”, “delimiter” and “header_row”. Nothing was imported."
        ) from error
