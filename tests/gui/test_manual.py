"""The manual in the window: in the officer's language, of our own text only, and searchable."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.domain.labels import Language
from desk_app.domain.records import State
from desk_app.resources import resource, text
from desk_app.ui.shell.manual import ManualDialog, Pages
from desk_app.ui.shell.window import Window
from desk_app.ui.states import state_words
from desk_app.ui.theme.colours import DARK, LIGHT, Colours, Look
from desk_app.ui.theme.look import put_on_sheet, wear
from tests.support.failures import sentences

STATES: tuple[State, ...] = (
    *("here", "waiting", "sending", "unconfirmed", "received", "disputed", "refused"),
)
NAMED = (
    *("I have a code from the ministry", "Enrol", "Try it with invented data"),
    *("Details", "Related", "Timeline", "New", "Edit", "Save", "Undo", "Brief"),
    *("Show what is archived", "Restore", "Exchange now", "Exchange"),
    *("Keep ours", "Take theirs", "Choose parts …", "Do not approach"),
    *("Rescue my records", "Save as PDF …", "Save a copy of the store …"),
    *("From Dhaka", "Handed to us", "No contact for", "Running out", "Trained for what we lacked"),
    *("Delivery", "Can Bangladesh deliver this?", "Month by month", "How many firms at most"),
    *("Compose again", "Keep this version", "File the shortfall", "Skills nobody could offer"),
    *("Integrity", "Sign", "Save what was searched …", "Way in", "How do we get to them?", "Ask"),
    *("Lost …", "Close demands as lost …", "Verify win", "Print the client's card"),
    *("The client has confirmed …", "Outcome …", "Candidates", "Who might take it", "Consider"),
    *("Note their answer …", "Submit", "Answer …", "Submit again", "A note of your own"),
    *("Ask to confirm", "Save as a workbook …", "Keep as a template …"),
    *("Several briefs, and reports …", "Open what this code on paper belongs to"),
    *("Bring in contacts and lists …", "Bring in what I copied", "Save for other programs …"),
    *("Duplicates", "Merge", "Take apart", "They are not the same", "Care of the records"),
    *("Capacity book", "To be confirmed", "Watch what I copy, or stop"),
)
"""What the manual calls by the name it has in the window."""
SAFE = (
    "The ministry cannot be reached.",
    "The ministry has withdrawn this workstation.",
    "The file with your records is damaged.",
    "This desk is already open in another window.",
    "The disk is full.",
)
"""What a failure says first, and the manual's table of them."""


@pytest.fixture
def manual(qtbot: QtBot, window: Window) -> ManualDialog:
    """The manual, opened with its key's action."""
    window.actions_by_name["manual"].trigger()
    dialog = window.findChild(ManualDialog)
    assert isinstance(dialog, ManualDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def manual_text(language: Language) -> str:
    return text("help", f"manual.{language}.md")


def test_the_manual_opens_from_the_menu_at_its_beginning(
    window: Window, manual: ManualDialog
) -> None:
    assert window.actions_by_name["manual"].shortcut().toString() == "Ctrl+F1"
    assert manual.pages.toPlainText().startswith("ICT Desk: the manual")
    assert manual.pages.textCursor().position() == 0
    assert not manual.isModal()


def test_the_manual_speaks_the_language_in_use(qtbot: QtBot, window: Window) -> None:
    i18n.use("bn")
    dialog = ManualDialog(window)
    assert dialog.windowTitle() == "ব্যবহার নির্দেশিকা"
    assert dialog.pages.toPlainText().startswith("আইসিটি ডেস্ক: ব্যবহার নির্দেশিকা")


def test_an_open_manual_follows_the_language_and_is_there_once(
    qtbot: QtBot, window: Window, manual: ManualDialog
) -> None:
    i18n.use("bn")
    window.rebuild()
    qtbot.waitUntil(lambda: len(window.findChildren(ManualDialog)) == 1)
    (now,) = window.findChildren(ManualDialog)
    assert now is not manual
    assert now.windowTitle() == "ব্যবহার নির্দেশিকা"
    now.close()


def test_words_are_found_one_place_after_the_other_and_round_again(
    qtbot: QtBot, manual: ManualDialog
) -> None:
    places = [found.start() for found in re.finditer("brief", manual.pages.toPlainText().lower())]
    qtbot.keyClicks(manual.sought, "brief")
    seen = [manual.pages.textCursor().selectionStart()]
    for _again in places:
        qtbot.keyClick(manual.sought, Qt.Key.Key_Return)
        seen.append(manual.pages.textCursor().selectionStart())
    assert seen == [*places, places[0]]
    assert manual.note.text() == ""
    qtbot.keyClicks(manual.sought, "xyz")
    assert manual.note.text() == "Nothing found."


def test_the_manual_loads_nothing_and_leads_nowhere(qtbot: QtBot) -> None:
    picture = QUrl.fromLocalFile(str(resource("icons", "app.svg")))
    pages = Pages(f"![x]({picture.toString()}) [out](https://example.org) <b>no</b>")
    qtbot.addWidget(pages)
    pages.show()
    found = pages.document().resource(QTextDocument.ResourceType.ImageResource, picture)
    assert not isinstance(found, (QImage, QPixmap)) or found.isNull()
    assert not pages.openLinks()
    assert not pages.openExternalLinks()
    assert "<b>no</b>" in pages.toPlainText()
    assert not any(re.findall(r"https?://", manual_text(lang)) for lang in ("en", "bn"))


@pytest.mark.parametrize(("look", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_manual_wears_the_look_in_use(
    qtbot: QtBot, qapp: QApplication, look: Look, colours: Colours
) -> None:
    wear(qapp, look)
    put_on_sheet(qapp)
    pages = Pages("Plain words.")
    qtbot.addWidget(pages)
    pages.resize(300, 200)
    picture = pages.grab().toImage()
    wear(qapp, "light")
    put_on_sheet(qapp)
    assert picture.pixelColor(150, 150) == QColor(colours.surface)


@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_manual_calls_things_what_the_window_calls_them(language: Language) -> None:
    i18n.use(language)
    manual = manual_text(language)
    assert [name for name in NAMED if f"{i18n.t(name)}*" not in manual] == []
    assert [state for state in STATES if f"| {state_words(state)} |" not in manual] == []


@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_manual_answers_failures_by_the_words_they_begin_with(language: Language) -> None:
    i18n.use(language)
    rows = re.findall(r"^\| (.+?) \| ", manual_text(language), re.MULTILINE)
    whole = [next(s for s in sorted(sentences()) if s.startswith(said)) for said in SAFE]
    assert [said for said in whole if not any(i18n.t(said).startswith(row) for row in rows)] == []
