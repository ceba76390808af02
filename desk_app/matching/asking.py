"""From demand lines as typed to lines that can be planned, and what had to be assumed."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.values import Figure
from desk_app.matching.months import Month, first_day, last_day, month_of
from desk_app.matching.remarks import Remark, Said
from desk_app.matching.skills import SkillTree
from desk_app.matching.terms import Line

HORIZON = 60  # months that are planned; what a client wants after five years is anybody's guess
USUAL_WEEKS = 26  # for a line that does not say how long


class Asked(Struct, frozen=True):
    """A line that can be planned: heads from `start` to the end of month `last`."""

    id: UUID
    skill: str
    level: str
    heads: int
    must: bool
    start: date
    first: Month
    last: Month
    languages: frozenset[str]
    rate: Figure | None

    def due(self, month: Month) -> date:
        """Return the day by which a head that works in `month` must be free."""
        return max(self.start, first_day(month))

    def month_free(self, free_from: date | None) -> Month:
        """Return the first month a head free from that day can work; `last + 1` if too late."""
        if free_from is None or free_from <= self.start:
            return self.first
        month = month_of(free_from)
        return min(month if first_day(month) == free_from else month + 1, self.last + 1)


def planned(
    lines: Iterable[Line], tree: SkillTree, today: date
) -> tuple[tuple[Asked, ...], tuple[Remark, ...]]:
    """Return the lines that can be planned in the order of their ids, and remarks on all."""
    asked: list[Asked] = []
    remarks: list[Remark] = []
    for line in sorted(lines, key=lambda line: line.id):
        problems = tuple(_remarks(line, tree, today))
        remarks.extend(problems)
        if not {Said.NO_HEADS, Said.IS_OVER} & {remark.said for remark in problems}:
            asked.append(_asked(line, tree, today))
    if not asked:
        remarks.append(Remark(Said.NOTHING_ASKED))
    return tuple(asked), tuple(remarks)


def _asked(line: Line, tree: SkillTree, today: date) -> Asked:
    start = max(line.start or today, today)
    first = month_of(start)
    return Asked(
        id=line.id,
        skill=tree.code(line.skill) or line.skill,
        level=line.level,
        heads=line.heads,
        must=line.must,
        start=start,
        first=first,
        last=min(month_of(_end(line, today)), first + HORIZON - 1),
        languages=frozenset(line.languages),
        rate=line.rate,
    )


def _end(line: Line, today: date) -> date:
    return last_day(line.start or today, line.weeks if line.weeks else USUAL_WEEKS)


def _remarks(line: Line, tree: SkillTree, today: date) -> Iterable[Remark]:
    if line.heads <= 0:
        yield Remark(Said.NO_HEADS, line=line.id)
        return
    if line.start is None:
        yield Remark(Said.NO_START, line=line.id)
    elif _end(line, today) < today:
        yield Remark(Said.IS_OVER, line=line.id)
        return
    elif line.start < today:
        yield Remark(Said.STARTS_IN_PAST, line=line.id, number=(today - line.start).days)
    if not line.weeks or line.weeks < 0:
        yield Remark(Said.NO_LENGTH, line=line.id, number=USUAL_WEEKS)
    if month_of(_end(line, today)) >= month_of(max(line.start or today, today)) + HORIZON:
        yield Remark(Said.TOO_LONG, line=line.id, number=HORIZON)
    if not tree.code(line.skill):
        yield Remark(Said.UNKNOWN_SKILL, line=line.id, words=tree.near(line.skill))
