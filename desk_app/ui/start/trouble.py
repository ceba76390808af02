"""When the desk cannot be opened: what happened, what is safe, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.errors import DeskError, StoreDamaged, StoreTooNew
from desk_app.i18n import t, told
from desk_app.ui.theme.look import colours
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Picture, Words, button, centred, column, row


class TroublePage(QWidget):
    """Stands in the window's place until the trouble is over.

    Signals:
        again: try to open the desk again.
        rescue: bring back what can be brought back.
        leave: close the program.
    """

    again = Signal()
    rescue = Signal()
    leave = Signal()

    def __init__(self, error: DeskError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle, card = centred(600)
        card.column.addWidget(Picture("warning", colours().alert, 40))
        card.column.addWidget(Words(t("The desk cannot be opened"), "title"))
        self.words = Words(told(error), copied=True)
        card.column.addWidget(self.words)
        line = row()
        for made in self._actions(error):
            line.addWidget(made)
        line.addStretch(1)
        card.column.addLayout(line)
        page = column(self, margin=3 * UNIT)
        page.addStretch(2)
        page.addWidget(middle)
        page.addStretch(3)

    def say(self, text: str) -> None:
        """Say what happens now."""
        self.words.setText(text)

    def _actions(self, error: DeskError) -> list[QWidget]:
        made: list[QWidget] = []
        if isinstance(error, StoreDamaged):
            made.append(self._button(t("Rescue my records"), self.rescue.emit, main=True))
        if not isinstance(error, StoreTooNew):
            made.append(self._button(t("Try again"), self.again.emit, main=not made))
        made.append(self._button(t("Close the desk"), self.leave.emit))
        return made

    def _button(self, text: str, do: Callable[[], object], *, main: bool = False) -> QWidget:
        return button(text, do, look="main" if main else "plain")
