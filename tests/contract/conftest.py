"""The reference ministry three times: in process, over HTTP on SQLite, over HTTP on PostgreSQL."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desk_app.ministry.calling import Caller
from desk_app.ministry.commands import initialise
from desk_app.ministry.embedded import running
from desk_app.ministry.service import Service
from desk_app.ministry.serving import now
from desk_app.ministry.store.database import open_database
from tests.contract.worlds import TestBench, World
from tests.support.postgres import Cluster

IN_PROCESS = "in process"
HTTP_SQLITE = "HTTP on SQLite"
HTTP_POSTGRES = "HTTP on PostgreSQL"
WORLDS = (IN_PROCESS, HTTP_SQLITE, HTTP_POSTGRES)


@pytest.fixture(scope="session", params=WORLDS)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A ministry that the tests of a run share; each makes missions of its own."""
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("ministry")
        url = _database_url(request, folder, stack)
        initialise(url)
        database = open_database(url)
        stack.callback(database.close)
        caller = None
        if request.param != IN_PROCESS:
            caller = Caller(stack.enter_context(running(url)))
        service = Service(database, now, secrets.token_bytes)
        yield World(database, service, caller, now)


def _database_url(request: pytest.FixtureRequest, folder: Path, stack: ExitStack) -> str:
    if request.param != HTTP_POSTGRES:
        return f"sqlite:///{folder / 'ministry.db'}"
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.fresh_database()
    stack.callback(cluster.drop, url)
    return url


@pytest.fixture
def bench(world: World) -> TestBench:
    """Two missions of their own for one test."""
    return TestBench(world)


@pytest.fixture
def http(world: World) -> Caller:
    """The server as anybody reaches it; only where there is one."""
    if world.caller is None:
        pytest.skip("in process there is no HTTP")
    return world.caller
