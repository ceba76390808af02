"""Numbers as each language writes them: digits, grouping, large amounts, money."""

from desk_app.briefs.wording.phrases import Phrases
from desk_app.domain.labels import Language
from desk_app.domain.numerals import digits, whole
from desk_app.domain.values import Figure


def _scales(phrases: Phrases, language: Language) -> tuple[tuple[int, str], ...]:
    if language == "bn":
        return ((10_000_000, phrases.crore), (100_000, phrases.lakh))
    return ((1_000_000_000, phrases.billion), (1_000_000, phrases.million))


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    head, _, tail = text.partition(".")
    return f"{int(head):,}" + (f".{tail}" if tail else "")


def amount(low: int, high: int, phrases: Phrases, language: Language) -> str:
    """Return a number or a range; large ones in millions, or in lakh and crore in Bangla.

    Both ends of a range are written in the same unit, named once.
    """
    for size, phrase in _scales(phrases, language):
        if high >= size:
            ends = [_short(low / size), _short(high / size)]
            said = _ranged(ends, phrases) if low != high else ends[0]
            return phrase.format(n=digits(said, language))
    ends = [whole(low, language), whole(high, language)]
    return _ranged(ends, phrases) if low != high else ends[0]


def _ranged(ends: list[str], phrases: Phrases) -> str:
    return phrases.range_.format(low=ends[0], high=ends[1])


def figure(value: Figure, phrases: Phrases, language: Language) -> str:
    """Return a figure with its currency, and with "estimate" where it is one."""
    said = amount(value.low, value.high, phrases, language)
    if value.unit:
        currency = phrases.currencies.get(value.unit, value.unit)
        said = phrases.money.format(amount=said, currency=currency)
    return phrases.estimated.format(figure=said) if value.estimated else said
