"""Nobody is named to a firm who has not agreed to it, however the record is written."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.errors import WrongInput
from desk_app.exchange.bringing import Order, bring
from desk_app.exchange.reading import Intake
from desk_app.store import merging
from desk_app.store.store import Store
from tests.integration.store.making import NOW, changed, created, opened, person, shown
from tests.support.mission import mission

TODAY = NOW.date().isoformat()
NOT_AGREED = "Tanvir Hossain has not agreed to be named to firms"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def answered(store: Store, who: UUID, answer: str, **more: str) -> UUID:
    said = {"person": str(who), "purpose": "share_firms", "answer": answer, "on": TODAY}
    return created(store, "consent", **said | more)


def suggested(store: Store, who: UUID) -> UUID:
    opening = created(store, "opening", name="Java at Meghna")
    return created(store, "candidacy", opening=str(opening), person=str(who))


def test_a_stage_is_refused_in_a_sentence_and_nothing_is_saved(store: Store) -> None:
    candidacy = suggested(store, person(store))
    waiting = store.waiting()
    with pytest.raises(WrongInput, match=NOT_AGREED):
        changed(store, candidacy, stage="hired", why="Knows Java")
    assert "why" not in shown(store, candidacy)
    assert store.waiting() == waiting
    assert store._journal.read().edits == waiting


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_a_no_names_nobody(store: Store, answer: str) -> None:
    who = person(store)
    candidacy = suggested(store, who)
    answered(store, who, answer)
    with pytest.raises(WrongInput, match=NOT_AGREED):
        changed(store, candidacy, stage="named")


def test_a_yes_does_until_it_lapses(store: Store) -> None:
    who = person(store)
    candidacy = suggested(store, who)
    consent = answered(store, who, "agreed")
    changed(store, candidacy, stage="named")
    changed(store, consent, until=(NOW - timedelta(days=1)).date().isoformat())
    with pytest.raises(WrongInput, match=NOT_AGREED):
        changed(store, candidacy, stage="interview")
    changed(store, candidacy, stage="closed", closing="no_consent")


def test_a_yes_of_the_same_act_counts(store: Store) -> None:
    who = person(store)
    opening = created(store, "opening", name="Java at Meghna")
    links = {"opening": str(opening), "person": str(who), "stage": "named"}
    said = {"person": str(who), "purpose": "share_firms", "answer": "agreed", "on": TODAY}
    deeds = (
        Create(store.new_id(), "candidacy", links),
        Create(store.new_id(), "consent", said),
    )
    store.do(Act(deeds, "Name"))
    with pytest.raises(WrongInput, match="has not agreed"):
        store.do(Act((Change(deeds[0].id, {"person": str(person(store, "Somebody"))}),), "Change"))


def test_a_table_names_nobody_either(store: Store) -> None:
    who = person(store)
    created(store, "opening", name="Java at Meghna")
    table = Intake(b"Opening,Person,Stage\nJava at Meghna,Tanvir Hossain,Named\n", "list.csv")
    outcome = bring(table, Order(kind="candidacy"), store.filing)
    assert outcome.counts == {"wrong": 1}
    assert NOT_AGREED in outcome.left[0].why
    assert store.count("candidacy") == 0
    answered(store, who, "agreed")
    assert bring(table, Order(kind="candidacy"), store.filing).counts == {"create": 1}


def test_what_a_merged_record_said_counts_for_the_survivor(store: Store) -> None:
    keep, gone = person(store), person(store, "Tanveer Hossain")
    answered(store, gone, "agreed")
    candidacy = suggested(store, keep)
    with pytest.raises(WrongInput, match=NOT_AGREED):
        changed(store, candidacy, stage="named")
    merging.merge(store, keep, gone)
    changed(store, candidacy, stage="named")


def test_a_yes_taken_back_elsewhere_meanwhile_is_said_when_it_is_sent(tmp_path: Path) -> None:
    with mission(tmp_path) as (one, two):
        who = one.new("person", name="Tanvir Hossain")
        opening = one.new("opening", name="Java")
        said = {"person": str(who), "purpose": "share_firms", "on": TODAY}
        one.new("consent", answer="agreed", **said)
        candidacy = one.new("candidacy", opening=str(opening), person=str(who))
        for desk in (one, two):
            desk.exchange()
        two.new("consent", answer="withdrawn", **said)
        two.exchange()
        one.change(candidacy, stage="named")
        for desk in (one, two):
            desk.exchange()
        (refusal,) = one.store.refusals()
        assert (refusal.reason, refusal.field) == ("not-agreed", "stage")
        for desk in (one, two):
            assert desk.fields(candidacy).get("stage", "suggested") == "suggested"
