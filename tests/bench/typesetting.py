"""The desk's typesetting beside Typst's: the same brief, the same fonts, the same conformance.

Typst is the fastest peer known. It is no part of the project; where its package can be had, it is
installed for the run into an environment of its own.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO

import msgspec

from desk_app.briefs.layout.fonts import FOLDER
from tests.bench.registry import Report
from tests.bench.timing import Sample, interleaved, interleaved_seconds, ratio
from tests.bench.typst_source import source
from tests.bench.typst_worker import HOST
from tests.support.briefs import delegation_book, english_brief

TYPST = "typst==0.15.*"
WARM, COLD = 60, 15
_NAMES = tuple(f"{a}{b}{c} Digital AS" for a in "BDFGKLM" for b in "aeiou" for c in "nrstvw")
_BOOK = 62


class Worker:
    """A process that sets a brief for each name it is told."""

    def __init__(self, words: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.last: Mapping[str, float] = {}
        self._names = iter(_NAMES)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        _open(self._process.stdin).close()
        self._process.wait()

    def one(self) -> float:
        """Set one more brief; the seconds the worker needed for it."""
        line = _open(self._process.stdin)
        print(next(self._names), file=line, flush=True)
        self.last = json.loads(_open(self._process.stdout).readline())
        return self.last["seconds"]


def _open(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def typesetting(folder: Path) -> Report:
    """Time, size and memory of a brief, of a book, and of Typst with the same brief."""
    brief = folder / "brief.json"
    brief.write_bytes(msgspec.json.encode(english_brief()))
    ours = [sys.executable, "-m", "tests.bench.brief_worker", str(brief)]
    figures = _book(folder)
    typst = _typst(folder)
    if typst is None:
        with Worker(ours) as worker:
            warm = interleaved_seconds({"ours": worker.one}, WARM, 5)["ours"]
        cold = interleaved({"ours": partial(_fresh, ours)}, COLD, 1)["ours"]
        figures |= _figures("engine", warm, cold, worker.last)
        return Report("Typst, which could not be installed here", figures, {})
    with Worker(ours) as desk, Worker(typst) as peer:
        warmed = interleaved_seconds({"ours": desk.one, "typst": peer.one}, WARM, 5)
    fresh = interleaved({"ours": partial(_fresh, ours), "typst": partial(_fresh, typst)}, COLD, 1)
    figures |= _figures("engine", warmed["ours"], fresh["ours"], desk.last)
    figures |= _figures("typst", warmed["typst"], fresh["typst"], peer.last)
    ratios = {
        "engine_warm_to_typst": ratio(warmed["ours"], warmed["typst"]),
        "engine_fresh_to_typst": ratio(fresh["ours"], fresh["typst"]),
        "engine_size_to_typst": desk.last["bytes"] / peer.last["bytes"],
    }
    return Report("Typst 0.15, PDF/A-2a and PDF/UA-1, the same brief", figures, ratios)


def _figures(
    name: str, warm: Sample, fresh: Sample, last: Mapping[str, float]
) -> dict[str, float]:
    figures = {
        **warm.figures(f"{name}_warm"),
        f"{name}_warm_best_ms": warm.best * 1000,
        **fresh.figures(f"{name}_fresh"),
        f"{name}_fresh_best_ms": fresh.best * 1000,
        f"{name}_pdf_bytes": last["bytes"],
    }
    if "memory" in last:
        figures[f"{name}_memory_bytes"] = last["memory"]
    return figures


def _book(folder: Path) -> dict[str, float]:
    """A delegation book of some 200 pages, in a process of its own."""
    file = folder / "book.json"
    file.write_bytes(msgspec.json.encode(delegation_book(_BOOK)))
    with Worker([sys.executable, "-m", "tests.bench.brief_worker", str(file)]) as worker:
        seconds = worker.one()
    return {
        "book_s": seconds,
        "book_pages": worker.last["pages"],
        "book_memory_bytes": worker.last["memory"],
        "book_pdf_bytes": worker.last["bytes"],
    }


def _fresh(words: Sequence[str]) -> None:
    subprocess.run(words, input=f"{HOST}\n", text=True, check=True, stdout=subprocess.DEVNULL)


def _typst(folder: Path) -> list[str] | None:
    """The command of a Typst worker, or None where Typst cannot be had."""
    place = folder / "typst"
    venv.create(place, with_pip=True)
    python = str(place / "bin" / "python")
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TYPST],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        return None
    markup = folder / "brief.typ"
    markup.write_text(source(english_brief()), encoding="utf-8")
    script = Path(__file__).with_name("typst_worker.py")
    return [python, str(script), str(FOLDER), str(markup)]
