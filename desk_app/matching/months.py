"""Calendar months as numbers, so that they can be added and compared.

A month is `12 * year + month - 1`, as in the proleptic Gregorian calendar of `datetime.date`.
"""

from datetime import date, timedelta

Month = int


def month_of(day: date) -> Month:
    """Return the month that `day` lies in."""
    return 12 * day.year + day.month - 1


def first_day(month: Month) -> date:
    """Return the first day of `month`."""
    return date(month // 12, month % 12 + 1, 1)


def written(month: Month) -> str:
    """Return `month` as ISO 8601 writes it: 2027-03."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def read(text: str) -> Month:
    """Read what `written` wrote.

    Raises:
        ValueError: `text` is not a month.

    """
    return month_of(date.fromisoformat(f"{text}-01"))


def last_day(start: date, weeks: int) -> date:
    """Return the last day of work that starts on `start` and lasts `weeks` weeks, one at least."""
    try:
        return start + timedelta(days=7 * max(1, weeks) - 1)
    except OverflowError:
        return date.max
