"""The dossier of a domain as the desk hands it on, and the card a client signs."""

from datetime import date, timedelta
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import Brief, Bullets, KeyFacts, QrCode, all_sections, text_of
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.kinds import Dossier, Firm, Note, Paper, Win
from desk_app.domain.values import Figure
from tests.support.material import NOW, TODAY, World, id_of


@pytest.fixture
def world() -> World:
    world = World()
    world.add(
        "fintech",
        Dossier(
            name="Fintech",
            name_bn="ফিনটেক",
            domain="fintech",
            publisher="The association",
            checked=TODAY,
            until=TODAY + timedelta(days=90),
            summary="Payments first.",
            summary_bn="আগে অর্থপ্রদান।",
            forces="Banks lead.",
            experts="Ask the professor.",
            legal="Licences are national.",
            line="We bring engineers.",
            risks="The exemption ends.",
            sources="[1] A law, https://example.org/law",
        ),
    )
    paper = Paper(dossier=id_of("fintech"), name="How money comes home", text="Through banks.")
    world.add("paper", paper)
    world.add("note", Note(about=id_of("paper"), text="Tulip pays in euro.", on=TODAY))
    for name in ("good", "unsure"):
        firm = Firm(name=f"{name.title()} Ltd.", side="bangladeshi", domains=("fintech",))
        world.add(name, firm)
    world.add("games", Firm(name="Games Ltd.", side="bangladeshi", domains=("gaming",)))
    world.passes("good")
    world.passes("games")
    return world


def made(world: World, subject: str, **chosen: Any) -> Brief:
    return compose(world.material(subject), replace(Options(printed_at=NOW), **chosen))


def test_a_dossier_tells_what_was_published_with_its_age(world: World) -> None:
    brief = made(world, "fintech")
    said = str(brief)
    for text in ("Payments first.", "Banks lead.", "Licences are national.", "The association"):
        assert text in said
    assert [text_of(fact.value) for fact in brief.facts][1:] == ["21 Nov 2026", "19 Feb 2027"]
    assert not any(fact.expired for fact in brief.facts)
    assert "আগে অর্থপ্রদান।" in str(made(world, "fintech", language="bn"))


def test_a_dossier_out_of_date_says_so_first(world: World) -> None:
    world.change("fintech", until=TODAY - timedelta(days=1))
    brief = made(world, "fintech")
    assert brief.front[0].key == "care"
    assert "Out of date since 20 November 2026" in str(brief.front[0])
    assert any(fact.expired for fact in brief.facts)


def test_only_firms_of_the_domain_that_passed_are_named(world: World) -> None:
    said = str(made(world, "fintech"))
    assert "Good" in said
    assert "Games" not in said
    assert "Unsure" not in said
    assert "One firm is not named: 1 not checked yet." in said


def test_notes_experts_and_risks_stay_in_the_mission(world: World) -> None:
    inside = str(made(world, "fintech"))
    handed = str(made(world, "fintech", marking="handout", length="book"))
    for ours in ("Tulip pays in euro.", "Ask the professor.", "The exemption ends."):
        assert ours in inside
        assert ours not in handed


def test_the_book_holds_the_papers_whole(world: World) -> None:
    assert "Through banks." not in str(made(world, "fintech"))
    assert "Through banks." in str(made(world, "fintech", length="book"))


@pytest.fixture
def won(world: World) -> World:
    world.add("client", Firm(name="Client B.V.", name_bn="ক্লায়েন্ট বি.ভি.", side="foreign"))
    world.add(
        "win",
        Win(
            name="Twelve artists",
            client=id_of("client"),
            firms=(id_of("good"),),
            on=date(2026, 7, 23),
            year_1=Figure(180_000, 180_000, unit="EUR"),
            year_3=Figure(90_000, 120_000, estimated=True, unit="EUR"),
            heads=12,
            share=60,
            notes="They paid late.",
        ),
    )
    return world


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_the_card_is_one_small_page_in_both_languages_with_nothing_ticked(
    won: World, lang: Literal["en", "bn"]
) -> None:
    card = made(won, "win", language=lang)
    assert card.paper == "a5"
    assert laid_out(card, printed_at=NOW).pages == 1
    blocks = [block for section in card.front for block in section.blocks]
    items = [item for b in blocks if isinstance(b, Bullets) for item in b.items]
    assert len(items) == 5
    assert not any(item.ticked for item in items)
    assert all(" · " in text_of(item.spans) for item in items)
    assert [b.payload for b in blocks if isinstance(b, QrCode)] == [f"ict-desk:win/{card.code}"]
    assert {section.lang for section in card.front} == {None, "bn" if lang == "en" else "en"}


def test_the_card_tells_the_business_and_nothing_of_ours(won: World) -> None:
    card = made(won, "win")
    facts = next(b for s in card.front for b in s.blocks if isinstance(b, KeyFacts))
    told = {fact.label: text_of(fact.value) for fact in facts.facts}
    assert told["Firms"] == "Good Ltd."
    assert told["Signed on"] == "23 July 2026, 12 people"
    assert told["Value by year"] == "year 1: EUR 180,000; year 3: EUR 90,000–120,000 (estimate)"
    assert "60" not in str(told)
    assert "paid late" not in str(card)
    bangla = str(list(all_sections(made(won, "win", language="bn"))))
    assert "১ম বছর: ১.৮ লাখ ইউরো; ৩য় বছর" in bangla
