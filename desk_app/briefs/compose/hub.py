"""The brief for a visit to a hub: what it is, whom we know there, who belongs to it."""

from desk_app.briefs.compose.before import before, history, promises, since_last_time
from desk_app.briefs.compose.counterpart import counterparts
from desk_app.briefs.compose.facts import chart, facts, sourced
from desk_app.briefs.compose.introducers import introducers
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, bullets, lead, opened, prose, seat
from desk_app.briefs.compose.standing_for import imagined, people_at, planned
from desk_app.briefs.compose.underway import under_way
from desk_app.briefs.compose.who import people, whom_we_meet
from desk_app.briefs.content import (
    Block,
    Brief,
    Cell,
    Column,
    Fact,
    Row,
    Section,
    SourceNote,
    Table,
    plain,
)
from desk_app.domain.kinds import Firm, Hub, Membership
from desk_app.domain.kinds.hub import NATURES
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_NATURES = {choice.code: choice.label for choice in NATURES}
_MOST_MEMBERS = 12


def hub(material: Material, options: Options) -> Brief:
    """Compose the brief for a visit to a hub.

    Raises:
        NoSuchRecord: the hub is not among the records.

    """
    reading, subject = opened(Hub, material, options)
    known = people_at(reading, subject.id) if options.internal else ()
    meeting = imagined(reading, subject, organisations=(subject.id,), people=known)
    titles, met, nature = reading.words.say.sections, meeting.content, subject.content.nature
    past = before(reading, meeting)
    front = [
        Section("objective", titles.about, _about(reading, subject.content)),
        Section("programmes", titles.programmes, prose(reading, subject.content.programmes)),
        Section("terms", titles.terms, prose(reading, subject.content.terms)),
        Section("next", titles.planned, bullets(planned(reading, meeting)), share=0.5),
    ]
    drawn, charted = chart(reading) if reading.options.whole else ((), [])
    sections = [Section("members", titles.members, members(reading, subject))]
    if options.internal:
        since = since_last_time(reading, meeting, past, ())
        front[1:1] = [
            Section("meet", titles.known, whom_we_meet(reading, met), share=1.2),
            Section("since", titles.since, since, share=1.3),
        ]
        sections = [
            *(counterparts(reading, met) if options.whole else ()),
            Section("people", titles.people, people(reading, met)),
            Section("promises", titles.promises, promises(reading, past)),
            Section("history", titles.history, history(reading, past)),
            Section("underway", titles.underway, under_way(reading, subject.id)),
            *sections,
            Section("introducers", titles.introducers, introducers(reading, met)),
        ]
    sections.append(Section("facts", titles.facts, facts(reading, met, charted)))
    sections.append(Section("chart", titles.chart, drawn, whole=True))
    named = _NATURES.get(nature)
    sheet = Sheet(
        form="hub",
        title=reading.title(subject.id),
        subtitle=reading.words.label(named) if named else "",
        front=front,
        sections=sections,
        facts=_masthead(reading, subject.content),
    )
    return assembled(reading, sheet)


def _about(reading: Reading, hub: Hub) -> tuple[Block, ...]:
    source = (SourceNote(tuple(sourced(reading, hub.source))),) if hub.source else ()
    return (*lead(reading, hub.description), *source)


def _masthead(reading: Reading, hub: Hub) -> tuple[Fact, ...]:
    heads, words = reading.words.say.columns, reading.words
    checked = words.near_day(hub.checked, reading.today) if hub.checked else ""
    return (
        Fact(heads.town, seat(reading, hub.city, hub.country)),
        Fact(heads.as_of, plain(checked)),
    )


def members(reading: Reading, hub: Record[Hub]) -> tuple[Block, ...]:
    """Return the firms that belong to the hub today."""
    held = [r.content for r in reading.all(Membership) if r.content.hub == hub.id]
    held = [m for m in held if m.until is None or m.until >= reading.today]
    firms = {r.id for r in reading.some(Firm, [m.member for m in held if m.member])}
    ours = [m for m in held if m.member in firms]
    if not ours:
        return ()
    ours.sort(key=lambda m: reading.title(m.member))
    heads, words = reading.words.say.columns, reading.words
    columns = (Column(heads.name, 3, header=True), Column(heads.role, 3), Column(heads.since, 1.4))
    most = len(ours) if reading.options.whole else _MOST_MEMBERS
    rows = tuple(
        Row(
            (
                Cell((reading.span(reading.title(m.member)),)),
                Cell((reading.span(m.role),)),
                Cell(plain(words.tenure(m.since, reading.today) if m.since else "")),
            )
        )
        for m in ours[:most]
    )
    left = len(ours) - most
    more = words.count(words.say.lines_more, left) if left > 0 else ""
    return (Table(columns, rows, source=plain(more) if more else ()),)
