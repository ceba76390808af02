"""What the brief for a meeting says, and what it keeps to itself."""

import re
from datetime import date, datetime, timedelta, timezone
from typing import Literal

import msgspec
import pytest

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import (
    Brief,
    Bullets,
    Chart,
    OutcomeBoxes,
    Section,
    Span,
    Table,
    all_sections,
)
from desk_app.domain.consent import Purpose
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.domain.kinds import (
    Capacity,
    Certificate,
    Consent,
    Demand,
    DemandLine,
    Fact,
    Firm,
    Hub,
    Meeting,
    Mission,
    Officer,
    Person,
    Position,
    PrintedBrief,
    Skill,
    Task,
    Tie,
)
from desk_app.domain.values import Figure
from tests.support.material import NOW, TODAY, World, id_of

LOOKS = {
    "role",
    "mark",
    "lang",
    "align",
    "size",
    "style",
    "kind",
    "page",
    "key",
    "length",
    "paper",
}
"""Fields that hold codes for layout, not words."""


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def moment(days: int) -> datetime:
    return NOW + timedelta(days=days)


@pytest.fixture
def world() -> World:
    """A Dutch firm that wants ten people, a firm at home that has eight, one earlier meeting."""
    world = World()
    world.add("mission", Mission(name="A mission", name_bn="একটি মিশন"))
    world.add("officer", Officer(name="Our Officer", name_bn="আমাদের কর্মকর্তা"))
    world.add(
        "client", Firm(name="Client B.V.", name_bn="ক্লায়েন্ট বি.ভি.", side="foreign", country="NL")
    )
    world.add(
        "boss",
        Person(
            name="Anna Voorbeeld", honorific="ms", emails=("anna@example.org",), notes="Decides."
        ),
    )
    world.add(
        "boss at client",
        Position(
            person=id_of("boss"), organisation=id_of("client"), role="Director", since=day(-900)
        ),
    )
    world.add("java", Skill(code="java", name="Java", name_bn="জাভা"))
    world.add("home", Firm(name="Home Ltd.", name_bn="হোম লি.", side="bangladeshi", country="BD"))
    world.passes("home")
    world.add(
        "eight",
        Capacity(
            firm=id_of("home"),
            skill="java",
            level="middle",
            employed=12,
            free=8,
            free_from=day(20),
            evidence="visited",
            as_of=day(-9),
            day_rate=Figure(111, 122, unit="EUR"),
        ),
    )
    world.add(
        "demand",
        Demand(
            name="Ten people", client=id_of("client"), value=Figure(500_000, 600_000, unit="EUR")
        ),
    )
    world.add(
        "ten",
        DemandLine(demand=id_of("demand"), skill="java", level="middle", heads=10, start=day(60)),
    )
    world.add(
        "earlier",
        Meeting(
            subject="First talk",
            standing="held",
            when=moment(-30),
            organisations=(id_of("client"),),
            outcome="They were interested. Much more was said.",
        ),
    )
    world.add(
        "meeting",
        Meeting(
            subject="The offer",
            when=moment(2),
            where="The Hague",
            organisations=(id_of("client"),),
            people=(id_of("boss"),),
            officers=(id_of("officer"),),
            demands=(id_of("demand"),),
            objective="Leave with a date.",
            asks="A pilot\n- A contract",
            offers="One contract",
            points="First.\nSecond.",
            avoid="The old quarrel",
            next_step="Write to them.",
            notes="A note of ours",
        ),
    )
    return world


def brief(
    world: World,
    lang: Literal["en", "bn"] = "en",
    marking: Literal["internal", "handout"] = "internal",
    length: Literal["points", "brief", "book"] = "brief",
    off: frozenset[str] = frozenset(),
) -> Brief:
    options = Options(printed_at=NOW, language=lang, marking=marking, length=length, off=off)
    return compose(world.material("meeting"), options)


