"""What every kind of brief has in common: masthead, marking, and no empty sections."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.codes import code_of
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import Brief, Bullets, Fact, Item, Paragraph, Section, Span, Spans
from desk_app.domain.kinds import Mission
from desk_app.domain.kinds.brief import BRIEFS, CLASSES

_CLASSES = {choice.code: choice.label for choice in CLASSES}
_FORMS = {choice.code: choice.label for choice in BRIEFS}


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
        mission=_mission(reading, subject.envelope.owner),
        code=code_of(subject.id),
        front=_kept(reading, sheet.front),
        sections=() if options.length == "points" else _kept(reading, sheet.sections),
        subtitle=sheet.subtitle,
        facts=told,
        as_of="; ".join(
            [words.say.data_as_of.format(date=words.day(options.today)), *sheet.as_of]
        ),
        author=options.officer,
        subject=sheet.subtitle,
        length=options.length,
        large_print=options.large_print,
    )


def _mission(reading: Reading, owner: UUID | None) -> str:
    known = reading.find(Mission, owner)
    return reading.title(owner) if known else reading.options.mission


def _kept(reading: Reading, sections: Sequence[Section]) -> tuple[Section, ...]:
    off = reading.options.off
    return tuple(s for s in sections if s.blocks and not off & {s.key, s.key.split("-")[0]})


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
