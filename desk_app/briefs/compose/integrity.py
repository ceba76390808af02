"""The integrity folio: what was searched, when and against what; and which firms are not named."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Head, tabled
from desk_app.briefs.content import (
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    SourceNote,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.integrity import NEEDED, Light, Line, folio, lacking
from desk_app.domain.kinds import Check, Officer
from desk_app.domain.kinds.check import CHECKS

_CHECKS = {choice.code: choice.label for choice in CHECKS}
_FEW = 4
"""Firms whose searches stand in a table of the brief; those of more are told in running text."""
_WORST_FIRST: tuple[Light, ...] = ("failed", "refused", "expired", "open", "missing")


class Barring(Protocol):
    """Something that leaves firms out whose checks are not passed."""

    @property
    def barred(self) -> tuple[UUID, ...]:
        """The firms left out."""
        ...


def barrier(reading: Reading, firm: UUID) -> Light:
    """Return the gravest of what keeps a firm from being named."""
    lights = {line.light for line in lacking(reading.checks(firm), reading.today)}
    for light in _WORST_FIRST:
        if light in lights:
            return light
    return "missing"


def not_named(reading: Reading, coverages: Iterable[Barring]) -> Spans:
    """Return how many firms are not named, and inside the mission by which light."""
    firms = {firm for coverage in coverages for firm in coverage.barred}
    if not firms:
        return ()
    say, words = reading.words.say, reading.words
    if not reading.options.internal:
        return plain(words.count(say.unnamed_to_others, len(firms)))
    lights = Counter(barrier(reading, firm) for firm in firms)
    why = [
        say.unnamed_by[light].format(n=words.number(lights[light]))
        for light in _WORST_FIRST
        if lights[light]
    ]
    return plain(words.count(say.unnamed, len(firms), why=words.listed(why)))


def left_out(reading: Reading, coverages: Iterable[Barring]) -> Spans:
    """Return in a few words how many firms are not named, for page 1."""
    firms = {firm for coverage in coverages for firm in coverage.barred}
    words = reading.words
    return plain(words.count(words.say.left_out, len(firms))) if firms else ()


def integrity(reading: Reading, firms: Sequence[UUID]) -> list[Block]:
    """Return the folio of each firm: searched on which day, in what; never one score.

    A line a firm with what must be clear, and in the book every check. What is handed out says
    what was searched, and neither by whom nor what is still open.
    """
    shown = [firm for firm in dict.fromkeys(firms) if reading.title(firm)]
    if not shown or reading.options.length == "points":
        return []
    if not (reading.options.whole and reading.options.internal):
        return _in_short(reading, shown)
    heads = reading.words.say.columns
    columns = (
        Column(heads.check, 1.5, header=True),
        Column(heads.state, 1.5),
        Column(heads.searched, 4.2),
        Column(heads.signed, 2.0),
        Column(heads.valid, 1.4),
    )
    rows: list[Row] = []
    for firm in shown:
        name = Cell((reading.span(reading.title(firm)),), columns=len(columns))
        rows.append(Row((name,), "group"))
        rows += [_row(reading, line) for line in _told(reading, firm)]
    return [Table(columns, tuple(rows)), SourceNote(plain(reading.words.say.integrity_note))]


def _in_short(reading: Reading, firms: Sequence[UUID]) -> list[Block]:
    """Return what must be clear of each firm: a table of few, running text of many."""
    searches = _Searches(reading)
    for firm in firms:
        searches.take(firm)
    where = SourceNote(searches.where())
    return [searches.table() if len(firms) <= _FEW else searches.text(), where]


class _Searches:
    """The searches behind the firms that are named: days by firm, and what was searched."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.words = reading, reading.words
        self._firms: dict[UUID, list[Line]] = {}
        self._lists: dict[str, dict[str, list[date]]] = {nature: {} for nature in NEEDED}

    def take(self, firm: UUID) -> None:
        """Take up a firm's folio."""
        lines = folio(self.reading.checks(firm), self.reading.today)
        self._firms[firm] = [line for line in lines if line.nature in NEEDED]
        for line in self._firms[firm]:
            if line.check is not None and line.light == "clear":
                days = self._lists[line.nature].setdefault(line.check.content.against, [])
                days += [line.check.content.list_date] if line.check.content.list_date else []

    def table(self) -> Table:
        """Return a line a firm with the day of each check."""
        heads = self.words.say.columns
        named = [Head(self.words.label(_CHECKS[nature]), 1.6) for nature in NEEDED]
        columns = [Head(heads.firm, 2.6), *named, Head(heads.valid, 1.4)]
        return tabled(columns, [self._row(firm) for firm in self._firms])[0]

    def _row(self, firm: UUID) -> list[Spans]:
        cells: list[Spans] = [(self.reading.span(self.reading.title(firm), bold=True),)]
        for line in sorted(self._firms[firm], key=lambda line: NEEDED.index(line.nature)):
            on = line.check.content.on if line.check else None
            if line.light == "clear":
                cells.append(plain(self.words.short_day(on) if on else "–"))
            else:
                cells.append((light_span(self.reading, line.light),))
        return [*cells, plain(self._until(firm))]

    def text(self) -> Paragraph:
        """Return each firm with the days of its searches, and when the first runs out."""
        spans: list[Span] = []
        for firm, lines in self._firms.items():
            days = [
                line.check.content.on for line in lines if line.check and line.check.content.on
            ]
            spans += [Span("; ")] if spans else []
            spans.append(self.reading.span(self.reading.short_title(firm), bold=True))
            spans.append(Span(f" {self.words.days(min(days), max(days))}" if days else " –"))
        ends = [day for firm in self._firms if (day := self._ends(firm))]
        first = self.words.short_day(min(ends)) if ends else "–"
        said = self.words.say.first_runs_out.format(date=first)
        return Paragraph((*spans, Span(f"{self.words.say.stop} {said}")), size="small")

    def _ends(self, firm: UUID) -> date | None:
        """Return the first day on which one of a firm's checks runs out."""
        lines = (line for line in self._firms[firm] if line.light == "clear")
        checks = (line.check.content for line in lines if line.check)
        return min((check.until for check in checks if check.until), default=None)

    def _until(self, firm: UUID) -> str:
        ends = self._ends(firm)
        return self.words.short_day(ends) if ends else "–"

    def where(self) -> Spans:
        """Return in which registers and lists was searched, with the days of the lists."""
        spans = [Span(self.words.say.searched_where, bold=True)]
        for nature in NEEDED:
            told = [self._listed(name, days) for name, days in self._lists[nature].items() if name]
            if told:
                label = self.words.label(_CHECKS[nature])
                spans += [Span(f" {label} – "), self.reading.span("; ".join(told)), Span(".")]
        return tuple(spans)

    def _listed(self, name: str, days: Sequence[date]) -> str:
        if not days:
            return name
        told = self.words.days(min(days), max(days))
        return f"{name} ({self.words.say.list_of.format(date=told)})"


