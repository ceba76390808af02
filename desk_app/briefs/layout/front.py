"""Page 1: the masthead and the sections that must stand on it, fitted by one rule.

What fits is set with air; if it does not all fit, with less; if it still does not, every section
gets a share of the page (those that need less give the rest to the others), is parted where its
lines and points end, and says on which page it goes on. There it stands again in full.
"""

from collections.abc import Sequence

from desk_app.briefs.content import (
    Align,
    Block,
    Brief,
    Fact,
    KeyFacts,
    Paragraph,
    Section,
    SourceNote,
    Span,
    plain,
)
from desk_app.briefs.layout.blocks import block_boxes, source_note
from desk_app.briefs.layout.boxes import Box, Cell, Drawn, Row, Stack, Text
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.lines import Setter
from desk_app.briefs.layout.paint import ACCENT, ACCENT_LINE, HAIR, MUTED, Sheet
from desk_app.briefs.layout.sections import setting_of
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.theme import Theme
from desk_app.briefs.layout.words import digits, words

HEADING_KEY = "masthead"
_SIDE_GAP = 14.0
_MOST_FACTS = 4
_GAP = 4.0
_EVEN = 0.01
_NOTE_SHARE = 0.45
"""How much of a heading's line the note beside it may take."""


class Masthead:
    """Who writes, what this is about, when: of bounded height. `cut` if not all of it fitted."""

    def __init__(self, brief: Brief, setting: Setting) -> None:
        self._brief, self._setting = brief, setting
        self._theme = setting.theme
        self.cut = len(brief.facts) > _MOST_FACTS
        self._lines = 1 if brief.large_print else 2
        boxes = [self._who(), self._title()]
        if brief.subtitle:
            boxes.append(self._subtitle())
        if brief.facts:
            boxes.append(self._facts())
        if brief.as_of:
            boxes.append(self._as_of())
        self.box = Stack(boxes)

    def _clamped(self, text: Text, most: int) -> Text:
        """At most `most` lines of `text`; the last ends in … where there were more."""
        if len(text.lines) <= most:
            return text
        self.cut = True
        return self._setting.shortened(text, most)

    def _who(self) -> Box:
        """Mission at the left, kind of document at the right, over the one heavy rule."""
        theme, setting, inner = self._theme, self._setting, self._theme.inner
        kind_width = min(0.45 * inner, setting.natural(self._brief.kind, theme.body, True) + 2)
        mission_width = inner - kind_width - 12
        mission = self._clamped(
            setting.plain(
                one_line(self._brief.mission),
                theme.body,
                mission_width,
                setting.node("P"),
                bold=True,
            ),
            self._lines,
        )
        kind = self._clamped(
            setting.plain(
                one_line(self._brief.kind),
                theme.body,
                kind_width,
                setting.node("P"),
                bold=True,
                colour=ACCENT,
                align="end",
            ),
            2,
        )
        cells = [Cell(0, mission_width, mission), Cell(inner - kind_width, kind_width, kind)]
        return Row(cells, inner, (0, 4), (_heavy_rule,))

    def _title(self) -> Box:
        theme = self._theme
        text = one_line(self._brief.title) or one_line(self._brief.kind) or "–"
        node = self._setting.node("H1")
        size = theme.title
        title = self._setting.plain(text, size, theme.inner, node, bold=True)
        if len(title.lines) > 1:
            size = 0.78 * theme.title
            title = self._setting.plain(text, size, theme.inner, node, bold=True)
        title = self._clamped(title, 1 + self._lines)
        tight = Text(
            title.lines, title.width, size, 0.86 * title.leading, node, self._setting.lang
        )
        tight.before, tight.after = 9 * theme.air, 1
        tight.bookmark = text
        return tight

    def _subtitle(self) -> Box:
        theme, setting = self._theme, self._setting
        text = setting.plain(
            self._brief.subtitle, theme.lead, theme.inner, setting.node("P"), colour=MUTED
        )
        box = self._clamped(text, self._lines)
        box.after = 3 * theme.air
        return box

    def _facts(self) -> Box:
        """Up to four facts in columns, label over value."""
        theme, setting = self._theme, self._setting
        facts = self._brief.facts[:_MOST_FACTS]
        entire = setting.node("L")
        if self._brief.large_print:
            return self._facts_in_lines(facts, entire)
        across = 2 if theme.narrow else len(facts)
        width = (theme.inner - 12 * (across - 1)) / across
        rows: list[Box] = []
        for at in range(0, len(facts), across):
            cells = [
                Cell(place * (width + 12), width, self._fact(fact, width, entire))
                for place, fact in enumerate(facts[at : at + across])
            ]
            rows.append(Row(cells, theme.inner))
        box = Row([Cell(0, theme.inner, Stack(rows))], theme.inner, (3, 4), ())
        box.before = 5 * theme.air
        return box

    def _facts_in_lines(self, facts: Sequence[Fact], entire: Node) -> Box:
        """One fact a line, its label before it: large letters leave no room for columns."""
        lines: list[Box] = []
        for fact in facts:
            body = self._setting.node("LBody", self._setting.node("LI", entire))
            spans = (Span(f"{fact.label} ", role="muted"), *fact.value)
            text = self._setting.text(spans, self._theme.table, self._theme.inner, body)
            lines.append(self._clamped(text, 1))
        box = Stack(lines)
        box.before = 4 * self._theme.air
        return box

    def _fact(self, fact: Fact, width: float, entire: Node) -> Box:
        theme, setting = self._theme, self._setting
        entry = setting.node("LI", entire)
        label = setting.plain(
            fact.label, theme.small, width, setting.node("Lbl", entry), colour=MUTED
        )
        value = setting.text(
            fact.value, theme.table, width, setting.node("LBody", entry), bold=True
        )
        return Stack([self._clamped(label, 1), self._clamped(value, 2 if theme.narrow else 3)])

    def _as_of(self) -> Box:
        theme, setting = self._theme, self._setting
        text = setting.plain(
            self._brief.as_of, theme.small, theme.inner, setting.node("P"), colour=MUTED
        )
        box = self._clamped(text, 2)
        box.before = 2 * theme.air
        return box

    def in_full(self, title: str) -> Section:
        """Everything the masthead says, as a section for the pages after."""
        brief = self._brief
        texts = (brief.title, brief.subtitle, brief.as_of, brief.mission, brief.kind)
        blocks: list[Block] = [
            Paragraph(plain(text)) for text in (*texts, brief.classification) if text
        ]
        if brief.facts:
            blocks.append(KeyFacts(brief.facts))
        return Section(HEADING_KEY, title, tuple(blocks))


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
            self.setting.node("H2"),
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
        row.bookmark = one_line(self.section.title)
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
    """Page 1, fitted into `room` points of height."""

    def __init__(
        self, brief: Brief, setter: Setter, theme: Theme, root: Node, room: float, noted: bool
    ) -> None:
        self._brief, self._setter, self._root, self._theme = brief, setter, root, theme
        base = Setting(setter, theme, brief.lang, brief.lang, root)
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
        lang, root = self._brief.lang, self._root
        return [
            Piece(section, setting_of(section, self._setter, theme, lang, root))
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
        return Setting(self._setter, self._theme, lang, lang, self._root)

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
        return sections + [_in_full(section, self._brief) for section in cut]

    def tell(self, pages: dict[str, int]) -> None:
        """Tell the notes on which page (index) each section stands in full."""
        for piece in self.pieces:
            piece.goes_on(pages.get(piece.section.key, 1) + 1)
        if self._more is not None:
            self._more.page = pages.get(self.left_out[0].key, 1) + 1


def _in_full(section: Section, brief: Brief) -> Section:
    lang = section.lang or brief.lang
    title = words(lang).in_full.format(section.title, digits(1, lang))
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


def _heavy_rule(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.rule(x, top - height, x + width, top - height, ACCENT_LINE, 1.6)


def _hair_above(sheet: Sheet, x: float, top: float, width: float, _height: float) -> None:
    sheet.rule(x, top, x + width, top, HAIR, 0.45)
