"""Programs that a test starts and must not leave behind."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Return as soon as `condition` holds; fail the test, naming `what`, if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: not within {seconds:g} seconds")
        time.sleep(0.01)


def need_program(name: str, package: str) -> str:
    """The path of a program of the system; a test without it fails, naming its Debian package."""
    if sys.platform == "win32":
        pytest.skip(f"{name} is a program of Unix")
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if found is None:
        pytest.fail(f"The tests need {name}: install the Debian package {package}.", pytrace=False)
    return found


def start(
    command: Sequence[str | Path],
    log: Path,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
    pass_fds: Sequence[int] = (),
    stdin: bytes = b"",
) -> subprocess.Popen[bytes]:
    """Start `command`, as another user if asked, its output in `log`, `stdin` fed to it."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            env=env,
            cwd=log.parent,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            pass_fds=pass_fds,
        )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    return process


@contextmanager
def running(
    command: Sequence[str | Path],
    log: Path,
    env: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
    stdin: bytes = b"",
) -> Generator[subprocess.Popen[bytes]]:
    """Run `command` during the block, as `start` does."""
    process = start(command, log, env=env, pass_fds=pass_fds, stdin=stdin)
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes], seconds: float = 15) -> None:
    """End a program politely, or by force when it does not listen."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
