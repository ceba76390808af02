"""The page of gaps: a desk's own slips, and for analysts what may be told of all missions."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk_app.contract.messages import Change, Enrolment
from desk_app.contract.port import Landed, Landing
from desk_app.domain.records import Envelope, Stamp
from desk_app.domain.values import Plain
from desk_app.store.store import Store
from desk_app.ui.gaps.page import GapsPage
from desk_app.ui.kit import Kit
from desk_app.ui.tables import Table
from tests.integration.store.making import NOW, created

Settled = Callable[[], None]
HERE = UUID(int=77)
COHORT: Plain = {
    "skill": "java",
    "heads": 120,
    "certified": "2027-03-31",
    "body": "National Institute",
    "text": "A cohort of 120, certified by March.",
}


def enrolled(store: Store, role: str) -> None:
    store.enrol(
        Enrolment(UUID(int=5), HERE, "Here", "NL", UUID(int=6), "Ada", role, "ministry", NOW)
    )


def landed(store: Store, kind: str, *told: tuple[UUID | None, Plain]) -> None:
    """The exchange brought records of a kind."""
    stamp = Stamp(NOW)
    changes = [
        Change(
            UUID(int=9_000 + 100 * len(kind) + n), kind, n + 1, Envelope(o, "all", stamp, stamp), f
        )
        for n, (o, f) in enumerate(told)
    ]
    store.port().land(Landing(NOW, records=tuple(Landed(c, c.fields) for c in changes)))


def rows(page: GapsPage) -> list[list[str]]:
    (table,) = page.findChildren(Table)
    return [
        [item.text() if (item := table.item(r, c)) else "" for c in range(table.columnCount())]
        for r in range(table.rowCount())
    ]


def shown(qtbot: QtBot, kit: Kit, settled: Settled) -> GapsPage:
    page = GapsPage(kit)
    qtbot.addWidget(page)
    settled()
    return page


def test_an_officer_sees_what_this_desk_told_and_who_answers(
    qtbot: QtBot, kit: Kit, store: Store, settled: Settled
) -> None:
    enrolled(store, "officer")
    slip = {"skill": "java", "level": "senior", "month": "2027-02-01"}
    created(store, "shortfall", **slip, heads=18, told="2026-11-01")
    created(store, "shortfall", **slip, heads=4, told="2026-11-02")
    landed(store, "cohort", (None, COHORT))
    page = shown(qtbot, kit, settled)
    (line,) = rows(page)
    assert line[1:3] == ["Senior", "February 2027"]
    assert line[3:] == ["120 by 31 Mar 2027", "22"]
    assert "A cohort of 120, certified by March." in [w.text() for w in page.findChildren(QLabel)]


def test_an_analyst_sees_no_figure_that_one_mission_made_alone(
    qtbot: QtBot, kit: Kit, store: Store, settled: Settled
) -> None:
    enrolled(store, "analyst")
    slip: Plain = {"skill": "java", "level": "senior", "month": "2027-02-01", "told": "2026-11-01"}
    alone = slip | {"skill": "cobol", "heads": 37}
    many = [(UUID(int=n), slip | {"heads": 20 + n}) for n in (1, 2, 3)]
    landed(store, "shortfall", (UUID(int=1), alone), *many)
    found = {line[0]: line for line in rows(shown(qtbot, kit, settled))}
    assert found["java"][4:] == ["65", "3"]
    assert found["cobol"][4:] == ["26–50", "–"]


def test_where_nothing_is_missing_the_page_says_how_it_is_told(
    qtbot: QtBot, kit: Kit, settled: Settled
) -> None:
    page = shown(qtbot, kit, settled)
    assert any("No shortfall" in words.text() for words in page.findChildren(QLabel))
