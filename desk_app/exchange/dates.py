"""Dates in tables: which of day and month comes first is learnt from the whole column."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from desk_app.exchange import cardvalues

Order = Literal["day first", "month first", ""]

_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})(?:[ T].*)?")
_LOOSE_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_BLANK = re.compile(r"0+[./-]0+[./-]0+|00?/00?/0000")
_ENGLISH = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTHS = {_ENGLISH[place : place + 3]: place // 3 + 1 for place in range(0, 36, 3)}
_NAMED = (
    re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+([A-Za-z]{3,9})[., -]+(\d{4})"),
    re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})"),
)
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def order(values: Iterable[str]) -> Order:
    """Tell what comes first in dates like 5/6/1980, if any date of the column shows it.

    Dots are written where the day comes first.
    """
    days = months = 0
    for value in values:
        if found := _NUMBERS.fullmatch(value.strip().translate(_DIGITS)):
            days += int(found[1]) > 12 or found[2] == "."
            months += int(found[3]) > 12
    if bool(days) == bool(months):
        return ""
    return "day first" if days else "month first"


def read(value: str, first: Order = "") -> str:
    """Return a date as ISO 8601; words that are none, or may be two, stay as they stand."""
    text = value.strip().translate(_DIGITS)
    if _BLANK.fullmatch(text):
        return ""
    for pattern in (_LOOSE_ISO, _YEAR_FIRST):
        if found := pattern.fullmatch(text):
            return _checked(found[1], found[2], found[3]) or value
    if found := _NUMBERS.fullmatch(text):
        return _ordered(found, first) or value
    return _named(text) or cardvalues.birthday(text)


def _ordered(found: re.Match[str], first: Order) -> str:
    one, other, year = found[1], found[3], found[4]
    if found[2] == "." or int(one) > 12 or first == "day first" or one == other:
        return _checked(year, other, one)
    if int(other) > 12 or first == "month first":
        return _checked(year, one, other)
    return ""


def _named(text: str) -> str:
    for pattern, (day, month) in zip(_NAMED, ((1, 2), (2, 1)), strict=True):
        if found := pattern.fullmatch(text):
            number = _MONTHS.get(found[month][:3].lower())
            return _checked(found[3], str(number), found[day]) if number else ""
    return ""


def _checked(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except (ValueError, OverflowError):
        return ""


def joined(year: str, month: str, day: str) -> str:
    """Return the date of three columns; without a year `--MM-DD`, with less the words."""
    if year and month.isdecimal() and day.isdecimal():
        if whole := _checked(year, month, day) if year.isdecimal() else "":
            return whole
    elif month.isdecimal() and day.isdecimal() and max(len(month), len(day)) < 3:
        return f"--{int(month):02}-{int(day):02}"
    return "-".join(part for part in (year, month, day) if part)
