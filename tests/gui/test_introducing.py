"""How one gets to somebody: paths, asking, and what came of it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.kinds.introduction import Introduction
from desk_app.store.store import Store
from desk_app.ui.asks import Asks
from desk_app.ui.introducing.page import WayInPart, courtesy_card
from desk_app.ui.shell.window import Window

Settled = Callable[[], None]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(qtbot: QtBot, place: QWidget, name: str) -> None:
    found = [b for b in place.findChildren(QPushButton) if name in (b.text(), b.accessibleName())]
    assert found, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def way_in(window: Window, kind: str, id: UUID, settled: Settled) -> WayInPart:
    window.frame.show_record(kind, id)
    settled()
    page = window.frame.beside.pane.record
    page.show_part("Way in")
    settled()
    part = page.findChild(WayInPart)
    assert part is not None
    return part


def introduction(store: Store) -> Introduction:
    (record,) = store.all("introduction")
    assert isinstance(record.content, Introduction)
    return record.content


def test_an_introduction_is_asked_agreed_made_and_closed_in_few_keys(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    (johan,) = store.page("person", words="johan").rows
    part = way_in(window, "person", johan.id, settled)
    assert "may be asked" in texts(part)
    assert "asked 0 of 3 times a year" in texts(part)
    press(qtbot, part, "Ask Anika Chowdhury")
    settled()
    settled()
    assert introduction(store).state == "asked"
    assert introduction(store).asked_on is not None
    assert "asked 1 of 3 times a year" in texts(part)
    for words, state in (("Agreed", "agreed"), ("Made", "made")):
        press(qtbot, part, f"{words}: Anika Chowdhury")
        settled()
        assert introduction(store).state == state
    press(qtbot, part, "Outcome of the introduction by Anika Chowdhury")
    asks = window.findChild(Asks)
    assert asks is not None
    asks.slots["introduction", "outcome"].input.load("They meet in May.")
    asks.slots["introduction", "outcome"].input.changed.emit()
    press(qtbot, asks, "Close it")
    settled()
    assert introduction(store).state == "closed"
    assert introduction(store).outcome == "They meet in May."


def test_somebody_not_to_be_approached_is_said_so(
    window: Window, store: Store, settled: Settled
) -> None:
    (rafiq,) = store.page("person", words="rafiq").rows
    part = way_in(window, "person", rafiq.id, settled)
    assert "not to be approached" in texts(part)
    assert "Ask" not in [b.text() for b in part.findChildren(QPushButton)]


def test_the_courtesy_light_says_who_and_since_when(qtbot: QtBot) -> None:
    card = courtesy_card(("Berlin · 2026-03",))
    qtbot.addWidget(card)
    assert "Another mission already speaks with them: Berlin · 2026-03" in texts(card)
