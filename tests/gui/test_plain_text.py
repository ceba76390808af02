"""Whoever wrote a text, the window shows it as it is: nothing reads markup."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.errors import LinkDown
from desk_app.store.store import Store
from desk_app.ui import messages
from desk_app.ui.shell.window import Window
from tests.gui.people import MARKUP


def every_widget() -> Iterator[QWidget]:
    for top in QApplication.topLevelWidgets():
        yield top
        yield from top.findChildren(QWidget)


def rich() -> list[str]:
    """Labels that might read markup, editors that do, and tips that look like it."""
    found: list[str] = []
    for widget in every_widget():
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found.append(f"label {widget.text()!r} in {type(widget.parent()).__name__}")
        if isinstance(widget, QTextEdit):
            found.append(f"rich editor in {type(widget.parent()).__name__}")
        if "<img" in widget.toolTip() or "<b>" in widget.toolTip():
            found.append(f"tip {widget.toolTip()!r}")
    return found


def visit(window: Window, store: Store, settled: Callable[[], None]) -> None:
    """Open every section, every record's page and parts, and every kind of form."""
    for section in ("people", "firms", "hubs", "meetings", "demands", "exchange", "today"):
        window.frame.show_section(section)
        settled()
    for kind in ("firm", "person", "meeting", "task", "tie"):
        for row in store.page(kind).rows:
            window.frame.show_record(kind, row.id)
            settled()
        window.frame.show_form(kind, store.page(kind).rows[0].id, {}, {})
        settled()
        window.frame.beside.pane.close_form()


def test_no_widget_of_the_window_reads_markup(
    qtbot: QtBot, window: Window, store: Store, settled: Callable[[], None]
) -> None:
    visit(window, store, settled)
    window.open_palette()
    assert rich() == []


def test_a_name_that_looks_like_markup_is_shown_letter_by_letter(
    window: Window, store: Store, settled: Callable[[], None]
) -> None:
    (row,) = store.page("firm", words="Acme").rows
    window.frame.show_record("firm", row.id)
    settled()
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert MARKUP in texts


def test_a_message_shows_its_text_as_it_is(qtbot: QtBot, window: Window) -> None:
    messages.trouble(window, LinkDown(MARKUP))
    assert rich() == []
    for box in window.findChildren(QWidget, "qt_msgbox_label"):
        assert isinstance(box, QLabel)
        assert box.text() == MARKUP


def test_every_button_has_a_name_for_a_screen_reader(
    window: Window, store: Store, settled: Callable[[], None]
) -> None:
    visit(window, store, settled)
    nameless = [
        f"{type(button).__name__} in {type(button.parent()).__name__}"
        for button in window.findChildren(QAbstractButton)
        if not (button.accessibleName() or button.text()) and button.isVisible()
    ]
    assert nameless == []
