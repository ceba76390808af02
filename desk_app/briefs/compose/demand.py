"""The brief about a demand; handed out, it is the consortium's offer to the client.

Handed out it names firms, heads and proofs, and keeps to itself whom we know and where we stand.
"""

from desk_app.briefs.compose.consortium import consortium
from desk_app.briefs.compose.facts import chart, facts
from desk_app.briefs.compose.gap import gap
from desk_app.briefs.compose.integrity import integrity
from desk_app.briefs.compose.introducers import introducers
from desk_app.briefs.compose.kept import kept_for
from desk_app.briefs.compose.offer import (
    coverage,
    coverage_of,
    firms,
    folio_of,
    in_short,
)
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, bullets, lead, opened
from desk_app.briefs.compose.standing_for import imagined, people_at, planned
from desk_app.briefs.compose.underway import under_way
from desk_app.briefs.compose.who import whom_we_meet
from desk_app.briefs.content import Brief, Callout, Fact, Section, plain
from desk_app.domain.kinds import Demand
from desk_app.domain.kinds.demand import STAGES
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_STAGES = {choice.code: choice.label for choice in STAGES}


def demand(material: Material, options: Options) -> Brief:
    """Compose the brief about a demand.

    Raises:
        NoSuchRecord: the demand is not among the records.

    """
    reading, subject = opened(Demand, material, options)
    content, titles, say = subject.content, reading.words.say.sections, reading.words.say
    found = coverage_of(reading, subject)
    client = (content.client,) if content.client else ()
    known = people_at(reading, content.client) if content.client and options.internal else ()
    meeting = imagined(reading, subject, organisations=client, people=known, demands=(subject.id,))
    front = [
        Section("objective", titles.needed, lead(reading, content.description)),
        Section("offer", titles.offer, bullets(in_short(reading, [found])), share=1.3),
    ]
    name = reading.pick(content.name, content.name_bn)
    heading = titles.coverage if options.internal else titles.in_detail
    kept = kept_for(reading, subject)
    lines = coverage(reading, found, subject, described=False)
    sections = [
        Section("consortium", titles.consortium, consortium(reading, kept)),
        Section("coverage", heading.format(name=name), lines),
        Section("firms", titles.firms, firms(reading, [found])),
        Section("integrity", titles.integrity, folio_of(reading, [found])),
    ]
    if kept is not None:
        # A client is offered one answer, and it is the consortium.
        folio = tuple(integrity(reading, kept.firms))
        inside = sections[1:2] if options.internal else []
        sections = [sections[0], *inside, Section("integrity", titles.integrity, folio)]
    if options.internal:
        warned = (Callout(say.confidential_client, (), kind="warning"),)
        front += [
            Section("gap", titles.gap, gap(reading, [found])),
            Section("avoid", titles.avoid, warned if content.confidential else ()),
            Section("meet", titles.known, whom_we_meet(reading, meeting.content)),
            Section("next", titles.planned, bullets(planned(reading, meeting)), share=0.5),
        ]
        doors = introducers(reading, meeting.content)
        sections.append(Section("introducers", titles.introducers, doors))
        sections.append(Section("underway", titles.underway, under_way(reading, subject.id)))
    drawn, charted = chart(reading) if reading.options.whole else ((), [])
    sections.append(Section("facts", titles.facts, facts(reading, meeting.content, charted)))
    sections.append(Section("chart", titles.chart, drawn, whole=True))
    sheet = Sheet(
        form="demand",
        title=name,
        subtitle=_client(reading, subject),
        front=front,
        sections=sections,
        facts=_masthead(reading, subject) if options.internal else (),
    )
    return assembled(reading, sheet)


def _client(reading: Reading, subject: Record[Demand]) -> str:
    """Return the client's name, unless it is confidential and the paper leaves the house."""
    if subject.content.confidential and not reading.options.internal:
        return ""
    return reading.title(subject.content.client)


def _masthead(reading: Reading, subject: Record[Demand]) -> tuple[Fact, ...]:
    heads, words, demand = reading.words.say.columns, reading.words, subject.content
    stage = _STAGES.get(demand.stage)
    year = subject.envelope.updated.at.year
    value = words.figure(demand.value, year) if demand.value else ""
    decision = words.short_day(demand.decision) if demand.decision else ""
    return (
        Fact(heads.state, plain(words.label(stage) if stage else "")),
        Fact(heads.value, plain(value)),
        Fact(heads.decision, plain(decision)),
    )
