"""Bad days at the command line: a sentence, exit code 1 or 2, and everything still there."""

import json
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, make_desk
from tests.support.odd_server import answer, odd_server
from tests.support.texts import ODD_TEXTS
from tests.support.trial import Commands, Told, Trial

FIRM = {"name": "Waterlicht Software B.V.", "side": "foreign"}


def made(folder: Path, capture: pytest.CaptureFixture[str]) -> Commands:
    make_desk(folder, Machine(), officer="Rina", hint=DEMO_WORD).close()
    return Commands(folder, capture)


@pytest.fixture
def desk(trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """An enrolled desk in a folder whose name has spaces and Bangla letters."""
    found = made(tmp_path / "আমার ডেস্ক 1", capsys)
    mission = trial.mission(f"Mission of {tmp_path.name}")
    found.done("enrol", trial.address, trial.code(mission))
    return found


def added(desk: Commands, content: Any, kind: str = "firm") -> Any:
    file = desk.profile.parent / "in.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return desk.done("add", kind, "--json", file).json


def sentence(told: Told, code: int = 1) -> str:
    """What the officer reads: no traceback, no name of a class."""
    assert told.code == code, told
    assert told.err.strip()
    for word in ("Traceback", "Error(", "builtins.", "mistake"):
        assert word not in told.err, told.err
    return told.err


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "https://[::1",
        "https://" + "a" * 300,
        "http://127.0.0.1/\r\nx: y",
        "http://127.0.0.1:0",
        "http://127.0.0.1:99999",
        "https://no such host",
        "ftp://ministry.example",
        "",
        pytest.param("\ud800", id="half a character"),
    ],
)
def test_an_address_that_is_none_is_said_so(desk: Commands, address: str) -> None:
    assert "address" in sentence(desk("enrol", address, "a code"))


