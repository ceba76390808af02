"""Dates as people type them: `12.3.2026`, `12 March`, `tomorrow 14:30`, `সোমবার`.

Days come before months, as in Europe and Bangladesh; a year that is left out is the one that
makes the date lie nearest ahead.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from desk_app.domain.words import fold
from desk_app.i18n import MONTHS, WEEKDAYS

_NUMBERS = re.compile(r"(\d{1,2})[./\s-]+(\d{1,2})(?:[./\s-]+(\d{4}|\d{2}))?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]+[^\d\s]*)\.?,?(?:\s+(\d{4}))?")
_AHEAD = re.compile(r"\+\s*(\d{1,4})")
_TIME = re.compile(r"(?:^|\s)(\d{1,2})(?::(\d{2}))\s*$|(?:^|\s)(\d{1,2})\s*(?:h|টায়|টা)\s*$")
_USUAL_HOUR = time(9, 0)
_NEAR = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "আজ": 0,
    "আগামীকাল": 1,
    "গতকাল": -1,
}


def read_day(text: str, today: date) -> date | None:
    """Return the date that `text` tells, or None when it tells none."""
    words = " ".join(fold(text).split())
    for reader in (_near, _ahead, _weekday, _iso, _numbers, _named):
        try:
            found = reader(words, today)
        except (ValueError, OverflowError):
            return None
        if found is not None:
            return found
    return None


def read_moment(text: str, now: datetime) -> datetime | None:
    """Return the moment that `text` tells on the clock of `now`'s zone, in UTC.

    A date alone means nine in the morning, a time alone today.
    """
    words = " ".join(fold(text).split())
    clock = _TIME.search(words)
    rest = words[: clock.start()].strip(" ,") if clock else words
    hour = _hour(clock) if clock else _USUAL_HOUR
    day = read_day(rest, now.date()) if rest else (now.date() if clock else None)
    if day is None or hour is None:
        return None
    local = datetime.combine(day, hour)
    try:
        return local.astimezone(UTC) if now.tzinfo is None else _in_zone(local, now)
    except (OverflowError, ValueError):
        return None


def _in_zone(local: datetime, now: datetime) -> datetime:
    """Read `local` by the workstation's rules, unless `now` was given in another fixed zone."""
    if now.tzinfo is UTC:
        return local.replace(tzinfo=UTC)
    return local.astimezone().astimezone(UTC)


def _hour(found: re.Match[str]) -> time | None:
    hour = int(found[1] or found[3])
    minute = int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _near(text: str, today: date) -> date | None:
    for word, days in _NEAR.items():
        if text == fold(word):
            return today + timedelta(days=days)
    return None


def _ahead(text: str, today: date) -> date | None:
    found = _AHEAD.fullmatch(text)
    return today + timedelta(days=int(found[1])) if found else None


def _weekday(text: str, today: date) -> date | None:
    for names in WEEKDAYS.values():
        for number, name in enumerate(names):
            folded = fold(name)
            if text == folded or (len(text) >= 3 and text.isascii() and folded.startswith(text)):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _iso(text: str, _today: date) -> date | None:
    found = _ISO.fullmatch(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numbers(text: str, today: date) -> date | None:
    found = _NUMBERS.fullmatch(text)
    return _made(int(found[1]), int(found[2]), found[3], today) if found else None


def _named(text: str, today: date) -> date | None:
    found = _NAMED.fullmatch(text)
    month = _month(found[2]) if found else None
    if found is None or month is None:
        return None
    return _made(int(found[1] or 1), month, found[3], today)


def _month(text: str) -> int | None:
    for names in MONTHS.values():
        for number, name in enumerate(names, start=1):
            folded = fold(name)
            if text == folded or (len(text) >= 3 and folded.startswith(text)):
                return number
    return None


def _made(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = date(today.year, month, day)
    return near if near >= today - timedelta(days=60) else date(today.year + 1, month, day)
