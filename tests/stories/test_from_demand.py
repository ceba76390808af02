"""What scripts do with a demand and a proposal, in the practice world and with its ministry."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk_app.cli import run
from desk_app.ministry.serving import now
from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, make_desk
from tests.support.sample import HAGUE
from tests.support.trial import Commands, Told, Trial

TODAY = now().date()


class Desk(Commands):
    """The Hague's desk, and the server its ministry runs."""

    def __init__(self, folder: Path, trial: Trial, capture: pytest.CaptureFixture[str]) -> None:
        super().__init__(folder / "desk", capture)
        self._folder = folder
        self._url = trial.url
        make_desk(self.profile, Machine(), officer="Rina", hint=DEMO_WORD).close()
        code = trial.code(HAGUE)
        self.done("enrol", trial.address, code, "--officer", "Rina", "--device-name", "pc")
        self.done("sync")

    def ministry(self, *words: str | Path) -> Told:
        """Run a command of the ministry, which must succeed."""
        self._capture.readouterr()
        code = run(["ministry", *map(str, words), "--database", self._url], self._window)
        told = self._capture.readouterr()
        assert code == 0, told.err
        return Told(code, told.out, told.err)

    def listed(self, kind: str, words: str = "") -> list[dict[str, Any]]:
        """Return the records of a kind that have these words."""
        asked = ("--words", words) if words else ()
        told = self.done("list", kind, "--json", "--limit", "500", *asked)
        return list(told.json["records"])

    def one(self, kind: str, words: str) -> str:
        """Return the identifier of the only record of a kind with these words."""
        [found] = self.listed(kind, words)
        return str(found["id"])

    def fields(self, id: str) -> dict[str, Any]:
        return dict(self.done("show", id, "--json").json["fields"])

    def adds(self, kind: str, **fields: object) -> str:
        """Add a record and return its identifier."""
        file = self._folder / "new.json"
        file.write_text(json.dumps(fields), encoding="utf-8")
        return str(self.done("add", kind, "--json", file).json["id"])

    def publishes(self, kind: str, **fields: object) -> None:
        """Let the ministry publish a record."""
        file = self._folder / "told.jsonl"
        file.write_text(json.dumps({"kind": kind, "fields": fields}) + "\n", encoding="utf-8")
        self.ministry("publish", file)


@pytest.fixture
def desk(practice: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, practice, capsys)


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_a_lead_goes_from_its_first_meeting_to_a_verified_win(desk: Desk) -> None:
    client = desk.one("firm", "Fietspad")
    meeting = desk.adds(
        "meeting", subject="A word at the fair", form="meeting", standing="held",
        when=f"{day(-20)}T10:00:00Z", organisations=[client],
    )  # fmt: skip
    demand = desk.adds("demand", name="Routes for bicycles", client=client, meeting=meeting)
    desk.adds("demand_line", demand=demand, skill="gis", level="senior", heads=1, start=day(30))
    assert desk.done("match", demand, "--json").json["proposals"]

    for stage in ("qualified", "matched", "proposed", "negotiating"):
        desk.done("set", demand, f"stage={stage}")
    too_early = desk("set", demand, "stage=won")
    assert too_early.code == 1
    desk.done("set", demand, "stage=verify_win")
    win = desk.adds(
        "win", name="Routes", demand=demand, client=client, on=day(0),
        year_1={"low": 60000, "high": 60000, "unit": "EUR"}, share=100,
    )  # fmt: skip
    assert desk("set", win, "confirmation=card").code == 1, "a card has a day and a name"
    desk.done(
        "set", win, "confirmation=card", f"confirmed_on={day(0)}", "confirmed_by=D. Fietsbel"
    )
    desk.done("set", demand, "stage=won")
    desk.done("sync")

    log = [s["fields"] for s in desk.listed("stage") if s["fields"]["demand"] == demand]
    assert {line["after"] for line in log} >= {"qualified", "negotiating", "verify_win", "won"}
    assert all(line["by"] == "Rina" for line in log)
    assert desk.done("show", win, "--json").json["state"] == "received"


def test_a_loss_says_why_and_a_lost_lead_trains_somebody(desk: Desk) -> None:
    demand = desk.adds("demand", name="Mainframe people", client=desk.one("firm", "Duinrand"))
    desk.adds(
        "demand_line", demand=demand, skill="cobol", level="senior", heads=9,
        start=day(40), weeks=26,
    )  # fmt: skip
    desk.done("match", demand, "--keep")
    silent = desk("set", demand, "stage=lost")
    assert silent.code == 1
    assert desk.fields(demand).get("stage", "identified") != "lost"
    desk.done(
        *("set", demand, "stage=lost", "lost_reason=skills", "lost_to=IN"),
        "would_have_won=Nine seniors",
    )
    desk.done("sync")
    assert any(row["reason"] == "skills" for row in ledger(desk))
    told = desk.ministry("report", "gaps", "--json").json
    assert any(figure["skill"] == "cobol" for figure in told["gaps"])

    body = "Dolna Institute (practice)"
    desk.publishes(
        "cohort", skill="cobol", level="senior", heads=10, certified=day(200), body=body
    )
    desk.done("sync")
    assert [c for c in desk.listed("cohort") if c["fields"]["body"] == body]


def ledger(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.done("report", "losses", "--json").json["losses"])


def test_a_returned_proposal_is_answered_and_goes_again(desk: Desk) -> None:
    name = "A reading room in Delft"
    proposal = desk.adds("proposal", name=name, scope="Twenty seats.", form="business")
    desk.done("set", proposal, "state=submitted", f"submitted={day(0)}")
    desk.done("sync")
    desk.publishes(
        "reply", about=proposal, decision="returned", on=day(0), text="Who pays the rent?"
    )
    desk.done("sync")
    assert desk.fields(proposal)["state"] == "returned"
    replies = [r["fields"] for r in desk.listed("reply") if r["fields"]["about"] == proposal]
    assert [reply["text"] for reply in replies] == ["Who pays the rent?"]

    desk.done("set", proposal, "answers=The university.", "state=submitted")
    desk.done("sync")
    desk.publishes("reply", about=proposal, decision="accepted", on=day(1), text="Accepted.")
    desk.done("sync")
    assert desk.fields(proposal)["state"] == "accepted"
    assert desk.fields(proposal)["answers"] == "The university."
