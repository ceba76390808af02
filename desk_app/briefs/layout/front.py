"""Page 1: the masthead and the sections that must stand on it, fitted by one rule.

What fits is set with air; if it does not all fit, with less; if it still does not, every section
gets a share of the page (those that need less give the rest to the others), is parted where its
lines and points end, and says on which page it goes on. There it stands again in full.
"""

from collections.abc import Sequence

from desk_app.briefs.content import (
    Align,
    Brief,
    Section,
    SourceNote,
    Span,
    plain,
)
from desk_app.briefs.layout.blocks import block_boxes, source_note
from desk_app.briefs.layout.boxes import Box, Cell, Drawn, Row, Stack, Text
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.lines import Setter
from desk_app.briefs.layout.masthead import Masthead
from desk_app.briefs.layout.paint import ACCENT, HAIR, Sheet
from desk_app.briefs.layout.sections import setting_of
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.theme import Theme
from desk_app.briefs.layout.words import digits, words

_SIDE_GAP = 14.0
_GAP = 4.0
_EVEN = 0.01
_NOTE_SHARE = 0.45
"""How much of a heading's line the note beside it may take."""


class Piece:
    """A section on page 1: its heading, its content, and whether it was shortened."""

    def __init__(self, section: Section, setting: Setting) -> None:
        self.section, self.setting = section, setting
        theme = setting.theme
        self._column = theme.column
        self._crowded = theme.narrow and theme.air < 1
        self._wide = theme.inner - self._column
        self.heading = self._heading()
        boxes = [
            box for block in section.blocks for box in block_boxes(block, setting, self._wide)
        ]
        self._whole = Stack(boxes)
        self.content = self._whole
        self.shortened = False
        self._note: _Onward | None = None

    def _heading(self) -> Text:
        theme = self.setting.theme
        width = self._column - _SIDE_GAP if self._column else theme.inner - self._beside
        title = self.setting.plain(
            one_line(self.section.title),
            theme.body if self._column or self._crowded else theme.heading,
            width,
            self.setting.heading(2),
            bold=True,
            colour=ACCENT,
        )
        return title.first_lines(4)

    @property
    def _beside(self) -> float:
        """Width of the note beside a heading that stands above its text."""
        return _NOTE_SHARE * self.setting.theme.inner if self._crowded else 0.0

    @property
    def bare(self) -> float:
        """Height of the heading with the note on where to read on."""
        return self._frame() + self._note_height()

    @property
    def least(self) -> float:
        """Height with the first lines of what it says."""
        whole = self._box(self._whole).height
        return min(whole, self._frame() + self._whole.starts() + self._note_height())

    @property
    def scant(self) -> float:
        """Height with the first line of what it says."""
        whole = self._box(self._whole).height
        return min(whole, self._frame() + self._whole.opening().height + self._note_height())

    def _note_height(self) -> float:
        return 0.0 if self._crowded else _Onward(self.setting).height

    def box(self) -> Box:
        """The section as it stands on the page."""
        return self._box(self.content)

    def _box(self, content: Box) -> Box:
        theme = self.setting.theme
        pad = (3.5 * theme.air + 1, 4.5 * theme.air)
        if self._column:
            cells = [
                Cell(0, self._column - _SIDE_GAP, self.heading),
                Cell(self._column, self._wide, content),
            ]
            row = Row(cells, theme.inner, pad, (_hair_above,))
        else:
            stacked = Stack([self._headline(), content])
            row = Row([Cell(0, theme.inner, stacked)], theme.inner, pad, (_hair_above,))
        row.landing = self.section.key
        row.bookmark, row.level = one_line(self.section.title), self.setting.depth
        return row

    def _headline(self) -> Box:
        """The heading above the text, with the note at its right where there is little room."""
        if not self._crowded or self._note is None:
            return self.heading
        inner = self.setting.theme.inner
        note = Cell(inner - self._beside, self._beside, self._note)
        return Row([Cell(0, inner - self._beside, self.heading), note], inner)

    def shorten(self, room: float) -> None:
        """Keep what fits in `room` with a note on where the rest stands."""
        note = _Onward(self.setting, width=self._beside)
        inside = room - self._frame() - self._note_height()
        if self._whole.height <= inside + self._note_height():
            self.content, self.shortened, self._note = self._whole, False, None
            return
        fits = self._whole.split(inside)[0] or self._opening(inside)
        parts: list[Box] = [fits] if fits is not None else []
        self.content = Stack(parts if self._crowded else [*parts, note])
        self.shortened = True
        self._note = note

    def _opening(self, room: float) -> Box | None:
        """The first line of text that would rather stay whole, when there is no choice."""
        opening = self._whole.opening()
        return opening if opening.height <= room + _EVEN else None

    def _frame(self) -> float:
        """What the section takes besides its content."""
        empty = self._box(Stack(()))
        return empty.height - (self.heading.height if self._column else 0.0)

    def goes_on(self, page: int) -> None:
        """Tell the note on which page (from 1) the section stands in full."""
        if self._note is not None:
            self._note.page = page


class _Onward(Drawn):
    """The note "continued on page n"; the number is known when the rest has found its page."""

    def __init__(self, setting: Setting, titles: str = "", width: float = 0.0) -> None:
        self.page = 2
        self._titles, self._width = titles, width
        self._setting = setting
        self._node = setting.node("P")
        super().__init__(self._text().height, self._paint)

    def _text(self) -> Text:
        setting = self._setting
        page = digits(self.page, setting.lang)
        said = words(setting.lang)
        text = f"{said.more.format(page)} {self._titles}" if self._titles else ""
        spans = (Span(text or said.continued.format(page), bold=True, role="muted"),)
        width = self._width or setting.theme.inner - setting.theme.column
        align: Align = "end" if self._width else "start"
        set_ = setting.text(spans, setting.theme.small, width, self._node, align=align)
        return setting.shortened(set_, 1)

    def _paint(self, sheet: Sheet, x: float, top: float) -> None:
        self._text().draw(sheet, x, top)


