"""The line at the lower edge: where the desk stands with the ministry, in words."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from desk_app.i18n import t
from desk_app.store.values import Standing
from desk_app.ui.shell.standing import standing_tone, standing_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Chip, Elided, button, clear, row

_AGAIN = 30_000
_LONGEST = 40


class Status(QWidget):
    """Shows the standing and, while one runs, the progress of an exchange."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        cancel: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._clock = clock
        self._standing: Standing | None = None
        self.chip = Chip("", "quiet")
        self.words = Elided("")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(140)
        self.progress.setAccessibleName(t("Progress of the exchange"))
        self.cancel = button(t("Cancel"), cancel, look="quiet")
        self.watching = _Watching()
        line = row(self, gap=UNIT)
        line.setContentsMargins(2 * UNIT, 4, 2 * UNIT, 4)
        line.addWidget(self.chip)
        line.addWidget(self.words, 1)
        for part in (self.watching, self.progress, self.cancel):
            line.addWidget(part)
        self.setMinimumHeight(34)
        self.idle()
        self.chip.hide()
        timer = QTimer(self, interval=_AGAIN)
        timer.timeout.connect(self._say)
        timer.start()

    def show_standing(self, standing: Standing) -> None:
        """Take a new standing."""
        self._standing = standing
        self._say()

    def say(self, text: str) -> None:
        """Say something before there is a standing: opening, damaged."""
        self.chip.hide()
        self.words.say(text)

    def busy(self, text: str, share: float | None) -> None:
        """Show that an exchange runs; `share` of it is done, None when nobody knows."""
        self.progress.setRange(0, 0 if share is None else 100)
        self.progress.setValue(int((share or 0) * 100))
        self.progress.show()
        self.cancel.show()
        self.words.say(text)

    def idle(self) -> None:
        """Show that nothing runs."""
        self.progress.hide()
        self.cancel.hide()
        self._say()

    def watch(self, stop: Callable[[], object], take: Callable[[], object], copied: str) -> None:
        """Show, as long as it is so, that what is copied is looked at, and the contact in it."""
        self.watching.show_watching(stop, take, copied)

    def _say(self) -> None:
        if self._standing is None or self.progress.isVisibleTo(self):
            return
        tone = standing_tone(self._standing)
        names = {"good": t("In step"), "notice": t("Not in step"), "alert": t("Needs you")}
        self.chip.say(names.get(tone, ""), tone)
        self.chip.show()
        self.words.say(standing_words(self._standing, self._clock()))


class _Watching(QWidget):
    """Says that what is copied is looked at, offers what was found in it, and an end."""

    def __init__(self) -> None:
        super().__init__()
        self._line = row(self, gap=4)
        self.hide()

    def show_watching(
        self, stop: Callable[[], object], take: Callable[[], object], copied: str
    ) -> None:
        clear(self._line)
        if copied:
            words = t("Bring in {name}", name=copied[:_LONGEST])
            self._line.addWidget(button(words, take, look="quiet", picture="plus"))
        self._line.addWidget(Chip(t("What you copy is looked at"), "notice"))
        self._line.addWidget(button(t("Stop"), stop, look="quiet", hint="Ctrl+Shift+W"))
        self.show()
