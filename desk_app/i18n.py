"""The window's own words in English and Bangla; records and fields bring their labels themselves.

`t("English text")` gives the text in the language in use. The catalogue is
`resources/translations/bn.json`, keyed by the English text; what is missing there stays English.
Names of months and days are those of Unicode CLDR.
"""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import cast

import msgspec

from desk_app.domain import numerals
from desk_app.domain.errors import DeskError
from desk_app.domain.labels import Label, Language
from desk_app.domain.sentences import Sentence

MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "bn": (
        "জানুয়ারি",
        "ফেব্রুয়ারি",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ),
}
WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "bn": ("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
}


class _InUse:
    """The language the program speaks now: one choice for the whole process."""

    language: Language = "en"


def use(language: Language) -> None:
    """Speak `language` from now on."""
    _InUse.language = language


def language() -> Language:
    """Return the language in use."""
    return _InUse.language


def t(english: str, **values: object) -> str:
    """Return `english` in the language in use, with `{name}` places filled from `values`.

    Whole numbers among the values are written in the language's digits, a `Label` in its words.
    """
    text = english if _InUse.language == "en" else catalogue().get(english, english)
    return (
        text.format(**{name: _said(value) for name, value in values.items()}) if values else text
    )


def n(one: str, many: str, count: int, **values: object) -> str:
    """Return the form of a sentence that fits `count`, which fills its `{count}`.

    The plural rules of CLDR: English says *one* of 1, Bangla of 0 and 1.
    """
    single = count == 1 if _InUse.language == "en" else count in (0, 1)
    return t(one if single else many, count=count, **values)


def told(error: DeskError) -> str:
    """Say what went wrong in the language in use."""
    return t(error.sentence, **error.values)


def said(text: str) -> str:
    """Say what was found in a file in the language in use; other texts stay as they are."""
    if not isinstance(text, Sentence):
        return text
    if text.many:
        return n(text.one, text.many, **text.values)
    return t(text.one, **text.values)


def label(words: Label) -> str:
    """Return a declaration's words in the language in use."""
    return words.text(_InUse.language)


def number(value: int) -> str:
    """Write a whole number with its thousands apart; Bangla counts in lakh and crore."""
    return numerals.whole(value, _InUse.language)


def digits(text: str) -> str:
    """Write the digits in `text` in the language in use."""
    return numerals.digits(text, _InUse.language)


def day(value: date) -> str:
    """Write a date: 21 November 2026."""
    return digits(f"{value.day} {MONTHS[_InUse.language][value.month - 1]} {value.year}")


def short_day(value: date) -> str:
    """Write a date in little room: 21 Nov 2026; Bangla months are not cut."""
    month = MONTHS[_InUse.language][value.month - 1]
    return digits(f"{value.day} {month if _InUse.language == 'bn' else month[:3]} {value.year}")


def month(value: date) -> str:
    """Write the month of a day: November 2026."""
    return f"{MONTHS[_InUse.language][value.month - 1]} {digits(str(value.year))}"


def weekday(value: date) -> str:
    """Name the day of the week."""
    return WEEKDAYS[_InUse.language][value.weekday()]


def local(moment: datetime) -> datetime:
    """Return an aware moment in the workstation's zone."""
    return moment.astimezone()


def clock_time(moment: datetime) -> str:
    """Write the time of day on the workstation's clock: 14:05."""
    return digits(f"{local(moment):%H:%M}")


def moment(value: datetime) -> str:
    """Write date and time on the workstation's clock."""
    return f"{short_day(local(value).date())}, {clock_time(value)}"


def ago(then: datetime, now: datetime) -> str:
    """Say how long ago `then` was, in the largest fitting unit."""
    minutes = max(0, int((now - then.astimezone(UTC)).total_seconds() // 60))
    if minutes < 1:
        return t("just now")
    if minutes < 60:
        return n("{count} minute ago", "{count} minutes ago", minutes)
    if minutes < 48 * 60:
        return n("{count} hour ago", "{count} hours ago", minutes // 60)
    return n("{count} day ago", "{count} days ago", minutes // (24 * 60))


@cache
def catalogue() -> dict[str, str]:
    """Return the Bangla texts by their English ones."""
    return msgspec.json.decode(_file().read_bytes(), type=dict[str, str])


def _file() -> Path:
    from desk_app.resources import resource

    return resource("translations", "bn.json")


def _said(value: object) -> object:
    if isinstance(value, Label):
        return label(value)
    if isinstance(value, tuple):
        return ", ".join(str(_said(one)) for one in cast("tuple[object, ...]", value))
    if isinstance(value, DeskError):
        return told(value)
    return number(value) if type(value) is int else value
