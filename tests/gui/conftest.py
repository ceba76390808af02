"""A window on a real store, and the parts it is built of."""

from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.store.store import Store
from desk_app.ui.acts import Acts
from desk_app.ui.desk import DeskStore
from desk_app.ui.exchange.running import Running
from desk_app.ui.jobs import Jobs
from desk_app.ui.kit import Kit, Ways
from desk_app.ui.lookups import Lookups
from desk_app.ui.preferences import Preferences
from desk_app.ui.shell.window import Window
from desk_app.ui.theme.look import put_on_sheet, wear
from tests.gui.people import furnished, unexpected
from tests.integration.store.making import opened
from tests.support.clock import Clock


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """The light look, put on once: it costs as much as the widgets that are there."""
    wear(qapp, "light")
    put_on_sheet(qapp)


@pytest.fixture(autouse=True)
def english() -> Generator[None]:
    """Each test begins and ends in English."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A store with a handful of records around one firm; the lane closes it again."""
    with opened(tmp_path / "profile", clock) as store:
        furnished(store, clock())
        yield store


@pytest.fixture
def jobs(qtbot: QtBot, store: Store) -> Iterator[Jobs]:
    """Lanes over the store; a mistake in a job fails the test."""
    jobs = Jobs()
    broken: list[object] = []
    jobs.broken.connect(broken.append)
    seen: list[bool] = []
    jobs.open(jobs, lambda: cast("DeskStore", store), lambda: seen.append(True), unexpected)
    qtbot.waitUntil(lambda: bool(seen))
    yield jobs
    jobs.close()
    assert broken == []


@pytest.fixture
def kit(jobs: Jobs, clock: Clock, tmp_path: Path) -> Kit:
    """What pages are built with."""
    settings = Preferences(tmp_path / "settings.json")
    lookups = Lookups(jobs)
    lookups.load()
    return Kit(jobs, Acts(jobs), lookups, Ways(), clock, settings)


@pytest.fixture
def running(jobs: Jobs, clock: Clock) -> Running:
    """An exchange that nobody has set up."""
    return Running(jobs, clock)


@pytest.fixture
def window(
    qtbot: QtBot, kit: Kit, running: Running, settled: Callable[[], None]
) -> Iterator[Window]:
    """The whole window on *Today*."""
    window = Window(kit, running)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.opened()
    settled()
    yield window
    settled()


@pytest.fixture
def settled(qtbot: QtBot, jobs: Jobs) -> Callable[[], None]:
    """Wait until the lane has done, and the window has shown, what was asked so far."""

    def wait() -> None:
        for _round in range(6):  # an answer may ask again
            done: list[object] = []
            jobs.read(jobs, lambda _desk: 1, done.append, unexpected)
            qtbot.waitUntil(partial(_answered, done))

    return wait


def _answered(answers: list[object]) -> bool:
    return bool(answers)
