"""Country, Dossiers, Proposals and Results as an officer uses them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.domain.kinds.proposal import Proposal, Question
from desk_app.store.store import Store
from desk_app.ui.charts import Bars, Hatching
from desk_app.ui.country.page import CountryPage
from desk_app.ui.dossiers.page import DossierReading
from desk_app.ui.kit import Kit
from desk_app.ui.proposals.page import ProposalsPage
from desk_app.ui.results.page import ResultsPage
from desk_app.ui.shell.sections import SECTIONS
from desk_app.ui.shell.window import Window
from desk_app.ui.tables import Table
from tests.integration.store.making import created
from tests.support.workbooks import read_sheets

Settled = Callable[[], None]


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def click(qtbot: QtBot, place: QWidget, name: str) -> None:
    found = [b for b in place.findChildren(QPushButton) if name in (b.text(), b.accessibleName())]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_every_section_opens_by_its_action(window: Window, settled: Settled) -> None:
    for section in SECTIONS:
        window.actions_by_name[f"go {section.name}"].trigger()
        settled()
        place = window.frame.place
        assert section.name == place.section or section.kind == place.listed


def test_keys_of_the_window_are_never_given_twice(window: Window) -> None:
    keys = [a.shortcut().toString() for a in window.actions_by_name.values()]
    given = [key for key in keys if key]
    assert len(set(given)) == len(given)


def test_the_sections_fit_a_small_screen_without_a_scroll_bar(
    window: Window, settled: Settled
) -> None:
    window.resize(1366, 768)
    settled()
    scroll = window.frame.side.sections
    assert not scroll.verticalScrollBar().isVisible()


def test_a_fact_that_is_out_of_date_is_hatched_said_and_asked_about(
    qtbot: QtBot, window: Window, store: Store, kit: Kit, settled: Settled
) -> None:
    created(
        store,
        "fact",
        country="NL",
        topic="tax",
        statement="Income of software firms is free of tax.",
        source="A circular",
        checked="2025-01-10",
        until="2026-06-30",
    )
    window.frame.show_section("country")
    page = window.frame.pages.currentWidget()
    assert isinstance(page, CountryPage)
    page.show_country("NL")
    settled()
    assert "Out of date since 30 Jun 2026" in texts(page)
    assert page.findChildren(Hatching)
    click(qtbot, page, "Ask to confirm")
    settled()
    (question,) = store.all("question")
    assert isinstance(question.content, Question)
    assert "free of tax" in question.content.text
    assert "Ask to confirm" not in [
        b.text() for b in page.findChildren(QPushButton) if b.isVisible()
    ]
    assert "Asked" in texts(page)


def test_a_returned_proposal_stands_first_with_what_was_asked_and_goes_again(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    back = created(store, "proposal", name="A desk at the fair", state="returned")
    created(store, "proposal", name="Another thing")
    window.frame.show_section("proposals")
    settled()
    page = window.frame.pages.currentWidget()
    assert isinstance(page, ProposalsPage)
    words = texts(page)
    assert words.index("Returned with questions") < words.index("Draft")
    click(qtbot, page, "Submit again: A desk at the fair")
    settled()
    sent = store.record(back).content
    assert isinstance(sent, Proposal)
    assert sent.state == "submitted"
    assert sent.submitted is not None
    window.actions_by_name["undo"].trigger()
    settled()
    assert store.record(back).content == Proposal(name="A desk at the fair", state="returned")


def test_ctrl_n_on_proposals_writes_one(window: Window, settled: Settled) -> None:
    window.frame.show_section("proposals")
    settled()
    window.actions_by_name["new"].trigger()
    form = window.frame.beside.pane.form
    assert form is not None
    assert form.kind.name == "proposal"


def test_a_dossier_is_read_in_the_language_in_use_with_its_papers_and_our_notes(
    qtbot: QtBot, window: Window, store: Store, settled: Settled
) -> None:
    id = created(
        store,
        "dossier",
        name="Fintech",
        domain="fintech",
        checked="2026-10-01",
        summary="Money moves.",
        summary_bn="অর্থ চলে।",
    )
    created(store, "paper", dossier=str(id), name="On wallets", text="The whole text of it.")
    window.frame.show_record("dossier", id)
    settled()
    settled()
    reading = window.frame.beside.pane.record.findChild(DossierReading)
    assert reading is not None
    assert "Money moves." in texts(reading)
    assert "The whole text of it." not in texts(reading)
    click(qtbot, reading, "On wallets")
    settled()
    assert "The whole text of it." in texts(reading)
    qtbot.keyClicks(reading.note, "Ask the bank")
    qtbot.keyClick(reading.note, Qt.Key.Key_Return)
    settled()
    assert store.count("note") == 1
    assert "Ask the bank" in texts(reading)
    i18n.use("bn")
    other = DossierReading(id, window._kit)  # pyright: ignore[reportPrivateUsage]  # the window's own kit
    qtbot.addWidget(other)
    settled()
    assert "অর্থ চলে।" in texts(other)


def test_the_texts_of_dossiers_and_papers_are_found_by_the_palette(store: Store) -> None:
    id = created(store, "dossier", name="AI", domain="ai", checked="2026-10-01", line="Annotate.")
    paper = created(store, "paper", dossier=str(id), name="On models", text="Transformers learn.")
    assert [row.id for row in store.search("annotate")] == [id]
    assert paper in [row.id for row in store.search("transformers")]


def test_results_show_targets_against_what_was_reached_and_save_a_workbook(
    qtbot: QtBot, window: Window, store: Store, settled: Settled, tmp_path: Path
) -> None:
    year = window._kit.clock().year  # pyright: ignore[reportPrivateUsage]  # the window's own clock
    value = {"low": 2, "high": 2}
    created(store, "target", year=year, measure="wins", value=value)
    aim = {"low": 5_000_000_000, "high": 5_000_000_000, "unit": "USD"}
    created(store, "target", year=2031, measure="exports", value=aim)
    created(
        store,
        "win",
        name="Forty engineers",
        on=f"{year}-01-10",
        year_1={"low": 900_000, "high": 900_000, "unit": "USD"},
        share=50,
        confirmation="card",
        confirmed_on=f"{year}-02-01",
        confirmed_by="Their director",
    )
    lost = {"stage": "lost", "lost_reason": "scale", "lost_to": "VN", "would_have_won": "More."}
    created(store, "demand", name="Too large", **lost)
    window.frame.show_section("results")
    settled()
    page = window.frame.pages.currentWidget()
    assert isinstance(page, ResultsPage)
    bars = {
        bars.accessibleName(): bars.accessibleDescription() for bars in page.findChildren(Bars)
    }
    assert bars["Part of each target reached"] == "Wins, All countries: 1 of 2"
    assert "Lost: 1" in bars["Demands by stage"]
    assert bars["By reason"] == "Scale: 1"
    assert bars["By country"] == "Vietnam: 1"
    wins = next(t for t in page.findChildren(Table) if t.accessibleName().startswith("Wins by"))
    item = wins.item(0, 4)
    assert item is not None
    assert item.text() == "USD 450,000"
    file = tmp_path / "results.xlsx"
    page.write(file)
    qtbot.waitUntil(file.exists)
    settled()
    qtbot.waitUntil(lambda: file.stat().st_size > 0)
    book = read_sheets(file)
    assert list(book)[:3] == ["Targets", "Wins", "Pipeline"]
    assert book["Wins"][1][-2:] == [450_000, 450_000]
