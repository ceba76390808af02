"""The open window: from a key to its painted answer, and how long its main loop ever stands."""

import json
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Process
from pathlib import Path
from random import Random
from typing import Any

from desk_app.domain.labels import Language
from desk_app.profile import Profile
from desk_app.ui.preferences import Preferences
from tests.bench.desks import bare_of, desk_of
from tests.bench.ministries import enrolled, ministry
from tests.bench.people import person
from tests.bench.registry import Report, bench
from tests.bench.timing import Sample
from tests.support.display import Display, display

WORDS = 14
IDLE = 4.0
EXCHANGED = 10_000


@bench("keystroke-100000")
def keystrokes_100_000(folder: Path) -> Report:
    """A key → the painted list, at 100,000 people."""
    return _keystrokes(folder, 100_000)


@bench("keystroke-1000000")
def keystrokes_1_000_000(folder: Path) -> Report:
    """A key → the painted list, at 1,000,000 people."""
    return _keystrokes(folder, 1_000_000)


@bench("keystroke-in-bangla")
def keystrokes_in_bangla(folder: Path) -> Report:
    """A key → the painted list that names people in Bangla, at 100,000 people."""
    return _keystrokes(folder, 100_000, "bn")


@bench("blocked")
def blocked(folder: Path) -> Report:
    """The longest pauses of the main loop while an exchange of 10,000 people runs."""
    profile = folder / "desk"
    with ministry(folder / "ministry", EXCHANGED) as (url, address):
        enrolled(profile, url, address).close()
        Preferences(Profile(profile).settings_file).write("start", "people")
        with display(folder / "x.log") as screen:
            told = _driven(screen, ["beat", str(IDLE), "--profile", str(profile)])
    assert not told["trouble"], told["trouble"]
    gaps = {phase: Sample(tuple(some)) for phase, some in told["gaps"].items() if some}
    figures: dict[str, float] = {"people": float(EXCHANGED)}
    for phase, some in gaps.items():
        figures |= some.figures(phase)
        figures[f"{phase}_longest_ms"] = max(some.seconds) * 1000
        figures[f"{phase}_over_50_ms"] = sum(one > 0.05 for one in some.seconds)
        figures[f"{phase}_s"] = sum(some.seconds)
    return Report(
        reference="the pauses of the same window afterwards, when nothing runs",
        figures=figures,
        ratios={"longest": max(gaps["exchange"].seconds) / max(gaps["idle"].seconds)},
    )


def _keystrokes(folder: Path, people: int, language: Language = "en") -> Report:
    filling = Process(target=bare_of, args=(people,))
    filling.start()
    profile = desk_of(people)
    Preferences(Profile(profile).settings_file).speak(language)
    filling.join()
    assert not filling.exitcode
    words = folder / "words.json"
    words.write_text(json.dumps(_words(people)), encoding="utf-8")
    with display(folder / "x.log") as screen:
        told = _driven(screen, ["type", str(words), str(people), "--profile", str(profile)])
    typed: list[dict[str, Any]] = told["typed"]
    figures: dict[str, float] = {"people": float(people), "keys": float(len(typed))}
    samples = {
        "latin": Sample(tuple(one["seconds"] for one in typed if one["latin"])),
        "bangla": Sample(tuple(one["seconds"] for one in typed if not one["latin"])),
        "both": Sample(tuple(one["seconds"] for one in typed)),
        "cpu": Sample(tuple(one["cpu"] for one in typed)),
        "bare": Sample(tuple(one["bare"] for one in typed)),
    }
    for name, some in samples.items():
        figures |= some.figures(name)
    both, bare = samples["both"], samples["bare"]
    return Report(
        reference="the rows of the same words from bare SQLite, neither encrypted nor painted",
        figures=figures,
        ratios={"p50": both.median / bare.median, "p95": both.p95 / bare.p95},
    )


def _words(people: int) -> list[str]:
    """Names in both scripts, and beginnings of phone numbers and addresses."""
    random = Random(2)
    words: list[str] = []
    for number in range(WORDS):
        one = person(random.randrange(people))
        words += [str(one["name"])[:14], str(one["name_bn"])[:14]]
        if number % 4 == 0:
            words += [one["phones"][0], one["emails"][0][:10]]
    return words


def _driven(screen: Display, words: Sequence[str]) -> Any:
    command = [sys.executable, "-m", "tests.bench.driven", *words]
    # No session bus: the profile's keys lie in its vault.
    env = {**screen.env, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    ended = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, timeout=900)
    return json.loads(ended.stdout.splitlines()[-1])
