"""Which firms can be left out of a program because enough better ones remain.

If a firm takes part in a best answer while a firm that can do all it can, at no higher cost, does
not, the two can be exchanged. So a firm with at least as many such betters as a best answer has
firms is never needed. (Dominance between columns as in set covering; Beasley, "An algorithm for
set covering problem", European Journal of Operational Research 31, 1987.)
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from desk_app.matching.pools import Pool, points
from desk_app.matching.terms import Rules


class _Ability(NamedTuple):
    firm: UUID
    passed: bool
    heads: int
    lines: int  # as bits
    pools: tuple[tuple[int, dict[int, tuple[int, int]]], ...]  # heads; line: (month, points)


def needed(pools: Sequence[Pool], rules: Rules, most_firms: int) -> tuple[Pool, ...]:
    """Return the pools of firms that a best answer of at most `most_firms` firms may need."""
    firms = [
        _ability(firm, tuple(own), rules) for firm, own in groupby(pools, key=lambda p: p.firm)
    ]
    firms.sort(key=lambda a: (not a.passed, -len(a.pools), -a.heads, a.firm))
    kept: list[_Ability] = []
    for firm in firms:
        if firm.firm in rules.pinned or _has_fewer_betters(firm, firms, most_firms):
            kept.append(firm)
    keep = {ability.firm for ability in kept}
    return tuple(pool for pool in pools if pool.firm in keep)


def _ability(firm: UUID, pools: tuple[Pool, ...], rules: Rules) -> _Ability:
    heads = sum(pool.heads for pool in pools)
    lines = 0
    for pool in pools:
        for use in pool.uses:
            lines |= 1 << use.line
    return _Ability(
        firm,
        firm in rules.passed,
        min(heads, rules.headcounts.get(firm, heads)),
        lines,
        tuple((p.heads, {u.line: (u.free, points(u.doubts)) for u in p.uses}) for p in pools),
    )


def _has_fewer_betters(firm: _Ability, firms: Sequence[_Ability], count: int) -> bool:
    betters = 0
    for other in firms:
        if other is not firm and _is_better(other, firm):
            betters += 1
            if betters >= count:
                return False
    return True


def _is_better(one: _Ability, other: _Ability) -> bool:
    if one.heads < other.heads or other.lines & ~one.lines or one.passed < other.passed:
        return False
    return _holds(one, other) and not (_is_alike(one, other) and one.firm > other.firm)


def _is_alike(one: _Ability, other: _Ability) -> bool:
    return one.heads == other.heads and one.passed == other.passed and _holds(other, one)


def _holds(one: _Ability, other: _Ability) -> bool:
    """Tell whether each pool of `other` finds a pool of its own in `one` that can do as much."""
    free = list(one.pools)
    for heads, uses in other.pools:
        room = min(heads, other.heads)
        for place, (have, can) in enumerate(free):
            if have >= room and _serves(can, uses):
                del free[place]
                break
        else:
            return False
    return True


def _serves(can: dict[int, tuple[int, int]], uses: dict[int, tuple[int, int]]) -> bool:
    for line, (month, doubt) in uses.items():
        known = can.get(line)
        if known is None or known[0] > month or known[1] > doubt:
            return False
    return True
