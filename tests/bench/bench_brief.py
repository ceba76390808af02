"""Briefs: composed and set in a program that runs, by a command from cold, beside Typst."""

import io
import subprocess
import sys
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from desk_app.briefs.content import Lang
from desk_app.commands.briefing import (
    LANGUAGES,
    Wanted,
    briefs,
    next_meeting,
    together,
    usual_options,
)
from desk_app.sync.desks import Machine, OpenDesk, open_desk
from tests.bench.desks import copied, kept
from tests.bench.registry import Report, bench
from tests.bench.timing import interleaved, ratio, seconds_of
from tests.bench.typesetting import typesetting

WARM, COLD = 15, 7
DELEGATION = 20


@bench("brief")
def a_brief(folder: Path) -> Report:
    """The brief of the sample's next meeting, English and Bangla: records → PDF."""
    profile = copied(kept("demo", _make_demo), folder / "demo") / "profile"
    figures: dict[str, float] = {}
    with open_desk(profile, Machine()) as desk:
        warm = interleaved(
            {
                "en": partial(_printed, desk, "en"),
                "bn": partial(_printed, desk, "bn"),
                "page": _page,
            },
            rounds=WARM,
            warm_up=2,
        )
        figures |= {"delegation_of_20_s": seconds_of(partial(_delegation, desk))}
        sizes = {language: len(_printed(desk, language)) for language in LANGUAGES}
    cold = interleaved(
        {"command": partial(_command, profile, folder / "brief.pdf"), "python": _python},
        rounds=COLD,
    )
    for language in LANGUAGES:
        figures |= warm[language].figures(f"warm_{language}")
        figures[f"pdf_{language}_bytes"] = sizes[language]
    figures |= {**warm["page"].figures("page"), **cold["command"].figures("cold_command")}
    figures |= {"cold_command_best_ms": cold["command"].best * 1000}
    figures |= {f"warm_{name}_best_ms": warm[name].best * 1000 for name in LANGUAGES}
    engine = typesetting(folder)
    figures |= engine.figures
    return Report(
        reference="a bare ReportLab page of one line (warm); python -c 'import reportlab' (cold); "
        + engine.reference,
        figures={**figures, **cold["python"].figures("cold_python")},
        ratios={
            "warm_en": ratio(warm["en"], warm["page"]),
            "warm_bn": ratio(warm["bn"], warm["page"]),
            "cold": ratio(cold["command"], cold["python"]),
            **engine.ratios,
        },
    )


def _printed(desk: OpenDesk, language: Lang) -> bytes:
    meeting = next_meeting(desk.store, desk.machine.clock())
    assert meeting is not None
    return next(iter(briefs(desk, meeting, (language,)))).laid.data


def _delegation(desk: OpenDesk) -> None:
    """A brief for each of the meetings a delegation may have."""
    wanted = [Wanted(record.id, "") for record in desk.store.all("meeting")[:DELEGATION]]
    assert len(list(together(desk, wanted, usual_options(desk), ("en",)))) == DELEGATION


def _page() -> None:
    page = Canvas(io.BytesIO())
    page.drawString(72, 720, "Partnership brief")
    page.save()


def _command(profile: Path, file: Path) -> None:
    words = ["--profile", str(profile), "brief", "next", "-o", str(file)]
    _run(["-m", "desk_app", *words])


def _python() -> None:
    _run(["-c", "import reportlab.pdfgen.canvas"])


def _run(words: list[str]) -> None:
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)


def _make_demo(folder: Path) -> None:
    _run(["-m", "desk_app", "demo", "--headless", "--dir", str(folder)])
