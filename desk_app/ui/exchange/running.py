"""The exchange as the window follows it: begun, how far, ended; it runs on a thread of its own."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from desk_app.domain.changes import Changes
from desk_app.i18n import n, t, told
from desk_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from desk_app.sync.exchange import Report
    from desk_app.sync.steps import Progress


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

    def edited(self) -> None:
        """Something was typed: exchange once the typing rests."""
        ...

    def stop(self) -> bool:
        """End the thread; tell whether it ended."""
        ...


class Past(Struct, frozen=True):
    """An exchange that ended, in words."""

    at: datetime
    words: str


class Running(QObject):
    """Carries what the exchange's thread tells to the main thread.

    Signals:
        moved: how far it is (words, share or None).
        over: it ended, well or not (the sentence of the trouble, or an empty text).
    """

    moved = Signal(str, object)
    over = Signal(str)

    def __init__(
        self, jobs: Jobs, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._clock = clock
        self.past: list[Past] = []
        self._exchanger: Exchanger | None = None
        self.active = False
        jobs.written.connect(self._on_written)

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

    # Told from the exchange's thread

    def began(self) -> None:
        """An exchange began."""
        self._jobs.deliver(self, self._began)

    def progressed(self, progress: "Progress") -> None:
        """It got so far."""
        share = progress.fetched / progress.size if progress.size else None
        self._jobs.deliver(self, lambda: self.moved.emit(progress_words(progress), share))

    def changed(self, changes: Changes) -> None:
        """These records differ now."""
        self._jobs.announce(changes)

    def ended(self, report: "Report") -> None:
        """It is over."""
        self._jobs.deliver(self, lambda: self._ended(report))

    def broke(self, crash: str) -> None:
        """A mistake in the program ended it; the log has the details."""
        self._jobs.deliver(self, lambda: self._broke(crash))

    def _began(self) -> None:
        self.active = True
        self.moved.emit(t("Exchanging with the ministry …"), None)

    def _ended(self, report: "Report") -> None:
        trouble = told(report.problem) if report.problem is not None else ""
        self._over(trouble, trouble or report_words(report))

    def _broke(self, _crash: str) -> None:
        words = t("Something in the program ended the exchange. What you typed is kept.")
        self._over(words, words)

    def _over(self, trouble: str, words: str) -> None:
        self.active = False
        self.past.append(Past(self._clock(), words))
        self.over.emit(trouble)

    def _on_written(self) -> None:
        if self._exchanger is not None:
            self._exchanger.edited()


def progress_words(progress: "Progress") -> str:
    """Say how far an exchange has got."""
    if progress.size:
        share = progress.fetched * 100 // progress.size
        return t("Fetching everything your mission may see: {share} %", share=share)
    if not progress.sent and not progress.received:
        return t("Exchanging with the ministry …")
    return t(
        "Exchanging: {sent} changes sent, {received} received",
        sent=progress.sent,
        received=progress.received,
    )


def report_words(report: "Report") -> str:
    """Say what an exchange moved."""
    tally = report.tally
    if not tally.sent and not tally.received:
        return t("In step; there was nothing to exchange.")
    parts = [
        n("{count} change sent", "{count} changes sent", tally.sent) if tally.sent else "",
        n("{count} record received", "{count} records received", tally.received)
        if tally.received
        else "",
        n("{count} dispute", "{count} disputes", tally.disputed) if tally.disputed else "",
        n("{count} refused", "{count} refused", tally.refused) if tally.refused else "",
    ]
    volume = (report.bytes_up + report.bytes_down + 1023) // 1024
    return ", ".join(filter(None, parts)) + t(" ({count} kilobytes)", count=volume)
