"""The brief about a firm, abroad or at home, without a meeting: ready for a sudden call."""

from collections.abc import Sequence

from desk_app.briefs.compose.before import before, history, promises, since_last_time
from desk_app.briefs.compose.counterpart import counterparts
from desk_app.briefs.compose.coverage import Coverage
from desk_app.briefs.compose.facts import HOME, chart, facts
from desk_app.briefs.compose.gap import gap
from desk_app.briefs.compose.integrity import integrity, why_not_offered
from desk_app.briefs.compose.introducers import introducers
from desk_app.briefs.compose.offer import (
    certificates,
    coverage,
    coverage_of,
    demands,
    firms,
    folio_of,
    in_short,
    is_ours,
    mark_of,
    skill_level,
)
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, bullets, lead, opened, seat
from desk_app.briefs.compose.standing_for import (
    imagined,
    open_demands,
    people_at,
    planned,
)
from desk_app.briefs.compose.underway import under_way
from desk_app.briefs.compose.who import people, whom_we_meet
from desk_app.briefs.content import (
    Block,
    Brief,
    Cell,
    Column,
    Fact,
    Paragraph,
    Row,
    Section,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.kinds import Capacity, Demand, Firm, Meeting
from desk_app.domain.kinds.demand import STAGES
from desk_app.domain.kinds.firm import SIDES
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_SIDES = {choice.code: choice.label for choice in SIDES}
_STAGES = {choice.code: choice.label for choice in STAGES}


def firm(material: Material, options: Options) -> Brief:
    """Compose the brief about a firm.

    Raises:
        NoSuchRecord: the firm is not among the records.

    """
    reading, subject = opened(Firm, material, options)
    meeting = imagined(
        reading,
        subject,
        organisations=(subject.id,),
        people=people_at(reading, subject.id) if options.internal else (),
        demands=open_demands(reading, subject.id),
    )
    return _composed(reading, subject, meeting)


def _composed(reading: Reading, subject: Record[Firm], meeting: Record[Meeting]) -> Brief:
    titles, words, met = reading.words.say.sections, reading.words, meeting.content
    asked = demands(reading, met)
    found = [coverage_of(reading, demand) for demand in asked]
    past = before(reading, meeting)
    brought = _brought(reading, subject)
    side = _SIDES.get(subject.content.side)
    front = [
        Section("objective", titles.about, _about(reading, subject.content)),
        *_inside(reading, meeting, found),
        Section("demands", titles.demands, bullets(_asked(reading, asked, found)), share=1.4),
        Section("brings", titles.brings, _front_of(reading, brought)),
        Section("next", titles.planned, bullets(planned(reading, meeting)), share=0.5),
    ]
    drawn, charted = chart(reading) if reading.options.whole else ((), [])
    sections = counterparts(reading, met) if reading.options.internal else []
    if reading.options.internal:
        sections += [
            Section("people", titles.people, people(reading, met)),
            Section("promises", titles.promises, promises(reading, past)),
            Section("history", titles.history, history(reading, past)),
            Section("underway", titles.underway, under_way(reading, subject.id)),
        ]
    sections += [Section("capacity", titles.capacity, brought)]
    sections += _deliverable(reading, asked, found)
    sections.append(Section("firms", titles.firms, firms(reading, found)))
    sections.append(Section("integrity", titles.integrity, _folio(reading, subject, found)))
    if reading.options.internal:
        sections.append(Section("gap", titles.gap, gap(reading, found)))
        sections.append(Section("introducers", titles.introducers, introducers(reading, met)))
    abroad = subject.content.country != HOME
    told = facts(reading, met, charted) if abroad else ()
    sections.append(Section("facts", titles.facts, told))
    sections.append(Section("chart", titles.chart, drawn, whole=True))
    sheet = Sheet(
        form="firm",
        title=reading.title(subject.id),
        subtitle=words.label(side) if side else "",
        front=front,
        sections=sections,
        facts=_masthead(reading, subject),
    )
    return assembled(reading, sheet)


def _brought(reading: Reading, subject: Record[Firm]) -> tuple[Block, ...]:
    """Return what a firm at home can bring; to others only where it may be offered."""
    brought = capacity(reading, subject)
    if not brought:
        return ()
    barred = why_not_offered(reading, subject.id)
    return (*barred, *brought) if reading.options.internal else barred or brought


def _folio(
    reading: Reading, subject: Record[Firm], found: Sequence[Coverage]
) -> tuple[Block, ...]:
    """Return the folio of a firm at home, else that of the firms offered to it."""
    if is_ours(subject.content):
        return tuple(integrity(reading, [subject.id]))
    return folio_of(reading, found)


def _about(reading: Reading, firm: Firm) -> tuple[Block, ...]:
    said = lead(reading, firm.description, firm.description_bn)
    return said or (Paragraph((Span(reading.words.say.nothing_written, role="muted"),)),)


def _inside(
    reading: Reading, meeting: Record[Meeting], found: Sequence[Coverage]
) -> list[Section]:
    """Return whom we know there and what went before: for our eyes only."""
    if not reading.options.internal:
        return []
    titles = reading.words.say.sections
    since = since_last_time(reading, meeting, before(reading, meeting), found)
    return [
        Section("meet", titles.known, whom_we_meet(reading, meeting.content), share=1.2),
        Section("since", titles.since, since, share=1.3),
    ]


def _asked(
    reading: Reading, asked: Sequence[Record[Demand]], found: Sequence[Coverage]
) -> list[Spans]:
    """Return each open demand with its stage and how far it is covered."""
    return [
        line for pair in zip(asked, found, strict=True) for line in demand_lines(reading, *pair)
    ]


def demand_lines(reading: Reading, demand: Record[Demand], found: Coverage) -> list[Spans]:
    """Return a demand with its stage and what the capacity book says of it."""
    told: Spans = (reading.said(demand.content.name, demand.content.name_bn, bold=True),)
    stage = _STAGES.get(demand.content.stage)
    if stage and reading.options.internal:
        told = (*told, Span(f" ({reading.words.label(stage).lower()})"))
    first, *rest = in_short(reading, [found]) or [()]
    return [(*told, Span(": "), *first) if first else told, *rest]


def _deliverable(
    reading: Reading, asked: Sequence[Record[Demand]], found: Sequence[Coverage]
) -> list[Section]:
    titles = reading.words.say.sections
    heading = titles.coverage if reading.options.internal else titles.in_detail
    return [
        Section(
            f"coverage-{demand.id}",
            heading.format(name=reading.pick(demand.content.name, demand.content.name_bn)),
            coverage(reading, covered, demand),
        )
        for demand, covered in zip(asked, found, strict=True)
    ]


def _masthead(reading: Reading, subject: Record[Firm]) -> tuple[Fact, ...]:
    firm, heads, words = subject.content, reading.words.say.columns, reading.words
    staff = words.figure(firm.headcount) if firm.headcount else ""
    year = subject.envelope.updated.at.year
    turnover = words.figure(firm.turnover, year) if firm.turnover else ""
    return (
        Fact(heads.town, seat(reading, firm.city, firm.country)),
        Fact(heads.headcount, plain(staff)),
        Fact(heads.turnover, plain(turnover)),
    )


def capacity(reading: Reading, firm: Record[Firm]) -> tuple[Block, ...]:
    """Return what the capacity book holds of a firm at home, with the proof of each line."""
    own = [r.content for r in reading.all(Capacity) if r.content.firm == firm.id]
    if not is_ours(firm.content) or not own:
        return ()
    if not reading.options.internal:
        own = [line for line in own if mark_of(line, reading.today) != "expired"]
    own.sort(key=lambda c: (-(c.free or 0), c.skill, c.level))
    heads = reading.words.say.columns
    columns = (
        Column(heads.skill, 3, header=True),
        Column(heads.employed, 1, align="end"),
        Column(heads.free, 1, align="end"),
        Column(heads.free_from, 1.4),
        Column(heads.as_of, 1.4),
    )
    rows = tuple(_capacity_row(reading, line) for line in own)
    held = certificates(reading, firm.id)
    table = Table(columns, rows, source=_marks(reading))
    return (
        (table, Paragraph((Span(f"{heads.certificates}: ", bold=True), *held)))
        if held
        else (table,)
    )


def _marks(reading: Reading) -> Spans:
    names = reading.words.say.mark_names
    spans = [Span(f"{reading.words.say.marks} ", bold=True)]
    for mark, name in names.items():
        spans += [Span(name, mark=mark), Span("   ")]  # type: ignore[arg-type]  # keyed by marks
    return tuple(spans[:-1])


def _capacity_row(reading: Reading, line: Capacity) -> Row:
    words, mark = reading.words, mark_of(line, reading.today)
    old = mark == "expired"
    free_from = words.near_day(line.free_from, reading.today) if line.free_from else ""
    as_of = words.short_day(line.as_of) if line.as_of else ""
    return Row(
        (
            Cell(plain(skill_level(reading, line)), expired=old),
            Cell(plain(words.number(line.employed or 0)), expired=old),
            Cell((Span(words.number(line.free or 0), mark=mark),), expired=old),
            Cell(plain(free_from), expired=old),
            Cell(plain(as_of), expired=old),
        )
    )


def _front_of(reading: Reading, brought: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the capacity table's first lines for page 1, whole behind it."""
    table = next((block for block in brought if isinstance(block, Table)), None)
    barred = tuple(block for block in brought[:1] if isinstance(block, Paragraph))
    if table is None:
        return barred
    most = 3
    items = [
        (Span(row.cells[0].spans[0].text, bold=True), Span(": "), *row.cells[2].spans)
        for row in table.rows[:most]
    ]
    left = len(table.rows) - most
    more = reading.words.count(reading.words.say.lines_more, left) if left > 0 else ""
    return (*barred, *bullets(items, more))
