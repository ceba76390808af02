"""The exchange as the window follows it: begun, how far, ended; it runs on a thread of its own."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from desk_app.domain.changes import Changes
from desk_app.i18n import t
from desk_app.ui.jobs import Jobs


class Exchanger(Protocol):
    """Exchanges with the ministry in the background."""

    def start(self) -> None:
        """Begin to follow the schedule."""
        ...

    def ask(self) -> None:
        """Exchange as soon as possible."""
        ...

    def cancel(self) -> None:
        """Stop the exchange that runs, after the step it is at."""
        ...

    def stop(self) -> None:
        """End the thread."""
        ...


class Past(Struct, frozen=True):
    """An exchange that ended, in words."""

    at: datetime
    words: str


class Running(QObject):
    """Carries what the exchange's thread tells to the main thread.

    Signals:
        began: an exchange began.
        moved: how far it is (words, share or None).
        ended: it ended, well or not (the sentence of the trouble, or an empty text).
    """

    began = Signal()
    moved = Signal(str, object)
    ended = Signal(str)

    def __init__(
        self, jobs: Jobs, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._clock = clock
        self.past: list[Past] = []
        self._exchanger: Exchanger | None = None
        self.active = False

    def take(self, exchanger: Exchanger) -> None:
        """Use `exchanger` from now on and start it."""
        self._exchanger = exchanger
        exchanger.start()

    @property
    def possible(self) -> bool:
        """Whether this desk can exchange: it is enrolled."""
        return self._exchanger is not None

    def ask(self) -> None:
        """Exchange now."""
        if self._exchanger is not None and not self.active:
            self._exchanger.ask()

    def cancel(self) -> None:
        """Stop the exchange that runs."""
        if self._exchanger is not None:
            self._exchanger.cancel()

    def stop(self) -> None:
        """End the exchange's thread."""
        if self._exchanger is not None:
            self._exchanger.stop()

    def on_began(self) -> None:
        """Told from the exchange's thread."""
        self._jobs.deliver(self, self._began)

    def on_moved(self, words: str, share: float | None) -> None:
        """Told from the exchange's thread."""
        self._jobs.deliver(self, lambda: self.moved.emit(words, share))

    def on_changed(self, changes: Changes) -> None:
        """Told from the exchange's thread."""
        self._jobs.announce(changes)

    def on_ended(self, trouble: str, words: str = "") -> None:
        """Told from the exchange's thread: the sentence of a trouble, or what was moved."""
        self._jobs.deliver(self, lambda: self._ended(trouble, words))

    def _began(self) -> None:
        self.active = True
        self.began.emit()
        self.moved.emit(t("Exchanging with the ministry …"), None)

    def _ended(self, trouble: str, words: str) -> None:
        self.active = False
        self.past.append(Past(self._clock(), trouble or words or t("Done.")))
        self.ended.emit(trouble)
