"""The loss ledger: by reason, country and skill, and small numbers together with their like."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.losses import LEAST, MISSIONS, Loss, Row, ledger, losses_of
from tests.support.market import recorded


def a_loss(mission: int, reason: str = "scale", country: str = "VN", skill: str = "java") -> Loss:
    return Loss(UUID(int=mission), reason, country, skill, 10)


def test_a_lost_demand_counts_once_under_the_skill_most_asked() -> None:
    lost = Demand(name="Portal", stage="lost", lost_reason="scale", lost_to="VN")
    demands = [
        recorded(UUID(int=1), "demand", lost),
        recorded(UUID(int=2), "demand", Demand(name="Shop")),
    ]
    lines = [
        recorded(UUID(int=3), "demand_line", DemandLine(demand=UUID(int=1), skill="go", heads=2)),
        recorded(
            UUID(int=4), "demand_line", DemandLine(demand=UUID(int=1), skill="java", heads=9)
        ),
    ]
    assert list(losses_of(demands, lines)) == [Loss(None, "scale", "VN", "java", 11)]


def test_who_may_read_the_demands_is_told_every_loss() -> None:
    assert ledger([a_loss(1)], protected=False) == (Row("scale", "VN", "java", 1, 1, 10),)


def test_few_losses_are_told_with_their_like_only() -> None:
    some = [a_loss(1, skill="java"), a_loss(2, skill="go"), a_loss(2, skill="go")]
    assert ledger(some, protected=True) == (Row("scale", "VN", "", 3, 2, 30),)
    assert ledger(some[:2], protected=True) == (Row("", "", "", 2, 0, 0),)


_LOSSES = st.lists(
    st.builds(
        a_loss,
        st.integers(1, 3),
        st.sampled_from(["scale", "price"]),
        st.sampled_from(["VN", "IN"]),
        st.sampled_from(["java", "go", ""]),
    ),
    max_size=15,
)


@given(_LOSSES)
def test_every_loss_is_in_one_line_and_no_line_rests_on_few(losses: list[Loss]) -> None:
    rows = ledger(losses, protected=True)
    assert sum(row.losses for row in rows) == len(losses)
    for row in rows:
        if row.reason:
            assert row.losses >= LEAST
            assert row.missions >= MISSIONS
        else:
            assert (row.country, row.skill, row.missions, row.heads) == ("", "", 0, 0)
