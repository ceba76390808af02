"""The checks of finished briefs see what is wrong: planted faults, one each."""

import msgspec

from desk_app.briefs.content import Span
from desk_app.briefs.layout.document import Laid, laid_out
from desk_app.briefs.layout.embed import DocumentFonts
from desk_app.briefs.layout.lines import Ink, Line, Setter
from desk_app.briefs.layout.paint import Sheet
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.theme import theme_of
from desk_app.briefs.layout.words import words
from desk_app.briefs.layout.writer import About, pdf_file
from tests.support.brief_checks import faults
from tests.support.briefs import PRINTED_AT, brief_of

BRIEF = brief_of()
THEME = theme_of(BRIEF)


def line(text: str, size: float) -> Line:
    atoms = Setter().atoms((Span(text),), lambda _: Ink(size, bold=False, fill="0 g"), "en")
    return Line(atoms, sum(atom.width + atom.gap for atom in atoms), last=True)


def page(*drawn: tuple[str, str, float, float, float]) -> Laid:
    """A file of one page with these: tag, text, left, baseline, size."""
    root, fonts = Node("Document", None), DocumentFonts()
    sheet = Sheet(0, fonts, words("en").marks)
    for tag, text, x, y, size in drawn:
        node = Node(tag, root)
        sheet.begin(node)
        sheet.text(line(text, size), x, y, node, "en")
        sheet.end()
    about = About("T", "A", "", "en", PRINTED_AT)
    data = pdf_file([sheet], [(THEME.width, THEME.height)], fonts, root, [], about)
    return Laid(data, 1, ())


def test_a_sound_page_has_no_fault() -> None:
    assert faults(BRIEF, page(("P", "one", 100, 700, 10), ("P", "two", 100, 686, 10))) == []


def test_small_letters_are_seen() -> None:
    (fault,) = faults(BRIEF, page(("P", "one", 100, 700, 8.4)))
    assert fault.startswith("8.40 points")
    large = msgspec.structs.replace(BRIEF, large_print=True)
    assert faults(large, page(("P", "one", 100, 700, 13.9)))


def test_lines_on_each_other_are_seen() -> None:
    (fault,) = faults(BRIEF, page(("P", "one", 100, 700, 10), ("P", "two", 105, 696, 10)))
    assert "'one'" in fault
    assert "'two'" in fault


def test_text_beside_text_is_no_fault() -> None:
    assert faults(BRIEF, page(("P", "one", 100, 700, 10), ("P", "two", 140, 697, 10))) == []


def test_letters_in_the_margins_are_seen() -> None:
    (fault,) = faults(BRIEF, page(("P", "one", THEME.margin - 4, 700, 10)))
    assert "leaves the margins" in fault
    right = THEME.width - THEME.margin
    assert faults(BRIEF, page(("P", "mmm", right - 24, 700, 10)))


def test_what_goes_below_the_foot_is_seen() -> None:
    laid = laid_out(BRIEF, printed_at=PRINTED_AT)
    low = msgspec.structs.replace(laid.landings[0], bottom=THEME.foot - 3)
    laid = msgspec.structs.replace(laid, landings=(low, *laid.landings[1:]))
    assert faults(BRIEF, laid) == [f"page 1: {low.key} goes below the foot"]


def test_fewer_pages_than_said_are_seen() -> None:
    laid = msgspec.structs.replace(laid_out(BRIEF, printed_at=PRINTED_AT), pages=7)
    assert faults(BRIEF, laid) == ["2 pages, 7 said"]