def words_of(value: object) -> list[str]:
    """Every text anywhere in a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [text for item in value for text in words_of(item)]
    if isinstance(value, msgspec.Struct):
        told = msgspec.structs.asdict(value).items()
        return [text for name, part in told if name not in LOOKS for text in words_of(part)]
    return []


def said(value: object) -> str:
    return "".join(words_of(value))


def section(made: Brief, key: str) -> Section:
    return next(s for s in all_sections(made) if s.key.split("-")[0] == key)


def keys(made: Brief) -> list[str]:
    return [s.key.split("-")[0] for s in all_sections(made)]


def agree(world: World, person: str, purpose: Purpose, answer: str = "agreed") -> None:
    world.add(
        f"{person} {purpose}",
        Consent(person=id_of(person), purpose=purpose, answer=answer, on=day(-10)),
    )


def test_page_one_holds_what_decides_the_meeting(world: World) -> None:
    front = [s.key for s in brief(world).front]
    assert front == ["objective", "meet", "since", "exchange", "points", "avoid", "next"]


def test_points_are_the_front_alone(world: World) -> None:
    assert brief(world, length="points").sections == ()


def test_a_section_can_be_left_out(world: World) -> None:
    assert "history" in keys(brief(world))
    off = frozenset({"history", "coverage", "avoid"})
    assert not off & set(keys(brief(world, off=off)))


def test_people_are_named_with_what_they_are_since_when_and_what_to_know(world: World) -> None:
    assert said(section(brief(world), "meet").blocks).startswith(
        "Ms Anna Voorbeeld, Director (since 2024) – Decides."
    )


def test_the_offer_counts_heads_firms_proof_and_what_is_missing(world: World) -> None:
    offer = said(section(brief(world), "exchange"))
    assert "8 of 10 people from one firm" in offer
    assert "8 of them proven" in offer
    assert "2 still missing: Java, middle 2" in offer


def test_the_coverage_adds_up_and_marks_its_evidence(world: World) -> None:
    table = next(b for b in section(brief(world), "coverage").blocks if isinstance(b, Table))
    total = table.rows[-1]
    assert [said(cell.spans) for cell in total.cells][1:4] == ["10", "8", "2"]
    marks = [span.mark for row in table.rows for cell in row.cells for span in cell.spans]
    assert "visited" in marks
    assert "12 Nov 2026" in said(table.source)


def test_day_rates_are_never_printed(world: World) -> None:
    for marking in ("internal", "handout"):
        assert "111" not in said(brief(world, marking=marking))


def test_contact_details_need_that_keeping_them_was_not_refused(world: World) -> None:
    assert "anna@example.org" in said(section(brief(world), "people"))
    assert "consent not asked yet" in said(section(brief(world), "people"))
    agree(world, "boss", "keep", "refused")
    refused = brief(world)
    assert "anna@example.org" not in said(refused)
    assert "Ms Anna Voorbeeld" in said(section(refused, "people"))
    assert "Contact details of one person are withheld" in said(section(refused, "people"))


@pytest.mark.parametrize(
    "ended", [{"answer": "withdrawn"}, {"withdrawn": day(-1)}, {"until": day(-1)}]
)
def test_consent_that_ended_hides_details_too(world: World, ended: dict[str, str]) -> None:
    agree(world, "boss", "keep")
    world.change("boss keep", **ended)
    assert "anna@example.org" not in said(brief(world))


def friend(world: World, *, may_ask: bool = True) -> None:
    world.add("friend", Person(name="Karim Doel", honorific="mr"))
    world.add(
        "tie",
        Tie(
            person=id_of("friend"), to=id_of("boss"), nature="friend", strength=4, may_ask=may_ask
        ),
    )


def test_an_introducer_is_named_only_with_consent(world: World) -> None:
    friend(world)
    without = brief(world)
    assert "Karim Doel" not in said(without)
    assert "One more tie is not shown" in said(section(without, "introducers"))
    agree(world, "friend", "introduce")
    assert "Mr Karim Doel" in said(section(brief(world), "introducers"))


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_an_introducer_who_said_no_is_not_named(world: World, answer: str) -> None:
    friend(world)
    agree(world, "friend", "introduce", answer)
    assert "Karim Doel" not in said(brief(world))


def test_a_tie_that_must_not_be_used_is_not_shown(world: World) -> None:
    friend(world, may_ask=False)
    agree(world, "friend", "introduce")
    assert "Karim Doel" not in said(brief(world))


def test_who_is_not_to_be_approached_is_never_an_introducer(world: World) -> None:
    friend(world)
    agree(world, "friend", "introduce")
    world.change("friend", do_not_approach=True)
    assert "Karim Doel" not in said(brief(world))


def test_an_archived_person_is_no_introducer(world: World) -> None:
    friend(world)
    agree(world, "friend", "introduce")
    away = World()
    away.records = dict(world.records)
    away.add("friend", Person(name="Karim Doel"), archived=True)
    assert "Karim Doel" not in said(brief(away))


def test_an_attendee_not_to_be_approached_is_flagged_and_not_reachable(world: World) -> None:
    world.change("boss", do_not_approach=True)
    made = brief(world)
    assert "do not approach outside this meeting" in said(section(made, "meet"))
    assert "anna@example.org" not in said(made)


def test_a_hand_out_drops_what_is_ours_alone(world: World) -> None:
    friend(world)
    agree(world, "friend", "introduce")
    world.change("client", strategy="Their secret plan", notes="A firm note")
    handed = brief(world, marking="handout")
    ours = {
        "objective",
        "points",
        "avoid",
        "people",
        "introducers",
        "counterpart",
        "history",
        "gap",
        "outcome",
    }
    assert not ours & set(keys(handed))
    for secret in (
        "Leave with a date",
        "The old quarrel",
        "Decides.",
        "Karim Doel",
        "anna@example.org",
        "Their secret plan",
        "A firm note",
        "A note of ours",
        "EUR",
    ):
        assert secret not in said(handed), secret
    assert handed.classification == "May be handed out"
    assert "One contract" in said(handed)


def test_a_firm_archived_is_not_offered(world: World) -> None:
    world.add("home", Firm(name="Home Ltd.", side="bangladeshi", country="BD"), archived=True)
    assert "No firm in the capacity book" in said(section(brief(world), "exchange"))


def test_capacity_out_of_date_is_not_offered_and_said(world: World) -> None:
    world.change("eight", until=day(-1))
    made = brief(world)
    assert "No firm in the capacity book" in said(section(made, "exchange"))
    assert "One capacity line is out of date" in said(section(made, "coverage"))


def test_certificates_say_until_when_or_that_they_ended(world: World) -> None:
    world.add(
        "iso",
        Certificate(holder=id_of("home"), name="ISO 9001", until=day(400), evidence="document"),
    )
    world.add("old", Certificate(holder=id_of("home"), name="CMMI", until=day(-40)))
    firms = said(section(brief(world), "firms"))
    assert "ISO 9001, until Dec 2027" in firms
    assert "CMMI, expired Oct 2026" in firms


def test_promises_stand_by_urgency_with_their_state(world: World) -> None:
    about = (id_of("client"),)
    world.add(
        "kept",
        Task(what="Send the list", promised_by="us", due=day(-9), done=day(-10), about=about),
    )
    world.add("soon", Task(what="Send the note", promised_by="us", due=day(5), about=about))
    world.add("late", Task(what="Send the draft", promised_by="them", due=day(-4), about=about))
    world.add("inner", Task(what="Buy paper", about=about))
    since = said(section(brief(world), "since"))
    assert since.index("Send the draft – overdue since 17 Nov") < since.index(
        "Send the note – due 26 Nov"
    )
    assert "One promise was kept." in since
    assert "Buy paper" not in said(brief(world))
    book = section(brief(world, length="book"), "promises")
    rows = next(b for b in book.blocks if isinstance(b, Table)).rows
    assert len(rows) == 3


def test_promises_of_page_one_are_not_said_again_in_a_brief(world: World) -> None:
    about = (id_of("client"),)
    for n in range(4):
        world.add(f"t{n}", Task(what=f"Task {n}", promised_by="us", due=day(n + 1), about=about))
    assert "promises" not in keys(brief(world))
    world.add("t4", Task(what="Task 4", promised_by="us", due=day(5), about=about))
    made = brief(world)
    assert "2 more promises are open." in said(section(made, "since"))
    told = said(section(made, "promises"))
    assert "Task 2" not in told
    assert "Task 3" in told
    assert "Task 4" in told


def test_a_hand_out_does_not_scold(world: World) -> None:
    world.add(
        "late",
        Task(what="Send the draft", promised_by="them", due=day(-4), about=(id_of("client"),)),
    )
    assert "overdue" not in said(brief(world, marking="handout"))


def test_the_first_meeting_says_that_it_is_the_first(world: World) -> None:
    del world.records[id_of("earlier")]
    made = brief(world)
    assert "We have not met them before." in said(section(made, "since"))
    assert "history" not in keys(made)


def test_meetings_to_come_and_cancelled_ones_are_no_history(world: World) -> None:
    for name, standing, days in (("a", "planned", -3), ("b", "cancelled", -2), ("c", "held", 9)):
        world.add(
            name,
            Meeting(
                subject=f"Other {name}",
                standing=standing,
                when=moment(days),
                organisations=(id_of("client"),),
            ),
        )
    assert "Other" not in said(brief(world))


def test_changes_since_the_last_brief_are_told(world: World) -> None:
    world.add("print", PrintedBrief(meeting=id_of("earlier"), printed=moment(-31)))
    world.add("gone", Person(name="Bram Weg"))
    world.add(
        "gone at",
        Position(person=id_of("gone"), organisation=id_of("client"), role="Buyer", until=day(-5)),
    )
    world.add("came", Person(name="Cor Nieuw"))
    world.add(
        "came at",
        Position(person=id_of("came"), organisation=id_of("client"), role="Head", since=day(-6)),
    )
    since = said(section(brief(world), "since"))
    assert "New since the brief of 21 Oct" in since
    assert "Bram Weg left (Buyer)" in since
    assert "Cor Nieuw came (Head, since 15 Nov)" in since
    assert "one capacity entry renewed" in since


def test_a_second_copy_says_what_the_first_said(world: World) -> None:
    world.add("print", PrintedBrief(meeting=id_of("earlier"), printed=moment(-31)))
    first = brief(world)
    world.add(
        "copy",
        PrintedBrief(meeting=id_of("meeting"), about=(id_of("client"),), printed=moment(-1)),
    )
    assert brief(world) == first


def test_an_agenda_is_no_brief_that_told_anything(world: World) -> None:
    printed = PrintedBrief(meeting=id_of("earlier"), form="agenda", printed=moment(-31))
    world.add("print", printed)
    assert "New since" not in said(section(brief(world), "since"))


def facts(world: World) -> None:
    world.add(
        "tax",
        Fact(
            country="BD",
            topic="tax",
            statement="Exempt",
            statement_bn="করমুক্ত",
            source="A law, https://www.example.org/x",
            checked=day(-3),
            until=day(200),
        ),
    )
    world.add(
        "old",
        Fact(
            country="NL",
            topic="market",
            statement="Once true",
            source="An old paper",
            checked=day(-3),
            until=day(-50),
        ),
    )
    world.add(
        "far",
        Fact(
            country="DE",
            topic="market",
            statement="About Germany",
            source="A paper",
            checked=day(-3),
        ),
    )


def test_facts_of_the_countries_carry_source_check_and_expiry(world: World) -> None:
    facts(world)
    told = section(brief(world, length="book"), "facts")
    table = next(b for b in told.blocks if isinstance(b, Table))
    assert "A law, example.org; checked 18 Nov 2026" in re.sub(
        r"https?://\S+?(?=example|$)", "", said([s.text for s in table.source])
    )
    assert "valid until 9 Jun 2027" in said(table)
    assert "About Germany" not in said(told)
    expired = [row for row in table.rows if "Once true" in said(row)]
    assert expired[0].cells[0].expired
    assert "out of date since 2 Oct 2026" in said(expired[0])
    assert "One fact is out of date: renew it before use." in said(told)


def test_a_brief_keeps_to_facts_in_date_and_counts_the_others(world: World) -> None:
    facts(world)
    told = section(brief(world), "facts")
    assert "Once true" not in said(told)
    assert "One fact is out of date: renew it before use." in said(told)
    assert "The book tells all of it." in said(told)


def test_a_brief_tells_tax_only_to_who_may_come(world: World) -> None:
    facts(world)
    assert "Exempt" not in said(section(brief(world), "facts"))
    world.change("client", relocation=True)
    assert "Exempt" in said(section(brief(world), "facts"))


def test_a_hand_out_leaves_expired_facts_out_and_says_so(world: World) -> None:
    facts(world)
    told = section(brief(world, marking="handout"), "facts")
    assert "Once true" not in said(told)
    assert "One fact is out of date and is left out." in said(told)


def exports(world: World) -> None:
    for n, (certainty, period, value) in enumerate(
        [
            ("official", "FY2019-20", "474.24 USD million"),
            ("official", "2025", "724.56 USD million"),
            ("industry", "2022", "1400 USD million"),
            ("official", "July–December 2022", "282.77 USD million"),
            ("estimate", "2025", "1500 USD million"),
        ]
    ):
        world.add(
            f"export {n}",
            Fact(
                country="BD",
                topic="export",
                certainty=certainty,
                period=period,
                value=value,
                statement=f"Exports {n}",
                source=f"Source {n}",
                checked=day(-3),
            ),
        )


def test_official_and_industry_figures_are_two_series_of_whole_years(world: World) -> None:
    exports(world)
    chart = next(b for b in section(brief(world), "chart").blocks if isinstance(b, Chart))
    shown = {s.name: [(p.at, p.value) for p in s.points if p.value] for s in chart.series}
    assert shown == {
        "Official count": [("FY2019-20", 474.24), ("2025", 724.56)],
        "Industry's count": [("2022", 1400.0)],
    }
    assert "474" in chart.alt
    assert "Source 0" in said(chart.source)


def test_no_chart_is_drawn_of_two_figures(world: World) -> None:
    exports(world)
    del world.records[id_of("export 2")]
    assert "chart" not in keys(brief(world))


def test_the_outcome_boxes_carry_the_meetings_code(world: World) -> None:
    made = brief(world)
    boxes = next(b for b in section(made, "outcome").blocks if isinstance(b, OutcomeBoxes))
    assert boxes.code == made.code
    assert boxes.payload == f"ict-desk:outcome/{boxes.code}"
    assert [box.label for box in boxes.boxes][1:3] == ["A pilot", "A contract"]


def test_forty_attendees_are_counted_on_page_one_and_listed_behind(world: World) -> None:
    ids = [world.add(f"p{n}", Person(name=f"Guest {n}")) for n in range(40)]
    world.change("meeting", people=tuple(ids))
    made = brief(world)
    bullets = next(b for b in section(made, "meet").blocks if isinstance(b, Bullets))
    assert len(bullets.items) == 6
    assert "and 35 others (see People)" in said(bullets)
    table = next(b for b in section(made, "people").blocks if isinstance(b, Table))
    assert len(table.rows) == 40


def test_an_empty_meeting_says_what_has_not_been_written() -> None:
    world = World()
    world.add("meeting", Meeting())
    for lang in ("en", "bn"):
        made = brief(world, lang)
        assert made.title
        assert "objective" in keys(made)
    assert "Nobody is named yet." in said(brief(world))
    assert "No objective has been written" in said(brief(world))


def test_what_was_typed_is_never_shortened(world: World) -> None:
    long = "A very long name " * 40
    world.change("client", name=long.strip())
    world.change("meeting", objective=long, points="\n".join(long for _ in range(9)))
    made = brief(world)
    assert long.strip() in said(made.subtitle)
    assert said(section(made, "points").blocks).count("A very long name") == 9 * 40


def test_texts_are_data_and_keep_their_markup(world: World) -> None:
    nasty = '<b>&amp;</b><img src="file:///etc/passwd"/> {name} %s'
    world.change("meeting", subject=nasty, objective=nasty, where=nasty)
    world.change("client", name=nasty)
    world.change("boss", name=nasty)
    made = brief(world)
    assert made.title == nasty
    assert nasty in said(section(made, "objective"))
    assert f"Ms {nasty}" in said(section(made, "meet"))


def test_the_bangla_brief_speaks_bangla_and_marks_what_does_not(world: World) -> None:
    world.change("meeting", objective_bn="তারিখ ঠিক করা।")
    made = brief(world, "bn")
    assert made.lang == "bn"
    assert made.kind == "অংশীদারত্বের সারপত্র"
    assert "তারিখ ঠিক করা।" in said(section(made, "objective"))
    assert made.subtitle == "সভা: ক্লায়েন্ট বি.ভি."
    asks = spans_of(section(made, "exchange"))
    assert {s.lang for s in asks if s.text in ("A pilot", "A contract")} == {"en"}
    assert "Decides." not in said(section(made, "meet"))


def spans_of(value: object) -> list[Span]:
    """Every span anywhere in a value."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [span for part in msgspec.structs.asdict(value).values() for span in spans_of(part)]
    return [span for item in value for span in spans_of(item)] if isinstance(value, tuple) else []


