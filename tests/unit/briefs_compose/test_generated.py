"""Whatever the records hold, a brief comes of it, and keeps its rules."""

from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desk_app.briefs.compose import COMPOSERS, Options, compose, problems
from desk_app.briefs.content import Brief, Chart, Section, Table, all_sections
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.consent import standing
from desk_app.domain.errors import WrongInput
from desk_app.domain.fields import Field, Shape
from desk_app.domain.integrity import standing as standing_of
from desk_app.domain.kinds import Check, Consent, Firm, Person
from desk_app.domain.material import Material
from desk_app.domain.registry import KINDS, Content
from tests.support.material import NOW, TODAY, World, id_of

KEPT = (
    *("meeting", "firm", "hub", "person", "officer", "demand", "demand_line", "capacity", "task"),
    *("certificate", "consent", "position", "tie", "fact", "brief", "skill", "mission"),
    *("check", "consortium", "member", "stage", "win", "proposal", "reply", "introduction"),
    *("shortfall", "referral", "target", "dossier", "paper", "note", "strategy", "country"),
    *("membership", "cohort", "opening"),
)
EACH = 3
TEXTS = (
    "",
    "A",
    "Long words " * 30,
    "বাংলা নাম",
    "One\nTwo\n- Three",
    "<b>&amp;</b>",
    "{name} %s",
    "x" * 200,
)


FEW: dict[Shape, tuple[Any, ...]] = {
    Shape.COUNTRY: ("", "BD", "NL", "ZZ"),
    Shape.YES_NO: (True, False),
    Shape.SKILL: ("java", "react", "unknown"),
    Shape.LANGUAGES: ("nl", "bn", "xx"),
}


def ids(kinds: tuple[str, ...]) -> list[str]:
    return [str(id_of(f"{kind} {n}")) for kind in kinds for n in range(EACH)]


def day(random: Random) -> str:
    return (TODAY + timedelta(days=random.randint(-900, 900))).isoformat()


def value(random: Random, name: str, field: Field) -> Any:
    """A JSON value that fits a field, its closed list and its links, or is empty."""
    if field.many:
        return [one for _ in range(random.randint(0, 4)) if (one := single(random, name, field))]
    return single(random, name, field)


def single(random: Random, name: str, field: Field) -> Any:
    pick = random.choice
    if field.shape in FEW:
        return pick(FEW[field.shape])
    match field.shape:
        case Shape.CHOICE | Shape.CHOICES:
            return pick([c.code for c in field.choices] + ["of a later version"])
        case Shape.LINK | Shape.LINKS:
            return pick([*ids(field.links), str(id_of("gone"))])
        case Shape.NUMBER:
            return pick([None, random.randint(0, 400)])
        case Shape.DATE:
            return pick([None, day(random)])
        case Shape.MOMENT:
            return pick([None, (NOW + timedelta(days=random.randint(-900, 900))).isoformat()])
        case Shape.EMAILS:
            return f"secret{random.randint(0, 10**6)}@example.org"
        case Shape.FIGURE:
            low = random.randint(0, 10**9)
            high = low + random.randint(0, 10**9)
            return pick([None, {"low": low, "high": high, "estimated": True, "unit": "EUR"}])
        case Shape.SKILLS:
            return None
        case _:
            told = {"period": ["FY2019-20", "2022", "2024"], "value": ["474.24 USD million", "9"]}
            return pick([*TEXTS, *told.get(name, [])])


def content(random: Random, kind: str) -> Content:
    fields = KINDS[kind].fields
    told = {name: value(random, name, field) for name, field in fields.items()}
    return KINDS[kind].read(
        {n: v for n, v in told.items() if v is not None and random.random() > 0.2}
    )


def material_of(seed: int, subject: str = "meeting") -> Material:
    """Records of every kind that a brief reads, up to three of each, pointing at each other."""
    random = Random(seed)
    world = World()
    for kind in KEPT:
        for n in range(random.randint(0, EACH)):
            world.add(f"{kind} {n}", content(random, kind), archived=random.random() < 0.15)
    world.add(f"{subject} 0", content(random, subject))
    return world.material(f"{subject} 0")


