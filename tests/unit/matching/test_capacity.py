"""The living capacity book."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.kinds.capacity import Capacity
from desk_app.matching.capacity import Age, Cell, age, book, to_confirm
from desk_app.matching.months import first_day, last_day, month_of, read, written
from tests.support.market import TODAY, TREE, firm

MONTHS = (month_of(date(2027, 1, 1)), month_of(date(2027, 2, 1)))


def a_line(of: int, free: int, **more: object) -> Capacity:
    known = {"skill": "java", "as_of": TODAY, "evidence": "document"}
    return Capacity(firm=firm(of), free=free, **{**known, **more})  # type: ignore[arg-type]  # real fields


@pytest.mark.parametrize(
    ("days", "until", "told"),
    [
        (0, None, Age.FRESH),
        (90, None, Age.FRESH),
        (91, None, Age.AGEING),
        (181, None, Age.STALE),
        (1, -1, Age.LAPSED),
        (1, 0, Age.FRESH),
        (-1, None, Age.AHEAD),
    ],
)
def test_a_line_ages(days: int, until: int | None, told: Age) -> None:
    last = None if until is None else TODAY + timedelta(until)
    assert age(TODAY - timedelta(days), last, TODAY) is told


def test_a_line_without_a_date_has_lapsed() -> None:
    assert age(None, None, TODAY) is Age.LAPSED


def test_claims_and_evidence_stand_apart() -> None:
    table = book([a_line(1, 4), a_line(2, 3, evidence="declared")], TREE, MONTHS, today=TODAY)
    assert table["java"][MONTHS[0]] == Cell(claimed=3, evidenced=4)


def test_what_is_stale_is_in_neither() -> None:
    old = a_line(1, 4, as_of=TODAY - timedelta(200))
    assert book([old], TREE, MONTHS, today=TODAY)["java"][MONTHS[0]] == Cell(stale=4)


def test_people_count_from_the_month_in_which_they_are_free_at_its_start() -> None:
    table = book([a_line(1, 4, free_from=date(2027, 2, 1))], TREE, MONTHS, today=TODAY)
    assert [table["java"][month] for month in MONTHS] == [Cell(), Cell(evidenced=4)]
    later = book([a_line(1, 4, free_from=date(2027, 2, 2))], TREE, MONTHS, today=TODAY)
    assert "java" not in later


def test_a_wider_skill_holds_the_narrower_ones_and_no_head_twice() -> None:
    lines = [a_line(1, 6), a_line(1, 6, skill="spring")]
    table = book(lines, TREE, MONTHS, today=TODAY, headcounts={firm(1): 8})
    assert table["spring"][MONTHS[0]].evidenced == 6
    assert table["java"][MONTHS[0]].evidenced == 8


def test_nobody_has_more_free_than_employed() -> None:
    assert book([a_line(1, 9, employed=5)], TREE, MONTHS, today=TODAY)["java"][MONTHS[0]] == Cell(
        evidenced=5
    )


def test_the_oldest_lines_ask_first_to_be_confirmed() -> None:
    lines = {
        UUID(int=1): a_line(1, 1),
        UUID(int=2): a_line(1, 1, as_of=TODAY - timedelta(100)),
        UUID(int=3): a_line(1, 1, as_of=TODAY - timedelta(300)),
        UUID(int=4): a_line(1, 1, as_of=None),
    }
    asked = to_confirm(lines, TODAY)
    assert [(c.id.int, c.age, c.days) for c in asked] == [
        (4, Age.LAPSED, None),
        (3, Age.STALE, 300),
        (2, Age.AGEING, 100),
    ]


@given(st.dates())
def test_a_month_is_read_as_it_was_written(day: date) -> None:
    month = month_of(day)
    assert read(written(month)) == month
    assert first_day(month) <= day


def test_weeks_beyond_the_calendar_end_with_it() -> None:
    assert last_day(date(2027, 1, 4), 1) == date(2027, 1, 10)
    assert last_day(date(2027, 1, 4), 10**6) == date.max
