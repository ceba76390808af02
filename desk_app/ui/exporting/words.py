"""What goes out and what is withheld, in the language in use."""

from collections.abc import Mapping

from desk_app.exchange.exporting import Going, Written
from desk_app.exchange.withholding import REASONS, Reason
from desk_app.i18n import label, n


def going_words(going: Going) -> list[str]:
    """Return what an officer reads before a file is written, the main thing first."""
    said = [n("{count} record goes out.", "{count} records go out.", going.count)]
    return [*said, *_withheld(going.withheld, going.bared)]


def told_of(written: Written) -> list[str]:
    """Return what an officer reads of a file that went out, the main thing first."""
    said = [n("{count} record was saved.", "{count} records were saved.", written.count)]
    return [*said, *_withheld(written.withheld, written.bared), *written.notes]


def _withheld(withheld: Mapping[Reason, int], bared: int) -> list[str]:
    said = [
        n(
            "{count} stays out: {reason}.",
            "{count} stay out: {reason}.",
            count,
            reason=label(REASONS[reason]),
        )
        for reason, count in withheld.items()
    ]
    if bared:
        said.append(
            n(
                "{count} goes without contact details, as that person asked.",
                "{count} go without contact details, as these people asked.",
                bared,
            )
        )
    return said


def lower(words: str) -> str:
    """Return the name of a kind as it stands within a sentence."""
    return words[:1].lower() + words[1:]
