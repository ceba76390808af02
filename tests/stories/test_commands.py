"""What a script does with the commands, against a real ministry."""

import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from desk_app.secrets import DEMO_WORD
from desk_app.store.connecting import connect
from desk_app.store.store import Store
from desk_app.sync.desks import Machine, keys_of, make_desk
from tests.support.logs import LogWatch
from tests.support.trial import Commands, Trial


class Office:
    """A mission whose desks one test uses."""

    def __init__(self, trial: Trial, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.trial = trial
        self.mission = trial.mission(f"Mission {uuid4()}")
        self._folder = folder
        self._capture = capture

    def desk(self, name: str) -> Commands:
        """Enrol another workstation."""
        desk = Commands(self._folder / name, self._capture)
        # A vault under a word that is written on it opens quickly; others are tested elsewhere.
        make_desk(desk.profile, Machine(), officer=name, hint=DEMO_WORD).close()
        code = self.trial.code(self.mission)
        desk.done("enrol", self.trial.address, code, "--officer", name, "--device-name", name)
        return desk


@pytest.fixture
def office(trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(trial, tmp_path, capsys)


def write(folder: Path, content: object) -> Path:
    file = folder / f"{uuid4()}.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


FIRM = {"name": "Waterlicht Software B.V.", "side": "foreign", "country": "NL", "city": "Delft"}


def test_two_desks_change_one_firm_offline_and_agree(office: Office, tmp_path: Path) -> None:
    rina, sohel = office.desk("Rina"), office.desk("Sohel")
    firm = rina.done("add", "firm", "--json", write(tmp_path, FIRM)).json["id"]
    rina.done("sync")
    sohel.done("sync")

    # Different fields: both hold both.
    rina.done("set", firm, "city=Rotterdam")
    sohel.done("set", firm, "emails=+info@waterlicht.example")
    for desk in (rina, sohel, rina):
        assert desk.done("sync", "--json").json["disputes"] == 0
    for desk in (rina, sohel):
        shown = desk.done("show", firm, "--json").json
        assert shown["fields"]["city"] == "Rotterdam"
        assert shown["fields"]["emails"] == ["info@waterlicht.example"]
        assert shown["state"] == "received"

    # The same field: one dispute, both values kept, settled by whoever was second.
    rina.done("set", firm, "city=Leiden")
    sohel.done("set", firm, "city=Utrecht")
    rina.done("sync")
    report = sohel.done("sync", "--json").json
    assert (report["disputes"], report["standing"]["disputes"]) == (1, 1)
    [dispute] = sohel.done("disputes", "--json").json["disputes"]
    values = [dispute[side] for side in ("field", "base", "mine", "theirs")]
    assert values == ["city", "Rotterdam", "Utrecht", "Leiden"]
    assert sohel.done("show", firm, "--json").json["state"] == "disputed"
    assert "settled" in sohel.done("set", firm, "city=Utrecht").out
    assert sohel.done("disputes", "--json").json["total"] == 0
    sohel.done("sync")
    rina.done("sync")
    for desk in (rina, sohel):
        assert desk.done("show", firm, "--json").json["fields"]["city"] == "Utrecht"
    before = {
        str(entry["before"]) for entry in rina.done("history", firm, "--json").json["history"]
    }
    assert {"Delft", "Rotterdam", "Leiden"} <= before


def test_nothing_and_one_field_cost_one_round_trip_each(office: Office, tmp_path: Path) -> None:
    desk = office.desk("Rina")
    firm = desk.done("add", "firm", "--json", write(tmp_path, FIRM)).json["id"]
    desk.done("sync")
    nothing = desk.done("sync", "--json").json
    assert (nothing["round_trips"], nothing["sent"], nothing["received"]) == (1, 0, 0)
    assert nothing["bytes_up"] + nothing["bytes_down"] < 2_500
    desk.done("set", firm, "city=Gouda")
    one = desk.done("sync", "--json").json
    assert (one["round_trips"], one["sent"], one["refused"]) == (1, 1, 0)
    assert one["standing"]["waiting"] == 0


def test_a_record_is_added_found_changed_and_put_away(office: Office, tmp_path: Path) -> None:
    desk = office.desk("Rina")
    person = {"name": "Rahima Pathak", "name_bn": "রহিমা পাঠক", "languages": ["bn", "en"]}
    added = desk.done("add", "person", "--json", write(tmp_path, person)).json
    assert added["kind"] == "person"
    assert added["fields"] == person
    assert (added["state"], added["version"]) == ("waiting", 0)
    for words in ("rahima", "রহিমা", "path"):
        found = desk.done("search", words, "--kind", "person", "--json").json
        assert [record["id"] for record in found["records"]] == [added["id"]]
        assert found["total"] == 1
    desk.done("set", added["id"], "languages=+nl", "languages=-bn", "phones=+31701234567")
    desk.done("set", added["id"], "city=The Hague", "name_bn=")
    fields = desk.done("show", added["id"], "--json").json["fields"]
    assert fields["languages"] == ["en", "nl"]
    assert fields["phones"] == ["+31701234567"]
    assert "name_bn" not in fields
    assert "The Hague" in desk.done("show", added["id"]).out
    assert desk.done("list", "person", "--json").json["total"] == 1
    desk.done("archive", added["id"], "--why", "moved away")
    assert desk.done("list", "person", "--json").json["total"] == 0
    assert desk.done("list", "person", "--archived", "--json").json["total"] == 1
    desk.done("unarchive", added["id"])
    assert "Rahima" in desk.done("list", "person").out
    assert "archived" in desk.done("history", added["id"]).out


def test_several_records_are_added_together_or_not_at_all(office: Office, tmp_path: Path) -> None:
    desk = office.desk("Rina")
    wrong = desk("add", "firm", "--json", write(tmp_path, [FIRM, {**FIRM, "country": "Holland"}]))
    assert wrong.code == 1
    assert wrong.err
    assert desk.done("list", "firm", "--json").json["total"] == 0
    several = write(tmp_path, [FIRM, {"fields": FIRM, "audience": "mission"}])
    added = desk.done("add", "firm", "--json", several).json
    assert added["total"] == 2
    assert desk.done("list", "firm", "--json", "--limit", "1").json["total"] == 2


def test_a_brief_is_printed_in_both_languages_and_noted(office: Office, tmp_path: Path) -> None:
    desk = office.desk("Rina")
    firm = desk.done("add", "firm", "--json", write(tmp_path, FIRM)).json["id"]
    meeting = {
        "subject": "First talk",
        "when": "2030-05-06T10:00:00Z",
        "organisations": [firm],
        "objective": "Learn what they need",
    }
    added = desk.done("add", "meeting", "--json", write(tmp_path, meeting)).json
    desk.done("brief", "next", "--lang", "both", "-o", tmp_path / "brief.pdf")
    for name in ("brief-en.pdf", "brief-bn.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")
    noted = desk.done("list", "brief", "--json").json["records"]
    assert {record["fields"]["language"] for record in noted} == {"en", "bn"}
    assert {record["fields"]["meeting"] for record in noted} == {added["id"]}
    desk.done("brief", firm, "-o", tmp_path / "firm.pdf")
    assert (tmp_path / "firm.pdf").read_bytes().startswith(b"%PDF-")
    no = desk("brief", firm, "--kind", "consent", "-o", tmp_path / "slip.pdf")
    assert no.code == 1
    assert not (tmp_path / "slip.pdf").exists()


def test_a_copy_brings_the_desk_back_with_what_was_typed_since(
    office: Office, tmp_path: Path
) -> None:
    desk = office.desk("Rina")
    desk.done("add", "firm", "--json", write(tmp_path, FIRM))
    desk.done("backup", tmp_path / "copy.db")
    desk.done("add", "firm", "--json", write(tmp_path, {**FIRM, "name": "Typed later"}))
    (desk.profile / "desk.db").write_bytes(b"rot" * 5_000)
    damaged = desk("list", "firm")
    assert damaged.code == 1
    assert "damaged" in damaged.err
    desk.done("restore", tmp_path / "copy.db")
    assert desk.done("list", "firm", "--json").json["total"] == 2
    assert "well" in desk.done("check").out


def test_a_damaged_desk_is_rebuilt_by_check(office: Office, tmp_path: Path) -> None:
    desk = office.desk("Rina")
    desk.done("add", "firm", "--json", write(tmp_path, FIRM))
    desk.done("sync")
    unsent = desk.done("add", "firm", "--json", write(tmp_path, {**FIRM, "name": "Unsent"})).json
    (desk.profile / "desk.db").write_bytes(b"rot" * 5_000)
    assert desk("check").code == 1
    desk.done("check", "--repair")
    assert desk.done("show", unsent["id"], "--json").json["fields"]["name"] == "Unsent"
    desk.done("sync")
    assert desk.done("list", "firm", "--json").json["total"] == 2


def test_a_withdrawn_workstation_is_told_and_goes_on_with_a_new_code(
    office: Office, tmp_path: Path
) -> None:
    desk = office.desk("Withdrawn")
    firm = desk.done("add", "firm", "--json", write(tmp_path, FIRM)).json["id"]
    office.trial.revoke_all("Withdrawn")
    refused = desk("sync", "--json")
    assert refused.code == 1
    assert "withdrawn" in refused.err
    assert not refused.out
    assert desk.done("show", firm, "--json").json["state"] == "waiting"
    desk.done("enrol", office.trial.address, office.trial.code(office.mission))
    assert desk.done("sync", "--json").json["sent"] == 1


def test_a_wrong_code_and_a_spent_one_leave_a_sentence(office: Office) -> None:
    code = office.trial.code(office.mission)
    desk = office.desk("Rina")
    assert desk("enrol", office.trial.address, "no such code here").code == 1
    desk.done("enrol", office.trial.address, code)
    other = office.desk("Sohel")
    spent = other("enrol", office.trial.address, code)
    assert spent.code == 1
    assert "code" in spent.err


def test_without_the_ministry_everything_is_kept_and_said(office: Office, tmp_path: Path) -> None:
    desk = office.desk("Rina")
    binding = json.loads((desk.profile / "profile.json").read_text())
    nobody = {**binding, "address": "http://127.0.0.1:9"}
    (desk.profile / "profile.json").write_text(json.dumps(nobody))
    firm = desk.done("add", "firm", "--json", write(tmp_path, FIRM)).json["id"]
    down = desk("sync")
    assert down.code == 1
    assert "kept" in down.err
    assert desk.done("show", firm, "--json").json["state"] == "waiting"
    (desk.profile / "profile.json").write_text(json.dumps(binding))
    assert desk.done("sync", "--json").json["sent"] == 1


def test_a_wrong_passphrase_opens_nothing(
    trial: Trial,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = Commands(tmp_path, capsys)
    told = desk.done("enrol", trial.address, trial.code(trial.mission("Guessed")))
    assert "passphrase" in told.out
    monkeypatch.setenv("ICT_DESK_PASSPHRASE", "guessed")
    wrong = desk("list", "firm")
    assert wrong.code == 1
    assert "passphrase" in wrong.err


def test_nothing_of_the_profile_can_be_read_without_its_key(
    office: Office, tmp_path: Path
) -> None:
    desk = office.desk("Rina")
    canary = "Zwaluwstaart Uniek"
    desk.done("add", "firm", "--json", write(tmp_path, {**FIRM, "name": canary}))
    desk.done("search", canary)
    desk.done("sync")
    for file in desk.profile.rglob("*"):
        assert not file.is_file() or canary.encode() not in file.read_bytes(), file
    raw = connect(desk.profile / "desk.db", keys_of(desk.profile, Machine()), readonly=True)
    assert raw.execute("SELECT count(*) FROM firm").fetchone() == (1,)
    raw.close()


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["show", "not-an-id"],
        ["list", "no-kind"],
        ["set", str(uuid4())],
        ["brief", "something", "-o", "x.pdf"],
        ["search", "x", "--limit", "0"],
    ],
)
def test_wrong_usage_ends_with_two(
    office: Office, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = office.desk("Rina")
    told = desk(*words)
    assert told.code == 2
    assert told.err


def test_a_mistyped_field_is_not_swallowed(office: Office, tmp_path: Path) -> None:
    desk = office.desk("Rina")
    assert desk("add", "firm", "--json", write(tmp_path, {**FIRM, "citty": "Delft"})).code == 2
    firm = desk.done("add", "firm", "--json", write(tmp_path, FIRM)).json["id"]
    assert desk("set", firm, "citty=Delft").code == 2


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "empty", capsys)


def test_a_mistake_of_the_program_is_told_without_what_was_typed(
    office: Office, monkeypatch: pytest.MonkeyPatch, logged: LogWatch
) -> None:
    desk = office.desk("Rina")

    def mistaken(*_: object, **__: object) -> None:
        raise ValueError("Rahima Khatun")

    monkeypatch.setattr(Store, "search", mistaken)
    logged.expect("ValueError")
    told = desk("search", "Rahima")
    assert told.code == 1
    assert "builtins.ValueError" in told.err
    kept = (desk.profile / "logs" / "desk.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in kept
    assert "Rahima" not in told.err + kept


def test_where_no_desk_is_the_way_to_one_is_told(empty: Commands) -> None:
    told = empty("list", "firm")
    assert told.code == 1
    assert "ict-desk enrol" in told.err
    assert not empty.profile.exists()


def test_without_a_command_the_window_opens_on_the_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Commands(tmp_path, capsys)
    desk.done()
    assert desk.windows == [(tmp_path, None)]


@pytest.mark.parametrize(
    "words", [["list", "firm", "--json"], ["search", "x"], ["sync"], ["check"]]
)
def test_commands_import_no_qt(office: Office, words: list[str]) -> None:
    desk = office.desk("Rina")
    program = (
        "import sys\nfrom desk_app.cli import run\n"
        f"code = run({[*words, '--profile', str(desk.profile)]!r}, lambda *_: 9)\n"
        "found = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6')]\n"
        "assert code == 0 and not found, (code, found)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_a_person_who_asks_for_it_is_erased_on_every_desk(office: Office, tmp_path: Path) -> None:
    rina, sohel = office.desk("Rina"), office.desk("Sohel")
    person = {"name": "Rahima Pathak"}
    id = rina.done("add", "person", "--json", write(tmp_path, person)).json["id"]
    rina.done("sync")
    sohel.done("sync")
    assert rina("erase", id).code == 2
    rina.done("erase", id, "--yes")
    assert rina("show", id).code == 1
    rina.done("sync")
    assert sohel.done("sync", "--json").json["forgotten"] == 1
    assert sohel("show", id).code == 1
    assert sohel.done("search", "rahima", "--json").json["total"] == 0
