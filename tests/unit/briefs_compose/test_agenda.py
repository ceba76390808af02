"""The agenda: one page to hand out, with times, and nothing of ours alone."""

from datetime import timedelta
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import Brief, Table, all_sections, text_of
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.kinds import Demand, Firm, Meeting, Mission, Officer, Person, Position
from tests.support.material import NOW, World, id_of


@pytest.fixture
def world() -> World:
    world = World()
    world.add("mission", Mission(name="A mission", name_bn="একটি মিশন"))
    world.add("officer", Officer(name="Our Officer", title="Counsellor"))
    world.add("client", Firm(name="Client B.V.", side="foreign", country="NL"))
    world.add(
        "boss", Person(name="Anna Voorbeeld", emails=("anna@example.org",), notes="Decides.")
    )
    world.add(
        "boss at client",
        Position(person=id_of("boss"), organisation=id_of("client"), role="Director"),
    )
    world.add("demand", Demand(name="Ten people", client=id_of("client"), confidential=True))
    world.add(
        "talk",
        Meeting(
            subject="A talk",
            when=NOW + timedelta(days=2),
            where="Utrecht",
            organisations=(id_of("client"),),
            people=(id_of("boss"),),
            officers=(id_of("officer"),),
            demands=(id_of("demand"),),
            objective="To be on the short list",
            asks="A pilot\nA date",
            offers="One lead firm",
            points="They need us more than we need them",
            avoid="The lost bid",
            next_step="Call again",
            notes="Stubborn",
        ),
    )
    return world


def made(world: World, **chosen: Any) -> Brief:
    options = replace(Options(printed_at=NOW, form="agenda"), **chosen)
    return compose(world.material("talk"), options)


def points(brief: Brief) -> list[list[str]]:
    table = next(s for s in brief.front if s.key == "agenda").blocks[0]
    assert isinstance(table, Table)
    return [[text_of(cell.spans) for cell in row.cells] for row in table.rows]


def test_the_points_fill_an_hour_from_the_meetings_time(world: World) -> None:
    assert points(made(world)) == [
        ["09:00", "Welcome and introductions"],
        ["09:05", "A pilot"],
        ["09:20", "A date"],
        ["09:35", "One lead firm"],
        ["09:50", "Next steps and close"],
    ]
    assert points(made(world, language="bn"))[0] == ["০৯:০০", "স্বাগত ও পরিচয়"]


def test_times_that_were_typed_are_kept(world: World) -> None:
    world.change("talk", asks="09:30 A pilot\n10.15 – A date", offers="One lead firm")
    times = {what: at for at, what in points(made(world))}
    assert times["A pilot"] == "09:30"
    assert times["A date"] == "10:15"
    assert times["One lead firm"] == "10:15"


@pytest.mark.parametrize("marking", ["internal", "handout"])
def test_nothing_of_ours_stands_in_it(
    world: World, marking: Literal["internal", "handout"]
) -> None:
    brief = made(world, marking=marking)
    said = str(brief)
    assert brief.classification == "May be handed out"
    for ours in (
        "short list",
        "need us",
        "lost bid",
        "Stubborn",
        "Decides",
        "anna@",
        "Ten people",
    ):
        assert ours not in said
    for both in ("Anna Voorbeeld", "Director", "Our Officer", "Counsellor", "A mission"):
        assert both in said


def test_without_points_it_is_about_the_demands_that_may_be_named(world: World) -> None:
    world.change("talk", asks="", offers="")
    assert [what for _, what in points(made(world))][1:-1] == ["A talk"]
    world.change("demand", confidential=False)
    assert [what for _, what in points(made(world))][1:-1] == ["Ten people"]


def test_a_crowded_agenda_stays_on_its_page(world: World) -> None:
    world.change("talk", asks="\n".join(f"Point number {n}" for n in range(9)))
    assert laid_out(made(world), printed_at=NOW).pages == 1
    times = [at for at, _ in points(made(world))]
    assert times == sorted(times)


def test_a_meeting_without_a_time_has_numbered_points(world: World) -> None:
    world.change("talk", when=None)
    assert "A pilot" in str(list(all_sections(made(world))))
