"""What a client asks, what firms offer, and the rules an officer sets for a consortium."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.kinds.demand import DemandLine
from desk_app.domain.values import Figure
from desk_app.matching.capacity import heads_free

INDIVISIBLE = 5  # heads one firm may give in a month whatever its share: nobody splits so few


class Offer(Struct, frozen=True, kw_only=True):
    """Heads of one skill and level that one firm has free; `rate` is a day's, with currency."""

    id: UUID
    firm: UUID
    skill: str
    heads: int
    level: str = ""
    free_from: date | None = None
    languages: tuple[str, ...] = ()
    rate: Figure | None = None
    evidence: str = "declared"
    as_of: date | None = None
    until: date | None = None


class Line(Struct, frozen=True, kw_only=True):
    """Heads of one skill a client asks for; `rate` is the most they pay a day, with currency."""

    id: UUID
    skill: str
    heads: int
    level: str = ""
    start: date | None = None
    weeks: int | None = None
    must: bool = True
    languages: tuple[str, ...] = ()
    rate: Figure | None = None


class Rules(Struct, frozen=True, kw_only=True):
    """What an officer decides beforehand.

    `max_share` bounds the heads of one firm in a month as a part of those asked for in that
    month (`INDIVISIBLE` heads are always allowed); `passed` are the firms whose checks are
    clear; `headcounts` bound what a firm can give over all its lines. A firm whose checks failed
    belongs among the `barred`.
    """

    pinned: frozenset[UUID] = frozenset()
    barred: frozenset[UUID] = frozenset()
    max_share: float = 0.5
    max_firms: int | None = None
    passed: frozenset[UUID] = frozenset()
    headcounts: Mapping[UUID, int] = {}


def offer_of(id: UUID, line: Capacity) -> Offer | None:
    """Return what a line of the capacity book offers, or None when it names no firm."""
    if line.firm is None:
        return None
    return Offer(
        id=id,
        firm=line.firm,
        skill=line.skill,
        heads=heads_free(line),
        level=line.level,
        free_from=line.free_from,
        languages=line.languages,
        rate=line.day_rate,
        evidence=line.evidence,
        as_of=line.as_of,
        until=line.until,
    )


def line_of(id: UUID, line: DemandLine, rate: Figure | None = None) -> Line:
    """Return what a demand line asks; `rate` is the most its client pays a day."""
    return Line(
        id=id,
        skill=line.skill,
        heads=line.heads or 0,
        level=line.level,
        start=line.start,
        weeks=line.weeks,
        must=line.need != "nice",
        languages=line.languages,
        rate=rate,
    )
