"""The least costly consortium found among few firms, and proved against all of them.

The relaxed program tells what any answer costs at least, and what every firm it passes over would
add to that. An answer made of the firms that add least is looked for; any other one holds a firm
that adds more, so that both bounds together bound everything (kernel search; Angelelli, Mansini
and Speranza, "Kernel search: a general heuristic for the multi-dimensional knapsack problem",
Computers & Operations Research 37, 2010; pricing out as in column generation).
"""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple
from uuid import UUID

from desk_app.matching.asking import Asked
from desk_app.matching.pools import Pool
from desk_app.matching.program import Allowed, Consortium, Weights
from desk_app.matching.relaxing import Floor, Relaxation
from desk_app.matching.sharpening import needs
from desk_app.matching.solver import Solution
from desk_app.matching.terms import Rules

_USED = 1e-6


class Found(NamedTuple):
    """A solved program; `solution.gap` is proved against all firms."""

    consortium: Consortium
    solution: Solution


class _Priced(NamedTuple):
    """What firms of the relaxed answer, and others in the order of it, add to the least cost."""

    used: dict[UUID, float]
    rest: list[tuple[float, UUID]]


class _Among(NamedTuple):
    """The firms looked at, those that must be among them, and what any other adds at least."""

    firms: frozenset[UUID]
    sure: frozenset[UUID]
    others_add: float


class Search:
    """The best consortia of one target: for several aims, and without some firms."""

    def __init__(
        self, asked: Sequence[Asked], pools: Sequence[Pool], rules: Rules, allowed: Allowed
    ) -> None:
        self._asked = asked
        self._pools = pools
        self._rules = rules
        self._allowed = allowed
        self._all = self._consortium(pools)
        self._relaxed = Relaxation(self._all.program, needs(self._all))

    @property
    def size(self) -> tuple[int, int]:
        """Numbers and conditions of the program over all firms."""
        return self._all.program.size

    def best(
        self,
        weights: Weights,
        *,
        gap: float,
        seconds: float,
        firms: int,
        tries: int,
        without: Sequence[UUID] = (),
    ) -> Found | None:
        """Find a consortium that costs at most `gap` more than any, looking at `firms` first.

        Without an answer, None tells that there is none, or that none was found in time.
        """
        self._all.weigh(weights)
        left_out = {self._all.firms[firm]: 0.0 for firm in without if firm in self._all.firms}
        floor = self._relaxed.floor(self._all.program.costs, left_out)
        if floor is None:
            return None
        priced = self._priced(floor, frozenset(without))
        best: Found | None = None
        bound = floor.cost
        for _ in range(tries):
            among = self._among(priced, firms)
            found = self._found(among, weights, gap, seconds, bound / (1 - gap))
            if found is not None:
                bound = max(bound, min(found.solution.bound, floor.with_more(among.others_add)))
                best = found if best is None else min(best, found, key=_cost)
                best = best._replace(solution=best.solution.against(bound))
            if (best is not None and best.solution.gap <= gap) or among.others_add == inf:
                break
            firms = len(priced.rest) if best is None else _needed(priced, floor, best, gap)
        return best

    def _consortium(self, pools: Sequence[Pool]) -> Consortium:
        consortium = Consortium(self._asked, pools, self._rules, self._allowed.full)
        consortium.miss_no_more(self._allowed.must, must=True)
        consortium.miss_no_more(self._allowed.nice, must=False)
        return consortium

    def _priced(self, floor: Floor, without: frozenset[UUID]) -> _Priced:
        added = {
            firm: float(floor.prices[number])
            for firm, number in self._all.firms.items()
            if firm not in without
        }
        used = {firm for firm in added if floor.values[self._all.firms[firm]] > _USED}
        used |= self._rules.pinned & added.keys()
        rest = sorted((added[firm], firm) for firm in added if firm not in used)
        return _Priced({firm: added[firm] for firm in used}, rest)

    def _among(self, priced: _Priced, count: int) -> _Among:
        """Choose the firms of the relaxed answer and `count` others that add least."""
        rest = priced.rest
        others_add = max(0.0, rest[count][0]) if len(rest) > count else inf
        chosen = frozenset(priced.used).union(firm for _, firm in rest[:count])
        sure = frozenset(firm for firm, adds in priced.used.items() if adds < -others_add)
        return _Among(chosen, sure, others_add)

    def _found(
        self, among: _Among, weights: Weights, gap: float, seconds: float, enough: float
    ) -> Found | None:
        pools = tuple(pool for pool in self._pools if pool.firm in among.firms)
        consortium = self._consortium(pools)
        consortium.weigh(weights)
        for firm in among.sure:
            consortium.program.lower[consortium.firms[firm]] = 1
        solution = consortium.program.solve(gap=gap, seconds=seconds, enough=enough)
        return Found(consortium, solution) if solution.values else None


def _needed(priced: _Priced, floor: Floor, best: Found, gap: float) -> int:
    """Return how many other firms to look at, so that no further one could be in a better answer.

    A further one could, if what it adds leaves an answer below the cost that is good enough.
    """
    room = best.solution.cost * (1 - gap) - floor.relaxed
    return sum(adds < room for adds, _ in priced.rest)


def _cost(found: Found) -> float:
    return found.solution.cost
