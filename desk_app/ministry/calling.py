"""The plainest client of the contract, to check a server with: requests, codes, nothing else."""

import http.client
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote, urlsplit
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from desk_app.contract.codec import JSON, decode, encode
from desk_app.contract.messages import Answer, Enrolment, EnrolRequest, Problem, Round
from desk_app.contract.tokens import TokenRefused, assertion
from desk_app.domain.errors import (
    CodeRefused,
    DeskError,
    DeviceRevoked,
    LinkDown,
    NoSuchRecord,
    NotAllowed,
    NotTheMinistry,
    OtherContract,
)

_FAILURES: dict[str, type[DeskError]] = {
    "code-refused": CodeRefused,
    "device-revoked": DeviceRevoked,
    "token-expired": TokenRefused,
    "not-allowed": NotAllowed,
    "too-large": NotAllowed,
    "other-contract": OtherContract,
    "unreadable": NotTheMinistry,
    "gone": NoSuchRecord,
}


class Reply(Struct, frozen=True):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def code(self) -> str:
        """Return the code of a failure, an empty text where there is none."""
        if self.headers.get("content-type") != "application/problem+json":
            return ""
        return msgspec.json.decode(self.body, type=Problem).type

    def good(self) -> bytes:
        """Return the body of a success.

        Raises:
            DeskError: the failure that the answer's code names.
        """
        if self.status in (200, 206):
            return self.body
        code = self.code()
        raise _FAILURES.get(code, LinkDown)(f"The server answered {self.status} {code}.")


class Caller:
    """Asks one server; implements `contract.ministry.Enroller`."""

    def __init__(self, url: str, context: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        self.address = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        self._context = context or (
            ssl.create_default_context() if parts.scheme == "https" else None
        )

    def call(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Ask once, on a connection of its own.

        Raises:
            LinkDown: nobody answered.
        """
        host, port = self.address
        connection = (
            http.client.HTTPConnection(host, port, timeout=60)
            if self._context is None
            else http.client.HTTPSConnection(host, port, timeout=60, context=self._context)
        )
        try:
            connection.request(method, path, body or None, dict(headers or {}))
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        except (OSError, http.client.HTTPException) as error:
            raise LinkDown("The server does not answer.") from error
        finally:
            connection.close()

    def enrol(self, request: EnrolRequest) -> Enrolment:
        """See `Enroller.enrol`."""
        reply = self.call("POST", "/v1/enrol", encode(request), {"content-type": JSON})
        return decode(reply.good(), Enrolment)


class CallingDevice:
    """One device over HTTP; implements `contract.ministry.Ministry`."""

    def __init__(
        self,
        caller: Caller,
        device: UUID,
        key: Ed25519PrivateKey,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
    ) -> None:
        self._caller = caller
        self._device = device
        self._key = key
        self._clock = clock
        self._random = random
        self._token = ""

    def sync(self, sent: Round) -> Answer:
        """See `Ministry.sync`."""
        headers = {"content-type": JSON, "authorization": self.proof()}
        reply = self._caller.call("POST", "/v1/sync", encode(sent), headers)
        answer = decode(reply.good(), Answer)
        self._token = answer.token or self._token
        return answer

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        """See `Ministry.snapshot`."""
        span = f"bytes={start}-{start + length - 1}"
        headers = {"authorization": self.proof(), "range": span}
        path = f"/v1/snapshots/{quote(name, safe='')}"
        return self._caller.call("GET", path, headers=headers).good()

    def proof(self) -> str:
        """Return what the next request is authorised with."""
        if self._token:
            return f"Bearer {self._token}"
        number = self._random(16).hex()
        return f"Assertion {assertion(self._key, self._device, self._clock(), number)}"
