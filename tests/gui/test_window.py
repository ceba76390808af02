"""Stories of an officer at the window, with the keyboard alone where there is a key."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.contract.messages import Change, Enrolment
from desk_app.contract.port import Landed, Landing
from desk_app.domain.records import Envelope, Stamp
from desk_app.domain.registry import plain
from desk_app.domain.values import Plain
from desk_app.store.store import Store
from desk_app.ui.messages import Reason
from desk_app.ui.shell.window import Window
from desk_app.ui.today.page import TodayPage
from tests.integration.store.making import NOW

Settled = Callable[[], None]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def press(qtbot: QtBot, window: Window, name: str) -> None:
    """Trigger the action `name` as its key would: shortcuts need an active window."""
    window.actions_by_name[name].trigger()


def named(widget: QWidget, name: str) -> QWidget:
    """The part that a screen reader calls `name`."""
    return next(part for part in widget.findChildren(QWidget) if part.accessibleName() == name)


def typing_in(window: Window) -> QLineEdit:
    """The line that has the keyboard."""
    focus = QApplication.focusWidget() or window.focusWidget()
    assert isinstance(focus, QLineEdit)
    return focus


def test_today_shows_the_next_meeting_and_what_is_late(window: Window) -> None:
    today = window.frame.pages.currentWidget()
    assert isinstance(today, TodayPage)
    assert today.day is not None
    assert [entry.title for entry in today.day.meetings] == ["Talk with Meghna Bank"]
    assert today.day.meetings[0].about == "Meghna Bank, Johan de Vries"
    assert "Tomorrow" in texts(today)
    assert "3 days late" in texts(today)


def test_a_person_is_made_with_the_keyboard_alone_and_undone(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    press(qtbot, window, "go people")
    settled()
    press(qtbot, window, "new")
    settled()
    qtbot.keyClicks(typing_in(window), "Bela Das")
    form = window.frame.beside.pane.form
    assert form is not None
    qtbot.keyClick(typing_in(window), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert [row.title for row in store.page("person", words="bela").rows] == ["Bela Das"]
    assert "Bela Das" in texts(window.frame.beside.pane)
    assert window.actions_by_name["undo"].text() == "Undo: New: Person"
    press(qtbot, window, "undo")
    settled()
    assert store.page("person", words="bela").rows == ()


def test_the_palette_finds_a_record_and_goes_there(
    qtbot: QtBot, window: Window, settled: Settled
) -> None:
    press(qtbot, window, "find")
    palette = window.palette_box
    assert palette is not None
    qtbot.keyClicks(palette.edit, "megh")
    settled()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    settled()
    view = window.frame.beside.pane.record.view
    assert view is not None
    assert view.title == "Meghna Bank"


def test_the_palette_finds_actions_by_their_words(qtbot: QtBot, window: Window) -> None:
    press(qtbot, window, "find")
    palette = window.palette_box
    assert palette is not None
    titles = [
        palette.model.data(palette.model.index(i, 0)) for i in range(palette.model.rowCount())
    ]
    assert "Exchange with the ministry" in titles


def test_back_and_forward_walk_the_places(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    (firm,) = store.page("firm", words="meghna").rows
    window.frame.show_record("firm", firm.id)
    settled()
    press(qtbot, window, "go meetings")
    settled()
    press(qtbot, window, "back")
    settled()
    assert window.frame.place.id == firm.id
    press(qtbot, window, "back")
    assert isinstance(window.frame.pages.currentWidget(), TodayPage)
    press(qtbot, window, "forward")
    assert window.frame.place.id == firm.id


def test_archiving_asks_why_and_restoring_brings_back(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    (row,) = store.page("person", words="rafiq").rows
    window.frame.show_record("person", row.id)
    settled()
    press(qtbot, window, "archive")
    asks = window.findChild(Reason)
    assert asks is not None
    assert not asks.agree.isEnabled()
    qtbot.keyClicks(asks.words, "Moved to Canada")
    qtbot.keyClick(asks.words, Qt.Key.Key_Return)
    settled()
    archived = store.record(row.id).envelope.archived
    assert archived is not None
    assert archived.why == "Moved to Canada"
    assert store.page("person", words="rafiq").rows == ()
    press(qtbot, window, "archive")
    settled()
    assert store.record(row.id).envelope.archived is None


def test_a_promise_is_done_with_one_key(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    done = named(window, "Done: Send the references")
    qtbot.keyClick(done, Qt.Key.Key_Space)
    settled()
    (task,) = store.all("task")
    assert plain(task.content)["done"] == "2026-11-02"


def test_the_language_changes_while_the_window_stays_where_it_is(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    (row,) = store.page("person", words="anika").rows
    window.frame.show_record("person", row.id)
    settled()
    i18n.use("bn")
    window.rebuild()
    settled()
    view = window.frame.beside.pane.record.view
    assert view is not None
    assert view.record.id == row.id
    shown = texts(window)
    assert "ব্যক্তিবর্গ" in shown
    assert "পরিচয় করিয়ে দিতে অনুরোধ: সম্মত" in shown


def test_what_was_being_typed_is_offered_again_after_a_kill(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    (row,) = store.page("person", words="anika").rows
    window.frame.show_form("person", row.id, {}, {})
    settled()
    form = window.frame.beside.pane.form
    assert form is not None
    line = form.form.slots["city"].input.findChild(QLineEdit)
    assert line is not None
    qtbot.keyClicks(line, " and Leiden")
    qtbot.waitUntil(lambda: str(row.id) in store.drafts())
    _killed(window)
    window.frame.show_form("person", row.id, {}, {})
    settled()
    again = window.frame.beside.pane.form
    assert again is not None
    assert "You had begun typing here, and it was kept." in texts(again)
    offered = named(again, "Take it up again")
    qtbot.keyClick(offered, Qt.Key.Key_Space)
    assert again.form.changes() == {"city": "Delft and Leiden"}
    again.save()
    settled()
    assert plain(store.record(row.id).content)["city"] == "Delft and Leiden"
    assert store.drafts() == {}


def _killed(window: Window) -> None:
    """Forget the form without a word, as a kill does."""
    window.frame.beside.pane.form = None


def test_a_form_with_something_wrong_says_what_and_is_not_saved(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    window.frame.show_form("firm", None, {}, {})
    settled()
    form = window.frame.beside.pane.form
    assert form is not None
    form.save()
    assert "2 fields are not right yet." in texts(form)
    assert texts(form).count("This is needed.") == 2
    assert len(store.all("firm")) == 2


def test_a_record_that_hangs_on_another_is_added_from_its_page(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    (row,) = store.page("firm", words="meghna").rows
    window.frame.show_record("firm", row.id)
    settled()
    page = window.frame.beside.pane.record
    page.tabs.setCurrentIndex(1)
    add = named(page, "Add: Certificate")
    qtbot.keyClick(add, Qt.Key.Key_Space)
    settled()
    form = window.frame.beside.pane.form
    assert form is not None
    assert form.form.draft()["holder"] == str(row.id)
    form.form.slots["name"].input.load("ISO 9001")
    form.save()
    settled()
    (certificate,) = store.all("certificate")
    assert plain(certificate.content)["name"] == "ISO 9001"
    assert window.frame.beside.pane.record.id == row.id


def test_the_status_line_says_where_the_desk_stands(window: Window) -> None:
    assert window.status.words.accessibleName() == (
        "10 changes wait to be sent  ·  The ministry has not answered yet".replace("  ", " ")
    )


@pytest.mark.parametrize(
    "name", ["exchange", "find", "new", "edit", "brief", "undo", "back", "keys"]
)
def test_every_main_action_has_a_key(window: Window, name: str) -> None:
    assert not window.actions_by_name[name].shortcut().isEmpty()


def test_no_key_is_given_twice(window: Window) -> None:
    keys = [
        action.shortcut().toString()
        for action in window.actions_by_name.values()
        if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))


def test_what_the_ministry_keeps_is_not_offered_for_change(
    window: Window, store: Store, settled: Settled
) -> None:
    stamp = Stamp(NOW)
    content: Plain = {"name": "Fintech", "domain": "fintech", "checked": "2026-11-01"}
    change = Change(UUID(int=4_004), "dossier", 1, Envelope(None, "all", stamp, stamp), content)
    enrolment = Enrolment(
        UUID(int=5), UUID(int=77), "Here", "NL", UUID(int=6), "Ada", "officer", "ministry", NOW
    )
    store.enrol(enrolment)
    store.port().land(Landing(NOW, records=(Landed(change, content),)))
    window.frame.show_record("dossier", change.id)
    settled()
    page = window.frame.beside.pane.record
    names = [part.accessibleName() for part in page.findChildren(QWidget)]
    assert "Edit" not in names
    assert "Kept by the ministry" in texts(page)
    window.actions_by_name["edit"].trigger()  # the key does nothing either
    assert window.frame.beside.pane.form is None
