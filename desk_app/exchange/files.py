"""The one file handed in: opened with care, and known by what it is, not by its name."""

import errno
import stat
from pathlib import Path
from typing import Literal

from desk_app.exchange.contacts import FileTrouble
from desk_app.exchange.dump import is_dump

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file that is read at all."""

Nature = Literal["vcard", "table", "workbook", "dump"]

_FOREIGN = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM\x00", "a picture (BMP)"),
    (b"RIFF", "a picture or sound"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"!BDN", "an Outlook data file (PST)"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_if_huge(size: int) -> None:
    """Raise FileTrouble for more bytes than any list of contacts needs."""
    if size > SIZE_LIMIT:
        raise FileTrouble(
            f"The file has {size // 1_000_000} MB; more than {SIZE_LIMIT // 1_000_000} MB are"
            " not read. Nothing was imported. Please split it and import the parts."
        )


def contents(file: Path) -> bytes:
    """Return the bytes of `file`.

    Raises:
        FileTrouble: it is not there, no plain file, too large, or not to be read.

    """
    try:
        kind = file.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise FileTrouble("This is a folder; please choose a file. Nothing was imported.")
        if not stat.S_ISREG(kind.st_mode):
            raise FileTrouble("This is not a plain file. Nothing was imported.")
        refuse_if_huge(kind.st_size)
        with file.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise FileTrouble(_why(error)) from error
    refuse_if_huge(len(data))
    return data


def _why(error: OSError) -> str:
    if error.errno == errno.ENOENT:
        return "There is no such file. Nothing was imported."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "This file may not be read by you. Nothing was imported."
    return "The file cannot be read; the disk or its cable may be at fault. Nothing was imported."


def nature(data: bytes) -> Nature:
    """Tell what a file is by its first bytes.

    Raises:
        FileTrouble: it is a picture, a program or another thing that holds no contacts.

    """
    head = data[:4096]
    for mark, name in _FOREIGN:
        if head.startswith(mark):
            raise FileTrouble(f"This is {name}, not a list of contacts. Nothing was imported.")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE)):
        return "workbook"
    if is_dump(data):
        return "dump"
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "vcard" if plain[:11].upper().replace(b" ", b"") == b"BEGIN:VCARD" else "table"
