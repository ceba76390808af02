"""An officer before the whole window, on a real profile, against a real ministry."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from secrets import token_bytes
from typing import Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Program
from desk_app.domain.values import Plain
from desk_app.ministry import sample
from desk_app.ministry.commands import initialise
from desk_app.ministry.embedded import running
from desk_app.ministry.serving import open_service
from desk_app.store.store import Store
from desk_app.ui.asks import Asks
from desk_app.ui.forms.page import FormPage
from desk_app.ui.records.page import RecordPage
from desk_app.ui.shell.window import Window
from tests.support.line import Line, line_to
from tests.support.trial import Trial

T = TypeVar("T")
PATIENCE = 60_000
"""Milliseconds after which a condition that never comes fails the test."""


class Officer:
    """Does with mouse and keyboard what an officer does, and reads what stands on the screen."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self._qtbot = qtbot
        self.program = self.begin()

    def begin(self, code: str = "") -> Program:
        """Start the program, with a code from paper or without."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.program = Program(app, self.folder)
        self.program.code = code
        self.program.start()
        return self.program

    def end(self) -> None:
        """Close the window and the program."""
        for widget in (self.program.window, self.program.first):
            if widget is not None:
                widget.close()
        self.program.close()

    @property
    def window(self) -> Window:
        window = self.program.window
        assert window is not None
        return window

    def sees(self, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def asks(self, question: Callable[[Store], T]) -> T:
        """Ask the store on its own lane and wait for the answer."""
        answers: list[T] = []
        self.program.jobs.read(self.window, question, answers.append, pytest.fail)  # type: ignore[arg-type]  # the window's view of a Store
        self.sees(lambda: answers)
        return answers[0]

    def types(self, widget: QWidget | None, text: str) -> None:
        """Type `text`; Bangla comes as an input method sends it, for no key stands for it."""
        assert widget is not None
        if text.isascii():
            self._qtbot.keyClicks(widget, text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def presses(self, name: str) -> None:
        """Use an action of the menus by its name."""
        action: QAction = self.window.actions_by_name[name]
        assert action.isEnabled(), name
        action.trigger()

    def clicks(self, place: QWidget, text: str) -> None:
        """Click the first button with this text that can be clicked."""

        def found() -> list[QPushButton]:
            buttons = place.findChildren(QPushButton)
            return [b for b in buttons if text in (b.text(), b.accessibleName()) and b.isEnabled()]

        self.sees(found)
        self._qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)

    def writes(self, kind: str, lines: dict[str, str], codes: dict[str, str]) -> UUID:
        """Fill in the form of a new record and save it by key."""
        self.presses(f"new {kind}")
        form = self._form()
        for name, text in lines.items():
            self.types(form.form.slots[name].input.focusProxy(), text)
        for name, code in codes.items():
            combo: Any = form.form.slots[name].input
            combo.combo.setCurrentIndex(combo.combo.findData(code))
        return self._saves(form)

    def changes(self, kind: str, id: UUID, field: str, text: str) -> None:
        """Change one line of a record through its form."""
        self.window.frame.show_form(kind, id, {}, {})
        form = self._form()
        self.sees(form.isEnabled)
        line: Any = form.form.slots[field].input
        line.edit.clear()
        self.types(line.edit, text)
        self._saves(form)

    def fills(self, kind: str, fields: Plain, names: dict[str, str] | None = None) -> UUID:
        """Save a form that was opened with `fields` filled in, as *Add* on a page opens it."""
        self.window.frame.show_form(kind, None, fields, names or {})
        form = self._form()
        self.sees(form.isEnabled)
        return self._saves(form)

    def opens(self, kind: str, id: UUID, part: str = "") -> RecordPage:
        """Go to a record's page, and there to a tab."""
        self.window.frame.show_record(kind, id)
        page = self.window.frame.beside.pane.record
        self.sees(lambda: page.view is not None and page.view.record.id == id)
        if part:
            page.show_part(part)
        return page

    def agrees(self, values: dict[tuple[str, str], object], action: str) -> None:
        """Fill in the small dialog that is open, and press its button."""
        asks = self.window.findChild(Asks)
        assert asks is not None
        for name, value in values.items():
            asks.slots[name].input.load(value)
            asks.slots[name].input.changed.emit()
        self.clicks(asks, action)

    def _form(self) -> FormPage:
        form = self.window.frame.beside.pane.form
        assert form is not None
        return form

    def _saves(self, form: FormPage) -> UUID:
        saved: list[UUID] = []

        def keep(_kind: str, id: UUID) -> None:
            saved.append(id)

        form.saved.connect(keep)
        self._qtbot.keyClick(form.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        if not saved and self.window.frame.beside.pane.form is form:
            form.save()  # without a window manager a shortcut may not reach the form
        self.sees(lambda: saved)
        return saved[0]

    def exchanges(self) -> str:
        """Exchange now; return the sentence of the trouble, or an empty text."""
        self.sees(lambda: self.program.running.possible and not self.program.running.active)
        with self._qtbot.waitSignal(self.program.running.over, timeout=PATIENCE) as over:
            self.presses("exchange")
        assert over.args is not None
        return str(over.args[0])

    def reads_status(self) -> str:
        return self.window.status.words.text()


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """A ministry with the sample data."""
    url = f"sqlite:///{tmp_path_factory.mktemp('practice') / 'ministry.db'}"
    initialise(url)
    with closing(open_service(url)) as service:
        sample.load(service, token_bytes)
    with running(url) as address:
        yield Trial(url, address)


@pytest.fixture
def line(trial: Trial) -> Iterator[Line]:
    """A line to the ministry of this module, which the story may cut."""
    with line_to(trial.address) as found:
        yield found


@pytest.fixture
def officer(tmp_path: Path, qtbot: QtBot, passphrase: str) -> Iterator[Officer]:
    """An officer whose profile is in `desk`; nothing is enrolled yet."""
    found = Officer(tmp_path / "desk", qtbot)
    yield found
    found.end()
