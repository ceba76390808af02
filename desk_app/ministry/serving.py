"""Running the server: its processes, its port, its certificate."""

import asyncio
import multiprocessing.connection
import os
import secrets
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server
from granian.server.embed import Server as EmbeddedServer
from msgspec import Struct
from starlette.applications import Starlette

from desk_app.domain.errors import StoreTrouble
from desk_app.ministry.http import application
from desk_app.ministry.service import Service
from desk_app.ministry.store.database import open_database

DATABASE = "ICT_DESK_MINISTRY_DATABASE"
"""The environment variable that tells a server process its database."""

_HTTP1 = HTTP1Settings(header_read_timeout=15_000, max_buffer_size=64 * 1024)


class Listening(Struct, frozen=True):
    """Where a server listens; with a certificate and its key, over TLS 1.3 only."""

    host: str
    port: int
    cert: Path | None = None
    key: Path | None = None


def now() -> datetime:
    """Return the machine's time; everything else takes it as a parameter."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that wires the clock


def open_service(url: str) -> Service:
    """Return the ministry on a database that `ministry init` has made.

    Raises:
        WrongInput: the address is none.
        StoreTrouble: the database does not answer, or was not made ready.
    """
    database = open_database(url)
    if not database.is_prepared():
        database.close()
        raise StoreTrouble("This database holds no ministry yet: run `ict-desk ministry init`.")
    return Service(database, now, secrets.token_bytes)


def make_application() -> Starlette:
    """Build the application of one server process; it ends when its parent does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    return application(open_service(os.environ[DATABASE]))


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def serve(url: str, where: Listening, workers: int = 1) -> None:
    """Serve until the process is asked to end."""
    open_service(url).close()
    os.environ[DATABASE] = url
    Server(
        "desk_app.ministry.serving:make_application",
        factory=True,
        address=where.host,
        port=where.port,
        workers=workers,
        interface=Interfaces.ASGINL,
        http=HTTPModes.auto if where.cert else HTTPModes.http1,
        http1_settings=_HTTP1,
        websockets=False,
        ssl_cert=where.cert,
        ssl_key=where.key,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
    ).serve()


def serve_here(url: str, where: Listening, until: int) -> None:
    """Serve from this process alone, until asked to end or the file `until` is at its end."""
    server = EmbeddedServer(
        application(open_service(url)),
        address=where.host,
        port=where.port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.auto if where.cert else HTTPModes.http1,
        http1_settings=_HTTP1,
        websockets=False,
        ssl_cert=where.cert,
        ssl_key=where.key,
        log_level=LogLevels.error,
    )
    asyncio.run(_serve_until(server, until))


async def _serve_until(server: EmbeddedServer, until: int) -> None:
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, server.stop)
        loop.add_signal_handler(signal.SIGINT, server.stop)

    def wait_for_end() -> None:
        # Not through `sys.stdin`: its lock would hold up the end of the process.
        while os.read(until, 1024):
            pass
        loop.call_soon_threadsafe(server.stop)

    threading.Thread(target=wait_for_end, daemon=True).start()
    await server.serve()


def main() -> None:
    """Serve one database on a port of this machine: DATABASE PORT [CERT KEY] on the command line.

    Ends when standard input is closed, and so with whoever started it.
    """
    url, port, *tls = sys.argv[1:]
    cert, key = map(Path, tls) if tls else (None, None)
    serve_here(url, Listening("127.0.0.1", int(port), cert, key), sys.stdin.fileno())
    # The server's own threads may still wake up: an interpreter taken down under them aborts.
    os._exit(0)


if __name__ == "__main__":
    main()
