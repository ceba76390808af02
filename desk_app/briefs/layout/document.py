"""A brief as a finished PDF file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk_app.briefs.content import Brief, Section
from desk_app.briefs.layout.blocks import source_note
from desk_app.briefs.layout.boxes import Box, Stack
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.embed import DocumentFonts
from desk_app.briefs.layout.flow import Area, Flow, Placed
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


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a piece of a section came to stand: page index, top and bottom in points."""

    key: str
    page: int
    top: float
    bottom: float
    on_front: bool


@dataclass(frozen=True, slots=True)
class Laid:
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
    """One brief on its way to paper."""

    def __init__(self, brief: Brief, theme: Theme, printed_at: datetime) -> None:
        self._brief, self._theme, self._printed_at = brief, theme, printed_at
        self._setter = Setter()
        self._root = Node("Document", None)
        self._base = Setting(self._setter, theme, brief.lang, brief.lang, self._root)
        self._area = Area(theme.margin, theme.height - theme.head, theme.foot)

    def finished(self) -> Laid:
        front = self._front(noted=False)
        flow = Flow(self._area, 1)
        carried = front.carried_on()
        pages = self._flow(flow, carried)
        self._flow(flow, self._brief.sections, self._brief.length == "brief")
        if self._setter.substituted:
            if flow.placed:
                note = substitution_note(self._brief)
                flow.place([source_note(note, self._base, self._theme.inner)])
            else:
                front = self._front(noted=True)
        front.tell(pages)
        placed = self._placed_front(front) + flow.placed
        total = flow.page + 1 if flow.placed else 1
        data = self._drawn(placed, total)
        return Laid(data, total, tuple(_landings(placed)))

    def _front(self, noted: bool) -> Front:
        height = self._area.height
        return Front(self._brief, self._setter, self._theme, self._root, height, noted)

    def _flow(
        self, flow: Flow, sections: Sequence[Section], close: bool = False
    ) -> dict[str, int]:
        """Flow `sections`, with less air when `close`; on which page each begins."""
        begins: dict[str, int] = {}
        theme = self._theme.closer() if close else self._theme
        for section in sections:
            setting = setting_of(section, self._setter, theme, self._brief.lang, self._root)
            boxes = section_boxes(section, setting, self._area.height)
            before = len(flow.placed)
            flow.place(boxes)
            if len(flow.placed) > before:
                begins[section.key] = flow.placed[before].page
        return begins

    def _placed_front(self, front: Front) -> list[Placed]:
        stacked = Stack(front.boxes())
        return [Placed(box, 0, self._area.x, self._area.top - at) for box, at in stacked.places()]

    def _drawn(self, placed: Sequence[Placed], total: int) -> bytes:
        fonts = DocumentFonts()
        names = words(self._brief.lang).marks
        sheets = [Sheet(number, fonts, names) for number in range(total)]
        for place in placed:
            place.box.draw(sheets[place.page], place.x, place.top)
        furniture = Furniture(self._brief, self._base, self._printed_at)
        for sheet in sheets:
            furniture.draw(sheet, total)
        sizes = [(self._theme.width, self._theme.height)] * total
        marks = [mark for place in placed for mark in _bookmarks(place.box, place)]
        return pdf_file(sheets, sizes, fonts, self._root, marks, self._about())

    def _about(self) -> About:
        brief = self._brief
        title = one_line(brief.title) or one_line(brief.kind) or "–"
        author = one_line(brief.author) or one_line(brief.mission) or "–"
        return About(title, author, one_line(brief.subject), brief.lang, self._printed_at)


def _bookmarks(box: Box, place: Placed) -> list[Bookmark]:
    if isinstance(box, Stack):
        return [mark for inside in box.boxes for mark in _bookmarks(inside, place)]
    return [Bookmark(box.bookmark, place.page, place.top)] if box.bookmark else []


def _landings(placed: Sequence[Placed]) -> list[Landing]:
    return [
        Landing(p.box.landing, p.page, p.top, p.top - p.box.height, p.page == 0)
        for p in placed
        if p.box.landing
    ]
