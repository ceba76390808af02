"""The integrity folio of a firm."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.contract.messages import Enrolment
from desk_app.domain.kinds.check import Check
from desk_app.store.store import Store
from desk_app.ui.records.folio import FolioPart, may_sign
from desk_app.ui.records.lights import Lamp
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created
from tests.support.workbooks import read_sheets

Settled = Callable[[], None]
ME, OTHER = UUID(int=77), UUID(int=78)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def folio_of(window: Window, firm: UUID, settled: Settled) -> FolioPart:
    window.frame.show_record("firm", firm)
    settled()
    page = window.frame.beside.pane.record
    page.show_part("Integrity")
    settled()
    part = page.findChild(FolioPart)
    assert part is not None
    return part


def test_six_lines_each_with_a_shape_and_a_word_and_no_score(
    window: Window, store: Store, settled: Settled
) -> None:
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    created(store, "check", firm=str(firm), nature="owner", on="2026-10-01", result="failed")
    part = folio_of(window, firm, settled)
    lights = [lamp.light for lamp in part.findChildren(Lamp)]
    assert lights == ["missing", "missing", "missing", "failed", "missing", "missing"]
    assert all(lamp.accessibleName() for lamp in part.findChildren(Lamp))
    assert "Must not be offered" in texts(part)
    assert "In the way: Owners: failed." in texts(part)


def test_another_officer_signs_with_one_button_and_never_the_first_one() -> None:
    check = Check(nature="tax", result="clear", by=ME)
    assert not may_sign(check, ME)
    assert may_sign(check, OTHER)
    assert not may_sign(Check(nature="tax", result="open", by=ME), OTHER)
    assert not may_sign(Check(nature="tax", result="clear", by=ME, second=OTHER), OTHER)
    assert not may_sign(check, None)


def test_the_second_signature_makes_it_clear_and_searches_are_saved_with_their_day_and_list(
    qtbot: QtBot, window: Window, store: Store, settled: Settled, tmp_path: Path
) -> None:
    desk = store.desk
    assert desk.device is not None
    assert desk.mission is not None
    store.enrol(
        Enrolment(
            device=desk.device,
            mission=desk.mission,
            mission_name="The Hague",
            country="NL",
            officer=ME,
            officer_name="Rahima Khatun",
            role="officer",
            ministry="Dhaka",
            clock=datetime(2026, 11, 1, tzinfo=UTC),
        )
    )
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    created(
        store,
        "check",
        firm=str(firm),
        nature="debarment",
        on="2026-10-01",
        result="clear",
        against="Lists of the development banks",
        list_date="2026-09-30",
        by=str(OTHER),
    )
    part = folio_of(window, firm, settled)
    assert "open" in texts(part)
    (sign,) = [b for b in part.findChildren(QPushButton) if b.text() == "Sign"]
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    settled()
    signed = store.all("check")[0].content
    assert isinstance(signed, Check)
    assert signed.second == ME
    assert "clear" in [lamp.light for lamp in part.findChildren(Lamp)]

    file = tmp_path / "searches.xlsx"
    part.write(file)
    qtbot.waitUntil(lambda: file.exists() and file.stat().st_size > 0)
    settled()
    values = next(iter(read_sheets(file).values()))[1]
    assert values[0] == "Padma Soft"
    assert values[3] == "Lists of the development banks"
