"""`ict-desk demo` from nothing to the briefs and the picture, and again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PNG = b"\x89PNG\r\n\x1a\n"


def demo(folder: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "desk_app", "demo", "--headless", "--dir", str(folder), *more]
    return subprocess.run(words, capture_output=True, text=True, env=os.environ, check=False)


def desk_of(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "desk_app", *words, "--profile", str(folder / "profile")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def assert_whole(folder: Path, told: "subprocess.CompletedProcess[str]") -> None:
    assert told.returncode == 0, told.stdout + told.stderr
    for name in ("brief-en.pdf", "brief-bn.pdf"):
        assert (folder / name).read_bytes().startswith(b"%PDF-")
        assert str(folder / name) in told.stdout
    assert (folder / "window.png").read_bytes().startswith(PNG)
    assert "demo" in told.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "here"
    assert_whole(folder, demo(folder))
    return folder


def test_a_second_start_goes_on_with_what_is_there(made: Path) -> None:
    meeting = json.loads(desk_of(made, "list", "meeting", "--json"))["records"][0]["id"]
    desk_of(made, "set", meeting, "next_step=Typed in the demo")
    assert_whole(made, demo(made))
    kept = json.loads(desk_of(made, "show", meeting, "--json"))
    assert kept["fields"]["next_step"] == "Typed in the demo"
    assert kept["state"] == "received"


def test_what_is_half_made_is_made_anew_and_nothing_is_deleted(made: Path) -> None:
    (made / "profile" / "desk.db").write_bytes(b"cut off")
    told = demo(made)
    assert_whole(made, told)
    assert "made anew" in told.stdout
    [aside] = made.glob("before-*")
    assert (aside / "profile" / "desk.db").read_bytes() == b"cut off"


def test_a_folder_that_cannot_be_used_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    told = demo(file / "inside")
    assert told.returncode == 1
    assert told.stderr.strip().endswith(".")
