"""What some kinds show beyond their fields."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.store.store import Store
from desk_app.ui.kit import Kit
from desk_app.ui.records.extras import Make, extras

KINDS = ("dossier", "proposal", "demand", "firm", "person", "hub", "opening")


def makers(kind: str) -> list[Make]:
    shown = extras(kind)
    return [*filter(None, (shown.above,)), *(make for _name, make in shown.tabs)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_that_is_named_can_be_made(
    qtbot: QtBot, kit: Kit, store: Store, settled: Callable[[], None], kind: str
) -> None:
    made = [make(store.new_id(), kit) for make in makers(kind)]
    for part in made:
        qtbot.addWidget(part)
        assert isinstance(part, QWidget)
    assert made
    settled()


def test_tabs_are_named_in_the_language_in_use_and_most_kinds_have_none() -> None:
    i18n.use("bn")
    assert [name for name, _make in extras("person").tabs] == [i18n.t("Way in")]
    assert i18n.t("Way in") != "Way in"
    assert extras("task").tabs == ()
