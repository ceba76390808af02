"""The reference of every start, itself measured beside a Python that does nothing."""

import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench.registry import Report, bench
from tests.bench.timing import interleaved_seconds, ratio, seconds_of
from tests.bench.windows import Shown, empty_window
from tests.support.display import display


@bench("empty-window")
def an_empty_window(folder: Path) -> Report:
    """Start → painted of an empty PySide6 window."""
    shown: list[Shown] = []

    def window() -> float:
        shown.append(empty_window(screen))
        return shown[-1].seconds

    def python() -> float:
        return seconds_of(lambda: subprocess.run([sys.executable, "-c", ""], check=True))

    with display(folder / "x.log") as screen:
        taken = interleaved_seconds({"window": window, "python": python}, rounds=7, warm_up=1)
    return Report(
        reference="python -c '', start to end",
        figures={
            **taken["window"].figures("start_to_painted"),
            "pss_bytes": statistics.median(one.pss_bytes for one in shown),
        },
        ratios={"start_to_painted": ratio(taken["window"], taken["python"])},
    )
