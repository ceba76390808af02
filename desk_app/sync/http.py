"""The ministry over HTTPS: the contract's paths, tokens and problems."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from desk_app.contract.codec import MESSAGE_LIMIT, decode, encode
from desk_app.contract.messages import Answer, Enrolment, EnrolRequest, Round
from desk_app.contract.tokens import assertion
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
from desk_app.sync.steps import TooMuch
from desk_app.sync.wire import Reply, Wire

T = TypeVar("T", Answer, Enrolment)

_OFF = timedelta(minutes=1)
"""A clock that is off by less cannot be why a token was refused."""

_FAILURES: dict[str, DeskError] = {
    "code-refused": CodeRefused(
        "The ministry does not take this code: it is mistyped, used, or older than a week. "
        "Nothing was changed; ask the ministry for a new one."
    ),
    "device-revoked": DeviceRevoked(
        "The ministry has withdrawn this workstation. What you have is kept; nothing new will "
        "come and nothing is sent until the ministry gives you a new code."
    ),
    "not-allowed": NotAllowed("The ministry does not allow this workstation to do that."),
    "token-expired": NotAllowed(
        "The ministry did not recognise this workstation. Your changes are kept; look whether "
        "its clock is right, then try again."
    ),
    "other-contract": OtherContract(
        "The ministry speaks another version of the exchange than this program. "
        "Your changes are kept; a newer version of the program is needed."
    ),
    "unreadable": NotTheMinistry(
        "The ministry could not read what this desk sent. Your changes are kept."
    ),
    "too-large": TooMuch("The ministry does not take that much at once. Your changes are kept."),
    "gone": NoSuchRecord("The ministry no longer has that. It will be asked for anew."),
}

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class Identity(Struct, frozen=True):
    """Who this workstation is to the ministry."""

    device: UUID
    key: Ed25519PrivateKey


class HttpMinistry:
    """Implements `contract.ministry.Ministry` over a `Wire`.

    The first request proves who asks by a signed assertion; the token that comes with the
    answer serves the rounds that follow. `skew` is the ministry's clock minus this
    workstation's, learnt from its answers; a clock that is off by a year works.
    """

    def __init__(
        self,
        wire: Wire,
        identity: Identity,
        *,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        skew: timedelta = timedelta(),
    ) -> None:
        self.wire = wire
        self.skew = skew
        self._identity = identity
        self._clock = clock
        self._random = random
        self._token = ""

    def sync(self, sent: Round) -> Answer:
        """See `Ministry.sync`.

        Raises:
            TooMuch: the round is larger than a message may be; nothing of it was read.
        """
        body = encode(sent)
        if len(body) > MESSAGE_LIMIT:
            raise _failure("too-large")
        reply = self._asked("POST", "/v1/sync", body)
        answer = _read(reply, Answer)
        self.skew = answer.clock - self._clock()
        self._token = answer.token or self._token
        return answer

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        """See `Ministry.snapshot`; may return less than asked when the link broke."""
        path = f"/v1/snapshots/{_segment(name)}"
        ranged = {"Range": f"bytes={start}-{start + length - 1}", "Accept-Encoding": "identity"}
        reply = self._ranged(path, ranged, length)
        whole = reply.status == HTTPStatus.OK and start == 0
        if reply.status == HTTPStatus.PARTIAL_CONTENT or whole:
            return reply.body
        if reply.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise _failure("gone")
        raise _refusal(reply)

    def _asked(self, method: str, path: str, body: bytes) -> Reply:
        reply = self.wire.send(method, path, self._proof(), body)
        if self._should_ask_again(reply):
            reply = self.wire.send(method, path, self._proof(), body)
        return reply

    def _ranged(self, path: str, ranged: dict[str, str], length: int) -> Reply:
        reply = self.wire.stretch(path, self._proof() | ranged, length)
        if self._should_ask_again(reply):
            reply = self.wire.stretch(path, self._proof() | ranged, length)
        return reply

    def _proof(self) -> dict[str, str]:
        if self._token:
            return {"Authorization": f"Bearer {self._token}"}
        number = self._random(16).hex()
        now = self._clock() + self.skew
        signed = assertion(self._identity.key, self._identity.device, now, number)
        return {"Authorization": f"Assertion {signed}"}

    def _should_ask_again(self, reply: Reply) -> bool:
        """An old token is dropped; an assertion is made anew where the clock was the reason."""
        if reply.status != HTTPStatus.UNAUTHORIZED:
            return False
        problem = reply.problem()
        if problem is None or problem.type != "token-expired":
            return False
        had_token, self._token = bool(self._token), ""
        there = _date(reply)
        before = self.skew
        if there is not None:
            self.skew = there - self._clock()
        return had_token or abs(self.skew - before) > _OFF


class HttpEnroller:
    """Implements `contract.ministry.Enroller` over a `Wire`."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def enrol(self, request: EnrolRequest) -> Enrolment:
        """See `Enroller.enrol`."""
        return _read(self.wire.send("POST", "/v1/enrol", {}, encode(request)), Enrolment)


def _read(reply: Reply, message: type[T]) -> T:
    if reply.status != HTTPStatus.OK and reply.status != HTTPStatus.CREATED:
        raise _refusal(reply)
    return decode(reply.body, message)


def _refusal(reply: Reply) -> DeskError:
    problem = reply.problem()
    if problem is not None and problem.type in _FAILURES:
        return _failure(problem.type)
    if reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return _failure("too-large")  # whatever stands before the ministry may say so as well
    if reply.status in _BUSY:
        return LinkDown(
            "The ministry's server cannot answer now. Your changes are kept; "
            "they are sent when it can."
        )
    return NotTheMinistry(
        "What answered does not speak the ministry's language. "
        "Your changes are kept; check the address, or try again later."
    )


def _failure(code: str) -> DeskError:
    """Return a new error each time: one that was raised carries its traceback."""
    known = _FAILURES[code]
    return type(known)(known.sentence)


def _segment(name: str) -> str:
    """Refuse a name that would lead elsewhere than to a snapshot."""
    plain = all(c.isascii() and (c.isalnum() or c in "-_.~") for c in name)
    if not plain or not name.strip("."):
        raise NotTheMinistry("The ministry offered a snapshot under a name that is none.")
    return name


def _date(reply: Reply) -> datetime | None:
    try:
        return parsedate_to_datetime(reply.headers.get("date", "")).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
