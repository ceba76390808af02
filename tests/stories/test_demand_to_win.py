"""From a lead to a win, a loss that trains somebody, a door opened, a proposal answered."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any
from uuid import UUID

from desk_app.app import machine_now as now
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.introduction import Introduction
from desk_app.domain.kinds.proposal import Proposal
from desk_app.domain.kinds.result import Win
from desk_app.domain.kinds.stage import Stage
from desk_app.domain.values import Plain
from desk_app.ministry.manuscripts import Item
from desk_app.ministry.publishing import publish
from desk_app.ministry.serving import open_service
from desk_app.ui.demands.composer import Composer
from desk_app.ui.introducing.page import WayInPart
from desk_app.ui.proposals.page import ProposalsPage
from desk_app.ui.results.page import ResultsPage
from desk_app.ui.today.page import TodayPage
from tests.stories.conftest import Officer
from tests.stories.test_window import elsewhere, enrol, texts
from tests.support.trial import Commands, Trial

__all__ = ["elsewhere"]


def in_days(days: int) -> str:
    return (now().date() + timedelta(days=days)).isoformat()


def published(trial: Trial, kind: str, **fields: Any) -> None:
    """Have the ministry publish one record."""
    with closing(open_service(trial.url)) as service:
        publish(service, [Item(kind, fields, None, "a test")])


def demand_of(officer: Officer, client: UUID, heads: int, name: str = "Engineers") -> UUID:
    """Write a demand with one line, and two firms that have ten of the heads together."""
    demand = officer.fills("demand", {"name": name, "client": str(client)})
    line: Plain = {"demand": str(demand), "skill": "java", "heads": heads, "need": "must"}
    officer.fills("demand_line", {**line, "start": in_days(40), "weeks": 8})
    for firm, free in (("Padma Soft", 6), ("Jamuna Code", 4)):
        id = officer.fills("firm", {"name": firm, "side": "bangladeshi"})
        capacity: Plain = {"firm": str(id), "skill": "java", "employed": free, "free": free}
        officer.fills("capacity", {**capacity, "evidence": "document", "as_of": in_days(0)})
    return demand


def composed(officer: Officer, demand: UUID) -> Composer:
    """Ask whether Bangladesh can deliver it."""
    page = officer.opens("demand", demand, "Delivery")
    officer.sees(lambda: page.findChild(Composer))
    composer = page.findChild(Composer)
    assert composer is not None
    officer.sees(lambda: composer.delivery)
    return composer


def stage_of(officer: Officer, demand: UUID) -> str:
    content = officer.asks(lambda desk: desk.record(demand)).content
    assert isinstance(content, Demand)
    return content.stage


def test_a_lead_from_the_first_meeting_to_a_verified_win(
    officer: Officer, trial: Trial, elsewhere: Callable[[str], Commands]
) -> None:
    mission = trial.mission("Winning mission")
    enrol(officer, trial.address, trial.code(mission))
    client = officer.fills("firm", {"name": "Waterlicht B.V.", "side": "foreign"})
    when = (now() - timedelta(days=2)).isoformat().replace("+00:00", "Z")
    meeting: Plain = {"subject": "First talk", "when": when, "standing": "held"}
    officer.fills("meeting", {**meeting, "organisations": [str(client)], "outcome": "They need."})
    demand = demand_of(officer, client, heads=8)

    composer = composed(officer, demand)
    officer.clicks(composer, "Keep this version: Proposal 1")
    officer.sees(lambda: officer.asks(lambda desk: desk.count("consortium")) == 1)
    officer.clicks(composer, "Asked: Padma Soft")
    officer.clicks(composer, "Accepted: Padma Soft")

    page = officer.opens("demand", demand)
    page.tabs.setCurrentIndex(0)
    for words in ("Qualified", "Matched", "Proposed", "Negotiating"):
        officer.clicks(page, words)
    officer.clicks(page, "Verify win")
    officer.sees(lambda: officer.window.frame.brief)
    card = officer.window.frame.brief
    assert card is not None
    officer.sees(lambda: card.made)
    page = officer.opens("demand", demand)
    officer.clicks(page, "The client has confirmed …")
    officer.agrees({("win", "confirmed_by"): "Their director"}, "It is won")
    officer.sees(lambda: stage_of(officer, demand) == "won")

    verified(officer)
    assert officer.exchanges() == ""
    other = elsewhere(mission)
    other.done("sync")
    assert other.done("show", str(demand), "--json").json["fields"]["stage"] == "won"


def verified(officer: Officer) -> None:
    """See that the log has every stage, the win its card, and *Results* the win."""
    stages = officer.asks(lambda desk: desk.all("stage"))
    after = [r.content.after for r in stages if isinstance(r.content, Stage)]
    assert set(after) >= {"qualified", "matched", "proposed", "negotiating", "verify_win", "won"}
    (win,) = officer.asks(lambda desk: desk.all("win"))
    assert isinstance(win.content, Win)
    assert win.content.confirmation == "card"
    officer.presses("go results")
    results = officer.window.frame.pages.currentWidget()
    assert isinstance(results, ResultsPage)
    officer.sees(lambda: results.read is not None and len(results.read.wins) == 1)


def test_a_lost_lead_trains_somebody(officer: Officer, trial: Trial) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Losing mission")))
    client = officer.fills("firm", {"name": "Waterlicht B.V.", "side": "foreign"})
    demand = demand_of(officer, client, heads=50, name="Fifty engineers")
    composer = composed(officer, demand)
    officer.clicks(composer, "Keep this version: Proposal 1")
    officer.sees(lambda: officer.asks(lambda desk: desk.count("shortfall")) > 0)

    page = officer.opens("demand", demand)
    page.tabs.setCurrentIndex(0)
    officer.clicks(page, "Lost …")
    told: dict[tuple[str, str], object] = {
        ("demand", "lost_reason"): "scale",
        ("demand", "lost_to"): "VN",
        ("demand", "would_have_won"): "Forty more engineers.",
    }
    officer.agrees(told, "Close as lost")
    officer.sees(lambda: stage_of(officer, demand) == "lost")
    assert officer.exchanges() == ""

    said: Plain = {"heads": 120, "certified": in_days(100), "told": in_days(0)}
    published(trial, "cohort", skill="java", body="Shapla Academy", **said)
    assert officer.exchanges() == ""
    officer.presses("go today")
    today = officer.window.frame.findChild(TodayPage)
    assert isinstance(today, TodayPage)
    officer.sees(lambda: "Trained for what we lacked" in texts(today))
    assert today.beyond is not None
    (offer,) = today.beyond.offers
    assert [d.id for d in offer.demands] == [demand]


def test_an_introduction_is_asked_and_made(officer: Officer, trial: Trial) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Introduced mission")))
    adviser = officer.writes("person", {"name": "Anika Chowdhury"}, {})
    target = officer.writes("person", {"name": "Johan de Vries"}, {})
    tie: Plain = {"person": str(adviser), "to": str(target), "nature": "colleague"}
    officer.fills("tie", tie)
    consent: Plain = {"person": str(adviser), "purpose": "introduce", "answer": "agreed"}
    officer.fills("consent", {**consent, "on": in_days(-30)})

    page = officer.opens("person", target, "Way in")
    officer.sees(lambda: page.findChild(WayInPart))
    part = page.findChild(WayInPart)
    assert part is not None
    officer.clicks(part, "Ask Anika Chowdhury")
    officer.clicks(part, "Agreed: Anika Chowdhury")
    officer.clicks(part, "Made: Anika Chowdhury")
    officer.clicks(part, "Outcome of the introduction by Anika Chowdhury")
    officer.agrees({("introduction", "outcome"): "They meet in May."}, "Close it")

    def closed() -> bool:
        (record,) = officer.asks(lambda desk: desk.all("introduction"))
        assert isinstance(record.content, Introduction)
        return record.content.state == "closed" and record.content.made_on == now().date()

    officer.sees(closed)
    assert officer.exchanges() == ""


def test_a_proposal_is_returned_and_submitted_again(officer: Officer, trial: Trial) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Proposing mission")))
    proposal = officer.writes("proposal", {"name": "A desk at the fair"}, {})
    officer.presses("go proposals")
    board = officer.window.frame.pages.currentWidget()
    assert isinstance(board, ProposalsPage)
    officer.clicks(board, "Submit: A desk at the fair")
    officer.sees(lambda: "With the ministry since" in texts(board))
    assert officer.exchanges() == ""

    asked = "Who pays for the desk?"
    reply: Plain = {"about": str(proposal), "decision": "returned", "on": in_days(0)}
    published(trial, "reply", **reply, text=asked, by="ICT wing")
    assert officer.exchanges() == ""
    officer.presses("go today")
    today = officer.window.frame.findChild(TodayPage)
    assert isinstance(today, TodayPage)
    officer.sees(lambda: "From Dhaka" in texts(today))
    officer.clicks(today, "Answer: A desk at the fair")
    officer.window.frame.beside.pane.close_form()
    officer.changes("proposal", proposal, "name", "A shared desk at the fair")

    officer.presses("go proposals")
    officer.sees(lambda: asked in texts(board))
    officer.clicks(board, "Submit again: A shared desk at the fair")

    def submitted() -> bool:
        content = officer.asks(lambda desk: desk.record(proposal)).content
        assert isinstance(content, Proposal)
        return content.state == "submitted"

    officer.sees(submitted)
    assert officer.exchanges() == ""


def test_a_firm_that_fails_its_check_disappears_from_offers(
    officer: Officer, trial: Trial
) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Checking mission")))
    client = officer.fills("firm", {"name": "Waterlicht B.V.", "side": "foreign"})
    demand = demand_of(officer, client, heads=8)
    assert "Padma Soft" in offered(composed(officer, demand))
    (firm,) = officer.asks(lambda desk: desk.search("padma", kinds=("firm",)))
    check: Plain = {"firm": str(firm.id), "nature": "debarment", "result": "failed"}
    officer.fills("check", {**check, "on": in_days(-1), "against": "Lists of the banks"})

    composer = composed(officer, demand)
    before = composer.delivery
    officer.clicks(composer, "Compose again")
    officer.sees(lambda: composer.delivery is not before)
    assert offered(composer) == {"Jamuna Code"}
    assert "because a check failed or was refused" in texts(composer)


def offered(composer: Composer) -> set[str]:
    """Name the firms of all proposals."""
    delivery = composer.delivery
    assert delivery is not None
    return {delivery.name(firm) for one in delivery.answer.proposals for firm in one.firms}
