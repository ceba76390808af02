"""The composer: the pages beside the choices, and a note of what went to paper."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.briefs.compose import COMPOSERS
from desk_app.domain.errors import PrinterTrouble
from desk_app.domain.integrity import NEEDED
from desk_app.domain.kinds import Consortium, PrintedBrief
from desk_app.store.store import Store
from desk_app.ui.briefs.making import Made, Wanted
from desk_app.ui.briefs.page import BriefPage
from desk_app.ui.briefs.preview import drawn
from desk_app.ui.briefs.printing import Job, lp_words, print_pdf, wanted
from desk_app.ui.kit import Kit
from desk_app.ui.records import page as page_module
from tests.integration.store.making import created
from tests.support.printing import PrintServer

Settled = Callable[[], None]


@pytest.fixture
def page(qtbot: QtBot, store: Store, kit: Kit) -> BriefPage:
    (meeting,) = store.page("meeting").rows
    page = BriefPage(Wanted(meeting.id), kit)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: page.preview.pages > 0, timeout=30_000)
    return page


def test_the_preview_shows_the_pages_that_would_be_printed(page: BriefPage) -> None:
    assert page.made is not None
    assert page.made.pdf.startswith(b"%PDF")
    assert page.preview.pages == page.made.pages > 0


def test_a_section_left_out_is_gone_from_the_brief_and_stays_in_the_list(
    qtbot: QtBot, page: BriefPage
) -> None:
    assert page.made is not None
    key = page.made.brief.sections[0].key
    before = page.made
    page.form.sections.tick(key, on=False)
    qtbot.waitUntil(lambda: page.made is not before, timeout=30_000)
    assert page.made is not None
    assert key not in [section.key for section in page.made.brief.sections]
    assert key in [listed for listed, _title in page.made.sections]


def test_another_language_is_another_brief(qtbot: QtBot, page: BriefPage) -> None:
    before = page.made
    page.form.language.setCurrentIndex(page.form.language.findData("bn"))
    qtbot.waitUntil(lambda: page.made is not before, timeout=30_000)
    assert page.made is not None
    assert page.made.brief.lang == "bn"


def test_a_section_moved_up_by_key_stands_earlier_in_the_brief(
    qtbot: QtBot, page: BriefPage
) -> None:
    sections = page.form.sections
    keys = [key for key, _title in page.made.sections] if page.made else []
    sections.setCurrentRow(1)
    with qtbot.waitSignal(page.shown, timeout=10_000):
        qtbot.keyClick(sections, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.made is not None
    moved = [key for key, _title in page.made.sections]
    assert moved == [keys[1], keys[0], *keys[2:]]
    assert sections.currentItem().text() == dict(page.made.sections)[keys[1]]


def test_a_template_brings_back_what_was_kept(
    qtbot: QtBot, page: BriefPage, store: Store, settled: Settled
) -> None:
    assert page.made is not None
    key = page.made.sections[-1][0]
    page.form.sections.tick(key, on=False)
    page.form.length.setCurrentIndex(page.form.length.findData("points"))
    page._on_template_named("Short and plain")
    qtbot.waitUntil(lambda: len(store.all("template")) == 1)
    settled()
    page.form.sections.tick(key, on=True)
    page.form.length.setCurrentIndex(page.form.length.findData("book"))
    combo = page.templates.combo
    with qtbot.waitSignal(page.shown, timeout=10_000):
        combo.setCurrentIndex(combo.findText("Short and plain"))
        combo.activated.emit(combo.currentIndex())
    assert page.made.options.length == "points"
    assert page.made.options.off == {key}


def test_what_is_saved_is_noted_with_its_fingerprint(
    qtbot: QtBot, page: BriefPage, store: Store, tmp_path: Path, settled: Settled
) -> None:
    file = tmp_path / "brief.pdf"
    page.write(file)
    qtbot.waitUntil(lambda: len(store.all("brief")) == 1, timeout=10_000)
    (noted,) = store.all("brief")
    assert isinstance(noted.content, PrintedBrief)
    assert noted.content.sha256 == sha256(file.read_bytes()).hexdigest()
    assert noted.content.meeting == page.wanted.subject
    assert noted.content.pages == page.preview.pages


def test_a_folder_that_is_not_there_is_said_in_a_sentence(page: BriefPage, tmp_path: Path) -> None:

    assert page.made is not None
    job = Job("", file=str(tmp_path / "gone" / "brief.pdf"))
    with pytest.raises(PrinterTrouble, match="Choose another folder"):
        print_pdf(page.made.pdf, job, QPrinter())


def test_a_machine_without_a_printer_says_what_to_do_instead(page: BriefPage) -> None:

    assert page.made is not None
    with pytest.raises(PrinterTrouble, match="save it as PDF"):
        print_pdf(page.made.pdf, Job(""), QPrinter())


def test_a_page_is_drawn_on_white_paper(page: BriefPage) -> None:
    assert page.made is not None
    first = drawn(page.made.pdf, 400)[0]
    assert first.width() == 400
    assert first.pixelColor(2, 2).name() == "#ffffff"


def test_pages_copies_and_both_sides_reach_the_print_server() -> None:
    words = lp_words("lp", Job("office", 2, ((2, 3),), "two-sided-long-edge"))
    assert words == [
        *("lp", "-d", "office", "-n", "2", "-o", "sides=two-sided-long-edge"),
        *("-P", "2-3", "-t", "brief"),
    ]


@pytest.mark.parametrize(
    ("ranges", "pages"), [((), [0, 1, 2, 3]), (((2, 3),), [1, 2]), (((1, 1), (4, 9)), [0, 3])]
)
def test_a_range_of_pages_counts_from_one(
    ranges: tuple[tuple[int, int], ...], pages: list[int]
) -> None:
    assert wanted(4, ranges) == pages


def test_the_print_server_gets_the_brief_itself_with_what_was_chosen(
    page: BriefPage, cups: PrintServer
) -> None:
    assert page.made is not None
    job = Job(cups.printer, copies=2, sides="two-sided-long-edge")
    print_pdf(page.made.pdf, job, QPrinter())
    (arrived,) = cups.wait_for_jobs()
    assert arrived.document == page.made.pdf
    assert arrived.copies == 2
    assert "sides=two-sided-long-edge" in arrived.options


def test_a_printer_that_is_not_there_is_said_in_a_sentence(
    page: BriefPage, cups: PrintServer
) -> None:
    assert page.made is not None
    with pytest.raises(PrinterTrouble, match="upstairs did not take the brief"):
        print_pdf(page.made.pdf, Job("upstairs"), QPrinter())


def test_every_kind_of_record_with_a_brief_offers_it() -> None:
    assert {subject for subject, _composer in COMPOSERS.values()} == set(page_module._BRIEFED)


def test_a_problem_of_the_brief_leads_to_its_record(
    qtbot: QtBot, page: BriefPage, kit: Kit
) -> None:
    assert page.made is not None
    assert page.made.problems  # nobody has asked the engineer who comes
    problem = page.made.problems[0]
    if len(page.made.problems) > 2:
        page.problems.toggle.click()
    go = next(b for b in page.problems.findChildren(QPushButton) if b.text() == "Go there")
    with qtbot.waitSignal(kit.ways.record) as went:
        qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert went.args == [problem.kind, problem.record]


def test_the_brief_of_a_demand_proposes_what_could_be_delivered_today(
    qtbot: QtBot, kit: Kit, store: Store
) -> None:
    demand = created(store, "demand", name="Ten testers")
    asked = {"skill": "testing", "heads": 10, "start": "2027-02-01", "weeks": 8}
    created(store, "demand_line", demand=str(demand), **asked)
    firm = created(store, "firm", name="Delta Testers", side="bangladeshi")
    offered = {"skill": "testing", "employed": 12, "free": 10, "as_of": "2026-11-01"}
    created(store, "capacity", firm=str(firm), evidence="visited", **offered)
    for nature in NEEDED:
        officers = {"by": str(UUID(int=1)), "second": str(UUID(int=2))}
        found = {"nature": nature, "result": "clear", "on": "2026-11-01"}
        created(store, "check", firm=str(firm), **found, **officers)
    dropped = created(store, "consortium", demand=str(demand), number=1, standing="dropped")
    page = BriefPage(Wanted(demand), kit)
    qtbot.addWidget(page)
    with qtbot.waitSignals([page.shown, page.shown], timeout=30_000):
        pass
    assert page._sources is not None
    versions = page._sources.material.all(Consortium)
    (proposed,) = (version for version in versions if version.id != dropped)
    assert proposed.content.demand == demand
    assert [record.id for record in store.all("consortium")] == [dropped]
    assert "Delta Testers" in plain_text(page.made)


def plain_text(made: Made | None) -> str:
    assert made is not None
    return str(made.brief)