def test_a_visit_to_a_hub_shows_the_hub_with_its_source(world: World) -> None:
    world.add(
        "hub",
        Hub(
            name="A park",
            nature="park",
            description="Many firms.",
            source="Its page, 2024",
            checked=day(-9),
            country="NL",
        ),
    )
    world.change("meeting", organisations=(id_of("hub"),), form="visit")
    told = said(section(brief(world), "counterpart"))
    assert "Many firms." in told
    assert "Its page, 2024; checked 12 Nov 2026" in told


def test_the_freshness_of_the_records_is_told_and_dhaka_only_to_us(world: World) -> None:
    marking: Literal["internal", "handout"]
    for marking in ("internal", "handout"):
        options = Options(printed_at=NOW, exchanged=moment(-1), marking=marking)
        as_of = compose(world.material("meeting"), options).as_of
        assert as_of.startswith("Records of 21 November 2026")
        assert "oldest capacity entry 12 Nov" in as_of
        assert ("exchanged with Dhaka 20 Nov, 09:00" in as_of) is (marking == "internal")


def test_meeting_times_are_given_in_the_readers_zone(world: World) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=1)))
    made = compose(world.material("meeting"), Options(printed_at=there))
    assert said(made.facts[0].value) == "Monday, 23 Nov 2026, 10:00 UTC+1"


def test_the_kind_of_brief_follows_the_kind_of_the_subject(world: World) -> None:
    options = Options(printed_at=NOW)
    assert compose(world.material("client"), options).kind == "Firm brief"
    with pytest.raises(WrongInput):
        compose(world.material("boss at client"), options)
    with pytest.raises(WrongInput):
        compose(world.material("nothing"), options)
    from desk_app.briefs.compose import partnership

    with pytest.raises(NoSuchRecord):
        partnership(world.material("client"), options)
