"""A real X server without a screen, for tests that the offscreen platform cannot serve."""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.processes import need_program, running


@dataclass(frozen=True)
class Display:
    """A running X server: its name, as DISPLAY wants it, e.g. `:42`."""

    name: str

    @property
    def env(self) -> dict[str, str]:
        """The environment in which a program shows its windows here."""
        return {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def display(log: Path, size: str = "1920x1080x24") -> Generator[Display]:
    """Run an X server of this size and depth during the block."""
    program = need_program("Xvfb", "xvfb")
    reading, writing = os.pipe()
    # The server picks a free number and writes it when it is ready to serve.
    number_to = ["-displayfd", str(writing)]
    with running(
        [program, *number_to, "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        log,
        pass_fds=[writing],
    ):
        os.close(writing)
        with os.fdopen(reading) as ready:
            number = ready.readline().strip()
        if not number:
            pytest.fail(f"Xvfb did not start: {log.read_text()}")
        yield Display(f":{number}")


@pytest.fixture(scope="session")
def xvfb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """An X server of 1920 × 1080 points."""
    with display(tmp_path_factory.mktemp("xvfb") / "log") as found:
        yield found
