"""What a person agreed to."""

from datetime import date
from typing import Any

import pytest

from desk_app.domain.consent import allows, may_introduce, may_show_details, standing
from desk_app.domain.kinds import Consent, Person

TODAY = date(2026, 11, 21)


def consent(
    answer: str = "agreed",
    purpose: str = "introduce",
    on: date = date(2026, 1, 1),
    **more: Any,
) -> Consent:
    return Consent(purpose=purpose, answer=answer, on=on, **more)


def test_no_answer_is_unknown_and_allows_nothing() -> None:
    assert standing([], "contact", TODAY) == "unknown"
    assert not allows([], "contact", TODAY)


def test_an_answer_for_one_purpose_says_nothing_of_another() -> None:
    assert standing([consent(purpose="keep")], "contact", TODAY) == "unknown"


@pytest.mark.parametrize(
    ("given_consent", "expected"),
    [
        (consent(), "agreed"),
        (consent("refused"), "refused"),
        (consent(until=date(2026, 11, 20)), "expired"),
        (consent(until=TODAY), "agreed"),
        (consent(withdrawn=TODAY), "withdrawn"),
        (consent(withdrawn=date(2026, 12, 1)), "agreed"),
    ],
)
def test_an_answer_stands_until_it_is_withdrawn_or_lapses(
    given_consent: Consent, expected: str
) -> None:
    assert standing([given_consent], "introduce", TODAY) == expected


def test_the_newest_answer_counts() -> None:
    older = consent("refused", on=date(2025, 1, 1))
    assert standing([consent(), older], "introduce", TODAY) == "agreed"


def test_of_two_answers_on_one_day_the_stricter_counts() -> None:
    assert standing([consent(), consent("refused")], "introduce", TODAY) == "refused"


def test_nobody_is_introducer_who_is_not_to_be_approached() -> None:
    assert may_introduce(Person(name="A"), [consent()], TODAY)
    assert not may_introduce(Person(name="A", do_not_approach=True), [consent()], TODAY)


def test_details_of_those_who_refused_to_be_kept_are_not_shown() -> None:
    assert may_show_details([], TODAY)
    assert not may_show_details([consent("refused", "keep")], TODAY)
