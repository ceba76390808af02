"""A brief as a finished PDF file."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from desk_app.briefs.content import Brief, Lang, Part, Section
from desk_app.briefs.layout.blocks import source_note
from desk_app.briefs.layout.book import (
    OVERVIEW,
    Place,
    brief_key,
    contents_boxes,
    cover_boxes,
    part_heading,
    part_key,
    section_key,
)
from desk_app.briefs.layout.boxes import Box, Stack
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.embed import DocumentFonts
from desk_app.briefs.layout.flow import BELOW, Area, Flow, Placed
from desk_app.briefs.layout.front import Front, substitution_note
from desk_app.briefs.layout.furniture import Furniture
from desk_app.briefs.layout.lines import Setter
from desk_app.briefs.layout.paint import Sheet
from desk_app.briefs.layout.sections import section_boxes, setting_of
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.theme import Theme, theme_of
from desk_app.briefs.layout.words import words
from desk_app.briefs.layout.writer import About, Bookmark, pdf_file

_HIGHEST_HEADING = 0.1
"""How much of a page the heading of a part may take above the page 1 of a brief.

A longer one is shortened where the contents have it whole, and else gets a page of its own.
"""


class Landing(Struct, frozen=True):
    """Where a piece of a section came to stand: page index, top and bottom in points."""

    key: str
    page: int
    top: float
    bottom: float
    on_front: bool


class Laid(Struct, frozen=True):
    """A finished file, and where everything went."""

    data: bytes
    pages: int
    landings: tuple[Landing, ...]


def pdf(brief: Brief, *, printed_at: datetime) -> bytes:
    """`brief` as a tagged PDF/A-2a and PDF/UA-1 file, printed at an aware moment.

    The same brief and moment give the same bytes, whatever was set before.
    """
    return laid_out(brief, printed_at=printed_at).data


def laid_out(brief: Brief, *, printed_at: datetime) -> Laid:
    """`brief` as a file with the places of its sections."""
    if printed_at.tzinfo is None:
        raise ValueError("printed_at must be an aware moment")
    return _Layout(brief, theme_of(brief), printed_at).finished()


class _Layout:
    """One brief, or a book of them, on its way to paper."""

    def __init__(self, brief: Brief, theme: Theme, printed_at: datetime) -> None:
        self._brief, self._theme, self._printed_at = brief, theme, printed_at
        self._setter = Setter()
        self._root = Node("Document", None)
        self._base = Setting(self._setter, theme, brief.lang, brief.lang, self._root)
        self._area = Area(theme.margin, theme.height - theme.head, theme.foot)
        self._runs: list[list[Placed]] = []
        self._fronts: set[int] = set()
        self._places: dict[str, Place] = {}
        self._starts: list[int] = []
        self._next = 0
        self._last: Flow | None = None
        self._noted = False

    def finished(self) -> Laid:
        brief = self._brief
        if brief.cover is not None:
            self._run(cover_boxes(brief, self._base, self._area.height))
        if brief.contents:
            self._run(contents_boxes(brief, self._base, self._places))
        self._own()
        for number, part in enumerate(brief.parts):
            self._part(number, part)
        self._note()
        placed = [place for run in self._runs for place in run]
        data = self._drawn(placed, self._next)
        return Laid(data, self._next, tuple(self._landings(placed)))

    def _own(self) -> None:
        """The brief by itself: its page 1 and its sections. A book may have no page 1."""
        brief = self._brief
        if brief.cover is None or brief.front:
            self._places[OVERVIEW] = Place(self._next, self._area.top)
            found = self._whole(brief, self._root, depth=0 if brief.cover is None else 1)
        else:
            flow = self._new_flow()
            found = self._flow(
                flow, self._built(brief.sections, 0, self._theme, brief.lang, self._root)
            )
        self._places |= {section_key(n): place for n, place in found.items()}

    def _part(self, number: int, part: Part) -> None:
        lang = part.lang or self._brief.lang
        differs = lang if lang != self._brief.lang else None
        root = Node("Part", self._root, lang=differs)
        setting = Setting(self._setter, self._theme, lang, lang, root, 1)
        heading = part_heading(part, setting)
        self._starts.append(self._next)
        self._places[part_key(number)] = Place(self._next, self._area.top)
        over: Box | None = heading
        alone = heading.height > _HIGHEST_HEADING * self._area.height
        if alone and self._brief.contents:
            heading, alone = part_heading(part, setting, most=2), False
        if part.sections or not part.briefs or alone:
            flow, over = self._new_flow(), None
            built = self._built(part.sections, 1, self._theme, lang, root)
            found = self._flow(flow, built, [heading])
            self._places |= {section_key(n, number): place for n, place in found.items()}
        for place, inside in enumerate(part.briefs):
            self._places[brief_key(number, place)] = Place(self._next, self._area.top)
            own = Node("Sect", root, lang=inside.lang if inside.lang != lang else None)
            self._whole(self._bound(inside), own, depth=2, over=over)
            over = None

    def _bound(self, inside: Brief) -> Brief:
        """`inside` on the paper of the book."""
        book = self._brief
        return replace(inside, paper=book.paper, large_print=book.large_print)

    def _whole(
        self, brief: Brief, root: Node, *, depth: int, over: Box | None = None
    ) -> dict[int, Place]:
        """Page 1 of `brief` (under `over`), what it carries on, its sections; where they begin."""
        start = self._next
        above = over.height + over.after if over is not None else 0.0
        front = self._front(brief, root, start, depth, above)
        carried = front.carried_on()
        theme = self._theme.closer() if brief.length == "brief" else self._theme
        onward = self._built(carried, depth, self._theme, brief.lang, root)
        rest = self._built(brief.sections, depth, theme, brief.lang, root)
        taken = above + Stack(front.boxes()).height
        shared = not brief.front or (not carried and self._fits_below(taken, rest))
        flow = Flow(self._area, start, taken) if shared else Flow(self._area, start + 1)
        carried_to = self._flow(flow, onward)
        found = self._flow(flow, rest)
        if self._setter.substituted and not flow.placed and brief is self._brief:
            noted = self._front(brief, root, start, depth, above, noted=True)
            if not noted.carried_on() and not brief.parts:
                front, self._noted = noted, True
        front.tell({carried[n].key: place.page for n, place in carried_to.items()})
        self._place_front(front, start, above, over)
        self._runs.append(flow.placed)
        self._last = flow if flow.placed else None
        self._next = flow.page + 1 if flow.placed else start + 1
        return found

    def _fits_below(self, taken: float, rest: Sequence[Sequence[Box]]) -> bool:
        """Whether all that follows page 1 finds room on it, so that one sheet is enough."""
        boxes = [box for section in rest for box in section]
        if any(box.fresh for box in boxes):
            return False
        note = 3 * self._theme.small if self._setter.substituted else 0.0
        return taken + BELOW + Stack(boxes).height + note <= self._area.height

    def _place_front(self, front: Front, page: int, above: float, over: Box | None) -> None:
        x, top = self._area.x, self._area.top
        boxes = [] if over is None else [Placed(over, page, x, top)]
        places = Stack(front.boxes()).places()
        boxes += [Placed(box, page, x, top - above - at) for box, at in places]
        self._fronts |= {id(place.box) for place in boxes}
        self._runs.append(boxes)

    def _front(
        self,
        brief: Brief,
        root: Node,
        page: int,
        depth: int,
        above: float,
        *,
        noted: bool = False,
    ) -> Front:
        room = self._area.height - above
        return Front(
            brief, self._setter, self._theme, root, room, noted=noted, page=page, depth=depth
        )

    def _run(self, boxes: Sequence[Box]) -> None:
        """Flow `boxes` over pages of their own."""
        flow = self._new_flow()
        flow.place(boxes)
        self._next = flow.page + 1 if flow.placed else self._next

    def _new_flow(self) -> Flow:
        flow = self._last = Flow(self._area, self._next)
        self._runs.append(flow.placed)
        return flow

    def _built(
        self, sections: Sequence[Section], depth: int, theme: Theme, lang: Lang, root: Node
    ) -> list[list[Box]]:
        """The boxes of each of `sections`."""
        height = self._area.height
        settings = [
            setting_of(section, self._setter, theme, lang, root, depth) for section in sections
        ]
        return [
            section_boxes(section, setting, height)
            for section, setting in zip(sections, settings, strict=True)
        ]

    def _flow(
        self, flow: Flow, sections: Sequence[list[Box]], first: Sequence[Box] = ()
    ) -> dict[int, Place]:
        """Flow the boxes of `sections` after the boxes `first`; where each begins."""
        begins: dict[int, Place] = {}
        before: list[Box] = list(first)
        for number, boxes in enumerate(sections):
            if before and boxes:
                boxes[0].fresh = False
            at = len(flow.placed) + len(before)
            flow.place([*before, *boxes])
            before = []
            if len(flow.placed) > at:
                begins[number] = Place(flow.placed[at].page, flow.placed[at].top)
        flow.place(before)
        self._next = flow.page + 1 if flow.placed else self._next
        return begins

    def _note(self) -> None:
        """Say at the end that letters were replaced, if any were."""
        if self._setter.substituted and not self._noted:
            flow = self._last or self._new_flow()
            flow.place(
                [source_note(substitution_note(self._brief), self._base, self._theme.inner)]
            )
            self._next = flow.page + 1

    def _drawn(self, placed: Sequence[Placed], total: int) -> bytes:
        fonts = DocumentFonts()
        names = words(self._brief.lang).marks
        sheets = [Sheet(number, fonts, names) for number in range(total)]
        for place in placed:
            place.box.draw(sheets[place.page], place.x, place.top)
        furniture = Furniture(self._brief, self._base, self._printed_at)
        for sheet in sheets:
            furniture.draw(sheet, total, self._part_at(sheet.number))
        sizes = [(self._theme.width, self._theme.height)] * total
        marks = [mark for place in placed for mark in _bookmarks(place.box, place)]
        return pdf_file(sheets, sizes, fonts, self._root, marks, self._about())

    def _part_at(self, page: int) -> int | None:
        """The number of the part that `page` belongs to."""
        number = bisect_right(self._starts, page) - 1
        return number if number >= 0 else None

    def _landings(self, placed: Sequence[Placed]) -> Iterator[Landing]:
        for p in placed:
            if p.box.landing:
                part = self._part_at(p.page)
                within = f"{self._brief.parts[part].key}/" if part is not None else ""
                key = f"{within}{p.box.landing}"
                yield Landing(key, p.page, p.top, p.top - p.box.height, id(p.box) in self._fronts)

    def _about(self) -> About:
        brief = self._brief
        title = one_line(brief.title) or one_line(brief.kind) or "–"
        author = one_line(brief.author) or one_line(brief.mission) or "–"
        return About(title, author, one_line(brief.subject), brief.lang, self._printed_at)


def _bookmarks(box: Box, place: Placed) -> list[Bookmark]:
    if isinstance(box, Stack):
        return [mark for inside in box.boxes for mark in _bookmarks(inside, place)]
    return [Bookmark(box.bookmark, place.page, place.top, box.level)] if box.bookmark else []
