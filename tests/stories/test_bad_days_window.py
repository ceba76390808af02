"""Bad days before the window: what the officer reads, and that the program goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData

from desk_app.ui.start.trouble import TroublePage
from tests.stories.conftest import Officer
from tests.stories.test_window import enrol
from tests.support.line import Line
from tests.support.texts import ODD_TEXTS
from tests.support.trial import Trial


def test_any_text_is_typed_shown_searched_and_sent(officer: Officer, trial: Trial) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Odd texts")))
    text = " ".join(ODD_TEXTS[:8])
    person = officer.writes("person", {"name": text[:250], "city": ODD_TEXTS[1]}, {})
    officer.changes("person", person, "city", ODD_TEXTS[6])
    officer.window.frame.show_record("person", person)
    for odd in ODD_TEXTS:
        officer.asks(lambda desk, odd=odd: desk.search(odd))  # type: ignore[misc]  # the loop's value is bound
    assert officer.exchanges() == ""
    kept = officer.asks(lambda desk: desk.record(person))
    assert kept.state == "received"
    assert "<b>bold</b> & <i>more</i>" in kept.content.name  # type: ignore[attr-defined]  # a person
    assert "\u202e" not in kept.content.name  # type: ignore[attr-defined]  # a person


def test_a_note_of_ten_megabytes_is_refused_under_its_field(
    officer: Officer, trial: Trial
) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Long notes")))
    officer.presses("new person")
    form = officer._form()
    officer.types(form.form.slots["name"].input.focusProxy(), "Rahima Pathak")
    notes: Any = form.form.slots["notes"].input
    huge = QMimeData()
    huge.setText("x" * 10_000_000)
    notes.edit.insertFromMimeData(huge)
    form.save()
    assert [p.code for p in form.form.problems()] == ["too-long"]
    assert form.note.text()
    assert officer.asks(lambda desk: desk.count("person")) == 0
    notes.edit.setPlainText("Short")
    officer._saves(form)
    assert officer.exchanges() == ""


def spoilt(officer: Officer, content: Callable[[Path], object]) -> str:
    """End the program, spoil the desk's files, start again; return what is said."""
    officer.end()
    content(officer.folder)
    officer.begin()
    officer.sees(lambda: officer.window.findChild(TroublePage))
    page = officer.window.findChild(TroublePage)
    assert isinstance(page, TroublePage)
    return page.words.text()


@pytest.mark.parametrize("left", [b"", b"rot" * 30, b"rot" * 50_000])
def test_a_spoilt_store_is_rescued_with_what_was_not_sent(
    officer: Officer, trial: Trial, line: Line, left: bytes
) -> None:
    enrol(officer, line.address, trial.code(trial.mission(f"Spoilt {len(left)}")))
    officer.writes("firm", {"name": "Sent Firm Ltd"}, {"side": "bangladeshi"})
    assert officer.exchanges() == ""
    line.mode = "down"
    officer.writes("firm", {"name": "Unsent Firm Ltd"}, {"side": "bangladeshi"})

    def spoil(folder: Path) -> None:
        (folder / "desk.db").write_bytes(left)

    assert "repair" in spoilt(officer, spoil)
    officer.clicks(officer.window, "Rescue my records")
    officer.sees(lambda: officer.program.running.past)
    line.mode = "through"
    assert officer.exchanges() == ""
    officer.sees(lambda: officer.asks(lambda desk: desk.count("firm")) == 2)


def test_a_profile_note_that_cannot_be_read_is_said(officer: Officer, trial: Trial) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Noted")))
    note = officer.folder / "profile.json"
    right = note.read_bytes()
    assert "profile.json" in spoilt(officer, lambda _: note.write_bytes(b"{"))
    note.write_bytes(right)
    officer.clicks(officer.window, "Try again")
    officer.sees(lambda: officer.program.running.past)
