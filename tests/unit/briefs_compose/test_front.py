"""Page 1 holds a piece of everything that decides a meeting, whatever the records hold."""

from datetime import timedelta
from typing import Any, Literal

import pytest

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import Brief, Bullets, Panels, Paragraph, Section, text_of
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.kinds import Firm, Meeting, Mission, Officer, Person, Position, Task
from desk_app.domain.material import Material
from tests.support.material import NOW, TODAY, World
from tests.support.pdf_reading import by_pypdf, normal

LONG = {
    "en": "An extraordinarily long and winding description of something or other ",
    "bn": "একটি অস্বাভাবিক দীর্ঘ ও জটিল বিবরণ যার কোনো শেষ নেই ",
}


def crowded(lang: Literal["en", "bn"]) -> Material:
    """A meeting with forty people, names of a hundred letters, and much to say of everything."""
    world, long = World(), LONG[lang]
    world.add("mission", Mission(name=2 * long, name_bn=2 * long))
    ours = [
        world.add(f"o{n}", Officer(name=f"{n} {long}", name_bn=f"{n} {long}")) for n in range(6)
    ]
    host = world.add("host", Firm(name=3 * long, name_bn=3 * long, side="foreign", country="NL"))
    people = [
        world.add(f"p{n}", Person(name=f"{n} {long}", name_bn=f"{n} {long}", notes=2 * long))
        for n in range(40)
    ]
    for n, person in enumerate(people):
        world.add(f"at {n}", Position(person=person, organisation=host, role=long, role_bn=long))
    for n in range(12):
        due = TODAY + timedelta(days=n - 6)
        world.add(f"t{n}", Task(what=long, what_bn=long, promised_by="us", due=due, about=(host,)))
    fields: dict[str, Any] = {
        name + tongue: "\n".join([f"{name} {3 * long}"] * 6)
        for name in ("objective", "asks", "offers", "points", "avoid", "next_step")
        for tongue in ("", "_bn")
    }
    world.add(
        "meeting",
        Meeting(
            subject=4 * long,
            subject_bn=4 * long,
            when=NOW,
            where=3 * long,
            organisations=(host,),
            people=tuple(people),
            officers=tuple(ours),
            **fields,
        ),
    )
    return world.material("meeting")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("lang", ["en", "bn"])
def test_a_crowded_page_one_says_the_first_of_everything(
    lang: Literal["en", "bn"], large: bool
) -> None:
    options = Options(printed_at=NOW, language=lang, large_print=large)
    brief = compose(crowded(lang), options)
    laid = laid_out(brief, printed_at=NOW)
    front = {landing.key for landing in laid.landings if landing.on_front}
    assert {section.key for section in brief.front} <= front
    page = by_pypdf(laid.data)[0]
    for section in brief.front:
        assert normal(first_words(section)) in page, section.key
    after = {landing.key for landing in laid.landings if not landing.on_front}
    assert {"objective", "points", "meet"} <= after


def first_words(section: Section) -> str:
    """The first three words of what a section says."""
    block = section.blocks[0]
    if isinstance(block, Panels):
        block = block.panels[0].blocks[0]
    if isinstance(block, Bullets):
        return " ".join(text_of(block.items[0].spans).split()[:3])
    assert isinstance(block, Paragraph)
    return " ".join(text_of(block.spans).split()[:3])


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_the_points_stay_one_page_unless_something_is_carried_on(
    lang: Literal["en", "bn"],
) -> None:
    options = Options(printed_at=NOW, language=lang, length="points")
    brief: Brief = compose(crowded(lang), options)
    laid = laid_out(brief, printed_at=NOW)
    keys = {landing.key for landing in laid.landings if not landing.on_front}
    assert keys <= {section.key for section in brief.front} | {"masthead"}
