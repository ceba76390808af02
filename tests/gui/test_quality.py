"""The lists of what wants care, and one field of many records changed at once."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.store.store import Store
from desk_app.ui.kit import Kit
from desk_app.ui.merging.dialog import MergeDialog
from desk_app.ui.quality.page import CarePage
from desk_app.ui.quality.strip import addresses_menu
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created, person, shown

Settled = Callable[[], None]


@pytest.fixture
def page(qtbot: QtBot, store: Store, kit: Kit) -> CarePage:
    person(store, "Bounced Person", emails=["b@a.example"], bounced=["b@a.example"])
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    created(
        store,
        "capacity",
        firm=str(firm),
        skill="python",
        level="senior",
        evidence="declared",
        as_of="2025-01-01",
    )
    page = CarePage(kit)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.counts) and page.listed is not None, timeout=20_000)
    return page


def show(page: CarePage, name: str, kind: str, qtbot: QtBot) -> None:
    place = [(count.name, count.kind) for count in page.counts].index((name, kind))  # type: ignore[arg-type]  # a name of a list
    page.list.setCurrentRow(place)

    def there() -> bool:
        return page.listed is not None and (page.listed.name, page.listed.kind) == (name, kind)

    qtbot.waitUntil(there, timeout=20_000)


def titles(page: CarePage) -> list[str]:
    return [cell(page, line, 0) for line in range(page.table.rowCount())]


def cell(page: CarePage, line: int, place: int) -> str:
    item = page.table.item(line, place)
    return "" if item is None else item.text()


def test_every_list_is_counted_and_shown(page: CarePage, qtbot: QtBot) -> None:
    totals = {(count.name, count.kind): count.total for count in page.counts}
    assert totals["bounced", "person"] == 1
    assert totals["stale_capacity", "capacity"] == 1
    assert totals["no_consent", "person"] == 3
    show(page, "bounced", "person", qtbot)
    assert titles(page) == ["Bounced Person"]
    assert cell(page, 0, 1).endswith("%")
    assert cell(page, 0, 2) == "never"
    show(page, "stale_capacity", "capacity", qtbot)
    assert titles(page)[0].startswith("Padma Soft")
    assert "1 Jan 2025" in cell(page, 0, 2)


def test_many_records_are_changed_as_one_act_that_is_seen_before_and_undone(
    page: CarePage, store: Store, kit: Kit, settled: Settled, qtbot: QtBot
) -> None:
    show(page, "unverified", "person", qtbot)
    changing = page.changing
    assert changing is not None
    assert changing.field == "verified"
    changing.preview()
    assert "Choose records" in changing.note.text()
    page.table.selectAll()
    chosen = [line.id for line in page.chosen()]
    assert len(chosen) == 4
    changing.preview()
    assert all("verified" not in shown(store, id) for id in chosen)
    changing.apply()
    settled()
    assert {shown(store, id)["verified"] for id in chosen} == {"2026-11-02"}
    qtbot.waitUntil(lambda: page.table.rowCount() == 0)
    kit.acts.undo()
    settled()
    assert all("verified" not in shown(store, id) for id in chosen)


def test_a_value_that_is_none_is_said_and_changes_nothing(
    page: CarePage, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    show(page, "no_position", "person", qtbot)
    changing = page.changing
    assert changing is not None
    changing.fields.setCurrentIndex(changing.fields.findData("country"))
    changing.input.load("NL")
    page.table.selectAll()
    changing.preview()
    changing.apply()
    settled()
    assert all(shown(store, line.id)["country"] == "NL" for line in page.chosen())
    qtbot.waitUntil(lambda: {line.fields.get("country") for line in page.chosen()} == {"NL"})
    changing.preview()
    assert "say so already" in changing.note.text()


def test_a_record_is_opened_from_its_list(page: CarePage, kit: Kit, qtbot: QtBot) -> None:
    show(page, "bounced", "person", qtbot)
    opened: list[str] = []

    def note(kind: str, _id: object) -> None:
        opened.append(kind)

    kit.ways.record.connect(note)
    page.table.setCurrentCell(0, 0)
    page.table.entered_on.emit()
    assert opened == ["person"]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def strip(window: Window, store: Store, settled: Settled) -> tuple[QWidget, UUID]:
    id = person(store, "Karim Mia", emails=["k@a.example", "k@b.example"])
    window.frame.show_record("person", id)
    settled()
    return window.frame.beside.pane.record, id


def press(place: QWidget, text: str) -> None:
    [found] = [b for b in place.findChildren(QPushButton) if b.accessibleName() == text]
    found.click()


def test_a_person_is_verified_and_an_address_marked_on_the_page(
    window: Window, store: Store, kit: Kit, settled: Settled, qtbot: QtBot
) -> None:
    record, id = strip(window, store, settled)
    assert "Complete: 12 %" in texts(record)
    assert "Never verified" in texts(record)
    press(record, "Verified today")
    qtbot.waitUntil(lambda: "Verified 2 Nov 2026" in texts(record))
    view = window.frame.beside.pane.record.view
    assert view is not None
    menu = addresses_menu(view, kit, record)
    menu.actions()[1].trigger()
    settled()
    assert shown(store, id)["bounced"] == ["k@b.example"]
    view = window.frame.beside.pane.record.view
    assert view is not None
    menu = addresses_menu(view, kit, record)
    assert [action.isChecked() for action in menu.actions()] == [False, True]
    menu.actions()[1].trigger()
    settled()
    assert "bounced" not in shown(store, id)


def test_a_record_is_merged_with_one_that_is_looked_up(
    window: Window, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    other = person(store, "Quite Another Name", city="Leiden")
    record, id = strip(window, store, settled)
    press(record, "The same as …")
    dialog = window.findChild(MergeDialog)
    assert dialog is not None
    dialog.words.textEdited.emit("another")
    qtbot.waitUntil(lambda: dialog.found.count() == 1)
    dialog.found.itemClicked.emit(dialog.found.item(0))
    qtbot.waitUntil(lambda: dialog.pairing is not None and dialog.pairing.choosing is not None)
    assert dialog.pairing is not None
    dialog.pairing.merge()
    settled()
    assert store.record(other).envelope.archived is not None
    assert shown(store, id)["city"] == "Leiden"