# A seed shrinks at once; records drawn one by one would shrink for minutes.
seeds = st.integers(0, 2**32)
options = st.builds(
    Options,
    printed_at=st.just(NOW),
    language=st.sampled_from(["en", "bn"]),
    length=st.sampled_from(["points", "brief", "book"]),
    marking=st.sampled_from(["internal", "handout"]),
    exchanged=st.none() | st.just(NOW),
)


def figures_are_sourced(brief: Brief) -> None:
    for section in all_sections(brief):
        for block in section.blocks:
            if isinstance(block, Chart):
                assert block.source
            if isinstance(block, Table) and section.key.split("-")[0] in (
                "coverage",
                "firms",
                "facts",
                "history",
            ):
                assert block.source, section.key


SLOW = settings(max_examples=150, deadline=None)


@SLOW
@given(seeds, options)
def test_every_brief_comes_out_with_its_figures_sourced(seed: int, chosen: Options) -> None:
    material = material_of(seed)
    brief = compose(material, chosen)
    assert brief.title
    assert [s.key for s in brief.front]
    assert len({s.key for s in all_sections(brief)}) == len(list(all_sections(brief)))
    figures_are_sourced(brief)
    assert compose(material, chosen) == brief


@SLOW
@given(seeds, options)
def test_no_details_of_a_person_stand_there_against_their_will(seed: int, chosen: Options) -> None:
    material = material_of(seed)
    told = str(compose(material, chosen))
    given_ = [r.content for r in material.all(Consent) if r.envelope.archived is None]
    for record in material.all(Person):
        theirs = [c for c in given_ if c.person == record.id]
        open_ = standing(theirs, "keep", TODAY) in ("agreed", "unknown")
        hidden = record.content.do_not_approach or not open_ or chosen.marking == "handout"
        others = {e for r in material.all(Person) if r.id != record.id for e in r.content.emails}
        if hidden:
            for email in set(record.content.emails) - others:
                assert email not in told


@settings(SLOW, max_examples=12)
@given(seeds, options)
def test_every_brief_can_be_set_on_paper(seed: int, chosen: Options) -> None:
    material = material_of(seed)
    assert laid_out(compose(material, chosen), printed_at=NOW).data.startswith(b"%PDF")


FORMS = tuple(COMPOSERS)
SUBJECTS = {form: COMPOSERS[form][0] for form in FORMS}


@SLOW
@given(seeds, options, st.sampled_from(FORMS))
def test_a_brief_of_any_kind_comes_out_and_lists_what_it_lacks(
    seed: int, chosen: Options, form: str
) -> None:
    material = material_of(seed, SUBJECTS[form])
    wanted = replace(chosen, form=form)
    try:
        brief = compose(material, wanted)
    except WrongInput:
        assert form == "delegation"
        return
    assert brief.title
    assert compose(material, wanted) == brief
    known = {record.id for record in material.records}
    for problem in problems(material, wanted):
        assert problem.text
        assert problem.record in known


@settings(SLOW, max_examples=60)
@given(seeds, options, st.sampled_from(FORMS))
def test_no_barred_firm_stands_in_an_offer_of_any_kind(
    seed: int, chosen: Options, form: str
) -> None:
    material = material_of(seed, SUBJECTS[form])
    for section in offered(material, replace(chosen, form=form)):
        for record in material.all(Firm):
            checks = [r for r in material.all(Check) if r.content.firm == record.id]
            live = [r for r in checks if r.envelope.archived is None]
            if record.content.name == "A" or len(record.content.name) < 5:
                continue  # a name that may stand anywhere
            if standing_of(live, TODAY) != "passed" and record.content.side == "bangladeshi":
                same = [r for r in material.all(Firm) if r.content.name == record.content.name]
                if len(same) == 1:
                    assert record.content.name not in str(section)


def offered(material: Material, chosen: Options) -> list[Section]:
    """The sections that name firms as an offer."""
    try:
        brief = compose(material, chosen)
    except WrongInput:
        return []
    keys = ("consortium", "coverage", "firms") if chosen.form != "country" else ("coverage",)
    return [s for s in all_sections(brief) if s.key.split("-")[0] in keys]
