"""The brief about a country: whom the desk knows there, what is open, which facts may be used."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from desk_app.briefs.compose.facts import HOME, chart, facts, is_expired
from desk_app.briefs.compose.firm import demand_lines
from desk_app.briefs.compose.offer import coverage_of
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, bullets, opened, prose
from desk_app.briefs.compose.standing_for import imagined, open_demands, planned
from desk_app.briefs.content import (
    Block,
    Brief,
    Callout,
    Cell,
    Column,
    Fact,
    Paragraph,
    Row,
    Section,
    SourceNote,
    Spans,
    Table,
    plain,
)
from desk_app.domain.kinds import Country, Demand, Firm, Hub, Strategy
from desk_app.domain.kinds import Fact as Known
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.material import Material
from desk_app.domain.places import country_name

_MOST = 15
_DOMAINS = {choice.code: choice.label for choice in DOMAINS}


def country(material: Material, options: Options) -> Brief:
    """Compose the brief about a country.

    Raises:
        NoSuchRecord: the country is not among the records.

    """
    reading, subject = opened(Country, material, options)
    titles, words, code = reading.words.say.sections, reading.words, subject.content.code
    there = [r for r in reading.all(Firm) if r.content.country == code]
    doors = [r for r in reading.all(Hub) if r.content.country == code]
    asked = [id for firm in there for id in open_demands(reading, firm.id)]
    known = tuple(record.id for record in (*there, *doors))
    meeting = imagined(reading, subject, organisations=known)
    drawn, charted = chart(reading)
    told = facts(reading, meeting.content, charted, codes=(code,))
    coming, about = planned(reading, meeting), prose(reading, subject.content.notes)
    quiet = not (asked or coming)
    in_short = Section("objective", titles.about, about or _bare(reading, code, quiet=quiet))
    # Two lines alone would leave the rest of the first page empty: the evidence follows them.
    alone = not about and (quiet or not options.internal) and options.length != "points"
    under_way = [
        Section("demands", titles.demands, _demands(reading, asked), share=1.4),
        Section("next", titles.planned, bullets(coming), share=0.7),
    ]
    open_to_all = [
        Section("facts", titles.facts, told),
        Section("chart", titles.chart, drawn, whole=True),
    ]
    inside = [
        Section("firms", titles.firms_there, _listed(reading, ((r.id, r.content) for r in there))),
        Section("hubs", titles.hubs_there, _listed(reading, ((r.id, r.content) for r in doors))),
        Section("strategy", titles.strategy, _strategy(reading, code)),
    ]
    sheet = Sheet(
        form="country",
        title=words.label(country_name(code)),
        front=[*([] if alone else [in_short]), *(under_way if options.internal else [])],
        sections=[
            *([in_short] if alone else []),
            *open_to_all,
            *(inside if options.internal else []),
        ],
        facts=(
            Fact(titles.firms_there, plain(words.number(len(there)))),
            Fact(titles.hubs_there, plain(words.number(len(doors)))),
            Fact(titles.demands, plain(words.number(len(asked)))),
        ),
    )
    return assembled(reading, sheet)


def _bare(reading: Reading, code: str, *, quiet: bool) -> tuple[Block, ...]:
    """Return what can be said where nobody wrote a line; `quiet` where nothing is under way."""
    say, words = reading.words.say, reading.words
    lines: list[str] = []
    if code == HOME:
        lines.append(say.country_home)
    elif quiet and reading.options.internal:
        lines.append(say.country_quiet)
    known = [r.content for r in reading.all(Known) if r.content.country == code]
    current = [fact for fact in known if not is_expired(fact, reading.today)]
    told = words.count(say.country_facts, len(current)) if current else say.country_without_facts
    newest = max((fact.checked for fact in current if fact.checked), default=None)
    if newest is not None:
        told = f"{told} {say.country_newest.format(date=words.short_day(newest))}"
    return tuple(Paragraph(plain(line)) for line in (*lines, told))


def _strategy(reading: Reading, code: str) -> tuple[Block, ...]:
    """Return what is wanted of the country and how that is argued there."""
    words, blocks = reading.words, list[Block]()
    for record in reading.all(Strategy):
        paper = record.content
        if paper.country != code:
            continue
        blocks += prose(reading, paper.aims, paper.aims_bn)
        lines = reading.lines(paper.arguments, paper.arguments_bn)
        blocks += bullets([(reading.span(line),) for line in lines])
        old = paper.until is not None and paper.until < reading.today
        if old and paper.until:
            told = words.say.fact_expired.format(date=words.short_day(paper.until))
            blocks.append(Callout(words.sentence(told), (), kind="warning"))
        elif paper.checked:
            told = words.say.fact_checked.format(date=words.short_day(paper.checked))
            blocks.append(SourceNote(plain(words.sentence(told))))
    return tuple(blocks)


def _demands(reading: Reading, asked: Sequence[UUID]) -> tuple[Block, ...]:
    """Return the open demands of firms there, each with what can be offered today."""
    items: list[Spans] = []
    wanted = set(asked)
    for record in reading.all(Demand):
        if record.id in wanted:
            items += demand_lines(reading, record, coverage_of(reading, record))[:1]
    return bullets(items)


def _listed(reading: Reading, there: Iterable[tuple[UUID, Firm | Hub]]) -> tuple[Block, ...]:
    """Return organisations with seat and fields, the most only where everything is told."""
    ranked = sorted(there, key=lambda pair: reading.title(pair[0]))
    if not ranked:
        return ()
    heads, words = reading.words.say.columns, reading.words
    columns = (Column(heads.name, 3, header=True), Column(heads.town, 2), Column(heads.domains, 4))
    most = len(ranked) if reading.options.whole else _MOST
    rows = tuple(
        Row(
            (
                Cell((reading.span(reading.title(id)),)),
                Cell((reading.span(of.city),)),
                Cell(plain(_fields(reading, of.domains))),
            )
        )
        for id, of in ranked[:most]
    )
    left = len(ranked) - most
    more = words.count(words.say.lines_more, left) if left > 0 else ""
    return (Table(columns, rows, source=plain(more) if more else ()),)


def _fields(reading: Reading, codes: Sequence[str]) -> str:
    known = [reading.words.label(_DOMAINS[code]) for code in codes if code in _DOMAINS]
    return reading.words.listed(known, final=False)