def test_a_code_of_any_text_is_refused_in_words(desk: Commands, trial: Trial) -> None:
    for code in ("", "\n", "x" * 100_000, "\ud800\udfff", "\u202eedoc", "<b>a</b>"):
        told = desk("enrol", trial.address, code, "--officer", "R\ud800")
        assert "code" in sentence(told)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("country=Holland", "Country"),
        ("emails=nonsense", "E-mail"),
        ("founded=the year dot", "Founded"),
        ("headcount=many", "headcount"),
        ("headcount=9-1", "Head-count"),
        ("owner=somebody", "Owner"),
        ("audience=world", "Audience"),
        ("side=", "Side"),
        ("website=file:///etc/passwd", "https://"),
        ("city=" + "x" * 60_000, "Town"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(
    desk: Commands, words: str, names: str
) -> None:
    firm = added(desk, FIRM)
    assert names.lower() in sentence(desk("set", firm["id"], words)).lower()
    assert desk.done("show", firm["id"], "--json").json["fields"] == firm["fields"]


def test_a_note_of_ten_megabytes_is_refused_and_holds_up_nothing(desk: Commands) -> None:
    file = desk.profile.parent / "in.json"
    file.write_text(json.dumps({**FIRM, "notes": "x" * 10_000_000}), encoding="utf-8")
    assert "Notes" in sentence(desk("add", "firm", "--json", file))
    added(desk, FIRM)
    assert desk.done("sync", "--json").json["sent"] == 1


def test_more_notes_than_a_message_holds_all_arrive(desk: Commands) -> None:
    """Twelve megabytes of the longest notes, typed in one act."""
    notes = "ক" * 20_000
    added(desk, [{**FIRM, "name": f"Firm {n}", "notes": notes} for n in range(200)])
    report = desk.done("sync", "--json").json
    assert (report["sent"], report["refused"]) == (200, 0)
    assert report["standing"]["waiting"] == 0


def html(_: object) -> bytes:
    return answer(b"<html><b>Log in to the hotel network</b>" * 50, kind="text/html")


def endless(_: object) -> bytes:
    return answer(b"x" * (9 * 1024 * 1024))


def cut(_: object) -> bytes:
    text = b'{"contract": 1, "clock": "2026'
    return answer(text, headers={"connection": "close"})[:-4]


def too_large(_: object) -> bytes:
    return answer(b"<h1>413 Request Entity Too Large</h1>", "413 Content Too Large", "text/html")


def other_contract(_: object) -> bytes:
    return answer(b'{"contract": 9, "clock": "2026-11-02T09:00:00Z", "cursor": "9"}')


def silence(_: object) -> bytes:
    return b""


@pytest.mark.parametrize("answers", [html, endless, cut, too_large, other_contract, silence])
def test_whatever_answers_everything_typed_is_kept_and_goes_later(
    desk: Commands, answers: Any
) -> None:
    desk.done("sync")
    firm = added(desk, FIRM)
    binding = desk.profile / "profile.json"
    right = binding.read_text()
    with odd_server(answers) as server:
        binding.write_text(json.dumps({**json.loads(right), "address": server.url}))
        said = sentence(desk("sync"))
    assert "kept" in said or "larger" in said
    assert desk.done("show", firm["id"], "--json").json["fields"] == firm["fields"]
    binding.write_text(right)
    assert desk.done("sync", "--json").json["sent"] == 1


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let programs started here hear Ctrl+C, also where whoever runs the tests does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_ministry_that_hangs_is_left_by_the_officer(desk: Commands) -> None:
    firm = added(desk, FIRM)
    binding = desk.profile / "profile.json"
    right = binding.read_text()
    asked = threading.Event()
    over = threading.Event()

    def hang(_: object) -> bytes:
        asked.set()
        over.wait(60)
        return b""

    with odd_server(hang) as server:
        binding.write_text(json.dumps({**json.loads(right), "address": server.url}))
        command = [sys.executable, "-m", "desk_app", "sync", "--profile", str(desk.profile)]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
            assert asked.wait(60)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        over.set()
    assert process.returncode == 1
    assert said.decode().strip() == "Stopped."
    binding.write_text(right)
    assert desk.done("sync", "--json").json["sent"] == 1
    assert desk.done("show", firm["id"], "--json").json["state"] == "received"


@pytest.mark.parametrize("years", ["+1y", "-1y", "-30y"])
def test_a_clock_that_is_off_by_years_is_told_and_sends_all_the_same(
    desk: Commands, years: str
) -> None:
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.fail("this test needs the package faketime")
    firm = added(desk, FIRM)
    command = [faketime, "-f", years, sys.executable, "-m", "desk_app", "sync"]
    done = subprocess.run(
        [*command, "--profile", str(desk.profile)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "clock is off" in done.stdout.decode()
    assert desk.done("show", firm["id"], "--json").json["state"] == "received"


def test_two_exchanges_at_the_same_moment_send_each_edit_once(desk: Commands) -> None:
    for number in range(5):
        added(desk, [{**FIRM, "name": f"Firm {number}"}])
    command = [sys.executable, "-m", "desk_app", "sync", "--profile", str(desk.profile)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=120)[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    standing = desk.done("sync", "--json").json["standing"]
    assert (standing["waiting"], standing["unconfirmed"], standing["disputes"]) == (0, 0, 0)
    assert desk.done("list", "firm", "--json").json["total"] == 5
    assert "well" in desk.done("check").out


def limited(size: int) -> Any:
    """Let no file of the child grow beyond `size` bytes, as on a disk without room."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize(
    "words", [["sync"], ["brief", "next", "-o", "brief.pdf"], ["backup", "copy.db"]]
)
def test_a_full_disk_is_said_and_nothing_is_lost(
    desk: Commands, words: list[str], tmp_path: Path
) -> None:
    desk.done("sync")
    meeting = {"subject": "First talk", "when": "2030-05-06T10:00:00Z"}
    added(desk, meeting, "meeting")
    command = [sys.executable, "-m", "desk_app", *words, "--profile", str(desk.profile)]
    full = subprocess.run(
        command, capture_output=True, check=False, cwd=tmp_path, preexec_fn=limited(1_000)
    )
    assert full.returncode == 1, full
    said = full.stderr.decode()
    assert "disk" in said
    assert "Traceback" not in said
    assert not (tmp_path / words[-1]).exists()
    assert desk.done("list", "meeting", "--json").json["total"] == 1
    assert desk.done("sync", "--json").json["standing"]["waiting"] == 0
    assert "well" in desk.done("check").out


def test_a_keychain_that_is_gone_is_said_and_nothing_is_made_anew(desk: Commands) -> None:
    binding = desk.profile / "profile.json"
    right = binding.read_text()
    binding.write_text(json.dumps({**json.loads(right), "keeper": "keychain"}))
    assert "safe" in sentence(desk("list", "firm"))
    assert "safe" in sentence(desk("sync"))
    binding.write_text(right)
    desk.done("list", "firm")


@pytest.mark.parametrize("bad", [b"", b"{", b'{"id":""}', b"\xff\xfe"])
def test_a_damaged_note_of_the_profile_is_said(desk: Commands, bad: bytes) -> None:
    (desk.profile / "profile.json").write_bytes(bad)
    for words in (["list", "firm"], ["sync"], ["check", "--repair"]):
        assert "profile.json" in sentence(desk(*words))


@pytest.mark.parametrize("skew", [10**15, -(10**11)])
def test_an_absurd_note_about_the_clock_stops_no_exchange(desk: Commands, skew: int) -> None:
    binding = desk.profile / "profile.json"
    binding.write_text(json.dumps({**json.loads(binding.read_text()), "skew": skew}))
    desk.done("sync")


@pytest.mark.parametrize("length", [0, 100, 4096, 100_000])
def test_a_file_cut_short_is_mended_with_all_that_was_typed(desk: Commands, length: int) -> None:
    added(desk, FIRM)
    file = desk.profile / "desk.db"
    file.write_bytes(file.read_bytes()[:length])
    for part in ("-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)
    for words in (["list", "firm"], ["sync"], ["check"]):
        assert "repair" in sentence(desk(*words))
    desk.done("check", "--repair")
    assert desk.done("list", "firm", "--json").json["total"] == 1
    assert desk.done("sync", "--json").json["sent"] == 1


def test_places_that_cannot_be_written_are_said(desk: Commands, tmp_path: Path) -> None:
    added(desk, {"subject": "Talk", "when": "2030-05-06T10:00:00Z"}, "meeting")
    gone = tmp_path / "gone" / "x"
    sentence(desk("backup", gone))
    sentence(desk("brief", "next", "-o", gone))


def test_any_text_comes_through_every_command_and_reaches_another_desk(
    desk: Commands, trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = [text.encode("utf-8", "ignore").decode() for text in ODD_TEXTS]  # as JSON can say
    people = [{"name": f"N {text}"[:300], "notes": text} for text in whole]
    ids = [one["id"] for one in added(desk, people, "person")["records"]]
    meeting = {
        "subject": f"T {ODD_TEXTS[0]}",
        "when": "2030-05-06T10:00:00Z",
        "objective": "\n".join(whole),
    }
    added(desk, meeting, "meeting")
    for text in ODD_TEXTS:
        desk.done("search", f" {text}")
        desk.done("list", "person", "--json")
        desk.done("set", ids[0], f"city={text}")
        desk.done("archive", ids[0], "--why", f"because {text}")
        desk.done("unarchive", ids[0])
    desk.done("history", ids[0])
    desk.done("brief", "next", "--lang", "both", "-o", tmp_path / "brief.pdf")
    assert desk.done("sync", "--json").json["refused"] == 0

    other = made(tmp_path / "other", capsys)
    other.done("enrol", trial.address, trial.code(f"Mission of {tmp_path.name}"))
    other.done("sync")
    for id in ids:
        here, there = (d.done("show", id, "--json").json["fields"] for d in (desk, other))
        assert here == there
        desk.done("show", id)
