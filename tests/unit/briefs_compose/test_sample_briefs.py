"""The briefs of the sample data: what an officer sees first."""

from datetime import UTC, datetime
from typing import Literal

import pytest

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import Brief, Length, Row, Table, all_sections
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.kinds import Meeting
from tests.support.sample import HAGUE, material, next_meeting, records

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
RECORDS = records(AT.date())
NEXT = next_meeting(RECORDS, HAGUE, AT.date())


def options(lang: Literal["en", "bn"], length: Length = "brief") -> Options:
    return Options(
        printed_at=AT, language=lang, length=length, officer="Shahana Kathgolap", exchanged=AT
    )


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_the_points_for_the_next_meeting_stand_on_one_page(lang: Literal["en", "bn"]) -> None:
    brief = compose(material(RECORDS, NEXT), options(lang, "points"))
    assert laid_out(brief, printed_at=AT).pages == 1


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_a_brief_for_any_meeting_has_two_to_four_pages(lang: Literal["en", "bn"]) -> None:
    for record in RECORDS:
        if isinstance(record.content, Meeting):
            brief = compose(material(RECORDS, record.id), options(lang))
            assert 2 <= laid_out(brief, printed_at=AT).pages <= 4, record.content.subject


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_the_book_carries_what_the_brief_leaves_out(lang: Literal["en", "bn"]) -> None:
    short, whole = (compose(material(RECORDS, NEXT), options(lang, n)) for n in ("brief", "book"))
    assert len(_rows(short)) < len(_rows(whole))
    assert "promises" in {section.key for section in whole.sections}


def _rows(brief: Brief) -> list[Row]:
    blocks = [block for section in all_sections(brief) for block in section.blocks]
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_the_chart_never_has_a_page_to_itself(lang: Literal["en", "bn"]) -> None:
    laid = laid_out(compose(material(RECORDS, NEXT), options(lang)), printed_at=AT)
    page = next(landing.page for landing in laid.landings if landing.key == "chart")
    assert {landing.key for landing in laid.landings if landing.page == page} > {"chart"}


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_nothing_of_page_one_is_carried_on(lang: Literal["en", "bn"]) -> None:
    brief = compose(material(RECORDS, NEXT), options(lang))
    laid = laid_out(brief, printed_at=AT)
    front = {section.key for section in brief.front}
    assert front <= {landing.key for landing in laid.landings if landing.on_front}
    assert not front & {landing.key for landing in laid.landings if not landing.on_front}


def test_the_next_brief_has_every_section() -> None:
    keys = [
        s.key.split("-")[0] for s in all_sections(compose(material(RECORDS, NEXT), options("en")))
    ]
    assert keys == [
        *("objective", "meet", "since", "exchange", "points", "avoid", "next"),
        *("counterpart", "people", "history", "coverage", "firms", "integrity", "gap"),
        *("introducers", "facts", "chart", "outcome"),
    ]


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_every_meeting_of_the_sample_has_a_brief(lang: Literal["en", "bn"]) -> None:
    for record in RECORDS:
        if isinstance(record.content, Meeting):
            brief = compose(material(RECORDS, record.id), options(lang))
            assert brief.title
            assert brief.mission
