"""Boxes onto pages: nothing torn that belongs together, no heading last, no table headless."""

from collections.abc import Sequence

from msgspec import Struct

from desk_app.briefs.layout.boxes import Box

_EVEN = 0.01
BELOW = 16.0
"""The least space between page 1 and what begins below it."""


class Placed(Struct, frozen=True):
    """A box on a page (index) with its left edge and top, in points from the lower left corner."""

    box: Box
    page: int
    x: float
    top: float


class Area(Struct, frozen=True):
    """Where boxes may go on every page: left edge, top, bottom."""

    x: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Room of an empty page."""
        return self.top - self.bottom


class Flow:
    """Places boxes from the top of page `page` on, or below what has `taken` its upper part."""

    def __init__(self, area: Area, page: int, taken: float = 0.0) -> None:
        self.placed: list[Placed] = []
        self.page = page
        self._area = area
        self._top = area.top - taken
        self._after = BELOW if taken else 0.0
        self._empty = not taken

    def place(self, boxes: Sequence[Box]) -> None:
        """Place `boxes` in order."""
        for box, need in zip(boxes, _needs(boxes, self._area.height), strict=True):
            gap = 0.0 if self._empty else max(self._after, box.before)
            full = self._top - gap - need < self._area.bottom - _EVEN
            if not self._empty and (box.fresh or full):
                self._turn(box)
            self._put(box)

    def _put(self, box: Box) -> None:
        """Place one box, over as many pages as it takes."""
        remaining: Box | None = box
        while remaining is not None:
            gap = 0.0 if self._empty else max(self._after, remaining.before)
            room = self._top - gap - self._area.bottom
            fits, remaining = remaining.split(room)
            if fits is None and self._empty and remaining is not None:
                fits, remaining = remaining, None
            if fits is not None:
                self._set(fits, gap, box)
            if remaining is not None:
                self._turn(remaining)

    def _set(self, box: Box, gap: float, whole: Box) -> None:
        self._top -= gap
        if box is not whole:
            box.landing = whole.landing
        self.placed.append(Placed(box, self.page, self._area.x, self._top))
        self._top -= box.height
        self._after = box.after
        self._empty = False

    def _turn(self, box: Box) -> None:
        """A new page, with the head of the table that `box` is a row of."""
        self.page += 1
        self._top, self._after, self._empty = self._area.top, 0.0, True
        if box.repeat is not None:
            self.placed.append(Placed(box.repeat, self.page, self._area.x, self._top))
            self._top -= box.repeat.height


def _needs(boxes: Sequence[Box], page: float) -> list[float]:
    """For each box the room it needs to start: itself, and what must stay with it.

    Where all that is more than a page, it needs only the beginning of the next box, which then
    stays with nothing after it either.
    """
    needs = [0.0] * len(boxes)
    for place in range(len(boxes) - 1, -1, -1):
        box = boxes[place]
        need = box.starts()
        if box.keep and place + 1 < len(boxes):
            after = boxes[place + 1]
            own = box.height + max(box.after, after.before)
            need = own + needs[place + 1]
            if need > page:
                needs[place + 1] = min(after.starts(), page)
                need = own + needs[place + 1]
        if need > page:
            need = min(box.starts(), page)
        needs[place] = max(need, box.need)
    return needs
