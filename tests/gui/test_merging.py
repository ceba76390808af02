"""Likely twins on their page: chosen side by side, merged, undone, told apart, taken apart."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.registry import plain
from desk_app.store import merging
from desk_app.store.store import Store
from desk_app.ui.forms.page import FormPage
from desk_app.ui.kit import Kit
from desk_app.ui.merging.page import TwinsPage
from desk_app.ui.shell.window import Window
from tests.integration.store.making import changed, created, names, person, shown

Settled = Callable[[], None]


@pytest.fixture
def twins(store: Store) -> tuple[UUID, UUID]:
    """One person twice, with a task for the second."""
    keep = person(
        store,
        "Md. Rahman Chowdhury",
        emails=["rahman@a.example"],
        city="Delft",
        country="NL",
        verified="2026-10-01",
    )
    gone = person(
        store, "মোঃ রহমান চৌধুরী", emails=["rahman@a.example", "rc@b.example"], city="Leiden"
    )
    created(store, "task", what="Call", owner=str(gone))
    return keep, gone


@pytest.fixture
def page(qtbot: QtBot, twins: tuple[UUID, UUID], kit: Kit, settled: Settled) -> TwinsPage:
    page = TwinsPage(kit)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.pairs), timeout=20_000)
    settled()
    return page


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def press(widget: QWidget, text: str) -> None:
    found = [b for b in widget.findChildren(QPushButton) if b.accessibleName() == text]
    assert found, text
    found[-1].click()


def test_a_pair_is_shown_with_its_reasons_and_both_sides(page: TwinsPage) -> None:
    (pair,) = page.pairs
    assert pair.kind == "person"
    assert "same e-mail" in page.list.item(0).text()
    assert page.pairing is not None
    said = texts(page.pairing)
    for words in ("Delft", "Leiden", "rahman@a.example, rc@b.example", "1 Tasks"):
        assert words in said, words


def test_fields_are_chosen_one_by_one_and_the_outcome_is_seen_before(page: TwinsPage) -> None:
    assert page.pairing is not None
    choosing = page.pairing.choosing
    assert choosing is not None
    before = choosing.fields()
    assert "city" not in before
    assert before["emails"] == ["rahman@a.example", "rc@b.example"]
    choosing.take("city", "gone")
    choosing.take("emails", "keep")
    after = choosing.fields()
    assert after["city"] == "Leiden"
    assert "emails" not in after
    assert choosing.chosen_takes() == {"city": "gone", "emails": "keep"}
    choosing.take("emails", "both")
    assert choosing.chosen_takes() == {"city": "gone"}


def test_merged_the_pair_leaves_the_list_and_undo_brings_it_back(
    page: TwinsPage, store: Store, kit: Kit, settled: Settled, qtbot: QtBot
) -> None:
    assert page.pairing is not None
    before = len(names(store))
    page.pairing.merge()
    qtbot.waitUntil(lambda: not page.pairs)
    settled()
    assert len(names(store)) == before - 1
    assert "No two records look the same." in page.note.text()
    kit.acts.undo()
    qtbot.waitUntil(lambda: len(page.pairs) == 1)
    settled()
    assert len(names(store)) == before


def test_turned_round_the_other_one_stays(
    page: TwinsPage, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    pairing = page.pairing
    assert pairing is not None
    assert pairing.choosing is not None
    stays = pairing.choosing.sides.gone
    pairing.turn()
    settled()
    assert pairing.choosing.sides.keep == stays
    pairing.merge()
    qtbot.waitUntil(lambda: not page.pairs)
    assert store.record(stays).envelope.archived is None


def test_two_that_are_not_one_are_not_suggested_again(
    page: TwinsPage, qtbot: QtBot, settled: Settled
) -> None:
    assert page.pairing is not None
    press(page.pairing, "They are not the same")
    qtbot.waitUntil(lambda: not page.pairs)
    with qtbot.waitSignal(page.search.found, timeout=20_000):
        page.look()
    settled()
    assert page.pairs == []


def test_what_was_merged_is_listed_and_taken_apart(
    page: TwinsPage, store: Store, twins: tuple[UUID, UUID], qtbot: QtBot, settled: Settled
) -> None:
    keep, gone = twins
    assert page.pairing is not None
    merging.merge(store, keep, gone)
    changed(store, keep, emails=["new@a.example"])
    page.tabs.setCurrentIndex(1)
    settled()
    assert page.list.count() == 1
    press(page.sheet, "Take apart")
    settled()
    qtbot.waitUntil(lambda: page.list.count() == 0)
    assert store.record(gone).envelope.archived is None
    assert shown(store, keep)["emails"] == ["new@a.example"]


def test_the_page_of_a_merged_record_leads_on_and_takes_it_apart(
    window: Window, store: Store, twins: tuple[UUID, UUID], settled: Settled
) -> None:
    keep, gone = twins
    merging.merge(store, keep, gone)
    window.frame.show_record("person", gone)
    settled()
    record = window.frame.beside.pane.record
    assert "Merged into another record" in texts(record)
    press(record, "Open what it is in")
    settled()
    assert record.id == keep
    window.frame.show_record("person", gone)
    settled()
    press(record, "Take apart")
    settled()
    assert store.record(gone).envelope.archived is None


def form(window: Window, kind: str = "person") -> FormPage:
    window.frame.show_form(kind, None, {}, {})
    opened = window.frame.beside.pane.form
    assert opened is not None
    return opened


def type_in(opened: FormPage, field: str, value: object) -> None:
    opened.form.slots[field].input.load(value)
    opened.form.changed.emit()


def test_while_a_name_is_typed_its_record_is_told(
    window: Window, twins: tuple[UUID, UUID], qtbot: QtBot
) -> None:
    opened = form(window)
    hint = opened.hint
    assert hint is not None
    assert not hint.isVisible()
    type_in(opened, "name", "Rahman Chowdhury Md.")
    qtbot.waitUntil(hint.isVisible)
    assert twins[0] in {one.id for one in hint.likely}
    assert "Perhaps already here: Md. Rahman Chowdhury" in texts(hint)
    type_in(opened, "name", "Somebody Quite Different")
    qtbot.waitUntil(lambda: not hint.isVisible())


def test_what_was_typed_goes_into_the_record_that_was_there(
    window: Window, twins: tuple[UUID, UUID], store: Store, qtbot: QtBot, settled: Settled
) -> None:
    opened = form(window)
    hint = opened.hint
    assert hint is not None
    type_in(opened, "name", "Rahman Chowdhury")
    type_in(opened, "phones", ["+31700000001"])
    qtbot.waitUntil(lambda: twins[0] in {one.id for one in hint.likely})
    hint.taken.emit(twins[0])
    settled()
    other = window.frame.beside.pane.form
    assert other is not None
    assert other.id == twins[0]
    settled()
    press(other, "Take it up again")
    other.save()
    settled()
    saved = plain(store.record(twins[0]).content)
    assert saved["phones"] == ["+31700000001"]
    assert saved["name"] == "Md. Rahman Chowdhury"


def test_a_record_that_is_changed_gets_no_hint(
    window: Window, twins: tuple[UUID, UUID], settled: Settled
) -> None:
    window.frame.show_form("person", twins[0], {}, {})
    settled()
    opened = window.frame.beside.pane.form
    assert opened is not None
    assert opened.hint is None
    assert form(window, "task").hint is None
