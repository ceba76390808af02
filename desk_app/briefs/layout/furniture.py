"""What stands on every page: the marking, a running head, the mission, the code, page n of N."""

from datetime import datetime

from desk_app.briefs.content import Brief, Lang
from desk_app.briefs.layout.book import tab_of
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.lines import Line
from desk_app.briefs.layout.paint import ACCENT, HAIR, INK, MUTED, Sheet
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.words import digits, moment, words

_WHITE = "1 g"


class Furniture:
    """The head and foot of the pages of one brief."""

    def __init__(self, brief: Brief, setting: Setting, printed_at: datetime) -> None:
        self._setting = setting
        self._theme = setting.theme
        self._brief = brief
        self._lang: Lang = brief.lang
        said = words(brief.lang)
        self._marking = self._line(brief.classification, self._theme.inner, INK, bold=True)
        self._title = self._line(brief.title, 0.62 * self._theme.inner, MUTED)
        self._kind = self._line(brief.kind, 0.34 * self._theme.inner, MUTED)
        # Marking and code are not shortened for what stands beside them.
        gap = 2 * self._theme.furniture
        code = f"· {brief.code}" if brief.mission and brief.code else brief.code
        self._code = self._line(code, 0.6 * self._theme.inner, MUTED)
        taken = self._code.width if self._code else 0.0
        self._mission = self._line(brief.mission, 0.74 * self._theme.inner - taken, MUTED)
        room = (1.0 if self._theme.large else 0.62) * self._theme.inner
        self._marking_below = self._line(brief.classification, room, INK, bold=True)
        taken = 0.0
        if self._marking_below is not None and not self._theme.large:
            taken = self._marking_below.width + gap
        printed = said.printed.format(moment(printed_at, brief.lang))
        self._printed = self._line(printed, max(1.0, self._theme.inner - taken), MUTED)

    def _line(self, text: str, room: float, colour: str, bold: bool = False) -> Line | None:
        lines = self._setting.elided(one_line(text), self._theme.furniture, room, colour, bold)
        return lines[0] if lines else None

    def draw(self, sheet: Sheet, total: int, part: int | None = None) -> None:
        """Put head and foot on `sheet`, one of `total`, which belongs to `part` of a book."""
        theme = self._theme
        left, right, size = theme.margin, theme.width - theme.margin, theme.furniture
        sheet.begin_furniture()
        high = theme.height - 14 - size
        self._put(sheet, self._marking, theme.width / 2, high, 0.5)
        if sheet.number:
            self._put(sheet, self._title, left, high - 1.55 * size, 0.0)
            kind = self._kind if part is None else self._part_name(part)
            self._put(sheet, kind, right, high - 1.55 * size, 1.0)
        y = theme.foot - 8
        sheet.rule(left, y, right, y, HAIR, 0.35)
        low = y - 1.35 * size
        number = words(self._lang).page_of.format(
            digits(sheet.number + 1, self._lang), digits(total, self._lang)
        )
        self._put(sheet, self._mission, left, low, 0.0)
        beside = left + (self._mission.width + 0.3 * size if self._mission else 0.0)
        self._put(sheet, self._code, beside, low, 0.0)
        self._put(sheet, self._line(number, 0.26 * theme.inner, INK), right, low, 1.0)
        self._put(sheet, self._printed, left, low - 1.4 * size, 0.0)
        last = low - (2.8 if theme.large else 1.4) * size
        self._put(sheet, self._marking_below, right, last, 1.0)
        if part is not None:
            self._tab(sheet, part)
        sheet.end()

    def _part_name(self, part: int) -> Line | None:
        return self._line(self._brief.parts[part].title, 0.34 * self._theme.inner, MUTED)

    def _tab(self, sheet: Sheet, part: int) -> None:
        """The sign of the part at the outer edge, lower for each part."""
        theme = self._theme
        sign = self._line(tab_of(self._brief.parts[part]), 0.6 * theme.margin, _WHITE, bold=True)
        if sign is None:
            return
        room = theme.height - theme.head - theme.foot
        step = min(2.6 * theme.body + 8, room / len(self._brief.parts))
        high, wide = min(2.2 * theme.body, step), sign.width + 10
        x, top = theme.width - 0.38 * theme.margin - wide / 2, theme.height - theme.head
        top -= part * step
        sheet.area(x, top, wide, high, ACCENT)
        self._put(sheet, sign, x + wide / 2, top - high / 2 - 0.3 * theme.furniture, 0.5)

    def _put(self, sheet: Sheet, line: Line | None, x: float, y: float, anchor: float) -> None:
        if line is not None:
            sheet.text(line, x - anchor * line.width, y, None, self._lang)
