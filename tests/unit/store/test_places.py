"""Places: newcomers always fit between neighbours, and kinds never mix."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.acts import Act, Create
from desk_app.store.places import between, kind_number, span
from tests.integration.store.making import names, opened, person

NUMBERS = st.integers(1, 200)


@given(number=NUMBERS, data=st.data(), count=st.integers(1, 50))
def test_new_places_ascend_strictly_between_the_neighbours(
    number: int, data: st.DataObject, count: int
) -> None:
    low, high = span(number)
    before = data.draw(st.none() | st.integers(low, high))
    after = data.draw(st.none() | st.integers(before or low, high))
    places = between(number, before, after, count)
    if places is None:
        assert before is not None or after is not None
        return
    inside = [before or low - 1, *places, after or high + 1]
    assert inside == sorted(set(inside))
    assert len(places) == count
    assert {kind_number(place) for place in places} == {number}


def test_an_empty_list_has_room_for_eight_million_at_either_end() -> None:
    (place,) = between(3, None, None, 1) or []
    assert between(3, place, None, 8_000_000)
    assert between(3, None, place, 8_000_000)


@settings(max_examples=15, deadline=None)
@given(letters=st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=60))
def test_lists_stay_in_order_when_gaps_run_out(
    letters: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch, opened(folder) as store:
        patch.setattr("desk_app.store.places.STEP", 2)
        for name in letters:
            person(store, name)
        assert names(store) == sorted(letters)
        assert store.check().sound
        assert all(names(store, words=name) for name in letters)


def test_many_into_one_gap_move_the_neighbours_and_keep_the_order(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch, opened(tmp_path) as store:
        patch.setattr("desk_app.store.places.STEP", 4)
        person(store, "a")
        person(store, "z")
        made = [f"m{number:03}" for number in range(120)]
        for name in reversed(made):
            person(store, name)
        assert names(store) == ["a", *made, "z"]
        assert store.check().sound


@settings(max_examples=15, deadline=None)
@given(
    batches=st.lists(
        st.lists(st.text("abcde", min_size=1, max_size=4), min_size=1, max_size=40),
        min_size=1,
        max_size=5,
    ),
    step=st.sampled_from((2, 8, 1 << 26)),
)
def test_newcomers_that_come_many_at_once_stand_in_order_too(
    batches: list[list[str]], step: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch, opened(folder) as store:
        patch.setattr("desk_app.store.places.STEP", step)
        for batch in batches:
            deeds = tuple(Create(store.new_id(), "person", {"name": name}) for name in batch)
            store.do(Act(deeds, "New people"))
        every = [name for batch in batches for name in batch]
        assert names(store) == sorted(every)
        assert store.check().sound
        assert len(names(store, words=every[0])) >= every.count(every[0])
