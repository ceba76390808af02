"""Can Bangladesh deliver this? By command, from the demand to the training body's reply."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest

from desk_app.cli import run
from desk_app.ministry.serving import open_service
from desk_app.ministry.values import Role
from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, make_desk
from tests.support.trial import Commands, Told, Trial

HAGUE = "Embassy of Bangladesh, The Hague"
BERLIN = "Embassy of Bangladesh, Berlin"
TODAY = datetime.now(UTC).date()  # noqa: TID251  # the commands under test read the machine's clock
Desk = Callable[..., "Office"]


class Office(Commands):
    """One desk's commands, and those of the ministry's staff, which know no profile."""

    def dhaka(self, *words: str | Path) -> Told:
        """Run a command of the ministry."""
        self._capture.readouterr()
        code = run(["ministry", *map(str, words)], self._window)
        told = self._capture.readouterr()
        return Told(code, told.out, told.err)


@pytest.fixture(scope="module")
def profiles(practice: Trial, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workstations of the module, by mission and role, each enrolled when first needed."""
    return Profiles(practice, tmp_path_factory.mktemp("profiles"))


class Profiles(dict[str, Path]):
    """Enrols the workstation that is asked for."""

    def __init__(self, trial: Trial, folder: Path) -> None:
        super().__init__()
        self._trial = trial
        self._folder = folder

    def __missing__(self, who: str) -> Path:
        mission, role = who.rsplit("/", 1)
        profile = self[who] = self._folder / str(len(self))
        make_desk(profile, Machine(), officer="Rina", hint=DEMO_WORD).close()
        with closing(open_service(self._trial.url)) as service:
            code = service.invite(mission, cast("Role", role)).code
        words = ["enrol", self._trial.address, code, "--officer", "Rina", "--device-name", who]
        assert run([*words, "--profile", str(profile)], _no_window) == 0
        return profile


def _no_window(folder: Path, picture: Path | None, code: str = "") -> int:
    return pytest.fail(f"No window was asked for: {folder}, {picture}, {code}.")


