"""A brief in the markup of Typst: the same words, tables, codes and pictures, for its compiler.

Every text goes in as a string literal, so nothing in it is markup there either.
"""

import json
from collections.abc import Sequence

from desk_app.briefs.content import (
    Block,
    Brief,
    Bullets,
    Callout,
    Chart,
    Divider,
    FillIn,
    KeyFacts,
    OutcomeBoxes,
    Panels,
    Paragraph,
    QrCode,
    Section,
    SourceNote,
    Span,
    Spans,
    Table,
    text_of,
)
from desk_app.briefs.layout.codes import modules

_PREAMBLE = """
#set text(font: ("Noto Sans", "Noto Sans Bengali"), size: 9.8pt)
#set par(leading: 0.6em)
#show heading: set text(fill: rgb("#004d38"))
#show heading.where(level: 1): set text(size: 21pt, fill: black)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 3): set text(size: 9.8pt)
#let small(body) = text(size: 8.5pt, fill: luma(90), body)
#let data(..args) = { set text(size: 8.7pt); table(stroke: (bottom: 0.35pt + gray), ..args) }
#let note(body) = block(fill: rgb("#f1f5f2"), inset: 6pt, body)
#let ruled(body) = block(stroke: 0.7pt, inset: 6pt, width: 100%, height: 60pt, body)
"""
_MARKS = {
    "declared": "○",
    "document": "■",
    "visited": "●",
    "reference": "◇",
    "expired": "×",
    "joins": "x",
}


def source(brief: Brief) -> str:
    """`brief` as a Typst document."""
    parts = [
        f"#set document(title: {_text(brief.title)}, author: {_text(brief.author or '-')})",
        f'#set text(lang: "{brief.lang}")',
        _page(brief),
        _PREAMBLE,
        f"#strong({_text(brief.mission)}) #h(1fr) #strong({_text(brief.kind)})",
        f"= #{_text(brief.title)}",
        f"#text(size: 11pt, {_text(brief.subtitle)})",
        _block(KeyFacts(brief.facts)),
        f"#small({_text(brief.as_of)})",
    ]
    parts += [_section(section) for section in (*brief.front, *brief.sections)]
    return "\n\n".join(part for part in parts if part)


def _page(brief: Brief) -> str:
    marking = f"align(center, text(size: 8.5pt, strong({_text(brief.classification)})))"
    foot = (
        f"text(size: 8.5pt, [#{_text(brief.mission)} #{_text(brief.code)} #h(1fr) "
        '#context counter(page).display("1 / 1", both: true)])'
    )
    return f'#set page(paper: "a4", margin: 19mm, header: {marking}, footer: {foot})'


def _section(section: Section) -> str:
    body = _joined(section.blocks)
    title = _title(2, section.title)
    if section.lang:
        return f'#[#set text(lang: "{section.lang}")\n{title}{body}]'
    return title + body


def _title(level: int, title: str) -> str:
    return f"{'=' * level} #{_text(title)};\n\n" if title else ""


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _joined(blocks: Sequence[Block]) -> str:
    return "\n\n".join(_block(block) for block in blocks)


def _spans(spans: Spans) -> str:
    """Spans as content in square brackets."""
    return f"[{''.join(_span(span) for span in spans)}]"


def _span(span: Span) -> str:
    body = f"#strong({_text(span.text)});" if span.bold else f"#{_text(span.text)};"
    if span.link:
        body = f"#link({_text(span.link)})[{body}];"
    return body + (f"#{_text(' ' + _MARKS[span.mark])};" if span.mark else "")


def _block(block: Block) -> str:  # noqa: C901 - one arm for each kind of block
    match block:
        case Paragraph():
            return f"#par{_spans(block.spans)}"
        case SourceNote():
            return f"#small{_spans(block.spans)}"
        case Bullets():
            kind = "enum" if block.style == "number" else "list"
            return f"#{kind}({', '.join(_spans(item.spans) for item in block.items)})"
        case Table():
            return _table(block)
        case KeyFacts():
            lines = [f"{_text(fact.label)}, {_spans(fact.value)}" for fact in block.facts]
            return f"#grid(columns: (1fr, 2fr), row-gutter: 4pt, {', '.join(lines)})"
        case Callout():
            inside = " ".join(f"#par{_spans(spans)}" for spans in block.paragraphs)
            return f"#note[#strong({_text(block.title)}) {inside}]"
        case Panels():
            panels = [
                f"[{_title(3, panel.title)}{_joined(panel.blocks)}]" for panel in block.panels
            ]
            return f"#grid(columns: {len(panels)} * (1fr,), gutter: 12pt, {', '.join(panels)})"
        case QrCode():
            return f"{_qr(block.payload, block.alt)} #{_text(text_of(block.spans))}"
        case OutcomeBoxes():
            boxes = [
                f"ruled[#strong({_text(box.label)}) #{_text(' '.join(box.choices))}]"
                for box in block.boxes
            ]
            head = f"{_qr(block.payload, block.code)} #{_text(block.code)} #{_text(block.note)}"
            return f"{head}\n\n#grid(columns: (1fr, 1fr), gutter: 6pt, {', '.join(boxes)})"
        case Chart():
            return _chart(block)
        case FillIn():
            return "\n\n".join(f"#{_text(label)} #line(length: 50%)" for label in block.labels)
        case Divider():
            return "#line(length: 100%)"
        case _:
            raise NotImplementedError(type(block).__name__)


def _table(table: Table) -> str:
    head = ", ".join(f"[#strong({_text(column.head)})]" for column in table.columns)
    widths = ", ".join(f"{column.weight}fr" for column in table.columns)
    cells: list[str] = []
    for row in table.rows:
        for cell in row.cells:
            span = f"table.cell(colspan: {cell.columns})" if cell.columns > 1 else ""
            cells.append(span + _spans(cell.spans))
    caption = f"#strong({_text(table.caption)})\n\n" if table.caption else ""
    note = f"\n\n#small{_spans(table.source)}" if table.source else ""
    whole = f"#data(columns: ({widths},), table.header({head}), {', '.join(cells)})"
    return caption + whole + note


def _qr(payload: str, alt: str) -> str:
    rows = modules(payload)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    view = f'viewBox="0 0 {len(rows)} {len(rows)}"'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {view}><path d="{path}"/></svg>'
    return f'#box(image(bytes({_text(drawn)}), format: "svg", width: 17mm, alt: {_text(alt)}))'


def _chart(chart: Chart) -> str:
    """Bars by hand: rectangles and labels in a picture with its alternative text."""
    values = [p.value or 0.0 for series in chart.series for p in series.points]
    highest = max([*values, 1.0])
    step = 470 / max(1, len(values))
    bars = "".join(
        f'<rect x="{n * step:.1f}" y="{100 - 90 * v / highest:.1f}" width="{0.7 * step:.1f}"'
        f' height="{90 * v / highest:.1f}"/>'
        f'<text x="{n * step:.1f}" y="112" font-family="Noto Sans" font-size="8">{v:g}</text>'
        for n, v in enumerate(values)
    )
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 120">{bars}</svg>'
    picture = f'image(bytes({_text(drawn)}), format: "svg", alt: {_text(chart.alt)})'
    return f"#strong({_text(chart.title)})\n\n#{picture}\n\n#small{_spans(chart.source)}"
