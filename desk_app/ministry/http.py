"""The contract over HTTP; what is said is `Service`, how it travels is here."""

import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from email.utils import format_datetime
from typing import TypeVar
from urllib.parse import parse_qs
from uuid import UUID

import msgspec
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from desk_app.contract.codec import JSON, encode
from desk_app.contract.messages import VERSION, EnrolRequest, Problem, Round, TokenGrant
from desk_app.contract.tokens import GRANT, TokenRefused
from desk_app.domain.errors import (
    CodeRefused,
    DeskError,
    DeviceRevoked,
    LinkDown,
    NoSuchRecord,
    NotAllowed,
    NotTheMinistry,
    OtherContract,
    StoreTrouble,
)
from desk_app.ministry import auth, bodies
from desk_app.ministry.service import STRETCH_LIMIT, Service, Session, TooLarge
from desk_app.resources import resource

PROBLEM = "application/problem+json"
THREADS = 16
"""How many requests a server process works on at once; the others wait."""

_PROBLEMS: tuple[tuple[type[DeskError], str, int], ...] = (
    (TokenRefused, "token-expired", 401),
    (DeviceRevoked, "device-revoked", 403),
    (CodeRefused, "code-refused", 403),
    (TooLarge, "too-large", 413),
    (NotAllowed, "not-allowed", 403),
    (OtherContract, "other-contract", 400),
    (NotTheMinistry, "unreadable", 400),
    (LinkDown, "unreadable", 408),
    (NoSuchRecord, "gone", 410),
    (StoreTrouble, "unavailable", 503),
)
"""The code and status of each failure; the first class that fits counts."""

_log = logging.getLogger(__name__)

T = TypeVar("T")
Answering = Callable[[Request], Awaitable[Response]]


class About(msgspec.Struct, frozen=True):
    """What a server says of itself to anybody."""

    name: str
    contract: int


def application(service: Service) -> Starlette:
    """Return the ASGI application that serves `service`."""
    api = Api(service)
    routes = [
        Route("/v1/about", api.told(api.about)),
        Route("/v1/contract", api.told(api.contract)),
        Route("/v1/enrol", api.told(api.enrol), methods=["POST"]),
        Route("/v1/token", api.told(api.token), methods=["POST"]),
        Route("/v1/sync", api.told(api.sync), methods=["POST"]),
        Route("/v1/snapshots/{name}", api.told(api.snapshot)),
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: api.lost})


