"""Books: a cover, contents that lead where they say, parts with tabs, programmes."""

import io
import re

import msgspec
import pikepdf
import pytest

from desk_app.briefs.content import Brief, Cover, Day, Fact, Itinerary, Part, Stop, plain
from desk_app.briefs.layout.document import Laid, laid_out
from desk_app.briefs.layout.itinerary import itinerary_table
from desk_app.briefs.layout.theme import theme_of
from tests.support.brief_maker import Maker
from tests.support.briefs import (
    PRINTED_AT,
    bangla_brief,
    brief_of,
    delegation_book,
    english_brief,
    programme,
)
from tests.support.pdf_reading import by_pypdf, letters, normal


def laid(brief: Brief) -> Laid:
    return laid_out(brief, printed_at=PRINTED_AT)


@pytest.fixture(scope="module")
def book() -> Laid:
    return laid(delegation_book())


@pytest.fixture(scope="module")
def pages(book: Laid) -> list[str]:
    return by_pypdf(book.data)


@pytest.fixture(scope="module")
def file(book: Laid) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(book.data))


def test_the_contents_name_the_page_where_each_part_begins(pages: list[str]) -> None:
    for title in ("The country", "Meeting 1", "Meeting 2"):
        named = re.search(rf"{title} (\d+)", pages[1])
        assert named is not None
        page = pages[int(named[1]) - 1]
        assert title in page.removeprefix("RESTRICTED – FOR OFFICIAL USE")[:200]


def test_each_line_of_the_contents_leads_to_the_page_it_names(file: pikepdf.Pdf) -> None:
    numbers = {str(page.objgen): n for n, page in enumerate(file.pages, 1)}
    leads = [numbers[str(link.Dest[0].objgen)] for link in file.pages[1].Annots]
    assert leads == sorted(leads)
    assert all(page > 2 for page in leads)
    for link in file.pages[1].Annots:
        assert str(link.Contents)


def test_bookmarks_go_down_into_parts_and_briefs(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        titles = {item.title: item for item in outline.root}
        assert list(titles) == [
            "Contents",
            "Programme",
            "1 The country",
            "2 Meeting 1",
            "3 Meeting 2",
        ]
        first, second = (titles[name].children for name in ("2 Meeting 1", "3 Meeting 2"))
        assert [item.title for item in second] == [bangla_brief().title, english_brief().title]
        (only,) = first
        below = {item.title for item in only.children}
    assert {s.title for s in english_brief().sections if s.title} <= below


def test_page_one_of_every_brief_in_a_book_is_one_page_under_the_heading(book: Laid) -> None:
    theme = theme_of(delegation_book())
    fronts = sorted({landing.page for landing in book.landings if landing.on_front})
    assert len(fronts) == 3
    for page in fronts:
        places = [x for x in book.landings if x.on_front and x.page == page]
        assert len(places) in (len(english_brief().front), len(bangla_brief().front))
        assert min(x.bottom for x in places) >= theme.foot - 0.01


def test_every_page_of_a_part_bears_its_tab_at_the_edge(book: Laid) -> None:
    theme = theme_of(delegation_book())
    tabs: dict[int, set[str]] = {}
    for letter in letters(book.data):
        if letter.left > theme.width - theme.margin:
            tabs.setdefault(letter.page, set()).add(letter.text)
    assert set(tabs) == set(range(3, book.pages))
    assert [tabs[n] for n in sorted(tabs)] == sorted(tabs[n] for n in tabs)
    assert {"1"} in tabs.values()
    assert {"3"} in tabs.values()


def test_a_cover_too_full_goes_on_and_loses_nothing() -> None:
    facts = tuple(Fact(f"label{n}", plain(f"value{n} " * 20)) for n in range(40))
    book = msgspec.structs.replace(
        delegation_book(0), title="Long title " * 60, cover=Cover(facts, plain("keep safe"))
    )
    text = " ".join(by_pypdf(laid(book).data))
    assert all(f"label{n}" in text and f"value{n}" in text for n in range(40))
    assert text.count("Long title") >= 60
    assert "keep safe" in text


def test_what_a_brief_in_a_book_carries_on_is_told_with_pages_of_the_book() -> None:
    crowded = msgspec.structs.replace(
        english_brief(),
        front=tuple(
            msgspec.structs.replace(s, blocks=s.blocks * 4) for s in english_brief().front
        ),
    )
    book = msgspec.structs.replace(delegation_book(0), parts=(Part("p", "P", briefs=(crowded,)),))
    read = by_pypdf(laid(book).data)
    number = next(n for n, page in enumerate(read) if "continued on page" in page)
    told = {int(page) for page in re.findall(r"continued on page (\d+)", read[number])}
    assert all(f"(in full, from page {number + 1})" in read[page - 1] for page in told)


def test_letters_replaced_in_a_book_are_explained_at_its_end() -> None:
    book = msgspec.structs.replace(
        delegation_book(0), parts=(Part("p", "王小明", "1", briefs=(brief_of(),)),)
    )
    read = by_pypdf(laid(book).data)
    assert "Letters that these typefaces do not have" in read[-1]


def test_a_programme_ticks_who_joins() -> None:
    table = itinerary_table(programme(), "en")
    marks = [
        [bool(cell.spans) for cell in row.cells[3:]] for row in table.rows if len(row.cells) > 1
    ]
    assert marks == [
        [True] * 5,
        [True, True, True, False, False],
        [False, False, False, True, True],
        [True, False, False, False, False],
    ]
    legend = normal("".join(span.text for span in table.source))
    assert legend.startswith("1 H.E. Ms Rahman · 2 Mr Karim · 3 ড. সুলতানা")


def test_a_programme_of_many_names_them_by_number() -> None:
    many = tuple(f"Person {n}" for n in range(1, 31))
    days = (Day("Monday", (Stop("9", plain("All")), Stop("10", plain("Few"), who=(0, 29, 77)))),)
    table = itinerary_table(Itinerary(days, many), "bn")
    assert [row.cells[-1].spans[0].text for row in table.rows[1:]] == ["সবাই", "১, ৩০"]


def test_a_programme_of_one_has_no_columns_for_people() -> None:
    table = itinerary_table(programme(("H.E. Ms Rahman",)), "en")
    assert [column.head for column in table.columns] == ["Time", "Programme", "Place"]


@pytest.mark.parametrize("seed", range(12))
def test_any_book_is_set(seed: int) -> None:
    makers = [Maker(97 * seed + n) for n in range(4)]
    outer, *inner = (maker.brief() for maker in makers)
    parts = tuple(
        Part(
            f"{n}",
            brief.title,
            brief.code,
            sections=brief.sections if n % 2 else (),
            briefs=(brief,) if n % 3 else (brief, brief),
            lang=brief.lang,
        )
        for n, brief in enumerate(inner)
    )
    cover = Cover(outer.facts, outer.facts[0].value if outer.facts else ())
    book = msgspec.structs.replace(outer, cover=cover, contents=outer.kind, parts=parts)
    done = laid(book)
    with pikepdf.open(io.BytesIO(done.data)) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == done.pages
    assert all(x.bottom > theme_of(book).foot - 0.5 for x in done.landings)
