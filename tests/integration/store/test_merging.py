"""Two records become one, all that points at the other follows, and the way back is whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.acts import Act, Erase
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.domain.kinds import Position
from desk_app.store import merging
from desk_app.store.store import Store
from desk_app.store.values import Filter
from tests.integration.store.making import changed, created, names, opened, person, shown


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def test_what_points_at_the_merged_record_means_the_survivor(store: Store) -> None:
    keep, gone = person(store, "Rahima Khatun"), person(store, "Rohima Khatun")
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    created(store, "position", person=str(gone), organisation=str(firm), role="Director")
    meeting = created(
        store, "meeting", subject="A talk", when="2026-11-03T09:00:00Z", people=[str(gone)]
    )
    task = created(store, "task", what="Write to her", owner=str(gone), about=[str(gone)])
    merging.merge(store, keep, gone)
    assert shown(store, meeting)["people"] == [str(keep)]
    assert shown(store, task) == {
        "what": "Write to her",
        "owner": str(keep),
        "about": [str(keep)],
    }
    assert {link.kind for link in store.linked(keep)} == {"position", "meeting", "task"}
    assert len(store.linked_records([keep], ("position",))) == 1
    (row,) = store.page("person").rows
    assert (row.title, row.detail) == ("Rahima Khatun", "Director, Padma Soft")
    assert names(store, words="director padma") == ["Rahima Khatun"]
    (line,) = store.page("task").rows
    assert line.cells["owner"] == "Rahima Khatun"
    assert store.count("task", only=Filter(linked=keep)) == 1
    assert store.count("position", only=Filter(values={"person": (str(keep),)})) == 1
    assert keep in {r.id for r in store.material(meeting).records}
    assert store.check().sound


def test_blanks_are_filled_sets_joined_and_the_survivors_values_stand(store: Store) -> None:
    keep = person(store, "Kamal Hasan", emails=["k@a.example"], city="Delft")
    gone = person(store, "K. Hasan", emails=["k@b.example"], country="NL", do_not_approach=True)
    merging.merge(store, keep, gone)
    assert shown(store, keep) == {
        "name": "Kamal Hasan",
        "other_names": ["K. Hasan"],
        "emails": ["k@a.example", "k@b.example"],
        "city": "Delft",
        "country": "NL",
        "do_not_approach": True,
    }


def test_each_field_is_chosen_by_itself(store: Store) -> None:
    keep = person(store, "Kamal Hasan", emails=["k@a.example"], notes="Met in Dhaka.")
    gone = person(store, "K. Hasan", emails=["k@b.example"], notes="Likes tea.")
    seen = merging.preview(store, keep, gone, {"name": "gone", "emails": "keep"})
    assert seen.fields == {
        "name": "K. Hasan",
        "other_names": ["Kamal Hasan"],
        "notes": "Met in Dhaka.\n\nLikes tea.",
    }
    merging.merge(store, keep, gone, {"name": "gone", "emails": "keep"})
    assert shown(store, keep)["emails"] == ["k@a.example"]
    assert names(store) == ["K. Hasan"]


def test_a_firms_name_that_is_not_taken_stays_as_another_name(store: Store) -> None:
    keep = created(store, "firm", name="Padma Soft", side="bangladeshi")
    gone = created(store, "firm", name="Padma Software Ltd", side="bangladeshi")
    merging.merge(store, keep, gone)
    assert shown(store, keep)["other_names"] == ["Padma Software Ltd"]
    assert names(store, "firm", "software") == ["Padma Soft"]


def test_a_position_and_a_tie_that_say_the_same_are_one_afterwards(store: Store) -> None:
    keep, gone, friend = (person(store, name) for name in ("One", "Other", "A friend"))
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    mine = created(store, "position", person=str(keep), organisation=str(firm), role="Director")
    created(
        store,
        "position",
        person=str(gone),
        organisation=str(firm),
        role="director",
        since="2024-01-01",
    )
    created(
        store,
        "position",
        person=str(gone),
        organisation=str(firm),
        role="Engineer",
        until="2023-12-31",
    )
    for end in (keep, gone):
        created(store, "tie", person=str(end), to=str(friend), nature="friend")
    created(store, "tie", person=str(keep), to=str(gone), nature="met")
    merging.merge(store, keep, gone)
    roles = [r.content for r in store.linked_records([keep], ("position",))]
    assert sorted(r.role for r in roles if isinstance(r, Position)) == ["Director", "Engineer"]
    assert shown(store, mine)["since"] == "2024-01-01"
    assert len(store.linked_records([keep], ("tie",))) == 1
    merging.unmerge(store, gone)
    assert len(store.linked_records([keep], ("position",))) == 1
    assert len(store.linked_records([gone], ("position",))) == 2
    assert "since" not in shown(store, mine)
    assert store.count("tie") == 3


def test_a_merge_is_one_act_and_undone_as_one_and_done_again(store: Store) -> None:
    keep, gone = person(store, "One", city="Delft"), person(store, "Other", country="NL")
    created(store, "task", what="Call", owner=str(gone))
    before = shown(store, keep)
    waiting = len(store.waiting())
    merging.merge(store, keep, gone)
    assert len({edit.group for edit in store.waiting()[waiting:]}) == 1
    label, _ = store.undo()
    assert label == "Merge Person"
    assert shown(store, keep) == before
    assert names(store) == ["One", "Other"]
    assert store.page("task").rows[0].cells["owner"] == "Other"


def test_taking_a_merge_apart_can_be_undone(store: Store) -> None:
    keep, gone = person(store, "One"), person(store, "Other", country="NL")
    merging.merge(store, keep, gone)
    merging.unmerge(store, gone)
    store.undo()
    assert names(store) == ["One"]
    away = store.record(gone).envelope.archived
    assert away is not None
    assert away.into == keep
    assert merging.unmerge(store, gone).survivor == keep
    assert "country" not in shown(store, keep)


def test_taken_apart_later_each_keeps_what_came_since(store: Store) -> None:
    keep = person(store, "One", emails=["one@a.example"], city="Delft", notes="Ours.")
    gone = person(store, "Other", emails=["other@a.example"], country="NL", notes="Theirs.")
    old = created(store, "task", what="Of old", owner=str(gone))
    merging.merge(store, keep, gone)
    new = created(store, "task", what="Since", owner=str(keep))
    changed(store, keep, country="DE", city="Berlin")
    changed(store, keep, emails=["one@a.example", "other@a.example", "new@a.example"])
    done = merging.unmerge(store, gone)
    assert (done.survivor, done.stay, done.links, done.gone) == (keep, ("country",), 1, 0)
    assert shown(store, keep) == {
        "name": "One",
        "emails": ["one@a.example", "new@a.example"],
        "city": "Berlin",
        "country": "DE",
        "notes": "Ours.",
    }
    assert shown(store, gone)["emails"] == ["other@a.example"]
    assert shown(store, old)["owner"] == str(gone)
    assert shown(store, new)["owner"] == str(keep)
    assert names(store) == ["One", "Other"]


def test_what_few_may_see_is_not_shown_to_more_by_a_merge(store: Store) -> None:
    keep, gone = person(store, "One"), person(store, "Other")
    changed(store, keep, audience="all")
    changed(store, gone, audience="mission")
    merging.merge(store, keep, gone)
    assert store.record(keep).envelope.audience == "mission"
    merging.unmerge(store, gone)
    assert store.record(keep).envelope.audience == "all"
    assert store.record(gone).envelope.audience == "mission"


def test_merged_records_may_be_merged_on(store: Store) -> None:
    one, two, three = (person(store, name) for name in ("One", "Two", "Three"))
    task = created(store, "task", what="Call", owner=str(three))
    merging.merge(store, two, three)
    merging.merge(store, one, two)
    assert shown(store, task)["owner"] == str(one)
    merging.unmerge(store, two)
    assert shown(store, task)["owner"] == str(two)
    assert names(store) == ["One", "Two"]


def test_what_cannot_be_one_is_refused_in_a_sentence(store: Store) -> None:
    one, two = person(store, "One"), person(store, "Two")
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    task = created(store, "task", what="Call")
    for keep, gone, why in (
        (one, one, "itself"),
        (one, firm, "different kinds"),
        (task, created(store, "task", what="Call"), "persons, firms and hubs"),
    ):
        with pytest.raises(WrongInput, match=why):
            merging.merge(store, keep, gone)
    with pytest.raises(WrongInput, match="not merged"):
        merging.unmerge(store, two)
    merging.merge(store, one, two)
    with pytest.raises(WrongInput, match="put away"):
        merging.merge(store, one, two)


def test_erasing_a_person_erases_those_merged_into_that_one(store: Store) -> None:
    keep, gone = person(store, "One"), person(store, "Other")
    merging.merge(store, keep, gone)
    with pytest.raises(WrongInput, match="merged into another"):
        store.do(Act((Erase(gone),)))
    store.do(Act((Erase(keep),)))
    for id in (keep, gone):
        with pytest.raises(NoSuchRecord):
            store.record(id)
    assert store.check().sound


def test_a_repaired_list_knows_who_stands_for_whom(store: Store) -> None:
    keep, gone = person(store, "One"), person(store, "Other")
    task = created(store, "task", what="Call", owner=str(gone))
    merging.merge(store, keep, gone)
    store._raw.execute("DELETE FROM merged")
    store._raw.execute("DELETE FROM entry WHERE id = ?", (task.bytes,))
    assert store.check(repair=True).sound
    assert shown(store, task)["owner"] == str(keep)


def test_a_field_that_the_merge_cleared_comes_back(store: Store) -> None:
    keep, gone = person(store, "One", city="Delft"), person(store, "Other")
    merging.merge(store, keep, gone, {"city": "gone"})
    assert "city" not in shown(store, keep)
    merging.unmerge(store, gone)
    assert shown(store, keep) == {"name": "One", "city": "Delft"}
