"""In a window that speaks Bangla, records are called what they are called in Bangla."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.contract.messages import Change, Enrolment
from desk_app.contract.port import Landed, Landing
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Envelope, Stamp
from desk_app.domain.values import Plain
from desk_app.store.store import Store
from desk_app.ui.forms.choosing import input_for
from desk_app.ui.forms.links import LinksInput
from desk_app.ui.kit import Kit
from desk_app.ui.lists.page import ListPage
from desk_app.ui.shell.window import Window
from tests.integration.store.making import NOW, changed, created

Settled = Callable[[], None]


def titles(page: ListPage) -> list[str]:
    rows = (page.model.row(place) for place in range(page.model.rowCount()))
    return [row.title for row in rows if row is not None]


def said(widget: QWidget) -> set[str]:
    """What the labels and buttons that can be seen say."""
    labels = {part.text() for part in widget.findChildren(QLabel) if part.isVisible()}
    buttons = widget.findChildren(QAbstractButton)
    return labels | {part.text() for part in buttons if part.isVisible()}


@pytest.fixture
def bank(store: Store) -> UUID:
    """The bank of the small desk, which has a name in Bangla."""
    (row,) = store.page("firm", words="meghna").rows
    changed(store, row.id, name_bn="মেঘনা ব্যাংক")
    return row.id


def spoken_in_bangla(window: Window, settled: Settled) -> None:
    i18n.use("bn")
    window.rebuild()
    settled()


def test_a_list_is_asked_for_again_when_the_language_changes(
    window: Window, settled: Settled
) -> None:
    window.frame.show_section("people")
    settled()
    (before,) = window.findChildren(ListPage)
    assert "Anika Chowdhury" in titles(before)
    spoken_in_bangla(window, settled)
    after = [page for page in window.findChildren(ListPage) if page.isVisible()]
    assert "আনিকা চৌধুরী" in titles(after[0])
    assert "Johan de Vries" in titles(after[0])


def test_a_page_is_headed_in_bangla_with_the_other_name_below(
    window: Window, store: Store, bank: UUID, settled: Settled
) -> None:
    (job,) = store.page("position").rows
    changed(store, job.id, role_bn="আইটি প্রধান")
    (banker,) = store.page("person", words="johan").rows
    window.frame.show_record("firm", bank)
    spoken_in_bangla(window, settled)
    page = window.frame.beside.pane.record
    assert page.view is not None
    assert page.view.title == "মেঘনা ব্যাংক"
    assert any(text.startswith("Meghna Bank  ·") for text in said(page))
    window.frame.show_record("person", banker.id)
    settled()
    assert "আইটি প্রধান, মেঘনা ব্যাংক" in said(page)


def test_today_names_meetings_and_who_comes_in_bangla(
    window: Window, store: Store, bank: UUID, settled: Settled
) -> None:
    (meeting,) = store.page("meeting").rows
    changed(store, meeting.id, subject_bn="মেঘনা ব্যাংকের সঙ্গে আলোচনা")
    spoken_in_bangla(window, settled)
    assert "মেঘনা ব্যাংকের সঙ্গে আলোচনা" in said(window)


def test_the_palette_puts_whoever_is_called_so_in_either_language_first(
    window: Window, store: Store, settled: Settled
) -> None:
    created(store, "firm", name="Aarong", side="foreign", city="Anika")
    spoken_in_bangla(window, settled)
    window.open_palette()
    palette = window.palette_box
    assert palette is not None
    palette.edit.setText("anika")
    settled()
    found = [palette.model.row(place) for place in range(palette.model.rowCount())]
    names = [row.title for row in found if row is not None]
    assert names.index("আনিকা চৌধুরী") < names.index("Aarong")


def test_a_picker_offers_and_takes_the_bangla_name(
    qtbot: QtBot, kit: Kit, bank: UUID, settled: Settled
) -> None:
    i18n.use("bn")
    made = input_for(KINDS["demand"].fields["client"], kit.lookups, kit.clock)
    assert isinstance(made, LinksInput)
    qtbot.addWidget(made)
    made.show()
    made.edit.setFocus()
    qtbot.keyClicks(made.edit, "meghna")
    settled()
    made.edit.setFocus()
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.value() == str(bank)
    assert "মেঘনা ব্যাংক" in said(made)


def test_the_mission_and_its_officer_are_called_in_bangla(
    window: Window, kit: Kit, store: Store, settled: Settled
) -> None:
    stamp = Stamp(NOW)
    told: list[tuple[str, Plain]] = [
        ("mission", {"name": "The Hague", "name_bn": "দ্য হেগ", "country": "NL"}),
        ("officer", {"name": "Ada", "name_bn": "আদা"}),
    ]
    ids = {"mission": UUID(int=77), "officer": UUID(int=6)}
    store.enrol(
        Enrolment(
            *(UUID(int=5), ids["mission"], "The Hague", "NL", ids["officer"]),
            *("Ada", "officer", "ministry", NOW),
        )
    )
    landed = (
        Landed(Change(ids[kind], kind, 1, Envelope(None, "all", stamp, stamp), fields), fields)
        for kind, fields in told
    )
    store.port().land(Landing(NOW, records=tuple(landed)))
    kit.lookups.load()
    spoken_in_bangla(window, settled)
    assert {"দ্য হেগ", "আদা"} <= said(window)
