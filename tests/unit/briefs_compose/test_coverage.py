"""Which firms could staff a demand."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desk_app.briefs.compose.coverage import Coverage, cover
from desk_app.domain.kinds import Capacity, DemandLine
from tests.support.material import TODAY, id_of

SOON = TODAY + timedelta(days=60)


def line(skill: str = "java", level: str = "middle", heads: int = 10) -> DemandLine:
    return DemandLine(skill=skill, level=level, heads=heads, start=SOON)


def capacity(
    firm: str, free: int, skill: str = "java", level: str = "middle", **more: object
) -> Capacity:
    values = {"employed": free, "free": free, "free_from": TODAY, "as_of": TODAY, **more}
    return Capacity(firm=id_of(firm), skill=skill, level=level, **values)  # type: ignore[arg-type]  # names of its own fields


def covered(lines: list[DemandLine], *capacities: Capacity, **under: frozenset[str]) -> Coverage:
    return cover(lines, capacities, under, TODAY)


def test_one_large_firm_is_taken_before_many_small_ones() -> None:
    found = covered([line()], capacity("a", 4), capacity("b", 10), capacity("c", 4))
    assert found.firms == (id_of("b"),)
    assert found.found == 10


def test_proven_heads_are_taken_before_declared_ones() -> None:
    found = covered([line()], capacity("word", 10), capacity("seen", 10, evidence="visited"))
    assert found.firms == (id_of("seen"),)
    assert all(share.proven for share in found.shares)


def test_a_higher_level_serves_and_a_lower_one_does_not() -> None:
    found = covered(
        [line(level="middle")], capacity("s", 5, level="senior"), capacity("j", 5, level="junior")
    )
    assert found.found == 5
    assert found.firms == (id_of("s"),)


def test_an_exact_level_is_used_where_both_levels_are_asked() -> None:
    lines = [line(level="middle", heads=5), line(level="senior", heads=5)]
    found = covered(lines, capacity("s", 5, level="senior"), capacity("m", 5, level="middle"))
    assert found.found == 10


def test_a_skill_below_the_asked_one_in_the_tree_counts() -> None:
    spring = capacity("a", 6, skill="spring")
    assert covered([line()], spring).found == 0
    assert covered([line()], spring, java=frozenset({"java", "spring"})).found == 6


def test_capacity_out_of_date_is_not_counted_but_told() -> None:
    old = capacity("a", 9, until=TODAY - timedelta(days=1))
    found = covered([line()], old)
    assert (found.found, found.stale) == (0, 1)


def test_heads_free_too_late_are_told_apart() -> None:
    late = capacity("a", 9, free_from=SOON + timedelta(days=30))
    found = covered([line()], late).lines[0]
    assert (found.found, found.later, found.later_from) == (0, 9, SOON + timedelta(days=30))


def test_a_firm_with_two_heads_is_taken_only_where_nobody_else_serves() -> None:
    beside = covered([line()], capacity("a", 7), capacity("b", 2))
    assert beside.firms == (id_of("a"),)
    assert beside.lines[0].small == 2
    alone = covered([line()], capacity("b", 2))
    assert alone.firms == (id_of("b"),)


capacities = st.builds(
    Capacity,
    firm=st.sampled_from([id_of(name) for name in "abcdef"]),
    skill=st.sampled_from(["java", "react", "qa"]),
    level=st.sampled_from(["", "junior", "middle", "senior", "lead", "unheard"]),
    free=st.none() | st.integers(0, 30),
    free_from=st.none() | st.dates(TODAY, TODAY + timedelta(days=200)),
    evidence=st.sampled_from(["declared", "document", "visited", "reference", "new"]),
    until=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
lines_asked = st.builds(
    DemandLine,
    skill=st.sampled_from(["java", "react", "cobol"]),
    level=st.sampled_from(["", "junior", "middle", "senior"]),
    heads=st.none() | st.integers(0, 60),
    start=st.none() | st.dates(TODAY, TODAY + timedelta(days=200)),
)


@given(st.lists(lines_asked, max_size=6), st.lists(capacities, max_size=25))
def test_nobody_is_promised_twice_and_no_line_gets_too_many(
    lines: list[DemandLine], book: list[Capacity]
) -> None:
    found = cover(lines, book, {}, TODAY)
    for one in found.lines:
        assert 0 <= one.found <= one.asked
        assert 0 <= one.small + one.later <= one.missing
    for entry in set(book):
        same = [c for c in book if c == entry]
        given_away = sum(s.heads for s in found.shares if s.capacity == entry)
        assert given_away <= sum(c.free or 0 for c in same)
    for share in found.shares:
        assert share.heads > 0
        assert share.capacity.until is None or share.capacity.until >= TODAY
    assert set(found.firms) == {share.firm for share in found.shares}


@given(st.lists(lines_asked, max_size=4), st.lists(capacities, max_size=12), st.randoms())
def test_the_order_of_the_book_does_not_matter(
    lines: list[DemandLine], book: list[Capacity], random: Random
) -> None:
    shuffled = list(book)
    random.shuffle(shuffled)
    there, again = (cover(lines, b, {}, TODAY) for b in (book, shuffled))
    assert there.found == again.found
    assert sorted(there.firms, key=UUID.__str__) == sorted(again.firms, key=UUID.__str__)
