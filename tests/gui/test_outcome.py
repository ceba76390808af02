"""The paper's way back: a code opens the form, and the form becomes one act."""

from collections.abc import Callable
from datetime import date
from itertools import count
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.acts import Change, Create
from desk_app.domain.codes import code_in, code_of
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.task import Task
from desk_app.store.store import Store
from desk_app.ui.outcome.page import OutcomePage
from desk_app.ui.outcome.parts import DemandPart
from desk_app.ui.outcome.telling import How, Promise, Told, Wording, act, asked
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created

Settled = Callable[[], None]
ANSWERS: dict[How, str] = {"hoped": "yes", "partly": "in part", "no": "no", "later": "later"}
WORDS = Wording("How", ANSWERS, "New", "x")
BANK = UUID(int=8)


def new_ids() -> Callable[[], UUID]:
    numbers = count(100)
    return lambda: UUID(int=next(numbers))


# What the form tells


def test_a_meeting_is_held_and_its_outcome_told_in_lines() -> None:
    meeting = Meeting(subject="Talk", outcome="Heard before.")
    told = Told("hoped", (("A pilot.", "partly"), ("A date", "")), "They liked it.", new="Ms Tulp")
    (change,) = act(UUID(int=1), meeting, told, new_ids(), WORDS).deeds
    assert isinstance(change, Change)
    assert change.fields == {
        "standing": "held",
        "outcome": "Heard before.\nHow: yes\nA pilot: in part\nThey liked it.\nNew: Ms Tulp",
    }


def test_a_meeting_that_was_put_off_is_not_held() -> None:
    (change,) = act(UUID(int=1), Meeting(), Told("later"), new_ids(), WORDS).deeds
    assert isinstance(change, Change)
    assert "standing" not in change.fields


def test_promises_become_tasks_of_the_meeting() -> None:
    told = Told(ours=(Promise("Send a note", date(2026, 12, 1)),), theirs=(Promise("Reply"),))
    meeting = Meeting(organisations=(BANK,))
    _change, *tasks = act(UUID(int=1), meeting, told, new_ids(), WORDS).deeds
    fields = [task.fields for task in tasks if isinstance(task, Create)]
    assert [(f["what"], f["promised_by"], f.get("due")) for f in fields] == [
        ("Send a note", "us", "2026-12-01"),
        ("Reply", "them", None),
    ]
    assert all(f["meeting"] == str(UUID(int=1)) and f["about"] == [str(BANK)] for f in fields)


def test_the_points_on_the_form_are_those_on_the_paper() -> None:
    meeting = Meeting(asks="One\n\n Two \nThree\nFour", asks_bn="এক")
    assert asked(meeting) == ("One", "Two", "Three")
    assert asked(meeting, bangla=True) == ("এক",)


# Codes


@pytest.mark.parametrize("text", ["{}", " {} ", "ict-desk:outcome/{}", "ICT-DESK:consent/{}"])
def test_a_code_is_read_as_typed_or_as_scanned(text: str) -> None:
    code = code_of(UUID(int=12345))
    assert code_in(text.format(code)) == code


