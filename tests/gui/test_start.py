"""From the first start on: enrolment, passphrase, and a desk that does not open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Program
from desk_app.domain.errors import CodeRefused
from desk_app.sync.desks import Machine, make_desk
from desk_app.ui.jobs import Jobs
from desk_app.ui.shell.window import Window
from desk_app.ui.start.passphrase import Asker, PassphraseDialog
from desk_app.ui.start.trouble import TroublePage
from desk_app.ui.start.wizard import Wizard
from desk_app.ui.today.page import TodayPage
from tests.support.clock import Clock


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, clock: Clock, passphrase: str
) -> Iterator[Program]:
    program = Program(qapp, tmp_path / "profile", clock)
    yield program
    program.close()
    for window in (program.window, program.first):
        if window is not None:
            window.close()
            window.deleteLater()


def a_desk(folder: Path, clock: Clock) -> None:
    make_desk(folder, Machine(clock=clock), officer="Rahima Khatun").close()


def shown(program: Program) -> Window:
    assert program.window is not None
    return program.window


def test_without_a_desk_the_first_steps_are_shown(program: Program) -> None:
    program.start()
    assert isinstance(program.first, Wizard)
    assert program.first.isVisible()


def test_a_desk_opens_on_today(
    qtbot: QtBot, program: Program, tmp_path: Path, clock: Clock
) -> None:
    a_desk(tmp_path / "profile", clock)
    program.start()
    today = shown(program).frame.pages.currentWidget()
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: today.day is not None)
    assert program.first is None


def test_a_second_window_is_told_that_the_first_is_open(
    qtbot: QtBot, program: Program, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "profile"
    a_desk(folder, clock)
    first = make_desk(folder, Machine(clock=clock), window=True)
    program.start()
    qtbot.waitUntil(lambda: shown(program).findChild(TroublePage) is not None)
    first.close()


def test_a_code_the_ministry_refuses_is_said_under_the_lines(qtbot: QtBot) -> None:
    def refuse(address: str, code: str, officer: str) -> object:
        raise CodeRefused(f"The code is used up. Ask for another one. {address}")

    jobs = Jobs()
    wizard = Wizard(jobs, refuse)
    qtbot.addWidget(wizard)
    wizard.begin()
    wizard.enrol()
    assert "all needed" in wizard.problem.text()
    wizard.address.setText("ministry.example")
    wizard.code.setText("four-good-code-words")
    wizard.officer.setText("Rahima")
    wizard.enrol()
    qtbot.waitUntil(lambda: "used up" in wizard.problem.text())
    assert "https://ministry.example" in wizard.problem.text()
    assert wizard.go.isEnabled()
    jobs.close()


def test_a_new_passphrase_is_typed_twice_and_long_enough(qtbot: QtBot) -> None:
    dialog = PassphraseDialog(new=True)
    qtbot.addWidget(dialog)
    dialog.first.setText("short")
    dialog._on_agreed()
    assert "at least 10 characters" in dialog.problem.text()
    dialog.first.setText("a few good words")
    dialog.second.setText("a few other words")
    dialog._on_agreed()
    assert dialog.problem.text() == "The two are not the same."
    dialog.second.setText("a few good words")
    dialog._on_agreed()
    assert dialog.result() == PassphraseDialog.DialogCode.Accepted


def test_another_thread_asks_for_the_passphrase_and_waits(qtbot: QtBot) -> None:
    asker, answers = Asker(), list[str | None]()

    class Vault(QThread):
        def run(self) -> None:
            answers.append(asker.ask(new=False))

    vault = Vault()
    vault.start()
    qtbot.waitUntil(lambda: _dialog() is not None)
    dialog = _dialog()
    assert dialog is not None
    dialog.first.setText("a few good words")
    dialog._on_agreed()
    qtbot.waitUntil(vault.isFinished)
    assert answers == ["a few good words"]


def _dialog() -> PassphraseDialog | None:
    tops = QApplication.topLevelWidgets()
    return next(
        (top for top in tops if isinstance(top, PassphraseDialog) and top.isVisible()), None
    )
