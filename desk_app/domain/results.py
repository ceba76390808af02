"""What targets, wins, demands and losses come to: counted, never estimated, by currency."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.demand import STAGES, Demand, DemandLine
from desk_app.domain.kinds.introduction import Introduction
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.opening import Candidacy
from desk_app.domain.kinds.result import Target, Win
from desk_app.domain.losses import losses_of
from desk_app.domain.records import Record
from desk_app.domain.values import Figure

CONFIRMED = ("card", "letter")


class Span(Struct, frozen=True):
    """A sum of figures: at least `low`, at most `high`."""

    low: int = 0
    high: int = 0

    def plus(self, other: "Span") -> "Span":
        """Add another sum of the same currency."""
        return Span(self.low + other.low, self.high + other.high)


Sums = Mapping[str, Span]
"""Sums by currency (ISO 4217; empty for counts); currencies are never added to each other."""


class Reached(Struct, frozen=True):
    """What was reached of a measure: `sure` is confirmed, `unsure` waits for a confirmation."""

    sure: Sums
    unsure: Sums


class Progress(Struct, frozen=True):
    """A target and what was reached of it; None where the desk cannot count that measure."""

    target: Record[Target]
    reached: Reached | None


class Work(Struct, frozen=True):
    """The records that results are counted from; `countries` tells where each mission works."""

    wins: tuple[Record[Win], ...] = ()
    demands: tuple[Record[Demand], ...] = ()
    lines: tuple[Record[DemandLine], ...] = ()
    meetings: tuple[Record[Meeting], ...] = ()
    introductions: tuple[Record[Introduction], ...] = ()
    candidacies: tuple[Record[Candidacy], ...] = ()
    countries: Mapping[UUID, str] = {}


def values_by_year(win: Win) -> tuple[Figure | None, ...]:
    """Return the value of each of the five years from the signing on."""
    return win.year_1, win.year_2, win.year_3, win.year_4, win.year_5


def credited(figure: Figure, share: int | None) -> Span:
    """Return this mission's part of a figure; without a share told, all of it."""
    part = 100 if share is None else share
    return Span(figure.low * part // 100, figure.high * part // 100)


def is_confirmed(win: Win) -> bool:
    """Tell whether the client has confirmed a win."""
    return win.confirmation in CONFIRMED


def added(sums: Iterable[tuple[str, Span]]) -> Sums:
    """Add up by currency."""
    total: dict[str, Span] = {}
    for unit, span in sums:
        total[unit] = total.get(unit, Span()).plus(span)
    return total


def progress(targets: Iterable[Record[Target]], work: Work) -> tuple[Progress, ...]:
    """Return each target with what was reached of it."""
    return tuple(Progress(target, reached(target.content, work)) for target in targets)


def reached(target: Target, work: Work) -> Reached | None:
    """Count what was reached of a target; None for exports, which no desk can count."""
    if target.measure not in _COUNTS:
        return None
    wanted = [
        one
        for one in _COUNTS[target.measure](work)
        if one.year == target.year and _within(one.owner, target.country, work)
    ]
    return Reached(
        sure=added((one.unit, one.span) for one in wanted if one.sure),
        unsure=added((one.unit, one.span) for one in wanted if not one.sure),
    )


def _within(owner: UUID | None, country: str, work: Work) -> bool:
    if not country:
        return True
    return owner is not None and work.countries.get(owner) == country


class _One(Struct, frozen=True):
    """One thing that counts, in the year and for the mission it counts for."""

    year: int
    owner: UUID | None
    span: Span = Span(1, 1)
    unit: str = ""
    sure: bool = True


def _wins(work: Work) -> Iterator[_One]:
    for record in work.wins:
        win = record.content
        if win.on is not None and win.confirmation != "refused":
            yield _One(win.on.year, record.envelope.owner, sure=is_confirmed(win))


def _win_values(work: Work) -> Iterator[_One]:
    for record in work.wins:
        win = record.content
        if win.on is None or win.confirmation == "refused":
            continue
        for after, figure in enumerate(values_by_year(win)):
            if figure is not None:
                worth = credited(figure, win.share)
                owner, sure = record.envelope.owner, is_confirmed(win)
                yield _One(win.on.year + after, owner, worth, figure.unit, sure)


def _meetings(work: Work) -> Iterator[_One]:
    for record in work.meetings:
        if record.content.standing == "held" and record.content.when is not None:
            yield _One(record.content.when.year, record.envelope.owner)


def _demands(work: Work) -> Iterator[_One]:
    for record in work.demands:
        yield _One(record.envelope.created.at.year, record.envelope.owner)


def _introductions(work: Work) -> Iterator[_One]:
    for record in work.introductions:
        if record.content.made_on is not None:
            yield _One(record.content.made_on.year, record.envelope.owner)


def _hires(work: Work) -> Iterator[_One]:
    for record in work.candidacies:
        if record.content.stage == "hired":
            yield _One(record.envelope.updated.at.year, record.envelope.owner)


_COUNTS: Mapping[str, Callable[[Work], Iterator[_One]]] = {
    "wins": _wins,
    "win_value": _win_values,
    "meetings": _meetings,
    "demands": _demands,
    "introductions": _introductions,
    "hires": _hires,
}


def toward(unit: str, work: Work) -> Reached:
    """Return all that wins are worth in one currency, over all their years."""
    ones = [one for one in _win_values(work) if one.unit == unit]
    return Reached(
        sure=added((one.unit, one.span) for one in ones if one.sure),
        unsure=added((one.unit, one.span) for one in ones if not one.sure),
    )


class Step(Struct, frozen=True):
    """One stage of the pipeline: how many demands stand there, and what they are worth."""

    stage: str
    count: int
    worth: Sums


def pipeline(demands: Iterable[Record[Demand]]) -> tuple[Step, ...]:
    """Return the stages in their order, those that nothing stands in too."""
    found = list(demands)
    return tuple(_step(choice.code, found) for choice in STAGES)


def _step(stage: str, demands: Iterable[Record[Demand]]) -> Step:
    here = [r.content for r in demands if r.content.stage == stage]
    worth = added((d.value.unit, Span(d.value.low, d.value.high)) for d in here if d.value)
    return Step(stage, len(here), worth)


class Losses(Struct, frozen=True):
    """Lost demands counted by reason, by the country they went to and by the skill asked for."""

    total: int
    reasons: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    skills: tuple[tuple[str, int], ...]


def losses(work: Work) -> Losses:
    """Count the losses, the most frequent first; a skill is the one most heads were asked of."""
    lost = list(losses_of(work.demands, work.lines))
    return Losses(
        total=len(lost),
        reasons=_most(one.reason for one in lost),
        countries=_most(one.country for one in lost),
        skills=_most(one.skill for one in lost if one.skill),
    )


def _most(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
