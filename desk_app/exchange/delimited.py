"""Tables in text files (CSV and its kin, RFC 4180 and as found): encoding and delimiter told.

No row is lost in silence: a quote that is never closed is read as the sign it is, and told.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec import Struct

from desk_app.domain.sentences import Sentence
from desk_app.exchange import charsets, headings
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.files import refuse_if_huge
from desk_app.exchange.tables import CELL_LIMIT, COLUMN_LIMIT, FAILED, ROW_LIMIT, Cells, Table

DELIMITERS = (",", ";", "\t", "|", "^", "~")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FORMULA = re.compile(r"=[A-Za-z(+@-]")
_CELL_BEGINS = frozenset(',;\t|"\r\n')
_SAMPLE_ROWS = 60
_TOLD = 200
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
    problems += _formulas(text)
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
    for line, row in _rows(text, quoting_of(text, delimiter), problems):
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
        return _by_headings(data, charsets.encoding_of(data))
    if not (known := charsets.known(stated)):
        raise FileTrouble(
            "Nobody knows the encoding “{encoding}”; try utf-8 or windows-1252. Nothing was "
            "imported.",
            encoding=stated[:40],
        )
    if known.startswith(("utf-16", "utf-32")) or charsets.marked(data) == "utf-8-sig":
        return charsets.marked(data) or known
    return known


_PAGES = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257")


def _by_headings(data: bytes, likely: str) -> str:
    """Return the code page in which more headings are known than in the likely one."""
    first = data[: data.find(b"\n") + 1 or 2_000][:5_000]
    if first.isascii() or likely.startswith("utf"):
        return likely
    found = {page: _known_headings(first, page) for page in (likely, *_PAGES)}
    return max(found, key=lambda page: found[page])


def _known_headings(line: bytes, page: str) -> int:
    cells = re.split(r"[,;\t|]", line.decode(page, errors="replace"))
    return sum(bool(headings.meaning(cell.strip(' "'))) for cell in cells)


def _broken(count: int, encoding: str) -> Problem:
    sentence = Sentence(
        "{count} character is no {encoding}; it shows as �. Try another encoding.",
        "{count} characters are no {encoding}; they show as �. Try another encoding.",
        count=count,
        encoding=encoding.upper(),
    )
    return Problem(0, sentence)


def _formulas(text: str) -> list[Problem]:
    starts = (found.start() for found in _FORMULA.finditer(text))
    count = sum(place == 0 or text[place - 1] in _CELL_BEGINS for place in starts)
    sentence = Sentence(
        "{count} cell begins like a formula; it is taken as text, nothing is computed.",
        "{count} cells begin like formulas; they are taken as text, nothing is computed.",
        count=count,
    )
    return [Problem(0, sentence)] if count else []


def _stated_delimiter(text: str) -> tuple[str, str, int]:
    """Take off the line `sep=;` with which a file tells Excel its delimiter."""
    first = text[: text.find("\n", 0, 12) + 1]
    said = first.rstrip("\r\n").strip('"')
    if said[:4].lower() == "sep=" and len(said) == 5:
        return said[4], text[len(first) :], 1
    return "", text, 0


def delimiter_of(text: str) -> str:
    """Return the sign that cuts the first rows into the same number of cells most often."""
    sample = text[:_SAMPLE]
    if (before := sample.partition(FAILED)[0].rstrip('"')[-1:]) in DELIMITERS and FAILED in sample:
        return before
    scored = [(_evenness(sample, Quoting(sign)), -place) for place, sign in enumerate(DELIMITERS)]
    best = max(scored)
    return DELIMITERS[-best[1]] if best[0] > 0 else ","


Row = list[str]


class Reader(Protocol):
    """What `csv.reader` returns."""

    @property
    def line_num(self) -> int:
        """How many lines were read."""
        ...

    def __iter__(self) -> Iterator[Row]:
        """Go over the rows."""
        ...

    def __next__(self) -> Row:
        """Return the next row."""
        ...


class Quoting(Struct, frozen=True):
    """How a file writes cells: the delimiter, blanks before quotes, backslashes before quotes."""

    delimiter: str
    blanks: bool = False
    backslash: bool = False

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> "Reader":
        """Return the rows of `lines`; `strict` raises csv.Error where quotes stand oddly."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            skipinitialspace=self.blanks,
            escapechar="\\" if self.backslash else None,
            doublequote=not self.backslash,
            strict=strict,
        )


def quoting_of(text: str, delimiter: str) -> Quoting:
    """Return how quotes are written, which most files do as RFC 4180 says."""
    sample = text[:_SAMPLE]
    usual, blanks = Quoting(delimiter), Quoting(delimiter, blanks=True)
    backslash = Quoting(delimiter, backslash=True)
    if f'{delimiter} "' in sample and _even(sample, blanks) >= _even(sample, usual):
        return blanks
    if '\\"' in sample and not _sound(sample, usual) and _sound(sample, backslash):
        return backslash
    return usual


