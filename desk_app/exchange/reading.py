"""The front door of reading: a file's bytes in, contacts and problems out."""

from desk_app.exchange.cards import read_cards
from desk_app.exchange.contacts import FileTrouble, Reading
from desk_app.exchange.files import nature
from desk_app.exchange.rows import read_csv
from desk_app.exchange.tables import Instructions
from desk_app.exchange.workbooks import read_workbook

_HEAD = 300_000
_ROWS = 200


def preview(data: bytes, said: Instructions | None = None) -> Reading:
    """Read the beginning of a file as `contacts` would, for a first look while the rest is read.

    The last card or row of the piece may be told as cut; problems are those of the piece.

    Raises:
        FileTrouble: as `contacts`.

    """
    if nature(data) == "workbook":
        return read_workbook(data, said, first=_ROWS)
    if len(data) <= _HEAD:
        return contacts(data, said)
    cut = data.rfind(b"\n", 0, _HEAD) + 1 or _HEAD
    return contacts(data[: cut + cut % 2], said)


def contacts(data: bytes, said: Instructions | None = None) -> Reading:
    """Read the contacts of a visiting card file, a text table or a workbook, whichever it is.

    With `said`, nothing about a table is guessed; cards need no instructions.

    Raises:
        FileTrouble: it is none of them, damaged, protected or too large, or a dump of records
            (see `dump.read_dump`).

    """
    match nature(data):
        case "vcard":
            return read_cards(data)
        case "workbook":
            return read_workbook(data, said)
        case "table":
            return read_csv(data, said)
        case "dump":
            raise FileTrouble("This is a dump of records, which is read whole, not as contacts.")
