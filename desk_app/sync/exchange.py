"""One exchange with the ministry, from the first question to the proof at its end."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from msgspec import Struct

from desk_app.contract.messages import Answer, Notice
from desk_app.contract.ministry import Ministry
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, NoSuchRecord, StoreTrouble
from desk_app.sync.engine import Engine
from desk_app.sync.steps import (
    AskBytes,
    Cancelled,
    Done,
    Progress,
    Step,
    Tally,
    TooMuch,
    may_have_arrived,
)
from desk_app.sync.traffic import Traffic


class Report(Struct, frozen=True):
    """How an exchange went. `problem` is fit for the officer and empty when all went well."""

    tally: Tally
    bytes_up: int
    bytes_down: int
    round_trips: int
    seconds: float
    problem: DeskError | None = None
    notice: Notice = ""
    differing: tuple[str, ...] = ()
    skew: timedelta = timedelta()


class Watch:
    """What the driver of an exchange tells and asks; by default nothing."""

    def progressed(self, progress: Progress) -> None:
        """Take note of how far the exchange has got."""

    def changed(self, changes: Changes) -> None:
        """Take note of records that changed here; called after each commit."""

    def cancelled(self) -> bool:
        """Tell whether the officer wants the exchange to stop."""
        return False


def exchange(
    engine: Engine,
    ministry: Ministry,
    clock: Callable[[], datetime],
    watch: Watch | None = None,
    traffic: Traffic | None = None,
) -> Report:
    """Run one exchange to its end.

    The world's failures do not raise: they end in the report, noted in the store, because what
    had been committed before them stands. `traffic` is the one that `ministry` counts into.
    """
    watch, traffic = watch or Watch(), traffic or Traffic()
    began = monotonic()
    done = _run(_Driver(engine, ministry, clock, traffic), watch)
    watch.changed(done.changes)
    return Report(
        done.tally,
        traffic.up,
        traffic.down,
        traffic.round_trips,
        monotonic() - began,
        done.problem,
        done.notice,
        done.differing,
        done.skew,
    )


def _run(driver: "_Driver", watch: Watch) -> Done:
    try:
        step = driver.start()
        while not isinstance(step, Done):
            watch.changed(step.changes)
            watch.progressed(step.progress)
            if watch.cancelled():
                raise Cancelled(sent=False)
            step = driver.take(step)
    except DeskError as error:
        if watch.cancelled() and not isinstance(error, StoreTrouble):
            error = Cancelled(sent=may_have_arrived(error))
        return driver.failed(error)
    return step


class _Driver:
    """Carries the engine's questions to the ministry and the answers back."""

    def __init__(
        self,
        engine: Engine,
        ministry: Ministry,
        clock: Callable[[], datetime],
        traffic: Traffic,
    ) -> None:
        self._engine = engine
        self._ministry = ministry
        self._clock = clock
        self._traffic = traffic

    def start(self) -> Step:
        return self._engine.start(self._clock())

    def take(self, step: Step) -> Step:
        if isinstance(step, Done):
            return step
        if isinstance(step, AskBytes):
            return self._fetch(step)
        try:
            answer: Answer = self._ministry.sync(step.sent)
        except TooMuch:
            return self._engine.too_large(self._clock())
        return self._engine.answered(answer, self._clock())

    def _fetch(self, step: AskBytes) -> Step:
        try:
            stretch = self._ministry.snapshot(step.name, step.start, step.length)
        except NoSuchRecord:
            return self._engine.gone(self._clock())
        return self._engine.fetched(stretch, self._clock())

    def failed(self, error: DeskError) -> Done:
        """A store that fails cannot be asked to note it."""
        if isinstance(error, StoreTrouble):
            return Done(self._engine.tally, problem=error)
        try:
            return self._engine.failed(error, self._clock())
        except StoreTrouble as worse:
            return Done(self._engine.tally, problem=worse)
