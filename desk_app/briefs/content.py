"""What a brief says, as frozen data: no fonts, no millimetres, no records.

`compose` makes these values from records, `layout` puts them on paper. Every text is data: nothing
in it is read as markup, and a line feed inside a text is a forced line break. The values are
msgspec structs, so a brief can be kept as JSON beside what was printed and read back as it was.

A brief has a front and a rest. The *front* is page 1, always complete and always one page: what
does not fit is shortened with a reference and carried on, whole, on the page after. The *sections*
flow over the pages that follow.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

Lang: TypeAlias = Literal["en", "bn"]
Length: TypeAlias = Literal["points", "brief", "book"]
Paper: TypeAlias = Literal["a4", "a5"]
Align: TypeAlias = Literal["start", "centre", "end", "justify"]

Role: TypeAlias = Literal["text", "muted", "accent", "alert"]
"""What a text's colour says; layout owns the colours; weight or shape says the same in grey."""

Mark: TypeAlias = Literal["declared", "document", "visited", "reference", "expired", "joins"]
"""Evidence behind a claim, drawn as a shape after the text: an open circle (only declared), a
square (document seen), a filled disc (visited), a diamond (a reference says so), a crossed-out
box (expired). "joins" is no evidence: a tick, for who takes part in what."""


class Span(Struct, frozen=True, omit_defaults=True):
    """A piece of running text of one look.

    `link` is honoured for http, https, mailto and tel only. `lang` says that this piece is in
    another language than what surrounds it. `mark` draws the evidence shape after the text and
    reads its name to a screen reader; a span may be a mark alone (`text=""`).
    """

    text: str
    bold: bool = False
    role: Role = "text"
    link: str | None = None
    mark: Mark | None = None
    lang: Lang | None = None


Spans: TypeAlias = tuple[Span, ...]


def plain(text: str, lang: Lang | None = None) -> Spans:
    """Spans of one unadorned text."""
    return (Span(text, lang=lang),)


def labelled(label: str, text: str) -> Spans:
    """Spans of a bold label followed by its text."""
    return (Span(label + " ", bold=True), Span(text))


class Paragraph(Struct, frozen=True, omit_defaults=True, tag="paragraph"):
    """Running text. `lead` is larger (the bottom line), `small` is fine print."""

    spans: Spans
    align: Align = "start"
    size: Literal["body", "lead", "small"] = "body"


class Item(Struct, frozen=True, omit_defaults=True):
    """One point of a list; `ticked` is read by tick lists only."""

    spans: Spans
    ticked: bool = False


class Bullets(Struct, frozen=True, omit_defaults=True, tag="bullets"):
    """A list: bulleted, numbered in the brief's own digits, or with boxes to tick by hand."""

    items: tuple[Item, ...]
    style: Literal["bullet", "number", "tick"] = "bullet"


class Column(Struct, frozen=True, omit_defaults=True):
    """A table column. `weight` is its share of the width; `header` makes its cells row headers."""

    head: str
    weight: float = 1.0
    align: Align = "start"
    header: bool = False


class Cell(Struct, frozen=True, omit_defaults=True):
    """One table cell over `columns` columns; `expired` hatches it."""

    spans: Spans = ()
    expired: bool = False
    columns: int = 1


class Row(Struct, frozen=True, omit_defaults=True):
    """A table row; `group` rows are subheadings of those below, `total` rows are ruled off."""

    cells: tuple[Cell, ...]
    kind: Literal["plain", "group", "total"] = "plain"


