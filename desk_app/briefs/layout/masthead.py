"""The head of page 1: who writes, what this is about, when; of bounded height."""

from collections.abc import Sequence

from desk_app.briefs.content import (
    Block,
    Brief,
    Fact,
    KeyFacts,
    Paragraph,
    Section,
    Span,
    plain,
)
from desk_app.briefs.layout.boxes import Box, Cell, Row, Stack, Text
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.paint import ACCENT, ACCENT_LINE, MUTED, Sheet
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tags import Node

HEADING_KEY = "masthead"
_MOST_FACTS = 4


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
        node = self._setting.heading(1)
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
        tight.bookmark, tight.level = text, max(0, self._setting.depth - 1)
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


def _heavy_rule(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.rule(x, top - height, x + width, top - height, ACCENT_LINE, 1.6)
