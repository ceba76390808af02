"""Skills that a meeting's or a demand's own words speak of are offered to be noted."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.contract.messages import Change
from desk_app.contract.port import Landed, Landing
from desk_app.domain.kinds.person import Person
from desk_app.domain.records import Envelope, Stamp
from desk_app.domain.values import SkillClaim
from desk_app.store.store import Store
from desk_app.ui.records.mentions import mentions
from desk_app.ui.shell.window import Window
from tests.integration.store.making import NOW, created, person

NAMES = {"java": "Java", "react": "React", "kotlin": "Kotlin"}
WHEN = "2026-11-20T10:00:00Z"


@pytest.fixture(autouse=True)
def tree(store: Store) -> None:
    """The ministry's skills have come."""
    stamp = Stamp(NOW)
    envelope = Envelope(None, "all", stamp, stamp)
    changes = [
        Change(UUID(int=n), "skill", n, envelope, {"code": code, "name": name})
        for n, (code, name) in enumerate(NAMES.items(), start=1)
    ]
    store.port().land(Landing(NOW, records=tuple(Landed(c, c.fields) for c in changes)))


def offered(store: Store, id: UUID) -> tuple[str, ...]:
    record = store.record(id)
    return mentions(store, record, store.linked_records([id])).skills


def test_a_meeting_offers_what_nobody_there_is_known_for(store: Store) -> None:
    who = person(store, "Tanvir Hossain", skills=[{"skill": "java"}])
    notes = "Tanvir's team writes Java and React; Kotlin is planned."
    meeting = created(store, "meeting", subject="Talk", when=WHEN, people=[str(who)], notes=notes)
    assert offered(store, meeting) == ("react", "kotlin")


def test_a_demand_offers_what_none_of_its_lines_asks_for(store: Store) -> None:
    demand = created(store, "demand", name="Team", description="Ten Java and two React people")
    created(store, "demand_line", demand=str(demand), skill="java", heads=10)
    assert offered(store, demand) == ("react",)


def test_nothing_is_offered_where_nothing_is_said(store: Store) -> None:
    assert offered(store, created(store, "demand", name="Team")) == ()
    assert offered(store, created(store, "firm", name="Java House", side="foreign")) == ()


def test_a_skill_is_noted_with_a_person_by_two_clicks(
    qtbot: QtBot, window: Window, store: Store, settled: Callable[[], None]
) -> None:
    who = person(store, "Tanvir Hossain", skills=[{"skill": "java", "level": "senior"}])
    meeting = created(
        store, "meeting", subject="Talk", when=WHEN, people=[str(who)], outcome="React is theirs."
    )
    window.frame.show_record("meeting", meeting)
    settled()
    page = window.frame.beside.pane.record
    (add,) = (
        button
        for button in page.findChildren(QPushButton)
        if button.accessibleName() == "Note React with somebody"
    )
    (action,) = add.menu().actions()
    assert action.text() == "Tanvir Hossain"
    action.trigger()

    def noted() -> bool:
        content = store.record(who).content
        assert isinstance(content, Person)
        return content.skills == (SkillClaim("java", "senior"), SkillClaim("react"))

    qtbot.waitUntil(noted)
    settled()
    names = [button.accessibleName() for button in page.findChildren(QPushButton)]
    assert "Note React with somebody" not in names
