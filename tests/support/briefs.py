"""Realistic briefs with invented people and firms, to set, look at and measure.

They are kept as the JSON a brief is stored as, in `brief_files`.
"""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desk_app.briefs.content import (
    Block,
    Brief,
    Cell,
    Column,
    Cover,
    Day,
    Fact,
    Itinerary,
    Lang,
    Paragraph,
    Part,
    Row,
    Section,
    Stop,
    Table,
    plain,
)

PRINTED_AT = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)

_FILES = Path(__file__).parent / "brief_files"


def _read(name: str) -> Brief:
    return msgspec.json.decode((_FILES / f"{name}.json").read_bytes(), type=Brief)


def english_brief() -> Brief:
    """A partnership brief of four pages in English, with a section in Bangla."""
    return _read("english")


def bangla_brief() -> Brief:
    """A partnership brief of two pages in Bangla, with names in Latin letters."""
    return _read("bangla")


def consent_slip() -> Brief:
    """An A5 slip to tick and sign, in both languages."""
    return _read("consent_slip")


def large_print() -> Brief:
    """The English brief for readers who need large letters."""
    return msgspec.structs.replace(english_brief(), large_print=True)


def brief_of(*blocks: Block, lang: Lang = "en", title: str = "A firm") -> Brief:
    """A brief whose page 1 is short and whose one section, on page 2, holds `blocks`."""
    front = (Section("first", "First", (Paragraph(plain("One line.")),)),)
    return Brief(
        title,
        lang,
        "Brief",
        "RESTRICTED",
        "A mission",
        "X-1",
        front,
        (Section("s", "S", blocks, page="new"),),
    )


def table_of(rows: int, text: str = "cell") -> Table:
    """A table of three columns and `rows` rows."""
    columns = (Column("Number", header=True), Column("Left", 2), Column("Right", 2))
    return Table(
        columns,
        tuple(
            Row((Cell(plain(f"row {n}")), Cell(plain(text)), Cell(plain(text))))
            for n in range(rows)
        ),
    )


PEOPLE = ("H.E. Ms Rahman", "Mr Karim", "ড. সুলতানা", "Mr Hossain", "Ms Akter")


def programme(people: tuple[str, ...] = PEOPLE) -> Itinerary:
    """Two days of a delegation; not everybody joins everything."""
    monday = (
        Stop("08:30", plain("Departure from the hotel"), "Hotel lobby"),
        Stop("09:30–10:30", plain("Meeting with Nordvik Digital AS"), "Oslo", (0, 1, 2)),
        Stop("10:00–11:30", plain("Visit to the data centre"), "Rjukan", (3, 4)),
    )
    tuesday = (Stop("09:00", plain("Breakfast with the chamber"), who=(0,)),)
    days = (Day("Monday 14 December 2026", monday), Day("Tuesday 15 December 2026", tuesday))
    return Itinerary(days, people, source=plain("As of 10 December."))


def delegation_book(meetings: int = 2) -> Brief:
    """A book: cover, contents, programme, a part with sections, a part for each of `meetings`."""
    english, bangla = english_brief(), bangla_brief()
    facts = (Fact("Leader", plain("H.E. Ms Rahman")), Fact("Dates", plain("14–17 December 2026")))
    parts = [
        Part(
            f"meeting {n}",
            f"Meeting {n}",
            str(n + 1),
            briefs=(english,) if n % 2 else (bangla, english),
        )
        for n in range(1, meetings + 1)
    ]
    country = Part("country", "The country", "1", (Section("law", "Law", (table_of(3),)),))
    return msgspec.structs.replace(
        english,
        title="ICT delegation to Norway, December 2026",
        kind="Delegation book",
        length="book",
        cover=Cover(facts, plain("Give back to the mission after the visit.")),
        contents="Contents",
        front=(),
        sections=(Section("programme", "Programme", (programme(),)),),
        parts=(country, *parts),
    )
