"""What an officer's mapping means for a table: which row, which column, which field."""

import re
from collections.abc import Callable, Mapping, Sequence

from desk_app.exchange import headings
from desk_app.exchange.contacts import FileTrouble
from desk_app.exchange.tables import FAILED, Cells, Instructions, Table

_NUMBER = re.compile(r"(?:column|col|spalte|#)?\s*(\d{1,5})")
_REPEATED = re.compile(r"(.+?)(?:\.(\d{1,3})|\s*\((\d{1,3})\)|[_ #](\d{1,3}))")
_SEARCHED = 25


def no_such_column(key: str) -> FileTrouble:
    """Say that a mapping speaks of another file."""
    return FileTrouble(
        "The mapping names a column “{column}” that is not in the file. Nothing was imported.",
        column=key[:60],
    )


def field_named(field: str | None) -> str:
    """Return the field that a mapping's word means; empty for a column left out on purpose.

    Raises:
        FileTrouble: no field has that name.

    """
    if field in headings.FIELDS:
        return field
    word = headings.plain(field or "").replace(" ", "")
    if word in ("", "ignore", "none", "skip", "drop", "null"):
        return ""
    named = headings.WORDED.get((field or "").strip().lower(), word)
    if named not in headings.FIELDS:
        named = headings.meaning(field or "")
    if named not in headings.FIELDS:
        raise FileTrouble(
            "The mapping names a field “{field}” that contacts do not have; there are: {known}. "
            "Nothing was imported.",
            field=(field or "")[:60],
            known=", ".join(headings.FIELDS),
        )
    return named


def stated_header(
    table: Table, said: Instructions, found: Callable[[Sequence[Cells]], int] = lambda _rows: 0
) -> int:
    """Return the place of the row of headings that is meant, or -1.

    People count rows from 1, programs from 0, and files have blank lines: the reading whose row
    holds the mapped headings is the one that is meant. `found` is asked where nothing is said,
    or where 0 may mean the first row as well as none.
    """
    rows = table.rows
    if not rows:
        return -1
    if FAILED in rows[0]:
        return 0
    keys = [key.strip() for key in said.mapping]
    everywhere = range(min(len(rows), _SEARCHED))
    if said.header_row is None or said.header_row is False:
        return _holding(rows, everywhere, keys) if not all(map(_is_place, keys)) else -1
    if said.header_row == "found":
        best = _holding(rows, everywhere, keys)
        return best if best >= 0 else found(rows)
    stated = int(said.header_row)
    by_line = [place for place, line in enumerate(table.lines) if line == stated]
    tried = [place for place in (*by_line, stated - 1, stated) if 0 <= place < len(rows)]
    if stated > 0 and not tried:
        raise FileTrouble(
            "The mapping says that the headings are in row {row}; the file has {count} rows. "
            "Nothing was imported.",
            row=stated,
            count=len(rows),
        )
    best = _holding(rows, list(dict.fromkeys(tried)), keys)
    if best >= 0 or stated > 0:
        return best if best >= 0 else next(iter(tried), -1)
    return 0 if stated == 0 and (not all(map(_is_place, keys)) or found(rows) == 0) else -1


def _holding(rows: Sequence[Cells], places: Sequence[int], keys: Sequence[str]) -> int:
    """Return the first place whose row holds most of the headings that `keys` name, or -1.

    Keys that are letters of columns too are headings only where a row holds them all; numbers
    are none.
    """
    wanted = {headings.plain(key) for key in keys if _digits(key) < 0} - {""}
    least = len(wanted) if all(map(_is_place, keys)) else 1
    hits = {place: len(wanted & {*map(headings.plain, rows[place])}) for place in places}
    best = max(places, key=lambda place: hits[place], default=-1)
    return best if best >= 0 and hits[best] >= max(least, 1) else -1


def _is_place(key: str) -> bool:
    return _place_of(key, 0) > 0


def places_named(
    key: str, names: list[str], *, headed: bool, keys: Mapping[str, str | None]
) -> list[int]:
    """Return the columns that `key` means: a heading, or a number or letter where it is none.

    Several columns of one heading are meant together, unless the mapping tells them apart as
    `Mail`, `Mail.1` or `Mail`, `Mail (2)`.
    """
    if headed and (found := _headed(key, names)):
        apart = any(_nth(other, names) is not None for other in keys if other != key)
        return found[:1] if apart and len(found) > 1 else found
    if headed and (place := _nth(key, names)) is not None:
        return [place]
    counted_from = 0 if any(_NUMBER.fullmatch(k.strip()) and _digits(k) == 0 for k in keys) else 1
    column = _place_of(key, counted_from)
    return [column - 1] if 0 < column <= len(names) else []


def _headed(key: str, names: list[str]) -> list[int]:
    exact = [place for place, name in enumerate(names) if name.strip() == key.strip()]
    if exact and key.strip():
        return exact
    wanted = headings.plain(key)
    return [place for place, name in enumerate(names) if wanted and headings.plain(name) == wanted]


def _nth(key: str, names: list[str]) -> int | None:
    """Return the column meant by `Mail.1` (the second), `Mail (2)`, `Mail_2` or `Mail 2`."""
    told = _REPEATED.fullmatch(key.strip())
    if told is None or _headed(key, names):
        return None
    same = _headed(told[1], names)
    place = int(told[2]) if told[2] else int(told[3] or told[4]) - 1
    return same[place] if len(same) > 1 and 0 <= place < len(same) else None


def _digits(key: str) -> int:
    told = _NUMBER.fullmatch(key.strip().lower())
    return int(told[1]) if told else -1


def _place_of(key: str, counted_from: int) -> int:
    """Return the column (from 1) that a number or a spreadsheet's letters name; 0 for neither."""
    if (number := _digits(key)) >= 0:
        return number + 1 - counted_from
    if not re.fullmatch(r"[A-Za-z]{1,2}", key.strip()):
        return 0
    column = 0
    for letter in key.strip().upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
