"""What every finished brief must keep, read back from the file: a list of what it does not."""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pikepdf

from desk_app.briefs.content import Brief
from desk_app.briefs.layout.document import Laid, Landing
from desk_app.briefs.layout.theme import Theme, theme_of
from tests.support.pdf_reading import Element, Letter, letters, structure

LEAST, LEAST_LARGE = 8.5, 14.0
_EVEN = 0.75
_INVISIBLE = " \u00a0\u200c\u200d"
_RISE, _DROP = 0.62, 0.12
"""How far above and below the baseline a line of text surely has ink, in sizes."""


class Line(NamedTuple):
    """Letters on one baseline without a gap: where they stand, and what they say."""

    page: int
    left: float
    right: float
    base: float
    size: float
    text: str


def faults(brief: Brief, laid: Laid) -> list[str]:
    """Everything that is wrong with `laid`, in words."""
    drawn = [letter for letter in letters(laid.data) if letter.text.strip(_INVISIBLE)]
    theme = theme_of(brief)
    with pikepdf.open(io.BytesIO(laid.data)) as file:
        tree = structure(file)
        found = [
            *_front(brief, laid, theme),
            *_outside(drawn, theme),
            *_small(drawn, LEAST_LARGE if brief.large_print else LEAST),
            *_over_each_other(drawn),
            *_alone(tree, laid),
            *_headless(tree, drawn),
            *_missing_glyphs(file),
            *(f"syntax: {fault}" for fault in file.check_pdf_syntax()),
        ]
        if len(file.pages) != laid.pages:
            found.append(f"{len(file.pages)} pages, {laid.pages} said")
    return found


def _front(brief: Brief, laid: Laid, theme: Theme) -> Iterator[str]:
    """Sections of page 1 stand on page 1, in order, above its foot."""
    if brief.cover is None:
        keys = [landing.key for landing in laid.landings if landing.on_front]
        if keys != [section.key for section in brief.front][: len(keys)]:
            yield f"page 1 holds {keys}"
        if any(landing.page for landing in laid.landings if landing.on_front):
            yield "page 1 goes on on another page"
    for landing in laid.landings:
        if landing.bottom < theme.foot - 0.5:
            yield f"page {landing.page + 1}: {landing.key} goes below the foot"


def _outside(drawn: Sequence[Letter], theme: Theme) -> Iterator[str]:
    """No letter in the margins; a tab of a book stands in the outer one by purpose."""
    right = theme.width - theme.margin
    for page, inked in groupby(drawn, lambda letter: letter.page):
        wide = [
            x for x in inked if x.left < theme.margin - 1 or _EVEN + right < x.right < right + 9
        ]
        if wide:
            yield f"page {page + 1}: {''.join(x.text for x in wide)!r} leaves the margins"


def _small(drawn: Sequence[Letter], least: float) -> Iterator[str]:
    small = [letter for letter in drawn if letter.size < least - 0.01]
    if small:
        yield f"{small[0].size:.2f} points on page {small[0].page + 1}: {small[0].text!r}"


def lines_of(drawn: Sequence[Letter]) -> Iterator[Line]:
    """Letters in drawing order as lines; a jump begins another."""
    run: list[Letter] = []
    for letter in drawn:
        if run and not _goes_on(run[-1], letter):
            yield _line(run)
            run = []
        run.append(letter)
    if run:
        yield _line(run)


def _goes_on(before: Letter, letter: Letter) -> bool:
    beside = -0.4 * letter.size < letter.left - before.right < 0.6 * letter.size
    return before.page == letter.page and beside and abs(letter.base - before.base) < 0.01


def _line(run: Sequence[Letter]) -> Line:
    first = run[0]
    left, right = min(x.left for x in run), max(x.right for x in run)
    text = "".join(x.text for x in run)
    return Line(first.page, left, right, first.base, max(x.size for x in run), text)


def _over_each_other(drawn: Sequence[Letter]) -> Iterator[str]:
    """No line of text stands on another."""
    for page, group in groupby(lines_of(drawn), lambda line: line.page):
        lines = sorted(group, key=lambda line: line.base)
        for place, line in enumerate(lines):
            for other in lines[place + 1 :]:
                if other.base - _DROP * other.size >= line.base + _RISE * line.size:
                    break
                if min(line.right, other.right) - max(line.left, other.left) > _EVEN:
                    yield f"page {page + 1}: {line.text!r} under {other.text!r}"


def _alone(tree: Element, laid: Laid) -> Iterator[str]:
    """No heading, and no head of a table, is parted from what it is the head of."""
    last = {landing.page: landing for landing in laid.landings}
    drawn = [
        (page, element.tag if element.attributes.get("/Scope") != "/Row" else "TD")
        for element in tree.walk()
        for page, _ in element.content
    ]
    for (page, tag), (after, _) in pairwise(drawn):
        parted = after != page and (tag == "TH" or tag[:1] == "H")
        if parted and not (tag[:1] == "H" and _has_more(last[page], laid)):
            yield f"page {page + 1} ends in {tag}"


def _has_more(last: Landing, laid: Laid) -> bool:
    """Whether the section `last` belongs to has more than its heading there: lines to write on."""
    there = [x for x in laid.landings if (x.page, x.key) == (last.page, last.key)]
    return last.on_front or len(there) > 1


def _headless(tree: Element, drawn: Sequence[Letter]) -> Iterator[str]:
    """On every page a table reaches, its head stands: there are as many words of it as pages."""
    texts = {
        page: "".join(x.text for x in inked).replace(" ", "")
        for page, inked in groupby(drawn, lambda letter: letter.page)
    }
    for table in (element for element in tree.walk() if element.tag == "Table"):
        reached = sorted({page for inside in table.walk() for page, _ in inside.content})
        for page in reached[1:]:
            if _words_of_head(table, drawn) not in texts[page]:
                yield f"page {page + 1}: a table without its head"


def _words_of_head(table: Element, drawn: Sequence[Letter]) -> str:
    """The words of the first head cell as they are drawn on the table's first page."""
    heads = (e for e in table.walk() if e.content and e.attributes.get("/Scope") == "/Column")
    cell = next(heads, None)
    if cell is None:
        return ""
    return "".join(x.text for x in drawn if (x.page, x.mcid) in cell.content).replace(" ", "")


def _missing_glyphs(file: pikepdf.Pdf) -> Iterator[str]:
    """No code of any font draws the sign for a missing glyph."""
    for font in file.pages[0].Resources.Font.values():
        inner = font.DescendantFonts[0]
        glyphs = inner.CIDToGIDMap.read_bytes()
        for start, row in zip(*[iter(inner.W)] * 2, strict=True):
            for code in range(int(start), int(start) + len(row)):
                if glyphs[2 * code : 2 * code + 2] == b"\0\0":
                    yield f"code {code} of {inner.BaseFont} draws no glyph"
