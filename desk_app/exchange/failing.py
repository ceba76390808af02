"""What did not come in, as a file of the same kind: to be mended and read again."""

from collections.abc import Sequence

from msgspec.structs import replace

from desk_app.exchange.bringing import Left
from desk_app.exchange.cardwriting import write_cards
from desk_app.exchange.contacts import Property
from desk_app.exchange.reading import Intake
from desk_app.exchange.tables import FAILED
from desk_app.exchange.tablewriting import Sheet, write_csv

CARD_NOTE = "X-ICT-DESK-PROBLEM"
"""The property of a card that is given back in which it says why; it is never read as one."""


def failed_file(intake: Intake, left: Sequence[Left]) -> bytes:
    """Return the rows that did not come in: cards as cards, rows of tables as a table (CSV)."""
    if intake.nature == "vcard":
        return write_cards(
            replace(one.row.contact, others=(*one.row.contact.others, _note(one.why)))
            for one in left
            if one.row.contact is not None
        )
    return write_csv(failed_sheet(left))


def _note(why: str) -> Property:
    return Property(CARD_NOTE, " ".join(why.split()))


def failed_sheet(left: Sequence[Left]) -> Sheet:
    """Return the rows that did not come in as a table, each with the reason at its end."""
    rows = [(dict(one.row.given()), one.why) for one in left]
    headings = list(dict.fromkeys(heading for cells, _ in rows for heading in cells))
    lines = [[*(cells.get(heading, "") for heading in headings), why] for cells, why in rows]
    return Sheet("Not imported", [*headings, FAILED], lines)
