"""The first start: become a device of a mission, or try the program with invented data."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QStackedWidget, QWidget

from desk_app.domain.errors import DeskError
from desk_app.i18n import language, t, told
from desk_app.ui.jobs import Jobs
from desk_app.ui.theme.look import colours
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Picture, Words, button, centred, column, row


class Enrol(Protocol):
    """Enrols this workstation; blocks, and raises a `DeskError` when it does not succeed."""

    def __call__(self, address: str, code: str, officer: str) -> object:
        """Return the open desk."""
        ...


class Wizard(QWidget):
    """Two steps: what to do, and the invitation.

    Signals:
        enrolled: the workstation is a device now (the open desk).
        demo: the officer wants to try the program first.
        spoken: another language was chosen.
    """

    enrolled = Signal(object)
    demo = Signal()
    spoken = Signal(str)

    def __init__(self, jobs: Jobs, enrol: Enrol, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(t("ICT Desk"))
        self.resize(920, 640)
        self._jobs = jobs
        self._enrol = enrol
        self.steps = QStackedWidget()
        self.steps.addWidget(self._welcome())
        self.steps.addWidget(self._invitation())
        page = column(self, margin=3 * UNIT)
        top = row()
        top.addStretch(1)
        for code, name in (("en", "English"), ("bn", "বাংলা")):
            speak = button(name, partial(self.spoken.emit, code), look="quiet")
            speak.setEnabled(language() != code)
            top.addWidget(speak)
        page.addLayout(top)
        page.addStretch(1)
        page.addWidget(self.steps)
        page.addStretch(2)

    def _welcome(self) -> QWidget:
        page, card = centred(520)
        card.column.addWidget(Picture("hub", colours().accent, 48))
        card.column.addWidget(Words(t("Welcome to ICT Desk"), "title"))
        card.column.addWidget(
            Words(
                t(
                    "It keeps the people, firms and hubs your mission knows, works without a "
                    "link, exchanges with the ministry when there is one, and prints the brief "
                    "for your next meeting."
                )
            )
        )
        begin = button(t("I have a code from the ministry"), self.begin, look="main")
        begin.setAutoDefault(True)
        card.column.addWidget(begin)
        card.column.addWidget(button(t("Try it with invented data"), self.demo.emit))
        return page

    def _invitation(self) -> QWidget:
        page, card = centred(520)
        card.column.addWidget(Words(t("Enrol this workstation"), "title"))
        card.column.addWidget(
            Words(t("The ministry has sent you an address and a few code words."), "muted")
        )
        self.address = _line(t("Address of the ministry"), "https://")
        self.code = _line(t("Code words"), t("four words with hyphens"))
        self.officer = _line(t("Your name"), "")
        for line in (self.address, self.code, self.officer):
            card.column.addWidget(Words(line.accessibleName(), "label"))
            card.column.addWidget(line)
            line.returnPressed.connect(self.enrol)
        self.problem = Words("", "problem")
        self.problem.hide()
        card.column.addWidget(self.problem)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.hide()
        card.column.addWidget(self.progress)
        actions = row()
        actions.addWidget(button(t("Back"), lambda: self.steps.setCurrentIndex(0)))
        actions.addStretch(1)
        self.go = button(t("Enrol"), self.enrol, look="main")
        actions.addWidget(self.go)
        card.column.addLayout(actions)
        return page

    def begin(self) -> None:
        """Go to the invitation."""
        self.steps.setCurrentIndex(1)
        self.address.setFocus()

    def enrol(self) -> None:
        """Enrol with what was typed, off the main thread."""
        address, code = self.address.text().strip(), self.code.text().strip()
        officer = self.officer.text().strip()
        if not (address and code and officer):
            self._say(t("Address, code words and your name are all needed."))
            return
        if "://" not in address:
            address = f"https://{address}"
        self._busy(on=True)
        self._jobs.aside(
            self,
            lambda: self._enrol(address, code, officer),
            self.enrolled.emit,
            self._on_failed,
        )

    def _on_failed(self, error: DeskError) -> None:
        self._busy(on=False)
        self._say(told(error))

    def _busy(self, *, on: bool) -> None:
        self.problem.hide()
        self.progress.setVisible(on)
        for part in (self.address, self.code, self.officer, self.go):
            part.setEnabled(not on)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line
