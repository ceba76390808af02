"""What a bench is, and where the benches are found."""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import tests.bench


@dataclass(frozen=True)
class Report:
    """What one bench measured.

    `figures` are absolute, their unit the end of their name (`…_ms`, `…_s`, `…_bytes`);
    `ratios` divide them by those of `reference`, measured in the same run on the same machine.
    """

    reference: str
    figures: Mapping[str, float]
    ratios: Mapping[str, float]


# A bench works in an empty folder that is removed afterwards.
Bench = Callable[[Path], Report]
_BENCHES: dict[str, Bench] = {}


def bench(name: str) -> Callable[[Bench], Bench]:
    """Make a function known under `name`."""

    def register(function: Bench) -> Bench:
        assert name not in _BENCHES, f"two benches are named {name}"
        _BENCHES[name] = function
        return function

    return register


def benches() -> Mapping[str, Bench]:
    """All benches of this folder, by name."""
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if module.name.startswith("bench_"):
            import_module(f"tests.bench.{module.name}")
    return dict(sorted(_BENCHES.items()))
