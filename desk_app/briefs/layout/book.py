"""What a book has beyond a brief: a cover, a table of contents, parts with tabs."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desk_app.briefs.content import Brief, KeyFacts, Part, Span
from desk_app.briefs.layout.blocks import key_facts
from desk_app.briefs.layout.boxes import Box, Cell, Drawn, Row, Stack, Text
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.lines import Ink, Target
from desk_app.briefs.layout.paint import ACCENT, ACCENT_LINE, INK, MUTED, Sheet
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.words import digits, words

OVERVIEW = "overview"
_INDENT = 26.0
_NUMBER = 34.0
_COVER_LINES = 4
_LONGEST_TAB = 3


class Entry(NamedTuple):
    """A line of the contents: what names its target, its words, its tab, how deep it stands."""

    key: str
    title: str
    tab: str = ""
    level: int = 0


class Place(NamedTuple):
    """Where something begins: page index and height on the page in points."""

    page: int
    top: float


def tab_of(part: Part) -> str:
    """The short sign of `part`."""
    return one_line(part.tab)[:_LONGEST_TAB]


def section_key(place: int, part: int | None = None) -> str:
    """What names a section of the book, or of one of its parts, in `Entry.key`."""
    return f"section {place}" if part is None else f"part {part} section {place}"


def part_key(part: int) -> str:
    """What names a part in `Entry.key`."""
    return f"part {part}"


def brief_key(part: int, place: int) -> str:
    """What names a brief inside a part in `Entry.key`."""
    return f"part {part} brief {place}"


def entries(book: Brief) -> Iterator[Entry]:
    """The contents of `book` in order: its page at a glance, its sections, its parts."""
    if book.front:
        yield Entry(OVERVIEW, words(book.lang).at_a_glance)
    for place, section in enumerate(book.sections):
        if title := one_line(section.title):
            yield Entry(section_key(place), title)
    for number, part in enumerate(book.parts):
        yield Entry(part_key(number), one_line(part.title) or "–", tab_of(part))
        yield from _within(number, part)


def _within(number: int, part: Part) -> Iterator[Entry]:
    for place, section in enumerate(part.sections):
        if title := one_line(section.title):
            yield Entry(section_key(place, number), title, level=1)
    if len(part.briefs) > 1 or part.sections:
        for place, inside in enumerate(part.briefs):
            title = one_line(inside.title) or one_line(inside.kind) or "–"
            yield Entry(brief_key(number, place), title, level=1)


def contents_boxes(book: Brief, setting: Setting, places: Mapping[str, Place]) -> list[Box]:
    """The table of contents; `places` are read when it is drawn, and must be known by then."""
    theme = setting.theme
    title = one_line(book.contents)
    node = setting.heading(2)
    heading = setting.plain(title, theme.title, theme.inner, node, bold=True)
    heading.keep, heading.bookmark, heading.after = True, title, 10.0
    whole = setting.node("TOC")
    boxes: list[Box] = [heading]
    within = whole
    for entry in entries(book):
        if entry.level == 0:
            parent, within = whole, Node("TOC", whole)
        else:
            parent = within
        boxes.append(_Line(entry, setting.inside(parent), places))
    return boxes


class _Line(Box):
    """One entry of the contents: tab, title, dots, page number; all of it a link."""

    def __init__(self, entry: Entry, setting: Setting, places: Mapping[str, Place]) -> None:
        self._entry, self._setting, self._places = entry, setting, places
        self._node = setting.node("TOCI")
        self._label = setting.node("Lbl", self._node)
        self._reference = setting.node("Reference", self._node)
        theme = setting.theme
        self._indent = _INDENT * theme.body / 10 * (1 + entry.level)
        self._number = _NUMBER * theme.body / 10
        self._bold = entry.level == 0
        super().__init__(self._title(None).height)
        self.before = self.after = 7.0 if self._bold else 1.5
        self.keep = False

    def _title(self, target: Target | None) -> Text:
        theme = self._setting.theme
        width = theme.inner - self._indent - self._number
        return self._text(self._entry.title, width, target)

    def _text(self, text: str, width: float, target: Target | None) -> Text:
        size, bold = self._setting.theme.body, self._bold
        return self._setting.pointing(text, Ink(size, bold, INK, target), width, self._reference)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """See `Box`."""
        setting, theme = self._setting, self._setting.theme
        place = self._places[self._entry.key]
        target = Target(place.page, place.top, self._entry.title)
        title = self._title(target)
        if self._entry.tab:
            width = self._indent - 4
            label = setting.plain(
                self._entry.tab, theme.body, width, self._label, bold=True, colour=ACCENT
            )
            label.draw(sheet, x, top - title.baseline() + label.baseline())
        title.draw(sheet, x + self._indent, top)
        number = self._text(digits(place.page + 1, setting.lang), self._number, target)
        base = top - title.height + title.leading - title.baseline()
        wide = number.lines[0].width
        right = x + theme.inner
        number.draw(sheet, right - wide, base + number.baseline())
        _dots(sheet, x + self._indent + title.lines[-1].width, right - wide, base)


def _dots(sheet: Sheet, left: float, right: float, y: float) -> None:
    if right - left > 16:
        sheet.begin(None)
        sheet.paths(
            "q 0.45 G 0.8 w 1 J [0 3.6] 0 d "
            f"{left + 6:.2f} {y:.2f} m {right - 6:.2f} {y:.2f} l S Q"
        )
        sheet.end()


def cover_boxes(book: Brief, setting: Setting, room: float) -> list[Box]:
    """The cover: one page of `room` points, unless its facts need more."""
    theme, cover = setting.theme, book.cover
    air = 0.13 * theme.height
    boxes: list[Box] = [_mission(book, setting), _space(air), *_names(book, setting)]
    if cover is None:
        return boxes
    facts = key_facts(KeyFacts(cover.facts), setting, theme.inner) if cover.facts else []
    if facts:
        boxes += [_space(0.4 * air), *facts]
    foot = _foot(book, setting)
    spare = room - Stack([*boxes, *foot]).height - 1
    return [*boxes, _space(max(6.0, spare)), *foot]


def _mission(book: Brief, setting: Setting) -> Box:
    theme = setting.theme
    node = setting.node("P")
    text = setting.plain(one_line(book.mission), theme.lead, theme.inner, node, bold=True)
    return Row([Cell(0, theme.inner, text)], theme.inner, (0, 6), (_rule_below,))


def _names(book: Brief, setting: Setting) -> list[Box]:
    """Kind, title and subtitle."""
    theme, boxes = setting.theme, list[Box]()
    if kind := one_line(book.kind):
        node = setting.node("P")
        boxes.append(
            setting.plain(kind, 1.2 * theme.heading, theme.inner, node, bold=True, colour=ACCENT)
        )
    boxes.append(_title(book, setting))
    if book.subtitle:
        node = setting.node("P")
        boxes.append(
            setting.plain(book.subtitle, 1.2 * theme.lead, theme.inner, node, colour=MUTED)
        )
    return boxes


def _title(book: Brief, setting: Setting) -> Text:
    """The title as large as it goes in a few lines."""
    theme, node = setting.theme, setting.heading(1)
    words_ = one_line(book.title) or one_line(book.kind) or "–"
    sizes = (1.6 * theme.title, 1.25 * theme.title, theme.title, 0.75 * theme.title)
    titles = [setting.plain(words_, size, theme.inner, node, bold=True) for size in sizes]
    fit = next((t for t in titles if len(t.lines) <= _COVER_LINES), titles[-1])
    fit.before, fit.after = 6.0, 10.0
    return fit


def _foot(book: Brief, setting: Setting) -> list[Box]:
    theme, boxes = setting.theme, list[Box]()
    if book.as_of:
        node = setting.node("P")
        boxes.append(setting.plain(book.as_of, theme.small, theme.inner, node, colour=MUTED))
    if book.cover is not None and book.cover.note:
        note = setting.text(book.cover.note, theme.body, theme.inner, setting.node("P"))
        note.before = 6.0
        boxes.append(note)
    return boxes


def _space(height: float) -> Box:
    return Drawn(height, _nothing)


def _nothing(sheet: Sheet, x: float, top: float) -> None:
    """Leave room."""


def _rule_below(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    sheet.rule(x, top - height, x + width, top - height, ACCENT_LINE, 1.6)


def part_heading(part: Part, setting: Setting, most: int | None = None) -> Box:
    """The heading at the top of the first page of `part`, in at most so many lines."""
    theme = setting.theme
    title = one_line(part.title) or "–"
    size = 1.25 * theme.heading
    tab = (Span(f"{tab_of(part)}\u00a0\u00a0", role="accent"),) if tab_of(part) else ()
    node = setting.heading(1)
    text = setting.text((*tab, Span(title)), size, theme.inner, node, bold=True)
    text = setting.shortened(text, most) if most is not None else text
    row = Row([Cell(0, theme.inner, text)], theme.inner, (0, 4), (_rule_below,))
    row.keep, row.after = True, 10.0
    row.bookmark = f"{tab_of(part)} {title}".strip()
    return row
