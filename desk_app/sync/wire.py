"""HTTP to the ministry: one kept connection, bounded answers, failures in the officer's words."""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import httpx2
import msgspec
import zstandard
from msgspec import Struct

from desk_app.contract.codec import JSON, MESSAGE_LIMIT
from desk_app.contract.messages import Problem
from desk_app.domain.errors import LinkDown, NotTheMinistry
from desk_app.sync.steps import NeverSent
from desk_app.sync.traffic import Traffic
from desk_app.sync.trusting import checked_address, context
from desk_app.sync.unpacking import Unpacked, unpacked

WORTH_PACKING = 1_024
"""Bodies of fewer bytes are sent as they are."""

_WITH_CONTENT = frozenset({200, 206})
_TIMES = httpx2.Timeout(60.0, connect=30.0)
_UNREACHABLE = "The ministry cannot be reached. Your changes are kept and will be sent later."
_BROKEN = (
    "The link broke before the ministry's answer was here. "
    "Your changes are kept and will be sent again."
)
_STRANGER = (
    "What answers at the ministry's address is not the ministry this desk knows. "
    "Nothing was sent; your changes are kept. Tell whoever looks after your network."
)
_RUBBISH = (
    "What answered does not speak the ministry's language. "
    "Your changes are kept; check the address, or try again later."
)


class Stranger(NotTheMinistry, NeverSent):
    """Whoever answers cannot prove to be the ministry; nothing was sent."""


class Reply(Struct, frozen=True):
    """An answer: `body` is unpacked and bounded."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def problem(self) -> Problem | None:
        """Return why the request failed, or None where the answer does not say so."""
        try:
            return msgspec.json.decode(self.body, type=Problem)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None


class Sends(Protocol):
    """Sends a request and returns the whole answer."""

    def __call__(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Reply:
        """Send and wait."""
        ...


class Wire:
    """A connection to one ministry, made when first used, kept, and given up by `close`.

    `abort` may be called from another thread and ends a request that waits.
    """

    def __init__(self, url: str, certificate: str = "", traffic: Traffic | None = None) -> None:
        self._url = checked_address(url)
        self._context = context(certificate) if self._url.startswith("https") else None
        self.traffic = traffic or Traffic()
        self._client: httpx2.Client | None = None
        self._socket: socket.socket | None = None
        self._status = 0
        self.peer = b""

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """Send a request and return the answer, unpacked.

        Raises:
            LinkDown: no connection (`NeverSent`), or it broke.
            NotTheMinistry: the answer is too large or packed wrongly, or the peer is a stranger.
        """
        headers = {"Accept-Encoding": "zstd, gzip", "Content-Type": JSON, **headers}
        if len(body) > WORTH_PACKING:
            body = zstandard.ZstdCompressor(level=9).compress(body)
            headers["Content-Encoding"] = "zstd"
        parts: list[bytes] = []
        with _failures():
            reply = self._stream(method, path, headers, body, parts.append)
        return msgspec.structs.replace(reply, body=b"".join(parts))

    def stretch(self, path: str, headers: Mapping[str, str], length: int) -> Reply:
        """Fetch at most `length` bytes; where the link breaks, what had arrived is returned.

        Raises:
            LinkDown, NotTheMinistry: as in `send`; nothing had arrived.
        """
        parts: list[bytes] = []
        try:
            with _failures():
                reply = self._stream("GET", path, headers, b"", parts.append)
        except LinkDown:
            if not parts or self._status not in _WITH_CONTENT:
                raise
            reply = Reply(self._status, {}, b"")
        body = b"".join(parts)
        if reply.status in _WITH_CONTENT:
            body = body[:length]
        return msgspec.structs.replace(reply, body=body)

    def abort(self) -> None:
        """End what is under way; the thread that waits gets `LinkDown`."""
        if self._socket is not None:
            try:
                # The plain socket's own shutdown: that of a TLS socket is not for two threads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            except OSError:
                return

    def close(self) -> None:
        """Give the connection up; the next request makes a new one."""
        if self._client is not None:
            self._client.close()
        self._client = self._socket = None

    def _stream(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        keep: Callable[[bytes], object],
    ) -> Reply:
        client = self._connected()
        request = client.build_request(
            method,
            self._url + path,
            headers=dict(headers),
            content=body,
            extensions={"trace": self._traced},
        )
        self.traffic.sent(_size(request) + len(body))
        self._status = 0
        response = client.send(request, stream=True)
        self._status = response.status_code
        try:
            self.traffic.arrived(sum(len(k) + len(v) + 4 for k, v in response.headers.raw) + 17)
            self._note_peer(response)
            for part in self._read(response):
                keep(part)
        finally:
            response.close()
        return Reply(response.status_code, dict(response.headers), b"")

    def _read(self, response: httpx2.Response) -> Iterator[bytes]:
        """Yield the answer as it arrives, and stop where it grows beyond any message."""
        unpack: Unpacked = unpacked(response.headers.get("content-encoding", ""), MESSAGE_LIMIT)
        arrived = 0
        for raw in response.iter_raw():
            arrived += len(raw)
            self.traffic.arrived(len(raw))
            if arrived > MESSAGE_LIMIT:
                raise NotTheMinistry("What arrived is larger than any message of the ministry.")
            yield unpack.take(raw)
        yield unpack.rest()

    def _connected(self) -> httpx2.Client:
        if self._client is None:
            self._client = httpx2.Client(
                verify=self._context if self._context is not None else False,
                trust_env=False,
                timeout=_TIMES,
                follow_redirects=False,
                headers={"User-Agent": "ict-desk", "Accept": JSON},
                limits=httpx2.Limits(max_connections=1, keepalive_expiry=60.0),
            )
        return self._client

    def _traced(self, event: str, info: Mapping[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    def _note_peer(self, response: httpx2.Response) -> None:
        stream: Any = response.extensions.get("network_stream")
        secured = stream.get_extra_info("ssl_object") if stream is not None else None
        if secured is not None:
            self.peer = secured.getpeercert(True) or b""


def _size(request: httpx2.Request) -> int:
    line = len(request.method) + len(request.url.raw_path) + 12
    return line + sum(len(k) + len(v) + 4 for k, v in request.headers.raw) + 2


class _failures:  # noqa: N801  # reads as a statement: `with _failures():`
    """Turns the library's failures into those an officer can act on."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, httpx2.ConnectError):
            if _is_stranger(error):
                raise Stranger(_STRANGER) from error
            raise NeverSent(_UNREACHABLE) from error
        if isinstance(error, (httpx2.ConnectTimeout, httpx2.PoolTimeout)):
            raise NeverSent(_UNREACHABLE) from error
        if isinstance(error, (httpx2.LocalProtocolError, httpx2.UnsupportedProtocol)):
            raise NotTheMinistry(_RUBBISH) from error
        if isinstance(error, (httpx2.TransportError, OSError)):
            raise LinkDown(_BROKEN) from error


def _is_stranger(error: BaseException | None) -> bool:
    """Tell whether a handshake failed because of whom it was with, not because of the link."""
    while error is not None:
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            return True
        error = error.__cause__ or error.__context__
    return False
