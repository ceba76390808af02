"""A server that answers exactly the bytes a test gives it, over TCP or TLS."""

import socket
import ssl
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from io import BufferedReader

from desk_app.contract.codec import JSON


@dataclass
class Asked:
    """One request as it came."""

    line: str
    headers: dict[str, str]
    body: bytes


Answers = Callable[[Asked], bytes]


@dataclass
class OddServer:
    """Answers each request with `answers`, then keeps or closes the connection."""

    answers: Answers
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])

    @property
    def url(self) -> str:
        scheme = "http" if self.tls is None else "https"
        return f"{scheme}://localhost:{self.port}"

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                self.connections += 1
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            reading = connection.makefile("rb")
            while line := reading.readline():
                asked = self._read(line, reading)
                self.asked.append(asked)
                answer = self.answers(asked)
                connection.sendall(answer)
                if b"\r\n\r\n" not in answer or b"connection: close" in answer[:400].lower():
                    break
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _read(self, line: bytes, reading: BufferedReader) -> Asked:
        headers: dict[str, str] = {}
        while header := reading.readline().strip():
            name, _, value = header.decode().partition(":")
            headers[name.lower()] = value.strip()
        body = reading.read(int(headers.get("content-length", "0")))
        return Asked(line.decode().strip(), headers, body)


@contextmanager
def odd_server(answers: Answers, tls: ssl.SSLContext | None = None) -> Generator[OddServer]:
    """Serve on a free loopback port during the block."""
    server = OddServer(answers, tls)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        # A thread that waits in accept keeps a socket alive that is only closed.
        with suppress(OSError):
            server.listening.shutdown(socket.SHUT_RDWR)
        server.listening.close()


def answer(
    body: bytes, status: str = "200 OK", kind: str = JSON, headers: dict[str, str] | None = None
) -> bytes:
    """Write an HTTP answer down."""
    lines = {"content-type": kind, "content-length": str(len(body)), **(headers or {})}
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{text}\r\n".encode() + body
