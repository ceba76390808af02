"""What stands on *Today* besides meetings and promises, each with one key to act."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.acts import Act, Create
from desk_app.domain.kinds.dossier import Note
from desk_app.domain.kinds.gap import Cohort, Shortfall
from desk_app.domain.kinds.proposal import Question
from desk_app.domain.kinds.task import Task
from desk_app.store.store import Store
from desk_app.ui.shell.window import Window
from desk_app.ui.today.beyond import answers, beyond
from desk_app.ui.today.page import TodayPage
from tests.integration.store.making import created, opened
from tests.support.clock import Clock

Settled = Callable[[], None]
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = date(2026, 11, 2)


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def today_page(window: Window) -> TodayPage:
    page = window.frame.pages.currentWidget()
    assert isinstance(page, TodayPage)
    return page


def press(qtbot: QtBot, place: QWidget, name: str) -> None:
    found = [b for b in place.findChildren(QPushButton) if name in (b.text(), b.accessibleName())]
    assert found, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def day_of(window: Window) -> date:
    return window._kit.clock().astimezone().date()  # pyright: ignore[reportPrivateUsage]  # the window's own clock


def test_a_cohort_for_what_we_lacked_becomes_a_task_and_is_not_shown_again(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    today = day_of(window)
    created(store, "shortfall", skill="java", level="middle", month="2027-01-01", heads=40)
    created(
        store,
        "cohort",
        skill="java",
        level="middle",
        heads=120,
        certified="2027-03-01",
        body="Shapla Academy",
        told=today.isoformat(),
    )
    window.frame.show_section("today")
    today_page(window).reload()
    settled()
    page = today_page(window)
    assert "Trained for what we lacked" in texts(page)
    press(qtbot, page, "Make a task: 120 × java Middle, certified by 1 Mar 2027")
    settled()
    whats = [r.content.what for r in store.all("task") if isinstance(r.content, Task)]
    assert any("120 × java" in what for what in whats)
    assert [type(r.content) for r in store.all("note")] == [Note]
    assert "Trained for what we lacked" not in texts(page)
    window.actions_by_name["undo"].trigger()
    settled()
    assert store.all("note") == []


def test_a_fact_that_runs_out_is_asked_about_with_one_key(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    soon = (day_of(window) + timedelta(days=10)).isoformat()
    created(
        store,
        "fact",
        country="BD",
        topic="tax",
        statement="The exemption runs to June.",
        source="A circular",
        checked="2025-01-10",
        until=soon,
    )
    page = today_page(window)
    page.reload()
    settled()
    press(qtbot, page, "Ask the ministry to confirm: The exemption runs to June.")
    settled()
    (question,) = store.all("question")
    assert isinstance(question.content, Question)
    assert question.content.about is not None


def test_silence_is_counted_from_the_last_contact_and_its_length_is_kept(
    window: Window, store: Store, settled: Settled
) -> None:
    now = window._kit.clock()  # pyright: ignore[reportPrivateUsage]  # the window's own clock
    firm = created(store, "firm", name="Silent Works", side="foreign")
    when = (now - timedelta(days=70)).isoformat().replace("+00:00", "Z")
    created(
        store,
        "meeting",
        subject="Long ago",
        when=when,
        standing="held",
        outcome="x",
        organisations=[str(firm)],
    )
    page = today_page(window)
    page.reload()
    settled()
    assert page.beyond is not None
    assert [quiet.name for quiet in page.beyond.quiet] == ["Silent Works"]
    assert "Silent Works" in [b.text() for b in page.findChildren(QPushButton)]
    choices = [c for c in page.findChildren(QComboBox) if c.accessibleName()]
    page.wait_for(90)
    settled()
    assert choices
    assert page.silence == 90
    assert page.beyond.quiet == ()


def test_nobody_with_a_planned_meeting_is_silent(store: Store) -> None:
    now = store._clock()  # pyright: ignore[reportPrivateUsage]  # the store's own clock
    firm = created(store, "firm", name="Silent Works", side="foreign")
    for days in (-70, 3):
        when = (now + timedelta(days=days)).isoformat().replace("+00:00", "Z")
        created(store, "meeting", subject="Talk", when=when, organisations=[str(firm)])
    assert beyond(store, now.date(), 30).quiet == ()


def test_a_referral_to_us_is_shown_until_somebody_closes_it(tmp_path: Path) -> None:
    with opened(tmp_path / "profile", Clock(NOW)) as store:
        ours = str(store.desk.mission)
        id = store.new_id()
        fields = {"name": "A bank asks", "to": ours, "state": "open"}
        store.do(Act((Create(id, "referral", fields),)))
        created(store, "referral", name="To Dhaka", state="open")
        assert [r.content.name for r in beyond(store, TODAY, 60).referrals] == ["A bank asks"]
        created(store, "answer", referral=str(id), text="Met them.", on="2026-11-01", closes=True)
        assert beyond(store, TODAY, 60).referrals == ()


def test_a_cohort_answers_a_shortfall_of_its_skill_and_level() -> None:
    java = Cohort(skill="java", level="middle", heads=1)
    assert answers(java, Shortfall(skill="java", level="middle"))
    assert answers(java, Shortfall(skill="java"))
    assert not answers(java, Shortfall(skill="java", level="senior"))
    assert not answers(java, Shortfall(skill="react", level="middle"))
