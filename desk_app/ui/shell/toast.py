"""A short sentence at the lower edge of the window that goes away by itself."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, row

_SHOWN = 4_000


class Toast(QFrame):
    """Says what was just done; it never takes the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("toast")
        self.words = Words("", wrap=False)
        line = row(self, margin=UNIT)
        line.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        line.addWidget(self.words)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text` for a while."""
        self.words.setText(text)
        self.adjustSize()
        area = self._over.rect()
        self.move((area.width() - self.width()) // 2, area.height() - self.height() - 6 * UNIT)
        self.show()
        self.raise_()
        self._timer.start()
