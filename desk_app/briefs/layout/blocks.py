"""Blocks of content as boxes: running text, lists, facts, notes, panels, lines to write on."""

from collections.abc import Callable, Iterator
from typing import assert_never

from desk_app.briefs.content import (
    Block,
    Bullets,
    Callout,
    Chart,
    Divider,
    Fact,
    FillIn,
    Item,
    Itinerary,
    KeyFacts,
    OutcomeBoxes,
    Panel,
    Panels,
    Paragraph,
    QrCode,
    SourceNote,
    Span,
    Table,
)
from desk_app.briefs.layout.boxes import Box, Cell, Decoration, Drawn, Row, Stack
from desk_app.briefs.layout.charts import chart_boxes
from desk_app.briefs.layout.codes import outcome_boxes, qr_box
from desk_app.briefs.layout.itinerary import itinerary_table
from desk_app.briefs.layout.paint import (
    ACCENT,
    ACCENT_LINE,
    HAIR,
    INK,
    INK_LINE,
    MUTED,
    PALE,
    Sheet,
    circle,
)
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tables import table_boxes
from desk_app.briefs.layout.theme import Theme
from desk_app.briefs.layout.words import digits, words

_PANEL_GAP = 16.0


def block_boxes(  # noqa: C901 - one arm for each kind of block
    block: Block, setting: Setting, width: float
) -> list[Box]:
    """The boxes of `block` in a column of `width` points, in flow order."""
    match block:
        case Paragraph():
            return [paragraph(block, setting, width)]
        case Bullets():
            return bullets(block, setting, width)
        case Table():
            return table_boxes(block, setting, width)
        case Itinerary():
            return table_boxes(itinerary_table(block, setting.lang), setting, width)
        case KeyFacts():
            return key_facts(block, setting, width)
        case Callout():
            return [callout(block, setting, width)]
        case Chart():
            return chart_boxes(block, setting, width)
        case OutcomeBoxes():
            return outcome_boxes(block, setting, width)
        case QrCode():
            return [qr_box(block, setting, width)]
        case FillIn():
            return fill_in(block, setting, width)
        case SourceNote():
            return [source_note(block, setting, width)]
        case Divider():
            return [divider(setting, width)]
        case Panels():
            return panels(block, setting, width)
        case _:
            assert_never(block)


def paragraph(block: Paragraph, setting: Setting, width: float) -> Box:
    """Running text, in lines no wider than the measure."""
    theme = setting.theme
    size = {"body": theme.body, "lead": theme.lead, "small": theme.small}[block.size]
    measure = min(width, theme.measure) if block.align in ("start", "justify") else width
    box = setting.text(block.spans, size, measure, setting.node("P"), align=block.align)
    box.before = box.after = 0.45 * size * theme.air
    return box


def source_note(block: SourceNote, setting: Setting, width: float) -> Box:
    """Fine print."""
    theme = setting.theme
    box = setting.text(block.spans, theme.small, width, setting.node("P"), colour=MUTED)
    box.before, box.after = 2.5 * theme.air, 4 * theme.air
    return box


def bullets(block: Bullets, setting: Setting, width: float) -> list[Box]:
    """A list, one box an item."""
    theme = setting.theme
    entire = setting.node("L")
    boxes = [
        _item(item, place, block.style, setting.inside(entire), min(width, theme.measure))
        for place, item in enumerate(block.items, 1)
    ]
    for box in boxes:
        box.before = box.after = 0.24 * theme.body * theme.air
    if boxes:
        boxes[-1].after = 0.5 * theme.body * theme.air
    return boxes


