"""Openings: who is suggested, and that no name goes out without consent."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.changes import Changes
from desk_app.domain.kinds.opening import Candidacy
from desk_app.store.store import Store
from desk_app.ui.openings.page import CandidatesPart
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created, person

Settled = Callable[[], None]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(qtbot: QtBot, place: QWidget, name: str) -> None:
    found = [b for b in place.findChildren(QPushButton) if name in (b.text(), b.accessibleName())]
    assert found, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def stage(store: Store) -> str:
    (record,) = store.all("candidacy")
    assert isinstance(record.content, Candidacy)
    return record.content.stage


def test_a_name_goes_to_the_employer_only_once_the_person_has_agreed(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    java = [{"skill": "java", "level": "senior"}]
    who = person(store, "Shirin Akter", roles=["diaspora"], skills=java, country="NL")
    person(store, "Somebody Else", roles=["official"], skills=java)
    opening = created(store, "opening", name="Java at Meghna", skills=java, country="NL")
    window.frame.show_record("opening", opening)
    settled()
    page = window.frame.beside.pane.record
    page.show_part("Candidates")
    settled()
    settled()
    part = page.findChild(CandidatesPart)
    assert part is not None
    assert "lives in Netherlands" in texts(part)
    assert "Somebody Else" not in [b.text() for b in part.findChildren(QPushButton)]

    press(qtbot, part, "Consider Shirin Akter")
    settled()
    for words, code in (("Asked", "asked"), ("Willing", "willing")):
        press(qtbot, part, f"{words}: Shirin Akter")
        settled()
        assert stage(store) == code
    assert "nobody has asked whether firms may be told" in texts(part)
    naming = "Named to the employer: Shirin Akter"
    assert naming not in [b.accessibleName() for b in part.findChildren(QPushButton)]

    consent = {"person": str(who), "purpose": "share_firms", "answer": "agreed"}
    created(store, "consent", **consent, on="2026-01-01")
    window.frame.show_section("today")
    window.frame.show_record("opening", opening)
    page.show_part("Candidates")
    window._kit.jobs.changed.emit(_touched("consent"))  # pyright: ignore[reportPrivateUsage]  # as an exchange tells it
    settled()
    press(qtbot, part, naming)
    settled()
    assert stage(store) == "named"
    record = store.all("candidacy")[0].content
    assert isinstance(record, Candidacy)
    assert record.named_on is not None


def _touched(kind: str) -> Changes:
    return Changes(kinds=frozenset({kind}))
