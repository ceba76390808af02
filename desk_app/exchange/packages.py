"""The zip package of a workbook, opened with distrust: measured before anything believes it.

What the reader of cells gets is a package built anew from the parts that were measured, because
the sizes a zip states may lie, and because a single cell far out would make it ask for more
memory than there is.
"""

import io
import lzma
import re
import string
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from desk_app.domain.sentences import Sentence
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.tables import ROW_LIMIT

PARTS_LIMIT = 4_000
UNPACKED_LIMIT = 200 * 1024 * 1024
GRID_LIMIT = 6_000_000
COLUMNS_LIMIT = 2_000
"""Parts, unpacked bytes, cells of the rectangle around a sheet, and its columns."""

_CHUNK = 1 << 20
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError),
    *(RuntimeError, ValueError, OverflowError, OSError, lzma.LZMAError),
)
"""What the standard library raises for broken, odd and protected packages."""

_OLE = b"\xd0\xcf\x11\xe0"
_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|"
    r"xl/worksheets/[^/]+\.xml|xl/worksheets/_rels/[^/]+\.rels",
    re.IGNORECASE,
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,10})[\"']")
_PLACES = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,3}\d{1,10})[\"']")
_DIGITS, _LETTERS = string.digits.encode(), string.ascii_letters.encode()
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*\br\s*=[^>]*/>")
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*(?:/>|>\s*</(?:\w+:)?row>)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_FORMULA_MARKS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
_NO_RESULT = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f[^>]*/>)\s*</(?:\w+:)?c>")


_DOCTYPE = tuple("<!DOCTYPE".encode(page) for page in ("ascii", "utf-16-le", "utf-16-be"))
"""With these begin entities that unfold to more than a computer holds; no workbook has them."""


class Package(Struct, frozen=True):
    """A workbook fit to be read: its clean package, its parts, and what it holds besides cells."""

    data: bytes
    parts: dict[str, bytes]
    problems: tuple[Problem, ...]


