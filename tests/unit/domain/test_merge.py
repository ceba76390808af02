"""Two changes of one record that did not know of each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.kinds import Person
from desk_app.domain.merge import Merged, merge, three_way
from desk_app.domain.registry import KINDS

Words = list[str]
PERSON = KINDS["person"]
names = st.sampled_from(["", "Rahman", "রহমান", "Akter"])
sets = st.lists(st.sampled_from("abcde"), unique=True)
texts = st.lists(st.sampled_from(["one", "two", "three", "চার"]), max_size=5)


def test_each_side_keeps_what_only_it_changed() -> None:
    merged = merge(PERSON, {"city": "Delft"}, {"city": "Leiden"}, {"city": "Delft", "name": "X"})
    assert merged == Merged({"city": "Leiden"}, ())


def test_a_field_both_changed_stays_theirs_and_is_disputed() -> None:
    merged = merge(PERSON, {"city": "Delft"}, {"city": "Leiden"}, {"city": "Utrecht"})
    assert merged == Merged({"city": "Utrecht"}, ("city",))


def test_both_typing_the_same_agree() -> None:
    assert merge(PERSON, {"city": "A"}, {"city": "B"}, {"city": "B"}) == Merged({"city": "B"}, ())


def test_additions_and_removals_of_a_set_commute() -> None:
    merged = merge(
        PERSON,
        {"emails": ["a@example.org", "b@example.org"]},
        {"emails": ["a@example.org", "c@example.org"]},
        {"emails": ["b@example.org", "d@example.org"]},
    )
    assert set(merged.fields["emails"]) == {"c@example.org", "d@example.org"}
    assert merged.disputed == ()


def test_a_newer_claim_of_one_skill_replaces_the_older_one() -> None:
    was = [{"skill": "java", "level": "junior"}]
    mine = [{"skill": "java", "level": "senior"}]
    merged = merge(PERSON, {"skills": was}, {"skills": mine}, {"skills": [*was, {"skill": "go"}]})
    assert merged.fields["skills"] == [{"skill": "java", "level": "senior"}, {"skill": "go"}]


def test_notes_changed_in_different_lines_hold_both_changes() -> None:
    base = "met in Delft\nlikes tea\nasks about visas"
    mine = "met in Delft in May\nlikes tea\nasks about visas"
    theirs = "met in Delft\nlikes tea\nasks about taxes"
    merged = merge(PERSON, {"notes": base}, {"notes": mine}, {"notes": theirs})
    assert merged.fields["notes"] == "met in Delft in May\nlikes tea\nasks about taxes"
    assert merged.disputed == ()


def test_notes_changed_in_the_same_line_are_disputed() -> None:
    merged = merge(PERSON, {"notes": "a"}, {"notes": "b"}, {"notes": "c"})
    assert merged == Merged({"notes": "c"}, ("notes",))


def test_a_field_of_a_newer_program_is_merged_by_whole_value() -> None:
    merged = merge(PERSON, {"unheard_of": 1}, {"unheard_of": 2}, {"unheard_of": 1})
    assert merged == Merged({"unheard_of": 2}, ())


def test_clearing_a_field_and_never_filling_it_are_the_same() -> None:
    assert merge(PERSON, {"city": ""}, {"city": "Delft"}, {}).disputed == ()


@given(names, names)
def test_a_change_nobody_crossed_is_taken(base: str, mine: str) -> None:
    assert merge(PERSON, {"city": base}, {"city": mine}, {"city": base}).disputed == ()


@given(sets, sets, sets)
def test_what_either_side_added_to_a_set_is_in_it(base: Words, mine: Words, theirs: Words) -> None:
    got = set(
        merge(PERSON, {"emails": base}, {"emails": mine}, {"emails": theirs}).fields["emails"]
        or ()
    )
    assert (set(mine) - set(base)) | (set(theirs) - set(base)) <= got
    assert got.isdisjoint(set(base) - (set(mine) & set(theirs)))


@given(sets, sets, sets)
def test_the_order_of_arrival_does_not_change_a_set(
    base: Words, mine: Words, theirs: Words
) -> None:
    one = merge(PERSON, {"emails": base}, {"emails": mine}, {"emails": theirs}).fields["emails"]
    two = merge(PERSON, {"emails": base}, {"emails": theirs}, {"emails": mine}).fields["emails"]
    assert set(one or ()) == set(two or ())


@given(texts, texts)
def test_one_sided_changes_of_a_text_are_taken_whole(base: Words, mine: Words) -> None:
    assert three_way(base, mine, base) == mine
    assert three_way(base, base, mine) == mine


@given(texts, texts, texts)
def test_a_merged_text_holds_only_lines_somebody_wrote(
    base: Words, mine: Words, theirs: Words
) -> None:
    merged = three_way(base, mine, theirs)
    if merged is not None:
        assert set(merged) <= {*base, *mine, *theirs}


@pytest.mark.parametrize("name", sorted(Person.__struct_fields__))
def test_every_field_of_a_person_can_be_merged(name: str) -> None:
    merged = merge(PERSON, {}, {name: None}, {})
    assert merged.disputed == ()
