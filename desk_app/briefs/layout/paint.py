"""A page being drawn: text, rules, shapes and marked content, as PDF operators.

Coordinates are points from the lower left corner; a box is given by its left edge and its top.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from desk_app.briefs.content import Lang, Mark
from desk_app.briefs.layout.fonts import Face
from desk_app.briefs.layout.lines import MARK_WIDTH, Ink, Line, Target
from desk_app.briefs.layout.shaping import Run, Word
from desk_app.briefs.layout.tags import LANGUAGE_TAGS, Content, Node, pdf_text

INK, MUTED, ACCENT, ALERT = "0.1 g", "0.36 g", "0 0.3 0.22 rg", "0.55 0.07 0.07 rg"
PALE, HATCH, HAIR = "0.945 0.96 0.95 rg", "0.72 G", "0.62 G"
ACCENT_LINE, INK_LINE = "0 0.3 0.22 RG", "0.1 G"

_CIRCLE = 0.5523
_LINK_DEPTH, _LINK_HEIGHT = -0.25, 0.95


class FontUse(Protocol):
    """A face as one document uses it: a resource name, and the character codes of its runs."""

    @property
    def name(self) -> str:
        """Resource name."""
        ...

    def strokes(self, run: Run) -> str:
        """`run` as part of a TJ array."""
        ...

    def space(self) -> str:
        """The space as part of a TJ array."""
        ...


class Fonts(Protocol):
    """The faces of one document."""

    def use(self, face: Face) -> FontUse:
        """The font resource of `face`."""
        ...


class Link:
    """Where a stretch of text leads: its page, rectangle, target, structure node."""

    __slots__ = ("node", "page", "rect", "to")

    def __init__(
        self,
        page: int,
        rect: tuple[float, float, float, float],
        to: str | Target,
        node: Node,
    ) -> None:
        self.page, self.rect, self.node = page, rect, node
        self.to: str | Target = to


class Sheet:
    """One page. `owners` are the structure nodes of its marked content, by number."""

    def __init__(self, number: int, fonts: Fonts, mark_names: dict[Mark, str]) -> None:
        self.number = number
        self.code: list[str] = []
        self.owners: list[Node] = []
        self.links: list[Link] = []
        self._fonts, self._mark_names = fonts, mark_names
        self._font: tuple[str, float] | None = None
        self._fill = self._stroke = ""
        self._line_width = 0.0

    # marked content

    def begin(self, node: Node | None) -> None:
        """Open marked content of `node`; None says that what follows only decorates."""
        if node is None:
            self.code.append("/Artifact BMC")
            return
        node.hang()
        node.kids.append(Content(self.number, len(self.owners)))
        self.code.append(f"/{node.tag} <</MCID {len(self.owners)}>> BDC")
        self.owners.append(node)

    def begin_furniture(self) -> None:
        """Open what stands on every page: marking, running head, page number."""
        self.code.append("/Artifact <</Type /Pagination>> BDC")

    def end(self) -> None:
        """Close what was opened last."""
        self.code.append("EMC")

    # lines and areas; the caller has opened marked content

    def fill(self, colour: str) -> None:
        """Fill with `colour` (an operator such as "0.1 g") from here on."""
        if colour != self._fill:
            self._fill = colour
            self.code.append(colour)

    def stroke(self, colour: str, width: float) -> None:
        """Draw lines of `colour` and `width` points from here on."""
        if colour != self._stroke:
            self._stroke = colour
            self.code.append(colour)
        if width != self._line_width:
            self._line_width = width
            self.code.append(f"{width:.2f} w")

    def rule(self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float) -> None:
        """One straight line."""
        self.stroke(colour, width)
        self.code.append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def area(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self.fill(colour)
        self.code.append(f"{x:.2f} {top - height:.2f} {width:.2f} {height:.2f} re f")

    def frame(
        self, x: float, top: float, width: float, height: float, colour: str, line: float
    ) -> None:
        """An outlined rectangle."""
        self.stroke(colour, line)
        self.code.append(f"{x:.2f} {top - height:.2f} {width:.2f} {height:.2f} re S")

    def hatch(self, x: float, top: float, width: float, height: float, gap: float = 4.5) -> None:
        """Slanting lines over a rectangle: what stands here is out of date."""
        # One line as thick as the rectangle is high, dashed and sheared, within the rectangle.
        low = top - height
        self.code.append(
            f"q {x:.2f} {low:.2f} {width:.2f} {height:.2f} re W n {HATCH} {height:.2f} w"
            f" [0.57 {gap - 0.57:.2f}] 0 d 1 0 1 1 {x:.2f} {low:.2f} cm"
            f" {-gap * (1 + height // gap):.2f} {height / 2:.2f} m {width:.2f} {height / 2:.2f} l"
            " S Q"
        )

    def paths(self, operators: str) -> None:
        """Path operators as they are."""
        self.code.append(operators)

    # text

    def text(
        self,
        line: Line,
        x: float,
        y: float,
        node: Node | None,
        lang: Lang,
        stretch: float = 0.0,
    ) -> None:
        """Draw `line` from `x` on the baseline `y`, its spaces widened by `stretch` points.

        Marked content of `node` is open; links get nodes of their own inside it.
        """
        _Pen(self, x, y, node, lang).draw(line, stretch)

    def use(self, face: Face) -> FontUse:
        """The font resource of `face`."""
        return self._fonts.use(face)

    def chosen(self, font: str, size: float) -> str:
        """The operator that changes to this font, or nothing when it is the font already."""
        if (font, size) == self._font:
            return ""
        self._font = (font, size)
        return f"/{font} {size:.5g} Tf "

    def coloured(self, colour: str) -> str:
        """The operator that changes to this fill colour, or nothing."""
        if colour == self._fill:
            return ""
        self._fill = colour
        return colour + " "

    def evidence(self, mark: Mark, x: float, y: float, size: float, colour: str) -> None:
        """Draw the shape of `mark` at `x` on the baseline `y`, readable aloud by its name."""
        self.code.append(f"/Span <</ActualText{pdf_text(f' ({self._mark_names[mark]})')}>> BDC")
        self.fill(colour)
        self.stroke(INK_LINE, 0.7)
        self.code.append(_shape(mark, x + 0.56 * size, y + 0.34 * size, 0.27 * size))
        self.code.append("EMC")


def _shape(mark: Mark, x: float, y: float, r: float) -> str:
    """Path operators of an evidence shape round (x, y)."""
    if mark == "declared":
        return circle(x, y, r) + " S"
    if mark == "visited":
        return circle(x, y, r) + " B"
    if mark == "document":
        return f"{x - r:.2f} {y - r:.2f} {2 * r:.2f} {2 * r:.2f} re B"
    if mark == "reference":
        d = 1.25 * r
        corners = ((x, y + d), (x + d, y), (x, y - d), (x - d, y))
        return polygon(corners) + " S"
    if mark == "joins":
        return (
            f"{x - 1.1 * r:.2f} {y:.2f} m {x - 0.3 * r:.2f} {y - 0.9 * r:.2f} l "
            f"{x + 1.2 * r:.2f} {y + 1.1 * r:.2f} l S"
        )
    low_x, high_x, low_y, high_y = x - r, x + r, y - r, y + r
    return (
        f"{low_x:.2f} {low_y:.2f} {2 * r:.2f} {2 * r:.2f} re "
        f"{low_x:.2f} {low_y:.2f} m {high_x:.2f} {high_y:.2f} l "
        f"{low_x:.2f} {high_y:.2f} m {high_x:.2f} {low_y:.2f} l S"
    )


def polygon(corners: Sequence[tuple[float, float]]) -> str:
    """A closed path through `corners`."""
    path = " l ".join(f"{x:.2f} {y:.2f}" for x, y in corners)
    return path.replace(" l ", " m ", 1) + " l h"


def circle(x: float, y: float, r: float) -> str:
    """A closed path round (x, y), of four Bézier curves."""
    k = r * _CIRCLE
    return (
        f"{x + r:.2f} {y:.2f} m "
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
    )


def _unknown(run: Run) -> str:
    raise LookupError(run.text)


class _Pen:
    """Draws one line: collects glyphs of one look into one operator."""

    def __init__(self, sheet: Sheet, x: float, y: float, node: Node | None, lang: Lang) -> None:
        self._sheet, self._node = sheet, node
        self._base: Lang = lang
        self._x, self._y = x, y
        self._out: list[str] = []
        self._glyphs: list[str] = []
        self._spoken: Lang | None = None
        self._link: tuple[str | Target, float, float, Node] | None = None
        self._space = ""
        self._scale = 1.0
        self._face: Face | None = None
        self._ink: Ink | None = None
        self._strokes: Callable[[Run], str] = _unknown

    def draw(self, line: Line, stretch: float) -> None:
        self._open()
        final = len(line.atoms) - 1
        for place, atom in enumerate(line.atoms):
            for ink, word in atom.parts:
                if ink.link is not None or self._link is not None:
                    self._follow(ink)
                if word.mark is not None:
                    self._evidence(word.mark, ink)
                else:
                    self._word(ink, word)
                    self._x += ink.size * word.em
            if atom.gap and (place < final or not line.last):
                self._gap(atom.gap, stretch if place < final else 0.0)
        self._follow(None)
        self._close()

    def _gap(self, gap: float, stretch: float) -> None:
        self._x += gap + stretch
        if not self._space:
            self._close()
            self._open()
            return
        self._glyphs.append(self._space)
        if stretch:
            self._glyphs.append(f"{-stretch * 1000 / self._scale:.1f}")

    def _open(self) -> None:
        self._out = [f"BT 1 0 0 1 {self._x:.2f} {self._y:.2f} Tm "]

    def _close(self) -> None:
        self._say(None)
        self._flush()
        if len(self._out) > 1:
            self._out.append("ET")
            self._sheet.code.append("".join(self._out))

    def _flush(self) -> None:
        if self._glyphs:
            self._out.append(f"[{''.join(self._glyphs)}]TJ ".replace("><", ""))
            self._glyphs = []

    def _say(self, lang: Lang | None) -> None:
        """Mark a change of language, where it differs from that around the line."""
        if lang == self._spoken:
            return
        self._flush()
        if self._spoken is not None:
            self._out.append("EMC ")
        if lang is not None:
            self._out.append(f"/Span<</Lang({LANGUAGE_TAGS[lang]})>>BDC ")
        self._spoken = lang

    def _word(self, ink: Ink, word: Word) -> None:
        lang: Lang | None = ink.lang or word.lang
        if lang is not None and self._node is not None:
            spoken = None if lang == self._base else lang
            if spoken != self._spoken:
                self._say(spoken)
        if word.substituted:
            self._flush()
            self._out.append(f"/Span<</ActualText{pdf_text(word.text)}>>BDC ")
        for run in word.runs:
            if run.face is not self._face or ink is not self._ink:
                self._choose(ink, run.face)
            self._glyphs.append(self._strokes(run))
        if word.substituted:
            self._flush()
            self._out.append("EMC ")

    def _choose(self, ink: Ink, face: Face) -> None:
        """Change font, size and colour where they differ from what is set."""
        use = self._sheet.use(face)
        size = ink.size * face.scale
        change = self._sheet.chosen(use.name, size) + self._sheet.coloured(ink.fill)
        if change:
            self._flush()
            self._out.append(change)
        self._face, self._ink, self._strokes = face, ink, use.strokes
        self._space, self._scale = use.space(), size

    def _evidence(self, mark: Mark, ink: Ink) -> None:
        self._close()
        self._sheet.evidence(mark, self._x, self._y, ink.size, INK)
        self._x += ink.size * MARK_WIDTH
        self._ink = None
        self._open()

    def _follow(self, ink: Ink | None) -> None:
        """Begin, continue or end a link, which has marked content of its own."""
        to = ink.link if ink is not None else None
        if self._link is not None and self._link[0] != to:
            self._end_link(self._link)
        if to is not None and self._link is None and self._node is not None and ink is not None:
            self._close()
            self._sheet.end()
            node = Node("Link", self._node)
            self._sheet.begin(node)
            self._open()
            self._link = (to, self._x, ink.size, node)

    def _end_link(self, link: tuple[str | Target, float, float, Node]) -> None:
        to, x, size, node = link
        self._close()
        self._sheet.end()
        low, high = self._y + _LINK_DEPTH * size, self._y + _LINK_HEIGHT * size
        self._sheet.links.append(Link(self._sheet.number, (x, low, self._x, high), to, node))
        self._sheet.begin(self._node)
        self._open()
        self._link = None
