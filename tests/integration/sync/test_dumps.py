"""Dumps brought into enrolled desks: each mission's records stay that mission's."""

from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from desk_app.domain.acts import Act, Change
from desk_app.domain.kinds import KINDS
from desk_app.exchange.bringing import Order, Outcome
from desk_app.exchange.dump import write_dump
from desk_app.exchange.dumping import bring_dump, survey_dump
from desk_app.exchange.reading import Intake
from desk_app.store.store import Store
from tests.integration.store.making import ALONE, created, opened, person
from tests.support.mission import NOW, Workplace, mission
from tests.support.sample import records

LEFT_OUT = "One record belongs to another mission or to the ministry"


def dumped(store: Store) -> Intake:
    return Intake(write_dump(store.filing.every(), NOW), "all.json")


def brought(desk: Workplace, intake: Intake, rule: str = "update") -> Outcome:
    return bring_dump(intake, msgspec.convert({"rule": rule}, Order), desk.store.filing)


def shared(desk: Workplace, id: UUID) -> None:
    desk.store.do(Act((Change(id, {"audience": "all"}),), "Share"))


def altered(intake: Intake, id: UUID, **fields: object) -> Intake:
    document = msgspec.json.decode(intake.data)
    for record in document["records"]:
        if record["id"] == str(id):
            record["fields"] |= fields
    return Intake(msgspec.json.encode(document), intake.name)


