"""What an officer chooses of a brief, what a template keeps of it, and what is to be mended."""

import re
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from desk_app.briefs.compose import COMPOSERS, Options, composable, compose, problems, templated
from desk_app.briefs.compose.sheet import code_in
from desk_app.briefs.content import Brief, all_sections
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import (
    Capacity,
    Consent,
    Demand,
    DemandLine,
    Dossier,
    Fact,
    Firm,
    Meeting,
    Person,
    Skill,
    Template,
    Tie,
)
from desk_app.domain.material import Material
from tests.support.material import NOW, TODAY, World, id_of
from tests.support.sample import records

RECORDS = tuple(records(TODAY))
CARDS = ("consent", "win")


@pytest.fixture
def world() -> World:
    """A meeting about a demand with everything that could be wrong."""
    world = World()
    world.add("client", Firm(name="Client B.V.", side="foreign", country="NL"))
    world.add("home", Firm(name="Home Ltd.", side="bangladeshi", country="BD"))
    world.add("java", Skill(code="java", name="Java"))
    line = Capacity(firm=id_of("home"), skill="java", free=3, as_of=TODAY)
    world.add("fresh", line)
    world.add("checked", Firm(name="Checked Ltd.", side="bangladeshi", country="BD"))
    world.passes("checked")
    old = replace(line, firm=id_of("checked"), until=TODAY - timedelta(days=1))
    world.add("stale", old)
    world.add("demand", Demand(name="Ten people", client=id_of("client")))
    world.add("ten", DemandLine(demand=id_of("demand"), skill="java", heads=10))
    world.add("boss", Person(name="Anna Voorbeeld"))
    world.add("door", Person(name="Arif Example"))
    world.add("tie", Tie(person=id_of("door"), to=id_of("boss"), may_ask=True))
    past = TODAY - timedelta(days=5)
    world.add("tax", Fact(country="BD", topic="tax", statement="Tax is low", until=past))
    world.add("elsewhere", Fact(country="JP", topic="tax", statement="In Japan", until=past))
    world.add(
        "talk",
        Meeting(
            subject="A talk",
            when=NOW + timedelta(days=2),
            organisations=(id_of("client"),),
            people=(id_of("boss"),),
            demands=(id_of("demand"),),
            asks="A pilot",
            points="A point",
        ),
    )
    return world


def made(world: World, **chosen: Any) -> Brief:
    return compose(world.material("talk"), replace(Options(printed_at=NOW), **chosen))


def test_sections_come_in_the_order_that_is_asked_for(world: World) -> None:
    usual = [code_in(s.key) for s in made(world).front]
    turned = made(world, order=("points", "facts", "coverage"))
    front = [code_in(s.key) for s in turned.front]
    assert front == ["points", *(code for code in usual if code != "points")]
    assert [code_in(s.key) for s in turned.sections][:2] == ["facts", "coverage"]


def test_sections_of_one_code_are_left_out_together(world: World) -> None:
    keys = {code_in(s.key) for s in all_sections(made(world, off=frozenset({"coverage", "meet"})))}
    assert not keys & {"coverage", "meet"}


def test_a_template_gives_back_what_was_chosen() -> None:
    template = Template(
        name="Short",
        form="firm",
        length="points",
        language="bn",
        classification="handout",
        sections="facts\n\ncoverage\n",
        left_out=("chart",),
    )
    chosen = templated(Options(printed_at=NOW, officer="Rina"), template)
    assert chosen.form == "firm"
    assert chosen.length == "points"
    assert chosen.language == "bn"
    assert chosen.marking == "handout"
    assert chosen.order == ("facts", "coverage")
    assert chosen.off == {"chart"}
    assert chosen.officer == "Rina"
    both = templated(chosen, replace(template, language="both", length="of a later version"))
    assert both.language == "bn"
    assert both.length == "points"


@pytest.mark.parametrize("form", [form for form in COMPOSERS if form not in CARDS])
def test_every_section_that_a_brief_has_can_be_chosen(form: str) -> None:
    codes = [code for code, _ in composable(form)]
    assert len(codes) == len(set(codes))
    for subject in [r.id for r in RECORDS if r.kind == COMPOSERS[form][0]][:3]:
        options = Options(printed_at=NOW, form=form, length="book")
        try:
            brief = compose(Material(subject, RECORDS), options)
        except WrongInput:
            continue  # a mission that has no meeting ahead
        own = [*brief.front, *brief.sections]
        assert {code_in(s.key) for s in own} - {"care", "paper"} <= set(codes)


@pytest.mark.parametrize("form", COMPOSERS)
def test_sections_are_named_in_both_languages(form: str) -> None:
    for code, label in composable(form):
        assert re.search("[A-Za-z]", label.en), code
        assert re.search("[\u0980-\u09ff]", label.bn), code
        assert "{" not in label.en + label.bn
    assert (composable(form) == ()) == (form in CARDS)


def found(world: World, subject: str = "talk", **chosen: Any) -> dict[str, Any]:
    options = replace(Options(printed_at=NOW), **chosen)
    return {p.code: p for p in problems(world.material(subject), options)}


def test_what_is_to_be_mended_is_listed_with_the_record_to_open(world: World) -> None:
    listed = found(world)
    assert {code: problem.record for code, problem in listed.items()} == {
        "stale-capacity": id_of("demand"),
        "unverified-firm": id_of("home"),
        "expired-fact": id_of("tax"),
        "no-objective": id_of("talk"),
        "consent-unknown": id_of("boss"),
        "introducer-not-asked": id_of("door"),
    }
    assert listed["unverified-firm"].text == "Home Ltd. is not named in the offer: not checked."
    assert listed["expired-fact"].kind == "fact"
    assert "Tax is low" in listed["expired-fact"].text
    assert "যাচাই হয়নি" in found(world, language="bn")["unverified-firm"].text


def test_what_is_mended_is_listed_no_more(world: World) -> None:
    world.passes("home")
    world.change("talk", objective="To learn", objective_bn="জানা")
    world.change("tax", until=None)
    for person, purpose in (("boss", "keep"), ("door", "introduce")):
        agreed = Consent(person=id_of(person), purpose=purpose, answer="agreed", on=TODAY)
        world.add(f"consent of {person}", agreed)
    world.change("stale", until=None)
    assert found(world) == {}


def test_who_said_no_is_told_apart_from_who_was_not_asked(world: World) -> None:
    refused = Consent(person=id_of("boss"), purpose="keep", answer="refused", on=TODAY)
    world.add("refused", refused)
    assert "consent-refused" in found(world)
    assert "consent-unknown" not in found(world)
    world.change("talk", objective="To learn")
    assert "not-in-bangla" in found(world)


def test_other_subjects_have_problems_too(world: World) -> None:
    assert found(world, "home")["unverified-firm"].record == id_of("home")
    assert "unverified-firm" in found(world, "client")
    assert "unverified-firm" in found(world, "demand")
    day = TODAY - timedelta(days=1)
    world.add("ai", Dossier(name="AI", domain="ai", checked=day, until=day))
    assert found(world, "ai")["expired-dossier"].record == id_of("ai")


def test_a_book_lists_the_problems_of_its_meetings(world: World) -> None:
    material = Material(id_of("client"), tuple(world.records.values()), chosen=(id_of("talk"),))
    codes = {p.code for p in problems(material, Options(printed_at=NOW))}
    assert "no-objective" in codes