def opened(data: bytes, first: int | None = None) -> Package:
    """Measure a workbook and return it without what is never read.

    With `first`, its sheets end after so many rows, for a look at their beginnings.

    Raises:
        FileTrouble: it is protected, no workbook, damaged, or would unpack to too much.

    """
    if data.startswith(_OLE):
        raise _old(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            _refuse_others(names)
            parts = dict(_parts(package))
    except _DAMAGE as error:
        raise FileTrouble(
            "The workbook is damaged or protected and cannot be opened. Nothing was imported."
        ) from error
    sheets = {name: part for name, part in parts.items() if _SHEET.fullmatch(name)}
    sheets = {name: _fit(_beginning(part, first)) for name, part in sheets.items()}
    parts |= sheets
    return Package(_stored(parts), parts, tuple(_remarks(names, sheets)))


def _old(data: bytes) -> FileTrouble:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileTrouble(
            "The workbook is protected by a password. Please open it in Excel, remove the"
            " password, save a copy and import that. Nothing was imported."
        )
    return FileTrouble(
        "This is a document of the old Office format (.xls). Please save it as an Excel workbook"
        " (.xlsx) or as CSV and import that. Nothing was imported."
    )


def _refuse_others(names: list[str]) -> None:
    if len(names) > PARTS_LIMIT:
        raise FileTrouble("The workbook has too many parts to be one. Nothing was imported.")
    lowered = {name.lower() for name in names}
    if "xl/workbook.bin" in lowered:
        raise FileTrouble(
            "This is a binary workbook (.xlsb); please save it as .xlsx. Nothing was imported."
        )
    if not any(re.fullmatch(r"xl/workbook\d*\.xml", name) for name in lowered):
        raise _other(lowered)


def _other(names: set[str]) -> FileTrouble:
    """Say what a package is that holds no workbook."""
    if "content.xml" in names:
        return FileTrouble(
            "This is an OpenDocument file (.ods). Please open it in LibreOffice, save it as an"
            " Excel workbook (.xlsx) and import that. Nothing was imported."
        )
    if "[content_types].xml" in names:
        return FileTrouble("This is no Excel workbook (.xlsx). Nothing was imported.")
    return FileTrouble(
        "This is a compressed folder (zip). Please unpack it and import the file in it. Nothing"
        " was imported."
    )


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Unpack the parts that matter, never more than the limit, whatever sizes are stated."""
    left = UNPACKED_LIMIT
    for info in package.infolist():
        name = info.filename.lstrip("/").replace("\\", "/")
        if not _WANTED.fullmatch(name):
            continue
        chunks: list[bytes] = []
        with package.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                left -= len(chunk)
                if left < 0:
                    raise FileTrouble(
                        "The workbook unpacks to more than {limit} MB, as files made to do harm"
                        " do. Nothing was imported.",
                        limit=UNPACKED_LIMIT // 1_000_000,
                    )
        part = b"".join(chunks)
        if any(mark in part for mark in _DOCTYPE):
            raise FileTrouble("The workbook holds what workbooks do not. Nothing was imported.")
        yield name, part


def _beginning(sheet: bytes, rows: int | None) -> bytes:
    """Return a sheet that ends after so many rows, with what stands behind them all."""
    if rows is None or sheet.count(b"row>") <= rows:
        return sheet
    ends = islice(_ROW_END.finditer(sheet), rows - 1, None)
    cut, rest = next(ends, None), sheet.rfind(b"sheetData>")
    start = sheet.rfind(b"</", 0, rest)
    return sheet[: cut.end()] + sheet[start:] if cut and cut.end() <= start else sheet


def _fit(sheet: bytes) -> bytes:
    """Return a sheet that a desk's computer can hold, without empty cells where those reach far.

    Raises:
        FileTrouble: its filled cells span more.
    """
    columns, rows = _extent(sheet)
    if columns > COLUMNS_LIMIT or rows > ROW_LIMIT or columns * rows > GRID_LIMIT:
        _refuse_far(*_last_filled(sheet))
        sheet = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", sheet))
        _refuse_far(*_extent(sheet))
    return sheet


def _extent(sheet: bytes) -> tuple[int, int]:
    """Return the last column and row that any cell or row says it stands in."""
    places: list[bytes] = _PLACES.findall(sheet)
    columns = {place.rstrip(_DIGITS) for place in places}
    rows = max((int(place.lstrip(_LETTERS)) for place in places), default=0)
    widest = max(columns, key=lambda name: (len(name), name.upper()), default=b"")
    return column_number(widest.decode("ascii")), rows


def _last_filled(sheet: bytes) -> tuple[int, int]:
    """Return column and row of the last cell that is not empty, or 0 where it does not say."""
    end = max(sheet.rfind(b"</c>"), sheet.rfind(b":c>"))
    start = max(sheet.rfind(b"<c ", 0, end), sheet.rfind(b":c ", 0, end))
    found = _PLACE.search(sheet, start, end) if 0 <= start < end else None
    return (column_number(found[1].decode("ascii")), int(found[2])) if found else (0, 0)


def _refuse_far(columns: int, rows: int) -> None:
    if columns > COLUMNS_LIMIT:
        raise FileTrouble(
            "A cell stands in column {column} ({count}); tables of at most {limit} columns are"
            " read. Nothing was imported. Please delete the cells far to the right and save the"
            " workbook again.",
            column=column_letters(columns),
            count=f"{columns:,}",
            limit=f"{COLUMNS_LIMIT:,}",
        )
    if rows > ROW_LIMIT or columns * rows > GRID_LIMIT:
        raise FileTrouble(
            "The sheet reaches to row {row}, column {column}: too large to read at once. Nothing"
            " was imported. Please delete what stands far below or to the right, or split the"
            " sheet.",
            row=f"{rows:,}",
            column=column_letters(columns) or "A",
        )


def column_letters(number: int) -> str:
    """Return the letters of a column from 1."""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column from 1; 0 for no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _stored(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def _remarks(names: list[str], sheets: dict[str, bytes]) -> Iterator[Problem]:
    lowered = [name.lower() for name in names]
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lowered):
        yield Problem(0, Sentence("The workbook holds macros; they are not run."))
    if any("/externallinks/" in name for name in lowered):
        yield Problem(0, Sentence("The workbook links to other files; they are not opened."))
    told = [part for part in sheets.values() if any(mark in part for mark in _FORMULA_MARKS)]
    formulas = sum(len(_FORMULA.findall(part)) for part in told)
    if formulas:
        sentence = Sentence(
            "{count} cell is a formula; its last result is taken, nothing is computed.",
            "{count} cells are formulas; their last results are taken, nothing is computed.",
            count=formulas,
        )
        yield Problem(0, sentence)
    empty = sum(len(_NO_RESULT.findall(part)) for part in told)
    if empty:
        sentence = Sentence(
            "{count} formula has no kept result and reads as empty; open the workbook in Excel "
            "and save it to have it.",
            "{count} formulas have no kept result and read as empty; open the workbook in Excel "
            "and save it to have them.",
            count=empty,
        )
        yield Problem(0, sentence)
