"""Bringing a file in at the window: seen first, decided row by row, and taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.kinds.person import Person
from desk_app.store.store import Store
from desk_app.ui.importing.page import ImportPage
from desk_app.ui.kit import Kit
from desk_app.ui.shell.window import Window
from tests.integration.store.making import person

PATIENCE = 30_000
CSV = """Full name,E-mail,Works at,Shoe size
Tanvir Hossain,tanvir@example.org,Meghna Bank,42
Nusrat Jahan,nusrat@example.org,Padma Soft,38
Anika Chowdhury,anika@example.org,Delta Data,40
"""


@pytest.fixture
def page(qtbot: QtBot, kit: Kit) -> ImportPage:
    made = ImportPage(kit)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    return made


def opened(qtbot: QtBot, page: ImportPage, folder: Path, text: str, name: str) -> ImportPage:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        page.open(file)
    return page


def becomes(page: ImportPage) -> list[str]:
    return [page.model.data(page.model.index(n, 2)) for n in range(page.model.rowCount())]


def brought(qtbot: QtBot, page: ImportPage) -> None:
    with qtbot.waitSignal(page.over, timeout=PATIENCE):
        page.bring()


def test_what_would_become_of_each_row_is_seen_before_anything_is_saved(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    before = store.count("person")
    opened(qtbot, page, tmp_path, CSV, "people.csv")
    assert becomes(page)[:2] == ["New", "New"]
    assert "name" in page.model.data(page.model.index(2, 3))  # Anika is known here
    assert page.columns.undecided() == []
    assert store.count("person") == before


def test_a_file_is_brought_in_and_taken_back_whole(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    people, firms = store.count("person"), store.count("firm")
    opened(qtbot, page, tmp_path, CSV, "people.csv")
    page.order_form.unsure.setCurrentIndex(page.order_form.unsure.findData("match"))
    brought(qtbot, page)
    assert store.count("person") == people + 2
    with qtbot.waitSignal(page.work.taken_back, timeout=PATIENCE):
        page.outcome.taken_back.emit(store.filing.imports()[0].id)
    assert store.count("person") == people
    assert store.count("firm") == firms


def test_a_column_is_mapped_by_hand_and_remembered(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    opened(qtbot, page, tmp_path, CSV, "people.csv")
    combo = page.columns._combos["Shoe size"]
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        combo.setCurrentIndex(combo.findData("phone"))
    said = page.columns.said()
    assert said is not None
    assert said.mapping["Shoe size"] == "phone"
    page.order_form.unsure.setCurrentIndex(page.order_form.unsure.findData("skip"))
    brought(qtbot, page)
    opened(qtbot, page, tmp_path, CSV, "people.csv")
    assert page.columns._combos["Shoe size"].currentData() == "phone"
    assert "last time" in page.plan.how.text()


def test_a_column_of_firms_that_nobody_takes_must_be_decided(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(_page: object, _text: str, more: str = "") -> None:
        told.append(more)

    monkeypatch.setattr("desk_app.ui.importing.page.messages.tell", tell)
    page.order_form.kind.setCurrentIndex(page.order_form.kind.findData("firm"))
    table = "Company,Side,Hat colour\nTulip Works,foreign,red\n"
    opened(qtbot, page, tmp_path, table, "firms.csv")
    page.bring()
    assert told == ["Hat colour"]


def test_a_row_that_may_be_somebody_is_decided_by_two_clicks(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    known = person(store, "Nusrat Jahan", emails=["nusrat@example.org"])
    opened(qtbot, page, tmp_path, CSV, "people.csv")
    page.rows.selectRow(1)
    planned = page.model.at(1)
    page.detail.decided.emit(planned, "skip", None)
    assert becomes(page)[1] == "Leave out"
    page.order_form.unsure.setCurrentIndex(page.order_form.unsure.findData("skip"))
    brought(qtbot, page)
    content = store.record(known).content
    assert isinstance(content, Person)
    assert "38" not in content.notes


def test_a_picture_is_no_file_of_contacts_and_the_page_says_so(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def trouble(_page: object, error: object) -> None:
        told.append(str(error))

    monkeypatch.setattr("desk_app.ui.importing.page.messages.trouble", trouble)
    file = tmp_path / "holiday.vcf"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.open(file)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert "picture" in told[0]
    assert page.stack.currentIndex() == 0


def test_what_was_copied_is_proposed_as_a_person_with_a_firm(
    qtbot: QtBot, page: ImportPage, store: Store
) -> None:
    QGuiApplication.clipboard().setText(
        "Femke Jansen\nHead of Procurement\nTulip Works B.V.\n+31 6 55512345\nfemke@tulip.example"
    )
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        page.paste()
    assert page.model.rowCount() == 1
    brought(qtbot, page)
    (row,) = store.search("Femke", kinds=("person",))
    content = store.record(row.id).content
    assert isinstance(content, Person)
    assert content.emails == ("femke@tulip.example",)


def test_a_file_dropped_on_the_window_is_looked_at_and_a_link_is_not(
    qtbot: QtBot, window: Window, tmp_path: Path, settled: Callable[[], None]
) -> None:
    file = tmp_path / "card.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Femke Jansen\nN:Jansen;Femke\nEND:VCARD\n")
    dropped, link = QMimeData(), QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    link.setUrls([QUrl("https://example.org/card.vcf")])
    flags = (Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for data, taken in ((link, False), (dropped, True)):
        entering = QDragEnterEvent(QPoint(9, 9), flags[0], data, flags[1], flags[2])
        entering.ignore()
        window.dragEnterEvent(entering)
        assert entering.isAccepted() is taken
    window.dropEvent(QDropEvent(QPoint(9, 9), flags[0], dropped, flags[1], flags[2]))
    page = window.frame.importing
    assert page is not None
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        pass
    assert page.model.data(page.model.index(0, 1)) == "Femke Jansen"
    settled()


def test_what_is_copied_is_looked_at_only_while_it_is_asked_for(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard = QGuiApplication.clipboard()

    def elsewhere(_clipboard: object) -> bool:
        return False

    monkeypatch.setattr(type(clipboard), "ownsClipboard", elsewhere)
    card = "Femke Jansen\nTulip Works B.V.\nfemke@tulip.example"
    clipboard.setText(card)
    assert "Femke" not in window.toast.words.text()
    assert not window.status.watching.isVisible()
    window.actions_by_name["watch"].trigger()
    clipboard.setText(f"{card}\n+31 6 55512345")
    qtbot.waitUntil(lambda: "Femke Jansen is in what you copied" in window.toast.words.text())
    window.rebuild()  # in another language, say
    qtbot.waitUntil(window.status.watching.isVisible)
    names = [one.text() for one in window.status.watching.findChildren(QPushButton)]
    assert names == ["Bring in Femke Jansen", "Stop"]
    window.actions_by_name["watch"].trigger()
    assert "not looked at any more" in window.toast.words.text()
    assert not window.status.watching.isVisible()
    clipboard.setText(card.replace("Femke", "Willem"))
    assert "Willem" not in window.toast.words.text()
