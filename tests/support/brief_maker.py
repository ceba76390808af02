"""Briefs of every make from a seed: least, typical, most; texts as bad as they come."""

from random import Random
from typing import TypeVar

from desk_app.briefs.content import (
    Align,
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
    Lang,
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
    Spans,
    Table,
)

PIECES = (
    *("a", "firm", "R&D <b>", "ক্ষমতা", "বাংলাদেশের", "কর্তৃপক্ষ।", " ", "  ", "\n", "-", "/", "…", "王"),
    *(
        "محمد",
        "😀",
        "12,345",
        "১২,৩৪৫",
        "ISO 27001",
        "x" * 90,
        "প্রকৌশলী" * 12,
        "a.b@c.example/" * 8,
    ),
    *(
        "\u200d",
        "\u00a0",
        "\x00",
        "é",
        "e\u0301",
        "Ω",
        "Ж",
        "ি",
        "্",
        "নেটওয়ার্কের",
        "of",
        "the",
        "and",
        "\ufdfd",
        "🙋",
    ),
)
_MARKS: tuple[Mark | None, ...] = (
    *("declared", "document", "visited", "reference", "expired"),
    *(None,) * 6,
)
_ROLES: tuple[Role, ...] = ("text", "muted", "accent", "alert")
_LANGS: tuple[Lang | None, ...] = (None, None, None, "en", "bn")
_ALIGNS: tuple[Align, ...] = ("start", "centre", "end", "justify")
_LINKS = (None, None, None, "https://a.example/x", "javascript:x")

T = TypeVar("T")


class Maker:
    """Makes one brief of `seed`; `size` from 0 (least) to 1 (most) scales every count."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._size = self._random.choice((0.0, 0.3, 0.3, 0.6))

    def brief(self) -> Brief:
        """A brief."""
        pick = self._random.choice
        return Brief(
            title=self.text(),
            lang=pick(("en", "bn")),
            kind=self.short(),
            classification=self.short(),
            mission=self.text(),
            code=self.short(),
            front=tuple(self.section(n) for n in self.some(8)),
            sections=tuple(self.section(20 + n) for n in self.some(5)),
            subtitle=self.text(),
            facts=tuple(self.fact() for _ in self.some(8)),
            as_of=self.text(),
            author=self.short(),
            subject=self.short(),
            paper=pick(("a4", "a4", "a5")),
            large_print=self._random.random() < 0.25,
        )

    def some(self, most: int) -> range:
        """A count up to `most`, as a range."""
        return range(self._random.randint(0, round(most * self._size)))

    def short(self) -> str:
        """A short text, or none."""
        return "".join(self._random.choices(PIECES, k=self._random.randint(0, 3)))

    def text(self) -> str:
        """A text of any length."""
        if self._random.random() < 0.6:
            return self.short()
        return " ".join(self._random.choices(PIECES, k=self._random.randint(1, 30)))

    def spans(self) -> Spans:
        """Some spans."""
        pick = self._random.choice
        return tuple(
            Span(
                self.text(),
                bold=pick((True, False)),
                role=pick(_ROLES),
                link=pick(_LINKS),
                mark=pick(_MARKS),
                lang=pick(_LANGS),
            )
            for _ in range(self._random.randint(0, 3))
        )

    def section(self, number: int) -> Section:
        """A section of any blocks."""
        pick = self._random.choice
        return Section(
            f"section {number}",
            self.text(),
            tuple(self.block() for _ in self.some(5)),
            lang=pick(_LANGS),
            page=pick(("flow", "flow", "new")),
            whole=pick((True, False)),
            share=self._random.uniform(0, 4),
        )

    def block(self) -> Block:
        """A block of any kind."""
        return self._random.choice(
            (
                self.panel_block,
                self.table,
                self.chart,
                self.boxes,
                self.panels,
                lambda: Callout(
                    self.short(),
                    tuple(self.spans() for _ in self.some(4)),
                    self._random.choice(("note", "warning")),
                ),
                lambda: FillIn(
                    tuple(self.text() for _ in self.some(5)), self._random.choice((1, 2))
                ),
                Divider,
            )
        )()

    def panel_block(self) -> PanelBlock:
        """A block that may stand in a panel."""
        pick = self._random.choice
        return pick(
            (
                lambda: Paragraph(self.spans(), pick(_ALIGNS), pick(("body", "lead", "small"))),
                lambda: Bullets(
                    tuple(Item(self.spans(), pick((True, False))) for _ in self.some(14)),
                    pick(("bullet", "number", "tick")),
                ),
                lambda: KeyFacts(tuple(self.fact() for _ in self.some(9)), pick((1, 2))),
                lambda: QrCode(self.text(), self.short(), self.spans(), pick((0.0, 22.0, 300.0))),
                lambda: SourceNote(self.spans()),
            )
        )()

    def fact(self) -> Fact:
        """A fact."""
        return Fact(self.short(), self.spans(), self._random.random() < 0.2)

    def table(self) -> Table:
        """A table, its rows too short, too long or right."""
        pick = self._random.choice
        columns = tuple(
            Column(self.short(), self._random.uniform(0, 5), pick(_ALIGNS), pick((True, False)))
            for _ in self.some(7)
        )
        rows = tuple(
            Row(
                tuple(
                    Cell(self.spans(), pick((True, False)), pick((1, 1, 1, 2, 9)))
                    for _ in range(self._random.randint(0, len(columns) + 1))
                ),
                pick(("plain", "plain", "plain", "group", "total")),
            )
            for _ in self.some(30)
        )
        return Table(columns, rows, self.short(), self.spans())

    def chart(self) -> Chart:
        """A chart of odd values."""
        return Chart(
            self.short(),
            self.short(),
            tuple(
                Series(self.short(), tuple(self.point() for _ in self.some(12)))
                for _ in self.some(6)
            ),
            self.short(),
            self.spans(),
            self._random.choice(("bars", "lines")),
            self._random.choice((None, self.point())),
        )

    def point(self) -> Point:
        """A point, its value missing, huge, negative or ordinary."""
        value = self._random.choice((None, 0.0, 1e12, -5e5, 12.5, 700.0, 1e-9, float(10**20)))
        return Point(self.short(), value, self.short())

    def boxes(self) -> OutcomeBoxes:
        """Boxes to write in."""
        boxes = tuple(
            OutcomeBox(
                self.text(),
                tuple(self.short() for _ in self.some(6)),
                self._random.randint(-1, 40),
            )
            for _ in self.some(3)
        )
        return OutcomeBoxes(boxes, self.short(), self.text(), self.text())

    def panels(self) -> Panels:
        """Panels side by side."""
        return Panels(
            tuple(
                Panel(self.short(), tuple(self.panel_block() for _ in self.some(4)))
                for _ in self.some(4)
            )
        )
