"""Dates as people type them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.ui.forms.dates import read_day, read_moment

TODAY = date(2026, 11, 21)  # a Saturday
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12.3.2026", date(2026, 3, 12)),
        ("12/3/2026", date(2026, 3, 12)),
        ("12-3-26", date(2026, 3, 12)),
        ("2026-03-12", date(2026, 3, 12)),
        ("12 March 2026", date(2026, 3, 12)),
        ("12 mar 2026", date(2026, 3, 12)),
        ("১২.৩.২০২৬", date(2026, 3, 12)),
        ("১২ মার্চ ২০২৬", date(2026, 3, 12)),
        ("3.12.", date(2026, 12, 3)),
        ("3 feb", date(2027, 2, 3)),
        ("march 2026", date(2026, 3, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("আগামীকাল", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("monday", date(2026, 11, 23)),
        ("sat", date(2026, 11, 28)),
        ("সোমবার", date(2026, 11, 23)),
        ("+7", date(2026, 11, 28)),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "31.2.2026", "soon", "32 march", "0.0.2026", "+99999999"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("12.3.2026 14:30", datetime(2026, 3, 12, 14, 30, tzinfo=UTC)),
        ("tomorrow 9:05", datetime(2026, 11, 22, 9, 5, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 11, 22, 9, 0, tzinfo=UTC)),
        ("16:00", datetime(2026, 11, 21, 16, 0, tzinfo=UTC)),
        ("12.3.2026", datetime(2026, 3, 12, 9, 0, tzinfo=UTC)),
        ("১২.৩.২০২৬ ১৪:৩০", datetime(2026, 3, 12, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_a_date_and_a_time(typed: str, moment: datetime) -> None:
    assert read_moment(typed, NOW) == moment


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_reading(typed: str) -> None:
    read_day(typed, TODAY)
    read_moment(typed, NOW)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_date_written_with_dots_reads_back(day: date) -> None:
    assert read_day(f"{day:%d.%m.%Y}", TODAY) == day
    assert read_day(day.isoformat(), TODAY + timedelta(days=1)) == day
