"""A mission's work as its report and its hand-over read it: what is its own, and when it moved."""

from collections import Counter
from datetime import date
from typing import TypeVar
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.reading import Reading
from desk_app.domain.kinds import Demand, Introduction, Meeting, Stage, Win
from desk_app.domain.kinds.demand import STAGES
from desk_app.domain.material import Period
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.domain.values import Figure

C = TypeVar("C", bound=Content)
OVER = ("won", "lost")
_CONFIRMED = ("card", "letter")


class Work:
    """What one mission owns among the records of a brief."""

    def __init__(self, reading: Reading, mission: UUID) -> None:
        self.reading, self.mission = reading, mission

    def all(self, content: type[C]) -> list[Record[C]]:
        """Return the mission's own records of a kind; what was typed before enrolment is, too."""
        owners = (None, self.mission)
        return [r for r in self.reading.all(content) if r.envelope.owner in owners]

    def meetings(self, period: Period, *standings: str) -> list[Record[Meeting]]:
        """Return the meetings of a period in one of `standings`, by their time."""
        found = [
            (when, record)
            for record in self.all(Meeting)
            if record.content.standing in standings
            and (when := record.content.when) is not None
            and period.has(when.date())
        ]
        return [record for _, record in sorted(found, key=lambda pair: (pair[0], pair[1].id))]

    def moves(self, period: Period) -> list[Stage]:
        """Return the lines of the stage log of a period, in their order."""
        own = {record.id for record in self.all(Demand)}
        logged = [(r.content.on, r.id, r.content) for r in self.reading.all(Stage)]
        found = [(on, id, s) for on, id, s in logged if on and period.has(on) and s.demand in own]
        return [stage for _, _, stage in sorted(found, key=lambda line: line[:2])]

    def found(self, period: Period) -> list[Record[Demand]]:
        """Return the demands that became known in a period."""
        return [r for r in self.all(Demand) if period.has(r.envelope.created.at.date())]

    def live(self) -> list[Record[Demand]]:
        """Return the demands that are not decided, the next decision first."""
        live = [r for r in self.all(Demand) if r.content.stage not in OVER]
        return sorted(live, key=lambda r: (r.content.decision or date.max, r.content.name))

    def wins(self, period: Period, *, confirmed: bool = False) -> list[Record[Win]]:
        """Return the wins signed in a period, or those of them that the client confirmed."""
        won = [r for r in self.all(Win) if period.has(r.content.on)]
        if confirmed:
            won = [r for r in won if r.content.confirmation in _CONFIRMED]
        return sorted(won, key=lambda r: (r.content.on or date.min, r.id))

    def introductions(self, period: Period) -> list[Record[Introduction]]:
        """Return the introductions made in a period."""
        return [r for r in self.all(Introduction) if period.has(r.content.made_on)]

    def stages_on(self, day: date) -> Counter[str]:
        """Count the demands known on `day` by the stage they were in at its end."""
        logged = self._logged()
        known = [r for r in self.all(Demand) if r.envelope.created.at.date() <= day]
        return Counter(_stage_on(record, logged.get(record.id, []), day) for record in known)

    def _logged(self) -> dict[UUID, list[Stage]]:
        logged: dict[UUID, list[Stage]] = {}
        for record in sorted(self.reading.all(Stage), key=lambda r: (_day(r.content), r.id)):
            if record.content.demand:
                logged.setdefault(record.content.demand, []).append(record.content)
        return logged


def _day(stage: Stage) -> date:
    return stage.on or date.min


def _stage_on(demand: Record[Demand], logged: list[Stage], day: date) -> str:
    """Return a demand's stage at the end of `day`, going by its log, or by itself without one."""
    before = [stage for stage in logged if _day(stage) <= day]
    if before:
        return before[-1].after
    after = [stage for stage in logged if _day(stage) > day]
    return (after[0].before or "identified") if after else demand.content.stage


class Money(Struct, frozen=True):
    """Amounts by currency: they are never added across currencies."""

    by_unit: dict[str, tuple[int, int]]

    def figures(self) -> list[Figure]:
        """Return one figure a currency."""
        return [Figure(low, high, unit=unit) for unit, (low, high) in sorted(self.by_unit.items())]


def first_year(wins: list[Record[Win]]) -> Money:
    """Return what wins are worth in their first year, at this mission's share of the credit."""
    found: dict[str, tuple[int, int]] = {}
    for record in wins:
        value, share = record.content.year_1, record.content.share
        if value is None:
            continue
        part = 100 if share is None else share
        low, high = found.get(value.unit, (0, 0))
        found[value.unit] = (low + value.low * part // 100, high + value.high * part // 100)
    return Money(found)


STAGE_CODES = tuple(choice.code for choice in STAGES)
"""The stages in their order."""


def year_of(day: date) -> Period:
    """Return the year of a day, up to that day."""
    return Period(date(day.year, 1, 1), day)


def month_of(day: date) -> Period:
    """Return the month of a day."""
    last = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return Period(day.replace(day=1), date.fromordinal(last.toordinal() - 1))


def month_before(day: date) -> Period:
    """Return the last whole month before a day."""
    return month_of(date.fromordinal(day.replace(day=1).toordinal() - 1))
