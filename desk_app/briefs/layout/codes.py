"""QR codes, and the ruled boxes by which paper finds its way back to the desk."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from itertools import groupby
from pathlib import Path
from typing import Any

import reportlab

from desk_app.briefs.content import OutcomeBox, OutcomeBoxes, QrCode
from desk_app.briefs.layout.boxes import Box, Cell, Decoration, Drawn, Row, Stack
from desk_app.briefs.layout.clean import clean
from desk_app.briefs.layout.paint import INK, INK_LINE, MUTED, Sheet
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.theme import MM

_QUIET = 4
_LEAST_MM, _MOST_MM = 15.0, 60.0
_LONGEST = 1000
_LEAST_MODULE = 0.8
_LINE = 17.0
_MASK = 0


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """ReportLab's QR encoder alone: its package would load the whole of ReportLab's graphics."""
    path = Path(reportlab.__path__[0], "graphics", "barcode", "qrencoder.py")
    spec = spec_from_file_location("desk_app_qrencoder", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no QR encoder at {path}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@lru_cache(maxsize=64)
def modules(payload: str) -> tuple[tuple[bool, ...], ...]:
    """The dark (True) and light modules of a QR code (ISO/IEC 18004, level M), row by row.

    The mask is always the first (a chessboard): choosing among the eight by the standard's penalty
    costs more than the rest of the page, and every reader takes any.
    """
    encoder = _encoder()
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    code.addData(encoder.QR8bitByte(payload))
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


@lru_cache(maxsize=64)
def _bars(payload: str) -> str:
    """The dark modules as horizontal bars, a module being 1 by 1, from the lower left corner."""
    rows = modules(payload)
    bars: list[str] = []
    for up, row in enumerate(reversed(rows)):
        at = 0
        for dark, run in groupby(row):
            wide = sum(1 for _ in run)
            if dark:
                bars.append(f"{at} {up} {wide} 1 re")
            at += wide
    return "\n".join(bars)


def _draw(sheet: Sheet, payload: str, x: float, top: float, size: float) -> None:
    """The dark modules, the quiet zone inside `size`."""
    step = size / (len(modules(payload)) + 2 * _QUIET)
    left, low = x + _QUIET * step, top - size + _QUIET * step
    sheet.fill(INK)
    sheet.paths(f"q {step:.5f} 0 0 {step:.5f} {left:.2f} {low:.2f} cm\n{_bars(payload)}\nf Q")


def qr_figure(payload: str, alt: str, size: float, setting: Setting) -> Box:
    """A QR code as a figure with its alternative text."""
    payload = _bounded(payload)
    size = max(size, (len(modules(payload)) + 2 * _QUIET) * _LEAST_MODULE)
    node = setting.node("Figure", alt=alt or payload)

    def paint(sheet: Sheet, x: float, top: float) -> None:
        node.box = (x, top - size, x + size, top)
        sheet.begin(node)
        _draw(sheet, payload, x, top, size)
        sheet.end()

    return Drawn(size, paint)


def qr_box(block: QrCode, setting: Setting, width: float) -> Box:
    """A QR code with its words beside it."""
    theme = setting.theme
    size = min(max(block.size_mm, _LEAST_MM), _MOST_MM) * MM
    figure = qr_figure(block.payload, block.alt, size, setting)
    size = figure.height
    beside = width - size - 6
    text = setting.text(block.spans, theme.table, beside, setting.node("P"))
    lowered = Stack([Drawn(max(0.0, min(8.0, (size - text.height) / 2)), _nothing), text])
    row = Row([Cell(0, size, figure), Cell(size + 6, beside, lowered)], width, tall=theme.height)
    row.before = row.after = 3 * theme.air
    return row


def _bounded(payload: str) -> str:
    """`payload` cut to what a QR code that prints well can hold."""
    return clean(payload).encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore") or " "


def _nothing(sheet: Sheet, x: float, top: float) -> None:
    """Leave room."""


def outcome_boxes(block: OutcomeBoxes, setting: Setting, width: float) -> list[Box]:
    """The code to scan or type, then a ruled box for each thing to note."""
    boxes: list[Box] = [_way_back(block, setting, width)]
    across = 1 if setting.theme.narrow else 2
    for at in range(0, len(block.boxes), across):
        boxes.append(_beside(block.boxes[at : at + across], setting, width))
    boxes[-1].after = 8 * setting.theme.air
    return boxes


def _beside(boxes: Sequence[OutcomeBox], setting: Setting, width: float) -> Box:
    """Ruled boxes side by side, as high as the highest of them."""
    gap = 8.0
    each = (width - gap * (len(boxes) - 1)) / len(boxes)
    pad = (4.0, 5.0)
    cells = [
        Cell(place * (each + gap) + 7, each - 14, _outcome(box, setting, each - 14))
        for place, box in enumerate(boxes)
    ]
    frames = tuple(_frame(place * (each + gap), each) for place in range(len(boxes)))
    row = Row(cells, width, pad, frames, 0.5 * setting.theme.height)
    row.before = row.after = 4 * setting.theme.air
    return row


def _way_back(block: OutcomeBoxes, setting: Setting, width: float) -> Box:
    theme = setting.theme
    size = 17 * MM
    figure = qr_figure(block.payload, f"QR: {block.code}", size, setting)
    size = figure.height
    beside = width - size - 6
    code = setting.plain(block.code, theme.heading, beside, setting.node("P"), bold=True)
    note = setting.plain(block.note, theme.table, beside, setting.node("P"), colour=MUTED)
    code.after = 2
    words = Stack([Drawn(6.0, _nothing), code, note])
    row = Row([Cell(0, size, figure), Cell(size + 6, beside, words)], width)
    row.before = row.after = 3 * theme.air
    row.keep = True
    return row


def _outcome(box: OutcomeBox, setting: Setting, width: float) -> Box:
    theme = setting.theme
    inside: list[Box] = [
        setting.plain(box.label, theme.table, width, setting.node("P"), bold=True)
    ]
    if box.choices:
        inside.append(_choices(box.choices, setting, width))
    if box.lines > 0:
        inside.append(_ruled(min(box.lines, 20), width))
    return Stack(inside)


def _choices(choices: tuple[str, ...], setting: Setting, width: float) -> Box:
    """Boxes to tick, as many in a row as find room."""
    size = setting.theme.table
    rows: list[Box] = []
    cells: list[Cell] = []
    at = 0.0
    for choice in choices:
        wide = min(setting.natural(choice, size) + 16 + 9, width)
        if cells and at + wide - 9 > width:
            rows.append(Row(cells, width))
            cells, at = [], 0.0
        text = setting.plain(choice, size, wide - 16, setting.node("P"))
        cells.append(Cell(at, 12, _empty_square(text.baseline() - 0.3 * size, size)))
        cells.append(Cell(at + 15, wide - 16, text))
        at += wide
    if cells:
        rows.append(Row(cells, width))
    for row in rows:
        row.before = row.after = 2.5
    return Stack(rows)


def _empty_square(middle: float, size: float) -> Box:
    def paint(sheet: Sheet, x: float, top: float) -> None:
        sheet.begin(None)
        sheet.frame(x + 0.6, top - middle + 0.42 * size, 0.84 * size, 0.84 * size, INK_LINE, 0.7)
        sheet.end()

    return Drawn(1.4 * size, paint)


def _ruled(lines: int, width: float) -> Box:
    def paint(sheet: Sheet, x: float, top: float) -> None:
        sheet.begin(None)
        for line in range(1, lines + 1):
            y = top - line * _LINE - 3
            sheet.rule(x, y, x + width, y, "0.75 G", 0.4)
        sheet.end()

    return Drawn(lines * _LINE + 4, paint)


def _frame(left: float, wide: float) -> Decoration:
    def draw(sheet: Sheet, x: float, top: float, _width: float, height: float) -> None:
        sheet.frame(x + left + 0.4, top - 0.4, wide - 0.8, height - 0.8, INK_LINE, 0.7)

    return draw
