"""The real services that tests start do serve, and the watch on the log watches."""

import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from tests.support.clock import Clock
from tests.support.display import Display
from tests.support.keychain import Keychain, private_keychain
from tests.support.logs import LogWatch
from tests.support.postgres import Cluster
from tests.support.printing import PrintServer
from tests.support.processes import need_program

KEEP = "import keyring; keyring.set_password('ict-desk', 'officer', 'ক্ষ')"
FIND = """
import keyring
secret = keyring.get_password("ict-desk", "officer")
print(secret, keyring.get_keyring().__module__.rpartition(".")[2])
"""
PAINT = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("shown")
label.show()
app.processEvents()
print(app.platformName(), app.primaryScreen().size().width())
"""


def _address(url: str) -> str:
    return url.replace("+psycopg", "")


def test_the_clock_stands_until_it_is_moved(clock: Clock) -> None:
    before = clock()
    assert clock() == before
    assert clock.advance(days=1) - before == timedelta(days=1)
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    assert clock() < before


def test_an_unexpected_warning_is_a_problem() -> None:
    watch = LogWatch()
    watch.handle(logging.makeLogRecord({"msg": "the disk is full", "levelname": "WARNING"}))
    assert "the disk is full" in watch.problems()[0]


def test_an_expected_warning_is_no_problem(logged: LogWatch) -> None:
    logging.getLogger("desk").warning("the ministry cannot be reached")
    logged.expect("cannot be reached")


def test_a_warning_that_does_not_come_is_a_problem() -> None:
    watch = LogWatch()
    watch.expect("never said")
    assert "never said" in watch.problems()[0]


def test_each_postgres_test_finds_an_empty_database_of_its_own(
    postgres: Cluster, postgres_url: str
) -> None:
    other = postgres.fresh_database()
    with psycopg.connect(_address(postgres_url)) as connection:
        connection.execute("CREATE TABLE firm (id int)")
    with psycopg.connect(_address(other)) as connection:
        row = connection.execute("SELECT to_regclass('firm'), current_user").fetchone()
    postgres.drop(other)
    assert row == (None, "ministry")


def test_postgres_keeps_what_was_committed_when_it_is_killed(
    postgres: Cluster, postgres_url: str
) -> None:
    with psycopg.connect(_address(postgres_url)) as connection:
        connection.execute("CREATE TABLE firm (id int)")
    postgres.kill()
    postgres.start()
    with psycopg.connect(_address(postgres_url)) as connection:
        assert connection.execute("SELECT count(*) FROM firm").fetchone() == (0,)


def test_what_one_program_keeps_in_the_keychain_another_finds(keychain: Keychain) -> None:
    subprocess.run([sys.executable, "-c", KEEP], env=keychain.env, check=True)
    found = subprocess.run(
        [sys.executable, "-c", FIND], env=keychain.env, check=True, capture_output=True, text=True
    )
    assert found.stdout.strip() == "ক্ষ SecretService"


def test_a_locked_keychain_does_not_answer(tmp_path: Path) -> None:
    with private_keychain(tmp_path) as keychain:
        keychain.lock()
        assert not keychain.answers()


def test_without_a_session_bus_there_is_no_keychain() -> None:
    command = [sys.executable, "-c", KEEP]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_a_window_shows_on_a_real_x_server(xvfb: Display) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", PAINT], env=xvfb.env, check=True, capture_output=True, text=True
    )
    assert shown.stdout.split() == ["xcb", "1920"]


def test_a_printed_document_reaches_the_printer_unchanged_with_its_options(
    cups: PrintServer, tmp_path: Path
) -> None:
    document = tmp_path / "a page.pdf"
    document.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    command: list[str | Path] = [
        "lp",
        "-d",
        cups.printer,
        "-n",
        "2",
        "-o",
        "sides=two-sided-long-edge",
        document,
    ]
    subprocess.run(command, env=cups.env, check=True, capture_output=True)
    job = cups.wait_for_jobs()[0]
    assert job.document == document.read_bytes()
    assert (job.title, job.copies) == ("a page.pdf", 2)
    assert "sides=two-sided-long-edge" in job.options


def test_the_toolkit_sees_only_the_printer_of_the_test(cups: PrintServer) -> None:
    code = "from PySide6.QtWidgets import QApplication as A; a = A([]);"
    code += (
        "from PySide6.QtPrintSupport import QPrinterInfo as P; print(P.availablePrinterNames())"
    )
    seen = subprocess.run(
        [sys.executable, "-c", code], env=cups.env, check=True, capture_output=True, text=True
    )
    assert seen.stdout.strip() == str([cups.printer])


def test_a_missing_program_fails_a_test_naming_the_package() -> None:
    with pytest.raises(pytest.fail.Exception, match="Debian package nothing-like-it"):
        need_program("no-such-program", "nothing-like-it")
