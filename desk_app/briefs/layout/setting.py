"""From spans to measured text: the one place that knows which look a text gets."""

from collections.abc import Sequence

from desk_app.briefs.content import Align, Lang, Role, Span, Spans
from desk_app.briefs.layout.boxes import Text
from desk_app.briefs.layout.clean import link_of
from desk_app.briefs.layout.lines import Atom, Ink, Line, Setter
from desk_app.briefs.layout.paint import ACCENT, ALERT, INK, MUTED
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.theme import BANGLA_LEADING, LATIN_LEADING, Theme

_DEEPEST = 6
_COLOURS: dict[Role, str] = {"text": INK, "muted": MUTED, "accent": ACCENT, "alert": ALERT}


class Setting:
    """Sets text in one theme and language. `parent` is the structure node new nodes belong to.

    `depth` says how deep in a book the text stands: 0 in a brief by itself, 1 in a part of a book,
    2 in a brief inside a part. Headings and bookmarks go down with it.
    """

    def __init__(
        self, setter: Setter, theme: Theme, lang: Lang, base: Lang, parent: Node, depth: int = 0
    ) -> None:
        self.setter, self.theme, self.parent, self.depth = setter, theme, parent, depth
        self.lang: Lang = lang
        self.base: Lang = base

    def inside(self, parent: Node) -> "Setting":
        """The same setting for content of `parent`."""
        return Setting(self.setter, self.theme, self.lang, self.base, parent, self.depth)

    def heading(self, level: int, parent: Node | None = None) -> Node:
        """The node of a heading of `level` (1: the title of the brief) at this depth."""
        return self.node(f"H{min(level + self.depth, _DEEPEST)}", parent)

    def node(self, tag: str, parent: Node | None = None, alt: str = "") -> Node:
        """A structure node, with its language where it differs from the document's."""
        lang = self.lang if self.lang != self.base else None
        return Node(tag, parent or self.parent, lang=lang, alt=alt)

    def text(
        self,
        spans: Spans,
        size: float,
        width: float,
        node: Node | None,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: Align = "start",
    ) -> Text:
        """`spans` set in lines of `width` points."""
        atoms = self.atoms(spans, size, bold=bold, colour=colour)
        lines = self.setter.lines(atoms, width)
        return Text(lines, width, size, _leading(atoms, size), node, self.lang, align)

    def plain(
        self,
        text: str,
        size: float,
        width: float,
        node: Node | None,
        *,
        bold: bool = False,
        colour: str = INK,
        align: Align = "start",
    ) -> Text:
        """One unadorned text set in lines of `width` points."""
        spans = (Span(text),)
        return self.text(spans, size, width, node, bold=bold, colour=colour, align=align)

    def pointing(self, text: str, ink: Ink, width: float, node: Node) -> Text:
        """One text set in one `ink`, which may lead to a place in the same file."""
        atoms = self.setter.atoms((Span(text),), lambda _: ink, self.lang)
        lines = self.setter.lines(atoms, width)
        return Text(lines, width, ink.size, _leading(atoms, ink.size), node, self.lang)

    def atoms(
        self, spans: Spans, size: float, *, bold: bool = False, colour: str | None = None
    ) -> list[Atom]:
        """The unbreakable pieces of `spans`."""
        key = (spans, size, bold, colour, self.lang)
        known = self.setter.known.get(key)
        if known is None:
            known = self.setter.known[key] = self._atoms(spans, size, bold=bold, colour=colour)
        return known

    def _atoms(self, spans: Spans, size: float, *, bold: bool, colour: str | None) -> list[Atom]:
        def ink(span: Span) -> Ink:
            own = span.role != "text" or colour is None
            return Ink(
                size,
                bold or span.bold,
                _COLOURS[span.role] if own else colour or INK,
                link_of(span),
                span.lang,
            )

        return self.setter.atoms(spans, ink, self.lang)

    def widest(self, spans: Spans, size: float, bold: bool = False) -> float:
        """Width of the widest unbreakable piece of `spans`."""
        return max((atom.width for atom in self.atoms(spans, size, bold=bold)), default=0.0)

    def natural(self, text: str, size: float, bold: bool = False) -> float:
        """Width of `text` on one line."""
        atoms = self.atoms((Span(text),), size, bold=bold)
        return sum(atom.width + atom.gap for atom in atoms)

    def elided(
        self, text: str, size: float, room: float, colour: str = INK, bold: bool = False
    ) -> list[Line]:
        """`text` as one line of at most `room` points, its end replaced by … where it must be."""
        atoms = self.atoms((Span(text),), size, bold=bold, colour=colour)
        lines = self.setter.lines(atoms, room)
        return lines if len(lines) < 2 else [self._dotted(lines[0], room)]

    def shortened(self, text: Text, most: int) -> Text:
        """At most `most` lines of `text`, the last ending in … where there were more."""
        if len(text.lines) <= most:
            return text
        kept = text.first_lines(most)
        return kept.with_lines([*kept.lines[:-1], self._dotted(kept.lines[-1], text.width)])

    def _dotted(self, line: Line, room: float) -> Line:
        """`line` with … at its end, within `room` points."""
        atoms = list(line.atoms)
        ink = atoms[-1].parts[-1][0] if atoms[-1].parts else None
        if ink is None:
            return line
        dots = Atom([(ink, self.setter.word("…", ink.bold))])
        while len(atoms) > 1 and sum(a.width + a.gap for a in atoms) + dots.width > room:
            atoms.pop()
        if len(atoms) == 1:
            atoms = self.setter.lines(atoms, max(1.0, room - dots.width))[0].atoms
        width = sum(atom.width + atom.gap for atom in atoms)
        return Line([*atoms, dots], width + dots.width, last=True)


def _leading(atoms: Sequence[Atom], size: float) -> float:
    bangla = any(word.hangs for atom in atoms for _, word in atom.parts)
    return size * (BANGLA_LEADING if bangla else LATIN_LEADING)