class Table(Struct, frozen=True, omit_defaults=True, tag="table"):
    """A real table (never a means of layout): its head repeats on each page it reaches.

    `source` is the line under it that says where the figures are from and how old they are.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    source: Spans = ()


class Stop(Struct, frozen=True, omit_defaults=True):
    """One entry of a programme: when, what, where, and who of the itinerary's people joins.

    `who` holds places in `Itinerary.people`, from 0; nobody named means everybody.
    """

    time: str
    what: Spans
    place: str = ""
    who: tuple[int, ...] = ()


class Day(Struct, frozen=True, omit_defaults=True):
    """The stops of one day, in order; `title` is the date as it is read."""

    title: str
    stops: tuple[Stop, ...]


class Itinerary(Struct, frozen=True, omit_defaults=True, tag="itinerary"):
    """A programme by day, with a column a participant where there are several of them.

    Up to twelve participants get a numbered column each, and a line under the table that says
    who has which number; more are named by their numbers in one column.
    """

    days: tuple[Day, ...]
    people: tuple[str, ...] = ()
    caption: str = ""
    source: Spans = ()


class Fact(Struct, frozen=True, omit_defaults=True):
    """A label and its value; `expired` hatches the value."""

    label: str
    value: Spans
    expired: bool = False


class KeyFacts(Struct, frozen=True, omit_defaults=True, tag="key facts"):
    """Labels and values, one a line, or in two columns where the paper is wide enough."""

    facts: tuple[Fact, ...]
    columns: Literal[1, 2] = 1


class Callout(Struct, frozen=True, omit_defaults=True, tag="callout"):
    """A ruled note, or a warning (heavier rule, and a sign that reads in grey as well)."""

    title: str
    paragraphs: tuple[Spans, ...]
    kind: Literal["note", "warning"] = "note"


class Point(Struct, frozen=True, omit_defaults=True):
    """One value of a series: where on the axis, how much (None: no figure), how it is written."""

    at: str
    value: float | None
    shown: str = ""


class Series(Struct, frozen=True, omit_defaults=True):
    """Figures of one origin. Official and industry figures are two series, never one."""

    name: str
    points: tuple[Point, ...]


class Chart(Struct, frozen=True, omit_defaults=True, tag="chart"):
    """Bars or lines of up to four series over the same places of the axis.

    `alt` tells in a sentence what the picture shows; `target` draws a ruled level (what a demand
    asks for) with its label. `source` says origin and date.
    """

    title: str
    unit: str
    series: tuple[Series, ...]
    alt: str
    source: Spans = ()
    kind: Literal["bars", "lines"] = "bars"
    target: Point | None = None


class OutcomeBox(Struct, frozen=True, omit_defaults=True):
    """A ruled box to write in: its label, choices to tick, and blank lines."""

    label: str
    choices: tuple[str, ...] = ()
    lines: int = 2


class OutcomeBoxes(Struct, frozen=True, omit_defaults=True, tag="outcome boxes"):
    """The paper's way back: boxes filled in by hand, with the code that finds the meeting again.

    `payload` is what the QR holds (the code, or a link that carries it); `note` says what to do.
    """

    boxes: tuple[OutcomeBox, ...]
    code: str
    payload: str
    note: str = ""


class QrCode(Struct, frozen=True, omit_defaults=True, tag="qr code"):
    """A QR code of at most some 500 bytes with words beside it; `alt` says what it holds."""

    payload: str
    alt: str
    spans: Spans = ()
    size_mm: float = 22.0


class FillIn(Struct, frozen=True, omit_defaults=True, tag="fill in"):
    """Labels with a ruled line to write on: name, date, signature."""

    labels: tuple[str, ...]
    columns: Literal[1, 2] = 1


class SourceNote(Struct, frozen=True, omit_defaults=True, tag="source note"):
    """Where something is from and how old it is, or what the marks mean, in small type."""

    spans: Spans


class Divider(Struct, frozen=True, omit_defaults=True, tag="divider"):
    """A hairline between two thoughts."""


class Panel(Struct, frozen=True, omit_defaults=True):
    """One of several columns side by side, with a heading of its own."""

    title: str
    blocks: "tuple[PanelBlock, ...]"


class Panels(Struct, frozen=True, omit_defaults=True, tag="panels"):
    """Two or three panels side by side (what we ask, what we offer); stacked on narrow paper."""

    panels: tuple[Panel, ...]


PanelBlock: TypeAlias = Paragraph | Bullets | KeyFacts | QrCode | SourceNote
Block: TypeAlias = (
    Paragraph
    | Bullets
    | Table
    | Itinerary
    | KeyFacts
    | Callout
    | Chart
    | OutcomeBoxes
    | QrCode
    | FillIn
    | SourceNote
    | Divider
    | Panels
)


class Section(Struct, frozen=True, omit_defaults=True):
    """A heading and what stands under it.

    `key` names the section for the composer and is stable over languages. `lang` differs from the
    brief's in a bilingual brief. `page` starts a new page; `whole` keeps the section on one page
    where it can. `share` weighs how much of a crowded page 1 the section may claim.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    lang: Lang | None = None
    page: Literal["flow", "new"] = "flow"
    whole: bool = False
    share: float = 1.0


class Cover(Struct, frozen=True, omit_defaults=True):
    """The first page of a book: kind, title and subtitle of the brief, then these facts.

    `note` stands at the foot of the page (who may read it, whom to give it back to).
    """

    facts: tuple[Fact, ...] = ()
    note: Spans = ()


class Part(Struct, frozen=True, omit_defaults=True):
    """A part of a book, beginning on a page of its own under a heading.

    `tab` is its short sign (at most three characters: a number, a letter) in the heading, in the
    contents and on the tab at the edge of each of its pages. First come its `sections`, then its
    `briefs`, each whole: a page 1 of its own, with what it carries on and its own sections after.
    A brief inside a part takes paper, large print, classification and furniture from the book.
    """

    key: str
    title: str
    tab: str = ""
    sections: tuple[Section, ...] = ()
    briefs: "tuple[Brief, ...]" = ()
    lang: Lang | None = None


class Brief(Struct, frozen=True, omit_defaults=True):
    """One document, ready to be set.

    `kind` is the kind as printed ("Partnership brief"), `subtitle` who meets whom, when and where,
    `classification` the marking on top and bottom of every page, `code` the number that finds the
    brief again, `as_of` the words on how fresh the data is, `facts` a few label and value pairs of
    the masthead (date, place, prepared by). `lang` is the language of everything not marked
    otherwise, page furniture included.

    A book has more: a `cover`, a table of contents under the heading `contents` (with page numbers
    that are links), then its own front and sections if it has any, then its `parts`.
    """

    title: str
    lang: Lang
    kind: str
    classification: str
    mission: str
    code: str
    front: tuple[Section, ...]
    sections: tuple[Section, ...] = ()
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    as_of: str = ""
    author: str = ""
    subject: str = ""
    length: Length = "brief"
    paper: Paper = "a4"
    large_print: bool = False
    cover: Cover | None = None
    contents: str = ""
    parts: tuple[Part, ...] = ()


def text_of(spans: Spans) -> str:
    """The bare words of `spans`."""
    return "".join(span.text for span in spans)


def all_sections(brief: Brief) -> Iterator[Section]:
    """Every section in reading order, those of the parts of a book included."""
    yield from brief.front
    yield from brief.sections
    for part in brief.parts:
        yield from part.sections
        for inside in part.briefs:
            yield from all_sections(inside)
