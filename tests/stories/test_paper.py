"""From the code on the paper to the form in the window, also where a window is open already."""

from pathlib import Path
from uuid import UUID

import pytest

from desk_app.cli import run
from desk_app.domain.codes import code_of
from desk_app.domain.kinds.meeting import Meeting
from tests.stories.conftest import Officer
from tests.stories.test_window import HAGUE, enrol
from tests.support.trial import Trial


@pytest.fixture
def meeting(officer: Officer, practice: Trial) -> UUID:
    """An officer of the practice world, whose printed brief was about this meeting."""
    enrol(officer, practice.address, practice.code(HAGUE))
    found: list[UUID] = officer.asks(lambda store: [row.id for row in store.page("meeting").rows])
    return found[0]


def shows(officer: Officer, meeting: UUID) -> bool:
    page = officer.window.frame.outcome
    return page is not None and page.id == meeting and page.met is not None


def no_window(folder: Path, picture: Path | None, code: str = "") -> int:
    """The second start must not open another window."""
    raise AssertionError((folder, picture, code))


def test_a_scanned_code_goes_to_the_window_that_is_open(officer: Officer, meeting: UUID) -> None:
    words = ["--profile", str(officer.folder), "open", f"ict-desk:outcome/{code_of(meeting)}"]
    assert run(words, no_window) == 0
    officer.sees(lambda: shows(officer, meeting))
    page = officer.window.frame.outcome
    assert page is not None
    assert page.met is not None
    assert isinstance(page.met.record.content, Meeting)


def test_the_program_started_with_a_code_shows_its_form(officer: Officer, meeting: UUID) -> None:
    officer.end()
    officer.begin(code_of(meeting))
    officer.sees(lambda: officer.program.window is not None and shows(officer, meeting))


def test_what_is_no_code_opens_nothing(
    officer: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--profile", str(officer.folder), "open", "not-a-code"], no_window) == 1
    assert "This is not a code of a brief" in capsys.readouterr().err
