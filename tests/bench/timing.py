"""Timing that survives a shared machine: many rounds, subjects in turn, medians."""

import gc
import math
import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from time import perf_counter


@dataclass(frozen=True)
class Sample:
    """Seconds of the rounds of one subject, in the order they were measured."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The value that 95 % of the rounds do not exceed (nearest rank)."""
        return sorted(self.seconds)[math.ceil(0.95 * len(self.seconds)) - 1]

    @property
    def best(self) -> float:
        return min(self.seconds)

    def figures(self, name: str) -> dict[str, float]:
        """Median and p95 in milliseconds, named for a report."""
        return {f"{name}_p50_ms": self.median * 1000, f"{name}_p95_ms": self.p95 * 1000}


def seconds_of(act: Callable[[], object]) -> float:
    """How long `act` takes, once, without a garbage collection of what came before it."""
    gc.collect()
    start = perf_counter()
    act()
    return perf_counter() - start


def sample(act: Callable[[], object], rounds: int, warm_up: int = 1) -> Sample:
    """Measure `act` so many rounds, after some that do not count."""
    for _ in range(warm_up):
        act()
    return Sample(tuple(seconds_of(act) for _ in range(rounds)))


def interleaved(
    subjects: Mapping[str, Callable[[], object]], rounds: int, warm_up: int = 1
) -> dict[str, Sample]:
    """Measure several subjects in turn, so that a slow moment of the machine hits them alike.

    Every other round runs in the opposite order.
    """
    return interleaved_seconds(
        {name: partial(seconds_of, act) for name, act in subjects.items()}, rounds, warm_up
    )


def interleaved_seconds(
    subjects: Mapping[str, Callable[[], float]], rounds: int, warm_up: int = 0
) -> dict[str, Sample]:
    """The same for subjects that tell themselves how many seconds they took."""
    for _ in range(warm_up):
        for measure in subjects.values():
            measure()
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    for turn in range(rounds):
        names: Iterable[str] = subjects if turn % 2 == 0 else reversed(list(subjects))
        for name in names:
            taken[name].append(subjects[name]())
    return {name: Sample(tuple(seconds)) for name, seconds in taken.items()}


def ratio(subject: Sample, reference: Sample) -> float:
    """How many times longer `subject` takes: the median over rounds measured side by side."""
    pairs = zip(subject.seconds, reference.seconds, strict=True)
    return statistics.median(ours / theirs for ours, theirs in pairs)
