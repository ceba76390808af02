"""Run the named benches, or all, and print one JSON line each."""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.bench.registry import Bench, benches


def main(names: list[str]) -> int:
    known = benches()
    if unknown := [name for name in names if name not in known]:
        print(f"No bench is named {unknown[0]}. There are: {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        print(json.dumps(_run(name, known[name]), ensure_ascii=False), flush=True)
    return 0


def _run(name: str, run: Bench) -> Mapping[str, object]:
    with tempfile.TemporaryDirectory(prefix=f"ict-desk-bench-{name}-") as folder:
        report = run(Path(folder))
    return {
        "bench": name,
        "figures": _rounded(report.figures),
        "reference": report.reference,
        "ratios": _rounded(report.ratios),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    """Four significant digits say all that a shared machine can know."""
    return {name: float(f"{value:.4g}") for name, value in values.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