def _sound(sample: str, quoting: Quoting) -> bool:
    """Tell whether no quote stands oddly; the end of a sample may cut a cell."""
    lines = io.StringIO(sample[: sample.rfind("\n") + 1] or sample, newline="")
    try:
        return all(True for _row in quoting.reader(lines, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error) and len(sample) == _SAMPLE


def _even(sample: str, quoting: Quoting) -> float:
    """Return how large a part of the rows has as many cells as most have."""
    widths = _widths(sample, quoting)
    return Counter(widths).most_common(1)[0][1] / len(widths) if widths else 0.0


def _evenness(sample: str, quoting: Quoting) -> float:
    widths = _widths(sample, quoting)
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0
    width, count = Counter(cut).most_common(1)[0]
    return float((count / len(widths)) ** 2 * min(width, 12) ** 0.5)


def _widths(sample: str, quoting: Quoting) -> list[int]:
    """Return how many cells the first rows have; none where they cannot be parsed."""
    widths: list[int] = []
    try:
        for row in quoting.reader(io.StringIO(sample, newline="")):
            if any(row):
                widths.append(len(row))
            if len(widths) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return []
    return widths[:-1] if len(sample) == _SAMPLE and len(widths) > 1 else widths


def _rows(text: str, quoting: Quoting, problems: list[Problem]) -> Iterator[tuple[int, Cells]]:
    """Return the rows that are not blank, each with the line where it begins."""
    for line, row in _parsed(text, quoting, problems):
        if len(row) > COLUMN_LIMIT:
            raise FileTrouble(
                "Row {row} has {count} columns; a table here has at most {limit}. Nothing was "
                "imported.",
                row=line,
                count=f"{len(row):,}",
                limit=f"{COLUMN_LIMIT:,}",
            )
        if any(row):
            yield line, tuple(row)


def _parsed(text: str, quoting: Quoting, problems: list[Problem]) -> Iterator[tuple[int, Row]]:
    """Parse the rows; one whose quotes stand oddly does not swallow those after it."""
    csv.field_size_limit(CELL_LIMIT)
    reader = quoting.reader(_lines(text), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error:
        yield from _mended([*_lines(text)], line, quoting, problems)


def _lines(text: str) -> Iterator[str]:
    """Return the lines of a text with their ends: LF, CR LF, or CR alone."""
    if "\r" in text and "\r" in text.replace("\r\n", ""):
        yield from (found[0] for found in _LINE.finditer(text))
        return
    place = 0
    while end := text.find("\n", place) + 1:
        yield text[place:end]
        place = end
    if place < len(text):
        yield text[place:]


def _mended(
    lines: list[str], line: int, quoting: Quoting, problems: list[Problem]
) -> Iterator[tuple[int, Row]]:
    """Parse the rows from `line` on, those with odd quotes for themselves."""
    while line <= len(lines):
        start = line
        reader = quoting.reader(_from(lines, start), strict=True)
        try:
            for row in reader:
                yield line, row
                line = start + reader.line_num
        except csv.Error as error:
            if "limit" in str(error):
                raise _too_long(_from(lines, line), line, quoting) from error
            yield line, _odd(lines[line - 1], quoting, line, problems)
            line += 1


def _from(lines: list[str], line: int) -> Iterator[str]:
    return (lines[place] for place in range(line - 1, len(lines)))


def _odd(first: str, quoting: Quoting, line: int, problems: list[Problem]) -> Row:
    """Read a line whose quotes stand oddly; where one would reach on, all are taken for signs."""
    if first.count('"') % 2 == 0:
        return _as_it_stands(first.rstrip("\r\n"), quoting.delimiter)
    if len(problems) < _TOLD:
        sentence = Sentence("A quote opens here and never closes; it is read as a sign.")
        problems.append(Problem(line, sentence))
    bare = csv.reader([first], delimiter=quoting.delimiter, quoting=csv.QUOTE_NONE)
    return [cell.strip('"') for row in bare for cell in row]


def _as_it_stands(line: str, delimiter: str) -> Row:
    """Cut a line whose cells hold bare quotes: only one before a delimiter closes a cell."""
    sign = re.escape(delimiter)
    cell = re.compile(rf'"(.*?)"(?={sign}|$)|([^{sign}]*)')
    row: Row = []
    place = 0
    while place <= len(line):
        found = cell.match(line, place)
        if found is None:
            break
        row.append((found[1] or "").replace('""', '"') if found[2] is None else found[2])
        place = found.end() + 1
    return row


def _too_long(lines: Iterable[str], line: int, quoting: Quoting) -> FileTrouble:
    """Say where the cell is: the last one of the row as far as it is read."""
    begun = io.StringIO()
    for text in lines:
        begun.write(text[: CELL_LIMIT // 2 - begun.tell()])
        if begun.tell() >= CELL_LIMIT // 2:
            break
    row = next(iter(quoting.reader([begun.getvalue()])), [""])
    return FileTrouble(
        "Line {line}, column {column} holds a cell of more than {limit} characters, or a quote "
        "that is never closed. Nothing was imported.",
        line=line,
        column=len(row),
        limit=f"{CELL_LIMIT:,}",
    )
