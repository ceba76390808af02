"""The one file handed in: opened with care, and known by what it is, not by its name."""

import errno
import re
import stat
from pathlib import Path
from typing import Literal

from desk_app.domain.labels import Label
from desk_app.exchange import charsets
from desk_app.exchange.contacts import FileTrouble
from desk_app.exchange.dump import is_dump

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file that is read at all."""

_CARD = re.compile(rb"(?i)(?:\A|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?:[\r\n]|\Z)")
"""A line of its own that begins a card, whatever stands before it."""

Nature = Literal["vcard", "table", "workbook", "dump"]

_FOREIGN = (
    (b"\x89PNG", Label("a picture (PNG)", "ছবি (PNG)")),
    (b"\xff\xd8\xff", Label("a picture (JPEG)", "ছবি (JPEG)")),
    (b"GIF8", Label("a picture (GIF)", "ছবি (GIF)")),
    (b"BM\x00", Label("a picture (BMP)", "ছবি (BMP)")),
    (b"RIFF", Label("a picture or sound", "ছবি বা শব্দ")),
    (b"%PDF", Label("a PDF document", "PDF দলিল")),
    (b"\x1f\x8b", Label("a compressed file (gzip)", "সংকুচিত ফাইল (gzip)")),
    (b"7z\xbc\xaf", Label("a compressed file (7-Zip)", "সংকুচিত ফাইল (7-Zip)")),
    (b"Rar!", Label("a compressed file (RAR)", "সংকুচিত ফাইল (RAR)")),
    (b"\x7fELF", Label("a program", "প্রোগ্রাম")),
    (b"MZ\x90", Label("a program", "প্রোগ্রাম")),
    (b"SQLite format 3", Label("a database", "ডেটাবেজ")),
    (b"!BDN", Label("an Outlook data file (PST)", "Outlook-এর ডেটা ফাইল (PST)")),
    (b"{\\rtf", Label("a text document (RTF)", "লেখার দলিল (RTF)")),
)
_PAGES = (
    (b"<!doctype html", Label("a web page (HTML)", "ওয়েব পাতা (HTML)")),
    (b"<html", Label("a web page (HTML)", "ওয়েব পাতা (HTML)")),
    (b"<table", Label("a web page (HTML)", "ওয়েব পাতা (HTML)")),
    (b"<?xml", Label("an XML document", "XML দলিল")),
)
_CONTROLS = bytes((*range(9), *range(14, 27), 28, 29, 30, 31, 127))
"""Bytes that no text holds, whatever its encoding of one byte a letter."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_if_huge(size: int) -> None:
    """Raise FileTrouble for more bytes than any list of contacts needs."""
    if size > SIZE_LIMIT:
        raise FileTrouble(
            "The file has {size} MB; more than {limit} MB are not read. Nothing was imported. "
            "Please split it and import the parts.",
            size=size // 1_000_000,
            limit=SIZE_LIMIT // 1_000_000,
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
        raise _unread(error) from error
    refuse_if_huge(len(data))
    return data


def _unread(error: OSError) -> FileTrouble:
    if error.errno == errno.ENOENT:
        return FileTrouble("There is no such file. Nothing was imported.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return FileTrouble("This file may not be read by you. Nothing was imported.")
    return FileTrouble(
        "The file cannot be read; the disk or its cable may be at fault. Nothing was imported."
    )


def nature(data: bytes) -> Nature:
    """Tell what a file is by its first bytes.

    Raises:
        FileTrouble: it is a picture, a program or another thing that holds no contacts.

    """
    head = data[:4096]
    if not head:
        raise FileTrouble("The file is empty. Nothing was imported.")
    for mark, name in _FOREIGN:
        if head.startswith(mark):
            raise _foreign(name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE)):
        return "workbook"
    if is_dump(data):
        return "dump"
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _CARD.search(plain):
        return "vcard"
    _refuse_pages(plain)
    if head[4:8] == b"ftyp" or _is_no_text(head):
        raise _foreign(Label("no text at all", "কোনো লেখা নয়"))
    return "table"


def _foreign(name: Label) -> FileTrouble:
    return FileTrouble("This is {what}, not a list of contacts. Nothing was imported.", what=name)


def _refuse_pages(plain: bytes) -> None:
    """Refuse what other programs save under the ending of a spreadsheet."""
    lowered = plain[:200].lower()
    for mark, name in _PAGES:
        if lowered.startswith(mark):
            raise FileTrouble(
                "This is {what}, whatever it is called. Please open it in Excel or LibreOffice, "
                "save it as a workbook (.xlsx) and import that. Nothing was imported.",
                what=name,
            )
    if re.match(rb'\{\s*"|\[\s*[\[{]', lowered):
        raise _foreign(Label("data of another program (JSON)", "অন্য প্রোগ্রামের তথ্য (JSON)"))


def _is_no_text(head: bytes) -> bool:
    """Tell whether more than one byte in fifty is one that pictures and programs hold, not texts.

    A text in two or four bytes a letter says so by its mark or by where its zeros stand.
    """
    if charsets.marked(head) or charsets.wide(head):
        return False
    strange = len(head) - len(head.translate(None, _CONTROLS))
    return strange * 50 > len(head)