def test_what_a_mission_of_another_ministry_kept_becomes_this_missions(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    with mission(tmp_path / "old") as (old, _), mission(tmp_path / "new") as (new, late):
        new.exchange()
        firm = old.new("firm", name="Tulp", side="foreign")
        brought(new, dumped(old.store))
        for desk in (new, late):
            desk.exchange()
        assert late.store.record(firm).envelope.owner == late.store.desk.mission


def test_before_the_first_exchange_nobodys_records_are_taken(tmp_path: Path) -> None:
    with mission(tmp_path) as (hague, _), mission(tmp_path, 1, "Berlin") as (berlin,):
        hague.new("firm", name="Tulp", side="foreign")
        assert brought(berlin, dumped(hague.store)).counts == {"skip": 1}


def test_another_missions_records_are_left_out_and_told(tmp_path: Path) -> None:
    with mission(tmp_path) as (hague, _), mission(tmp_path, 1, "Berlin") as (berlin,):
        berlin.exchange()
        theirs = hague.new("firm", name="Tulp", side="foreign")
        intake = dumped(hague.store)
        seen = survey_dump(intake, Order(), berlin.store.filing)
        assert seen.plan.counts == {"skip": 1}
        outcome = brought(berlin, intake)
        assert outcome.counts == {"skip": 1}
        assert LEFT_OUT in str(outcome.problems[0])
        assert [str(p) for p in seen.problems] == [str(p) for p in outcome.problems]
        assert not berlin.store.records([theirs])
        assert not berlin.store.waiting()
        for desk in (berlin, hague):
            desk.exchange()
        assert hague.store.record(theirs).envelope.owner == hague.store.desk.mission
        assert not hague.store.refusals()


def test_a_dump_changes_nothing_that_another_mission_shares(tmp_path: Path) -> None:
    with mission(tmp_path) as (hague, _), mission(tmp_path, 1, "Berlin") as (berlin,):
        firm = hague.new("firm", name="Tulp", side="foreign")
        shared(hague, firm)
        for desk in (hague, berlin):
            desk.exchange()
        outcome = brought(berlin, altered(dumped(berlin.store), firm, name="Rose"))
        assert outcome.counts == {"skip": 1, "same": len(berlin.store.filing.every()) - 1}
        assert LEFT_OUT in str(outcome.problems[0])
        assert berlin.fields(firm)["name"] == "Tulp"
        assert not berlin.store.waiting()


def test_a_forged_owner_takes_nothing_over(tmp_path: Path) -> None:
    with mission(tmp_path) as (hague, _), mission(tmp_path, 1, "Berlin") as (berlin,):
        firm = hague.new("firm", name="Tulp", side="foreign")
        hague.exchange()
        mine = msgspec.json.encode(str(berlin.store.desk.mission)).strip(b'"')
        hagues = msgspec.json.encode(str(hague.store.desk.mission)).strip(b'"')
        intake = dumped(hague.store)
        brought(berlin, Intake(intake.data.replace(hagues, mine), "all.json"))
        berlin.exchange()
        (refusal,) = [r for r in berlin.store.refusals() if r.record == firm]
        assert refusal.reason == "unknown-record"
        hague.exchange()
        assert hague.store.record(firm).envelope.owner == hague.store.desk.mission
        assert hague.fields(firm)["name"] == "Tulp"


def test_what_a_mission_wrote_comes_back_to_its_next_desk(tmp_path: Path) -> None:
    with mission(tmp_path) as (lost, fresh):
        firm = lost.new("firm", name="Tulp", side="foreign")
        intake = dumped(lost.store)  # the desk is lost before it sent anything
        assert brought(fresh, intake).counts == {"create": 1}
        fresh.exchange()
        assert not fresh.store.refusals()
        lost.exchange()
        assert not lost.store.refusals()
        assert lost.fields(firm) == fresh.fields(firm)


def test_what_was_typed_before_enrolling_becomes_the_missions(tmp_path: Path) -> None:
    with opened(tmp_path / "alone", desk=ALONE) as alone, mission(tmp_path) as (one, two):
        who = person(alone)
        said = {"person": str(who), "purpose": "share_firms", "answer": "agreed"}
        opening = created(alone, "opening", name="Java")
        created(alone, "consent", on=NOW.date().isoformat(), **said)
        links = {"opening": str(opening), "person": str(who)}
        candidacy = created(alone, "candidacy", stage="named", **links)
        assert brought(one, dumped(alone)).counts == {"create": 4}
        for desk in (one, two):
            desk.exchange()
        assert not one.store.refusals()
        assert two.fields(candidacy)["stage"] == "named"
        assert two.store.record(who).envelope.owner == two.store.desk.mission


def test_a_dump_of_every_kind_brings_an_enrolled_desk_no_refusal(tmp_path: Path) -> None:
    with opened(tmp_path / "alone", desk=ALONE) as alone, mission(tmp_path) as (one, _):
        sample = Intake(write_dump(records(date(2026, 11, 22)), NOW), "all.json")
        bring_dump(sample, Order(), alone.filing)
        kinds = {record.kind for record in alone.filing.every()}
        assert kinds == KINDS.keys()
        outcome = brought(one, dumped(alone))
        assert outcome.counts["skip"] > 0
        assert one.exchange().tally.refused == 0


def test_a_record_that_breaks_a_rule_is_told_and_the_others_come(tmp_path: Path) -> None:
    with opened(tmp_path / "alone", desk=ALONE) as alone, mission(tmp_path) as (one, _):
        firm = created(alone, "firm", name="Tulp", side="foreign")
        lost = created(alone, "demand", name="Old", client=str(firm))
        intake = altered(dumped(alone), lost, stage="lost")
        outcome = brought(one, intake)
        assert outcome.counts == {"create": 1}
        assert "lost_reason" in str(outcome.problems[0])


@pytest.mark.parametrize("rule", ["update", "fill", "skip"])
def test_the_own_records_that_are_here_follow_the_order(tmp_path: Path, rule: str) -> None:
    with mission(tmp_path) as (one, _):
        firm = one.new("firm", name="Tulp", side="foreign")
        intake = altered(dumped(one.store), firm, name="Rose", city="Delft")
        brought(one, intake, rule)
        expected = {"update": ("Rose", "Delft"), "fill": ("Tulp", "Delft"), "skip": ("Tulp", None)}
        fields = one.fields(firm)
        assert (fields["name"], fields.get("city")) == expected[rule]


def test_the_moment_a_record_was_made_stays(tmp_path: Path) -> None:
    with opened(tmp_path / "alone", desk=ALONE) as alone, mission(tmp_path) as (one, _):
        firm = created(alone, "firm", name="Tulp", side="foreign")
        made = alone.record(firm).envelope.created
        brought(one, dumped(alone))
        assert one.store.record(firm).envelope.created == made
        assert one.store.record(firm).envelope.updated == made
