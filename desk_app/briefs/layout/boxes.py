"""Measured pieces of a page: each knows its height, where it may be parted, and how it is drawn.

A box is drawn from its left edge and its top, in points from the lower left corner of the page.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from desk_app.briefs.content import Align, Lang
from desk_app.briefs.layout.lines import Line
from desk_app.briefs.layout.paint import Sheet
from desk_app.briefs.layout.tags import Node

Decoration = Callable[[Sheet, float, float, float, float], None]
"""Draws behind a box: sheet, left, top, width, height. Always an artifact."""

Parts = tuple["Box | None", "Box | None"]
"""What fits and what remains."""

_EVEN = 0.01
_LOOSEST = 0.34


class Box:
    """A piece of a page.

    `before` and `after` are the least spaces around it (the larger of two neighbours counts);
    `keep` holds it on the page of the next box; `fresh` starts a page; `need` is the room that
    must be left on a page for the box to start there; `repeat` is drawn above when the box starts
    a page (a table's head); `landing` names it for those who look where things went;
    `bookmark` is its entry in the outline of the file, `level` how deep there.
    """

    def __init__(self, height: float) -> None:
        self.height = height
        self.before = self.after = 0.0
        self.keep = self.fresh = False
        self.need = 0.0
        self.repeat: Box | None = None
        self.landing = ""
        self.bookmark = ""
        self.level = 0

    def starts(self) -> float:
        """The least room in which the box can begin."""
        return self.height

    def split(self, room: float) -> Parts:
        """The box parted so that the first part is at most `room` points high."""
        return (self, None) if self.height <= room + _EVEN else (None, self)

    def opening(self) -> "Box":
        """As little of the beginning as still says something: one line of text."""
        return self

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Put it on `sheet`."""
        raise NotImplementedError

    def like(self, other: "Box") -> "Box":
        """Take over how `other` behaves in the flow; for what remains of it."""
        self.after, self.keep, self.repeat = other.after, other.keep, other.repeat
        return self


class Text(Box):
    """Lines of running text; a `node` of None makes it an artifact.

    Parted text leaves at least two lines on either side.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        width: float,
        size: float,
        leading: float,
        node: Node | None,
        lang: Lang,
        align: Align = "start",
    ) -> None:
        super().__init__(leading * len(lines))
        self.lines, self.width, self.size, self.leading = lines, width, size, leading
        self.node = node
        self.lang: Lang = lang
        self.align: Align = align

    def starts(self) -> float:
        """See `Box`."""
        return self.height if len(self.lines) < 4 else 2 * self.leading

    def split(self, room: float) -> Parts:
        """See `Box`."""
        if self.height <= room + _EVEN:
            return self, None
        fit = min(int((room + _EVEN) / self.leading), len(self.lines) - 2)
        if fit < 2:
            return None, self
        return self.with_lines(self.lines[:fit]), self.with_lines(self.lines[fit:]).like(self)

    def with_lines(self, lines: Sequence[Line]) -> "Text":
        """The same text box with other lines."""
        return Text(lines, self.width, self.size, self.leading, self.node, self.lang, self.align)

    def first_lines(self, count: int) -> "Text":
        """At most the first `count` lines."""
        return self.with_lines(self.lines[:count])

    def opening(self) -> Box:
        """See `Box`."""
        return self.first_lines(1)

    def baseline(self) -> float:
        """How far below the top the first baseline lies."""
        return self.leading / 2 + 0.3 * self.size

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """See `Box`."""
        if not any(atom.parts for line in self.lines for atom in line.atoms):
            return
        sheet.begin(self.node)
        y = top - self.baseline()
        for line in self.lines:
            spare = self.width - line.width
            stretch = self._stretch(line, spare)
            sheet.text(line, x + self._shift(spare), y, self.node, self.lang, stretch)
            y -= self.leading
        sheet.end()

    def _shift(self, spare: float) -> float:
        if self.align == "end":
            return spare
        return spare / 2 if self.align == "centre" else 0.0

    def _stretch(self, line: Line, spare: float) -> float:
        if self.align != "justify" or line.last:
            return 0.0
        gaps = sum(1 for atom in line.atoms[:-1] if atom.gap)
        return spare / gaps if gaps and spare / gaps <= _LOOSEST * self.size else 0.0


class Drawn(Box):
    """A picture or form of fixed size, drawn by a function of sheet, left and top."""

    def __init__(self, height: float, painter: Callable[[Sheet, float, float], None]) -> None:
        super().__init__(height)
        self._painter = painter

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """See `Box`."""
        self._painter(sheet, x, top)


class Stack(Box):
    """Boxes one under the other."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = list(boxes)
        self._tops: list[float] = []
        at = 0.0
        for place, box in enumerate(self.boxes):
            if place:
                at += max(self.boxes[place - 1].after, box.before)
            self._tops.append(at)
            at += box.height
        super().__init__(at)

    def places(self) -> list[tuple[Box, float]]:
        """Each box with its distance from the top."""
        return list(zip(self.boxes, self._tops, strict=True))

    def starts(self) -> float:
        """See `Box`."""
        total = 0.0
        for box in self.boxes:
            if not box.keep:
                return total + box.starts()
            total += box.height + box.after
        return total

    def split(self, room: float) -> Parts:
        """See `Box`."""
        if self.height <= room + _EVEN:
            return self, None
        for place, (box, at) in enumerate(zip(self.boxes, self._tops, strict=True)):
            if at + box.height > room + _EVEN:
                first, rest = box.split(room - at)
                return self._parted(place, first, rest)
        return self, None

    def opening(self) -> Box:
        """See `Box`."""
        end = next((n for n, box in enumerate(self.boxes) if not box.keep), None)
        return Stack([*self.boxes[:end], self.boxes[end].opening()]) if end is not None else self

    def _parted(self, place: int, first: Box | None, rest: Box | None) -> Parts:
        head = self.boxes[:place] + ([first] if first else [])
        tail = ([rest] if rest else []) + self.boxes[place + 1 :]
        while head and head[-1].keep and first is None:
            tail.insert(0, head.pop())
        if not head:
            return None, self
        return Stack(head), Stack(tail).like(self) if tail else None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """See `Box`."""
        for box, at in zip(self.boxes, self._tops, strict=True):
            box.draw(sheet, x, top - at)


class Cell(Struct, frozen=True):
    """A box in a row: how far from the row's left edge, how wide, its structure node if any."""

    at: float
    width: float
    box: Box
    node: Node | None = None
    decorations: tuple[Decoration, ...] = ()


class Row(Box):
    """Boxes side by side, padded above and below; parted only when taller than `tall`."""

    def __init__(
        self,
        cells: Sequence[Cell],
        width: float,
        pad: tuple[float, float] = (0.0, 0.0),
        decorations: tuple[Decoration, ...] = (),
        tall: float = 0.0,
    ) -> None:
        super().__init__(max((cell.box.height for cell in cells), default=0.0) + sum(pad))
        self.cells, self.width, self.pad = list(cells), width, pad
        self.decorations, self.tall = decorations, tall

    def starts(self) -> float:
        """See `Box`."""
        if self.height <= self.tall:
            return self.height
        return max((cell.box.starts() for cell in self.cells), default=0.0) + sum(self.pad)

    def split(self, room: float) -> Parts:
        """See `Box`."""
        if self.height <= room + _EVEN:
            return self, None
        if self.height <= self.tall or not any(cell.box.height for cell in self.cells):
            return None, self
        parts = [cell.box.split(room - sum(self.pad)) for cell in self.cells]
        if any(
            first is None and cell.box.height
            for (first, _), cell in zip(parts, self.cells, strict=True)
        ):
            return None, self
        return self._part([first for first, _ in parts]), self._part(
            [rest for _, rest in parts]
        ).like(self)

    def opening(self) -> Box:
        """See `Box`."""
        return self._part([cell.box.opening() for cell in self.cells])

    def _part(self, boxes: Sequence[Box | None]) -> "Row":
        cells = [
            Cell(cell.at, cell.width, box or Stack(()), cell.node, cell.decorations)
            for cell, box in zip(self.cells, boxes, strict=True)
        ]
        return Row(cells, self.width, self.pad, self.decorations, self.tall)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """See `Box`."""
        self._decorate(sheet, x, top)
        for cell in self.cells:
            if cell.node is not None:
                cell.node.hang()
            cell.box.draw(sheet, x + cell.at, top - self.pad[0])

    def _decorate(self, sheet: Sheet, x: float, top: float) -> None:
        if not self.decorations and not any(cell.decorations for cell in self.cells):
            return
        sheet.begin(None)
        for decoration in self.decorations:
            decoration(sheet, x, top, self.width, self.height)
        for cell in self.cells:
            for decoration in cell.decorations:
                decoration(sheet, x + cell.at, top, cell.width, self.height)
        sheet.end()


def indented(box: Box, by: float, width: float) -> Row:
    """`box` moved to the right."""
    row = Row([Cell(by, width - by, box)], width)
    row.before, row.after, row.keep = box.before, box.after, box.keep
    return row
