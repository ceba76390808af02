"""The lanes: answers on the main thread, in order, only to those who still wait."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, LinkDown
from desk_app.ui.desk import DeskStore
from desk_app.ui.jobs import Jobs
from tests.gui.people import unexpected
from tests.support.logs import LogWatch


def test_work_runs_off_the_main_thread_and_its_answer_arrives_on_it(
    qtbot: QtBot, jobs: Jobs
) -> None:
    threads: list[str] = []

    def work(_desk: DeskStore) -> str:
        return threading.current_thread().name

    def done(name: str) -> None:
        threads.extend([name, threading.current_thread().name])

    jobs.read(jobs, work, done, unexpected)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads == ["store", "MainThread"]


def test_the_answer_for_a_closed_page_is_dropped(
    qtbot: QtBot, jobs: Jobs, settled: Callable[[], None]
) -> None:
    page = QObject()
    gate, told = threading.Event(), list[int]()
    jobs.read(page, lambda _desk: gate.wait(10) and 1, told.append, unexpected)
    delete(page)
    gate.set()
    settled()
    assert told == []


def test_of_a_question_asked_again_only_the_newest_is_answered(
    jobs: Jobs, settled: Callable[[], None]
) -> None:
    asked, told = list[str](), list[str]()
    gate = threading.Event()
    jobs.read(jobs, lambda _desk: gate.wait(10), lambda _: None, unexpected)

    def ask(word: str, _desk: DeskStore) -> str:
        asked.append(word)
        return word

    for word in ("a", "an", "ani"):
        jobs.latest(jobs, "search", partial(ask, word), told.append, unexpected)
    gate.set()
    settled()
    assert (asked, told) == (["ani"], ["ani"])


def test_a_failure_of_the_world_reaches_the_page(qtbot: QtBot, jobs: Jobs) -> None:
    failures: list[DeskError] = []

    def work(_desk: DeskStore) -> int:
        raise LinkDown("No link. Nothing is lost.")

    jobs.read(jobs, work, unexpected, failures.append)
    qtbot.waitUntil(lambda: [str(e) for e in failures] == ["No link. Nothing is lost."])


def test_a_mistake_of_the_program_reaches_the_one_reporter(
    qtbot: QtBot, store: DeskStore, logged: LogWatch
) -> None:
    logged.expect("builtins.KeyError")
    jobs, broken = Jobs(), list[Exception]()
    jobs.broken.connect(broken.append)
    jobs.open(jobs, lambda: store, lambda: None, unexpected)

    def work(_desk: DeskStore) -> int:
        raise KeyError("Anika")

    jobs.read(jobs, work, unexpected, unexpected)
    qtbot.waitUntil(lambda: len(broken) == 1)
    jobs.close()


def test_work_asked_before_the_store_is_open_waits_for_it(qtbot: QtBot, store: DeskStore) -> None:
    jobs, told = Jobs(), list[int | None]()
    jobs.read(jobs, lambda desk: desk.page("person").total, told.append, unexpected)
    jobs.open(jobs, lambda: store, lambda: None, unexpected)
    qtbot.waitUntil(lambda: told == [3])
    jobs.close()


def test_what_was_written_is_announced_even_when_the_page_is_gone(
    jobs: Jobs, settled: Callable[[], None]
) -> None:
    page, told = QObject(), list[Changes]()
    jobs.changed.connect(told.append)
    changes = Changes(kinds=frozenset({"firm"}))
    jobs.write(page, lambda _desk: changes, unexpected)
    delete(page)
    settled()
    assert told == [changes]
