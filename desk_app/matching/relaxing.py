"""A program without its wholeness: what any answer costs at least, and what each number adds.

Solved once and then again from where it stood, so that a further condition, another cost or a firm
left out takes milliseconds.
"""

from collections.abc import Mapping, Sequence
from math import ceil, inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desk_app.matching.sharpening import Cut, Need, Numbers, broken
from desk_app.matching.solver import Program, quiet

ROUNDS = 12  # of sharpening; most of what can be gained comes with the first three
GAIN = 0.001  # what two rounds must add to be followed by more
_ROUGH = 1e-3  # what the sum of many rounded numbers may be off


class Floor(NamedTuple):
    """No relaxed answer costs less than `relaxed`; `prices` is what one more of a number adds.

    A negative price is what its absence adds. `values` are those of the relaxed optimum.
    """

    relaxed: float
    prices: Numbers
    values: Numbers

    @property
    def cost(self) -> float:
        """The cost that no answer is below."""
        return self.with_more(0)

    def with_more(self, adds: float) -> float:
        """Return the cost that no answer is below which holds something that adds so much.

        Costs are whole, but what is added is added to the relaxed answer, before that is rounded.
        """
        return ceil(self.relaxed + adds - _ROUGH) if adds < inf else inf


class Relaxation:
    """One program, relaxed."""

    def __init__(self, program: Program, needs: Sequence[Need]) -> None:
        import highspy

        self._needs = needs
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS declares no return
        for name, value in quiet().items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(program.model(whole=False))
        self._every = np.arange(len(program.costs), dtype=np.int32)
        self._upper = np.array(program.upper, dtype=float)
        self._lower = np.array(program.lower, dtype=float)

    def floor(self, costs: Sequence[float], upper: Mapping[int, float]) -> Floor | None:
        """Return the least cost, with some numbers bounded by `upper`; None if nothing can be.

        Costs of whole numbers are taken for whole.
        """
        highest = self._upper.copy()
        for number, most in upper.items():
            highest[number] = most
        size = len(self._every)
        self._highs.changeColsBounds(size, self._every, self._lower, highest)
        self._highs.changeColsCost(size, self._every, np.array(costs, dtype=float))
        reached: list[float] = []
        while True:
            found = self._solved()
            if found is None:
                return None
            reached.append(found.relaxed)
            slow = len(reached) > 2 and found.relaxed - reached[-3] < GAIN * abs(found.relaxed)
            if slow or len(reached) > ROUNDS or not self._sharpen(found.values):
                return found

    def _solved(self) -> Floor | None:
        import highspy

        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        prices: NDArray[np.float64] = np.array(solution.col_dual, dtype=float)
        values: NDArray[np.float64] = np.array(solution.col_value, dtype=float)
        return Floor(self._highs.getInfo().objective_function_value, prices, values)

    def _sharpen(self, values: Numbers) -> bool:
        cuts = [cut for need in self._needs if (cut := broken(need, values)) is not None]
        for cut in cuts:
            self._add(cut)
        return bool(cuts)

    def _add(self, cut: Cut) -> None:
        import highspy

        told = np.flatnonzero(np.abs(cut.factors) > 1e-9)
        columns = cut.columns[told].astype(np.int32)
        self._highs.addRow(
            cut.least,
            highspy.kHighsInf,
            len(told),
            columns,
            np.ascontiguousarray(cut.factors[told]),
        )
