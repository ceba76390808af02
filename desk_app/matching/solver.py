"""Mixed-integer programs handed to HiGHS, so that the same program gives the same answer.

HiGHS (Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018) is imported at the
first question. One thread, one seed and a bound on work instead of seconds keep it reproducible;
the time limit is only there for the program that would never end.
"""

from collections.abc import Sequence
from itertools import count
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import highspy

SEED = 20_310  # any fixed number
CHECKS = 150  # four times what 3,000 firms and twelve lines need to come within 2 %


class Solution(NamedTuple):
    """The best values found, what they cost, and by what part the best possible may be lower.

    `gap` is 0 at the optimum. `values` is empty when nothing can meet all conditions, or nothing
    was found in time, which `in_time` tells apart.
    """

    values: tuple[float, ...]
    cost: float
    gap: float
    in_time: bool

    @property
    def bound(self) -> float:
        """Return the cost that no solution is below."""
        return self.cost - self.gap * max(1.0, abs(self.cost))

    def against(self, bound: float) -> "Solution":
        """Return the same solution, with a bound that is known from elsewhere."""
        return self._replace(gap=max(0.0, self.cost - bound) / max(1.0, abs(self.cost)))


class Program:
    """Costs to be made least over numbers that meet conditions."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self._row_lower: list[float] = []
        self._row_upper: list[float] = []
        self._starts: list[int] = [0]
        self._columns: list[int] = []
        self._factors: list[float] = []

    def number(self, upper: float = inf, *, lower: float = 0, whole: bool = True) -> int:
        """Add a number without a cost; return its place."""
        self.costs.append(0)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def condition(
        self, terms: Sequence[tuple[int, float]], *, least: float = -inf, most: float = inf
    ) -> None:
        """Ask that the sum of number times factor lies between `least` and `most`."""
        self._columns.extend(place for place, _ in terms)
        self._factors.extend(factor for _, factor in terms)
        self._starts.append(len(self._columns))
        self._row_lower.append(least)
        self._row_upper.append(most)

    @property
    def size(self) -> tuple[int, int]:
        """Numbers and conditions."""
        return len(self.costs), len(self._row_lower)

    def solve(
        self,
        *,
        gap: float,
        seconds: float,
        checks: int = CHECKS,
        start: Sequence[float] = (),
        enough: float = -inf,
    ) -> Solution:
        """Find the least cost, or come within `gap` of it, beginning at the values `start`.

        The search ends as soon as something is found that costs no more than `enough`, at the
        `checks`-th time the solver asks whether to go on, which is the same place in every run,
        or after `seconds`, which is not.
        """
        import highspy

        highs = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS declares no return
        for name, value in _options(gap, seconds).items():
            highs.setOptionValue(name, value)
        asked_to_go_on = count(1)

        def stop_after_checks(event: "highspy.HighsCallbackEvent") -> None:
            found = event.data_out.mip_primal_bound <= enough
            if found or next(asked_to_go_on) >= checks:
                event.interrupt()

        highs.cbMipInterrupt += stop_after_checks
        highs.passModel(self.model())
        if start:
            known = highspy.HighsSolution()
            known.col_value = list(start)
            highs.setSolution(known)
        highs.run()
        return _solution(highs, self._least_thinkable())

    def _least_thinkable(self) -> float:
        """Return a cost that no solution is below: each number at its cheaper end."""
        ends = zip(self.costs, self.lower, self.upper, strict=True)
        return sum(min(c * low, c * high) for c, low, high in ends if c)

    def model(self, *, whole: bool = True) -> "highspy.HighsLp":
        """Return what HiGHS reads, with the numbers that must be whole told or not."""
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.size
        lp.col_cost_ = np.array(self.costs, dtype=float)
        lp.col_lower_ = np.array(self.lower, dtype=float)
        lp.col_upper_ = np.array(self.upper, dtype=float)
        lp.row_lower_ = np.array(self._row_lower, dtype=float)
        lp.row_upper_ = np.array(self._row_upper, dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self._columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self._factors, dtype=float)
        kinds = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        if whole:
            lp.integrality_ = [kinds[0] if one else kinds[1] for one in self.whole]
        return lp


Options = dict[str, bool | int | float | str]


def quiet() -> Options:
    """Return the settings with which HiGHS says nothing and takes the same way in every run."""
    return {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": SEED}


def _options(gap: float, seconds: float) -> Options:
    return quiet() | {
        "time_limit": max(0.01, seconds),
        "mip_rel_gap": gap,
        "mip_abs_gap": 1e-6,
        "mip_detect_symmetry": False,
        "mip_allow_restart": False,
        "mip_heuristic_effort": 0.01,
        "mip_pool_soft_limit": 200,  # cuts kept; more cost more time than they save
    }


def _solution(highs: "highspy.Highs", least: float) -> Solution:
    import highspy

    status = highs.getModelStatus()
    info = highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    impossible = status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    )
    if impossible or not found:
        return Solution((), inf, inf, in_time=impossible)
    cost, bound = info.objective_function_value, max(info.mip_dual_bound, least)
    if info.mip_dual_bound == -inf and status == highspy.HighsModelStatus.kOptimal:
        bound = cost  # HiGHS gives no bound when presolve leaves nothing but the known start
    gap = max(0.0, cost - bound) / max(1.0, abs(cost))
    return Solution(tuple(highs.getSolution().col_value), cost, gap, in_time=True)
