"""What officers live through, each story through the whole window."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from desk_app.ui.start.wizard import Wizard
from desk_app.ui.today.page import TodayPage
from desk_app.ui.words import Words
from tests.stories.conftest import Officer
from tests.support.line import Line
from tests.support.trial import Commands, Trial

HAGUE = "Embassy of Bangladesh, The Hague"
FIRM = "Waterlicht Software B.V."


def enrol(officer: Officer, address: str, code: str, name: str = "Rina Shapla") -> None:
    """Go through the first steps as the officer does."""
    wizard = officer.program.first
    assert isinstance(wizard, Wizard)
    officer.clicks(wizard, "I have a code from the ministry")
    wizard.address.clear()
    for place, text in ((wizard.address, address), (wizard.code, code), (wizard.officer, name)):
        officer.types(place, text)
    officer.clicks(wizard, "Enrol")
    officer.sees(lambda: officer.program.window is not None)
    officer.sees(lambda: officer.program.running.past)


@pytest.fixture
def elsewhere(
    trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Commands]:
    """Enrols a second workstation of a mission, worked by commands."""

    def made(mission: str) -> Commands:
        desk = Commands(tmp_path / "elsewhere", capsys)
        desk.done("enrol", trial.address, trial.code(mission), "--officer", "Sohel Bokul")
        return desk

    return made


def texts(place: Any) -> str:
    return "\n".join(words.text() for words in place.findChildren(Words))


def test_from_the_first_start_to_the_first_brief(
    officer: Officer, practice: Trial, tmp_path: Path
) -> None:
    enrol(officer, practice.address, practice.code(HAGUE))
    side = officer.window.frame.side
    officer.sees(lambda: "Hague" in side.mission.text())
    assert side.officer.accessibleName() == "Rina Shapla"
    assert "problem" not in officer.program.running.past[0].words
    today = officer.window.frame.findChild(TodayPage)
    assert isinstance(today, TodayPage)
    officer.sees(lambda: today.day is not None and today.day.meetings)
    assert today.day is not None
    meeting = today.day.meetings[0]

    officer.clicks(today, f"Brief: {meeting.title}")
    officer.sees(lambda: officer.window.frame.brief)
    brief = officer.window.frame.brief
    assert brief is not None
    officer.sees(lambda: brief.made)
    brief.write(tmp_path / "brief.pdf")
    officer.sees(lambda: officer.asks(lambda desk: desk.count("brief")) > 1)

    pages = PdfReader(BytesIO((tmp_path / "brief.pdf").read_bytes())).pages
    first = " ".join(pages[0].extract_text().split())
    assert meeting.title in first
    noted = officer.asks(lambda desk: desk.all("brief"))[0].content
    assert noted.meeting == meeting.record.id  # type: ignore[attr-defined]  # a printed brief
    assert officer.exchanges() == ""
    officer.sees(lambda: "Nothing waits" in officer.reads_status())


def test_a_day_offline_and_then_an_exchange(
    officer: Officer, trial: Trial, line: Line, elsewhere: Callable[[str], Commands]
) -> None:
    mission = trial.mission("Offline mission")
    enrol(officer, line.address, trial.code(mission))
    line.mode = "down"
    officer.writes("firm", {"name": FIRM}, {"side": "foreign"})
    officer.writes("person", {"name": "Rahima Pathak", "name_bn": "রহিমা পাঠক"}, {})
    assert "kept" in officer.exchanges()
    officer.sees(lambda: "2 changes wait" in officer.reads_status())

    line.mode = "through"
    assert officer.exchanges() == ""
    officer.sees(lambda: "Nothing waits" in officer.reads_status())
    other = elsewhere(mission)
    other.done("sync")
    assert other.done("search", "রহিমা", "--json").json["total"] == 1
    assert other.done("search", "waterlicht", "--json").json["total"] == 1


def test_a_dispute_is_settled_where_it_is_shown(
    officer: Officer, trial: Trial, elsewhere: Callable[[str], Commands]
) -> None:
    mission = trial.mission("Disputing mission")
    enrol(officer, trial.address, trial.code(mission))
    firm = officer.writes("firm", {"name": FIRM, "city": "Delft"}, {"side": "foreign"})
    assert officer.exchanges() == ""
    other = elsewhere(mission)
    other.done("sync")
    other.done("set", str(firm), "city=Leiden")
    other.done("sync")
    officer.changes("firm", firm, "city", "Utrecht")
    officer.exchanges()
    officer.sees(lambda: "1 dispute to settle" in officer.reads_status())

    officer.presses("go exchange")
    page: Any = officer.window.frame.pages.currentWidget()
    officer.sees(lambda: page.disputes)
    card = page.disputes[0]
    assert {"Delft", "Utrecht", "Leiden"} <= set(texts(card).splitlines())
    officer.clicks(card, f"Keep ours: Town, {FIRM}")
    officer.sees(lambda: not page.disputes)
    assert officer.exchanges() == ""
    other.done("sync")
    assert other.done("show", str(firm), "--json").json["fields"]["city"] == "Utrecht"
    past = {str(e["before"]) for e in other.done("history", str(firm), "--json").json["history"]}
    assert "Leiden" in past


def test_a_lost_answer_is_said_and_counts_once(
    officer: Officer, trial: Trial, line: Line, elsewhere: Callable[[str], Commands]
) -> None:
    mission = trial.mission("Deaf mission")
    enrol(officer, line.address, trial.code(mission))
    line.mode = "deaf"
    firm = officer.writes("firm", {"name": FIRM}, {"side": "foreign"})
    assert officer.exchanges()
    officer.sees(lambda: "without a receipt" in officer.reads_status())
    assert officer.asks(lambda desk: desk.record(firm)).state == "unconfirmed"

    line.mode = "through"
    assert officer.exchanges() == ""
    assert officer.asks(lambda desk: desk.record(firm)).state == "received"
    other = elsewhere(mission)
    other.done("sync")
    assert other.done("list", "firm", "--json").json["total"] == 1
