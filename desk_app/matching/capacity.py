"""The living capacity book: who has how many heads of which skill free, month by month.

Heads a firm only says it has and heads somebody saw a proof for are never added together.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.capacity import Capacity
from desk_app.matching.months import Month, first_day, month_of
from desk_app.matching.skills import SkillTree

AGEING_AFTER = 90  # days; a bench of free engineers turns over within a quarter
STALE_AFTER = 180


class Age(StrEnum):
    """How far a line can still be believed; anything after `fresh` asks to be confirmed."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    LAPSED = "lapsed"  # its own last day has passed, or it has no date at all
    AHEAD = "ahead"  # dated in the future: a slip of the pen


class Cell(Struct, frozen=True):
    """Heads free in one month: `evidenced` was seen or heard from others, `claimed` was not.

    `stale` is the part of both that is too old to be relied on, and is in neither of them.
    """

    claimed: int = 0
    evidenced: int = 0
    stale: int = 0


class Confirmation(Struct, frozen=True):
    """A line of the book that asks to be confirmed, and why."""

    id: UUID
    firm: UUID
    skill: str
    age: Age
    days: int | None  # since it was told; None where no day is known


Book = Mapping[str, Mapping[Month, Cell]]
"""Skill code to month to heads."""


def age(as_of: date | None, until: date | None, today: date) -> Age:
    """Say how old a line of the book is on `today`."""
    if as_of is None or (until is not None and until < today):
        return Age.LAPSED
    days = (today - as_of).days
    if days < 0:
        return Age.AHEAD
    if days > STALE_AFTER:
        return Age.STALE
    return Age.AGEING if days > AGEING_AFTER else Age.FRESH


def is_evidenced(evidence: str) -> bool:
    """Tell whether somebody besides the firm stands behind a claim."""
    return evidence not in ("", "declared")


def to_confirm(lines: Mapping[UUID, Capacity], today: date) -> tuple[Confirmation, ...]:
    """Return the lines that ask to be confirmed, the oldest first."""
    asked = [
        Confirmation(id, line.firm, line.skill, old, _days(line.as_of, today))
        for id, line in lines.items()
        if line.firm and (old := age(line.as_of, line.until, today)) is not Age.FRESH
    ]
    return tuple(sorted(asked, key=lambda c: (-(10**6) if c.days is None else -c.days, c.id)))


def _days(as_of: date | None, today: date) -> int | None:
    return None if as_of is None else (today - as_of).days


def heads_free(line: Capacity) -> int:
    """Return the heads a line offers: none where none are told, never more than are employed."""
    free = max(0, line.free or 0)
    return free if line.employed is None else min(free, max(0, line.employed))


def book(
    lines: Iterable[Capacity],
    tree: SkillTree,
    months: Iterable[Month],
    *,
    today: date,
    headcounts: Mapping[UUID, int] | None = None,
) -> Book:
    """Return the table of skill and month over all firms.

    A line counts from the first month in which its people are free on the first day (in the
    current month: today). Wider skills hold the heads of the narrower ones; in no row has a
    firm more heads than `headcounts` says it has, because one person may stand in two lines.
    """
    span = tuple(months)
    firms: dict[tuple[str, UUID, Month], Cell] = {}
    for line in lines:
        if line.firm and heads_free(line):
            for skill in (line.skill, *tree.ancestors(line.skill)):
                _count(firms, line, skill, line.firm, span, today)
    table: dict[str, dict[Month, Cell]] = {}
    for (skill, firm, month), cell in sorted(firms.items()):
        row = table.setdefault(skill, dict.fromkeys(span, Cell()))
        row[month] = _sum(row[month], _capped(cell, (headcounts or {}).get(firm)))
    return table


def _count(
    firms: dict[tuple[str, UUID, Month], Cell],
    line: Capacity,
    skill: str,
    firm: UUID,
    span: tuple[Month, ...],
    today: date,
) -> None:
    cell = _cell(line, today)
    for month in span:
        if is_free(line.free_from, max(today, first_day(month))) and month >= month_of(today):
            key = skill, firm, month
            firms[key] = _sum(firms.get(key, Cell()), cell)


def is_free(free_from: date | None, day: date) -> bool:
    """Tell whether people free from `free_from` (at once where it is not told) are on `day`."""
    return free_from is None or free_from <= day


def _cell(line: Capacity, today: date) -> Cell:
    heads = heads_free(line)
    if age(line.as_of, line.until, today) in (Age.STALE, Age.LAPSED):
        return Cell(stale=heads)
    return Cell(evidenced=heads) if is_evidenced(line.evidence) else Cell(claimed=heads)


def _sum(one: Cell, other: Cell) -> Cell:
    return Cell(
        one.claimed + other.claimed, one.evidenced + other.evidenced, one.stale + other.stale
    )


def _capped(cell: Cell, heads: int | None) -> Cell:
    """Cut a firm's heads to its head-count: the least certain go first."""
    if heads is None:
        return cell
    evidenced = min(cell.evidenced, heads)
    claimed = min(cell.claimed, heads - evidenced)
    return Cell(claimed, evidenced, min(cell.stale, heads - evidenced - claimed))
