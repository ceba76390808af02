"""Two records that are one: what the survivor takes, who stands for whom, and the way back."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import (
    Take,
    combined,
    filling,
    followed,
    joined,
    narrower,
    picks,
    same_twice,
    says_the_same,
    survivors,
    taken_back,
)
from desk_app.domain.records import Merger
from desk_app.domain.values import Plain

PERSON, FIRM = KINDS["person"], KINDS["firm"]
A, B, C, D = (UUID(int=n) for n in range(1, 5))


def test_a_blank_is_filled_a_set_joined_and_a_value_kept() -> None:
    proposed = {
        pick.field: pick.take
        for pick in picks(
            PERSON,
            {"name": "One", "emails": ["a@x.example"], "city": "Delft", "notes": "Old."},
            {"name": "Two", "emails": ["b@x.example"], "country": "NL", "notes": "New."},
        )
    }
    assert proposed == {
        "name": "keep",
        "emails": "both",
        "city": "keep",
        "country": "gone",
        "notes": "both",
    }


def test_a_no_to_be_approached_is_never_lost() -> None:
    for keep, gone in (({}, {"do_not_approach": True}), ({"do_not_approach": True}, {})):
        said = combined(PERSON, {"name": "One", **keep}, {"name": "One", **gone})
        assert (keep | said)["do_not_approach"] is True


def test_of_two_claims_of_one_skill_the_survivors_stands() -> None:
    mine = [{"skill": "python", "level": "lead"}]
    theirs = [{"skill": "python"}, {"skill": "java"}]
    assert joined(PERSON.fields["skills"], mine, theirs) == [*mine, {"skill": "java"}]


def test_no_line_of_a_text_stands_twice() -> None:
    keep, gone = {"notes": "Tea.\nNo sugar."}, {"notes": "Met in Dhaka.\nTea."}
    assert combined(PERSON, keep, gone) == {"notes": "Tea.\nNo sugar.\n\nMet in Dhaka."}
    assert combined(PERSON, keep, {"notes": "No sugar."}) == {}


def test_a_name_that_is_not_taken_stays_as_another_one_unless_those_were_chosen() -> None:
    keep, gone = {"name": "Padma Soft"}, {"name": "Padma Software"}
    assert combined(FIRM, keep, gone) == {"other_names": ["Padma Software"]}
    assert combined(FIRM, keep, gone, {"name": "gone"}) == {
        "name": "Padma Software",
        "other_names": ["Padma Soft"],
    }
    assert combined(FIRM, keep, {"name": "PADMA SOFT"}) == {}
    assert combined(FIRM, keep, gone, {"other_names": "keep"}) == {}


def test_the_narrower_audience_holds() -> None:
    assert narrower("all", "mission") == "mission"
    assert narrower("ministry", "all") == "ministry"


def test_two_that_contradict_nothing_say_the_same() -> None:
    one = {"role": "Director", "since": "2024-01-01"}
    assert says_the_same(one, {"role": "director", "until": None})
    assert not says_the_same(one, {"role": "Director", "since": "2025-01-01"})
    assert filling(one, {"role": "x", "until": "2025-01-01"}) == {"until": "2025-01-01"}
    three = [(A, {"role": "Director"}), (B, {"since": "2024-01-01"}), (C, {"since": "2020-01-01"})]
    assert same_twice(three) == [(A, B)]


@pytest.mark.parametrize(
    ("into", "stands"),
    [
        ({}, {}),
        ({B: A}, {B: A}),
        ({C: B, B: A}, {C: A, B: A}),
        ({A: B, B: A}, {B: A}),
        ({B: A, C: B, A: C}, {B: A, C: A}),
        ({D: B, B: C, C: B}, {D: B, C: B}),
    ],
)
def test_one_stands_for_all_that_were_merged_into_it(
    into: dict[UUID, UUID], stands: dict[UUID, UUID]
) -> None:
    assert survivors(into) == stands


IDS = st.integers(1, 12).map(lambda number: UUID(int=number))


@given(st.dictionaries(IDS, IDS))
def test_a_survivor_is_nobodys_twin_and_the_order_of_reading_makes_no_difference(
    into: dict[UUID, UUID],
) -> None:
    said = {gone: last for gone, last in into.items() if gone != last}
    stands = survivors(said)
    assert not set(stands.values()) & stands.keys()
    assert survivors(dict(reversed(said.items()))) == stands


def test_links_lead_to_the_survivor_and_each_once() -> None:
    task = {"what": "Call", "owner": str(B), "about": [str(A), str(B), str(C)]}
    assert followed(KINDS["task"], task, {str(B): str(A)}) == {
        "what": "Call",
        "owner": str(A),
        "about": [str(A), str(C)],
    }


TEXTS = st.sampled_from(["", "One", "Two", "Three"])
SETS = st.lists(st.sampled_from("abcd"), unique=True).map(lambda items: [f"{i}@x" for i in items])
PEOPLE = st.fixed_dictionaries(
    {}, optional={"name": TEXTS, "city": TEXTS, "emails": SETS, "notes": TEXTS}
)
TAKES: st.SearchStrategy[dict[str, Take]] = st.dictionaries(
    st.sampled_from(["name", "city", "emails", "notes"]), st.sampled_from(["keep", "gone"])
)


def filled(fields: Plain) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


@given(PEOPLE, PEOPLE, TAKES)
def test_a_merge_that_nobody_touched_is_taken_back_whole(
    keep: Plain, gone: Plain, takes: dict[str, Take]
) -> None:
    keep, gone = filled(keep), filled(gone)
    changed = combined(PERSON, keep, gone, takes)
    after = filled(keep | changed)
    merger = Merger({n: keep[n] for n in changed if n in keep}, filled(changed))
    cleared = {name: None for name in changed if name not in filled(changed)}
    back, stay = taken_back(PERSON, Merger(merger.was, merger.took | cleared), after)
    again = filled(after | back)
    assert stay == ()
    for name in keep.keys() | again.keys():
        one, other = keep.get(name), again.get(name)
        assert (sorted(one or ()) if name == "emails" else one) == (
            sorted(other or ()) if name == "emails" else other
        )


@given(PEOPLE, PEOPLE)
def test_what_both_say_is_in_what_they_say_together(keep: Plain, gone: Plain) -> None:
    after = filled(keep | combined(PERSON, keep, gone))
    assert {*keep.get("emails", ()), *gone.get("emails", ())} == set(after.get("emails", ()))
    for name in ("name", "city"):
        assert after.get(name, "") == (keep.get(name) or gone.get(name) or "")
