"""The briefs of the sample data: what an officer sees first."""

from datetime import UTC, datetime
from typing import Literal

import pytest

from desk_app.briefs.compose import Options, compose
from desk_app.briefs.content import all_sections
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.kinds import Meeting
from tests.support.sample import HAGUE, material, next_meeting, records

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
RECORDS = records(AT.date())
NEXT = next_meeting(RECORDS, HAGUE, AT.date())


def options(lang: Literal["en", "bn"], length: Literal["points", "brief"] = "brief") -> Options:
    return Options(
        printed_at=AT, language=lang, length=length, officer="Shahana Kathgolap", exchanged=AT
    )


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_the_points_for_the_next_meeting_stand_on_one_page(lang: Literal["en", "bn"]) -> None:
    brief = compose(material(RECORDS, NEXT), options(lang, "points"))
    assert laid_out(brief, printed_at=AT).pages == 1


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
        *("counterpart", "people", "promises", "history", "coverage", "firms", "gap"),
        *("introducers", "facts", "chart", "outcome"),
    ]


@pytest.mark.parametrize("lang", ["en", "bn"])
def test_every_meeting_of_the_sample_has_a_brief(lang: Literal["en", "bn"]) -> None:
    for record in RECORDS:
        if isinstance(record.content, Meeting):
            brief = compose(material(RECORDS, record.id), options(lang))
            assert brief.title
            assert brief.mission
