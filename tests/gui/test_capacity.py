"""The capacity book in the window."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.kinds.task import Task
from desk_app.matching.capacity import Cell
from desk_app.store.store import Store
from desk_app.ui.capacity.cells import cell_words
from desk_app.ui.capacity.page import CapacityPage
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created

Settled = Callable[[], None]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_claims_and_evidence_stand_apart_and_old_lines_ask_to_be_confirmed_once(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    now = store._clock()  # pyright: ignore[reportPrivateUsage]  # the store's own clock
    today = now.date()
    firm = str(created(store, "firm", name="Padma Soft", side="bangladeshi"))
    line = {"firm": firm, "skill": "java", "employed": 30, "as_of": today.isoformat()}
    created(store, "capacity", **line, free=12, evidence="document")
    created(store, "capacity", **line | {"employed": 8}, free=5, evidence="declared")
    long_ago = (today - timedelta(days=400)).isoformat()
    old = {"skill": "react", "employed": 4, "free": 4, "as_of": long_ago, "evidence": "declared"}
    created(store, "capacity", firm=firm, **old)

    window.frame.show_section("capacity")
    settled()
    page = window.frame.pages.currentWidget()
    assert isinstance(page, CapacityPage)
    assert page.book is not None
    rows = {one.skill: one.cells[0] for one in page.book.lines}
    assert rows["java"] == Cell(claimed=5, evidenced=12)
    assert rows["react"] == Cell(stale=4)
    page.view.setCurrentIndex(page.model.index(0, 1))
    assert "12 heads evidenced, 5 heads claimed" in page.said.text()

    (ask,) = [b for b in page.findChildren(QPushButton) if b.text() == "Ask to confirm"]
    assert ask.accessibleName() == "Ask Padma Soft to confirm"
    qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    settled()
    whats = [r.content.what for r in store.all("task") if isinstance(r.content, Task)]
    assert whats.count("Ask the firm to confirm its capacity") == 1
    assert "Asked" in texts(page)
    assert not [b for b in page.findChildren(QPushButton) if b.text() == "Ask to confirm"]


def test_the_filter_narrows_the_skills(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    now = store._clock()  # pyright: ignore[reportPrivateUsage]  # the store's own clock
    firm = str(created(store, "firm", name="Padma Soft", side="bangladeshi"))
    for skill in ("java", "react"):
        line = {"skill": skill, "free": 3, "as_of": now.date().isoformat(), "evidence": "visited"}
        created(store, "capacity", firm=firm, **line)
    window.frame.show_section("capacity")
    settled()
    page = window.frame.pages.currentWidget()
    assert isinstance(page, CapacityPage)
    assert page.model.rowCount() == 2
    qtbot.keyClicks(page.filter, "rea")
    assert page.model.rowCount() == 1
    assert page.model.index(0, 0).data().strip() == "react"


def test_a_cell_is_said_in_words() -> None:
    assert cell_words(Cell(claimed=1, evidenced=2, stale=3)) == (
        "2 heads evidenced, 1 head claimed, 3 heads too old"
    )
