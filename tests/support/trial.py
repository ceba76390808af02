"""A ministry in a process of its own and desks driven by their commands."""

import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desk_app.cli import run
from desk_app.ministry.commands import initialise
from desk_app.ministry.embedded import running
from desk_app.ministry.serving import open_service


@dataclass(frozen=True)
class Trial:
    """A running ministry: its database and its address."""

    url: str
    address: str

    def mission(self, name: str) -> str:
        """Make a mission for one test."""
        with closing(open_service(self.url)) as service:
            service.add_mission(name, "NL", "The Hague")
        return name

    def code(self, mission: str) -> str:
        """Invite a workstation."""
        with closing(open_service(self.url)) as service:
            return service.invite(mission).code

    def revoke_all(self, mission: str) -> None:
        """Withdraw every workstation of a mission."""
        with closing(open_service(self.url)) as service:
            missions = {d.mission for d in service.devices()}
            for device in service.devices():
                if device.mission in missions and device.name == mission:
                    service.revoke(device.id)


@dataclass(frozen=True)
class Told:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Commands:
    """One profile's commands, run in this process as a terminal would."""

    def __init__(self, profile: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.profile = profile
        self._capture = capture
        self.windows: list[tuple[Path, Path | None]] = []

    def __call__(self, *words: str | Path) -> Told:
        """Run a command and return what it told, whatever the exit code."""
        self._capture.readouterr()
        code = run([*map(str, words), "--profile", str(self.profile)], self._window)
        told = self._capture.readouterr()
        return Told(code, told.out, told.err)

    def done(self, *words: str | Path) -> Told:
        """Run a command that must succeed."""
        told = self(*words)
        assert told.code == 0, told.err
        return told

    def _window(self, folder: Path, picture: Path | None, code: str = "") -> int:
        del code
        self.windows.append((folder, picture))
        return 0


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """One ministry for the tests of a module; each makes missions of its own."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ministry') / 'ministry.db'}"
    initialise(url)
    with running(url) as address:
        yield Trial(url, address)


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> str:
    """A passphrase in the environment, as scripts have it."""
    monkeypatch.setitem(os.environ, "ICT_DESK_PASSPHRASE", "a few good words")
    return "a few good words"
