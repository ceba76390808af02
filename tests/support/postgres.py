"""A real PostgreSQL cluster, private to one run of the tests."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from signal import SIGINT, SIGQUIT

import psycopg
import pytest
from psycopg import sql

from tests.support.processes import end, need_program, start, wait_until

# Nothing here outlives the run: the disk need not be waited for.
CARELESS = ("fsync=off", "full_page_writes=off")


class Cluster:
    """One PostgreSQL server with its own files, socket and TCP port.

    Databases belong to the role `ministry`, which is no superuser, as on a ministry's server.
    """

    def __init__(self, programs: Path, home: Path, user: str | None) -> None:
        self.port = _free_port()
        self._programs = programs
        self._home = home
        self._user = user
        self._numbers = count(1)

    def create(self) -> None:
        """Make the files of an empty cluster."""
        subprocess.run(
            [
                *(self._programs / "initdb", "--pgdata", self._home / "data", "--no-sync"),
                *("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"),
            ],
            check=True,
            capture_output=True,
            cwd=self._home,
            user=self._user,
            group=self._user,
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command: list[str | Path] = [
            *(self._programs / "postgres", "-D", self._home / "data", "-k", self._home),
            *("-h", "127.0.0.1", "-p", str(self.port)),
            *(f"-c{setting}" for setting in CARELESS),
        ]
        self._process = start(command, self._home / "log", user=self._user)
        wait_until(self._answers, "PostgreSQL answers")

    def stop(self) -> None:
        """Stop the server, whoever is connected; its files stay."""
        self._process.send_signal(SIGINT)  # the "fast" stop
        end(self._process)

    def kill(self) -> None:
        """End the server as a power cut would; its files stay."""
        self._process.send_signal(SIGQUIT)  # the "immediate" stop
        end(self._process)

    def fresh_database(self) -> str:
        """The SQLAlchemy URL of a new, empty database."""
        name = f"ministry_{os.getpid()}_{next(self._numbers)}"
        with self._connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER ministry").format(sql.Identifier(name))
            )
        return f"postgresql+psycopg://ministry@127.0.0.1:{self.port}/{name}"

    def drop(self, url: str) -> None:
        """Drop a database made here, also when somebody is still connected."""
        name = url.rsplit("/", 1)[1]
        with self._connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def prepare(self) -> None:
        """Make the role that owns the databases."""
        with self._connect() as connection:
            connection.execute("CREATE ROLE ministry LOGIN")

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            f"host={self._home} port={self.port} user=postgres", autocommit=True
        )

    def _answers(self) -> bool:
        if self._process.poll() is not None:
            pytest.fail(f"PostgreSQL did not start: {(self._home / 'log').read_text()}")
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _programs() -> Path:
    """The folder of the newest PostgreSQL server of this machine."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    return (newest or Path(need_program("initdb", "postgresql"))).parent


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running PostgreSQL server, for `fresh_database()`, `stop()` and `start()`."""
    programs = _programs()
    # A socket's path must be short.
    home = Path(tempfile.mkdtemp(prefix="ict-desk-pg-", dir="/tmp"))
    # The server refuses to run as root, and its user could not enter root's temporary folders.
    user = "postgres" if os.getuid() == 0 else None
    if user is not None:
        shutil.chown(home, user, user)
    cluster = Cluster(programs, home, user)
    cluster.create()
    cluster.start()
    cluster.prepare()
    yield cluster
    cluster.stop()
    shutil.rmtree(home)


@pytest.fixture
def postgres_url(postgres: Cluster) -> Iterator[str]:
    """The SQLAlchemy URL of an empty PostgreSQL database, for this test alone."""
    url = postgres.fresh_database()
    yield url
    postgres.drop(url)
