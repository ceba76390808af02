"""No firm is named in an offer that did not pass its checks; the brief says so, and shows them."""

from datetime import date, timedelta
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import Brief, Paragraph, Section, Table, all_sections, text_of
from desk_app.domain.kinds import (
    Capacity,
    Check,
    Demand,
    DemandLine,
    Firm,
    Meeting,
    Officer,
    Skill,
)
from tests.support.material import NOW, TODAY, World, id_of

Marking = Literal["internal", "handout"]


@pytest.fixture
def world() -> World:
    """A client that wants ten people, one firm that passed and has four, one that did not."""
    world = World()
    world.add("officer", Officer(name="First Officer", name_bn="প্রথম কর্মকর্তা"))
    world.add("second officer", Officer(name="Second Officer"))
    world.add("client", Firm(name="Client B.V.", side="foreign", country="NL"))
    world.add("java", Skill(code="java", name="Java"))
    for name, free in (("good", 4), ("other", 5)):
        world.add(name, Firm(name=f"{name.title()} Ltd.", side="bangladeshi", country="BD"))
        line = Capacity(firm=id_of(name), skill="java", free=free, evidence="visited", as_of=TODAY)
        world.add(f"{name} java", line)
    world.passes("good")
    world.add("demand", Demand(name="Ten people", client=id_of("client")))
    world.add("ten", DemandLine(demand=id_of("demand"), skill="java", heads=10))
    world.add(
        "talk",
        Meeting(
            subject="A talk",
            when=NOW + timedelta(days=2),
            organisations=(id_of("client"),),
            demands=(id_of("demand"),),
            objective="To learn",
        ),
    )
    return world


def made(world: World, subject: str = "talk", **chosen: Any) -> Brief:
    return compose(world.material(subject), replace(Options(printed_at=NOW), **chosen))


def section(brief: Brief, key: str) -> Section:
    return next(s for s in all_sections(brief) if s.key.split("-")[0] == key)


@pytest.mark.parametrize("subject", ["talk", "demand", "client"])
@pytest.mark.parametrize("marking", ["internal", "handout"])
@pytest.mark.parametrize("length", ["points", "brief", "book"])
def test_a_firm_without_passed_checks_is_not_named(
    world: World, subject: str, marking: Marking, length: str
) -> None:
    said = str(made(world, subject, marking=marking, length=length))
    assert "Other" not in said
    assert "4 of 10 people from one firm" in said
    assert ("Good" in said) == (length != "points")


def test_the_same_firm_is_named_once_its_checks_are_passed(world: World) -> None:
    world.passes("other")
    said = str(made(world))
    assert "Other" in said
    assert "9 of 10 people from 2 firms" in said
    assert "not named" not in said


SPOILED: list[tuple[str, dict[str, Any], str]] = [
    ("failed", {"result": "failed"}, "1 failed a check"),
    ("refused", {"result": "refused"}, "1 refused to be checked"),
    ("expired", {"until": TODAY - timedelta(days=1)}, "1 with a check out of date"),
    ("unsigned", {"second": None}, "1 with a check still open"),
    ("signed twice by one", {"second": id_of("officer")}, "1 with a check still open"),
    ("under way", {"result": "open"}, "1 with a check still open"),
]


@pytest.mark.parametrize(("why", "fields", "said"), SPOILED, ids=[w for w, _, _ in SPOILED])
def test_how_many_are_left_out_and_why(
    world: World, why: str, fields: dict[str, Any], said: str
) -> None:
    del why
    world.passes("other", **fields)
    inside = str(made(world))
    assert "Other Ltd." not in inside
    assert f"One firm is not named: {said}." in inside
    handed = str(made(world, marking="handout"))
    assert "One more firm is not named: its checks are not complete." in handed
    assert said not in handed


def test_a_firm_nobody_checked_is_counted_as_such(world: World) -> None:
    assert "One firm is not named: 1 not checked yet." in str(made(world))
    assert "১টির যাচাই হয়নি" in str(made(world, language="bn"))


def test_the_gravest_reason_counts(world: World) -> None:
    world.passes("other")
    world.change("owner of other", result="failed")
    world.change("registry of other", result="open")
    assert "1 failed a check" in str(made(world))


def test_what_waits_for_checks_is_no_training_need(world: World) -> None:
    gap = text_of(section(made(world), "gap").blocks[0].spans)  # type: ignore[union-attr]  # a paragraph
    assert "need of one people" not in gap
    assert "need of 1 people" in gap  # ten asked, four named, five wait for their checks
    assert "5 at firms whose checks are not passed" in gap
    world.change("other java", free=6)
    enough = text_of(section(made(world), "gap").blocks[0].spans)  # type: ignore[union-attr]  # a paragraph
    assert "complete the checks first" in enough
    assert "training" not in enough


def test_every_firm_named_is_shown_with_what_was_searched_and_when(world: World) -> None:
    blocks = section(made(world), "integrity").blocks
    assert isinstance(blocks[0], Table)
    (row,) = blocks[0].rows
    assert [text_of(cell.spans) for cell in row.cells] == [
        "Good Ltd.",
        *["22 Oct 2026"] * 3,
        "17 Sep 2027",
    ]
    assert "The register" in str(blocks[1])


def test_many_firms_are_told_in_running_text(world: World) -> None:
    world.change("ten", heads=40)
    for n in range(6):
        world.add(f"firm {n}", Firm(name=f"Firm {n} Ltd.", side="bangladeshi", country="BD"))
        world.add(
            f"java {n}", Capacity(firm=id_of(f"firm {n}"), skill="java", free=4, as_of=TODAY)
        )
        world.passes(f"firm {n}")
    demand = made(world, "demand", length="book", marking="handout")
    table = section(demand, "firms").blocks[0]
    told = section(demand, "integrity").blocks[0]
    assert isinstance(table, Table)
    assert isinstance(told, Paragraph)
    for row in table.rows:
        assert text_of(row.cells[0].spans).splitlines()[0] in text_of(told.spans)
    assert len(table.rows) == 7
    assert "runs out on 17 Sep 2027" in text_of(told.spans)


def test_the_book_shows_every_check_with_its_two_signatures(world: World) -> None:
    tax = Check(firm=id_of("good"), nature="tax", on=TODAY, result="open", by=id_of("officer"))
    world.add("tax", tax)
    table = section(made(world, length="book"), "integrity").blocks[0]
    assert isinstance(table, Table)
    rows = [[text_of(cell.spans) for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Good Ltd."]
    assert rows[1][:2] == ["Company registry", "nothing found"]
    assert rows[1][3] == "First Officer, Second Officer"
    assert ["Tax", "still open"] in [row[:2] for row in rows]
    handed = str(section(made(world, length="book", marking="handout"), "integrity"))
    assert "Officer" not in handed
    assert "The register" in handed


def test_a_check_out_of_date_is_hatched(world: World) -> None:
    world.passes("other", until=date(2026, 11, 1))
    brief = made(world, "other", length="book")
    table = section(brief, "integrity").blocks[0]
    assert isinstance(table, Table)
    assert any(cell.expired for row in table.rows for cell in row.cells)
    assert "out of date" in str(table)


def test_a_firm_of_ours_is_handed_out_only_when_it_passed(world: World) -> None:
    inside = str(made(world, "other"))
    assert "Not to be named in an offer: Company registry: not checked" in inside
    assert "Java" in inside
    handed = str(made(world, "other", marking="handout"))
    assert "Java" not in handed
    assert "when its checks are complete" in handed
    assert "Java" in str(made(world, "good", marking="handout"))
