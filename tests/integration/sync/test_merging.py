"""Merges travel: no twin comes back, every desk agrees, and any desk can take one apart."""

from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from desk_app.domain.acts import Act, Erase, Restore
from desk_app.domain.changes import Changes
from desk_app.domain.consent import standing
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.domain.kinds import Consent
from desk_app.exchange.bringing import Order
from desk_app.exchange.dump import write_dump
from desk_app.exchange.dumping import bring_dump
from desk_app.exchange.reading import Intake
from desk_app.store import merging
from tests.integration.store.making import ALONE, created, opened, person
from tests.support.mission import NOW, Workplace, mission


def settle(*desks: Workplace) -> None:
    """Exchange until nobody has anything to send or to hear."""
    for _ in range(3):
        for desk in desks:
            desk.exchange()


def test_a_merge_is_the_same_at_another_desk_and_taken_apart_there(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, two):
        keep = one.new("person", name="Rahima Khatun", emails=["r@a.example"])
        gone = one.new("person", name="Rohima Khatun", emails=["r@b.example"], country="NL")
        task = one.new("task", what="Call", owner=str(gone))
        settle(one, two)
        merging.merge(one.store, keep, gone)
        settle(one, two)
        assert two.fields(keep) == {
            "name": "Rahima Khatun",
            "other_names": ["Rohima Khatun"],
            "emails": ["r@a.example", "r@b.example"],
            "country": "NL",
        }
        assert not two.in_use(gone)
        assert two.fields(task)["owner"] == str(keep)
        done = merging.unmerge(two.store, gone)
        assert (done.stay, done.links) == ((), 1)
        settle(two, one)
        for desk in (one, two):
            assert desk.in_use(gone)
            assert desk.fields(keep) == {"name": "Rahima Khatun", "emails": ["r@a.example"]}
            assert desk.fields(task)["owner"] == str(gone)


def test_a_desk_enrolled_after_the_merge_can_take_it_apart(tmp_path: Path) -> None:
    with mission(tmp_path, 3) as (one, _, late):
        keep, gone = one.new("person", name="One"), one.new("person", name="Two", city="Delft")
        merging.merge(one.store, keep, gone)
        one.exchange()
        late.exchange()
        merging.unmerge(late.store, gone)
        settle(late, one)
        assert one.fields(keep) == {"name": "One"}
        assert one.fields(gone) == {"name": "Two", "city": "Delft"}


def test_what_an_offline_desk_typed_on_the_merged_record_stays_on_that_one(
    tmp_path: Path,
) -> None:
    with mission(tmp_path) as (one, two):
        keep, gone = one.new("person", name="One"), one.new("person", name="Two")
        settle(one, two)
        merging.merge(one.store, keep, gone)
        two.change(gone, city="Delft")
        late = two.new("task", what="Call", owner=str(gone))
        settle(one, two)
        for desk in (one, two):
            assert not desk.in_use(gone)
            assert desk.fields(gone)["city"] == "Delft"
            assert "city" not in desk.fields(keep)
            assert desk.fields(late)["owner"] == str(keep)
            assert desk.store.page("task").rows[0].cells["owner"] == "One"


def test_merged_in_a_circle_one_survives_at_every_desk(tmp_path: Path) -> None:
    with mission(tmp_path, 3) as desks:
        one, two, three = desks
        a, b, c = (one.new("person", name=name) for name in ("A", "B", "C"))
        tasks = [one.new("task", what=f"Call {id}", owner=str(id)) for id in (a, b, c)]
        settle(*desks)
        merging.merge(one.store, a, b)
        merging.merge(two.store, b, c)
        merging.merge(three.store, c, a)
        settle(*desks)
        for desk in desks:
            assert [id for id in (a, b, c) if desk.in_use(id)] == [a]
            assert {desk.fields(task)["owner"] for task in tasks} == {str(a)}
            assert not desk.store.refusals()


