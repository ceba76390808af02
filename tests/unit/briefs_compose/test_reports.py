"""The month's report, the hand-over pack, and the book of a delegation."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import Block, Brief, Itinerary, Table, all_sections, text_of
from desk_app.briefs.noting import noted
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import (
    Consent,
    Demand,
    Firm,
    Introduction,
    Meeting,
    Mission,
    Officer,
    Person,
    Position,
    Proposal,
    Referral,
    Reply,
    Shortfall,
    Skill,
    Stage,
    Target,
    Task,
    Tie,
    Win,
)
from desk_app.domain.material import Material, Period
from desk_app.domain.values import Figure
from tests.support.material import NOW, TODAY, World, id_of

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def moment(days: int) -> datetime:
    return NOW + timedelta(days=days)


def money(amount: int, unit: str = "EUR") -> Figure:
    return Figure(amount, amount, unit=unit)


@pytest.fixture
def world() -> World:
    """A mission with a firm it knows; each test adds what its report is about."""
    world = World()
    world.add("mission", Mission(name="A mission", name_bn="একটি মিশন", country="NL"))
    world.add("client", Firm(name="Client B.V.", name_bn="ক্লায়েন্ট", side="foreign", country="NL"))
    return world


def made(world: World, form: str = "monthly", **chosen: Any) -> Brief:
    options = replace(Options(printed_at=NOW, form=form), **chosen)
    return compose(world.material("mission"), options)


def blocks(brief: Brief, key: str) -> tuple[Block, ...]:
    found = (s.blocks for s in all_sections(brief) if s.key == key)
    return next(found, ())


def rows(brief: Brief, key: str) -> list[list[str]]:
    tables = [block for block in blocks(brief, key) if isinstance(block, Table)]
    return [[text_of(c.spans) for c in row.cells] for table in tables for row in table.rows]


def held(world: World, name: str, when: datetime, **fields: Any) -> None:
    there: dict[str, Any] = {"organisations": (id_of("client"),), "standing": "held"}
    world.add(name, Meeting(subject=name, when=when, **there | fields))


def staged(world: World, demand: str, on: date, before: str, after: str, **fields: Any) -> None:
    line = Stage(demand=id_of(demand), before=before, after=after, on=on, **fields)
    world.add(f"{demand} {before} {after}", line)


def known_since(world: World, name: str, day: date) -> None:
    """Let a record be as old as that."""
    record = world.records[id_of(name)]
    created = replace(
        record.envelope.created, at=datetime(day.year, day.month, day.day, tzinfo=NOW.tzinfo)
    )
    envelope = replace(record.envelope, created=created)
    world.records[record.id] = replace(record, envelope=envelope)


def test_a_report_is_about_the_last_whole_month_unless_told(world: World) -> None:
    assert made(world).title == "Report for October 2026"
    assert made(world, language="bn").title == "অক্টোবর ২০২৬ মাসের প্রতিবেদন"
    january = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert made(world, period=january).title == "Report for January 2026"
    new_year = replace(Options(printed_at=NOW, form="monthly"), printed_at=NOW.replace(month=1))
    assert compose(world.material("mission"), new_year).title == "Report for December 2025"


def test_meetings_of_the_month_held_by_this_mission_are_told(world: World) -> None:
    held(world, "In October", moment(-30), outcome="They agreed. And more.")
    held(world, "In September", moment(-60))
    held(world, "Cancelled", moment(-31), standing="cancelled")
    held(world, "Of another", moment(-30))
    other = world.records[id_of("Of another")]
    envelope = replace(other.envelope, owner=id_of("other mission"))
    world.records[other.id] = replace(other, envelope=envelope)
    assert rows(made(world), "meetings") == [
        ["22 Oct", "Client B.V.", "In October", "They agreed."]
    ]
    assert rows(made(world), "figures")[0][:3] == ["Meetings held", "1", "2"]


def test_stages_at_the_ends_follow_from_the_log(world: World) -> None:
    for name, stage in (("a", "matched"), ("b", "lost"), ("c", "proposed")):
        world.add(name, Demand(name=name, client=id_of("client"), stage=stage))
        known_since(world, name, date(2026, 9, 1))
    staged(world, "a", date(2026, 10, 3), "qualified", "matched")
    staged(world, "b", date(2026, 10, 9), "proposed", "lost", reason="scale")
    staged(world, "c", date(2026, 11, 2), "matched", "proposed")  # after the month
    table = {row[0]: list(map(int, row[1:])) for row in rows(made(world), "stages")}
    assert table["Qualified"] == [1, 0, 1, 0]
    assert table["Matched"] == [1, 1, 0, 2]
    assert table["Lost"] == [0, 1, 0, 1]
    for start, came, went, end in table.values():
        assert start + came - went == end


def test_a_demand_found_in_the_month_comes_in_though_no_log_says_so(world: World) -> None:
    world.add("new", Demand(name="new", client=id_of("client"), stage="qualified"))
    known_since(world, "new", date(2026, 10, 20))
    assert rows(made(world), "stages") == [["Qualified", "0", "1", "0", "1"]]
    assert rows(made(world), "figures")[1][:2] == ["Demands found", "1"]


def test_a_loss_says_why_to_whom_and_what_would_have_won(world: World) -> None:
    world.add(
        "lost one",
        Demand(
            name="Ten people",
            client=id_of("client"),
            stage="lost",
            lost_reason="price",
            lost_to="IN",
            would_have_won="A lower price.",
        ),
    )
    staged(world, "lost one", date(2026, 10, 9), "proposed", "lost", reason="price")
    assert rows(made(world), "losses") == [
        ["Ten people (Client B.V.)", "Price", "India", "A lower price."]
    ]
    world.change("lost one", confidential=True)
    assert "Client" not in str(rows(made(world), "losses"))


def test_only_confirmed_wins_count_at_our_share_and_currencies_are_not_added(
    world: World,
) -> None:
    day = date(2026, 10, 5)
    world.add("a", Win(name="A", on=day, year_1=money(100_000), share=50, confirmation="card"))
    world.add("b", Win(name="B", on=day, year_1=money(7_000, "USD"), confirmation="letter"))
    world.add("c", Win(name="C", on=day, year_1=money(9_000_000), confirmation="asked"))
    world.add("t", Target(year=2026, measure="wins", value=Figure(3, 3), country="NL"))
    world.add("t all", Target(year=2026, measure="wins", value=Figure(30, 30)))
    figures = {row[0]: row[1:] for row in rows(made(world), "figures")}
    assert figures["Wins"] == ["2", "2", "3"]
    assert figures["Value of wins"][0] == "EUR 50,000 and USD 7,000"
    assert [row[0] for row in rows(made(world), "wins")] == sorted(
        "ABC", key=lambda n: id_of(n.lower())
    )


def test_proposals_stand_with_the_ministrys_last_word(world: World) -> None:
    world.add("p", Proposal(name="A guarantee", state="returned", submitted=date(2026, 9, 1)))
    for day, text in ((1, "Received."), (9, "Two questions. First: who pays?")):
        reply = Reply(about=id_of("p"), decision="returned", text=text, on=date(2026, 10, day))
        world.add(f"reply {day}", reply)
    world.add("closed", Proposal(name="Old", state="closed"))
    assert rows(made(world), "proposals") == [
        ["A guarantee", "Returned with questions", "1 Sep 2026", "9 Oct 2026: Two questions."]
    ]
    assert "returned with questions to us" in str(blocks(made(world), "needed"))


def test_shortfalls_and_referrals_of_the_month_are_told(world: World) -> None:
    world.add("java", Skill(code="java", name="Java"))
    slip = Shortfall(skill="java", level="senior", month=date(2027, 1, 1), heads=12)
    world.add("slip", replace(slip, told=date(2026, 10, 3)))
    world.add("older slip", replace(slip, told=date(2026, 9, 3)))
    world.add("handed", Referral(name="Permits", on=date(2026, 8, 1)))
    assert rows(made(world), "shortfalls") == [["Java, senior", "Jan 2027", "12"]]
    assert rows(made(world), "referrals") == [
        ["Permits", "Ministry, Dhaka", "1 Aug 2026", "–", "Open"]
    ]


def test_who_was_asked_to_introduce_is_named_only_with_consent(world: World) -> None:
    world.add("door", Person(name="Arif Example"))
    world.add(
        "asked",
        Introduction(
            to=id_of("client"), asked=id_of("door"), state="made", made_on=date(2026, 10, 7)
        ),
    )
    assert rows(made(world), "introductions")[0][1] == "name withheld"
    consent = Consent(person=id_of("door"), purpose="introduce", answer="agreed", on=TODAY)
    world.add("consent", consent)
    assert rows(made(world), "introductions")[0][1:4] == ["Arif Example", "Client B.V.", "Made"]


# The hand-over pack


@pytest.fixture
def desk(world: World) -> World:
    """The mission with people it met, promises, a demand and a tie."""
    for name, days in (("Often", (-5, -40)), ("Once", (-300,))):
        world.add(name, Person(name=f"{name} Example", emails=(f"{name}@example.org",)))
        for day in days:
            held(world, f"{name} {day}", moment(day), people=(id_of(name),))
    world.add("Unknown", Person(name="Unknown Example"))
    world.add("demand", Demand(name="Ten people", client=id_of("client"), stage="matched"))
    soon = TODAY + timedelta(days=3)
    world.add("ours", Task(what="Send it", promised_by="us", due=TODAY - timedelta(days=1)))
    world.add("theirs", Task(what="Answer", promised_by="them", due=soon))
    world.add("done", Task(what="Was sent", promised_by="us", done=TODAY))
    return world


def test_those_we_meet_often_and_lately_come_first(desk: World) -> None:
    names = [row[0] for row in rows(made(desk, "handover"), "relations")]
    assert names == ["Often Example", "Once Example"]
    assert rows(made(desk, "handover"), "relations")[0][2:4] == ["2", "16 Nov 2026"]


def test_at_most_thirty_relations_are_told(desk: World) -> None:
    for n in range(40):
        desk.add(f"p{n}", Person(name=f"Person {n}"))
        held(desk, f"m{n}", moment(-n - 1), people=(id_of(f"p{n}"),))
    assert len(rows(made(desk, "handover", length="book"), "relations")) == 30


def test_a_client_of_a_live_demand_matters_without_a_meeting(desk: World) -> None:
    desk.add("seat", Position(person=id_of("Unknown"), organisation=id_of("client"), role="CTO"))
    names = [row[0] for row in rows(made(desk, "handover"), "relations")]
    assert "Unknown Example" in names
    desk.change("demand", stage="won")
    names = [row[0] for row in rows(made(desk, "handover"), "relations")]
    assert "Unknown Example" not in names


def test_open_promises_of_both_sides_are_told_and_late_ones_on_page_one(desk: World) -> None:
    pack = made(desk, "handover")
    assert [row[0] for row in rows(pack, "promises")] == ["Send it", "Answer"]
    assert "Send it" in str(blocks(pack, "late"))
    assert "Answer" not in str(blocks(pack, "late"))
    assert "2 open promises (1 overdue), 1 live demands" in str(blocks(pack, "objective"))


def test_the_first_thirty_days_hold_what_falls_due(desk: World) -> None:
    held(desk, "Planned", moment(10), standing="planned")
    held(desk, "Too late", moment(50), standing="planned")
    desk.change("demand", decision=TODAY + timedelta(days=20))
    consent = Consent(person=id_of("Once"), purpose="keep", answer="agreed", on=TODAY)
    desk.add("consent", replace(consent, until=TODAY + timedelta(days=7)))
    days = [(row[1], row[2]) for row in rows(made(desk, "handover"), "first-days")]
    assert days == [
        ("They promised", "Answer"),
        ("Consent runs out", "Once Example"),
        ("Meeting", "Planned"),
        ("They decide", "Ten people (Client B.V.)"),
    ]


def test_introducers_are_named_with_consent_and_never_those_left_in_peace(desk: World) -> None:
    desk.add("tie", Tie(person=id_of("Often"), to=id_of("client"), may_ask=True, strength=4))
    assert "Often" not in str(rows(made(desk, "handover"), "introducers"))
    agreed = Consent(person=id_of("Often"), purpose="introduce", answer="agreed", on=TODAY)
    desk.add("consent", agreed)
    assert rows(made(desk, "handover"), "introducers") == [["Often Example", "Client B.V."]]
    desk.change("Often", do_not_approach=True)
    assert rows(made(desk, "handover"), "introducers") == []
    assert "One more tie is not shown" in str(blocks(made(desk, "handover"), "introducers"))


def test_no_address_stands_in_the_pack(desk: World) -> None:
    assert "@example.org" not in str(made(desk, "handover", length="book"))


# The book of a delegation


@pytest.fixture
def tour(world: World) -> World:
    """Two officers, two meetings on different days, one of them for one officer alone."""
    for name in ("one", "two"):
        world.add(name, Officer(name=f"Officer {name}", title="Counsellor"))
    held(
        world,
        "Second",
        moment(5),
        standing="planned",
        officers=(id_of("two"),),
        where="Utrecht",
        objective="To learn",
    )
    held(world, "First", moment(3), standing="planned", officers=(id_of("one"), id_of("two")))
    held(world, "Far", moment(60), standing="planned")
    return world


def test_each_meeting_is_a_part_in_its_order(tour: World) -> None:
    book = made(tour, "delegation")
    assert book.cover is not None
    assert book.title == "ICT delegation: Netherlands"
    titles = [part.title for part in book.parts]
    assert titles[:3] == ["Programme of each participant", "First", "Second"]
    assert [part.tab for part in book.parts[:3]] == ["P", "1", "2"]
    assert [inside.title for part in book.parts for inside in part.briefs] == ["First", "Second"]


def test_the_programme_says_who_joins_what(tour: World) -> None:
    book = made(tour, "delegation")
    whole = next(s for s in book.sections if s.key == "programme").blocks[0]
    assert isinstance(whole, Itinerary)
    assert whole.people == ("Officer one", "Officer two")
    assert [[stop.who for stop in day.stops] for day in whole.days] == [[(0, 1)], [(1,)]]
    own = {s.title: s.blocks[0] for s in book.parts[0].sections}
    assert isinstance(one := own["Officer one"], Itinerary)
    assert [stop.what[0].text for day in one.days for stop in day.stops] == ["First"]


def test_chosen_meetings_make_the_book_whenever_they_are(tour: World) -> None:
    chosen = (id_of("Far"), id_of("Second"))
    material = Material(id_of("mission"), tuple(tour.records.values()), chosen=chosen)
    book = compose(material, Options(printed_at=NOW, form="delegation", length="points"))
    briefs = [inside for part in book.parts for inside in part.briefs]
    assert [inside.title for inside in briefs] == ["Second", "Far"]
    assert all(inside.sections == () for inside in briefs)
    assert book.length == "book"


def test_a_handed_out_book_keeps_our_notes_out(tour: World) -> None:
    tour.change("Second", avoid="The lost bid")
    assert "The lost bid" in str(made(tour, "delegation"))
    handed = str(made(tour, "delegation", marking="handout"))
    assert "The lost bid" not in handed
    assert "Give this book back" not in handed


def test_a_printed_book_is_noted_with_those_it_is_about(tour: World) -> None:
    material, options = tour.material("mission"), Options(printed_at=NOW, form="delegation")
    fields = noted(compose(material, options), b"pdf", 9, options, material)
    assert fields["form"] == "delegation"
    assert fields["about"] == [str(id_of("mission")), str(id_of("client"))]


def test_days_without_a_meeting_make_no_book(tour: World) -> None:
    days = Period(date(2030, 1, 1), date(2030, 1, 9))
    with pytest.raises(WrongInput, match="no meeting in these days"):
        made(tour, "delegation", period=days)
