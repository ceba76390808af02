"""What is missing, added up so that no client can be inferred."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desk_app.matching.proposals import Gap
from desk_app.matching.shortfall import DEMANDS, MISSIONS, Figure, Missing, Slip, added_up, slip
from tests.support.market import TREE


def a_slip(mission: int, token: str, *missing: tuple[str, str, str, int]) -> Slip:
    return Slip(UUID(int=mission), token, tuple(Missing(*one) for one in missing))


def gaps(heads: int) -> list[Gap]:
    return [Gap(UUID(int=9), "java", "senior", "2027-02", heads, must=True)]


def test_a_slip_names_neither_demand_nor_line() -> None:
    told = slip(UUID(int=1), UUID(int=77), [*gaps(3), *gaps(4)], key=b"secret")
    assert told.missing == (Missing("java", "senior", "2027-02", 7),)
    assert str(UUID(int=77)) not in repr(told)
    assert str(UUID(int=9)) not in repr(told)


def test_a_demand_keeps_its_token_and_another_mission_cannot_know_it() -> None:
    one, again = (slip(UUID(int=1), UUID(int=7), gaps(h), key=b"secret") for h in (1, 2))
    other = slip(UUID(int=1), UUID(int=7), gaps(1), key=b"another")
    assert one.token == again.token != other.token


def test_three_demands_of_two_missions_make_a_figure() -> None:
    java = ("java", "senior", "2027-02", 6)
    total = added_up([a_slip(1, "a", java), a_slip(1, "b", java), a_slip(2, "c", java)], TREE)
    assert total.figures == (Figure("java", "senior", "2027-02", 20, demands=3, missions=2),)
    assert not total.withheld


def test_two_demands_or_one_mission_are_withheld() -> None:
    java = ("java", "senior", "2027-02", 6)
    for slips in (
        [a_slip(1, "a", java), a_slip(2, "b", java)],
        [a_slip(1, "a", java), a_slip(1, "b", java), a_slip(1, "c", java)],
    ):
        total = added_up(slips, TREE)
        assert total.figures == ()
        assert total.withheld


def test_one_large_client_is_not_told_by_two_small_ones() -> None:
    slips = [
        a_slip(1, "a", ("java", "", "2027-02", 300)),
        a_slip(2, "b", ("java", "", "2027-02", 1)),
        a_slip(3, "c", ("java", "", "2027-02", 1)),
    ]
    assert added_up(slips, TREE).figures == ()


def test_what_is_too_little_alone_is_told_with_its_like() -> None:
    slips = [
        a_slip(1, "a", ("java", "senior", "2027-01", 5)),
        a_slip(2, "b", ("java", "junior", "2027-02", 5)),
        a_slip(3, "c", ("spring", "junior", "2027-06", 5)),
    ]
    assert added_up(slips, TREE).figures == (Figure("software", "", "2027", 15, 3, 3),)


def test_a_newer_slip_replaces_the_older() -> None:
    java, more = ("java", "", "2027-02", 5), ("java", "", "2027-02", 15)
    others = [a_slip(1, "b", java), a_slip(2, "c", java)]
    total = added_up([a_slip(1, "a", java), *others, a_slip(1, "a", more)], TREE)
    assert [figure.heads for figure in total.figures] == [25]


_SLIPS = st.lists(
    st.builds(
        a_slip,
        st.integers(1, 3),
        st.sampled_from("abcdef"),
        st.tuples(
            st.sampled_from(["java", "spring", "react", "cobol"]),
            st.sampled_from(["", "senior"]),
            st.sampled_from(["2027-01", "2027-02", "2027-09", "2028-01"]),
            st.integers(1, 50),
        ),
    ),
    max_size=20,
)


@given(_SLIPS)
def test_no_figure_rests_on_too_few_or_on_one(slips: list[Slip]) -> None:
    newest = {(one.mission, one.token): one for one in slips}
    for figure in added_up(slips, TREE).figures:
        assert figure.demands >= DEMANDS
        assert figure.missions >= MISSIONS
        assert figure.heads % 5 == 0
    shown = sum(figure.heads for figure in added_up(slips, TREE).figures)
    told = sum(missing.heads for one in newest.values() for missing in one.missing)
    assert shown <= told + 2.5 * len(newest)


@given(_SLIPS)
def test_a_client_that_outweighs_all_others_is_in_no_figure(slips: list[Slip]) -> None:
    large = a_slip(4, "large", ("java", "senior", "2027-02", 10_000))
    assert all(figure.heads < 10_000 for figure in added_up([*slips, large], TREE).figures)