def test_a_record_merged_into_two_at_once_stays_with_the_first(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, two):
        a, b, c = (one.new("firm", name=name, side="foreign") for name in ("A", "B", "C"))
        settle(one, two)
        merging.merge(one.store, a, b)
        merging.merge(two.store, c, b)
        settle(one, two)
        for desk in (one, two):
            away = desk.store.record(b).envelope.archived
            assert away is not None
            assert away.into == a
            assert desk.in_use(a)
            assert desk.in_use(c)
        assert one.store.tending.torn(["firm"]) == []
        assert two.store.tending.torn(["firm"]) == [tuple(sorted((a, c)))]
        assert two.store.tending.torn(["person"]) == []
        merging.merge(two.store, a, c)
        settle(two, one)
        for desk in (one, two):
            assert desk.store.tending.torn(["firm"]) == []
            assert [id for id in (a, b, c) if desk.in_use(id)] == [a]
            assert not desk.store.refusals()


def test_a_record_taken_out_and_merged_elsewhere_is_asked_about_no_more(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, two):
        a, b, c = (one.new("firm", name=name, side="foreign") for name in ("A", "B", "C"))
        settle(one, two)
        merging.merge(two.store, c, b)
        settle(two, one)
        merging.unmerge(two.store, b)
        settle(two, one)
        merging.merge(one.store, a, b)
        settle(one, two)
        assert two.store.tending.torn(["firm"]) == []


def consents(desk: Workplace, person: UUID) -> list[Consent]:
    found = desk.store.linked_records([person], ("consent",))
    return [record.content for record in found if isinstance(record.content, Consent)]


def test_of_two_answers_of_one_day_the_stricter_holds_for_the_merged_person(
    tmp_path: Path,
) -> None:
    with mission(tmp_path) as (one, two), mission(tmp_path, 1, "Berlin") as (abroad,):
        keep, gone = one.new("person", name="One"), one.new("person", name="Two")
        for id in (keep, gone):
            one.change(id, audience="all")
        said = {"purpose": "share_missions", "answer": "agreed", "on": "2026-11-01"}
        one.new("consent", person=str(keep), **said)
        one.new("consent", person=str(gone), **said)
        settle(one, two, abroad)
        assert abroad.in_use(keep)
        merging.merge(one.store, keep, gone)
        settle(one, two, abroad)
        assert abroad.in_use(keep)
        # An offline desk hears a no of the one who is merged by now.
        refused = two.new("consent", person=str(gone), **{**said, "answer": "refused"})
        settle(two, one, abroad)
        assert standing(consents(one, keep), "share_missions", NOW.date()) == "refused"
        for id in (keep, gone):
            with pytest.raises(NoSuchRecord):
                abroad.store.record(id)
        merging.unmerge(one.store, gone)
        settle(one, two, abroad)
        assert abroad.in_use(keep)
        with pytest.raises(NoSuchRecord):
            abroad.store.record(gone)
        assert refused in {r.id for r in one.store.linked_records([gone], ("consent",))}


def test_an_erasure_takes_those_merged_into_the_person_along_everywhere(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, two):
        keep, gone = one.new("person", name="One"), one.new("person", name="Two")
        said = one.new(
            "consent", person=str(gone), purpose="keep", answer="agreed", on="2026-11-01"
        )
        merging.merge(one.store, keep, gone)
        settle(one, two)
        two.store.do(Act((Erase(keep),)))
        settle(two, one)
        for desk in (one, two):
            for id in (keep, gone, said):
                with pytest.raises(NoSuchRecord):
                    desk.store.record(id)


def test_another_missions_record_cannot_be_merged(tmp_path: Path) -> None:
    with mission(tmp_path, 1) as (one,), mission(tmp_path, 1, "Berlin") as (abroad,):
        theirs = abroad.new("firm", name="Padma Soft", side="bangladeshi")
        abroad.change(theirs, audience="all")
        settle(abroad, one)
        ours = one.new("firm", name="Padma Soft Ltd", side="bangladeshi")
        with pytest.raises(WrongInput, match="another mission"):
            merging.merge(one.store, ours, theirs)