@pytest.mark.parametrize("text", ["", "Meghna Bank", "https://x.example/" + "A" * 80, "0000-0001"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert code_in(text) == ""


# At the window


@pytest.fixture
def meeting(store: Store) -> UUID:
    demand = created(store, "demand", name="Forty testers")
    (bank, *_more) = store.page("firm", words="meghna").rows
    return created(
        store,
        "meeting",
        subject="Second talk",
        when="2026-11-20T10:00:00Z",
        organisations=[str(bank.id)],
        demands=[str(demand)],
        asks="A pilot\nA date",
    )


def opened(window: Window, meeting: UUID, settled: Settled) -> OutcomePage:
    window.open_code(code_of(meeting))
    settled()
    page = window.frame.outcome
    assert page is not None
    assert page.id == meeting
    return page


def tick(qtbot: QtBot, page: OutcomePage, name: str) -> None:
    found = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_code_typed_in_the_palette_opens_the_outcome_form(
    qtbot: QtBot, window: Window, meeting: UUID, settled: Settled
) -> None:
    window.open_palette()
    palette = window.palette_box
    assert palette is not None
    palette.edit.setText(code_of(meeting).lower())
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    settled()
    assert window.frame.outcome is not None
    assert window.frame.outcome.id == meeting


def test_an_outcome_is_told_in_few_keystrokes_and_undone_as_one(
    qtbot: QtBot, window: Window, store: Store, meeting: UUID, settled: Settled
) -> None:
    tasks = store.count("task")
    page = opened(window, meeting, settled)
    tick(qtbot, page, "How it went: as hoped")
    tick(qtbot, page, "A pilot: partly")
    qtbot.keyClicks(page.ours._lines[0][0], "Send the checklist")
    page.save()
    settled()
    content = store.record(meeting).content
    assert isinstance(content, Meeting)
    assert content.standing == "held"
    assert content.outcome == "How it went: as hoped\nA pilot: partly"
    found = [r.content for r in store.all("task") if isinstance(r.content, Task)]
    assert "Send the checklist" in [task.what for task in found]
    assert window.frame.outcome is None
    store.undo()
    assert store.count("task") == tasks


def test_a_loss_without_its_reasons_is_not_saved_and_says_what_is_missing(
    qtbot: QtBot, window: Window, store: Store, meeting: UUID, settled: Settled
) -> None:
    page = opened(window, meeting, settled)
    (part,) = page.findChildren(DemandPart)
    part.slots["stage"].input.load("lost")
    part._on_changed()
    assert not part.is_right()
    assert part.slots["lost_reason"].problem.text() == "This is needed."
    reasons = {"lost_reason": "scale", "lost_to": "IN", "would_have_won": "40 more"}
    for name, value in reasons.items():
        part.slots[name].input.load(value)
    page.save()
    settled()
    demand = store.record(part.id).content
    assert isinstance(demand, Demand)
    assert (demand.stage, demand.lost_reason, demand.lost_to) == ("lost", "scale", "IN")


def test_a_code_of_nothing_here_is_said_in_a_sentence(
    window: Window, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def trouble(_page: object, error: object) -> None:
        told.append(str(error))

    monkeypatch.setattr("desk_app.ui.messages.trouble", trouble)
    window.open_code(code_of(UUID(int=987654321)))
    settled()
    assert told[0].startswith("No record of this desk has the code")


def test_an_answer_that_is_ticked_looks_ticked(
    window: Window, meeting: UUID, settled: Settled
) -> None:
    page = opened(window, meeting, settled)
    (one,) = [b for b in page.findChildren(QPushButton) if b.accessibleName().endswith(": not")][
        :1
    ]
    before = one.grab().toImage()
    one.setChecked(True)
    assert one.grab().toImage() != before


def test_what_was_typed_of_a_meeting_is_there_again_after_a_look_elsewhere(
    qtbot: QtBot, window: Window, store: Store, meeting: UUID, settled: Settled
) -> None:
    page = opened(window, meeting, settled)
    tick(qtbot, page, "A pilot: partly")
    qtbot.keyClicks(page.said, "They want 300 engineers")
    qtbot.keyClicks(page.ours._lines[0][0], "Send the checklist")
    window.frame.show_section("today")
    settled()
    page = opened(window, meeting, settled)
    assert page.said.toPlainText() == "They want 300 engineers"
    assert [promise.what for promise in page.ours.promises()] == ["Send the checklist"]
    assert [how for _ask, how in page.told().asks] == ["partly", ""]
    page.save()
    settled()
    assert store.drafts() == {}


def test_what_was_typed_of_a_meeting_can_be_thrown_away(
    qtbot: QtBot, window: Window, store: Store, meeting: UUID, settled: Settled
) -> None:
    page = opened(window, meeting, settled)
    qtbot.keyClicks(page.next_step, "Call again")
    window.frame.show_section("today")
    settled()
    page = opened(window, meeting, settled)
    tick(qtbot, page, "Throw it away")
    assert page.next_step.text() == ""
    settled()
    assert store.drafts() == {}