@pytest.fixture
def desk(profiles: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a workstation of the practice world, up to date."""

    def opened(mission: str = HAGUE, role: str = "officer") -> Office:
        found = Office(profiles[f"{mission}/{role}"], capsys)
        found.done("sync")
        return found

    return opened


@pytest.fixture(autouse=True)
def database(practice: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICT_DESK_MINISTRY_DATABASE", practice.url)


def write(folder: Path, content: object) -> Path:
    file = folder / f"{uuid4()}.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def added(office: Office, folder: Path, kind: str, **fields: Any) -> str:
    return str(office.done("add", kind, "--json", write(folder, fields)).json["id"])


def the_large_demand(office: Office) -> str:
    found = office.done("search", "300 engineers Tulpveld", "--kind", "demand", "--json").json
    return str(found["records"][0]["id"])


def test_the_demand_for_300_is_answered_and_its_gap_comes_back_as_a_cohort(
    desk: Desk, tmp_path: Path
) -> None:
    office = desk()
    demand = the_large_demand(office)

    # Proposed: firms with heads, why, what it risks, what stays uncovered.
    answer = office.done("match", demand, "--keep", "--json").json
    assert answer["demand"] == demand
    best = answer["proposals"][0]
    assert [firm["role"] for firm in best["firms"]].count("lead") == 1
    assert all(firm["name"] and firm["heads"] > 0 and firm["lines"] for firm in best["firms"])
    assert 0 < best["covered"] < best["asked"]
    assert best["why"]
    assert best["gap"] <= 0.02
    lacking = {(one["skill"], one["level"]) for one in answer["shortfall"]}
    assert ("devops", "senior") in lacking
    # The firms whose checks failed are said and not proposed.
    said = " ".join(answer["remarks"])
    assert "a check failed or was refused" in said
    named = {firm["name"] for one in answer["proposals"] for firm in one["firms"]}
    assert named.isdisjoint({"Chalta Software Ltd.", "Ektara Digital Ltd."})

    check_kept(office, demand, best)
    check_told(office)
    check_replied(office, tmp_path)


def check_kept(office: Office, demand: str, best: dict[str, Any]) -> None:
    # The next version with its members, and slips that name nobody; once, not twice.
    versions = office.done("search", "Tulpveld", "--kind", "consortium", "--json").json["records"]
    kept = max(versions, key=lambda one: one["fields"]["number"])
    assert (kept["fields"]["demand"], kept["fields"]["covered"]) == (demand, best["covered"])
    slips = office.done("list", "shortfall", "--json", "--limit", "1000").json
    office.done("match", demand, "--keep")
    again = office.done("list", "shortfall", "--json", "--limit", "1000").json
    assert again["total"] == slips["total"]
    assert demand not in json.dumps(again)


def check_told(office: Office) -> None:
    # Dhaka adds it up with what the other missions lack.
    before = office.dhaka("report", "gaps", "--json").json["gaps"]
    report = office.done("sync", "--json").json
    assert (report["disputes"], report["standing"]["refusals"]) == (0, 0)
    after = office.dhaka("report", "gaps", "--json").json["gaps"]
    assert before != after
    assert {"cobol", "devops"} <= {one["skill"] for one in after}
    assert all(one["band"] or one["tellings"] >= 3 for one in after)
    assert "Tulpveld" not in json.dumps(after)


def check_replied(office: Office, tmp_path: Path) -> None:
    # The training body replies; the desk reads it after its next exchange.
    reply = {
        "kind": "cohort",
        "fields": {
            "skill": "devops",
            "level": "senior",
            "heads": 120,
            "certified": (TODAY + timedelta(120)).isoformat(),
            "body": "Academy of the story",
        },
    }
    file = tmp_path / "reply.jsonl"
    file.write_text(json.dumps(reply), encoding="utf-8")
    assert office.dhaka("publish", file, "--json").json["new"] == 1
    office.done("sync")
    cohorts = office.done("report", "gaps", "--json").json["cohorts"]
    assert "Academy of the story" in {one["body"] for one in cohorts}


def test_an_analyst_sees_across_missions_and_an_officer_its_own(desk: Desk) -> None:
    officer, analyst = desk(BERLIN), desk(HAGUE, "analyst")
    slips = [one.done("list", "shortfall", "--json").json["total"] for one in (officer, analyst)]
    assert 0 < slips[0] < slips[1]
    assert analyst.done("report", "gaps", "--json").json["gaps"]
    lost = [
        len(one.done("report", "losses", "--json").json["losses"]) for one in (officer, analyst)
    ]
    assert lost[0] < lost[1]


def test_a_firm_that_fails_its_check_disappears_from_offers(desk: Desk, tmp_path: Path) -> None:
    office = desk()
    demand = the_large_demand(office)
    lead = office.done("match", demand, "--json").json["proposals"][0]["firms"][0]["id"]
    added(
        office,
        tmp_path,
        "check",
        firm=lead,
        nature="debarment",
        on=TODAY.isoformat(),
        result="failed",
        found="On the list of a development bank.",
    )
    answer = office.done("match", demand, "--json").json
    assert lead not in json.dumps(answer["proposals"])
    told = office("match", demand, "--pin", lead)
    assert told.code == 1
    assert "failed a check" in told.err


def test_pins_and_bars_are_kept_and_contradictions_are_refused(desk: Desk) -> None:
    office = desk()
    demand = the_large_demand(office)
    firms = office.done("match", demand, "--json").json["proposals"][0]["firms"]
    small, large = firms[-1]["id"], firms[0]["id"]
    asked = ["match", demand, "--pin", small, "--bar", large, "--max-firms", "5", "--json"]
    for proposal in office.done(*asked).json["proposals"]:
        chosen = [firm["id"] for firm in proposal["firms"]]
        assert small in chosen
        assert large not in chosen
        assert len(chosen) <= 5
    for contradiction in (
        ["--pin", small, "--bar", small],
        ["--pin", small, "--pin", large, "--max-firms", "1"],
        ["--max-firms", "0"],
    ):
        told = office("match", demand, *contradiction)
        assert told.code == 1
        assert told.err.strip().endswith(".")
        assert told.out == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"skill": "java", "heads": 0}, "asks for no heads"),
        ({"skill": "alchemy", "heads": 5}, "not in the tree"),
        ({"skill": "java", "heads": 100_000}, "Covers"),
        (
            {"skill": "java", "heads": 2, "start": str(TODAY - timedelta(9)), "weeks": 20},
            "days back",
        ),
    ],
)
def test_a_demand_that_cannot_be_is_answered_with_a_sentence(
    desk: Desk, tmp_path: Path, line: dict[str, Any], said: str
) -> None:
    office = desk()
    demand = added(office, tmp_path, "demand", name="Odd")
    assert "Nothing is asked for." in office.done("match", demand).out
    added(office, tmp_path, "demand_line", demand=demand, **line)
    assert said in office.done("match", demand).out
    told = office("match", line.get("firm", demand)[:-4] + "0000")
    assert told.code == 1
    assert "no such record" in told.err


def test_five_thousand_capacity_lines_of_one_firm_are_borne(desk: Desk, tmp_path: Path) -> None:
    office = desk(BERLIN, "head")  # a workstation of its own, for it has much to send
    firm = added(office, tmp_path, "firm", name="Line by line Ltd.", side="bangladeshi")
    lines = [
        {"firm": firm, "skill": "java", "free": 1, "as_of": str(TODAY), "evidence": "declared"}
        for _ in range(5_000)
    ]
    office.done("add", "capacity", "--json", write(tmp_path, lines))
    demand = added(office, tmp_path, "demand", name="Many lines")
    added(office, tmp_path, "demand_line", demand=demand, skill="java", heads=30, weeks=10)
    told = office.done("match", demand, "--pin", firm)
    assert "5000 capacity lines" in told.out.replace(",", "")


def test_the_best_path_to_somebody_is_found_with_who_vouches(desk: Desk) -> None:
    office = desk()
    [target] = office.done("search", "Willemijn Tulpenhof", "--json").json["records"][:1]
    found = office.done("introduce", target["id"], "--json").json
    assert found["name"] == "Willemijn Tulpenhof"
    hop = found["paths"][0]["hops"][-1]
    assert (hop["to"], hop["consent"]) == (target["id"], "agreed")
    assert hop["why"]
    assert hop["asks"] <= hop["budget"] + 9
    assert all(len(path["hops"]) <= 3 for path in found["paths"])
    # Asked once more, the next question says so.
    office.done(
        "add",
        "introduction",
        "--json",
        write(
            Path(office.profile),
            {
                "to": target["id"],
                "asked": hop["asked"],
                "state": "asked",
                "asked_on": TODAY.isoformat(),
            },
        ),
    )
    again = office.done("introduce", target["id"], "--json").json
    hops = [h for path in again["paths"] for h in path["hops"] if h["asked"] == hop["asked"]]
    assert all(h["asks"] == hop["asks"] + 1 for h in hops)
    wrong = office("introduce", the_large_demand(office))
    assert wrong.code == 1
    assert "a person, a firm or a hub" in wrong.err


def test_a_mission_is_told_who_already_speaks_with_a_firm(desk: Desk, tmp_path: Path) -> None:
    hague, berlin = desk(HAGUE), desk(BERLIN)
    name = f"Shared {uuid4().hex[:8]} AG"
    theirs = added(berlin, tmp_path, "firm", name=name, side="foreign", country="DE")
    added(
        berlin,
        tmp_path,
        "meeting",
        subject="A secret subject",
        standing="held",
        when="2026-03-05T10:00:00Z",
        organisations=[theirs],
    )
    berlin.done("sync")
    ours = added(hague, tmp_path, "firm", name=name.upper(), side="foreign", country="DE")
    hague.done("sync")
    found = hague.done("introduce", ours, "--json").json
    assert found["courtesy"] == [f"{BERLIN} · 2026-03"]
    assert "secret" not in json.dumps(hague.done("show", ours, "--json").json)
    berlin.done("sync")
    assert "spoken_by" not in berlin.done("show", theirs, "--json").json["fields"]

    # A meeting that a mission keeps to itself tells nobody anything.
    private = {"subject": "Ours", "standing": "held", "when": "2026-04-05T10:00:00Z"}
    record = {"audience": "mission", "fields": private | {"organisations": [ours]}}
    hague.done("add", "meeting", "--json", write(tmp_path, record))
    hague.done("sync")
    berlin.done("sync")
    assert "spoken_by" not in berlin.done("show", theirs, "--json").json["fields"]


def test_published_twice_is_published_once_and_what_does_not_fit_not_at_all(
    desk: Desk, tmp_path: Path
) -> None:
    office = desk()
    folder = tmp_path / "papers"
    folder.mkdir()
    head = f"kind: dossier\nname: Robots of the story\ndomain: robotics\nchecked: {TODAY}"
    text = "In short.\n\n# Legal position\nThe law says so."
    (folder / "robots.md").write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")
    paper = "kind: paper\ndossier: Robots of the story\nname: On arms"
    (folder / "paper.md").write_text(f"---\n{paper}\n---\nThe whole text.\n", encoding="utf-8")
    assert office.dhaka("publish", folder, "--json").json["new"] == 2
    assert office.dhaka("publish", folder, "--json").json["same"] == 2
    office.done("sync")
    [found] = office.done("search", "Robots of the story", "--kind", "dossier", "--json").json[
        "records"
    ]
    assert found["fields"]["legal"] == "The law says so."
    assert found["fields"]["summary"] == "In short."

    (folder / "robots.md").write_text(f"---\n{head}\ncolour: red\n---\nx\n", encoding="utf-8")
    told = office.dhaka("publish", folder)
    assert told.code == 1
    assert "no field of a dossier: colour" in told.err
    (folder / "robots.md").write_text("---\nkind: firm\nname: X\n---\n", encoding="utf-8")
    assert "cannot be published" in office.dhaka("publish", folder).err


def test_a_reply_reaches_the_mission_that_asked_and_moves_its_proposal(
    desk: Desk, tmp_path: Path
) -> None:
    office = desk()
    proposal = added(office, tmp_path, "proposal", name="A park for start-ups", state="submitted")
    office.done("sync")
    told = {"about": proposal, "decision": "returned", "on": str(TODAY), "text": "Who pays?"}
    file = tmp_path / "reply.jsonl"
    file.write_text(json.dumps({"kind": "reply", "fields": told}), encoding="utf-8")
    assert office.dhaka("publish", file, "--json").json == {"new": 1, "changed": 0, "same": 0}
    office.done("sync")
    assert office.done("show", proposal, "--json").json["fields"]["state"] == "returned"
    replies = office.done("list", "reply", "--json", "--limit", "200").json["records"]
    assert "Who pays?" in {one["fields"].get("text") for one in replies}
    office.done("set", proposal, "state=submitted")
    assert office.done("sync", "--json").json["standing"]["refusals"] == 0
    # Published again, the old reply moves nothing.
    assert office.dhaka("publish", file, "--json").json["same"] == 1
    office.done("sync")
    assert office.done("show", proposal, "--json").json["fields"]["state"] == "submitted"
    stray = {"kind": "reply", "fields": told | {"about": str(uuid4())}}
    file.write_text(json.dumps(stray), encoding="utf-8")
    assert "answered by it" in office.dhaka("publish", file).err
