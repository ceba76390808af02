"""The briefs about firms, hubs, people, countries and demands, and the slip to sign."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import pytest
from msgspec.structs import replace

from desk_app.briefs.compose import COMPOSERS, Options, compose, form_of, forms_for
from desk_app.briefs.content import Brief, Bullets, Paragraph, QrCode, Table, all_sections, text_of
from desk_app.briefs.layout.document import laid_out
from desk_app.briefs.noting import noted
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.domain.kinds import (
    Consent,
    Country,
    Demand,
    Fact,
    Firm,
    Hub,
    Introduction,
    Opening,
    Person,
    Proposal,
    Referral,
    Task,
    Win,
)
from desk_app.domain.kinds.brief import BRIEFS
from desk_app.domain.material import Material
from desk_app.domain.registry import KINDS
from tests.support.material import NOW, TODAY, World, id_of
from tests.support.pdf_reading import by_pypdf
from tests.support.sample import records

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
RECORDS = tuple(records(AT.date()))
FORMS = tuple(form for form in COMPOSERS if form not in ("partnership", "delegation"))
CARDS = ("consent", "win", "agenda")
MOST_PAGES = {"handover": 6}
Lang = Literal["en", "bn"]


def subjects(kind: str) -> list[UUID]:
    return [record.id for record in RECORDS if record.kind == kind][:4]


def named(kind: str, words: str) -> UUID:
    found = (r.id for r in RECORDS if r.kind == kind and words in getattr(r.content, "name", ""))
    return next(found)


def made(subject: UUID, form: str = "", **chosen: object) -> Brief:
    options = replace(Options(printed_at=AT, form=form), **chosen)
    return compose(Material(subject, RECORDS), options)


def told(brief: Brief) -> str:
    """Everything a brief says, as one text."""
    return " ".join(by_pypdf(laid_out(brief, printed_at=AT).data))


@pytest.mark.parametrize("lang", ["en", "bn"])
@pytest.mark.parametrize("form", FORMS)
def test_every_kind_comes_out_in_every_length_and_marking(form: str, lang: Lang) -> None:
    for subject in subjects(COMPOSERS[form][0]):
        for marking in ("internal", "handout"):
            points = made(subject, form, language=lang, marking=marking, length="points")
            whole = made(subject, form, language=lang, marking=marking, length="book")
            assert points.title
            assert points.sections == ()
            assert len(whole.sections) >= len(points.sections)
            assert laid_out(points, printed_at=AT).pages == 1


@pytest.mark.parametrize("lang", ["en", "bn"])
@pytest.mark.parametrize("form", FORMS)
def test_a_brief_of_any_kind_has_at_most_four_pages(form: str, lang: Lang) -> None:
    for subject in subjects(COMPOSERS[form][0]):
        laid = laid_out(made(subject, form, language=lang), printed_at=AT)
        assert laid.pages <= (1 if form in CARDS else MOST_PAGES.get(form, 4))
        assert len(laid.data) < 300_000


def test_every_declared_kind_of_brief_has_a_composer() -> None:
    assert {choice.code for choice in BRIEFS} == set(COMPOSERS)


def test_the_usual_kind_follows_the_subject_and_another_may_be_asked_for() -> None:
    material = Material(named("person", "Arif Meghna"), RECORDS)
    assert forms_for("person") == ("person", "consent")
    assert form_of(material, Options(printed_at=AT)) == "person"
    assert form_of(material, Options(printed_at=AT, form="consent")) == "consent"
    with pytest.raises(WrongInput):
        form_of(material, Options(printed_at=AT, form="hub"))


@pytest.mark.parametrize("form", COMPOSERS)
def test_a_subject_that_is_gone_is_told(form: str) -> None:
    with pytest.raises(NoSuchRecord):
        COMPOSERS[form][1](Material(id_of("gone"), RECORDS), Options(printed_at=AT))


def test_a_firm_is_told_with_whom_we_know_and_what_they_need() -> None:
    brief = made(named("firm", "Tulpveld"))
    keys = [section.key.split("-")[0] for section in all_sections(brief)]
    assert keys[:5] == ["objective", "meet", "since", "demands", "next"]
    assert {"people", "history", "coverage", "introducers"} <= set(keys)
    handed = made(named("firm", "Tulpveld"), marking="handout")
    assert not {"meet", "since", "people", "introducers"} & {s.key for s in all_sections(handed)}
    assert "Meghna" not in told(handed)


def test_a_firm_at_home_is_told_with_what_it_can_bring() -> None:
    brief = made(named("firm", "Kaktarua"))
    table = next(s for s in brief.sections if s.key == "capacity").blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 6
    assert any(row.cells[0].expired for row in table.rows)
    assert "EUR" not in told(brief)  # day rates are never printed


def test_decided_demands_are_not_open() -> None:
    world = World()
    client = world.add("client", Firm(name="Client", side="foreign", country="NL"))
    for stage in ("matched", "won", "lost"):
        world.add(stage, Demand(name=f"Is {stage}", client=client, stage=stage))
    brief = compose(world.material("client"), Options(printed_at=NOW))
    front = next(s for s in brief.front if s.key == "demands").blocks[0]
    assert isinstance(front, Bullets)
    assert [text_of(item.spans) for item in front.items] == ["Is matched (matched)"]


def test_what_else_is_under_way_is_told_inside_the_mission_only() -> None:
    world = World()
    client = world.add("client", Firm(name="Client B.V.", side="foreign", country="NL"))
    door = world.add("door", Person(name="Arif Example"))
    world.add("asked", Introduction(to=client, asked=door, state="asked", asked_on=TODAY))
    world.add("over", Introduction(to=client, asked=door, state="closed"))
    world.add("guarantee", Proposal(name="A guarantee", state="submitted", about=(client,)))
    world.add("permits", Referral(name="Permits", about=(client,)))
    world.add("job", Opening(name="Java engineer", employer=client))
    world.add("filled", Opening(name="A tester", employer=client, state="filled"))
    world.add("win", Win(name="Twelve artists", client=client, confirmation="card"))
    brief = compose(world.material("client"), Options(printed_at=NOW))
    lines = next(s for s in brief.sections if s.key == "underway").blocks[0]
    assert isinstance(lines, Bullets)
    assert [text_of(item.spans) for item in lines.items] == [
        "Introduction: name withheld – asked, 21 Nov 2026",
        "Proposal: A guarantee – submitted",
        "Referral: Permits – open",
        "Opening: Java engineer – open",
        "Win: Twelve artists – signed card",
    ]
    handed = compose(world.material("client"), Options(printed_at=NOW, marking="handout"))
    assert "underway" not in {s.key for s in handed.sections}


def test_a_firm_at_home_is_handed_out_without_what_is_out_of_date() -> None:
    handed = made(named("firm", "Kaktarua"), marking="handout")
    table = next(s for s in handed.sections if s.key == "capacity").blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 5
    assert not any(row.cells[0].expired for row in table.rows)
    inside = {section.title for section in made(named("firm", "Kaktarua")).sections}
    assert "About Kaktarua Softworks Ltd." in inside


def test_a_hub_names_its_members_and_where_that_is_from() -> None:
    brief = made(named("hub", "Brainport"))
    assert "Lichtfabriek" in told(brief)
    assert "European Cluster Collaboration Platform" in told(brief)


@pytest.fixture
def known() -> World:
    """A person with details, a promise, and nothing said on consent."""
    world = World()
    person = world.add(
        "anna",
        Person(
            name="Anna Voorbeeld", emails=("anna@example.org",), notes="Likes tea.", city="Delft"
        ),
    )
    due = TODAY + timedelta(days=3)
    world.add("task", Task(what="Send a book", promised_by="us", due=due, about=(person,)))
    return world


def person_brief(world: World, marking: Literal["internal", "handout"] = "internal") -> str:
    return told(compose(world.material("anna"), Options(printed_at=NOW, marking=marking)))


def agree(world: World, purpose: str, answer: str = "agreed", on: date = TODAY) -> None:
    world.add(purpose, Consent(person=id_of("anna"), purpose=purpose, answer=answer, on=on))


def test_a_person_who_was_not_asked_is_told_inside_the_mission_only(known: World) -> None:
    assert "anna@example.org" in person_brief(known)
    assert "Send a book" in person_brief(known)
    handed = person_brief(known, "handout")
    assert "Anna Voorbeeld" in handed
    for hidden in ("example.org", "Likes tea", "Delft", "Send a book"):
        assert hidden not in handed


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_a_person_who_said_no_is_a_name_and_a_function(known: World, answer: str) -> None:
    agree(known, "keep", answer)
    said = person_brief(known)
    assert "name and function only" in said
    for hidden in ("example.org", "Likes tea", "Delft", "Send a book"):
        assert hidden not in said


def test_a_person_to_be_left_in_peace_is_marked_so_and_not_reachable(known: World) -> None:
    known.change("anna", do_not_approach=True)
    said = person_brief(known)
    assert "Do not approach this person." in said
    assert "example.org" not in said


def test_nobody_opens_doors_who_did_not_agree_to_be_asked() -> None:
    arif = named("person", "Arif Meghna")
    assert "Doors they could open" in told(made(arif))
    without = tuple(
        r
        for r in RECORDS
        if not (isinstance(r.content, Consent) and r.content.purpose == "introduce")
    )
    brief = compose(Material(arif, without), Options(printed_at=AT))
    ties = next(s for s in brief.sections if s.key == "ties")
    assert "Tulpenhof" not in repr(ties)
    assert "not shown" in repr(ties)


def test_a_country_counts_who_is_there_and_keeps_to_its_own_facts() -> None:
    netherlands = next(
        r.id for r in RECORDS if r.kind == "country" and getattr(r.content, "code", "") == "NL"
    )
    brief = made(netherlands)
    firms = [r for r in RECORDS if isinstance(r.content, Firm) and r.content.country == "NL"]
    hubs = [r for r in RECORDS if isinstance(r.content, Hub) and r.content.country == "NL"]
    assert [text_of(fact.value) for fact in brief.facts[:2]] == [str(len(firms)), str(len(hubs))]
    facts = next(s for s in brief.sections if s.key == "facts").blocks[0]
    assert isinstance(facts, Table)
    assert {text_of(row.cells[0].spans) for row in facts.rows} == {"Netherlands"}


def country_of(code: str, *facts: Fact) -> World:
    world = World()
    world.add("land", Country(code=code, name=code))
    for n, fact in enumerate(facts):
        world.add(f"fact {n}", fact)
    return world


def objective(world: World, **options: Any) -> list[str]:
    brief = compose(world.material("land"), Options(printed_at=NOW, **options))
    assert not brief.front or options.get("length") == "points"  # the evidence follows at once
    blocks = next(s.blocks for s in all_sections(brief) if s.key == "objective")
    return [text_of(block.spans) for block in blocks if isinstance(block, Paragraph)]


def test_a_country_nobody_wrote_about_says_what_is_under_way_and_known() -> None:
    past, day = date(2020, 1, 1), date(2026, 10, 3)
    old = Fact(country="BE", topic="tax", statement="Tax was low", until=past, checked=past)
    new = Fact(country="BE", topic="tax", statement="Tax is high", checked=day)
    quiet, facts = objective(country_of("BE", old, new))
    assert quiet.startswith("No demand from there is open")
    assert facts == "One fact about it is in date. The newest was checked on 3 Oct 2026."
    assert objective(country_of("BE", new), marking="handout") == [facts]
    (_, unknown) = objective(country_of("BE", old))
    assert unknown.startswith("No fact about it is in date")


def test_our_own_country_is_told_apart_in_both_languages() -> None:
    fact = Fact(country="BD", topic="tax", statement="Tax is low")
    assert objective(country_of("BD", fact))[0].startswith("Our own country")
    assert objective(country_of("BD", fact), language="bn")[0].startswith("আমাদের নিজের দেশ")
    assert objective(country_of("BD", fact))[1] == "One fact about it is in date."
    assert len(objective(country_of("BD", fact), length="points")) == 2


def test_an_offer_handed_out_names_neither_a_confidential_client_nor_our_ties() -> None:
    world = World()
    client = world.add("client", Firm(name="Secret B.V.", side="foreign", country="NL"))
    world.add("demand", Demand(name="Ten people", client=client, confidential=True))
    handed = compose(world.material("demand"), Options(printed_at=NOW, marking="handout"))
    assert "Secret" not in told(handed)
    inside = told(compose(world.material("demand"), Options(printed_at=NOW)))
    assert "Secret B.V." in inside
    assert "confidential" in inside


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_the_slip_is_one_small_page_in_both_languages_with_nothing_ticked(lang: Lang) -> None:
    brief = made(named("person", "Tulpenhof"), "consent", language=lang)
    assert brief.paper == "a5"
    assert laid_out(brief, printed_at=AT).pages == 1
    boxes = [b for s in brief.front for b in s.blocks if isinstance(b, Bullets)]
    assert [len(b.items) for b in boxes] == [5]
    assert not any(item.ticked for item in boxes[0].items)
    assert all("·" in text_of(item.spans) for item in boxes[0].items)
    codes = [b.payload for s in brief.front for b in s.blocks if isinstance(b, QrCode)]
    assert codes == [f"ict-desk:consent/{brief.code}"]
    assert {section.lang for section in brief.front} == {None, "bn" if lang == "en" else "en"}


def test_what_is_noted_of_a_printing_fits_the_register() -> None:
    subject = named("firm", "Tulpveld")
    material, options = Material(subject, RECORDS), Options(printed_at=AT)
    fields = noted(compose(material, options), b"pdf", 4, options, material)
    assert fields["form"] == "firm"
    assert "meeting" not in fields
    assert fields["about"] == [str(subject)]
    KINDS["brief"].read(fields)
