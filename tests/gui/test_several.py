"""Briefs for a whole delegation in one go, and the reports to Dhaka."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.domain.errors import DeskError, PrinterTrouble
from desk_app.store.store import Store
from desk_app.ui.briefs.making import Wanted
from desk_app.ui.briefs.several import SeveralPage
from desk_app.ui.kit import Kit
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created
from tests.support.clock import Clock

PATIENCE = 60_000


def planned(store: Store, clock: Clock, days: int, subject: str, **more: str) -> UUID:
    when = (clock() + timedelta(days=days)).isoformat().replace("+00:00", "Z")
    return created(store, "meeting", subject=subject, when=when, **more)


@pytest.fixture
def meetings(store: Store, clock: Clock) -> tuple[UUID, ...]:
    """Three meetings ahead besides the one of tomorrow, and two that are not for a brief."""
    planned(store, clock, 2, "Called off", standing="cancelled")
    planned(store, clock, -2, "Yesterday's news")
    days = {3: "Tulip Bank", 5: "Canal Works", 40: "Far ahead"}
    return tuple(planned(store, clock, n, subject) for n, subject in days.items())


@pytest.fixture
def page(qtbot: QtBot, kit: Kit, meetings: tuple[UUID, ...]) -> SeveralPage:
    made = SeveralPage(kit)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.read):
        pass
    return made


def test_the_meetings_of_the_week_are_chosen_to_begin_with(
    page: SeveralPage, meetings: tuple[UUID, ...]
) -> None:
    listed = [page.meetings.item(n).text() for n in range(page.meetings.count())]
    assert [words.split("  ·  ")[1] for words in listed] == [
        "Talk with Meghna Bank",
        "Tulip Bank",
        "Canal Works",
        "Far ahead",
    ]
    assert page.chosen()[1:] == meetings[:2]


def test_each_brief_is_written_and_noted(
    qtbot: QtBot, page: SeveralPage, store: Store, tmp_path: Path
) -> None:
    page.write(tmp_path)
    qtbot.waitUntil(lambda: page.batch is None, timeout=PATIENCE)
    files = sorted(tmp_path.glob("brief-*.pdf"))
    assert len(files) == len(page.chosen()) == 3
    assert all(file.read_bytes().startswith(b"%PDF-") for file in files)
    assert len(store.all("brief")) == 3
    assert page.note.text() == "3 briefs are out and noted."


def test_a_batch_that_is_stopped_keeps_what_came_out(
    qtbot: QtBot, page: SeveralPage, store: Store, tmp_path: Path
) -> None:
    page.write(tmp_path)
    assert page.batch is not None
    batch = page.batch
    batch.moved.connect(batch.stop)
    qtbot.waitUntil(lambda: page.batch is None, timeout=PATIENCE)
    assert len(list(tmp_path.glob("*.pdf"))) == len(store.all("brief")) == 1


def test_a_folder_that_takes_nothing_ends_the_batch_with_a_sentence(
    qtbot: QtBot, page: SeveralPage, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[DeskError] = []
    monkeypatch.setattr(page, "_on_failed", told.append)
    page.write(tmp_path / "gone")
    qtbot.waitUntil(lambda: page.batch is None, timeout=PATIENCE)
    assert [type(error) for error in told] == [PrinterTrouble]
    assert store.all("brief") == []


def test_nothing_chosen_is_nothing_to_print(page: SeveralPage) -> None:
    for line in range(page.meetings.count()):
        page.meetings.item(line).setCheckState(Qt.CheckState.Unchecked)
    assert page.chosen() == ()
    assert not any(action.isEnabled() for action in page._outs)


def test_a_report_opens_in_the_composer(
    qtbot: QtBot, window: Window, settled: Callable[[], None]
) -> None:
    window.actions_by_name["several"].trigger()
    settled()
    page = window.frame.several
    assert page is not None
    wanted: list[Wanted] = []
    page._kit.ways.brief.disconnect()
    page._kit.ways.brief.connect(wanted.append)
    page._mission = UUID(int=5)
    page.monthly()
    (asked,) = wanted
    assert (asked.subject, asked.form) == (UUID(int=5), "monthly")
    assert asked.period is not None
    assert asked.period.first.day == 1
    assert asked.period.last + timedelta(days=1) == asked.period.first.replace(
        month=asked.period.first.month % 12 + 1,
        year=asked.period.first.year + asked.period.first.month // 12,
    )
