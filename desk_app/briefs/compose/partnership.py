"""The partnership brief: one meeting with a firm or a hub, page 1 ready to decide on."""

from collections.abc import Sequence

from desk_app.briefs.compose.before import Before, before, history, promises, since_last_time
from desk_app.briefs.compose.counterpart import counterparts
from desk_app.briefs.compose.coverage import Coverage
from desk_app.briefs.compose.facts import chart, facts
from desk_app.briefs.compose.gap import gap
from desk_app.briefs.compose.introducers import introducers
from desk_app.briefs.compose.offer import (
    coverage,
    coverage_of,
    demands,
    firms,
    folio_of,
    in_short,
)
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.outcome import outcome
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, opened
from desk_app.briefs.compose.who import our_side, people, whom_we_meet
from desk_app.briefs.content import (
    Block,
    Brief,
    Bullets,
    Fact,
    Item,
    Panel,
    Panels,
    Paragraph,
    Section,
    Span,
    Spans,
    plain,
)
from desk_app.domain.kinds import Demand, Meeting
from desk_app.domain.kinds.meeting import FORMS
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_FORMS = {choice.code: choice.label for choice in FORMS}


def partnership(material: Material, options: Options) -> Brief:
    """Compose the brief for a meeting.

    Raises:
        NoSuchRecord: the meeting is not among the records.

    """
    return meeting_brief(*opened(Meeting, material, options))


def meeting_brief(reading: Reading, subject: Record[Meeting]) -> Brief:
    """Compose the brief for a meeting out of records that were read already."""
    return _Composition(reading, subject).brief()


