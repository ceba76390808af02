"""A quick consortium that is good, though seldom the best: it tells whether all can be covered."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from desk_app.matching.asking import Asked
from desk_app.matching.months import Month
from desk_app.matching.pools import Pool, Use, points
from desk_app.matching.program import Weights, shares
from desk_app.matching.terms import Rules


class Step(NamedTuple):
    """Heads of a pool put on a line for as long as they can."""

    pool: int
    use: Use
    heads: int


Wanted = Mapping[tuple[int, Month], int]
"""Heads still to be found, by place of line and month."""


class Greedy:
    """Takes firm after firm, each time the one that covers most for what it costs."""

    def __init__(
        self, asked: Sequence[Asked], pools: Sequence[Pool], rules: Rules, weights: Weights
    ) -> None:
        self._asked = asked
        self._pools = pools
        self._rules = rules
        self._weights = weights
        self._shares = shares(asked, rules)
        self._wanted: dict[tuple[int, Month], int] = {}
        by_firm = groupby(range(len(pools)), key=lambda place: pools[place].firm)
        self._places = {firm: tuple(places) for firm, places in by_firm}

    def steps(self, wanted: Wanted) -> tuple[Step, ...] | None:
        """Return steps that find all wanted heads, or None where this way leads nowhere.

        Pinned firms come first; the rule on the number of firms is kept.
        """
        self._wanted = {key: heads for key, heads in wanted.items() if heads > 0}
        taken: list[Step] = []
        firms = 0
        for firm in self._in_turn():
            plan = self._plan(firm)
            if not plan and firm in self._rules.pinned:
                return None
            firms += 1
            taken.extend(plan)
            for step in plan:
                self._put(step)
            if not any(self._wanted.values()):
                break
        most = self._rules.max_firms
        if any(self._wanted.values()) or (most is not None and firms > most):
            return None
        missing_pins = self._rules.pinned - {self._pools[step.pool].firm for step in taken}
        return None if missing_pins else tuple(taken)

    def _in_turn(self) -> Iterator[UUID]:
        """Yield pinned firms, then the best of the others, weighed again as the gap closes."""
        pinned = sorted(self._rules.pinned & self._places.keys())
        yield from pinned
        heap = [(-self._worth(firm), firm) for firm in self._places if firm not in pinned]
        heapify(heap)
        while heap and any(self._wanted.values()):
            _, firm = heappop(heap)
            worth = self._worth(firm)
            if heap and -worth > heap[0][0]:
                if worth > 0:
                    heappush(heap, (-worth, firm))
            elif worth > 0:
                yield firm

    def _worth(self, firm: UUID) -> float:
        plan = self._plan(firm)
        covered = sum(step.heads * self._months(step.use) for step in plan)
        cost = self._weights.firm + sum(
            self._weights.doubt * points(step.use.doubts) * step.heads for step in plan
        )
        if firm not in self._rules.passed:
            cost += self._weights.unchecked
        return covered / cost

    def _months(self, use: Use) -> int:
        return self._asked[use.line].last - use.free + 1

    def _plan(self, firm: UUID) -> list[Step]:
        """Put a firm's heads on lines: the lines that want most of them first."""
        places = self._places[firm]
        left = {place: self._pools[place].heads for place in places}
        heads = sum(left.values())
        room = min(heads, self._rules.headcounts.get(firm, heads))
        uses = [(place, use) for place in places for use in self._pools[place].uses]
        uses.sort(key=lambda one: (-self._room(one[1], left[one[0]]), one))
        plan: list[Step] = []
        busy: dict[Month, int] = {}
        given: dict[int, int] = {}
        for place, use in uses:
            span = range(use.free, self._asked[use.line].last + 1)
            free = min(min(room, self._shares[month]) - busy.get(month, 0) for month in span)
            heads = min(free, left[place], self._room(use, free) - given.get(use.line, 0))
            if heads > 0:
                plan.append(Step(place, use, heads))
                left[place] -= heads
                given[use.line] = given.get(use.line, 0) + heads
                for month in span:
                    busy[month] = busy.get(month, 0) + heads
        return plan

    def _room(self, use: Use, heads: int) -> int:
        """Return how many of `heads` the line wants from the month they are free to its end.

        Heads that come late leave room for those who still have to come before them.
        """
        line = self._asked[use.line]
        from_then = (self._wanted.get((use.line, m), 0) for m in range(use.free, line.last + 1))
        before = (self._wanted.get((use.line, m), 0) for m in range(line.first, use.free))
        return max(0, min(heads, min(from_then) - max(before, default=0)))

    def _put(self, step: Step) -> None:
        for month in range(step.use.free, self._asked[step.use.line].last + 1):
            self._wanted[step.use.line, month] -= step.heads


def all_wanted(asked: Sequence[Asked]) -> Wanted:
    """Return the heads that the lines ask for."""
    return {
        (place, month): line.heads
        for place, line in enumerate(asked)
        for month in range(line.first, line.last + 1)
    }
