"""The capacity book in the window."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.kinds.task import Task
from desk_app.domain.registry import plain
from desk_app.matching.capacity import Cell
from desk_app.store.store import Store
from desk_app.ui.capacity.cells import cell_words
from desk_app.ui.capacity.firm import FirmCapacity
from desk_app.ui.capacity.page import CapacityPage
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created
from tests.support.workbooks import read_sheets, write_sheet

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


def test_a_firms_own_answer_goes_out_as_a_form_and_comes_back_in_one_act(
    qtbot: QtBot, window: Window, store: Store, settled: Settled, tmp_path: Path
) -> None:
    now = store._clock()  # pyright: ignore[reportPrivateUsage]  # the store's own clock
    long_ago = (now - timedelta(days=400)).date().isoformat()
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    base = {"firm": str(firm), "as_of": long_ago, "evidence": "document"}
    java = created(store, "capacity", **base, skill="java", employed=30, free=12)
    react = created(store, "capacity", **base, skill="react", employed=9, free=3)
    asked = {"what": "Ask the firm to confirm its capacity", "about": [str(firm)]}
    task = created(store, "task", **asked)

    part = bench_of(window, firm, settled)
    assert "To be confirmed" in texts(part)
    file = tmp_path / "answer.xlsx"
    part.write(file)
    qtbot.waitUntil(lambda: file.exists() and file.stat().st_size > 0)
    settled()

    filled_in(file)
    part.take(file)
    qtbot.waitUntil(lambda: part.answer is not None)
    words = texts(part)
    assert "1 line as before, 1 line changed, 1 new line, 0 lines not answered" in words
    assert "“some” is not a whole number." in words
    before = store.record(java).content
    assert isinstance(before, Capacity)
    assert before.as_of != now.date()

    taken_over(qtbot, part, settled)
    kept, told = store.record(java).content, store.record(react).content
    assert isinstance(kept, Capacity)
    assert isinstance(told, Capacity)
    assert (kept.free, kept.evidence, kept.as_of) == (12, "document", now.date())
    assert (told.free, told.evidence, told.as_of) == (7, "declared", now.date())
    assert store.count("capacity") == 3
    assert plain(store.record(task).content)["done"] == now.date().isoformat()
    window.actions_by_name["undo"].trigger()
    settled()
    assert store.record(java).content == before


def bench_of(window: Window, firm: UUID, settled: Settled) -> FirmCapacity:
    window.frame.show_record("firm", firm)
    settled()
    page = window.frame.beside.pane.record
    page.show_part("Capacity")
    settled()
    part = page.findChild(FirmCapacity)
    assert part is not None
    return part


def filled_in(file: Path) -> None:
    """Change one line, add one, and write one with a slip."""
    ((name, rows),) = list(read_sheets(file).items())[:1]
    lines = {row[0]: row for row in rows[1:3]}
    lines["react"][3] = 7
    added = [["kotlin", "", 5, "some"], ["swift", "", 4, 4]]
    write_sheet(file, name, [*rows[:3], *added])


def taken_over(qtbot: QtBot, part: FirmCapacity, settled: Settled) -> None:
    (take,) = [b for b in part.findChildren(QPushButton) if b.text() == "Take it over"]
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    settled()