class _Composition:
    """One meeting's brief in the making."""

    def __init__(self, reading: Reading, subject: Record[Meeting]) -> None:
        self.reading, self.subject, self.meeting = reading, subject, subject.content
        self.words, self.options = reading.words, reading.options
        self.titles = reading.words.say.sections
        self.past: Before = before(reading, subject)
        self.demands: list[Record[Demand]] = demands(reading, self.meeting)
        self.coverages: list[Coverage] = [coverage_of(reading, d) for d in self.demands]

    def brief(self) -> Brief:
        """The whole brief, without what was switched off and without empty sections."""
        sheet = Sheet(
            form="partnership",
            title=self.reading.title(self.subject.id),
            front=self._front(),
            sections=self._evidence(),
            subtitle=self._subtitle(),
            facts=self._masthead(),
            as_of=self._as_of(),
        )
        return assembled(self.reading, sheet)

    def _subtitle(self) -> str:
        names = [self.reading.title(id) for id in dict.fromkeys(self.meeting.organisations)]
        form = _FORMS.get(self.meeting.form)
        if not form or not any(names):
            return ""
        listed = self.words.listed([name for name in names if name])
        return self.words.say.subtitle.format(form=self.words.label(form), names=listed)

    def _masthead(self) -> tuple[Fact, ...]:
        heads, meeting = self.words.say.columns, self.meeting
        when = meeting.when.astimezone(self.options.printed_at.tzinfo) if meeting.when else None
        return (
            Fact(heads.when, plain(self.words.moment(when) if when else "")),
            Fact(heads.where, (self.reading.span(meeting.where),)),
            Fact(heads.our_side, plain(our_side(self.reading, meeting))),
            *self._stake(),
        )

    def _stake(self) -> list[Fact]:
        """What the demand is worth and when they decide: for our eyes only."""
        if not self.options.internal or len(self.demands) != 1:
            return []
        record = self.demands[0]
        demand, heads = record.content, self.words.say.columns
        year = record.envelope.updated.at.year
        if demand.value is not None:
            return [Fact(heads.value, plain(self.words.figure(demand.value, year)))]
        if demand.decision is not None:
            return [Fact(heads.decision, plain(self.words.short_day(demand.decision)))]
        return []

    def _as_of(self) -> list[str]:
        """Say how fresh the data is; large letters leave room for the day alone."""
        say, options, words = self.words.say, self.options, self.words
        parts: list[str] = []
        if options.large_print:
            return parts
        if options.exchanged is not None and options.internal:
            moment = options.exchanged.astimezone(options.printed_at.tzinfo)
            parts.append(say.exchanged.format(date=words.near_moment(moment, options.today)))
        days = [s.capacity.as_of for c in self.coverages for s in c.shares if s.capacity.as_of]
        if days:
            day = words.near_day(min(days), options.today)
            parts.append(say.oldest_capacity.format(date=day))
        return parts

    def _front(self) -> list[Section]:
        titles, reading, meeting = self.titles, self.reading, self.meeting
        sections = [self._objective()] if self.options.internal else []
        sections.append(Section("meet", titles.meet, whom_we_meet(reading, meeting), share=1.2))
        since = since_last_time(reading, self.subject, self.past, self.coverages)
        sections.append(Section("since", titles.since, since, share=1.3))
        sections.append(Section("exchange", titles.exchange, (self._exchange(),), share=1.6))
        if self.options.internal:
            sections.append(Section("points", titles.points, self._points(), share=1.3))
            sections.append(Section("avoid", titles.avoid, self._avoid(), share=0.7))
        sections.append(Section("next", titles.next_step, self._next_step(), share=0.5))
        return sections

    def _objective(self) -> Section:
        lines = self.reading.lines(self.meeting.objective, self.meeting.objective_bn)
        said = [Paragraph((self.reading.span(line),), size="lead") for line in lines]
        missing = Paragraph((Span(self.words.say.no_objective, role="muted"),))
        return Section("objective", self.titles.objective, tuple(said) or (missing,))

    def _exchange(self) -> Panels:
        meeting = self.meeting
        asks = self._typed(meeting.asks, meeting.asks_bn)
        offers = [
            *in_short(self.reading, self.coverages),
            *self._typed(meeting.offers, meeting.offers_bn),
        ]
        return Panels((self._panel(self.titles.ask, asks), self._panel(self.titles.offer, offers)))

    def _panel(self, title: str, said: Sequence[Spans]) -> Panel:
        nothing = (Paragraph((Span(self.words.say.nothing_written, role="muted"),)),)
        items = tuple(Item(spans) for spans in said)
        return Panel(title, (Bullets(items),) if items else nothing)

    def _typed(self, en: str, bn: str) -> list[Spans]:
        return [(self.reading.span(line),) for line in self.reading.lines(en, bn)]

    def _points(self) -> tuple[Block, ...]:
        said = self._typed(self.meeting.points, self.meeting.points_bn)
        return (Bullets(tuple(Item(spans) for spans in said), "number"),) if said else ()

    def _avoid(self) -> tuple[Block, ...]:
        lines = self.reading.lines(self.meeting.avoid, self.meeting.avoid_bn)
        items = tuple(Item((self.reading.span(line),)) for line in lines)
        return (Bullets(items),) if items else ()

    def _next_step(self) -> tuple[Block, ...]:
        said = self._typed(self.meeting.next_step, self.meeting.next_step_bn)
        return tuple(Paragraph(spans) for spans in said)

    def _evidence(self) -> list[Section]:
        titles, reading, meeting = self.titles, self.reading, self.meeting
        internal = self.options.internal
        drawn, charted = chart(reading)
        sections: list[Section] = []
        if internal:
            sections += counterparts(reading, meeting)
            sections.append(Section("people", titles.people, people(reading, meeting)))
            sections.append(Section("promises", titles.promises, promises(reading, self.past)))
            sections.append(Section("history", titles.history, history(reading, self.past)))
        sections += self._deliverable()
        sections.append(Section("firms", titles.firms, firms(reading, self.coverages)))
        folio = folio_of(reading, self.coverages)
        sections.append(Section("integrity", titles.integrity, folio))
        if internal:
            sections.append(Section("gap", titles.gap, gap(reading, self.coverages)))
            doors = introducers(reading, meeting)
            sections.append(Section("introducers", titles.introducers, doors))
        sections.append(Section("facts", titles.facts, facts(reading, meeting, charted)))
        sections.append(Section("chart", titles.chart, drawn, whole=True))
        if internal:
            boxes = outcome(reading, self.subject)
            sections.append(Section("outcome", titles.outcome, boxes, whole=True))
        return sections

    def _deliverable(self) -> list[Section]:
        sections: list[Section] = []
        for demand, found in zip(self.demands, self.coverages, strict=True):
            name = self.reading.pick(demand.content.name, demand.content.name_bn)
            heading = self.titles.coverage if self.options.internal else self.titles.in_detail
            title = heading.format(name=name)
            blocks = coverage(self.reading, found, demand)
            sections.append(Section(f"coverage-{demand.id}", title, blocks))
        return sections
