"""How briefs fall onto pages: page 1 whole, heads repeated, nothing alone, nothing outside."""

import re
from datetime import datetime

import msgspec
import pytest

from desk_app.briefs.content import (
    Brief,
    Bullets,
    Callout,
    Cell,
    Fact,
    Item,
    Paragraph,
    Row,
    Section,
    Table,
    plain,
)
from desk_app.briefs.layout.document import Laid, laid_out, pdf
from desk_app.briefs.layout.front import shares
from desk_app.briefs.layout.theme import theme_of
from tests.support.briefs import (
    PRINTED_AT,
    bangla_brief,
    brief_of,
    consent_slip,
    english_brief,
    large_print,
    table_of,
)
from tests.support.pdf_reading import by_pypdf, letters

LONG = "A sentence of some length that says rather much about very little. " * 12
WORDY = "অত্যন্ত দীর্ঘ একটি বাক্য যা অনেক কথা বলে কিন্তু কিছুই জানায় না। " * 12


def laid(brief: Brief) -> Laid:
    return laid_out(brief, printed_at=PRINTED_AT)


def swollen(brief: Brief) -> Brief:
    """`brief` with far more of everything on page 1 than it can hold."""
    people = Table(
        brief.front[1].blocks[0].columns if isinstance(brief.front[1].blocks[0], Table) else (),
        tuple(
            Row((Cell(plain(f"Person {n}")),) + (Cell(plain("x " * 30)),) * 2) for n in range(40)
        ),
    )
    front = tuple(
        Section(s.key, s.title * 3, (*s.blocks, Paragraph(plain(LONG)), Paragraph(plain(WORDY))))
        for s in brief.front
    )
    crowd = Section("people", "Who we meet", (people,))
    return msgspec.structs.replace(
        brief,
        title=brief.title + " " + "Very long name of a firm " * 30,
        subtitle=LONG,
        mission=brief.mission * 10,
        as_of=LONG,
        classification=brief.classification * 8,
        facts=tuple(Fact(f"label {n}", plain(LONG)) for n in range(9)),
        front=(front[0], crowd, *front[2:]),
    )


BRIEFS = {
    "en": english_brief(),
    "bn": bangla_brief(),
    "slip": consent_slip(),
    "large": large_print(),
    "swollen": swollen(english_brief()),
    "swollen bn": swollen(bangla_brief()),
    "swollen large": swollen(large_print()),
}


@pytest.fixture(params=BRIEFS.values(), ids=list(BRIEFS))
def brief(request: pytest.FixtureRequest) -> Brief:
    chosen: Brief = request.param
    return chosen


def test_page_one_holds_a_piece_of_every_front_section(brief: Brief) -> None:
    theme = theme_of(brief)
    on_front = [landing for landing in laid(brief).landings if landing.on_front]
    assert [landing.key for landing in on_front] == [section.key for section in brief.front]
    assert all(landing.bottom >= theme.foot - 0.01 for landing in on_front)


def test_nothing_leaves_the_margins(brief: Brief) -> None:
    theme = theme_of(brief)
    for letter in letters(laid(brief).data):
        if letter.text.strip():
            assert letter.left >= theme.margin - 1
            assert letter.right <= theme.width - theme.margin + 1
            assert 10 <= letter.bottom <= theme.height - 10


def test_nothing_is_set_smaller_than_can_be_read(brief: Brief) -> None:
    sizes = {round(letter.size, 2) for letter in letters(laid(brief).data)}
    assert min(sizes) >= (14 if brief.large_print else 8.5)
    assert theme_of(brief).tightened().body >= (14 if brief.large_print else 9.5)


def test_what_page_one_cannot_hold_stands_in_full_after_it() -> None:
    brief = swollen(english_brief())
    pages = by_pypdf(pdf(brief, printed_at=PRINTED_AT))
    rest = " ".join(pages[1:])
    for n in range(40):
        assert f"Person {n}" in rest
    for section in brief.front:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert " ".join(block.spans[-1].text.split())[-60:] in rest
    assert pages[0].count("continued on page") == len(brief.front)
    assert "Heading in full" in rest
    assert "label 8" in rest


def test_the_page_a_note_names_is_the_page_where_the_rest_stands() -> None:
    result = laid(swollen(english_brief()))
    (front, *_) = by_pypdf(result.data)
    later: dict[str, int] = {}
    for landing in result.landings:
        if not landing.on_front:
            later.setdefault(landing.key, landing.page + 1)
    named = [int(n) for n in re.findall(r"continued on page (\d+)", front)]
    assert named == [later[s.key] for s in swollen(english_brief()).front]


def test_a_modest_page_one_is_left_as_it_is() -> None:
    assert "continued" not in by_pypdf(laid(english_brief()).data)[0]


