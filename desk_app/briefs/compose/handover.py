"""The hand-over pack: what a successor must know in the first thirty days."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.before import is_late, state
from desk_app.briefs.compose.first_days import due
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.report import named_demand, proposals, referrals
from desk_app.briefs.compose.sheet import Head, Sheet, assembled, bullets, opened, tabled
from desk_app.briefs.compose.who import function
from desk_app.briefs.compose.workload import OVER, Work
from desk_app.briefs.content import (
    Block,
    Brief,
    Paragraph,
    Section,
    SourceNote,
    Span,
    Spans,
    plain,
)
from desk_app.domain.kinds import (
    Demand,
    Meeting,
    Mission,
    Person,
    Task,
    Tie,
)
from desk_app.domain.kinds.demand import STAGES
from desk_app.domain.material import Material, Period
from desk_app.domain.records import Record

_STAGES = {choice.code: choice.label for choice in STAGES}
_FIRST = timedelta(days=30)
_RELATIONS, _ON_FRONT, _DUE_ON_FRONT = 30, 6, 6
_MOST_DUE, _MOST_PROMISES = 25, 20
_HALF_LIFE = 180
"""Days after which a meeting says half as much of a relation."""


class Relation(Struct, frozen=True):
    """Somebody who matters: how much, how often we met, when last."""

    person: Record[Person]
    weight: float
    met: int
    last: date | None


def handover(material: Material, options: Options) -> Brief:
    """Compose the pack for the successor at a mission's desk.

    Raises:
        NoSuchRecord: the mission is not among the records.

    """
    reading, subject = opened(Mission, material, options)
    return _Pack(reading, subject).brief()


class _Pack:
    """One hand-over pack in the making."""

    def __init__(self, reading: Reading, subject: Record[Mission]) -> None:
        self.reading, self.subject = reading, subject
        self.words, self.say = reading.words, reading.words.say
        self.titles, self.heads = self.say.sections, self.say.columns
        self.work = Work(reading, subject.id)
        self.month = Period(reading.today, reading.today + _FIRST)
        self.relations = relations(reading, self.work)[:_RELATIONS]

    def brief(self) -> Brief:
        """The whole pack."""
        since = Period(date.min, self.reading.today)
        sections = [
            Section("relations", self.titles.relations, self._table()),
            Section("promises", self.titles.promises, self._promises()),
            Section("demands", self.titles.live, self._live()),
            Section("introducers", self.titles.introducers, self._introducers()),
            Section("first-days", self.titles.first_days, self._due(_MOST_DUE)),
            Section("proposals", self.titles.proposals, proposals(self.reading, self.work)),
            Section("referrals", self.titles.referrals, referrals(self.reading, self.work, since)),
        ]
        front = [
            Section("objective", self.titles.about, self._counts()),
            Section("soon", self.titles.first_things, self._soon(), share=1.4),
            Section("meet", self.titles.most_important, self._first_relations(), share=1.4),
            Section("late", self.titles.overdue, self._late(), share=1.0),
        ]
        sheet = Sheet(
            form="handover",
            title=self.say.handover_title,
            subtitle=self.reading.title(self.subject.id),
            front=front,
            sections=sections,
        )
        return assembled(self.reading, sheet)

    def _counts(self) -> tuple[Block, ...]:
        late = sum(is_late(self.reading, task) for task in self._open())
        told = self.say.handover_counts.format(
            relations=self.words.number(len(self.relations)),
            promises=self.words.number(len(self._open())),
            late=self.words.number(late),
            demands=self.words.number(len(self._demands())),
        )
        return (Paragraph(plain(told), size="lead"),)

    def _soon(self) -> tuple[Block, ...]:
        ahead = due(self.work, self.month)
        items: list[Spans] = [
            (Span(f"{self.words.near_day(day, self.reading.today)}: ", bold=True), *said)
            for day, said, _ in ahead[:_DUE_ON_FRONT]
        ]
        left = len(ahead) - _DUE_ON_FRONT
        return bullets(items, self.words.count(self.say.more_due, left) if left > 0 else "")

    def _first_relations(self) -> tuple[Block, ...]:
        return bullets([(*self._who(r), *self._history(r)) for r in self.relations[:_ON_FRONT]])

    def _history(self, relation: Relation) -> Spans:
        if relation.last is None:
            return ()
        day = self.words.near_day(relation.last, self.reading.today)
        return plain(" – " + self.words.count(self.say.met_last, relation.met, date=day))

    def _late(self) -> tuple[Block, ...]:
        late = [task for task in self._open() if is_late(self.reading, task)]
        return bullets([self._promise(task) for task in late[:_DUE_ON_FRONT]])

    def _promise(self, task: Task) -> Spans:
        whose = self.say.our_promise if task.promised_by == "us" else self.say.their_promise
        return (
            Span(f"{whose} ", bold=True),
            self.reading.said(task.what, task.what_bn),
            Span(" – "),
            state(self.reading, task),
        )

    def _who(self, relation: Relation) -> Spans:
        """Return a person with the function that they hold today."""
        name = Span(self.words.name(relation.person.content), bold=True)
        held = self._function(relation.person)
        return (name, Span(self.say.comma), *held) if held else (name,)

    def _function(self, person: Record[Person]) -> Spans:
        position = self.reading.position_at(person.id, ())
        return tuple(function(self.reading, position)) if position else ()

    def _table(self) -> tuple[Block, ...]:
        heads = [
            Head(self.heads.name, 2.2),
            Head(self.heads.role, 3.0),
            Head(self.heads.met, 0.8, "end"),
            Head(self.heads.last_met, 1.5),
            Head(self.heads.to_know, 2.8),
        ]
        rows: list[Sequence[Spans]] = [
            (
                (Span(self.words.name(relation.person.content)),),
                self._function(relation.person),
                plain(self.words.number(relation.met) if relation.met else "–"),
                plain(self.words.short_day(relation.last) if relation.last else "–"),
                self._to_know(relation.person),
            )
            for relation in self.relations
        ]
        return tuple(tabled(heads, rows, self.say.relations_note))

    def _to_know(self, person: Record[Person]) -> Spans:
        if person.content.do_not_approach:
            return (Span(self.say.do_not_approach_at_all, bold=True, role="alert"),)
        if self.reading.consent(person.id, "keep") not in ("agreed", "unknown"):
            return (Span(self.say.consent_refused, role="muted"),)
        lines = self.reading.lines(person.content.notes)
        return (self.reading.span(lines[0]),) if lines else ()

    def _open(self) -> list[Task]:
        """Return the open promises of both sides, the most urgent first."""
        own = [r.content for r in self.work.all(Task) if r.content.done is None]
        promised = [task for task in own if task.promised_by]
        return sorted(promised, key=lambda task: (task.due or date.max, task.what))

    def _promises(self) -> tuple[Block, ...]:
        open_ = self._open()
        most = len(open_) if self.reading.options.whole else _MOST_PROMISES
        blocks: list[Block] = []
        for whose, title in (("us", self.say.our_promise), ("them", self.say.their_promise)):
            rows: list[Sequence[Spans]] = [
                (
                    (self.reading.said(task.what, task.what_bn),),
                    (self.reading.span(self._about(task)),),
                    (state(self.reading, task),),
                )
                for task in open_[:most]
                if task.promised_by == whose
            ]
            heads = [Head(title.rstrip(":"), 4), Head(self.heads.with_whom, 2.4)]
            blocks += tabled([*heads, Head(self.heads.state, 1.8)], rows)
        left = len(open_) - most
        if left > 0:
            blocks.append(SourceNote(plain(self.words.count(self.say.more_open, left))))
        return tuple(blocks)

    def _about(self, task: Task) -> str:
        names = [name for id in task.about if (name := self.reading.title(id))]
        return self.words.listed(names, final=False)

    def _demands(self) -> list[Record[Demand]]:
        return self.work.live()

    def _live(self) -> tuple[Block, ...]:
        heads = [
            Head(self.heads.demand, 4),
            Head(self.heads.stage, 1.6),
            Head(self.heads.value, 2, "end"),
            Head(self.heads.decision, 1.5),
        ]
        rows: list[Sequence[Spans]] = []
        for record in self._demands():
            demand, stage = record.content, _STAGES.get(record.content.stage)
            rows.append(
                (
                    named_demand(self.reading, record),
                    plain(self.words.label(stage) if stage else ""),
                    plain(self.words.figure(demand.value) if demand.value else "–"),
                    plain(self.words.short_day(demand.decision) if demand.decision else "–"),
                )
            )
        return tuple(tabled(heads, rows))

    def _introducers(self) -> tuple[Block, ...]:
        """Return who agreed to be asked, with whom they know; nobody left in peace."""
        known: dict[UUID, list[Tie]] = defaultdict(list)
        hidden = 0
        for record in self.work.all(Tie):
            tie = record.content
            person = self.reading.find(Person, tie.person)
            if person is None or not self._may_ask(person, tie):
                hidden += 1
            else:
                known[person.id].append(tie)
        ranked = sorted(known, key=lambda id: (-_strength(known[id]), self.reading.title(id)))
        rows = [self._introducer(id, known[id]) for id in ranked[: 100 if self._whole else 12]]
        heads = [Head(self.heads.introducer, 3), Head(self.heads.knows, 4)]
        notes = [self.say.introducers_note] if rows else []
        if hidden:
            notes.append(self.words.count(self.say.introducers_hidden, hidden))
        table = tabled(heads, rows)
        return (*table, SourceNote(plain(" ".join(notes)))) if notes else ()

    @property
    def _whole(self) -> bool:
        return self.reading.options.whole

    def _may_ask(self, person: Record[Person], tie: Tie) -> bool:
        agreed = self.reading.consent(person.id, "introduce") == "agreed"
        return tie.may_ask and agreed and not person.content.do_not_approach

    def _introducer(self, id: UUID, ties: list[Tie]) -> Sequence[Spans]:
        ties = sorted(ties, key=lambda tie: -(tie.strength or 0))
        names = [name for tie in ties if (name := self.reading.title(tie.to))]
        return (
            (Span(self.reading.title(id), bold=True),),
            (self.reading.span(self.words.listed(names, final=False)),),
        )

    def _due(self, most: int) -> tuple[Block, ...]:
        ahead = due(self.work, self.month)
        shown = ahead if self._whole else ahead[:most]
        rows = [
            (plain(self.words.near_day(day, self.reading.today)), plain(kind), said)
            for day, said, kind in shown
        ]
        heads = [
            Head(self.heads.when, 1.2),
            Head(self.heads.nature, 1.8),
            Head(self.heads.what, 5),
        ]
        left = len(ahead) - len(shown)
        more = self.words.count(self.say.more_due, left) if left > 0 else ""
        return tuple(tabled(heads, rows, more))


def _strength(ties: list[Tie]) -> int:
    return max(tie.strength or 0 for tie in ties)


def relations(reading: Reading, work: Work) -> list[Relation]:
    """Return the people who matter, the most first.

    Meetings count, the newer the more (half after 180 days); so do open promises, live demands
    of their firm, and how well somebody knows them.
    """
    met = _meetings_with(reading, work)
    promised = [r.content for r in work.all(Task) if r.content.done is None]
    clients = {r.content.client for r in work.all(Demand) if r.content.stage not in OVER}
    found: list[Relation] = []
    for record in reading.all(Person):
        days = sorted(met.get(record.id, []))
        weight = sum(0.5 ** ((reading.today - day).days / _HALF_LIFE) for day in days)
        weight += sum(2.0 for t in promised if record.id == t.owner or record.id in t.about)
        held = [p for p in reading.positions(record.id) if reading.present(p)]
        weight += sum(1.5 for position in held if position.organisation in clients)
        if days or weight:
            last = days[-1] if days else None
            found.append(Relation(record, weight, len(days), last))
    return sorted(found, key=lambda r: (-r.weight, r.person.content.name, r.person.id))


def _meetings_with(reading: Reading, work: Work) -> dict[UUID, list[date]]:
    met: dict[UUID, list[date]] = defaultdict(list)
    for record in work.all(Meeting):
        meeting = record.content
        if meeting.standing == "held" and meeting.when and meeting.when.date() <= reading.today:
            for person in meeting.people:
                met[person].append(meeting.when.date())
    return met
