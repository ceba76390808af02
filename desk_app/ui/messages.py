"""Every dialog that only says or asks something; the one place that opens message boxes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QMessageBox, QWidget

from desk_app.domain.errors import DeskError
from desk_app.i18n import t, told
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, column


def tell(parent: QWidget | None, text: str, details: str = "") -> None:
    """Say something that the officer has to have read."""
    box = _box(parent, text, details)
    box.setIcon(QMessageBox.Icon.Information)
    box.addButton(t("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.open()


def trouble(parent: QWidget | None, error: DeskError) -> None:
    """Show a failure of the world in its own words."""
    box = _box(parent, told(error), "")
    box.setIcon(QMessageBox.Icon.Warning)
    box.addButton(t("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.open()


def broken(parent: QWidget | None) -> None:
    """Say that the program itself failed, in plain words; the details are in the log."""
    text = t("Something in the program did not work. What you have saved is safe.")
    box = _box(parent, text, t("The log of the program says more; it holds no names or notes."))
    box.setIcon(QMessageBox.Icon.Warning)
    box.addButton(t("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.open()


def sure(parent: QWidget, text: str, details: str, yes: str, no: str) -> bool:
    """Ask before something that cannot be taken back; the safe answer is the usual one."""
    box = _box(parent, text, details)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refused = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refused)
    box.exec()
    return box.clickedButton() is agreed


def _box(parent: QWidget | None, text: str, details: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(t("ICT Desk"))
    box.setText(text)
    box.setInformativeText(details)
    for words in box.findChildren(QLabel):  # the box sets the format of its first one only
        words.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


class Reason(QDialog):
    """Asks for a few words, such as why a record is put away."""

    def __init__(self, question: str, action: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("ICT Desk"))
        self.setMinimumWidth(420)
        self.words = QLineEdit()
        self.words.setMaxLength(300)
        self.words.setAccessibleName(question)
        buttons = QDialogButtonBox()
        self.agree = button(action, self.accept, look="main")
        self.agree.setDefault(True)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = button(t("Cancel"), self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        page = column(self, margin=3 * UNIT, gap=2 * UNIT)
        page.addWidget(Words(question, "heading"))
        page.addWidget(self.words)
        page.addWidget(buttons)
        self.words.textChanged.connect(self._on_typed)
        self._on_typed("")

    def _on_typed(self, text: str) -> None:
        self.agree.setEnabled(bool(text.strip()))
