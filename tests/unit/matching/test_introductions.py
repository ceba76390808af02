"""Introductions: the best paths, against exhaustive search, and whom nobody may ask."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.matching.acquaintance import Acquaintance
from desk_app.matching.introductions import HOPS, introductions
from desk_app.matching.remarks import Said
from tests.support.market import (
    TODAY,
    a_person,
    a_position,
    a_tie,
    agreed,
    firm,
    person,
    surroundings,
)


def graph(
    people: int,
    ties: list[tuple[int, UUID]],
    willing: set[int],
    positions: list[tuple[int, int]] | None = None,
) -> Acquaintance:
    known = surroundings(
        [a_person(n) for n in range(people)],
        [a_tie(n, person(one), to) for n, (one, to) in enumerate(ties)],
        [a_position(n, who, firm(where)) for n, (who, where) in enumerate(positions or [])],
        [agreed(n) for n in willing],
    )
    return Acquaintance(known, today=TODAY)


def test_the_one_who_knows_them_is_asked() -> None:
    found = introductions(graph(2, [(0, person(1))], {0}), person(1))
    (path,) = found.paths
    assert [(hop.asked, hop.to) for hop in path.hops] == [(person(0), person(1))]
    assert {why.said for why in path.hops[0].why} == {Said.KNOWS, Said.MAY_BE_ASKED}


def test_who_has_not_agreed_is_never_named() -> None:
    found = introductions(graph(3, [(0, person(1)), (2, person(0))], {2}), person(1))
    assert found.paths == ()
    assert found.remarks[0].said is Said.NOBODY_KNOWS


def test_whom_nobody_may_approach_is_neither_asked_nor_reached() -> None:
    people = [a_person(0), a_person(1, do_not_approach=True), a_person(2)]
    ties = [a_tie(0, person(0), person(1)), a_tie(1, person(1), person(2))]
    known = Acquaintance(surroundings(people, ties, [], [agreed(0), agreed(1)]), today=TODAY)
    assert introductions(known, person(2)).paths == ()
    answer = introductions(known, person(1))
    assert (answer.paths, answer.remarks[0].said) == ((), Said.NOT_TO_BE_APPROACHED)


def test_we_begin_with_somebody_we_know() -> None:
    ties = [(0, person(1)), (1, person(2)), (2, person(3)), (3, person(4))]
    known = graph(5, ties, {0, 1, 2, 3})
    (path,) = introductions(known, person(3), known={person(0): 1.0}).paths
    assert [hop.asked for hop in path.hops] == [person(0), person(1), person(2)]
    assert introductions(known, person(4), known={person(0): 1.0}).paths == ()  # four hops


def test_a_firm_is_reached_through_who_works_there_or_knows_it() -> None:
    known = graph(3, [(1, firm(1))], {0, 1}, [(0, 1)])
    found = introductions(known, firm(1))
    assert [path.first for path in found.paths] == [person(0), person(1)]
    assert found.paths[0].hops[0].why[0].said is Said.WORKS_THERE
    assert found.paths[1].hops[0].tie is not None


def test_colleagues_know_each_other_and_a_crowd_does_not() -> None:
    few = graph(3, [], {0}, [(0, 1), (1, 1)])
    (path,) = introductions(few, person(1)).paths
    assert path.hops[0].organisation == firm(1)
    assert path.hops[0].why[0].said is Said.WORKS_TOGETHER
    crowd = graph(99, [], {0}, [(n, 1) for n in range(99)])
    assert introductions(crowd, person(1)).paths == ()


def test_people_who_were_there_at_other_times_hardly_know_each_other() -> None:
    def likely(since: date) -> float:
        positions = [
            a_position(0, 0, firm(1), until=date(2026, 1, 1)),
            a_position(1, 1, firm(1), since),
        ]
        people = [a_person(0), a_person(1)]
        known = Acquaintance(surroundings(people, [], positions, [agreed(0)]), today=TODAY)
        return introductions(known, person(1)).paths[0].likely

    assert likely(date(2026, 6, 1)) < likely(date(2025, 6, 1))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"strength": 5}, {"strength": 2}),
        ({"may_ask": True}, {"may_ask": False}),
        ({}, {"last_asked": TODAY - timedelta(10)}),
        ({"last_asked": TODAY - timedelta(200)}, {"last_asked": TODAY - timedelta(10)}),
        ({"last_asked": TODAY - timedelta(500)}, {"last_asked": TODAY - timedelta(200)}),
    ],
)
def test_the_better_acquaintance_comes_first(
    better: dict[str, object], worse: dict[str, object]
) -> None:
    ties = [
        a_tie(0, person(0), person(2), **worse),  # type: ignore[arg-type]  # real fields
        a_tie(1, person(1), person(2), **better),  # type: ignore[arg-type]  # real fields
    ]
    people = [a_person(n) for n in range(3)]
    known = Acquaintance(surroundings(people, ties, [], [agreed(0), agreed(1)]), today=TODAY)
    assert [path.first for path in introductions(known, person(2)).paths] == [person(1), person(0)]


def test_who_was_asked_too_often_is_asked_last() -> None:
    spent = [a_tie(n, person(0), person(n), last_asked=TODAY - timedelta(200)) for n in (2, 3, 4)]
    once = a_tie(9, person(1), person(2), 2, last_asked=TODAY - timedelta(200))
    people = [a_person(n) for n in range(5)]
    known = Acquaintance(
        surroundings(people, [*spent, once], [], [agreed(0), agreed(1)]), today=TODAY
    )
    found = introductions(known, person(2))
    assert [path.first for path in found.paths] == [person(1), person(0)]
    asked = next(w for w in found.paths[1].hops[0].why if w.said is Said.ASKED_LATELY)
    assert asked.of == 3


def test_somebody_unknown_is_told() -> None:
    assert introductions(graph(1, [], set()), person(7)).remarks[0].said is Said.NOT_HERE


def test_ties_in_a_circle_or_to_oneself_or_to_nobody_are_borne() -> None:
    ties = [(0, person(1)), (1, person(2)), (2, person(0)), (0, person(0))]
    known = graph(3, ties, {0, 1, 2})
    for path in introductions(known, person(0)).paths:
        people = [hop.asked for hop in path.hops]
        assert len(set(people)) == len(people)
        assert person(0) not in people


def _all_paths(known: Acquaintance, target: int, first: set[int]) -> dict[int, float]:
    """Return the likeliest way from each of `first`, by trying all ways without circles."""
    best: dict[int, float] = {}

    def walk(place: int, likely: float, seen: tuple[int, ...]) -> None:
        if place in first and len(seen) > 1:
            best[place] = max(best.get(place, 0.0), likely)
        if len(seen) <= HOPS:
            for bond in known.who_know(place):
                if known.willing[bond.other] and bond.other not in seen:
                    walk(bond.other, likely * bond.likely, (*seen, bond.other))

    walk(target, 1.0, (target,))
    return best


@settings(max_examples=150)
@given(st.integers(0, 10**6), st.integers(2, 8), st.integers(0, 14), st.integers(0, 5))
def test_no_path_is_better_than_the_ones_found(
    seed: int, people: int, ties: int, positions: int
) -> None:
    random = Random(seed)
    ends = [random.sample(range(people), 2) for _ in range(ties)]
    around = surroundings(
        [a_person(n) for n in range(people)],
        [
            a_tie(n, person(one), person(to), random.randint(1, 5), may_ask=random.random() < 0.5)
            for n, (one, to) in enumerate(ends)
        ],
        [
            a_position(n, random.randrange(people), firm(random.randint(1, 2)))
            for n in range(positions)
        ],
        [agreed(n) for n in range(people) if random.random() < 0.8],
    )
    known = Acquaintance(around, today=TODAY)
    first = {n for n in range(people) if random.random() < 0.6}
    target = random.randrange(people)
    found = introductions(known, person(target), known={person(n): 1.0 for n in first}, count=3)
    expected = _all_paths(known, target, first)
    best = sorted(expected.values(), reverse=True)[:3]
    assert [path.likely for path in found.paths] == pytest.approx(best)
    for path in found.paths:
        assert len(path.hops) <= HOPS
        assert path.likely == pytest.approx(expected[known.places[path.first]])
        assert path.hops[-1].to == person(target)
