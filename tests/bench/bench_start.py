"""From starting the program to a list that can be used, and what the open window takes."""

import compileall
import statistics
from pathlib import Path

import desk_app
from tests.bench.desks import desk_of
from tests.bench.registry import Report, bench
from tests.bench.timing import interleaved_seconds, ratio
from tests.bench.windows import Shown, desk_window, empty_window
from tests.support.display import display

PEOPLE = 100_000
ROUNDS = 9


@bench("start")
def start(folder: Path) -> Report:
    """Start → painted list of 100,000 people, from the encrypted store, opened by its vault."""
    # As an installation does: where Python may not keep what it compiles, each start would.
    compileall.compile_dir(desk_app.__path__[0], quiet=2)
    desk = desk_of(PEOPLE)
    words = ["--profile", str(desk)]
    shown: dict[str, list[Shown]] = {"list": [], "window": [], "empty": []}

    def noted(name: str, one: Shown) -> float:
        shown[name].append(one)
        return one.seconds

    with display(folder / "x.log") as screen:
        taken = interleaved_seconds(
            {
                "list": lambda: noted("list", desk_window(screen, words)),
                "window": lambda: noted("window", desk_window(screen, words, until="window")),
                "empty": lambda: noted("empty", empty_window(screen)),
            },
            rounds=ROUNDS,
            warm_up=1,
        )
    figures = {"people": float(PEOPLE)}
    for name, some in shown.items():
        figures |= taken[name].figures(name)
        figures[f"{name}_best_ms"] = taken[name].best * 1000
        figures[f"{name}_cpu_ms"] = statistics.median(one.cpu_seconds for one in some) * 1000
        figures[f"{name}_pss_bytes"] = statistics.median(one.pss_bytes for one in some)
    cpu = [
        a.cpu_seconds / b.cpu_seconds for a, b in zip(shown["list"], shown["empty"], strict=True)
    ]
    return Report(
        reference="an empty PySide6 window on the same X server",
        figures=figures,
        ratios={
            "list": ratio(taken["list"], taken["empty"]),
            "list_best": taken["list"].best / taken["empty"].best,
            "list_cpu": statistics.median(cpu),
            "window": ratio(taken["window"], taken["empty"]),
        },
    )
