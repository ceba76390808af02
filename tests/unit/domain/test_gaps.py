"""What is missing, added up so that no client can be inferred."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.gaps import (
    BANDS,
    MISSIONS,
    OVER,
    TELLINGS,
    Figure,
    Slip,
    added_up,
    slips_of,
)
from desk_app.domain.kinds.gap import Shortfall
from desk_app.domain.records import Archived, Envelope, Record, Stamp
from tests.support.market import TODAY, recorded

WIDER = {"java": "software", "spring": "java", "react": "software", "software": ""}
JAVA = ("java", "senior", "2027-02", 6)


def a_slip(mission: int, day: int, skill: str, level: str, month: str, heads: int) -> Slip:
    return Slip(UUID(int=mission), TODAY - timedelta(day), skill, level, month, heads)


def test_three_tellings_of_two_missions_make_a_figure() -> None:
    slips = [a_slip(1, 1, *JAVA), a_slip(1, 2, *JAVA), a_slip(2, 1, *JAVA)]
    assert added_up(slips, WIDER) == (Figure("java", "senior", "2027-02", 20, 3, 2),)


def test_what_a_mission_tells_on_one_day_is_one_telling() -> None:
    slips = [a_slip(1, 1, *JAVA), a_slip(1, 1, *JAVA), a_slip(2, 1, *JAVA)]
    assert added_up(slips, WIDER) == (Figure("java", "", "2027", band="1–25"),)


def test_one_mission_alone_is_told_as_a_band() -> None:
    slips = [a_slip(1, day, *JAVA) for day in range(6)]
    assert added_up(slips, WIDER) == (Figure("java", "", "2027", band="26–50"),)


def test_one_large_client_is_not_told_by_two_small_ones() -> None:
    slips = [
        a_slip(1, 1, "java", "", "2027-02", 300),
        a_slip(2, 1, "java", "", "2027-02", 1),
        a_slip(3, 1, "java", "", "2027-02", 1),
    ]
    assert added_up(slips, WIDER) == (Figure("java", "", "2027", band=OVER),)


def test_what_is_too_little_alone_is_told_with_its_like() -> None:
    slips = [
        a_slip(1, 1, "java", "senior", "2027-01", 5),
        a_slip(2, 1, "java", "junior", "2027-02", 5),
        a_slip(3, 1, "spring", "junior", "2027-06", 5),
    ]
    assert added_up(slips, WIDER) == (Figure("software", "", "2027", 15, 3, 3),)


def test_months_before_the_asked_one_are_left_out() -> None:
    slips = [a_slip(n, 1, *JAVA) for n in (1, 2, 3)]
    assert added_up(slips, WIDER, since="2027-03") == ()


def test_only_slips_in_use_of_missions_count() -> None:
    content = Shortfall(skill="java", level="senior", month=date(2027, 2, 1), heads=6, told=TODAY)
    whose = recorded(UUID(int=7), "shortfall", content)
    stamp = Stamp(whose.envelope.created.at)

    def slips(owner: UUID | None, archived: Archived | None) -> list[Slip]:
        envelope = Envelope(owner, "ministry", stamp, stamp, archived)
        return list(slips_of([Record(whose.id, "shortfall", content, envelope, 1, "received")]))

    assert slips(UUID(int=1), None) == [a_slip(1, 0, *JAVA)]
    assert slips(None, None) == []
    assert slips(UUID(int=1), Archived(stamp.at, "", "covered")) == []


_SLIPS = st.lists(
    st.builds(
        a_slip,
        st.integers(1, 3),
        st.integers(0, 3),
        st.sampled_from(["java", "spring", "react", "cobol"]),
        st.sampled_from(["", "senior"]),
        st.sampled_from(["2027-01", "2027-02", "2027-09", "2028-01"]),
        st.integers(1, 50),
    ),
    max_size=20,
)


@given(_SLIPS)
def test_no_figure_rests_on_too_few_or_on_one(slips: list[Slip]) -> None:
    for figure in added_up(slips, WIDER):
        if figure.band:
            assert (figure.level, figure.heads, figure.tellings, figure.missions) == ("", 0, 0, 0)
            assert figure.band in {*(band for _, band in BANDS), OVER}
            assert len(figure.period) == 4  # a year
        else:
            assert figure.tellings >= TELLINGS
            assert figure.missions >= MISSIONS
            assert figure.heads % 5 == 0


@given(_SLIPS)
def test_a_client_that_outweighs_all_others_is_in_no_figure(slips: list[Slip]) -> None:
    large = a_slip(4, 9, "java", "senior", "2027-02", 10_000)
    told = added_up([*slips, large], WIDER)
    assert all(figure.heads < 10_000 for figure in told)
    assert any(figure.band == OVER for figure in told)


@given(_SLIPS, st.integers(101, 10_000), st.integers(101, 10_000))
def test_how_much_a_large_client_needs_makes_no_difference_to_anything_told(
    slips: list[Slip], need: int, other: int
) -> None:
    one, two = (
        added_up([*slips, a_slip(4, 9, "solidity", "senior", "2027-02", heads)], WIDER)
        for heads in (need, other)
    )
    assert one == two


@given(_SLIPS, st.randoms())
def test_the_order_of_the_slips_makes_no_difference(slips: list[Slip], random) -> None:  # type: ignore[no-untyped-def]  # drawn
    mixed = list(slips)
    random.shuffle(mixed)
    assert added_up(mixed, WIDER) == added_up(slips, WIDER)