def _item(item: Item, place: int, style: str, setting: Setting, width: float) -> Box:
    theme = setting.theme
    entry = setting.node("LI")
    label, body = setting.node("Lbl", entry), setting.node("LBody", entry)
    indent = theme.body * ((1.7 if place < 10 else 2.2) if style == "number" else 1.25)
    text = setting.text(item.spans, theme.body, width - indent, body)
    if style == "number":
        spans = (Span(f"{digits(place, setting.lang)}{'।' if setting.lang == 'bn' else '.'}"),)
        sign: Box = setting.text(spans, theme.body, indent, label, bold=True, colour=ACCENT)
        return Row([Cell(0, indent, sign), Cell(indent, width - indent, text)], width)
    box = _tick_box(item.ticked) if style == "tick" else None
    label.alt = "☑" if item.ticked else "☐"
    middle = text.baseline() - 0.3 * theme.body

    def paint(sheet: Sheet, x: float, top: float) -> None:
        sheet.begin(label if box else None)
        (box or _bullet)(sheet, x, top - middle, theme.body)
        sheet.end()

    sign = Drawn(text.leading if text.lines else 0.0, paint)
    return Row([Cell(0, indent, sign), Cell(indent, width - indent, text)], width)


def _bullet(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.fill(ACCENT)
    sheet.paths(circle(x + 0.3 * size, y, 0.15 * size) + " f")


def _tick_box(ticked: bool) -> Callable[[Sheet, float, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float, size: float) -> None:
        side = 0.78 * size
        sheet.frame(x + 0.6, y + side / 2, side, side, INK_LINE, 0.7)
        if ticked:
            low = y - side / 2
            sheet.rule(x + 0.2 * size, y, x + 0.4 * size, low + 0.12 * size, INK_LINE, 1.2)
            sheet.rule(
                x + 0.4 * size, low + 0.12 * size, x + 0.8 * size, y + 0.4 * size, INK_LINE, 1.2
            )

    return draw


def hatched(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    """Decoration: slanting lines over what is out of date."""
    sheet.hatch(x, top, width, height)


def hairline(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    """Decoration: a hairline below."""
    sheet.rule(x, top - height, x + width, top - height, HAIR, 0.35)


def key_facts(block: KeyFacts, setting: Setting, width: float) -> list[Box]:
    """Labels and values, ruled off by hairlines."""
    entire = setting.node("L")
    across = block.columns if width > 300 and not setting.theme.narrow else 1
    rows = [block.facts[at : at + across] for at in range(0, len(block.facts), across)]
    boxes: list[Box] = [_fact_row(row, across, setting.inside(entire), width) for row in rows]
    if boxes:
        boxes[-1].after = 0.5 * setting.theme.body * setting.theme.air
    return boxes


def _fact_row(facts: tuple[Fact, ...], across: int, setting: Setting, width: float) -> Box:
    theme = setting.theme
    gap = 14.0 if across > 1 else 0.0
    column = (width - gap * (across - 1)) / across
    label_width = min(118.0, 0.36 * column) * (theme.table / 8.7)
    label_width = min(label_width, 0.42 * column)
    cells: list[Cell] = []
    for place, fact in enumerate(facts):
        at = place * (column + gap)
        entry = setting.node("LI")
        label = setting.plain(
            fact.label, theme.table, label_width - 6, setting.node("Lbl", entry), bold=True
        )
        value_width = column - label_width
        value = setting.text(
            fact.value, theme.table, value_width - 4, setting.node("LBody", entry)
        )
        ground: tuple[Decoration, ...] = (hairline,)
        marked = (hatched, hairline) if fact.expired else ground
        cells.append(Cell(at, label_width, label, None, ground))
        cells.append(Cell(at + label_width, value_width, value, None, marked))
    pad = 2.2 * theme.air
    return Row(cells, width, (pad, pad + 0.6), (), tall=0.3 * theme.height)


def callout(block: Callout, setting: Setting, width: float) -> Box:
    """A note beside a rule; a warning has a heavier, darker one and says so."""
    theme = setting.theme
    entire = setting.node("Note" if block.kind == "note" else "Div")
    within = setting.inside(entire)
    indent, inner = 11.0, min(width, theme.measure + 11) - 11.0 - 8.0
    inside: list[Box] = []
    if block.title:
        said = words(setting.lang).warning if block.kind == "warning" else ""
        title = within.plain(said + block.title, theme.body, inner, within.node("P"), bold=True)
        title.keep = True
        inside.append(title)
    for spans in block.paragraphs:
        text = within.text(spans, theme.body, inner, within.node("P"))
        text.before = text.after = 1.5
        inside.append(text)
    bar = _warning_bar if block.kind == "warning" else _note_bar
    row = Row(
        [Cell(indent, inner, Stack(inside))],
        inner + indent + 8,
        (5, 6),
        (bar,),
        0.3 * theme.height,
    )
    row.before = row.after = 6 * theme.air
    return row


def _note_bar(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.area(x, top, width, height, PALE)
    sheet.area(x, top, 1.6, height, ACCENT)


def _warning_bar(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.frame(x + 0.5, top - 0.5, width - 1, height - 1, INK_LINE, 0.6)
    sheet.area(x, top, 4.0, height, INK)


def divider(setting: Setting, width: float) -> Box:
    """A hairline."""

    def paint(sheet: Sheet, x: float, top: float) -> None:
        sheet.begin(None)
        sheet.rule(x, top - 0.5, x + width, top - 0.5, HAIR, 0.5)
        sheet.end()

    box = Drawn(1.0, paint)
    box.before = box.after = 6 * setting.theme.air
    return box


def panels(block: Panels, setting: Setting, width: float) -> list[Box]:
    """Panels side by side; one under the other on narrow paper."""
    count = max(1, len(block.panels))
    if setting.theme.narrow or count > 3:
        return [box for panel in block.panels for box in _panel(panel, setting, width)]
    each = (width - _PANEL_GAP * (count - 1)) / count
    cells = [
        Cell(place * (each + _PANEL_GAP), each, Stack(_panel(panel, setting, each)))
        for place, panel in enumerate(block.panels)
    ]
    row = Row(cells, width)
    row.before, row.after = 2 * setting.theme.air, 5 * setting.theme.air
    return [row]


def _panel(panel: Panel, setting: Setting, width: float) -> list[Box]:
    within = setting.inside(setting.node("Div"))
    boxes = list(_panel_title(panel, within, width))
    for block in panel.blocks:
        boxes += block_boxes(block, within, width)
    return boxes


def _panel_title(panel: Panel, setting: Setting, width: float) -> Iterator[Box]:
    if panel.title:
        theme: Theme = setting.theme
        heading = setting.heading(3)
        title = setting.plain(panel.title, theme.body, width, heading, bold=True, colour=ACCENT)
        row = Row([Cell(0, width, title)], width, (0, 2), (_accent_rule,))
        row.keep, row.after = True, 3 * theme.air
        yield row


def _accent_rule(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.rule(x, top - height, x + width, top - height, ACCENT_LINE, 0.7)


def fill_in(block: FillIn, setting: Setting, width: float) -> list[Box]:
    """Labels under ruled lines to write on."""
    theme = setting.theme
    across = block.columns if width > 240 else 1
    gap = 18.0
    each = (width - gap * (across - 1)) / across
    room = 2.4 * theme.body + 3
    rows: list[Box] = []
    for at in range(0, len(block.labels), across):
        cells = [
            Cell(
                place * (each + gap),
                each,
                setting.plain(label, theme.small, each, setting.node("P"), colour=MUTED),
                None,
                (_line_to_write_on(room - 2),),
            )
            for place, label in enumerate(block.labels[at : at + across])
        ]
        row = Row(cells, width, (room, 2))
        row.before = row.after = 3
        rows.append(row)
    return rows


def _line_to_write_on(depth: float) -> Decoration:
    def draw(sheet: Sheet, x: float, top: float, width: float, _height: float) -> None:
        sheet.rule(x, top - depth, x + width, top - depth, INK_LINE, 0.5)

    return draw
