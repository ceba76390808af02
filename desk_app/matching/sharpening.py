"""Conditions on firms alone that no consortium breaks and no fraction of one may.

Whoever covers some lines in a month brings the heads asked for then, each firm at most as many as
it can. From such a condition follow sharper ones by dividing and rounding: of firms with 20 heads
each, 25 heads need two, not one and a quarter (mixed-integer rounding of complemented rows;
Marchand and Wolsey, "Aggregation and mixed integer rounding to solve MIPs", Operations Research
49, 2001). They tell the solver within moments what its own search finds out much later.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from desk_app.matching.asking import Asked
from desk_app.matching.months import Month
from desk_app.matching.program import Consortium, shares

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

_WHOLE = 1e-6  # what a number may be off and still count as whole
_WORTH = 1e-4  # how far a condition must be broken to be worth adding


class Need(NamedTuple):
    """`able` firms can bring `heads` each, and so many are `missing` at most, of `asked` heads.

    `able` are columns of firms, `missing` those of the heads that the lines may lack.
    """

    able: Places
    heads: Numbers
    missing: Places
    asked: int


class Cut(NamedTuple):
    """Columns times factors are at least `least`."""

    columns: Places
    factors: Numbers
    least: float


def needs(consortium: Consortium) -> tuple[Need, ...]:
    """Return what each line, each two lines at once, and all lines at once need of firms."""
    book = _Book(consortium)
    sets = dict.fromkeys(_together(consortium.asked))
    return tuple(need for lines, month in sets if (need := book.need(lines, month)).able.size)


def _together(asked: Sequence[Asked]) -> Iterator[tuple[tuple[int, ...], Month]]:
    for place, line in enumerate(asked):
        yield (place,), line.last
    for one, other in combinations(range(len(asked)), 2):
        last = min(asked[one].last, asked[other].last)
        if last >= max(asked[one].first, asked[other].first):
            yield (one, other), last
    for month in sorted({line.last for line in asked}):
        yield tuple(n for n, line in enumerate(asked) if line.first <= month <= line.last), month


class _Book:
    """Which pool can put how many heads on which line from when, as arrays."""

    def __init__(self, consortium: Consortium) -> None:
        pools, asked = consortium.pools, consortium.asked
        places = {firm: place for place, firm in enumerate(consortium.firms)}
        self._lines = asked
        self._missing = consortium.missing
        self._shares = shares(asked, consortium.rules)
        self._columns = np.array(list(consortium.firms.values()), dtype=np.intp)
        self._firm = np.array([places[pool.firm] for pool in pools], dtype=np.intp)
        self._heads = np.array([pool.heads for pool in pools], dtype=float)
        never = max(line.last for line in asked) + 1
        self._free = np.full((len(pools), len(asked)), never, dtype=np.intp)
        for place, pool in enumerate(pools):
            for use in pool.uses:
                self._free[place, use.line] = use.free
        self._staff = np.array([_staff(consortium, firm) for firm in consortium.firms])

    def need(self, lines: tuple[int, ...], month: Month) -> Need:
        chosen = list(lines)
        wanted = np.array([float(self._lines[line].heads) for line in chosen])
        useful = (self._free[:, chosen] <= month) @ wanted
        of_firm = np.bincount(
            self._firm,
            weights=np.minimum(self._heads, useful),
            minlength=len(self._columns),
        )
        asked = int(wanted.sum())
        most = np.minimum(np.minimum(of_firm, self._staff), min(asked, self._shares[month]))
        able = np.flatnonzero(most > 0)
        missing = [
            number
            for number, lack in self._missing.items()
            if lack.line in lines and lack.month <= month < lack.month + lack.months
        ]
        return Need(self._columns[able], most[able], np.array(missing, dtype=np.intp), asked)


def _staff(consortium: Consortium, firm: UUID) -> float:
    return float(consortium.rules.headcounts.get(firm, np.inf))


def broken(need: Need, values: Numbers) -> Cut | None:
    """Return the condition following from `need` that `values` break most, if any."""
    taking_part, lacking = values[need.able], values[need.missing].sum()
    inside = taking_part > 0.5  # told by who stays out instead: the rounding is sharper so
    signs = np.where(inside, -1.0, 1.0)
    rest = need.asked - need.heads[inside].sum()
    shown = np.where(inside, 1 - taking_part, taking_part)
    between = (taking_part > _WHOLE) & (taking_part < 1 - _WHOLE)
    divisors = np.unique(need.heads[between])[:, np.newaxis]
    wanted = rest / divisors
    part = wanted - np.floor(wanted)
    usable = ((part > 1e-3) & (part < 1 - _WHOLE)).ravel()
    if not usable.any():
        return None
    divisors, wanted, part = divisors[usable], np.ceil(wanted[usable]), part[usable]
    each = signs * need.heads / divisors
    down = np.floor(each)
    factors = down + np.minimum((each - down) / part, 1.0)
    of_missing = 1 / (divisors * part)
    short = wanted.ravel() - factors @ shown - of_missing.ravel() * lacking
    best = int(np.argmax(short / np.sqrt((factors**2).sum(axis=1))))
    if short[best] <= _WORTH:
        return None
    chosen = factors[best]
    return Cut(
        np.concatenate([need.able, need.missing]),
        np.concatenate([signs * chosen, np.full(len(need.missing), of_missing[best, 0])]),
        float(wanted[best, 0] - chosen[inside].sum()),
    )
