"""A default that somebody wrote down is the same as one that nobody did."""

from desk_app.domain.kinds.demand import Demand
from desk_app.domain.merge import merge
from desk_app.domain.registry import KINDS, plain

DEMAND = KINDS["demand"]
TYPED = "".join(["identi", "fied"])
"""Equal to the default, and another object, as every text is that was typed or read."""


def test_a_default_that_was_typed_is_left_out() -> None:
    assert plain(Demand(name="Engineers", stage=TYPED)) == {"name": "Engineers"}
    assert plain(DEMAND.read({"stage": TYPED})) == {}


def test_what_is_no_default_stays() -> None:
    assert plain(Demand(stage="won")) == {"stage": "won"}


def test_a_written_default_disputes_no_change_made_on_an_unwritten_one() -> None:
    for base, theirs in ((None, TYPED), (TYPED, None)):
        merged = merge(DEMAND, {"stage": base}, {"stage": "qualified"}, {"stage": theirs})
        assert merged.fields == {"stage": "qualified"}
        assert merged.disputed == ()


def test_two_different_changes_of_a_default_are_disputed() -> None:
    merged = merge(DEMAND, {"stage": TYPED}, {"stage": "won"}, {"stage": "qualified"})
    assert merged.disputed == ("stage",)
    assert merged.fields == {"stage": "qualified"}


def test_going_back_to_the_default_is_no_dispute() -> None:
    merged = merge(DEMAND, {"stage": "won"}, {"stage": TYPED}, {"stage": "won"})
    assert merged.disputed == ()
    assert merged.fields == {"stage": None}