class Api:
    """The endpoints."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._threads = CapacityLimiter(THREADS)

    async def about(self, _request: Request) -> Response:
        """Say which contract is spoken here."""
        return self._json(encode(About("ict-desk-ministry", VERSION)))

    async def contract(self, _request: Request) -> Response:
        """Hand out the contract itself."""
        text = await self._work(resource("contract", "ministry-v1.yaml").read_bytes)
        return Response(text, media_type="application/yaml")

    async def enrol(self, request: Request) -> Response:
        """Make a workstation a device."""
        body = await bodies.read_body(request.stream())
        origin = request.client.host if request.client else ""

        def answer() -> Response:
            asked = bodies.message(self._unpacked(request, body), EnrolRequest)
            enrolment = self._service.enrol(asked, origin)
            token = self._service.access_token(enrolment.device)
            return self._packed(request, msgspec.structs.replace(enrolment, token=token))

        return await self._work(answer)

    async def token(self, request: Request) -> Response:
        """Exchange an assertion for an access token (RFC 7523)."""
        body = await bodies.read_body(request.stream())

        def answer() -> Response:
            form = parse_qs(body.decode("ascii", "replace"), max_num_fields=10)
            if form.get("grant_type") != [GRANT]:
                raise NotTheMinistry("This is not the kind of grant the contract knows.")
            device = self._service.asserted(form.get("assertion", [""])[0])
            token = self._service.access_token(device)
            grant = TokenGrant(token, "Bearer", int(auth.LIFE.total_seconds()))
            return self._packed(request, grant)

        return await self._work(answer)

    async def sync(self, request: Request) -> Response:
        """One exchange."""
        body = await bodies.read_body(request.stream())

        def answer() -> Response:
            device, fresh = self._device(request)
            sent = bodies.message(self._unpacked(request, body), Round)
            answer = self._service.session(device).sync(sent)
            return self._packed(request, msgspec.structs.replace(answer, token=fresh))

        return await self._work(answer)

    async def snapshot(self, request: Request) -> Response:
        """Hand out a snapshot, or the one range of it that was asked for (RFC 9110, 14.2)."""
        name = str(request.path_params["name"])

        def find() -> tuple[Session, int]:
            device, _ = self._device(request)
            session = self._service.session(device)
            return session, session.snapshot_size(name)

        session, size = await self._work(find)
        span = _span(request.headers.get("range", ""), size)
        if span is None:
            headers = {"content-range": f"bytes */{size}"}
            return self._problem("unreadable", 416, headers)
        start, stop = span
        part = request.headers.get("range") is not None
        headers = {
            "accept-ranges": "bytes",
            "cache-control": "private, immutable",
            "content-length": str(stop - start),
            "date": self._date(),
        }
        if part:
            headers["content-range"] = f"bytes {start}-{stop - 1}/{size}"
        return StreamingResponse(
            _stretches(session, name, start, stop),
            206 if part else 200,
            headers,
            media_type="application/octet-stream",
        )

    def told(self, endpoint: Answering) -> Answering:
        """Wrap an endpoint: a failure becomes a code, never prose."""

        async def answering(request: Request) -> Response:
            try:
                return await endpoint(request)
            except DeskError as error:
                return self._refusal(error)
            except ClientDisconnect:
                return self._problem("unreadable", 400)
            except Exception as error:  # noqa: BLE001 - the one place that reports a bug
                # Its text may hold what somebody typed: only its kind and place are told.
                _log.error("%s at %s: %s", request.url.path, _place(error), type(error).__name__)
                return self._problem("broken", 500)

        return answering

    async def lost(self, _request: Request, error: Exception) -> Response:
        """Answer a path or method that the contract does not have."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        return self._problem("unknown-path", status)

    def _device(self, request: Request) -> tuple[UUID, str]:
        """Who asks; with an assertion, a fresh token for the requests that follow too."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        match scheme.lower():
            case "bearer":
                return self._service.bearer(token.strip()), ""
            case "assertion":
                device = self._service.asserted(token.strip())
                return device, self._service.access_token(device)
            case _:
                raise TokenRefused("Nobody said who is asking.")

    def _unpacked(self, request: Request, body: bytes) -> bytes:
        return bodies.unpack(body, request.headers.get("content-encoding", ""))

    def _packed(self, request: Request, answer: msgspec.Struct) -> Response:
        body, encoding = bodies.pack(answer, request.headers.get("accept-encoding", ""))
        return self._json(body, {"content-encoding": encoding} if encoding else {})

    def _json(self, body: bytes, headers: dict[str, str] | None = None) -> Response:
        always = {"cache-control": "no-store", "vary": "accept-encoding", "date": self._date()}
        return Response(body, headers={**always, **(headers or {})}, media_type=JSON)

    def _refusal(self, error: DeskError) -> Response:
        for kind, code, status in _PROBLEMS:
            if isinstance(error, kind):
                headers = {"retry-after": "30"} if status == 503 else {}
                return self._problem(code, status, headers)
        return self._problem("broken", 500)

    def _problem(self, code: str, status: int, headers: dict[str, str] | None = None) -> Response:
        always = {"cache-control": "no-store", "date": self._date()}
        if status == 401:
            always["www-authenticate"] = "Bearer"
        return Response(
            encode(Problem(code, status)),
            status,
            {**always, **(headers or {})},
            media_type=PROBLEM,
        )

    def _date(self) -> str:
        """The ministry's time: a desk whose clock is off sets its assertions by it."""
        return format_datetime(self._service.clock(), usegmt=True)

    async def _work(self, task: Callable[[], T]) -> T:
        return await run_sync(task, limiter=self._threads)


_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """Read a Range header as (start, stop); the whole when there is none, None for nonsense."""
    if not asked:
        return 0, size
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size
    stop = min(size, int(last) + 1) if last else size
    return (int(first), stop) if int(first) < stop else None


def _stretches(session: Session, name: str, start: int, stop: int) -> Iterator[bytes]:
    while start < stop:
        stretch = session.snapshot(name, start, min(stop - start, STRETCH_LIMIT))
        if not stretch:
            return
        start += len(stretch)
        yield stretch


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
