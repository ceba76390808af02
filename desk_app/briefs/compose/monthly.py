"""The month's report to Dhaka: what was done, what moved, what came of it and what is needed."""

from collections.abc import Sequence
from datetime import date, timedelta

from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading, first_sentence
from desk_app.briefs.compose.report import (
    demand_name,
    introduced,
    losses,
    proposals,
    referrals,
    shortfalls,
    wins,
)
from desk_app.briefs.compose.sheet import Head, Sheet, assembled, bullets, opened, tabled
from desk_app.briefs.compose.workload import (
    STAGE_CODES,
    Money,
    Work,
    first_year,
    month_before,
    year_of,
)
from desk_app.briefs.content import Block, Brief, Section, Span, Spans, plain
from desk_app.domain.kinds import Meeting, Mission, Proposal, Target
from desk_app.domain.kinds.demand import STAGES
from desk_app.domain.kinds.result import MEASURES
from desk_app.domain.material import Material, Period
from desk_app.domain.records import Record

_STAGES = {choice.code: choice.label for choice in STAGES}
_MEASURES = {choice.code: choice.label for choice in MEASURES}
_COUNTED = ("meetings", "demands", "introductions", "wins")
_NEXT = timedelta(days=31)
_MOST = 4


def monthly(material: Material, options: Options) -> Brief:
    """Compose the report of a month: that of the options, else the last whole one.

    Raises:
        NoSuchRecord: the mission is not among the records.

    """
    reading, subject = opened(Mission, material, options)
    month = options.period or month_before(options.today)
    return _Report(reading, subject, month).brief()


