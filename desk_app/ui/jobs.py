"""Work off the main thread, answers back on it."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.i18n import language
from desk_app.ui.lane import Lane

if TYPE_CHECKING:
    from desk_app.ui.desk import DeskStore

T = TypeVar("T")
_TURN = 0.001
"""Seconds after which a lane that computes lets the window's thread have its turn."""

_PAUSE = 400
"""Milliseconds over which what an exchange changed is gathered."""
Failed = Callable[[DeskError], None]


class Jobs(QObject):
    """Runs work one piece at a time on the store lane and brings each answer to the main thread.

    The store is opened on the lane by the first job (`open`) and lives there; pages hand over
    callables that take it. Work that needs no store runs on a second lane (`aside`).

    Signals:
        changed: something was committed; views that show its kinds redraw.
        written: the officer wrote something, which waits to be sent now.
        broken: a job raised something nobody planned for.
    """

    changed = Signal(object)
    written = Signal()
    broken = Signal(object)
    _answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        self._lane = Lane("store")
        self._aside = Lane("aside")
        self._apart = Lane("apart")
        self.closing = False
        self._desk: DeskStore | None = None
        self._newest: dict[tuple[int, str], int] = {}
        self._early: list[Callable[[], None]] | None = []
        self._gathered = Changes()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell_gathered)
        self._answered.connect(self._deliver)

    def open(
        self,
        owner: QObject,
        opener: "Callable[[], DeskStore]",
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Open the store on the lane; store work handed over before waited, and runs after it."""

        def work() -> None:
            desk = opener()
            desk.speak(language)
            self._desk = desk

        def refuse(error: DeskError) -> None:
            self._early = []
            failed(error)

        early, self._early = self._early or [], None
        self._run(self._lane, owner, work, lambda _nothing: done(), refuse)
        for job in early:
            self._lane.submit(job)

    def read(
        self,
        owner: QObject,
        work: "Callable[[DeskStore], T]",
        done: Callable[[T], None],
        failed: Failed,
    ) -> None:
        """Run `work`; then `done` with its result or `failed`, on the main thread.

        An `owner` that was closed meanwhile is not called.
        """
        self._run(self._lane, owner, partial(self._with_desk, work), done, failed)

    def latest(
        self,
        owner: QObject,
        topic: str,
        work: "Callable[[DeskStore], T]",
        done: Callable[[T], None],
        failed: Failed,
    ) -> None:
        """As `read`, for a question asked again and again: only the newest one is answered.

        A question that a newer one of the same owner and topic overtook is not even asked.
        """
        key = (id(owner), topic)
        turn = self._newest[key] = self._newest.get(key, 0) + 1

        def current() -> bool:
            return self._newest.get(key) == turn

        def job() -> T | None:
            return self._with_desk(work) if current() else None

        def answer(result: T | None) -> None:
            if current() and result is not None:
                done(result)

        self._run(self._lane, owner, job, answer, failed)

    def forget(self, owner: QObject, topic: str) -> None:
        """Drop the answer still under way for `topic`."""
        key = (id(owner), topic)
        self._newest[key] = self._newest.get(key, 0) + 1

    def write(
        self,
        owner: QObject,
        work: "Callable[[DeskStore], Changes]",
        failed: Failed,
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        """Run `work` and announce what it changed, then tell the `owner`."""

        def announce(changes: Changes) -> None:
            self.changed.emit(changes)
            self.written.emit()
            if done is not None and isValid(owner):
                done(changes)

        def refuse(error: DeskError) -> None:
            if isValid(owner):
                failed(error)

        self._run(self._lane, self, partial(self._with_desk, work), announce, refuse)

    def aside(
        self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run work that needs no store beside the lane: typesetting, printing, enrolling."""
        self._run(self._aside, owner, work, done, failed)

    def apart(
        self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run long work on a lane of its own; it looks at `closing` now and then, and ends."""
        self._run(self._apart, owner, work, done, failed)

    def announce(self, changes: Changes) -> None:
        """Tell the pages what another thread committed; may be called from any thread.

        What comes close together is told once, so that a long exchange does not keep the pages
        redrawing.
        """
        self._answered.emit(self, partial(self._gather, changes))

    def deliver(self, owner: QObject, answer: Callable[[], None]) -> None:
        """Run `answer` on the main thread if `owner` still lives; from any thread."""
        self._answered.emit(owner, answer)

    def shut(self, owner: QObject, then: Callable[[], None]) -> None:
        """Close the store on the lane, then call `then`; store work waits until it is opened."""

        def work() -> None:
            self._close_desk()
            self._answered.emit(owner, then)

        self._early = []
        self._lane.submit(work)

    def close(self) -> None:
        """Finish what is queued, close the store and stop."""
        self.closing = True
        self._apart.close(finish=False)
        self._lane.submit(self._close_desk)
        self._lane.close()
        self._aside.close(finish=False)

    def _gather(self, changes: Changes) -> None:
        self._gathered = self._gathered.and_also(changes)
        if not self._pause.isActive():
            self._pause.start()

    def _tell_gathered(self) -> None:
        changes, self._gathered = self._gathered, Changes()
        self.changed.emit(changes)

    def _close_desk(self) -> None:
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _with_desk(self, work: "Callable[[DeskStore], T]") -> T:
        if self._desk is None:
            raise DeskClosed
        return work(self._desk)

    def _run(
        self,
        lane: Lane,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
    ) -> None:
        def job() -> None:
            try:
                result = work()
            except DeskClosed:
                return
            except DeskError as error:
                self._answered.emit(owner, partial(failed, error))
            except Exception as error:  # noqa: BLE001  (reported to the one place made for it)
                self._answered.emit(self, partial(self._report, error))
            else:
                self._answered.emit(owner, partial(done, result))

        if lane is self._lane and self._early is not None:
            self._early.append(job)
        else:
            lane.submit(job)

    @Slot(object, object)
    def _deliver(self, owner: QObject, answer: Callable[[], None]) -> None:
        if isValid(owner):
            answer()

    def _report(self, error: Exception) -> None:
        from desk_app.logs import report  # its parts are for bad days

        report(error)
        self.broken.emit(error)


class DeskClosed(Exception):
    """There is no open store: a page asked before the first start or after the end."""
