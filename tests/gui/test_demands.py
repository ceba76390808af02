"""A demand on its page: stages, what can be delivered, lost and won."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.kinds.consortium import Consortium, Member
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.result import Win
from desk_app.domain.kinds.stage import Stage
from desk_app.store.store import Store
from desk_app.ui.asks import Asks
from desk_app.ui.demands.composer import Composer
from desk_app.ui.shell.window import Window
from desk_app.ui.tables import Table
from tests.integration.store.making import created

Settled = Callable[[], None]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(qtbot: QtBot, place: QWidget, name: str) -> None:
    found = [
        b
        for b in (*place.findChildren(QPushButton), *place.findChildren(QToolButton))
        if name in (b.text(), b.accessibleName()) and b.isEnabled()
    ]
    assert found, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


@pytest.fixture
def demand(store: Store) -> UUID:
    """Twelve Java engineers, of whom two firms have ten."""
    now = store._clock()  # pyright: ignore[reportPrivateUsage]  # the store's own clock
    id = created(store, "demand", name="Twelve engineers", stage="qualified")
    start = (now + timedelta(days=40)).date().isoformat()
    created(store, "demand_line", demand=str(id), skill="java", heads=12, start=start, weeks=8)
    for name, heads in (("Padma Soft", 6), ("Jamuna Code", 4)):
        firm = created(store, "firm", name=name, side="bangladeshi")
        today = now.date().isoformat()
        line = {"skill": "java", "employed": heads, "free": heads, "as_of": today}
        created(store, "capacity", firm=str(firm), evidence="document", **line)
    return id


def composer_of(qtbot: QtBot, window: Window, demand: UUID, settled: Settled) -> Composer:
    window.frame.show_record("demand", demand)
    settled()
    page = window.frame.beside.pane.record
    page.show_part("Delivery")
    found = page.findChild(Composer)
    assert found is not None
    qtbot.waitUntil(lambda: found.delivery is not None, timeout=20_000)
    return found


def test_proposals_stand_side_by_side_are_kept_and_members_are_asked(
    qtbot: QtBot, window: Window, store: Store, demand: UUID, settled: Settled
) -> None:
    composer = composer_of(qtbot, window, demand, settled)
    words = texts(composer)
    assert "Proposal 1" in words
    assert "Padma Soft" in words
    tables = {t.accessibleName(): t for t in composer.findChildren(Table)}
    missing = tables["What stays uncovered"].item(0, 1)
    assert missing is not None
    assert missing.text() == "2"

    press(qtbot, composer, "Keep this version: Proposal 1")
    settled()
    settled()
    (kept,) = store.all("consortium")
    assert isinstance(kept.content, Consortium)
    assert kept.content.number == 1
    assert store.count("shortfall") > 0
    assert "Version 1" in [b.text() for b in composer.findChildren(QPushButton)]
    press(qtbot, composer, "Asked: Padma Soft")
    settled()
    press(qtbot, composer, "Declined: Padma Soft")
    settled()
    said = {
        r.content.answer
        for r in store.all("member")
        if isinstance(r.content, Member)
        and store.titles([r.content.firm or demand])
        and store.titles([r.content.firm or demand])[r.content.firm or demand] == "Padma Soft"
    }
    assert said == {"declined"}


def test_a_firm_left_out_is_in_no_proposal_until_it_is_taken_back(
    qtbot: QtBot, window: Window, demand: UUID, settled: Settled
) -> None:
    composer = composer_of(qtbot, window, demand, settled)
    first = composer.delivery
    press(qtbot, composer, "Leave out: Padma Soft")
    qtbot.waitUntil(lambda: composer.delivery is not first, timeout=20_000)
    assert composer.delivery is not None
    proposal = composer.delivery.answer.proposals[0]
    assert "Padma Soft" not in {composer.delivery.name(firm) for firm in proposal.firms}
    press(qtbot, composer, "Left out: Padma Soft")
    qtbot.waitUntil(lambda: not composer.wish.barred)


def test_a_stage_goes_on_by_one_key_and_the_log_says_who(
    qtbot: QtBot, window: Window, store: Store, demand: UUID, settled: Settled
) -> None:
    window.frame.show_record("demand", demand)
    settled()
    page = window.frame.beside.pane.record
    press(qtbot, page, "Matched")
    settled()
    log = [r.content for r in store.all("stage") if isinstance(r.content, Stage)]
    assert {entry.after for entry in log} >= {"matched"}
    assert "Qualified → Matched" in texts(page)
    assert "Rahima Khatun" in texts(page)


def test_a_loss_asks_why_to_whom_and_what_would_have_won_it(
    qtbot: QtBot, window: Window, store: Store, demand: UUID, settled: Settled
) -> None:
    window.frame.show_record("demand", demand)
    settled()
    press(qtbot, window.frame.beside.pane.record, "Lost …")
    asks = window.findChild(Asks)
    assert asks is not None
    assert not asks.agree.isEnabled()
    for name, value in (
        ("lost_reason", "scale"),
        ("lost_to", "VN"),
        ("would_have_won", "Forty more engineers."),
    ):
        asks.slots["demand", name].input.load(value)
        asks.slots["demand", name].input.changed.emit()
    press(qtbot, asks, "Close as lost")
    settled()
    content = store.record(demand).content
    assert isinstance(content, Demand)
    assert (content.stage, content.lost_reason, content.lost_to) == ("lost", "scale", "VN")


def test_several_demands_chosen_in_the_list_are_closed_in_one_act(
    qtbot: QtBot, window: Window, store: Store, demand: UUID, settled: Settled
) -> None:
    other = created(store, "demand", name="Two more")
    window.frame.show_section("demands")
    settled()
    listed = window.frame.listed
    assert listed is not None
    listed.ask()
    settled()
    listed.view.selectAll()
    assert set(listed.chosen_ids) == {demand, other}
    window.actions_by_name["lose"].trigger()
    asks = window.findChild(Asks)
    assert asks is not None
    for name, value in (
        ("lost_reason", "price"),
        ("lost_to", "IN"),
        ("would_have_won", "A lower rate."),
    ):
        asks.slots["demand", name].input.load(value)
        asks.slots["demand", name].input.changed.emit()
    press(qtbot, asks, "Close as lost")
    settled()
    stages = {r.content.stage for r in store.all("demand") if isinstance(r.content, Demand)}
    assert stages == {"lost"}
    window.actions_by_name["undo"].trigger()
    settled()
    stages = {r.content.stage for r in store.all("demand") if isinstance(r.content, Demand)}
    assert stages == {"qualified", "identified"}


def test_a_win_is_verified_by_the_clients_card_before_it_is_won(
    qtbot: QtBot, window: Window, store: Store, demand: UUID, settled: Settled
) -> None:
    window.frame.show_record("demand", demand)
    settled()
    page = window.frame.beside.pane.record
    press(qtbot, page, "Verify win")
    settled()
    qtbot.waitUntil(lambda: window.frame.brief is not None)
    brief = window.frame.brief
    assert brief is not None
    qtbot.waitUntil(lambda: brief.made is not None, timeout=20_000)
    (win,) = store.all("win")
    window.frame.show_record("demand", demand)
    settled()
    press(qtbot, page, "The client has confirmed …")
    asks = window.findChild(Asks)
    assert asks is not None
    asks.slots["win", "confirmed_by"].input.load("Their director")
    asks.slots["win", "confirmed_by"].input.changed.emit()
    press(qtbot, asks, "It is won")
    settled()
    confirmed = store.record(win.id).content
    assert isinstance(confirmed, Win)
    assert (confirmed.confirmation, confirmed.confirmed_by) == ("card", "Their director")
    content = store.record(demand).content
    assert isinstance(content, Demand)
    assert content.stage == "won"
