"""What went wrong is told in the officer's language wherever the window tells it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.domain.acts import Act, Create
from desk_app.domain.errors import LinkDown, StoreDamaged, WrongInput
from desk_app.store.connecting import NOT_A_STORE
from desk_app.store.store import Store
from desk_app.ui import messages
from desk_app.ui.shell.window import Window
from desk_app.ui.start.trouble import TroublePage
from tests.support.clock import Clock

UNREACHABLE = "The ministry cannot be reached. Your changes are kept and will be sent later."
SAID = "মন্ত্রণালয়ের সঙ্গে সংযোগ হচ্ছে না।"


def texts(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("section", ["today", "exchange"])
def test_what_ended_the_last_exchange_is_told_in_bangla(
    window: Window, store: Store, clock: Clock, settled: Callable[[], None], section: str
) -> None:
    store.port().failed(clock(), str(LinkDown(UNREACHABLE)))
    i18n.use("bn")
    window.rebuild()
    window.frame.show_section(section)
    settled()
    assert SAID in texts(window.frame)
    assert UNREACHABLE not in texts(window.frame)


def test_a_message_and_the_page_of_trouble_speak_bangla(qtbot: QtBot, window: Window) -> None:
    i18n.use("bn")
    messages.trouble(window, LinkDown(UNREACHABLE))
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text().startswith(SAID)
    box.close()
    page = TroublePage(StoreDamaged(NOT_A_STORE))
    qtbot.addWidget(page)
    assert page.words.text().startswith("আপনার নথির ফাইলটি ক্ষতিগ্রস্ত।")


def test_what_does_not_fit_names_its_fields_in_either_language(store: Store) -> None:
    act = Act((Create(store.new_id(), "person", {}),), "New: Person")
    with pytest.raises(WrongInput) as refused:
        store.do(act)
    assert str(refused.value) == "Name: This is needed. Nothing was saved."
    i18n.use("bn")
    assert i18n.told(refused.value) == "নাম: এটি আবশ্যক। কিছু সংরক্ষিত হয়নি।"
