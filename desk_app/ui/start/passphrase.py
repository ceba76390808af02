"""Asking for the passphrase, from whichever thread needs it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desk_app.i18n import t
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, column, row

if TYPE_CHECKING:
    from concurrent.futures import Future

LEAST = 10
"""How many characters a new passphrase needs."""


class PassphraseDialog(QDialog):
    """Asks for the passphrase of a profile and says why; a new one is typed twice."""

    def __init__(self, *, new: bool, trouble: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = new
        self.setWindowTitle(t("Passphrase"))
        self.setMinimumWidth(480)
        page = column(self, margin=3 * UNIT, gap=UNIT)
        page.addWidget(Words(t("Choose a passphrase") if new else t("Passphrase"), "title"))
        page.addWidget(Words(_why(new=new), "muted"))
        self.first = _secret(t("Passphrase"))
        self.second = _secret(t("The same once more"))
        page.addWidget(Words(t("Passphrase"), "label"))
        page.addWidget(self.first)
        if new:
            page.addWidget(Words(t("The same once more"), "label"))
            page.addWidget(self.second)
        self.problem = Words(trouble, "problem")
        self.problem.setVisible(bool(trouble))
        page.addWidget(self.problem)
        line = row()
        line.addStretch(1)
        line.addWidget(button(t("Cancel"), self.reject))
        agree = button(t("Set up") if new else t("Open"), self._on_agreed, look="main")
        agree.setDefault(True)
        line.addWidget(agree)
        page.addLayout(line)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text()

    def _on_agreed(self) -> None:
        problem = self._wrong()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            self.accept()

    def _wrong(self) -> str:
        if not self._new:
            return "" if self.passphrase else t("Type the passphrase.")
        if len(self.passphrase) < LEAST:
            return t("Take at least {count} characters; a few words are easiest.", count=LEAST)
        return "" if self.passphrase == self.second.text() else t("The two are not the same.")


def _why(*, new: bool) -> str:
    if new:
        return t(
            "This machine has no keychain that can be trusted with the key to your records. "
            "A passphrase protects it instead. Nobody can recover it: write it down and "
            "lock it away."
        )
    return t("This machine has no keychain, so a passphrase protects the key to your records.")


def _secret(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


class Asker(QObject):
    """Lets another thread ask for the passphrase and wait for the answer.

    Signals:
        wanted: somebody waits (whether for a new one, and the `Future` of the answer).
    """

    wanted = Signal(bool, object)

    def __init__(self, window: QWidget | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window = window
        self.trouble = ""
        self.wanted.connect(self._on_wanted)

    def ask(self, new: bool) -> str | None:
        """Return the passphrase, or None when the officer gives none; off the main thread."""
        from concurrent.futures import Future  # most starts ask nobody

        answer: Future[str | None] = Future()
        self.wanted.emit(new, answer)
        return answer.result()

    def _on_wanted(self, new: bool, answer: "Future[str | None]") -> None:
        dialog = PassphraseDialog(new=new, trouble=self.trouble, parent=self.window)
        self.trouble = ""

        def done(result: int) -> None:
            answer.set_result(dialog.passphrase if result else None)
            dialog.deleteLater()

        dialog.finished.connect(done)
        dialog.open()
