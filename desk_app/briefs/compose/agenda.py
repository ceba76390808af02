"""The agenda of a meeting: one page to hand out, with times, points and who sits there."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Head, Sheet, assembled, mission_of, opened, tabled
from desk_app.briefs.compose.who import attendees, function
from desk_app.briefs.content import (
    Block,
    Brief,
    Bullets,
    Fact,
    FillIn,
    Item,
    Panel,
    Panels,
    Paragraph,
    Section,
    Span,
    Spans,
    plain,
)
from desk_app.domain.kinds import Demand, Meeting, Officer
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.kinds.meeting import FORMS
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_FORMS = {choice.code: choice.label for choice in FORMS}
_DOMAINS = {choice.code: choice.label for choice in DOMAINS}
_WELCOME, _CLOSE = timedelta(minutes=5), timedelta(minutes=10)
_HOUR = timedelta(hours=1)
_STEP = timedelta(minutes=5)
_TIMED = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d)\s*[-–:]?\s*(?P<what>.+)"
)
_NOTE_LINES = 4


def agenda(material: Material, options: Options) -> Brief:
    """Compose the agenda of a meeting; it is always fit to be handed out, on one page.

    Raises:
        NoSuchRecord: the meeting is not among the records.

    """
    handed = replace(options, marking="handout", length="points")
    reading, subject = opened(Meeting, material, handed)
    titles = reading.words.say.sections
    sheet = Sheet(
        form="agenda",
        title=reading.title(subject.id),
        subtitle=_with(reading, subject.content),
        front=[
            Section("agenda", titles.agenda, _points(reading, subject.content), share=2.0),
            Section("participants", titles.participants, _sides(reading, subject)),
            Section("own_notes", titles.own_notes, (FillIn(("",) * _NOTE_LINES),), share=0.5),
        ],
        facts=_masthead(reading, subject),
    )
    return replace(assembled(reading, sheet), as_of="")


def _with(reading: Reading, meeting: Meeting) -> str:
    names = [name for id in dict.fromkeys(meeting.organisations) if (name := reading.title(id))]
    form = _FORMS.get(meeting.form)
    if form is None or not names:
        return reading.words.listed(names)
    said = reading.words.say.subtitle
    return said.format(form=reading.words.label(form), names=reading.words.listed(names))


def _masthead(reading: Reading, subject: Record[Meeting]) -> tuple[Fact, ...]:
    heads, meeting = reading.words.say.columns, subject.content
    when = _begins(reading, meeting)
    return (
        Fact(heads.when, plain(reading.words.moment(when) if when else "")),
        Fact(heads.where, (reading.span(meeting.where),)),
    )


def _begins(reading: Reading, meeting: Meeting) -> datetime | None:
    return meeting.when.astimezone(reading.options.printed_at.tzinfo) if meeting.when else None


def _points(reading: Reading, meeting: Meeting) -> tuple[Block, ...]:
    """Return the points with their times, an hour in all unless the officer typed times."""
    say, heads = reading.words.say, reading.words.say.columns
    asked = list(_asked(reading, meeting))
    said: list[Spans] = [plain(say.welcome), *asked, plain(say.close)]
    start = _begins(reading, meeting)
    if start is None:
        return (Bullets(tuple(Item(spans) for spans in said), "number"),)
    room = _HOUR - _WELCOME - _CLOSE
    rows: list[tuple[Spans, ...]] = []
    at = start
    for place, spans in enumerate(said):
        share = room * (place - 1) / max(1, len(asked))
        usual = start + (_WELCOME + share // _STEP * _STEP if place else timedelta())
        at, told = _typed_time(max(at, usual), spans)
        rows.append((plain(reading.words.digits(f"{at:%H:%M}")), told))
    return tuple(tabled([Head(heads.time, 0.8), Head(heads.what, 6)], rows))


def _typed_time(at: datetime, spans: Spans) -> tuple[datetime, Spans]:
    """Return when a point begins: at the time typed before it, if that is not past."""
    typed = _TIMED.fullmatch(spans[0].text)
    if typed is None:
        return at, spans
    named = at.replace(hour=int(typed["hour"]), minute=int(typed["minute"]))
    return max(at, named), (replace(spans[0], text=typed["what"]), *spans[1:])


def _asked(reading: Reading, meeting: Meeting) -> Iterator[Spans]:
    """Yield the points between welcome and close: asks, offers, else demands, else themes."""
    lines = [
        *reading.lines(meeting.asks, meeting.asks_bn),
        *reading.lines(meeting.offers, meeting.offers_bn),
    ]
    if lines:
        yield from ((reading.span(line),) for line in lines)
        return
    demands = reading.some(Demand, meeting.demands)
    open_ = [d.content for d in demands if not d.content.confidential]
    if open_:
        yield from ((reading.said(d.name, d.name_bn),) for d in open_)
        return
    themes = [reading.words.label(_DOMAINS[code]) for code in meeting.themes if code in _DOMAINS]
    yield from map(plain, themes or [reading.pick(meeting.subject, meeting.subject_bn)])


def _sides(reading: Reading, subject: Record[Meeting]) -> tuple[Block, ...]:
    """Return who sits on which side, by name and function."""
    say, meeting = reading.words.say, subject.content
    theirs = [_named(reading, meeting, person.id) for person in attendees(reading, meeting)]
    ours = [_officer(reading, o.content) for o in reading.some(Officer, meeting.officers)]
    organisations = [reading.title(id) for id in dict.fromkeys(meeting.organisations)]
    named = say.comma.join(name for name in organisations if name)
    mission = mission_of(reading, subject) or say.columns.our_side
    return (Panels((_panel(reading, named, theirs), _panel(reading, mission, ours))),)


def _panel(reading: Reading, title: str, named: list[Spans]) -> Panel:
    if not named:
        return Panel(title, (Paragraph(plain(reading.words.say.names_to_come)),))
    return Panel(title, (Bullets(tuple(Item(spans) for spans in named)),))


def _officer(reading: Reading, officer: Officer) -> Spans:
    name = Span(reading.pick(officer.name, officer.name_bn), bold=True)
    title = reading.said(officer.title, officer.title_bn)
    return (name, Span(reading.words.say.comma), title) if title.text else (name,)


def _named(reading: Reading, meeting: Meeting, person: UUID) -> Spans:
    position = reading.position_at(person, meeting.organisations)
    name = Span(reading.title(person), bold=True)
    if position is None or not position.role:
        return (name,)
    return (
        name,
        Span(reading.words.say.comma),
        *function(reading, position, host=meeting.organisations),
    )
