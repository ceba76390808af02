"""One person twice, found and merged before the whole window, undone, merged again, exchanged."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.ui.merging.page import TwinsPage
from tests.stories.conftest import Officer
from tests.stories.test_window import enrol, texts
from tests.support.trial import Commands, Trial


@pytest.fixture
def elsewhere(
    trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Commands]:
    """Enrols a second workstation of a mission, worked by commands."""

    def made(mission: str) -> Commands:
        desk = Commands(tmp_path / "elsewhere", capsys)
        desk.done("enrol", trial.address, trial.code(mission), "--officer", "Sohel Bokul")
        return desk

    return made


def test_a_merge_is_undone_done_again_and_taken_apart_elsewhere(
    officer: Officer, trial: Trial, elsewhere: Callable[[str], Commands]
) -> None:
    mission = trial.mission("Merging")
    enrol(officer, trial.address, trial.code(mission))
    keep = officer.writes("person", {"name": "Rahima Khatun", "city": "Delft"}, {})
    gone = officer.writes("person", {"name": "রহিমা খাতুন"}, {})
    task = officer.writes("task", {"what": "Call her"}, {})

    officer.presses("go twins")
    page = officer.window.frame.findChild(TwinsPage)
    assert isinstance(page, TwinsPage)
    officer.sees(lambda: page.pairs and page.pairing and page.pairing.choosing)
    assert page.pairs[0].ids == {keep, gone}
    assert "Merge রহিমা খাতুন into Rahima Khatun?" in texts(page)

    def in_use(id: UUID) -> bool:
        return officer.asks(lambda desk: desk.record(id)).envelope.archived is None

    officer.clicks(page, "Merge")
    officer.sees(lambda: not page.pairs)
    assert not in_use(gone)
    officer.presses("undo")
    officer.sees(lambda: len(page.pairs) == 1)
    assert in_use(gone)

    officer.sees(lambda: page.pairing and page.pairing.choosing)
    officer.clicks(page, "Merge")
    officer.sees(lambda: not page.pairs)
    assert officer.exchanges() == ""
    other = elsewhere(mission)
    other.done("sync")
    assert other.done("list", "person", "--json").json["total"] == 1
    other.done("set", str(task), f"owner={gone}")
    assert other.done("show", str(task), "--json").json["fields"]["owner"] == str(keep)
    assert other.done("unmerge", str(gone), "--json").json["survivor"] == str(keep)
    assert other.done("show", str(task), "--json").json["fields"]["owner"] == str(gone)
    other.done("sync")
    assert officer.exchanges() == ""
    assert in_use(gone)
