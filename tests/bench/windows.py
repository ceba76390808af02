"""How long programs take from their start to a painted window, on a real X server."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.display import Display


@dataclass(frozen=True)
class Shown:
    """A window that came up: seconds from starting the process to its picture, and its cost.

    `cpu_seconds` is what the process had used of the processor by then, on all its threads.
    """

    seconds: float
    pss_bytes: int
    cpu_seconds: float


def empty_window(display: Display) -> Shown:
    """The reference of every start: a PySide6 program that shows one empty window."""
    return _shown(display, ["window", "empty"])


def desk_window(display: Display, arguments: Sequence[str], until: str = "list") -> Shown:
    """Start `ict-desk ARGUMENTS` and wait for a painted `list` with records, or any `window`."""
    return _shown(display, [until, "desk", *arguments])


def _shown(display: Display, arguments: Sequence[str]) -> Shown:
    command = [sys.executable, "-m", "tests.bench.painted", *arguments]
    start = time.monotonic()
    ended = subprocess.run(
        command, env=display.env, check=True, stdout=subprocess.PIPE, text=True, timeout=120
    )
    answer = json.loads(ended.stdout.splitlines()[-1])
    return Shown(answer["painted_at"] - start, answer["pss_bytes"], answer["cpu_seconds"])
