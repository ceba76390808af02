"""What is declared is locked, and what is installed is whole."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^([a-z0-9.-]+)==([^ \\]+)", re.MULTILINE)


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    return dict(PINNED.findall(text))


def _names(declared: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", one) for one in declared)
    return {match[0].lower().replace("_", "-").replace(".", "-") for match in found if match}


def test_every_declared_dependency_is_locked() -> None:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    needed = _names(
        project["dependencies"] + project["optional-dependencies"]["server"] + groups["build"]
    )
    assert needed <= _locked("requirements.lock").keys()
    assert _names(groups["dev"]) <= _locked("requirements-dev.lock").keys()


def test_tests_run_with_the_versions_that_officers_get() -> None:
    officers, tests = _locked("requirements.lock"), _locked("requirements-dev.lock")
    assert officers.items() <= tests.items()


def test_every_locked_file_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        blocks = (ROOT / "packaging" / name).read_text(encoding="utf-8").split("\n")
        pinned = [number for number, line in enumerate(blocks) if PINNED.match(line)]
        assert all("--hash=sha256:" in blocks[number + 1] for number in pinned)


@pytest.mark.parametrize("script", ["setup.sh", "run.sh", "test.sh", "lock.sh"])
def test_scripts_are_understood_by_the_plainest_shell(script: str) -> None:
    subprocess.run(["sh", "-n", ROOT / "packaging" / script], check=True)


def test_an_installed_program_carries_all_its_resources(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    carried = {name for name in ZipFile(wheel).namelist() if name.startswith("desk_app/_res")}
    tracked = subprocess.run(
        ["git", "ls-files", "resources"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    assert {f"desk_app/_{name}" for name in tracked if name} <= carried
    assert carried