@pytest.mark.parametrize("seed", range(12))
def test_however_desks_merge_and_take_apart_they_agree_and_use_no_twin(
    tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    with mission(tmp_path) as desks:
        people = [desks[0].new("person", name=f"P{n}", city=f"Town {n}") for n in range(4)]
        settle(*desks)
        tasks: list[UUID] = []
        for _ in range(random.randint(4, 14)):
            live(random, random.choice(desks), people, tasks)
        settle(*desks)
        views = [view(desk, people, tasks) for desk in desks]
        assert views[0] == views[1]
        for desk in desks:
            assert_no_twin_is_in_use(desk, people, tasks)
            assert desk.store.check().sound
            assert not desk.store.waiting()


def live(random: Random, desk: Workplace, people: list[UUID], tasks: list[UUID]) -> None:
    """Let something happen at a desk."""
    roll = random.random()
    used = [id for id in people if desk.in_use(id)]
    merged = [id for id in people if survivor(desk, id) is not None]
    if roll < 0.4 and len(used) >= 2:
        keep, gone = random.sample(used, 2)
        merging.merge(desk.store, keep, gone)
    elif roll < 0.5 and merged:
        merging.unmerge(desk.store, random.choice(merged))
    elif roll < 0.65:
        tasks.append(desk.new("task", what="Call", owner=str(random.choice(people))))
    elif roll < 0.8:
        desk.change(random.choice(people), country=random.choice(("NL", "DE")))
    else:
        desk.exchange()


def survivor(desk: Workplace, id: UUID) -> UUID | None:
    away = desk.store.record(id).envelope.archived
    return None if away is None else away.into


def view(desk: Workplace, people: list[UUID], tasks: list[UUID]) -> object:
    """What an officer sees of people and of what points at them."""
    owners = {task: desk.fields(task)["owner"] for task in tasks if here(desk, task)}
    lines = sorted((row.title, row.cells.get("owner")) for row in desk.store.page("task").rows)
    return [(desk.in_use(id), desk.fields(id)) for id in people], owners, lines


def here(desk: Workplace, id: UUID) -> bool:
    return id in desk.store.records([id])


def assert_no_twin_is_in_use(desk: Workplace, people: list[UUID], tasks: list[UUID]) -> None:
    for id in people:
        into = survivor(desk, id)
        assert into is None or not desk.in_use(id)
    assert any(desk.in_use(id) for id in people)
    for task in tasks:
        assert desk.in_use(UUID(desk.fields(task)["owner"]))


def test_a_plain_restore_typed_offline_is_no_way_back_for_a_twin(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, two):
        keep, gone = one.new("person", name="One"), one.new("person", name="Two")
        one.archive(gone)
        settle(one, two)
        one.store.do(Act((Restore(gone),)))
        merging.merge(one.store, keep, gone)
        two.store.do(Act((Restore(gone),)))
        settle(one, two)
        assert not one.in_use(gone)
        assert not two.in_use(gone)


def test_nothing_is_said_to_have_changed_by_a_merge_undone(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, two):
        keep, gone = one.new("person", name="One"), one.new("person", name="Two", city="Delft")
        settle(one, two)
        changes = merging.merge(one.store, keep, gone)
        assert isinstance(changes, Changes)
        one.exchange()
        one.store.undo()
        settle(one, two)
        assert two.fields(keep) == {"name": "One"}
        assert two.in_use(gone)


def test_a_merge_that_a_restored_ministry_lost_is_handed_back(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, _):
        keep, gone = one.new("person", name="One"), one.new("person", name="Two", city="Delft")
        merging.merge(one.store, keep, gone)
        one.exchange()
        one.store.port().hand_back(NOW)
        away = [edit for edit in one.store.waiting() if edit.operation == "archive"]
        assert [(edit.record, edit.into) for edit in away] == [(gone, keep)]
        assert away[0].merger is not None
        assert away[0].merger.took == {"other_names": ["Two"], "city": "Delft"}
        assert one.store.waiting()[-1] == away[0]
        report = one.exchange()
        assert report.tally.refused == 0
        assert not one.in_use(gone)


def test_a_dump_brings_merged_records_back_as_they_were(tmp_path: Path) -> None:
    with opened(tmp_path / "alone", desk=ALONE) as alone, mission(tmp_path) as (one, late):
        zara, adam = person(alone, "Zara"), person(alone, "Adam", city="Delft")
        task = created(alone, "task", what="Call", owner=str(adam))
        merging.merge(alone, zara, adam)
        bring_dump(
            Intake(write_dump(alone.filing.every(), NOW), "all.json"), Order(), one.store.filing
        )
        settle(one, late)
        assert not one.store.refusals()
        for desk in (one, late):
            assert not desk.in_use(adam)
            assert desk.fields(task)["owner"] == str(zara)
        merging.unmerge(late.store, adam)
        settle(late, one)
        assert one.fields(task)["owner"] == str(adam)
        assert one.fields(zara) == {"name": "Zara"}
