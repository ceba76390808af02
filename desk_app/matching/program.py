"""The consortium as a mixed-integer program.

A head that joins a line stays to the line's end. The program's numbers: how many heads of a pool
join a line in a month, whether a firm takes part, and how many heads a line misses from a month
on. Heads join when they first can, or when another line begins or ends; at any other time
they could have joined earlier and covered more, so no other months are looked at.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import floor
from typing import NamedTuple
from uuid import UUID

from desk_app.matching.asking import Asked
from desk_app.matching.months import Month
from desk_app.matching.pools import Pool, points
from desk_app.matching.solver import Program
from desk_app.matching.terms import INDIVISIBLE, Rules


class Join(NamedTuple):
    """Heads of `pool` that join `line` in `month`; both are places."""

    pool: int
    line: int
    month: Month
    doubts: int


class Missing(NamedTuple):
    """Heads that `line` misses from `month` on, for so many months."""

    line: int
    month: Month
    months: int


class Weights(NamedTuple):
    """What a firm, a firm whose checks are not passed, and a point of doubt a head cost."""

    firm: int
    unchecked: int
    doubt: int


class Allowed(NamedTuple):
    """Head-months that may stay uncovered, and the lines that are covered from their start."""

    must: float
    nice: float
    full: frozenset[int]


class Consortium:
    """The program of one demand, and the meaning of its numbers by their place."""

    def __init__(
        self,
        asked: Sequence[Asked],
        pools: Sequence[Pool],
        rules: Rules,
        full: frozenset[int] = frozenset(),
    ) -> None:
        self.asked = asked
        self._full = full
        self.pools = pools
        self.rules = rules
        self.program = Program()
        self.firms: dict[UUID, int] = {}
        self.joins: dict[int, Join] = {}
        self.missing: dict[int, Missing] = {}
        self._shares = shares(asked, rules)
        for firm, places in groupby(range(len(pools)), key=lambda place: pools[place].firm):
            self._add_firm(firm, tuple(places))
        for place in range(len(asked)):
            self._cover(place)
        self._sharpen()
        if rules.max_firms is not None:
            self.program.condition([(n, 1) for n in self.firms.values()], most=rules.max_firms)

    def _add_firm(self, firm: UUID, places: Sequence[int]) -> None:
        pinned = firm in self.rules.pinned
        taking_part = self.program.number(1, lower=float(pinned))
        self.firms[firm] = taking_part
        turns = self._turns(firm, places)
        joins = [number for place in places for number in self._join(place, taking_part, turns)]
        if pinned:
            self.program.condition([(number, 1) for number in joins], least=1)
        self._bound_firm(taking_part, joins, self._most(firm, places))

    def _turns(self, firm: UUID, places: Sequence[int]) -> frozenset[Month]:
        """Return the months in which heads of the firm that were busy may become free."""
        lines = {use.line for place in places for use in self.pools[place].uses}
        turns = {self.asked[line].last + 1 for line in lines} if len(lines) > 1 else set[Month]()
        most = self._most(firm, places)
        return frozenset(turns | {m for m in most if most[m] > most.get(m - 1, 0)})

    def _most(self, firm: UUID, places: Sequence[int]) -> dict[Month, int]:
        """Return the heads the firm may give at most, by month."""
        heads = sum(self.pools[place].heads for place in places)
        heads = min(heads, self.rules.headcounts.get(firm, heads))
        return {month: min(heads, share) for month, share in self._shares.items()}

    def _join(self, place: int, taking_part: int, turns: frozenset[Month]) -> list[int]:
        pool = self.pools[place]
        joins: list[int] = []
        for use in pool.uses:
            line = self.asked[use.line]
            most = min(pool.heads, line.heads)
            months = {use.free}
            if use.line not in self._full:
                months |= {month for month in turns if use.free < month <= line.last}
            own = [self.program.number(most) for _ in months]
            for number, month in zip(own, sorted(months), strict=True):
                self.joins[number] = Join(place, use.line, month, use.doubts)
            self.program.condition([*_ones(own), (taking_part, -most)], most=0)
            joins.extend(own)
        self._bound_pool(pool, joins, taking_part)
        return joins

    def _bound_pool(self, pool: Pool, joins: Sequence[int], taking_part: int) -> None:
        if len(pool.uses) == 1:
            return
        for at_work in self._at_work_together(joins).values():
            self.program.condition([*_ones(at_work), (taking_part, -pool.heads)], most=0)

    def _bound_firm(self, taking_part: int, joins: Sequence[int], most: dict[Month, int]) -> None:
        for month, at_work in self._at_work_together(joins, most).items():
            if sum(self.program.upper[number] for number in at_work) > most[month]:
                self.program.condition([*_ones(at_work), (taking_part, -most[month])], most=0)

    def _at_work_together(
        self, joins: Sequence[int], most: dict[Month, int] | None = None
    ) -> dict[Month, tuple[int, ...]]:
        """Return the joins at work by month, for the months that say something of their own."""
        bounds: dict[tuple[int, ...], Month] = {}
        months = sorted({self.joins[number].month for number in joins} | set(most or ()))
        for month in months:
            at_work = tuple(n for n in joins if self._is_at_work(self.joins[n], month))
            known = bounds.get(at_work)
            if known is None or (most and most[month] < most[known]):
                bounds[at_work] = month
        return {month: at_work for at_work, month in bounds.items() if at_work}

    def _is_at_work(self, join: Join, month: Month) -> bool:
        return join.month <= month <= self.asked[join.line].last

    def _cover(self, place: int) -> None:
        line = self.asked[place]
        joins = [(n, join.month) for n, join in self.joins.items() if join.line == place]
        months = sorted({line.first, *(month for _, month in joins)})
        for month, after in zip(months, [*months[1:], line.last + 1], strict=True):
            missing = self.program.number(line.heads, whole=False)
            self.missing[missing] = Missing(place, month, after - month)
            joined = [n for n, joining in joins if joining <= month]
            terms = _ones([*joined, missing])
            self.program.condition(terms, least=line.heads, most=line.heads)

    def _sharpen(self) -> None:
        """Say again, without joins, that enough firms must take part for each line and for all.

        This follows from the other conditions, but the solver finds its cuts (knapsack covers)
        far sooner when it is told.
        """
        busiest = max(self._shares, key=self._asked_in)
        together = [n for n, line in enumerate(self.asked) if line.first <= busiest <= line.last]
        self._need_firms(frozenset(together), busiest)
        for place, line in enumerate(self.asked):
            self._need_firms(frozenset({place}), line.last)

    def _need_firms(self, lines: frozenset[int], month: Month) -> None:
        heads = sum(self.asked[place].heads for place in lines)
        able: dict[UUID, int] = {}
        for pool in self.pools:
            if any(use.line in lines for use in pool.uses):
                able[pool.firm] = able.get(pool.firm, 0) + pool.heads
        most = min(heads, self._shares[month])
        taking_part = [
            (self.firms[firm], float(min(have, self.rules.headcounts.get(firm, have), most)))
            for firm, have in able.items()
        ]
        missing = (
            number
            for number, missing in self.missing.items()
            if missing.line in lines and missing.month <= month < missing.month + missing.months
        )
        self.program.condition([*taking_part, *_ones(missing)], least=heads)

    def _asked_in(self, month: Month) -> int:
        return sum(line.heads for line in self.asked if line.first <= month <= line.last)

    def weigh(self, weights: Weights) -> None:
        """Let the program make firms and doubts least."""
        costs = [0.0] * len(self.program.costs)
        for firm, number in self.firms.items():
            costs[number] = weights.firm
            if firm not in self.rules.passed:
                costs[number] += weights.unchecked
        for number, join in self.joins.items():
            costs[number] = weights.doubt * points(join.doubts)
        self.program.costs[:] = costs

    def miss_least(self, *, must: bool) -> None:
        """Let the program make the heads and months least that must lines, or nice ones, miss."""
        self.program.costs[:] = [0.0] * len(self.program.costs)
        for number, months in self._missing(must=must):
            self.program.costs[number] = months

    def miss_no_more(self, most: float, *, must: bool) -> None:
        """From now on allow so many missing heads times months, on must lines or on nice ones."""
        terms = self._missing(must=must)
        for number, _ in terms if most <= 0 else ():
            self.program.upper[number] = 0
        if terms and most > 0:
            self.program.condition(terms, most=most)

    def _missing(self, *, must: bool) -> list[tuple[int, float]]:
        return [
            (number, float(missing.months))
            for number, missing in self.missing.items()
            if self.asked[missing.line].must == must
        ]

    def missing_heads(self, values: Sequence[float]) -> dict[tuple[int, Month], int]:
        """Return the heads missing by place of line and month, where any are."""
        return {
            (missing.line, month): round(values[number])
            for number, missing in self.missing.items()
            if round(values[number]) > 0
            for month in range(missing.month, missing.month + missing.months)
        }

    def joined(self, values: Sequence[float]) -> dict[Join, int]:
        """Return how many heads join, where any do."""
        return {
            join: round(values[number])
            for number, join in self.joins.items()
            if round(values[number]) > 0
        }


def _ones(numbers: Iterable[int]) -> list[tuple[int, float]]:
    return [(number, 1.0) for number in numbers]


def shares(asked: Sequence[Asked], rules: Rules) -> dict[Month, int]:
    """Return the heads one firm may give at most, by month in which any are asked."""
    most: dict[Month, int] = {}
    for line in asked:
        for month in range(line.first, line.last + 1):
            most[month] = most.get(month, 0) + line.heads
    return {
        month: max(INDIVISIBLE, floor(rules.max_share * most[month] + 1e-9))
        for month in sorted(most)
    }
