"""Exchanges by themselves, on one thread, for as long as the window is open."""

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from threading import Condition, Thread
from typing import Protocol

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, NotAllowed, OtherContract
from desk_app.logs import LOG, report
from desk_app.sync.exchange import Report, Watch
from desk_app.sync.schedule import PACE, Pace, Schedule
from desk_app.sync.steps import Cancelled, Progress, Tally


class Tells(Protocol):
    """Who is told what happens; called on the exchange's thread."""

    def began(self) -> None:
        """An exchange began."""
        ...

    def progressed(self, progress: Progress) -> None:
        """It got so far."""
        ...

    def changed(self, changes: Changes) -> None:
        """These records differ now."""
        ...

    def ended(self, report: Report) -> None:
        """It is over; `report.problem` is what the officer should know."""
        ...

    def broke(self, crash: str) -> None:
        """A mistake in the program ended it; the text holds no record's content."""
        ...


class Carrier(Protocol):
    """What exchanges: `sync.link.Link`."""

    def exchange(self, watch: Watch | None = None) -> Report:
        """Exchange once."""
        ...

    def cancel(self) -> None:
        """Stop the exchange that runs."""
        ...

    def close(self) -> None:
        """Give up the connection."""
        ...


def always(now: datetime) -> bool:  # noqa: ARG001  # the signature of `allowed`
    """Let exchanges begin at any time."""
    return True


class Background:
    """Owns the thread on which a desk exchanges.

    Args:
        link: makes the carrier, on the thread; may raise a `DeskError`.
        tells: is told what happens.
        clock: the time, for `allowed`.
        steady: seconds of a clock that only moves forward.
        vary: gives a number between 0 and 1, to spread the desks of the world.
        allowed: whether an exchange nobody asked for may begin at this moment (quiet hours,
            what a day may cost).
        pace: how often.
    """

    def __init__(
        self,
        link: Callable[[], Carrier],
        tells: Tells,
        *,
        clock: Callable[[], datetime],
        steady: Callable[[], float],
        vary: Callable[[], float],
        allowed: Callable[[datetime], bool] = always,
        pace: Pace = PACE,
    ) -> None:
        self._make = link
        self._link: Carrier | None = None
        self._tells = tells
        self._clock = clock
        self._steady = steady
        self._vary = vary
        self._allowed = allowed
        self._schedule = Schedule(pace, steady())
        self._turn = Condition()
        self._ending = False
        self._running = False
        self._thread = Thread(target=self._run, name="exchange", daemon=True)

    def start(self) -> None:
        """Begin to follow the schedule; the first exchange is due at once."""
        self._thread.start()

    def ask(self) -> None:
        """Exchange as soon as possible: now, or once more after the exchange that runs."""
        with self._turn:
            self._schedule.ask()
            self._turn.notify()

    def edited(self) -> None:
        """Something was typed: exchange once the typing rests."""
        with self._turn:
            self._schedule.edited(self._steady())
            self._turn.notify()

    def cancel(self) -> None:
        """Stop the exchange that runs; the next one comes by schedule."""
        with self._turn:
            link = self._link if self._running else None
        if link is not None:
            link.cancel()

    def stop(self, patience: float = 10.0) -> bool:
        """End the thread, stopping what runs; tell whether it ended within `patience` seconds."""
        with self._turn:
            self._ending = True
            self._turn.notify()
        if not self._thread.is_alive():
            return True
        self.cancel()
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while self._wait():
                self._exchange()
        finally:
            if self._link is not None:
                self._link.close()

    def _wait(self) -> bool:
        """Sleep until an exchange is due; tell whether to go on at all."""
        with self._turn:
            while not self._ending:
                pause = self._schedule.wait(self._steady())
                if pause > 0:
                    self._turn.wait(pause)
                elif self._schedule.was_asked or self._allowed(self._clock()):
                    self._schedule.begun()
                    self._running = True
                    return True
                else:
                    self._schedule.put_off(self._steady())
            return False

    def _exchange(self) -> None:
        self._tells.began()
        try:
            if self._link is None:
                self._link = self._make()
            with _collecting_between_steps():
                ended = self._link.exchange(_Telling(self._tells, self._is_ending))
        except DeskError as error:
            self._after(error)
            self._tells.ended(_not_begun(error))
        except Exception as error:  # noqa: BLE001  # the thread goes on, and the mistake is reported
            self._after(DeskError())
            self._tells.broke(report(error))
        else:
            self._after(ended.problem or (DeskError() if ended.differing else None))
            self._log(ended)
            self._tells.ended(ended)

    def _after(self, problem: DeskError | None) -> None:
        with self._turn:
            self._running = False
            if problem is None or isinstance(problem, Cancelled):
                self._schedule.ended(self._steady(), self._vary())
            else:
                refused = isinstance(problem, (NotAllowed, OtherContract))
                self._schedule.failed(self._steady(), self._vary(), refused=refused)

    def _is_ending(self) -> bool:
        return self._ending

    def _log(self, ended: Report) -> None:
        LOG.info(
            "exchange: %d sent, %d received, %d bytes up, %d down, %d round trips, %s",
            ended.tally.sent,
            ended.tally.received,
            ended.bytes_up,
            ended.bytes_down,
            ended.round_trips,
            type(ended.problem).__name__ if ended.problem is not None else "done",
        )


class _Telling(Watch):
    def __init__(self, tells: Tells, ending: Callable[[], bool]) -> None:
        self._tells = tells
        self._ending = ending

    def progressed(self, progress: Progress) -> None:
        gc.collect(1)
        self._tells.progressed(progress)

    def changed(self, changes: Changes) -> None:
        if changes != Changes():
            self._tells.changed(changes)

    def cancelled(self) -> bool:
        return self._ending()


@contextmanager
def _collecting_between_steps() -> Generator[None]:
    """Let Python look for unreachable objects only when a step's records are gone again.

    It would look through the thousands of records of each stretch several times, and the window
    stands still for as long as it looks: a tenth of a second and more.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _not_begun(error: DeskError) -> Report:
    return Report(Tally(), 0, 0, 0, 0.0, error)
