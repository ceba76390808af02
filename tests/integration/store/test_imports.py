"""Whole files into a real store, out of it, and taken back."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.domain.acts import Act, Archive, Create
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DiskFull, WrongInput
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain
from desk_app.exchange.bringing import Order, bring, survey
from desk_app.exchange.dump import write_dump
from desk_app.exchange.dumping import bring_dump
from desk_app.exchange.exporting import LIMITS, Request, export
from desk_app.exchange.reading import Intake
from desk_app.store import merging
from desk_app.store.store import Store
from tests.integration.store.making import ALONE, changed, created, names, opened, shown
from tests.support.sample import records

NOW = datetime(2026, 11, 22, tzinfo=UTC)


SYLLABLES = ("ba", "da", "fa", "ga", "ha", "ja", "ka", "la", "ma", "na")


def name(number: int) -> str:
    """A name that no other number has, by sound either."""
    said = "".join(SYLLABLES[int(digit)] for digit in f"{number:04}")
    return f"{said[:4].capitalize()} {said[4:].capitalize()}"


def table(count: int) -> Intake:
    lines = ["Name;E-mail;Company;City"]
    lines += [f"{name(n)};p{n}@x.example;{name(n % 7)} Ltd;Delft" for n in range(count)]
    return Intake("\n".join(lines).encode(), "list.csv")


def held(store: Store) -> dict[UUID, tuple[str, object, object]]:
    """Every record with its fields and envelope."""
    every: list[Record[Content]] = store.filing.every()
    return {r.id: (r.kind, plain(r.content), r.envelope) for r in every}


def test_everything_a_desk_holds_goes_into_a_fresh_desk_without_loss(tmp_path: Path) -> None:
    sample = records(date(2026, 11, 22))
    with opened(tmp_path / "one", desk=ALONE) as one:
        outcome = bring_dump(Intake(write_dump(sample, NOW), "all.json"), Order(), one.filing)
        assert outcome.problems == ()
        assert held(one) == {r.id: (r.kind, plain(r.content), r.envelope) for r in sample}
        assert {kind for kind, _, _ in held(one).values()} == KINDS.keys()
        first, second, third = (created(one, "firm", name=n, side="foreign") for n in "ABC")
        merging.merge(one, first, second)
        one.do(Act((Archive(third, "Closed"),), "Put away"))
        changed(one, first, city="Delft", audience="mission")
        written = export(Request(kind="all", form="json"), one.filing, role="head", now=NOW)
        before = held(one)
    with opened(tmp_path / "two", desk=ALONE) as two:
        bring_dump(Intake(written.data, "all.json"), Order(), two.filing)
        assert held(two) == before
        assert names(two, words="hague")
        assert not {second, third} & {row.id for row in two.page("firm").rows}
        again = bring_dump(Intake(written.data, "all.json"), Order(), two.filing)
        assert set(again.counts) == {"same"}
        assert held(two) == before


def test_an_import_of_several_stretches_is_one_and_is_taken_back_as_one(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        old = created(store, "person", name=name(3), emails=["p3@x.example"])
        outcome = bring(table(1_200), Order(unsure="create"), store.filing)
        assert outcome.counts == {"create": 1_199, "fill": 1}
        assert store.count("person") == 1_200
        assert store.count("firm") == 7
        assert shown(store, old)["city"] == "Delft"
        assert {r.envelope.source.nature for r in store.all("firm")} == {"import"}
        assert names(store, words="p1107@x.example") == [name(1107)]

        label, changes = store.undo()
        assert label == "Import"
        assert changes.touch("person", "firm", "position")
        assert (store.count("person"), store.count("firm")) == (1, 0)
        assert shown(store, old) == {"name": name(3), "emails": ["p3@x.example"]}
        with pytest.raises(WrongInput, match="taken back already"):
            store.filing.undo_import(outcome.id)


def test_taking_back_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        outcome = bring(table(900), Order(), store.filing)
        store.filing.undo_import(outcome.id, lambda done, _of: done == 0)
        left = store.count("person")
        assert 0 < left < 900
        (one,) = store.filing.imports()
        assert one.stage == "undoing"
        store.filing.undo_import(outcome.id)
        assert (store.count("person"), store.count("position")) == (0, 0)


def test_what_somebody_works_with_since_stays_and_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        outcome = bring(table(3), Order(), store.filing)
        ids = {row.title: row.id for row in store.page("person").rows}
        changed(store, ids[name(0)], city="Rotterdam")
        meeting = {
            "subject": "Talk",
            "form": "call",
            "standing": "held",
            "when": "2026-11-01T09:00:00Z",
        }
        created(store, "meeting", **meeting, people=[str(ids[name(1)])])
        undone = store.filing.undo_import(outcome.id)
        assert {(stays.title, stays.field) for stays in undone.stays} == {
            (name(0), ""),
            (name(1), ""),
        }
        assert names(store) == [name(0), name(1)]


def test_a_stopped_import_keeps_what_came_in_and_the_file_again_adds_the_rest(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as store:
        outcome = bring(table(1_200), Order(), store.filing, lambda done, _of: done < 600)
        assert outcome.stopped
        came = store.count("person")
        assert 0 < came < 1_200
        again = bring(table(1_200), Order(unsure="create"), store.filing)
        assert again.counts == {"same": came, "create": 1_200 - came}
        store.filing.undo_import(outcome.id)
        assert store.count("person") == 1_200 - came


class Brittle:
    """The side of a store whose disk is full after so many stretches."""

    def __init__(self, store: Store, stretches: int) -> None:
        self._filing = store.filing
        self._left = stretches

    def __getattr__(self, name: str) -> object:
        return getattr(self._filing, name)

    def bring(self, id: UUID, acts: object, envelopes: object) -> Changes:
        if not self._left:
            raise DiskFull("The disk is full.")
        self._left -= 1
        return self._filing.bring(id, acts, envelopes)  # type: ignore[arg-type]  # handed on


def test_a_disk_that_fills_up_half_way_loses_nothing_in_silence(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        with pytest.raises(DiskFull):
            bring(table(600), Order(), Brittle(store, 0))  # type: ignore[arg-type]  # by name
        assert store.count("person") == 0
        outcome = bring(table(1_600), Order(), Brittle(store, 1))  # type: ignore[arg-type]  # by name
        assert isinstance(outcome.trouble, DiskFull)
        assert store.count("person") > 0
        store.filing.undo_import(outcome.id)
        assert store.count("person") == 0


def test_two_rows_of_one_person_both_complete_the_record(tmp_path: Path) -> None:
    data = (
        b"Name;E-mail;Phone;City\nAna Sen;a@s.example;+31201234567;\n"
        b"Ana Sen;a@s.example;+31207654321;Delft\n"
    )
    with opened(tmp_path) as store:
        ana = created(store, "person", name="Ana Sen", emails=["a@s.example"])
        bring(Intake(data, "x.csv"), Order(country="NL"), store.filing)
        fields = shown(store, ana)
        assert fields["phones"] == ["+31201234567", "+31207654321"]
        assert fields["city"] == "Delft"
        assert store.count("person") == 1


def test_an_officer_decides_row_by_row(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        created(store, "person", name="Rahima Khatun", city="Dhaka")
        intake = Intake(b"Name;City\nMst. Rahima Khatun;Delft\nMd Karim;Leiden\n", "x.csv")
        plan = survey(intake, Order(), store.filing).plan
        assert [item.choice for item in plan.rows] == ["ask", "create"]
        outcome = bring(intake, Order(), store.filing)
        assert [left.row.number for left in outcome.left] == [1]
        assert names(store) == ["Md Karim", "Rahima Khatun"]
        decided = bring(intake, Order(choices={1: "update", 2: "skip"}), store.filing)
        assert decided.counts == {"update": 1, "skip": 1}
        assert {r.content.city for r in store.all("person")} == {"Delft", "Leiden"}  # type: ignore[attr-defined]  # a Person


def test_an_export_is_capped_by_role_and_noted(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        created(store, "person", name="Ana Sen")
        assert min(LIMITS.values()) > 0
        written = export(Request(kind="person", form="csv"), store.filing, role="officer", now=NOW)
        assert written.count == 1
        acts = [
            Act((Create(store.new_id(), "person", {"name": f"P {n}"}),))
            for n in range(LIMITS["analyst"])
        ]
        id = store.filing.begin_import("x", "y", "person")
        store.filing.bring(id, acts, {})
        with pytest.raises(WrongInput, match="at once"):
            export(Request(kind="person", form="csv"), store.filing, role="analyst", now=NOW)


def test_a_mapping_is_remembered_by_the_headings_it_was_made_for(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.filing.keep_mapping("person\x1fA\x1fB", {"mapping": {"A": "name"}})
        assert store.filing.mapping("person\x1fA\x1fB") == {"mapping": {"A": "name"}}
        assert store.filing.mapping("person\x1fA") is None


def test_a_list_of_firms_takes_the_side_that_the_officer_says(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        created(store, "firm", name="Tulip Works", side="foreign")
        intake = Intake(b"Company,Town\nPadma Soft,Dhaka\nTulip Works,Delft\n", "firms.csv")
        (bare, _known) = intake.rows("firm")
        assert [one.field for one in bare.wrong] == ["side"]
        order = Order(kind="firm", side="bangladeshi", rule="update", unsure="match")
        assert bring(intake, order, store.filing).left == ()
        sides = {r.content.name: r.content.side for r in store.all("firm")}  # type: ignore[attr-defined]  # a Firm
        assert sides == {"Padma Soft": "bangladeshi", "Tulip Works": "foreign"}


LOST = (
    b"Title;Stage;Lost because of;Lost to;What would have won it\n"
    b"Portal;Identified;;;\nHelp desk;Lost;;;\nCloud;Lost;Price;India;A lower price\n"
)


def test_a_row_that_breaks_a_rule_is_told_and_holds_no_other_back(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        intake = Intake(LOST, "demands.csv")
        planned = survey(intake, Order(kind="demand"), store.filing).plan
        assert [item.choice for item in planned.rows] == ["create", "wrong", "create"]
        outcome = bring(intake, Order(kind="demand"), store.filing)
        assert names(store, "demand") == ["Cloud", "Portal"]
        (left,) = outcome.left
        assert (left.row.number, left.row.line) == (2, 3)
        assert "This is needed." in left.why
        again = bring(intake, Order(kind="demand", rule="update"), store.filing)
        assert again.counts == {"same": 2, "wrong": 1}


def test_an_update_that_breaks_a_rule_is_a_wrong_row_too(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        id = created(store, "demand", name="Portal", stage="matched")
        intake = Intake(b"Title;Stage\nPortal;Lost\nCloud;Matched\n", "demands.csv")
        outcome = bring(intake, Order(kind="demand", rule="update"), store.filing)
        assert outcome.counts == {"wrong": 1, "create": 1}
        assert shown(store, id)["stage"] == "matched"
        assert names(store, "demand") == ["Cloud", "Portal"]


def test_what_the_desk_refuses_of_one_row_comes_back_as_that_row(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        opening = created(store, "opening", name="Java at Meghna")
        people = [created(store, "person", name=name(n)) for n in range(5)]
        rows = [f"Java at Meghna;{name(n)};{'named' if n == 3 else 'suggested'}" for n in range(5)]
        table = "\n".join(["Opening;Person;Stage", *rows]).encode()
        outcome = bring(Intake(table, "x.csv"), Order(kind="candidacy"), store.filing)
        assert outcome.counts == {"create": 4, "wrong": 1}
        (left,) = outcome.left
        assert left.row.number == 4
        assert "has not agreed" in left.why
        kept = {record.content.person for record in store.all("candidacy")}  # type: ignore[attr-defined]  # of its kind
        assert kept == {id for n, id in enumerate(people) if n != 3}
        assert opening in {record.content.opening for record in store.all("candidacy")}  # type: ignore[attr-defined]  # of its kind


def test_a_number_is_dialled_where_its_row_says_not_where_the_desk_is(tmp_path: Path) -> None:
    table = b"Name;Mobile;Country\nAna Sen;020 7946 0018;United Kingdom\nBo Sen;06 12345678;\n"
    with opened(tmp_path) as store:
        bring(Intake(table, "x.csv"), Order(country="NL"), store.filing)
        kept = [record.content.phones for record in store.all("person")]  # type: ignore[attr-defined]  # of its kind
        assert kept == [("+442079460018",), ("+31612345678",)]
