"""Tables: column widths that keep words whole, heads that come again, rows that stay together."""

from collections.abc import Sequence

from msgspec import Struct

from desk_app.briefs.content import Cell as CellContent
from desk_app.briefs.content import Column, Table, plain
from desk_app.briefs.content import Row as RowContent
from desk_app.briefs.layout.boxes import Box, Cell, Decoration, Row
from desk_app.briefs.layout.lines import MARK_WIDTH
from desk_app.briefs.layout.paint import ACCENT_LINE, HAIR, INK_LINE, MUTED, PALE, Sheet
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tags import Node

GAP = 9.0
"""Space between the texts of two columns."""

_LEAST = 0.12
_TALL = 0.32
_SAMPLE = 60
_HEAD_LINES = 8


class _Grid(Struct, frozen=True):
    """Where the columns of a table stand: left edges and widths, the gap not included."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    def span(self, first: int, columns: int) -> tuple[float, float]:
        """Left edge and width of `columns` columns from `first` on."""
        last = min(first + columns, len(self.lefts)) - 1
        return self.lefts[first], self.lefts[last] + self.widths[last] - self.lefts[first]


def table_boxes(table: Table, setting: Setting, width: float) -> list[Box]:
    """Caption, head, rows and source line of `table`, one box each."""
    if not table.columns:
        return []
    theme = setting.theme
    node = setting.node("Table")
    within = setting.inside(node)
    grid = _grid(table, setting, width)
    boxes: list[Box] = []
    if table.caption:
        caption = within.plain(
            table.caption, theme.table, width, within.node("Caption"), bold=True
        )
        caption.keep, caption.before, caption.after = True, 4 * theme.air, 2
        boxes.append(caption)
    head = _head(table.columns, within, grid, width, again=False)
    head.keep = True
    again = _head(table.columns, within, grid, width, again=True)
    insets = _insets(table, setting)
    rows = [_row(row, table.columns, within, grid, insets, width) for row in table.rows]
    _keep_together(table.rows, rows, again, bool(table.source))
    boxes += [head, *rows]
    boxes += _source(table, setting, width)
    boxes[-1].after = 7 * theme.air
    return boxes


def _keep_together(
    contents: Sequence[RowContent], rows: Sequence[Box], head: Box, sourced: bool
) -> None:
    """No row stands alone: not the last, not a subheading, not one parted from its source."""
    for content, row in zip(contents, rows, strict=True):
        row.repeat = head
        row.keep = content.kind == "group"
    if rows:
        rows[-1].keep = sourced
    if len(rows) > 2:
        rows[-2].keep = True


def _source(table: Table, setting: Setting, width: float) -> list[Box]:
    if not table.source:
        return []
    theme = setting.theme
    note = setting.text(table.source, theme.small, width, setting.node("P"), colour=MUTED)
    note.before = 3 * theme.air
    return [note]


def _grid(table: Table, setting: Setting, width: float) -> _Grid:
    room = width - GAP * (len(table.columns) - 1)
    weights = [max(0.05, column.weight) for column in table.columns]
    wanted = [room * weight / sum(weights) for weight in weights]
    least = [_least(table, place, setting, room) for place in range(len(weights))]
    widths = _balanced(wanted, least, room)
    lefts: list[float] = []
    at = 0.0
    for each in widths:
        lefts.append(at)
        at += each + GAP
    return _Grid(tuple(lefts), tuple(widths))


def _least(table: Table, place: int, setting: Setting, room: float) -> float:
    """The width that keeps every word of a column whole, within reason."""
    size = setting.theme.table
    column = table.columns[place]
    texts = [
        row.cells[place].spans
        for row in table.rows[:_SAMPLE]
        if len(row.cells) == len(table.columns) and row.kind != "group"
    ]
    widest = max((setting.widest(spans, size, column.header) for spans in texts), default=0.0)
    head = setting.widest(plain(column.head), size, bold=True)
    cap = room * max(_LEAST, 1.6 / len(table.columns))
    return min(max(widest, head) + 0.5, cap)


def _balanced(wanted: list[float], least: list[float], room: float) -> list[float]:
    """Widths near `wanted`, none below `least` as far as they all fit in `room`."""
    if sum(least) >= room:
        return [room * each / sum(least) for each in least]
    short = [max(0.0, low - have) for have, low in zip(wanted, least, strict=True)]
    spare = [max(0.0, have - low) for have, low in zip(wanted, least, strict=True)]
    taken = sum(short) / sum(spare) if sum(spare) else 0.0
    return [
        have + lack - taken * extra for have, lack, extra in zip(wanted, short, spare, strict=True)
    ]


def _head(
    columns: Sequence[Column], setting: Setting, grid: _Grid, width: float, *, again: bool
) -> Box:
    """The head row; when it comes `again` on a later page it is an artifact."""
    line = setting.node("TR")
    cells: list[Cell] = []
    for place, column in enumerate(columns):
        node = None if again else Node("TH", line, scope="Column")
        left, wide = grid.span(place, 1)
        box = setting.plain(
            column.head,
            setting.theme.table,
            wide,
            node,
            bold=True,
            colour=MUTED,
            align=column.align,
        )
        cells.append(Cell(left, wide, box.first_lines(_HEAD_LINES), node))
    row = Row(cells, width, (2.0, 2.6), (_head_rules,), tall=setting.theme.height)
    row.before = 4 * setting.theme.air
    return row


def _insets(table: Table, setting: Setting) -> list[float]:
    """For each column how much figures without a mark stand in, to stand under those with one."""
    insets: list[float] = []
    for place, column in enumerate(table.columns):
        cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
        marked = column.align == "end" and any(_ends_in_mark(cell) for cell in cells)
        insets.append(MARK_WIDTH * setting.theme.table if marked else 0.0)
    return insets


def _ends_in_mark(cell: CellContent) -> bool:
    return bool(cell.spans) and cell.spans[-1].mark is not None


def _row(
    content: RowContent,
    columns: Sequence[Column],
    setting: Setting,
    grid: _Grid,
    insets: Sequence[float],
    width: float,
) -> Box:
    line = setting.node("TR")
    bold = content.kind != "plain"
    cells: list[Cell] = []
    at = 0
    for cell, across in _fitted(content, len(columns)):
        column = columns[at]
        left, wide = grid.span(at, across)
        node = _cell_node(content, column, line, across)
        inset = 0.0 if _ends_in_mark(cell) else insets[at]
        box = setting.text(
            cell.spans,
            setting.theme.table,
            wide - inset,
            node,
            bold=bold or column.header,
            align=column.align,
        )
        marks: tuple[Decoration, ...] = (_hatched,) if cell.expired else ()
        cells.append(Cell(left, wide, box, node, marks))
        at += across
    rules = {"plain": (_row_rule,), "group": (_group_ground,), "total": (_total_rules,)}
    pad = 2.3 * setting.theme.air
    height = setting.theme.height
    return Row(cells, width, (pad, pad + 0.7), rules[content.kind], tall=_TALL * height)


def _cell_node(content: RowContent, column: Column, line: Node, across: int) -> Node:
    if content.kind == "group" or column.header:
        return Node("TH", line, scope="Row", span=across)
    return Node("TD", line, span=across)


def _fitted(row: RowContent, columns: int) -> list[tuple[CellContent, int]]:
    """The cells of `row` with their spans, made to fill exactly `columns` columns.

    A row too short is filled up, one too long keeps its last texts together in the last column.
    """
    fitted: list[tuple[CellContent, int]] = []
    left = columns
    for place, cell in enumerate(row.cells):
        if left == 0:
            last, across = fitted[-1]
            rest = tuple(span for extra in row.cells[place:] for span in extra.spans)
            fitted[-1] = (CellContent(last.spans + rest, last.expired), across)
            break
        across = max(1, min(cell.columns, left))
        fitted.append((cell, across))
        left -= across
    if row.kind == "group" and len(fitted) == 1:
        return [(fitted[0][0], columns)]
    return fitted + [(CellContent(), 1)] * left


def _hatched(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.hatch(x, top - 0.8, width, height - 1.6)


def _head_rules(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.rule(x, top - height, x + width, top - height, ACCENT_LINE, 0.9)


def _row_rule(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.rule(x, top - height, x + width, top - height, HAIR, 0.35)


def _group_ground(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.area(x, top, width, height, PALE)
    sheet.rule(x, top - height, x + width, top - height, HAIR, 0.35)


def _total_rules(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.rule(x, top, x + width, top, INK_LINE, 0.7)
    sheet.rule(x, top - height, x + width, top - height, INK_LINE, 0.7)
