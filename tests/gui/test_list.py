"""Lists: the model's contract, rows by the stretch, the instant filter."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desk_app.domain.acts import Act, Create
from desk_app.store.store import Store
from desk_app.store.values import Row
from desk_app.ui.kit import Kit
from desk_app.ui.lists.delegate import chip_of, detail_of
from desk_app.ui.lists.model import ROW, STRETCH, RowsModel
from desk_app.ui.lists.page import ListPage
from tests.integration.store.making import person


def rows(first: int, count: int) -> list[Row]:
    return [
        Row(place, UUID(int=place + 1), "person", f"Person {place}", "", {}, "received", False)
        for place in range(first, first + count)
    ]


def test_the_model_keeps_the_contract_of_qt(qtmodeltester: ModelTester) -> None:
    model = RowsModel()
    model.begin(rows(0, STRETCH), 250)
    qtmodeltester.check(model)
    model.fill(1, rows(STRETCH, STRETCH))
    model.grow(260)
    model.grow(120)
    qtmodeltester.check(model)


def test_a_million_rows_are_asked_for_only_where_somebody_looks() -> None:
    model, wanted = RowsModel(), list[int]()
    model.wanted.connect(wanted.append)
    model.begin(rows(0, STRETCH), 1_000_000)
    assert model.rowCount() == 1_000_000
    index = model.index(700_042, 0)
    assert model.data(index) == "…"
    assert model.data(index, ROW) is None
    assert wanted == [700_042 // STRETCH]
    model.fill(7_000, rows(700_000, STRETCH))
    assert model.data(index) == "Person 700042"


def test_a_stretch_under_way_is_not_asked_for_twice() -> None:
    model, wanted = RowsModel(), list[int]()
    model.wanted.connect(wanted.append)
    model.begin(rows(0, STRETCH), 500)
    for place in (150, 151, 199):
        model.row(place)
    assert wanted == [1]
    model.refused(1)
    model.row(150)
    assert wanted == [1, 1]


def titles(page: ListPage) -> list[str]:
    model = page.model
    return [str(model.data(model.index(place, 0))) for place in range(model.rowCount())]


@pytest.fixture
def page(qtbot: QtBot, kit: Kit, settled: Callable[[], None]) -> ListPage:
    page = ListPage("person", kit)
    qtbot.addWidget(page)
    page.show()
    settled()
    return page


def test_the_filter_answers_while_one_types(
    qtbot: QtBot, page: ListPage, settled: Callable[[], None]
) -> None:
    assert titles(page) == ["Anika Chowdhury", "Johan de Vries", "Rafiq Islam"]
    qtbot.keyClicks(page.filter, "vri")
    settled()
    assert titles(page) == ["Johan de Vries"]
    assert page.count.text() == "1"
    qtbot.keyClick(page.filter, Qt.Key.Key_Escape)
    settled()
    assert len(titles(page)) == 3


def test_bangla_is_typed_through_the_input_method_and_found(
    page: ListPage, settled: Callable[[], None]
) -> None:
    typed = QInputMethodEvent("", [])
    typed.setCommitString("চৌধুরী")
    QApplication.sendEvent(page.filter, typed)
    settled()
    assert typed.type() is QEvent.Type.InputMethod
    assert titles(page) == ["Anika Chowdhury"]


def test_rows_far_down_arrive_when_they_are_looked_at(
    qtbot: QtBot, store: Store, page: ListPage, settled: Callable[[], None]
) -> None:
    for number in range(STRETCH + 20):
        person(store, f"Zz {number:03}")
    page.ask()
    settled()
    page.view.scrollToBottom()
    qtbot.waitUntil(lambda: titles(page)[-1] == f"Zz {STRETCH + 19:03}")


def test_a_filter_that_finds_nothing_says_so(page: ListPage, settled: Callable[[], None]) -> None:
    page.filter.setText("qqqq")
    settled()
    assert page.nothing.isVisible()
    assert "Nothing here matches" in page.nothing.text()


def test_a_cross_that_clears_the_filter_comes_with_its_first_letter(
    qtbot: QtBot, page: ListPage
) -> None:
    def names() -> list[str]:
        return [button.accessibleName() for button in page.filter.findChildren(QAbstractButton)]

    assert names() == ["Filter People"]
    qtbot.keyClicks(page.filter, "vr")
    assert names() == ["Filter People", "Clear"]
    page.filter.findChildren(QAbstractButton)[1].click()
    assert page.filter.text() == ""


def test_the_arrow_down_walks_from_the_filter_into_the_list(qtbot: QtBot, page: ListPage) -> None:
    chosen: list[Row] = []
    page.chosen.connect(chosen.append)
    page.filter.setFocus()
    qtbot.keyClick(page.filter, Qt.Key.Key_Down)
    assert [row.title for row in chosen] == ["Anika Chowdhury"]


def test_a_record_changed_elsewhere_appears_in_the_list(
    store: Store, page: ListPage, kit: Kit, settled: Callable[[], None]
) -> None:

    id = store.new_id()
    kit.acts.do(page, Act((Create(id, "person", {"name": "Bela Das"}),), "New person"))
    settled()
    assert "Bela Das" in titles(page)


def test_whom_nobody_may_approach_is_marked_in_words(page: ListPage) -> None:
    row: Row = page.model.data(page.model.index(2, 0), ROW)
    assert chip_of(row) == ("Do not approach", "alert")


def test_the_date_that_leads_a_line_is_said_in_words() -> None:
    cells = {"when": "2026-11-03T09:00:00Z"}
    row = Row(0, UUID(int=1), "meeting", "Talk", "2026-11-03 · Bank", cells, "received", False)
    assert "2026-11-03" not in detail_of(row)
    assert "Nov 2026" in detail_of(row)
    assert detail_of(row).endswith("· Bank")
