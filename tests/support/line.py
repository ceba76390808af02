"""A telephone line to the ministry that a test can cut, or make deaf on the way back."""

import contextlib
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

Mode = Literal["through", "down", "deaf"]


class Line:
    """Carries bytes between a desk and the ministry.

    `through`: both ways; `down`: every connection breaks; `deaf`: what the desk says arrives,
    and the line breaks before the answer.
    """

    def __init__(self, ministry: str) -> None:
        host, _, port = ministry.removeprefix("http://").partition(":")
        self._ministry = (host, int(port))
        self.mode: Mode = "through"
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take no more calls."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                desk, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(desk,), daemon=True).start()

    def _carry(self, desk: socket.socket) -> None:
        with desk, socket.create_connection(self._ministry) as ministry:
            back = threading.Thread(target=self._pump, args=(ministry, desk, "deaf"), daemon=True)
            back.start()
            self._pump(desk, ministry, "down")
            back.join()

    def _pump(self, source: socket.socket, sink: socket.socket, broken: Mode) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                if self.mode in ("down", broken):
                    break
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(ministry: str) -> Generator[Line]:
    """Lay a line to the ministry at this address for the duration of the block."""
    line = Line(ministry)
    try:
        yield line
    finally:
        line.close()