class Front:
    """Page 1 of a brief, fitted into `room` points of height; it is page `page` (index) of all."""

    def __init__(
        self,
        brief: Brief,
        setter: Setter,
        theme: Theme,
        root: Node,
        room: float,
        *,
        noted: bool = False,
        page: int = 0,
        depth: int = 0,
    ) -> None:
        self._brief, self._setter, self._root, self._theme = brief, setter, root, theme
        self._page, self._depth = page, depth
        base = Setting(setter, theme, brief.lang, brief.lang, root, depth)
        self.masthead = Masthead(brief, base)
        self._foot = [source_note(substitution_note(brief), base, theme.inner)] if noted else []
        room -= self.masthead.box.height + sum(box.height + _GAP for box in self._foot) + 6
        self.pieces, self._air = self._set(theme), theme.air
        self.left_out: list[Section] = []
        self._more: _Onward | None = None
        if self._total() > room:
            self.pieces, self._air = self._set(theme.tightened()), theme.tightened().air
        if self._total() > room:
            self._shorten(room)

    def _set(self, theme: Theme) -> list[Piece]:
        lang, root, depth = self._brief.lang, self._root, self._depth
        return [
            Piece(section, setting_of(section, self._setter, theme, lang, root, depth))
            for section in self._brief.front
        ]

    def _total(self) -> float:
        return sum(piece.box().height + _GAP * self._air for piece in self.pieces)

    def _shorten(self, room: float) -> None:
        gap = _GAP * self._air
        if self.pieces and sum(piece.bare + gap for piece in self.pieces) > room:
            room -= _Onward(self._setting()).height + gap
            while self.pieces and sum(piece.bare + gap for piece in self.pieces) > room:
                self.left_out.insert(0, self.pieces.pop().section)
            titles = " · ".join(one_line(section.title) for section in self.left_out)
            self._more = _Onward(self._setting(), titles)
        needs = [piece.box().height + gap for piece in self.pieces]
        least = [piece.least + gap for piece in self.pieces]
        if sum(least) > room:
            least = [piece.scant + gap for piece in self.pieces]
        if sum(least) > room:
            least = [piece.bare + gap for piece in self.pieces]
        weights = [max(0.1, piece.section.share) for piece in self.pieces]
        spare = 0.0
        for piece, need, share in zip(
            self.pieces, needs, shares(room, needs, least, weights), strict=True
        ):
            if need > share + spare:
                piece.shorten(share + spare - gap)
            spare += share - piece.box().height - gap
        self._spend(room - self._total())

    def _spend(self, spare: float) -> None:
        """Give what parting left over to the shortened sections, the first ones first."""
        for piece in self.pieces:
            if piece.shortened:
                before = piece.box().height
                piece.shorten(before + spare)
                spare -= piece.box().height - before

    def _setting(self) -> Setting:
        if self.pieces:
            return self.pieces[0].setting
        lang = self._brief.lang
        return Setting(self._setter, self._theme, lang, lang, self._root, self._depth)

    def boxes(self) -> list[Box]:
        """Everything on page 1, from the top."""
        boxes: list[Box] = [self.masthead.box]
        boxes += [piece.box() for piece in self.pieces]
        if self._more is not None:
            self._more.landing = self.left_out[0].key
            boxes.append(self._more)
        boxes += self._foot
        for box in boxes[1:]:
            box.before = _GAP * self._air
        if len(boxes) > 1:
            boxes[1].before = 6.0
        return boxes

    def carried_on(self) -> list[Section]:
        """The sections that page 1 could not hold whole, for the pages after."""
        said = words(self._brief.lang)
        sections = [self.masthead.in_full(said.heading_in_full)] if self.masthead.cut else []
        cut = [piece.section for piece in self.pieces if piece.shortened] + self.left_out
        return sections + [_in_full(section, self._brief, self._page + 1) for section in cut]

    def tell(self, pages: dict[str, int]) -> None:
        """Tell the notes on which page (index) each section stands in full."""
        for piece in self.pieces:
            piece.goes_on(pages.get(piece.section.key, self._page + 1) + 1)
        if self._more is not None:
            self._more.page = pages.get(self.left_out[0].key, self._page + 1) + 1


def _in_full(section: Section, brief: Brief, page: int) -> Section:
    lang = section.lang or brief.lang
    title = words(lang).in_full.format(section.title, digits(page, lang))
    return Section(section.key, title, section.blocks, section.lang)


def substitution_note(brief: Brief) -> SourceNote:
    """The note that some letters were replaced."""
    return SourceNote(plain(words(brief.lang).substituted))


def shares(
    room: float, needs: Sequence[float], least: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """Part `room` by `weights`; who needs less than its part leaves the rest to the others.

    Nobody gets less than its `least`, as long as these fit into `room` together.
    """
    given = dict.fromkeys(range(len(needs)), 0.0)
    open_ = set(given)
    while open_:
        free = room - sum(given[n] for n in given if n not in open_)
        unit = free / sum(weights[n] for n in open_)
        modest = {n for n in open_ if needs[n] <= unit * weights[n]}
        poor = {n for n in open_ if least[n] > unit * weights[n]} - modest
        for n in poor or modest or open_:
            given[n] = least[n] if n in poor else needs[n] if n in modest else unit * weights[n]
        open_ -= poor or modest or open_
    return [given[n] for n in range(len(needs))]


def _hair_above(sheet: Sheet, x: float, top: float, width: float, _height: float) -> None:
    sheet.rule(x, top, x + width, top, HAIR, 0.45)
