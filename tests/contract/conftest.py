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
from tests.contract.worlds import HTTP_POSTGRES, IN_PROCESS, WORLDS, TestBench, World
from tests.support.clock import Clock
from tests.support.postgres import Cluster


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
        yield World(database, service, caller, url, now)


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
    assert world.caller is not None, "mark the test with `over_http`"
    return world.caller


@pytest.fixture
def own_world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    """A ministry in process for one test, whose time stands still until the test moves it."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'ministry.db'}"
        database = open_database(url)
        stack.callback(database.close)
        database.prepare(clock().date(), secrets.token_bytes)
        yield World(database, Service(database, clock, secrets.token_bytes), None, url, clock)


@pytest.fixture
def own_bench(own_world: World) -> TestBench:
    """Two missions of that ministry."""
    return TestBench(own_world)
