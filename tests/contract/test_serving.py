"""`ministry serve`: several processes on one PostgreSQL, ended together."""

import signal
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from desk_app.domain.errors import LinkDown
from desk_app.ministry.calling import Caller
from desk_app.ministry.commands import initialise
from desk_app.ministry.conformance.edits import new_firm
from desk_app.ministry.serving import now, open_service
from desk_app.ministry.store.database import open_database
from tests.contract.worlds import World
from tests.support.processes import running, wait_until

_SERVE = "from desk_app.ministry.commands import ministry; ministry()"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_up(caller: Caller) -> bool:
    try:
        return caller.call("GET", "/v1/about").status == 200
    except LinkDown:
        return False


def test_two_server_processes_are_one_ministry_and_end_together(
    postgres_url: str, tmp_path: Path
) -> None:
    initialise(postgres_url)
    port = _free_port()
    words = ["serve", "--database", postgres_url, "--port", str(port), "--workers", "2"]
    caller = Caller(f"http://127.0.0.1:{port}")
    with ExitStack() as stack:
        database = open_database(postgres_url)
        stack.callback(database.close)
        command = [sys.executable, "-c", _SERVE, *words]
        process = stack.enter_context(running(command, tmp_path / "log"))
        wait_until(lambda: _is_up(caller), "the server answers")
        service = open_service(postgres_url)
        stack.callback(service.close)
        world = World(database, service, caller, postgres_url, now)
        mission = world.new_mission()
        one, two = world.desk(mission), world.desk(mission)
        firms = [new_firm(desk) for desk in (one, two) * 5]
        for desk in (one, two):
            desk.pull()
            assert set(firms) <= desk.held.keys()
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: not _is_up(caller), "the server has ended")
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_server_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ministry.db'}"
    initialise(url)
    port = _free_port()
    caller = Caller(f"http://127.0.0.1:{port}")
    command = [sys.executable, "-c", _SERVE, "serve", "--database", url, "--port", str(port)]
    with running(command, tmp_path / "log") as process:
        wait_until(lambda: _is_up(caller), "the server answers")
        process.kill()
        wait_until(lambda: not _is_up(caller), "its processes have ended too")