def test_sections_that_need_little_leave_their_share_to_the_others() -> None:
    assert shares(100, [10, 200, 300], [5, 5, 5], [1, 1, 1]) == [10, 45, 45]
    assert shares(100, [10, 200, 300], [5, 5, 5], [1, 2, 1]) == [10, 60, 30]
    assert shares(100, [90, 90, 90], [60, 5, 5], [1, 1, 1]) == [60, 20, 20]


def test_the_head_of_a_table_comes_again_on_each_page() -> None:
    pages = by_pypdf(pdf(brief_of(table_of(120)), printed_at=PRINTED_AT))
    assert len(pages) > 3
    assert all("Number Left Right" in page for page in pages[1:])


def test_a_table_row_taller_than_a_page_is_carried_on() -> None:
    brief = brief_of(table_of(1, LONG * 10))
    pages = by_pypdf(pdf(brief, printed_at=PRINTED_AT))
    assert len(pages) > 2
    assert " ".join(pages).count("very little.") == 2 * 10 * 12


def test_no_table_leaves_its_last_row_alone() -> None:
    for rows in range(33, 53, 2):
        pages = by_pypdf(pdf(brief_of(table_of(rows)), printed_at=PRINTED_AT))
        last = pages[-1]
        if f"row {rows - 1}" in last:
            assert f"row {rows - 2}" in last


@pytest.mark.parametrize("lines", range(36, 52, 2))
def test_no_heading_ends_a_page(lines: int) -> None:
    filler = Bullets(tuple(Item(plain(f"line {n}")) for n in range(lines)))
    brief = msgspec.structs.replace(
        brief_of(filler),
        sections=(
            Section("filler", "Filler", (filler,)),
            Section("next", "The next heading", (Paragraph(plain(LONG[:400])),)),
        ),
    )
    landings = [x for x in laid(brief).landings if x.key == "next"]
    heading, text = landings[0], landings[1]
    assert heading.page == text.page


def test_a_paragraph_over_two_pages_leaves_two_lines_on_each() -> None:
    filler = Bullets(tuple(Item(plain(f"line {n}")) for n in range(42)))
    for lines in range(36, 50, 3):
        items = Bullets(filler.items[:lines])
        result = laid(brief_of(items, Paragraph(plain((LONG * 3)[:1400]))))
        parts = [x for x in result.landings if x.top - x.bottom > 0][-2:]
        assert all(part.top - part.bottom >= 2 * 9.8 * 1.4 - 0.1 for part in parts[-1:])


def test_a_section_that_wants_to_be_whole_moves_to_the_next_page() -> None:
    filler = Paragraph(plain(LONG * 3))
    block = Callout("T", (plain(LONG[:900]),))
    whole = Section("whole", "Whole", (block, block), whole=True)
    brief = msgspec.structs.replace(brief_of(), sections=(Section("f", "F", (filler,)), whole))
    pages = {x.page for x in laid(brief).landings if x.key == "whole"}
    assert len(pages) == 1


def test_every_page_is_marked_and_numbered(brief: Brief) -> None:
    pages = by_pypdf(laid(brief).data)
    for number, text in enumerate(pages, 1):
        said = f"Page {number} of {len(pages)}" if brief.lang == "en" else "পৃষ্ঠা"
        assert said in text
        assert text.count(brief.classification[:12]) >= 2


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        pdf(english_brief(), printed_at=datetime(2026, 1, 1))  # noqa: DTZ001 - the refused kind


def with_rest(*rest: Section) -> Brief:
    brief = brief_of()
    return msgspec.structs.replace(brief, sections=rest)


def test_a_little_evidence_stands_below_page_one() -> None:
    brief = with_rest(Section("s", "Evidence", (Paragraph(plain("Little.")),)))
    done = laid(brief)
    assert done.pages == 1
    assert [(x.key, x.on_front) for x in done.landings] == [
        ("first", True),
        ("s", False),
        ("s", False),
    ]


def test_evidence_that_does_not_fit_below_page_one_begins_on_the_next() -> None:
    brief = with_rest(Section("s", "Evidence", (table_of(60),)))
    done = laid(brief)
    assert {x.page for x in done.landings if not x.on_front} == {1, 2}


def test_a_section_that_wants_a_new_page_gets_it() -> None:
    brief = with_rest(Section("s", "Evidence", (Paragraph(plain("Little.")),), page="new"))
    assert laid(brief).pages == 2


def test_a_brief_without_a_page_one_begins_below_its_heading() -> None:
    brief = msgspec.structs.replace(with_rest(Section("s", "S", (table_of(60),))), front=())
    done = laid(brief)
    assert {x.page for x in done.landings} == {0, 1}
    assert not any(x.on_front for x in done.landings)