class _Report:
    """One month's report in the making."""

    def __init__(self, reading: Reading, subject: Record[Mission], month: Period) -> None:
        self.reading, self.subject, self.month = reading, subject, month
        self.words, self.say = reading.words, reading.words.say
        self.titles, self.heads = self.say.sections, self.say.columns
        self.work = Work(reading, subject.id)
        self.year = year_of(month.last)

    def brief(self) -> Brief:
        """The whole report."""
        sheet = Sheet(
            form="monthly",
            title=self.say.report_of.format(month=_month(self.reading, self.month.first)),
            subtitle=self.reading.title(self.subject.id),
            front=self._front(),
            sections=self._sections(),
        )
        return assembled(self.reading, sheet)

    def _front(self) -> list[Section]:
        return [
            Section("figures", self.titles.figures, self._figures(), share=2.0),
            Section("brought", self.titles.brought, self._brought(), share=1.2),
            Section("needed", self.titles.from_dhaka, self._from_dhaka()),
            Section("coming", self.titles.planned, self._coming(), share=0.8),
        ]

    def _sections(self) -> list[Section]:
        reading, work, month, titles = self.reading, self.work, self.month, self.titles
        return [
            Section("meetings", titles.held, self._held()),
            Section("stages", titles.stages, self._stages()),
            Section("movements", titles.movements, self._moves()),
            Section("wins", titles.wins, wins(reading, work.wins(month))),
            Section("losses", titles.losses, losses(reading, work.moves(month))),
            Section("shortfalls", titles.shortfalls, shortfalls(reading, work, month)),
            Section("proposals", titles.proposals, proposals(reading, work)),
            Section("introductions", titles.introductions, introduced(reading, work, month)),
            Section("referrals", titles.referrals, referrals(reading, work, month)),
        ]

    def _figures(self) -> tuple[Block, ...]:
        """Return what was reached in the month and the year, beside the target of the year."""
        heads = [
            Head(self.heads.measure, 3),
            Head(_month(self.reading, self.month.first), 1.6, "end"),
            Head(self.say.this_year.format(year=self._digits(self.month.last.year)), 1.6, "end"),
            Head(self.heads.target, 1.6, "end"),
        ]
        rows: list[Sequence[Spans]] = [
            self._row(code, self._count(code, self.month), self._count(code, self.year))
            for code in _COUNTED
        ]
        rows.append(self._row("win_value", self._worth(self.month), self._worth(self.year)))
        return tuple(tabled(heads, rows, self.say.figures_note))

    def _row(self, code: str, month: str, year: str) -> Sequence[Spans]:
        label = self.words.label(_MEASURES[code])
        return (plain(label), plain(month), plain(year), plain(self._target(code)))

    def _count(self, code: str, period: Period) -> str:
        counted = {
            "meetings": lambda: len(self.work.meetings(period, "held")),
            "demands": lambda: len(self.work.found(period)),
            "introductions": lambda: len(self.work.introductions(period)),
            "wins": lambda: len(self.work.wins(period, confirmed=True)),
        }
        return self.words.number(counted[code]())

    def _worth(self, period: Period) -> str:
        money: Money = first_year(self.work.wins(period, confirmed=True))
        return self.words.listed([self.words.figure(f) for f in money.figures()]) or "–"

    def _target(self, code: str) -> str:
        year = self.month.last.year
        country = self.subject.content.country
        asked = [
            r.content
            for r in self.reading.all(Target)
            if r.content.measure == code
            and r.content.year == year
            and r.content.country in ("", country)
        ]
        asked.sort(key=lambda target: target.country != country)
        return self.words.figure(asked[0].value) if asked and asked[0].value else "–"

    def _digits(self, number: int) -> str:
        return self.words.digits(str(number))

    def _brought(self) -> tuple[Block, ...]:
        """Return what came of the month: wins, then how far demands got, then losses."""
        told: list[Spans] = []
        for record in self.work.wins(self.month):
            name = self.reading.said(record.content.name, record.content.name_bn)
            told.append((Span(f"{self.say.won} ", bold=True), name))
        for stage in self.work.moves(self.month):
            if stage.after == "lost":
                told.append(
                    (Span(f"{self.say.lost} ", bold=True), *demand_name(self.reading, stage))
                )
        moved = [stage for stage in self.work.moves(self.month) if stage.after != "lost"]
        if moved:
            told.append(plain(self.words.count(self.say.moved, len(moved))))
        held = self.work.meetings(self.month, "held")
        told.append(plain(self.words.count(self.say.met, len(held))))
        return bullets(told)

    def _from_dhaka(self) -> tuple[Block, ...]:
        """Return what waits for an answer of the ministry."""
        told: list[Spans] = []
        for record in self.work.all(Proposal):
            if record.content.state in ("submitted", "returned"):
                name = self.reading.said(record.content.name, record.content.name_bn)
                phrase = self.say.waits_for_us if record.content.state == "returned" else ""
                told.append((name, Span(f" – {phrase or self.say.waits_for_dhaka}")))
        return bullets(told[:_MOST])

    def _coming(self) -> tuple[Block, ...]:
        first = max(self.month.last + timedelta(days=1), self.reading.today)
        coming = self.work.meetings(Period(first, first + _NEXT), "planned")
        return bullets([self._next(record.content) for record in coming[:_MOST]])

    def _next(self, meeting: Meeting) -> Spans:
        day = self.words.short_day(meeting.when) if meeting.when else ""
        return (
            Span(f"{day}: ", bold=True),
            self.reading.said(meeting.subject, meeting.subject_bn),
        )

    def _held(self) -> tuple[Block, ...]:
        heads = [
            Head(self.heads.when, 1.1),
            Head(self.heads.with_whom, 2.0),
            Head(self.heads.what, 2.2),
            Head(self.heads.outcome, 3.4),
        ]
        rows = [self._meeting(r.content) for r in self.work.meetings(self.month, "held")]
        return tuple(tabled(heads, rows))

    def _meeting(self, meeting: Meeting) -> Sequence[Spans]:
        names = [name for id in meeting.organisations if (name := self.reading.title(id))]
        lines = " ".join(self.reading.lines(meeting.outcome))
        outcome = lines if self.reading.options.whole else first_sentence(lines)
        return (
            plain(self._day(meeting.when) if meeting.when else ""),
            (self.reading.span(self.words.listed(names)),),
            (self.reading.said(meeting.subject, meeting.subject_bn),),
            (self.reading.span(outcome),),
        )

    def _stages(self) -> tuple[Block, ...]:
        """Return how many demands stood where at the month's ends, and what came and went."""
        start = self.work.stages_on(self.month.first - timedelta(days=1))
        end = self.work.stages_on(self.month.last)
        moves = self.work.moves(self.month)
        rows: list[Sequence[Spans]] = []
        for code in STAGE_CODES:
            went = sum(move.before == code for move in moves)
            # A demand that became known in the month came in without a line of the log.
            came = max(sum(m.after == code for m in moves), end[code] - start[code] + went)
            numbers = (start[code], came, went, end[code])
            if any(numbers):
                label = self.words.label(_STAGES[code])
                rows.append((plain(label), *(plain(self.words.number(n)) for n in numbers)))
        heads = [
            Head(self.heads.stage, 3),
            Head(self.heads.at_start, 1.3, "end"),
            Head(self.heads.came, 1.3, "end"),
            Head(self.heads.went, 1.3, "end"),
            Head(self.heads.at_end, 1.3, "end"),
        ]
        return tuple(tabled(heads, rows, self.say.stages_note))

    def _moves(self) -> tuple[Block, ...]:
        rows = [
            (
                plain(self._day(stage.on) if stage.on else ""),
                demand_name(self.reading, stage),
                plain(self._from_to(stage.before, stage.after)),
            )
            for stage in self.work.moves(self.month)
        ]
        heads = [
            Head(self.heads.when, 1.2),
            Head(self.heads.demand, 4),
            Head(self.heads.step, 2.6),
        ]
        return tuple(tabled(heads, rows))

    def _day(self, day: date) -> str:
        """Return a day of the month that the report is about: its year is in the title."""
        return self.words.near_day(day, self.month.last)

    def _from_to(self, before: str, after: str) -> str:
        named = [self.words.label(_STAGES[code]) for code in (before, after) if code in _STAGES]
        if len(named) < 2:
            return "".join(named)
        return self.say.from_to.format(before=named[0], after=named[1])


def _month(reading: Reading, day: date) -> str:
    """Return month and year with the month in full."""
    say = reading.words.say
    said = say.month.format(month=say.months[day.month - 1], year=day.year)
    return reading.words.digits(said)