def _told(reading: Reading, firm: UUID) -> list[Line]:
    """Return the lines that are worth one: what is needed, and whatever was looked into."""
    lines = folio(reading.checks(firm), reading.today)
    return [line for line in lines if line.check is not None or line.nature in NEEDED]


def _row(reading: Reading, line: Line) -> Row:
    words = reading.words
    old = line.light == "expired"
    check = line.check.content if line.check else None
    label = words.label(_CHECKS[line.nature])
    until = words.short_day(check.until) if check and check.until else ""
    return Row(
        (
            Cell(plain(label)),
            Cell((light_span(reading, line.light),)),
            Cell(searched(reading, check) if check else (), expired=old),
            Cell(plain(_signed(reading, check) if check else "")),
            Cell(plain(until), expired=old),
        )
    )


def light_span(reading: Reading, light: Light) -> Span:
    """Return how a check stands, in words; what bars a firm is bold."""
    clear = light == "clear"
    said = reading.words.say.lights[light]
    return Span(said, bold=not clear, role="text" if clear else "alert")


def searched(reading: Reading, check: Check) -> Spans:
    """Return on which day something was searched, and in which list of which day."""
    say, words = reading.words.say, reading.words
    day = words.short_day(check.on) if check.on else "–"
    if not check.against:
        return plain(say.searched_on.format(date=day))
    spans = [Span(say.searched_in.format(date=day) + " "), reading.span(check.against)]
    if check.list_date is not None:
        listed = say.list_of.format(date=words.short_day(check.list_date))
        spans.append(Span(f" ({listed})"))
    return tuple(spans)


def _signed(reading: Reading, check: Check) -> str:
    officers = reading.some(Officer, [id for id in (check.by, check.second) if id])
    names = [reading.pick(o.content.name, o.content.name_bn) for o in officers]
    return reading.words.say.comma.join(names)


def why_not_offered(reading: Reading, firm: UUID) -> tuple[Block, ...]:
    """Return why a firm at home may not be offered today; nothing where it may."""
    if reading.passed(firm):
        return ()
    say, words = reading.words.say, reading.words
    parts = [
        say.lacking.format(check=words.label(_CHECKS[line.nature]), light=say.lights[line.light])
        for line in lacking(reading.checks(firm), reading.today)
    ]
    told = say.not_offered.format(why="; ".join(parts)) if reading.options.internal else ""
    return (Paragraph(plain(told or say.not_offered_to_others)),)
