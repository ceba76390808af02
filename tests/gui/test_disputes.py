"""The disputes inbox: all three sides on the page, settled by either side or in parts."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.domain.registry import plain
from desk_app.store.store import Store
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import exchange
from desk_app.ui.exchange.page import ExchangePage
from desk_app.ui.exchange.reading import both_texts
from desk_app.ui.exchange.refusal import reason_words
from desk_app.ui.exchange.running import Running
from desk_app.ui.kit import Kit
from tests.integration.store.making import NOW, changed, opened, person
from tests.support.clock import Clock
from tests.support.dict_ministry import DictMinistry

Settled = Callable[[], None]


def exchanged(store: Store, ministry: DictMinistry, device: int) -> None:
    exchange(Engine(store.port()), ministry.session(UUID(int=device)), Clock(NOW))


@pytest.fixture
def disputed(store: Store, tmp_path: Path) -> UUID:
    """A person whose town and notes two desks changed differently."""
    ministry = DictMinistry(Clock(NOW))
    with opened(tmp_path / "other") as other:
        id = person(store, "Tanvir Hossain", city="Delft", notes="one\ntwo")
        exchanged(store, ministry, 1)
        exchanged(other, ministry, 2)
        changed(store, id, city="Leiden", notes="one here\ntwo")
        changed(other, id, city="Utrecht", notes="one there\ntwo")
        exchanged(other, ministry, 2)
        exchanged(store, ministry, 1)
    return id


@pytest.fixture
def page(
    qtbot: QtBot, disputed: UUID, kit: Kit, running: Running, settled: Settled
) -> ExchangePage:
    page = ExchangePage(kit, running)
    qtbot.addWidget(page)
    page.show()
    settled()
    return page


def test_a_dispute_shows_what_stood_there_and_both_sides(page: ExchangePage) -> None:
    town = next(card for card in page.disputes if card.dispute.field == "city")
    texts = [label.text() for label in town.findChildren(QLabel)]
    assert {"Delft", "Leiden", "Utrecht"} <= set(texts)


def test_keeping_ours_settles_and_leaves_the_page(
    page: ExchangePage, store: Store, disputed: UUID, settled: Settled
) -> None:
    town = next(card for card in page.disputes if card.dispute.field == "city")
    town.settle("Leiden")
    settled()
    assert plain(store.record(disputed).content)["city"] == "Leiden"
    assert [card.dispute.field for card in page.disputes] == ["notes"]


def test_a_text_is_settled_from_the_lines_of_both(
    page: ExchangePage, store: Store, disputed: UUID, settled: Settled
) -> None:
    notes = next(card for card in page.disputes if card.dispute.field == "notes")
    notes._open_parts()
    assert notes.parts is not None
    assert notes.parts.value() == "one here\none there\ntwo"
    notes._on_parts()
    settled()
    assert plain(store.record(disputed).content)["notes"] == "one here\none there\ntwo"


def test_a_dispute_under_the_pen_is_not_taken_away_by_an_exchange(
    page: ExchangePage, settled: Settled
) -> None:
    notes = next(card for card in page.disputes if card.dispute.field == "notes")
    notes._open_parts()
    page.reload()
    settled()
    assert notes in page.disputes
    assert notes.parts is not None


def test_lines_of_both_sides_stand_once() -> None:
    assert both_texts("a\nb\nc", "a\nx\nc") == "a\nb\nx\nc"


@pytest.mark.parametrize("reason", ["not-yours", "read-only", "invalid", "erased", "unheard of"])
def test_every_refusal_has_a_sentence(reason: str) -> None:
    assert reason_words(reason).endswith(".")
