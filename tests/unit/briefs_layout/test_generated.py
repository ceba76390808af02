"""Briefs of every make, least to most: always a file, page 1 always one page, nothing outside."""

from collections.abc import Iterable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from desk_app.briefs.content import (
    Block,
    Brief,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Divider,
    Fact,
    FillIn,
    Item,
    KeyFacts,
    Mark,
    OutcomeBox,
    OutcomeBoxes,
    Panel,
    PanelBlock,
    Panels,
    Paragraph,
    Point,
    QrCode,
    Role,
    Row,
    Section,
    Series,
    SourceNote,
    Span,
    Table,
)
from desk_app.briefs.layout.document import Laid, laid_out
from desk_app.briefs.layout.theme import theme_of
from tests.support.briefs import PRINTED_AT

PIECES = (
    "a", "firm", "R&D <b>", "ক্ষমতা", "বাংলাদেশের", "কর্তৃপক্ষ।", " ", "  ", "\n", "-", "/", "…", "王", "محمد", "😀",
    "12,345", "১২,৩৪৫", "ISO 27001", "x" * 90, "প্রকৌশলী" * 12, "a.b@c.example/" * 8, "\u200d", "\u00a0", "\x00",
    "é", "e\u0301", "Ω", "Ж", "ি", "্",
)  # fmt: skip
MARKS: tuple[Mark, ...] = ("declared", "document", "visited", "reference", "expired")
ROLES: tuple[Role, ...] = ("text", "muted", "accent", "alert")

few = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
many = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
texts = st.one_of(few, few, many)
names = st.one_of(st.just(""), few)
spans = st.lists(
    st.builds(
        Span,
        text=texts,
        bold=st.booleans(),
        role=st.sampled_from(ROLES),
        link=st.sampled_from((None, None, "https://a.example/x", "javascript:x")),
        mark=st.one_of(st.none(), st.sampled_from(MARKS)),
        lang=st.sampled_from((None, None, "en", "bn")),
    ),
    max_size=3,
).map(tuple)


def tuples(of: st.SearchStrategy, most: int) -> st.SearchStrategy:  # type: ignore[type-arg] # any
    return st.lists(of, max_size=most).map(tuple)


items = tuples(st.builds(Item, spans=spans, ticked=st.booleans()), 12)
facts = tuples(st.builds(Fact, label=few, value=spans, expired=st.booleans()), 8)
paragraphs = st.builds(
    Paragraph,
    spans=spans,
    align=st.sampled_from(("start", "centre", "end", "justify")),
    size=st.sampled_from(("body", "lead", "small")),
)
bullets = st.builds(Bullets, items=items, style=st.sampled_from(("bullet", "number", "tick")))
key_facts = st.builds(KeyFacts, facts=facts, columns=st.sampled_from((1, 2)))
codes = st.builds(
    QrCode, payload=texts, alt=few, spans=spans, size_mm=st.sampled_from((0.0, 22.0, 300.0))
)
notes = st.builds(SourceNote, spans=spans)
panel_blocks: st.SearchStrategy[PanelBlock] = st.one_of(
    paragraphs, bullets, key_facts, codes, notes
)
cells = st.builds(Cell, spans=spans, expired=st.booleans(), columns=st.integers(1, 3))
tables = st.builds(
    Table,
    columns=tuples(
        st.builds(
            Column,
            head=few,
            weight=st.floats(0, 5),
            align=st.sampled_from(("start", "centre", "end")),
            header=st.booleans(),
        ),
        7,
    ),
    rows=tuples(
        st.builds(Row, cells=tuples(cells, 9), kind=st.sampled_from(("plain", "group", "total"))),
        25,
    ),
    caption=names,
    source=spans,
)
points = tuples(
    st.builds(
        Point,
        at=few,
        value=st.one_of(st.none(), st.floats(-1e9, 1e9), st.integers(0, 1000).map(float)),
        shown=names,
    ),
    9,
)
charts = st.builds(
    Chart,
    title=few,
    unit=names,
    series=tuples(st.builds(Series, name=names, points=points), 6),
    alt=names,
    source=spans,
    kind=st.sampled_from(("bars", "lines")),
    target=st.one_of(st.none(), st.builds(Point, at=few, value=st.floats(0, 1e6), shown=few)),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    bullets,
    tables,
    key_facts,
    st.builds(
        Callout,
        title=names,
        paragraphs=tuples(spans, 4),
        kind=st.sampled_from(("note", "warning")),
    ),
    charts,
    st.builds(
        OutcomeBoxes,
        boxes=tuples(
            st.builds(OutcomeBox, label=texts, choices=tuples(few, 6), lines=st.integers(-1, 40)),
            3,
        ),
        code=few,
        payload=texts,
        note=texts,
    ),
    codes,
    st.builds(FillIn, labels=tuples(texts, 5), columns=st.sampled_from((1, 2))),
    notes,
    st.just(Divider()),
    st.builds(
        Panels, panels=tuples(st.builds(Panel, title=names, blocks=tuples(panel_blocks, 3)), 4)
    ),
)
sections = st.builds(
    Section,
    key=st.uuids().map(str),
    title=texts,
    blocks=tuples(blocks, 4),
    lang=st.sampled_from((None, None, "en", "bn")),
    page=st.sampled_from(("flow", "flow", "new")),
    whole=st.booleans(),
    share=st.floats(0, 4),
)
briefs = st.builds(
    Brief,
    title=texts,
    lang=st.sampled_from(("en", "bn")),
    kind=names,
    classification=names,
    mission=texts,
    code=few,
    front=tuples(sections, 8),
    sections=tuples(sections, 3),
    subtitle=names,
    facts=facts,
    as_of=texts,
    author=names,
    subject=names,
    paper=st.sampled_from(("a4", "a4", "a5")),
    large_print=st.booleans(),
)


def outside(data: bytes, margin: float, width: float, height: float) -> Iterable[int]:
    """Pages with ink beside the margins, seen by drawing them."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    for page in range(document.pageCount()):
        size = QSize(round(width), round(height))
        image = QImage(size, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.drawImage(0, 0, document.render(page, size))
        painter.end()
        pixels = bytes(image.constBits())
        step, edge = image.bytesPerLine(), int(margin) - 2
        for row in range(image.height()):
            line = pixels[row * step : row * step + image.width()]
            if min(line[:edge]) < 128 or min(line[len(line) - edge :]) < 128:
                yield page
                break
    document.close()


@pytest.mark.usefixtures("qapp")
@settings(max_examples=60)
@given(briefs)
def test_any_brief_becomes_a_sound_file_inside_its_margins(brief: Brief) -> None:
    laid = laid_out(brief, printed_at=PRINTED_AT)
    theme = theme_of(brief)
    keys = [s.key for s in brief.front]
    on_front = [x for x in laid.landings if x.on_front]
    assert [x.key for x in on_front] == keys[: len(on_front)]
    assert all(x.bottom > theme.foot - 0.5 for x in laid.landings)
    assert not list(outside(laid.data, theme.margin, theme.width, theme.height))
    _assert_sound(laid)


def _assert_sound(laid: Laid) -> None:
    import io

    with pikepdf.open(io.BytesIO(laid.data)) as file:
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == laid.pages
        for font in file.pages[0].Resources.Font.values():
            for start, row in zip(*[iter(font.DescendantFonts[0].W)] * 2, strict=True):
                glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
                for code in range(int(start), int(start) + len(row)):
                    assert glyphs[2 * code : 2 * code + 2] != b"\0\0"
