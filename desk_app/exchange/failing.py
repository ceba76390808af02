"""What did not come in, as a file of the same kind: to be mended and read again."""

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from desk_app.exchange.bringing import Left
from desk_app.exchange.cardwriting import write_cards
from desk_app.exchange.contacts import Property
from desk_app.exchange.defusing import restored
from desk_app.exchange.planning import Row
from desk_app.exchange.reading import Intake
from desk_app.exchange.tables import FAILED
from desk_app.exchange.tablewriting import Sheet, write_csv, write_workbook

CARD_NOTE = "X-ICT-DESK-PROBLEM"
"""The property of a card that is given back in which it says why; it is never read as one."""


def failed_file(intake: Intake, left: Sequence[Left], *, workbook: bool = False) -> bytes:
    """Return the rows that did not come in: cards as cards, rows of tables as a table.

    A table has the columns of the file, so that the same mapping fits it; it is CSV with the
    file's own delimiter, or a `workbook`, whose cells Excel leaves as they are.
    """
    if intake.nature == "vcard":
        return write_cards(
            replace(one.row.contact, others=(*one.row.contact.others, _note(one.why)))
            for one in left
            if one.row.contact is not None
        )
    sheet = failed_sheet(left, intake.origin)
    if workbook:
        return write_workbook([sheet])[0]
    return write_csv(sheet, intake.delimiter or ",")


def _note(why: str) -> Property:
    return Property(CARD_NOTE, " ".join(why.split()))


Headed = Sequence[tuple[str, str]]
"""The cells of a row with their headings, which may repeat."""


def failed_sheet(left: Sequence[Left], origin: Callable[[Row], Headed] = lambda _row: ()) -> Sheet:
    """Return the rows that did not come in as a table, each with the reason at its end.

    `origin` tells a row as it stands in its file; without it a row is told by its fields.
    """
    rows = [(_counted(origin(one.row) or one.row.given()), one.why) for one in left]
    columns = list(dict.fromkeys(column for cells, _ in rows for column in cells))
    lines = [[*(cells.get(column, "") for column in columns), why] for cells, why in rows]
    return Sheet("Not imported", [*(heading for heading, _ in columns), FAILED], lines)


def _counted(cells: Headed) -> dict[tuple[str, int], str]:
    """Return cells by their headings, those of one heading told apart; reasons fall away."""
    found: dict[tuple[str, int], str] = {}
    seen: Counter[str] = Counter()
    for heading, text in cells:
        if heading != FAILED:
            found[heading, seen[heading]] = restored(text)
            seen[heading] += 1
    return found
