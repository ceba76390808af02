"""The consortium that a demand's brief prints: the one that is kept, or what is proposed today."""

from typing import Any

import pytest
from msgspec.structs import replace

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import Brief, Section, Table, all_sections, text_of
from desk_app.domain.kinds import Consortium, Demand, DemandLine, Firm, Member, Skill
from tests.support.material import NOW, TODAY, World, id_of


@pytest.fixture
def world() -> World:
    """A demand for ten, and a consortium of two firms that passed and one that did not."""
    world = World()
    world.add("client", Firm(name="Client B.V.", side="foreign", country="NL"))
    world.add("java", Skill(code="java", name="Java"))
    world.add("demand", Demand(name="Ten people", client=id_of("client")))
    world.add("ten", DemandLine(demand=id_of("demand"), skill="java", heads=10))
    for name in ("lead", "small", "unsure"):
        world.add(name, Firm(name=f"{name.title()} Ltd.", side="bangladeshi", country="BD"))
    world.passes("lead")
    world.passes("small")
    keep(world, "first", 1, "draft", lead=5, small=2, unsure=2)
    return world


def keep(world: World, name: str, number: int | None, standing: str, **heads: int) -> None:
    """Keep a version with so many heads of each firm, those of the lead evidenced."""
    version = Consortium(
        demand=id_of("demand"),
        number=number,
        standing=standing,
        made=TODAY,
        covered=90,
        asked=100,
        why="They are few.",
        risks="One leans on the other.",
        uncovered="Java: 1",
    )
    world.add(name, version)
    for firm, count in heads.items():
        member = Member(
            consortium=id_of(name),
            firm=id_of(firm),
            role="lead" if firm == "lead" else "member",
            line=id_of("ten"),
            skill="java",
            heads=count,
            evidenced=count if firm == "lead" else 0,
            start=TODAY,
            answer="accepted",
        )
        world.add(f"{firm} in {name}", member)


def made(world: World, **chosen: Any) -> Brief:
    return compose(world.material("demand"), replace(Options(printed_at=NOW), **chosen))


def section(brief: Brief, key: str) -> Section:
    return next(s for s in all_sections(brief) if s.key.split("-")[0] == key)


def rows(world: World, **chosen: Any) -> list[list[str]]:
    blocks = section(made(world, **chosen), "consortium").blocks
    table = next(block for block in blocks if isinstance(block, Table))
    return [[text_of(cell.spans) for cell in row.cells] for row in table.rows]


def test_each_member_is_named_with_what_it_brings_and_whether_it_agreed(world: World) -> None:
    assert rows(world) == [
        ["Lead (lead)", "Java 5", "21 Nov", "Accepted"],
        ["Small", "Java 2", "21 Nov", "Accepted"],
    ]
    said = str(section(made(world), "consortium"))
    assert "Version 1 of 21 Nov 2026, draft. 90 of 100 head-months" in said
    for text in ("They are few.", "One leans on the other.", "Java: 1"):
        assert text in said


def test_a_member_that_did_not_pass_is_counted_and_not_named(world: World) -> None:
    for marking in ("internal", "handout"):
        said = str(made(world, marking=marking))
        assert "Unsure" not in said
        assert "not named" in said


def test_the_offer_on_page_one_is_that_of_the_consortium(world: World) -> None:
    brief = made(world)
    assert "7 of 10 people from 2 firms" in str(brief.front)
    table = section(brief, "coverage").blocks[0]
    assert isinstance(table, Table)
    assert [text_of(cell.spans) for cell in table.rows[0].cells][-4:-1] == ["10", "7", "3"]
    assert "Heads as in the consortium." in str(table.source)
    assert "2 at firms whose checks are not passed" in str(brief.front)


def test_the_firmest_version_is_printed_and_of_those_the_newest(world: World) -> None:
    keep(world, "second", 2, "draft", lead=6)
    assert rows(world)[0][1] == "Java 6"
    keep(world, "chosen", 1, "chosen", small=3)
    assert rows(world)[0][:2] == ["Small", "Java 3"]
    keep(world, "dropped", 9, "dropped", lead=9)
    assert rows(world)[0][:2] == ["Small", "Java 3"]


def test_who_declined_is_no_member(world: World) -> None:
    world.change("small in first", answer="declined")
    assert [row[0] for row in rows(world)] == ["Lead (lead)"]


def test_a_client_gets_one_answer_and_not_how_it_came_about(world: World) -> None:
    handed = made(world, marking="handout")
    assert "coverage" not in {s.key.split("-")[0] for s in handed.sections}
    assert rows(world, marking="handout")[0] == ["Lead (lead)", "Java 5", "21 Nov"]
    said = str(handed)
    for ours in ("They are few.", "One leans on the other.", "Version 1", "Accepted"):
        assert ours not in said


def test_what_is_proposed_today_says_that_nobody_decided(world: World) -> None:
    world.change("first", number=None)
    said = str(section(made(world), "consortium"))
    assert "As it is proposed on 21 Nov 2026 from the capacity book; not yet decided." in said


def test_without_one_there_is_no_such_section(world: World) -> None:
    world.change("first", standing="dropped")
    assert "consortium" not in {s.key for s in all_sections(made(world))}


def test_a_member_that_was_put_away_is_no_member(world: World) -> None:
    world.add("small", Firm(name="Small Ltd.", side="bangladeshi"), archived=True)
    assert [row[0] for row in rows(world)] == ["Lead (lead)"]
