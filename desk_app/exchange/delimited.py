"""Tables in text files (CSV and its kin, RFC 4180 and as found): encoding and delimiter told.

No row is lost in silence: a quote that is never closed is read as the sign it is, and told.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from desk_app.domain.sentences import Sentence
from desk_app.exchange import charsets
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.files import refuse_if_huge
from desk_app.exchange.tables import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, Cells, Table

DELIMITERS = (",", ";", "\t", "|", "^", "~")

_LINE_END = re.compile(r"\r\n|\r|\n")
_SAMPLE_ROWS = 60
_SAMPLE = 100_000
_NAMES = {
    "auto": "",
    "tab": "\t",
    "\\t": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "space": " ",
}


def read_table(data: bytes, *, encoding: str = "", delimiter: str = "") -> Table:
    """Return the rows of a text file; what is not said about it is found out.

    Raises:
        FileTrouble: the encoding is unknown, or the file is larger than a table can be.

    """
    refuse_if_huge(len(data))
    encoding = _encoding(data, encoding)
    text, broken = charsets.decoded(data, encoding)
    problems = [_broken(broken, encoding)] if broken > 0 else []
    text = text.replace("\x00", "")
    stated, text, skipped = _stated_delimiter(text)
    delimiter = _NAMES.get(delimiter.lower(), delimiter) or stated or delimiter_of(text)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise FileTrouble(
            "“{sign}” cannot separate columns; it is one sign, such as a comma. Nothing was "
            "imported.",
            sign=delimiter[:20],
        )
    rows: list[Cells] = []
    lines: list[int] = []
    for line, row in _rows(text, delimiter, problems):
        rows.append(row)
        lines.append(line + skipped)
        if len(rows) > ROW_LIMIT:
            raise FileTrouble(
                "The table has more than {count} rows. Nothing was imported; please split it.",
                count=f"{ROW_LIMIT:,}",
            )
    return Table(rows, lines, tuple(problems), encoding, delimiter)


_CALLED = {"ansi": "cp1252", "western": "cp1252", "unicode": "utf-16", "ucs-2": "utf-16"}
"""Names under which spreadsheets offer encodings that are known under others."""


def _encoding(data: bytes, stated: str) -> str:
    stated = _CALLED.get(stated.strip().lower(), stated)
    if stated.strip().lower() in ("", "auto", "detect"):
        return charsets.encoding_of(data)
    if not (known := charsets.known(stated)):
        raise FileTrouble(
            "Nobody knows the encoding “{encoding}”; try utf-8 or windows-1252. Nothing was "
            "imported.",
            encoding=stated[:40],
        )
    if known.startswith(("utf-16", "utf-32")) or charsets.marked(data) == "utf-8-sig":
        return charsets.marked(data) or known
    return known


def _broken(count: int, encoding: str) -> Problem:
    sentence = Sentence(
        "{count} character is no {encoding}; it shows as �. Try another encoding.",
        "{count} characters are no {encoding}; they show as �. Try another encoding.",
        count=count,
        encoding=encoding.upper(),
    )
    return Problem(0, sentence)


def _stated_delimiter(text: str) -> tuple[str, str, int]:
    """Take off the line `sep=;` with which a file tells Excel its delimiter."""
    first, _, rest = text.partition("\n")
    first = first.rstrip("\r").strip('"')
    if first[:4].lower() == "sep=" and len(first) == 5:
        return first[4], rest, 1
    return "", text, 0


def delimiter_of(text: str) -> str:
    """Return the sign that cuts the first rows into the same number of cells most often."""
    sample = text[:_SAMPLE]
    scored = [(_evenness(sample, sign), -place) for place, sign in enumerate(DELIMITERS)]
    best = max(scored)
    return DELIMITERS[-best[1]] if best[0] > 0 else ","


def _evenness(sample: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: list[int] = []
    try:
        for row in reader:
            if any(row):
                widths.append(len(row))
            if len(widths) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    widths = widths[:-1] if len(sample) == _SAMPLE and len(widths) > 1 else widths
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0
    width, count = Counter(cut).most_common(1)[0]
    return float((count / len(widths)) ** 2 * min(width, 12) ** 0.5)


def _rows(text: str, delimiter: str, problems: list[Problem]) -> Iterator[tuple[int, Cells]]:
    """Parse the rows, and once more without quotes from one that never closes."""
    csv.field_size_limit(max(CELL_LIMIT, csv.field_size_limit()))
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=delimiter)
    pending: tuple[int, Cells] | None = None
    start = 1
    try:
        for row in reader:
            if pending is not None:
                yield pending
            if len(row) > COLUMN_LIMIT:
                raise FileTrouble(
                    "Row {row} has {count} columns; a table here has at most {limit}. Nothing was "
                    "imported.",
                    row=start,
                    count=f"{len(row):,}",
                    limit=f"{COLUMN_LIMIT:,}",
                )
            pending = (start, tuple(row)) if any(row) else None
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileTrouble(
            "Line {line} holds a cell of more than {limit} characters, or a quote that is never "
            "closed. Nothing was imported.",
            line=start,
            limit=f"{CELL_LIMIT:,}",
        ) from error
    if pending is not None:
        yield from _last(text, delimiter, pending, problems)


def _last(
    text: str, delimiter: str, last: tuple[int, Cells], problems: list[Problem]
) -> Iterator[tuple[int, Cells]]:
    line, row = last
    if not any("\n" in cell or "\r" in cell for cell in row) or not _open(text, line):
        yield last
        return
    sentence = Sentence("A quote opens here and never closes; it is read as a sign.")
    problems.append(Problem(line, sentence))
    for place, raw in enumerate(_LINE_END.split(text)[line - 1 :]):
        cells = next(csv.reader([raw], delimiter=delimiter, quoting=csv.QUOTE_NONE), [""])
        if any(cells):
            yield line + place, tuple(cell.strip('"') for cell in cells)


def _open(text: str, line: int) -> bool:
    raw = "\n".join(_LINE_END.split(text)[line - 1 :])
    return raw.count('"') % 2 == 1
