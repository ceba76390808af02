"""The exchange's own thread: it works by schedule, on demand, and ends when told."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from time import monotonic

import pytest

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, LinkDown
from desk_app.sync.background import Background
from desk_app.sync.exchange import Report, Watch
from desk_app.sync.schedule import Pace
from desk_app.sync.steps import Cancelled, Progress, Tally
from tests.support.clock import Clock
from tests.support.logs import LogWatch

PATIENCE = 30
RARELY = Pace(every=3_600)


def a_report(problem: DeskError | None = None) -> Report:
    return Report(Tally(sent=1), 2, 3, 1, 0.1, problem)


class Carrying:
    """Exchanges that a test lets go on one by one."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.outcome: Callable[[Watch], Report] = lambda watch: a_report()
        self.cancelled = threading.Event()
        self.closed = threading.Event()

    def exchange(self, watch: Watch | None = None) -> Report:
        assert watch is not None
        self.begun.release()
        assert self.go.acquire(timeout=PATIENCE)
        return self.outcome(watch)

    def cancel(self) -> None:
        self.cancelled.set()
        self.go.release()

    def close(self) -> None:
        self.closed.set()


class Heard:
    """Keeps what was told, and lets a test wait for the end of an exchange."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.crashes: list[str] = []
        self.told: list[object] = []
        self.over = threading.Semaphore(0)

    def began(self) -> None:
        self.told.append("began")

    def progressed(self, progress: Progress) -> None:
        self.told.append(progress)

    def changed(self, changes: Changes) -> None:
        self.told.append(changes)

    def ended(self, report: Report) -> None:
        self.reports.append(report)
        self.over.release()

    def broke(self, crash: str) -> None:
        self.crashes.append(crash)
        self.over.release()

    def wait(self) -> None:
        assert self.over.acquire(timeout=PATIENCE)


class Running:
    """A background at work, with what it carries and what was heard of it."""

    def __init__(self, pace: Pace, allowed: Callable[[datetime], bool]) -> None:
        self.carrying = Carrying()
        self.heard = Heard()
        self.background = Background(
            lambda: self.carrying,
            self.heard,
            clock=Clock(),
            steady=monotonic,
            vary=lambda: 0.5,
            allowed=allowed,
            pace=pace,
        )

    def one(self) -> None:
        """Let one exchange run to its end."""
        assert self.carrying.begun.acquire(timeout=PATIENCE)
        self.carrying.go.release()
        self.heard.wait()


Runs = Callable[..., Running]


@pytest.fixture
def runs() -> Iterator[Runs]:
    made: list[Running] = []

    def make(pace: Pace = RARELY, allowed: Callable[[datetime], bool] = lambda _: True) -> Running:
        made.append(Running(pace, allowed))
        return made[-1]

    yield make
    for running in made:
        assert running.background.stop(PATIENCE)


def test_it_exchanges_at_the_start_and_when_asked(runs: Runs) -> None:
    running = runs()
    running.background.start()
    running.one()
    running.background.ask()
    running.one()
    assert [report.problem for report in running.heard.reports] == [None, None]
    assert running.heard.told.count("began") == 2


def test_what_happens_is_told_as_it_happens(runs: Runs) -> None:
    running = runs()
    touched = Changes(kinds=frozenset({"firm"}))

    def moving(watch: Watch) -> Report:
        watch.progressed(Progress(received=3))
        watch.changed(Changes())
        watch.changed(touched)
        return a_report()

    running.carrying.outcome = moving
    running.background.start()
    running.one()
    assert running.heard.told == ["began", Progress(received=3), touched]


def test_an_edit_brings_an_exchange_about(runs: Runs) -> None:
    running = runs(Pace(every=3_600, settle=0.0, settled=0.0))
    running.background.start()
    running.one()
    running.background.edited()
    running.one()


def test_asked_during_an_exchange_another_one_follows(runs: Runs) -> None:
    running = runs()
    running.background.start()
    assert running.carrying.begun.acquire(timeout=PATIENCE)
    running.background.ask()
    running.carrying.go.release()
    running.heard.wait()
    running.one()


def test_a_failure_is_told_and_tried_again(runs: Runs) -> None:
    running = runs(Pace(retry=0.0))
    running.carrying.outcome = lambda watch: a_report(LinkDown("down"))
    running.background.start()
    running.one()
    running.carrying.outcome = lambda watch: a_report()
    running.one()
    assert [str(report.problem or "") for report in running.heard.reports] == ["down", ""]


def test_a_desk_that_cannot_begin_is_told_why(runs: Runs) -> None:
    running = runs()

    def locked() -> Carrying:
        raise LinkDown("locked")

    running.background._make = locked
    running.background.start()
    running.heard.wait()
    assert str(running.heard.reports[0].problem) == "locked"


def test_a_mistake_of_the_program_does_not_end_the_thread(runs: Runs, logged: LogWatch) -> None:
    logged.expect("ValueError")
    running = runs()

    def mistaken(watch: Watch) -> Report:
        raise ValueError("Rahima Khatun")

    running.carrying.outcome = mistaken
    running.background.start()
    running.one()
    assert "ValueError" in running.heard.crashes[0]
    assert "Rahima" not in running.heard.crashes[0]
    running.carrying.outcome = lambda watch: a_report()
    running.background.ask()
    running.one()


def test_an_exchange_that_runs_is_cancelled(runs: Runs) -> None:
    running = runs()
    running.carrying.outcome = lambda watch: a_report(Cancelled(sent=True))
    running.background.start()
    assert running.carrying.begun.acquire(timeout=PATIENCE)
    running.background.cancel()
    running.heard.wait()
    assert running.carrying.cancelled.is_set()


def test_none_begins_by_itself_where_it_may_not_but_one_that_is_asked_for_does(
    runs: Runs,
) -> None:
    looked = threading.Event()

    def never(now: datetime) -> bool:
        looked.set()
        return False

    running = runs(allowed=never)
    running.background.start()
    assert looked.wait(PATIENCE)
    assert not running.heard.told
    running.background.ask()
    running.one()


def test_stopping_ends_what_runs_and_closes_the_connection(runs: Runs) -> None:
    running = runs()
    running.background.start()
    assert running.carrying.begun.acquire(timeout=PATIENCE)
    assert running.background.stop(PATIENCE)
    assert running.carrying.closed.is_set()


def test_stopping_what_never_started_is_nothing(runs: Runs) -> None:
    assert runs().background.stop()
