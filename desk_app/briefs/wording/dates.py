"""Days and moments as each language writes them."""

from datetime import date, datetime

from desk_app.briefs.wording.phrases import Phrases
from desk_app.domain.labels import Language
from desk_app.domain.numerals import digits

_NEAR = 120
"""Days on either side within which a day needs no year."""


def day(when: date, phrases: Phrases, language: Language) -> str:
    """Return a day with its month in full: 21 November 2026."""
    return _day(phrases.day, phrases.months, when, language)


def short_day(when: date, phrases: Phrases, language: Language) -> str:
    """Return a day for a table: 21 Nov 2026."""
    return _day(phrases.short_day, phrases.short_months, when, language)


def near_day(when: date, today: date, phrases: Phrases, language: Language) -> str:
    """Return a day without its year where nobody could take it for another year's."""
    if abs((when - today).days) > _NEAR:
        return short_day(when, phrases, language)
    return _day(phrases.near_day, phrases.short_months, when, language)


def days(first: date, last: date, phrases: Phrases, language: Language) -> str:
    """Return a stretch of days; month and year are named once where they are the same."""
    if first == last:
        return short_day(first, phrases, language)
    if (first.year, first.month) == (last.year, last.month):
        low = str(first.day)
    elif first.year == last.year:
        low = near_day(first, first, phrases, language)
    else:
        low = short_day(first, phrases, language)
    range_ = phrases.range_ if low.isdecimal() else phrases.long_range
    said = range_.format(low=low, high=short_day(last, phrases, language))
    return digits(said, language)


def _day(pattern: str, months: tuple[str, ...], when: date, language: Language) -> str:
    said = pattern.format(day=when.day, month=months[when.month - 1], year=when.year)
    return digits(said, language)


def month(when: date, phrases: Phrases, language: Language) -> str:
    """Return month and year."""
    said = phrases.month.format(month=phrases.short_months[when.month - 1], year=when.year)
    return digits(said, language)


def moment(when: datetime, phrases: Phrases, language: Language) -> str:
    """Return weekday, day and time of an aware moment, with the name of its zone."""
    said = phrases.moment.format(
        weekday=phrases.weekdays[when.weekday()],
        day=_day(phrases.short_day, phrases.short_months, when, language),
        time=phrases.zone.format(time=f"{when:%H:%M}", zone=_zone(when)),
    )
    return digits(said, language)


def _zone(when: datetime) -> str:
    offset = when.strftime("%z")
    hours, minutes = offset[:3], offset[3:5]
    if offset in ("", "+0000"):
        return "UTC"
    return f"UTC{hours[0]}{int(hours[1:])}" + (f":{minutes}" if minutes != "00" else "")
