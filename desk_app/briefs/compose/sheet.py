"""What every kind of brief has in common: its subject, masthead, marking, chosen sections."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import (
    Align,
    Brief,
    Bullets,
    Cell,
    Column,
    Fact,
    Item,
    Paragraph,
    Row,
    Section,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.codes import code_of
from desk_app.domain.errors import NoSuchRecord
from desk_app.domain.kinds import Mission
from desk_app.domain.kinds.brief import BRIEFS, CLASSES
from desk_app.domain.material import Material
from desk_app.domain.places import country_name
from desk_app.domain.records import Record
from desk_app.domain.registry import Content

C = TypeVar("C", bound=Content)
_CLASSES = {choice.code: choice.label for choice in CLASSES}
_FORMS = {choice.code: choice.label for choice in BRIEFS}


def opened(content: type[C], material: Material, options: Options) -> tuple[Reading, Record[C]]:
    """Read the material, and find in it the subject of a brief about `content`.

    Raises:
        NoSuchRecord: the subject is not among the records.
    """
    reading = Reading(material, options)
    subject = reading.find(content, material.subject)
    if subject is None:
        raise NoSuchRecord(
            "What this brief is about is not in this desk any more; nothing was printed."
        )
    return reading, subject


class Sheet(Struct, frozen=True, kw_only=True):
    """What a kind of brief says; `as_of` is added to the day of the records."""

    form: str
    title: str
    front: Sequence[Section]
    sections: Sequence[Section] = ()
    subtitle: str = ""
    facts: Sequence[Fact] = ()
    as_of: Sequence[str] = ()


def assembled(reading: Reading, sheet: Sheet) -> Brief:
    """Return the brief without what was switched off, without empty sections and facts."""
    options, words = reading.options, reading.words
    subject = next(r for r in reading.material.records if r.id == reading.material.subject)
    form = words.label(_FORMS[sheet.form])
    told = tuple(f for f in sheet.facts if any(span.text for span in f.value))
    return Brief(
        title=sheet.title or form,
        lang=options.language,
        kind=form,
        classification=words.label(_CLASSES[options.marking]),
        mission=mission_of(reading, subject),
        code=code_of(subject.id),
        front=_kept(reading, sheet.front),
        sections=() if options.length == "points" else _kept(reading, sheet.sections),
        subtitle=sheet.subtitle,
        facts=told,
        as_of="; ".join(
            [words.say.data_as_of.format(date=words.day(options.today)), *sheet.as_of]
        ),
        author=reading.officer_name(options.officer),
        subject=sheet.subtitle,
        length=options.length,
        large_print=options.large_print,
    )


def mission_of(reading: Reading, record: Record[Content]) -> str:
    """Return the mission whose paper it is: the record itself, its owner, or who prints it."""
    missions = reading.all(Mission)
    ours = (
        r.id for r in missions if reading.options.mission in (r.content.name, r.content.name_bn)
    )
    known = (
        reading.find(Mission, id) for id in (record.id, record.envelope.owner, next(ours, None))
    )
    found = next((mission for mission in known if mission), None)
    return reading.title(found.id) if found else reading.options.mission


def _kept(reading: Reading, sections: Sequence[Section]) -> tuple[Section, ...]:
    off = reading.options.off
    kept = (s for s in sections if s.blocks and not off & {s.key, code_in(s.key)})
    return tuple(sorted(kept, key=lambda section: _place(reading, section)))


def code_in(key: str) -> str:
    """Return the code of a section, which is its key without the record it is about."""
    return key.split("-")[0]


def _place(reading: Reading, section: Section) -> int:
    order = reading.options.order
    code = code_in(section.key)
    return order.index(code) if code in order else len(order)


def lead(reading: Reading, en: str, bn: str = "") -> tuple[Paragraph, ...]:
    """Return what was typed as paragraphs in large type."""
    return tuple(Paragraph((reading.span(line),), size="lead") for line in reading.lines(en, bn))


def prose(reading: Reading, en: str, bn: str = "") -> tuple[Paragraph, ...]:
    """Return what was typed as paragraphs."""
    return tuple(Paragraph((reading.span(line),)) for line in reading.lines(en, bn))


def bullets(items: Sequence[Spans], more: str = "") -> tuple[Bullets, ...]:
    """Return a list, with a last line that counts the rest; nothing where there is none."""
    told = [*items, (Span(more),)] if more else list(items)
    return (Bullets(tuple(Item(spans) for spans in told)),) if items else ()


def seat(reading: Reading, city: str, country: str) -> Spans:
    """Return a place as it is read: the town, then the country's name."""
    land = reading.words.label(country_name(country)) if country else ""
    return (reading.span(reading.words.say.comma.join(part for part in (city, land) if part)),)


class Head(Struct, frozen=True):
    """A column of a table made of spans: its head, and its share of the width."""

    said: str
    weight: float = 1.0
    align: Align = "start"


def tabled(heads: Sequence[Head], rows: Sequence[Sequence[Spans]], note: str = "") -> list[Table]:
    """Return a table whose first column names its rows; nothing where there are none."""
    if not rows:
        return []
    columns = tuple(
        Column(head.said, head.weight, head.align, header=n == 0) for n, head in enumerate(heads)
    )
    told = tuple(Row(tuple(Cell(spans) for spans in row)) for row in rows)
    return [Table(columns, told, source=plain(note) if note else ())]
