"""A ministry of one's own beside the program: for the demo, for tests, for one machine."""

import http.client
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from desk_app.domain.errors import LinkDown

PATIENCE = 60.0
"""Seconds a server may take to start."""


@contextmanager
def running(url: str, cert: Path | None = None, key: Path | None = None) -> Generator[str]:
    """Serve the prepared database at `url` on a free port of this machine during the block.

    Yields the server's address, `http://127.0.0.1:PORT`, once it answers. The server is a
    process of its own; it ends with the block, and with this process however that ends.

    Raises:
        LinkDown: the server did not start.
    """
    port = _free_port()
    command = [sys.executable, "-m", "desk_app.ministry.serving", url, str(port)]
    if cert is not None and key is not None:
        command += [str(cert), str(key)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own program
        try:
            _wait(process, port, tls=cert is not None)
            yield f"{'https' if cert else 'http'}://127.0.0.1:{port}"
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server politely, or by force when it does not listen."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, *, tls: bool) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _answers(port, tls=tls):
        if process.poll() is not None or time.monotonic() > deadline:
            raise LinkDown("The ministry's server on this machine did not start.")
        time.sleep(0.02)


def _answers(port: int, *, tls: bool) -> bool:
    connection = (
        http.client.HTTPSConnection("127.0.0.1", port, timeout=5, context=_unchecked())
        if tls
        else http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    )
    try:
        connection.request("GET", "/v1/about")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _unchecked() -> ssl.SSLContext:
    """Only to see whether our own process is up: nothing is told or believed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
