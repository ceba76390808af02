"""Charts as vectors, told apart in black and white by hatching, dashes and shapes of points."""

from collections.abc import Sequence
from math import floor, log10

from msgspec import Struct
from msgspec.structs import replace

from desk_app.briefs.content import Cell as CellContent
from desk_app.briefs.content import Chart, Column, Point, Table, plain
from desk_app.briefs.content import Row as RowContent
from desk_app.briefs.layout.boxes import Box, Cell, Drawn, Row
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.paint import (
    ACCENT,
    ACCENT_LINE,
    INK,
    INK_LINE,
    MUTED,
    Sheet,
    circle,
    polygon,
)
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tables import table_boxes
from desk_app.domain.numerals import digits

_PLOT = 72.0
_WIDEST = 500.0
_SHARE, _GUTTER = 0.6, 14.0
"""How much of the width a picture takes beside its source, and the space between them."""
_GRID_LINE = "0.85 G"
_FILLS = (ACCENT, "1 g", "0.78 g", "0.95 g")
_DASHES = ("[] 0 d", "[5 2.5] 0 d", "[1.2 2] 0 d", "[7 2 1.2 2] 0 d")
_MOST_SERIES = 4
_MOST_PLACES = 60
_LABEL = 8.5
_HIGHEST = 1e18
_WIDEST_PLACE = 80.0


class _Frame(Struct, frozen=True):
    """The plot on the page and the value scale: low to high over `height` points."""

    x: float
    y: float
    width: float
    height: float
    low: float
    high: float

    def up(self, value: float) -> float:
        """Height on the page of `value`."""
        return self.y + self.height * (value - self.low) / (self.high - self.low)


def chart_boxes(chart: Chart, setting: Setting, width: float) -> list[Box]:
    """Title, picture and source of `chart`."""
    theme = setting.theme
    title = setting.plain(
        f"{chart.title} ({chart.unit})" if chart.unit else chart.title,
        theme.table,
        width,
        setting.node("P"),
        bold=True,
    )
    title.keep, title.before, title.after = True, 4 * theme.air, 3
    if not chart.source:
        boxes = [title, _figure(_picture(chart, setting, width))]
    elif setting.theme.narrow or not (beside := _beside_its_source(chart, setting, width)):
        boxes = [title, *_above_its_source(chart, setting, width)]
    else:
        boxes = [title, beside]
    if not _picture(chart, setting, width).is_complete():
        boxes += table_boxes(_figures(chart), setting, width)
    boxes[-1].after = 7 * theme.air
    return boxes


def _picture(chart: Chart, setting: Setting, width: float) -> "_Picture":
    return _Picture(chart, setting, min(width, _WIDEST))


def _figure(picture: "_Picture") -> Box:
    return Drawn(picture.height, picture.draw)


def _figures(chart: Chart) -> Table:
    """The figures of `chart` that a picture has no room for, as a table."""
    names = dict.fromkeys(point.at for series in chart.series for point in series.points)
    columns = [Column(series.name, align="end") for series in chart.series]
    rows: list[RowContent] = []
    for name in names:
        shown = [next((p.shown for p in s.points if p.at == name), "") for s in chart.series]
        rows.append(
            RowContent((CellContent(plain(name)), *(CellContent(plain(t)) for t in shown)))
        )
    return Table((Column(chart.unit, header=True), *columns), tuple(rows))


def _above_its_source(chart: Chart, setting: Setting, width: float) -> list[Box]:
    figure = _figure(_picture(chart, setting, width))
    figure.keep = True
    note = _source(chart, setting, width)
    note.before = 2
    return [figure, note]


def _beside_its_source(chart: Chart, setting: Setting, width: float) -> Box | None:
    """The picture at the left of its source; nothing where its figures would find no room."""
    wide = _SHARE * width
    within = setting.inside(setting.node("Div"))
    picture = _Picture(chart, within, wide - _GUTTER)
    if not picture.has_room():
        return None
    cells = [
        Cell(0, wide - _GUTTER, Drawn(picture.height, picture.draw)),
        Cell(wide, width - wide, _source(chart, within, width - wide)),
    ]
    return Row(cells, width)


def _source(chart: Chart, setting: Setting, width: float) -> Box:
    return setting.text(chart.source, setting.theme.small, width, setting.node("P"), colour=MUTED)


