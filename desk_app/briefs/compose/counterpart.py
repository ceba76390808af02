"""Whom we sit with: what the desk knows of a firm or a hub, and how old that is."""

from collections.abc import Iterable

from desk_app.briefs.compose.facts import sourced
from desk_app.briefs.compose.offer import is_ours
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import (
    Block,
    Fact,
    KeyFacts,
    Paragraph,
    Section,
    SourceNote,
    Span,
    plain,
)
from desk_app.domain.fields import Choice
from desk_app.domain.kinds import Firm, Hub, Meeting
from desk_app.domain.kinds.hub import NATURES
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.places import country_name
from desk_app.domain.records import Record


def counterparts(reading: Reading, meeting: Meeting) -> list[Section]:
    """Return a section for each organisation of a meeting."""
    sections = [_firm(reading, record) for record in reading.some(Firm, meeting.organisations)]
    sections += [_hub(reading, record) for record in reading.some(Hub, meeting.organisations)]
    return sections


def _section(reading: Reading, record: Record[Firm] | Record[Hub], blocks: list[Block]) -> Section:
    titles = reading.words.say.sections
    ours = isinstance(record.content, Firm) and is_ours(record.content)
    title = titles.profile if ours else titles.counterpart
    title = title.format(name=reading.title(record.id))
    return Section(f"counterpart-{record.id}", title, tuple(blocks))


def _firm(reading: Reading, record: Record[Firm]) -> Section:
    firm, say, words = record.content, reading.words.say, reading.words
    heads, year = say.columns, record.envelope.updated.at.year
    told: list[tuple[str, str]] = [
        (heads.town, _place(reading, firm.city, firm.country)),
        (heads.domains, _labels(reading, DOMAINS, firm.domains)),
        (heads.headcount, words.figure(firm.headcount) if firm.headcount else ""),
        (heads.turnover, words.figure(firm.turnover, year) if firm.turnover else ""),
        (heads.founded, words.digits(str(firm.founded.year)) if firm.founded else ""),
        (heads.relocation, say.yes if firm.relocation else ""),
    ]
    blocks: list[Block] = _prose(reading, firm.description, firm.description_bn)
    blocks += _key_facts(told)
    if firm.strategy and reading.options.internal:
        strategy = reading.span(" ".join(reading.lines(firm.strategy)))
        blocks.append(Paragraph((Span(f"{heads.strategy}: ", bold=True), strategy)))
    changed = words.short_day(record.envelope.updated.at)
    blocks.append(SourceNote(plain(say.profile_as_of.format(date=changed))))
    return _section(reading, record, blocks)


def _hub(reading: Reading, record: Record[Hub]) -> Section:
    hub, say, words = record.content, reading.words.say, reading.words
    nature = next((choice for choice in NATURES if choice.code == hub.nature), None)
    told: list[tuple[str, str]] = [
        (say.columns.what, words.label(nature.label) if nature else ""),
        (say.columns.town, _place(reading, hub.city, hub.country)),
        (say.columns.domains, _labels(reading, DOMAINS, hub.domains)),
    ]
    blocks: list[Block] = []
    for text in (hub.description, hub.programmes, hub.terms):
        blocks += _prose(reading, text, "")
    blocks += _key_facts(told)
    changed = words.short_day(hub.checked or record.envelope.updated.at)
    if hub.source:
        checked = say.fact_checked.format(date=changed)
        blocks.append(SourceNote((*sourced(reading, hub.source), Span(f"; {checked}"))))
    else:
        blocks.append(SourceNote(plain(say.profile_as_of.format(date=changed))))
    return _section(reading, record, blocks)


def _prose(reading: Reading, en: str, bn: str) -> list[Block]:
    lines = reading.lines(en, bn)
    return [Paragraph((reading.span(" ".join(lines)),))] if lines else []


def _key_facts(told: list[tuple[str, str]]) -> list[Block]:
    facts = tuple(Fact(label, plain(value)) for label, value in told if value)
    return [KeyFacts(facts, 2)] if facts else []


def _place(reading: Reading, city: str, country: str) -> str:
    land = reading.words.label(country_name(country)) if country else ""
    return reading.words.say.comma.join(part for part in (city, land) if part)


def _labels(reading: Reading, choices: Iterable[Choice], codes: Iterable[str]) -> str:
    names = {choice.code: choice.label for choice in choices}
    known = [reading.words.label(names[code]) for code in codes if code in names]
    return reading.words.listed(known, final=False)
