"""Which firms' heads can serve which lines: offers put together as far as they are alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from desk_app.domain.kinds.lists import LEVELS
from desk_app.matching.asking import Asked
from desk_app.matching.capacity import Age, age, is_evidenced
from desk_app.matching.months import Month
from desk_app.matching.skills import SkillTree
from desk_app.matching.terms import Offer, Rules

_RANKS = {choice.code: rank for rank, choice in enumerate(LEVELS, start=1)}

CLAIMED, STALE, LEVEL_UNKNOWN, RATE_UNKNOWN = 1, 2, 4, 8
"""Doubts about a head on a line, as bits."""

DOUBT_POINTS = {CLAIMED: 4, STALE: 3, LEVEL_UNKNOWN: 2, RATE_UNKNOWN: 1}


class Use(NamedTuple):
    """Heads of a pool on a line: which line by its place, from when at the earliest, how sure."""

    line: int
    free: Month
    doubts: int


class Pool(NamedTuple):
    """Heads of one firm that are alike for this demand: each can work on any of `uses`."""

    firm: UUID
    uses: tuple[Use, ...]
    heads: int


def points(doubts: int) -> int:
    """Return how much doubt there is about one head."""
    return sum(cost for bit, cost in DOUBT_POINTS.items() if doubts & bit)


class Pooled(NamedTuple):
    """Pools in the order of firm and uses, and the heads of lapsed offers by place of line."""

    pools: tuple[Pool, ...]
    lapsed: dict[int, int]


def pooled(
    asked: Sequence[Asked], offers: Iterable[Offer], rules: Rules, tree: SkillTree, today: date
) -> Pooled:
    """Put offers that can serve any of the lines together; barred firms have none."""
    serving = _lines_by_skill(asked, tree)
    heads: dict[tuple[UUID, tuple[Use, ...]], int] = {}
    lapsed: dict[int, int] = {}
    for offer in offers:
        wanted = serving.get(tree.code(offer.skill) or offer.skill, ())
        if not wanted or offer.heads <= 0 or offer.firm in rules.barred:
            continue
        old = age(offer.as_of, offer.until, today)
        uses = tuple(use for place in wanted if (use := _use(place, asked[place], offer, old)))
        if old is Age.LAPSED:
            for use in uses:
                lapsed[use.line] = lapsed.get(use.line, 0) + offer.heads
        elif uses:
            heads[offer.firm, uses] = heads.get((offer.firm, uses), 0) + offer.heads
    pools = (Pool(firm, uses, many) for (firm, uses), many in heads.items())
    return Pooled(tuple(sorted(pools)), lapsed)


def _lines_by_skill(asked: Sequence[Asked], tree: SkillTree) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, line in enumerate(asked):
        for skill in tree.serving(line.skill):
            places.setdefault(skill, []).append(place)
    return {skill: tuple(found) for skill, found in places.items()}


def _use(place: int, line: Asked, offer: Offer, old: Age) -> Use | None:
    if not line.languages.issubset(offer.languages):
        return None
    if line.level and offer.level and _RANKS.get(offer.level, 0) < _RANKS.get(line.level, 0):
        return None
    free = line.month_free(offer.free_from)
    if free > line.last or _is_too_dear(line, offer):
        return None
    return Use(place, free, _doubts(line, offer, old))


def _is_too_dear(line: Asked, offer: Offer) -> bool:
    return _is_comparable(line, offer) and bool(
        line.rate and offer.rate and offer.rate.low > line.rate.high
    )


def _is_comparable(line: Asked, offer: Offer) -> bool:
    return bool(line.rate and offer.rate and line.rate.unit == offer.rate.unit)


def _doubts(line: Asked, offer: Offer, old: Age) -> int:
    return (
        (0 if is_evidenced(offer.evidence) else CLAIMED)
        | (STALE if old in (Age.STALE, Age.AHEAD) else 0)
        | (LEVEL_UNKNOWN if line.level and not offer.level else 0)
        | (RATE_UNKNOWN if line.rate and not _is_comparable(line, offer) else 0)
    )


def punctual(
    pools: Iterable[Pool], asked: Sequence[Asked], full: frozenset[int]
) -> tuple[Pool, ...]:
    """Leave out heads that come late on lines that are to be `full` from their first month."""
    heads: dict[tuple[UUID, tuple[Use, ...]], int] = {}
    for pool in pools:
        uses = tuple(
            use for use in pool.uses if use.line not in full or use.free == asked[use.line].first
        )
        if uses:
            heads[pool.firm, uses] = heads.get((pool.firm, uses), 0) + pool.heads
    return tuple(sorted(Pool(firm, uses, many) for (firm, uses), many in heads.items()))