class _Picture:
    """One chart, ready to be drawn."""

    def __init__(self, chart: Chart, setting: Setting, width: float) -> None:
        chart = _finite(chart)
        self._chart, self._setting, self._width = chart, setting, width
        self._size = max(_LABEL, setting.theme.small)
        self._series = chart.series[:_MOST_SERIES]
        self._places = _places(chart)
        self._ticks = _ticks(chart)
        named = any(series.name for series in self._series)
        self._legend = 1.7 * self._size if named or chart.target else 0.0
        self.height = self._legend + 1.6 * self._size + _PLOT + 1.7 * self._size
        self._node = setting.node("Figure", alt=chart.alt or chart.title)
        self._written = self.has_room()

    def has_room(self) -> bool:
        """Tell whether every figure can be written at its bar or point."""
        widest = max(self._natural(self._tick(tick)) for tick in self._ticks)
        step = (self._width - widest - 6) / max(1, len(self._places))
        room = self._bar_width(step) + 0.25 * step if self._chart.kind == "bars" else step
        return all(self._natural(one_line(p.shown)) <= room for _, _, p in self._drawn())

    def is_complete(self) -> bool:
        """Tell whether every figure and every name on the axis can be read."""
        all_points = sum(len(series.points) for series in self._chart.series)
        widest = max(self._natural(self._tick(tick)) for tick in self._ticks)
        step = (self._width - widest - 6) / max(1, len(self._places))
        named = all(self._natural(place) <= step for place in self._places)
        return named and len(self._drawn()) == all_points and self.has_room()

    def _bar_width(self, step: float) -> float:
        return min(0.7 * step / max(1, len(self._series)), 34.0)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        self._node.box = (x, top - self.height, x + self._width, top)
        sheet.begin(self._node)
        widest = max(self._natural(self._tick(tick)) for tick in self._ticks)
        frame = _Frame(
            x + widest + 6,
            top - self._legend - 1.6 * self._size - _PLOT,
            self._width - widest - 6,
            _PLOT,
            self._ticks[0],
            self._ticks[-1],
        )
        self._scale(sheet, frame, x + widest)
        (self._bars if self._chart.kind == "bars" else self._lines)(sheet, frame)
        self._axis(sheet, frame)
        if self._chart.target is not None and self._chart.target.value is not None:
            y = frame.up(self._chart.target.value)
            sheet.paths("[3 2] 0 d")
            sheet.rule(frame.x, y, frame.x + frame.width, y, INK_LINE, 0.9)
            sheet.paths("[] 0 d")
        self._draw_legend(sheet, frame.x, top - 1.1 * self._size)
        sheet.end()

    def _scale(self, sheet: Sheet, frame: _Frame, right: float) -> None:
        for tick in self._ticks:
            y = frame.up(tick)
            sheet.rule(frame.x, y, frame.x + frame.width, y, _GRID_LINE, 0.4)
            self._label(sheet, self._tick(tick), right, y - 0.33 * self._size, 1.0, MUTED)

    def _axis(self, sheet: Sheet, frame: _Frame) -> None:
        zero = frame.up(max(frame.low, 0.0))
        sheet.rule(frame.x, zero, frame.x + frame.width, zero, INK_LINE, 0.7)
        step = frame.width / max(1, len(self._places))
        widest = max((self._natural(place) for place in self._places), default=0.0)
        shown = 1 + int(min(widest, _WIDEST_PLACE) // max(step, 1))
        for place, name in enumerate(self._places):
            if place % shown == 0:
                middle = frame.x + step * (place + 0.5)
                beside = 2 * min(middle - frame.x, frame.x + frame.width - middle)
                room = max(min(step * shown - 3, beside), min(step, beside))
                self._label(sheet, name, middle, frame.y - 1.3 * self._size, 0.5, INK, room)

    def _bars(self, sheet: Sheet, frame: _Frame) -> None:
        step = frame.width / max(1, len(self._places))
        wide = self._bar_width(step)
        zero = frame.up(max(frame.low, 0.0))
        for number, place, point in self._drawn():
            if point.value is None:
                continue
            left = frame.x + step * (place + 0.5) + wide * (number - len(self._series) / 2)
            end = frame.up(point.value)
            low, high = min(zero, end), max(zero, end)
            _bar(sheet, number, left + 0.4, high, wide - 0.8, high - low)
            self._value(sheet, point, left + wide / 2, high + 2.2, wide + 0.25 * step)

    def _lines(self, sheet: Sheet, frame: _Frame) -> None:
        step = frame.width / max(1, len(self._places))
        for number, series in enumerate(self._series):
            at = {point.at: point for point in series.points}
            path: list[str] = []
            spots: list[tuple[float, float, Point]] = []
            for place, name in enumerate(self._places):
                point = at.get(name)
                if point is None or point.value is None:
                    path.append("")
                    continue
                x, y = frame.x + step * (place + 0.5), frame.up(point.value)
                path.append(f"{x:.2f} {y:.2f} {'l' if path and path[-1] else 'm'}")
                spots.append((x, y, point))
            sheet.stroke(ACCENT_LINE if number == 0 else INK_LINE, 1.3)
            sheet.paths(f"{_DASHES[number]} {' '.join(path)} S {_DASHES[0]}")
            for x, y, point in spots:
                _spot(sheet, number, x, y)
                self._value(sheet, point, x, y + 5 if number % 2 == 0 else y - 13, step)

    def _drawn(self) -> list[tuple[int, int, Point]]:
        """(series, place, point) of every point with a place on the axis."""
        places = {name: place for place, name in enumerate(self._places)}
        return [
            (number, places[point.at], point)
            for number, series in enumerate(self._series)
            for point in series.points
            if point.at in places
        ]

    def _value(self, sheet: Sheet, point: Point, x: float, y: float, room: float) -> None:
        text = one_line(point.shown)
        wide = self._natural(text)
        if text and wide <= room and self._written:
            ground = y + 0.78 * self._size
            sheet.area(x - wide / 2 - 0.8, ground, wide + 1.6, 0.86 * self._size, "1 g")
            self._label(sheet, text, x, y, 0.5, INK)

    def _draw_legend(self, sheet: Sheet, x: float, y: float) -> None:
        if not self._legend:
            return
        target = self._chart.target
        names = [series.name for series in self._series]
        share = self._width / (len(names) + (target is not None))
        for number, name in enumerate(names):
            if self._chart.kind == "bars":
                _bar(sheet, number, x, y + 0.75 * self._size, 10, 0.75 * self._size)
            else:
                _spot(sheet, number, x + 5, y + 0.35 * self._size)
            x += 14 + self._label(sheet, name, x + 14, y, 0.0, INK, share - 30) + 14
        if target is not None:
            sheet.paths("[3 2] 0 d")
            sheet.rule(x, y + 0.33 * self._size, x + 14, y + 0.33 * self._size, INK_LINE, 0.9)
            sheet.paths("[] 0 d")
            words = f"{target.at} {target.shown}".strip()
            self._label(sheet, words, x + 18, y, 0.0, INK, share - 34)

    def _tick(self, value: float) -> str:
        text = f"{value:,.0f}" if value == round(value) else f"{value:,.6g}"
        return digits(text, self._setting.lang)

    def _natural(self, text: str) -> float:
        return self._setting.natural(one_line(text), self._size)

    def _label(
        self,
        sheet: Sheet,
        text: str,
        x: float,
        y: float,
        anchor: float,
        colour: str,
        room: float = 1e9,
    ) -> float:
        """One line of text, shortened to `room`; its width. `anchor` 0, 0.5, 1: left to right."""
        shown = self._setting.elided(one_line(text), self._size, max(room, 6.0), colour)
        for line in shown[:1]:
            sheet.text(line, x - anchor * line.width, y, None, self._setting.lang)
            return line.width
        return 0.0


def _finite(chart: Chart) -> Chart:
    """`chart` with what is no number of any use taken for missing."""

    def sound(point: Point) -> Point:
        usable = point.value is not None and abs(point.value) < _HIGHEST
        return point if usable else replace(point, value=None)

    series = tuple(replace(s, points=tuple(map(sound, s.points))) for s in chart.series)
    return replace(chart, series=series, target=sound(chart.target) if chart.target else None)


def _places(chart: Chart) -> list[str]:
    """Places of the axis, in the order they first come."""
    names = (point.at for series in chart.series[:_MOST_SERIES] for point in series.points)
    return list(dict.fromkeys(names))[:_MOST_PLACES]


def _ticks(chart: Chart) -> list[float]:
    """Round values from at most zero to at least the highest value, evenly spaced."""
    values = [p.value for s in chart.series[:_MOST_SERIES] for p in s.points]
    if chart.target is not None:
        values.append(chart.target.value)
    known = [value for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    step = _round_step((high - low) / 4 or 1.0)
    first = floor(low / step)
    ticks = [first * step]
    while ticks[-1] < high or len(ticks) < 2:
        ticks.append((first + len(ticks)) * step)
    return ticks


def _round_step(step: float) -> float:
    power = 10.0 ** floor(log10(step))
    return power * next(n for n in (1, 2, 2.5, 5, 10) if n * power >= step * 0.999)


def _bar(sheet: Sheet, number: int, x: float, top: float, width: float, height: float) -> None:
    sheet.area(x, top, width, height, _FILLS[number])
    if number == 1:
        sheet.hatch(x, top, width, height, 3.2)
    if number:
        sheet.frame(x, top, width, height, INK_LINE, 0.5)


def _spot(sheet: Sheet, number: int, x: float, y: float) -> None:
    sheet.fill(ACCENT if number == 0 else "1 g")
    sheet.stroke(INK_LINE, 0.8)
    r = 2.3
    shapes: Sequence[str] = (
        circle(x, y, r),
        f"{x - r:.2f} {y - r:.2f} {2 * r:.2f} {2 * r:.2f} re",
        polygon(((x, y + 3), (x + 3, y), (x, y - 3), (x - 3, y))),
        polygon(((x - 2.8, y - 2.3), (x + 2.8, y - 2.3), (x, y + 2.8))),
    )
    sheet.paths(shapes[number] + " B")
