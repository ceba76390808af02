"""The wire to the ministry: what a strange server, a bad link or a wrong clock does to it."""

import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from uuid import UUID

import jwt
import pytest
import trustme
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.contract.codec import MESSAGE_LIMIT, decode, encode
from desk_app.contract.enrolment import enrol_request
from desk_app.contract.messages import VERSION, Answer, Problem, Round
from desk_app.domain.edits import Edit
from desk_app.domain.errors import (
    CodeRefused,
    DeskError,
    DeviceRevoked,
    LinkDown,
    NoSuchRecord,
    NotAllowed,
    NotTheMinistry,
    OtherContract,
    WrongInput,
)
from desk_app.sync.http import HttpEnroller, HttpMinistry, Identity
from desk_app.sync.steps import NeverSent
from desk_app.sync.wire import Stranger, Wire
from tests.support.clock import Clock
from tests.support.odd_server import Asked, OddServer, answer, odd_server

DEVICE = UUID(int=5)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NOTHING = Round(VERSION, datetime(2026, 11, 2, tzinfo=UTC), "c")


Asks = Callable[..., HttpMinistry]


@pytest.fixture
def ministry() -> Iterator[Asks]:
    """Make desks that ask a ministry, and close their wires in the end."""
    wires: list[Wire] = []

    def asking(url: str, certificate: str = "", clock: Clock | None = None) -> HttpMinistry:
        wires.append(Wire(url, certificate))
        identity = Identity(DEVICE, KEY)
        return HttpMinistry(wires[-1], identity, clock=clock or Clock(), random=iter_bytes())

    yield asking
    for wire in wires:
        wire.close()


def iter_bytes() -> Callable[[int], bytes]:
    counter = iter(range(1_000))
    return lambda count: next(counter).to_bytes(count, "big")


def an_answer(**more: object) -> bytes:
    return encode(Answer(VERSION, Clock()(), "c2", **more))  # type: ignore[arg-type]  # as given


def problem(code: str, status: str = "400 Bad Request", date: datetime | None = None) -> bytes:
    headers = {"date": format_datetime(date, usegmt=True)} if date is not None else {}
    body = encode(Problem(code, int(status[:3])))
    return answer(body, status, "application/problem+json", headers)


def test_a_device_proves_itself_in_the_first_request_and_by_token_afterwards(
    ministry: Asks,
) -> None:
    with odd_server(lambda _: answer(an_answer(token="t1"))) as server:
        asks = ministry(server.url)
        assert asks.sync(NOTHING).cursor == "c2"
        asks.sync(NOTHING)
    scheme, _, proof = server.asked[0].headers["authorization"].partition(" ")
    assert scheme == "Assertion"
    assert jwt.decode(proof, options={"verify_signature": False})["sub"] == str(DEVICE)
    assert server.asked[1].headers["authorization"] == "Bearer t1"
    assert server.connections == 1
    assert asks.wire.traffic.round_trips == 2


def test_a_long_round_travels_packed_and_a_packed_answer_is_read(ministry: Asks) -> None:
    def packed(asked: Asked) -> bytes:
        method = "gzip" if len(server.asked) % 2 else "zstd"
        text = an_answer()
        body = gzip.compress(text) if method == "gzip" else zstandard.compress(text)
        return answer(body, headers={"content-encoding": method})

    now = Clock()()
    fields = {"notes": "word " * 1_000}
    edit = Edit(DEVICE, DEVICE, DEVICE, "person", "create", now, "A", 0, fields)
    with odd_server(packed) as server:
        asks = ministry(server.url)
        for _ in range(2):
            assert asks.sync(Round(VERSION, now, "c", 1, (edit,))).cursor == "c2"
    assert server.asked[0].headers["content-encoding"] == "zstd"
    text = zstandard.decompress(server.asked[0].body)
    assert decode(text, Round).edits == (edit,)
    assert asks.wire.traffic.up < 2 * len(text)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (lambda: problem("device-revoked", "403 Forbidden"), DeviceRevoked),
        (lambda: problem("not-allowed", "403 Forbidden"), NotAllowed),
        (lambda: problem("other-contract"), OtherContract),
        (lambda: problem("unreadable"), NotTheMinistry),
        (lambda: problem("too-large", "413 Content Too Large"), NotTheMinistry),
        (lambda: problem("something-new"), NotTheMinistry),
        (lambda: answer(b"busy", "503 Service Unavailable"), LinkDown),
        (lambda: answer(b"<html>Log in to our network", kind="text/html"), NotTheMinistry),
        (
            lambda: answer(b"", "302 Found", headers={"location": "http://e.invalid"}),
            NotTheMinistry,
        ),
        (lambda: answer(b"{}"), NotTheMinistry),
        (lambda: answer(b'{"contract": 1}'), NotTheMinistry),
        (lambda: answer(b"[" * 100_000), NotTheMinistry),
        (lambda: answer(an_answer(), headers={"content-encoding": "br"}), NotTheMinistry),
        (lambda: answer(b"no gzip", headers={"content-encoding": "gzip"}), NotTheMinistry),
        (lambda: answer(b"no zstd", headers={"content-encoding": "zstd"}), NotTheMinistry),
        (lambda: answer(an_answer())[:-5] + b"", LinkDown),
        (lambda: b"SSH-2.0-OpenSSH_9.2\r\n", LinkDown),
        (lambda: b"", LinkDown),
    ],
)
def test_whatever_answers_ends_in_a_sentence_for_the_officer(
    ministry: Asks, given: Callable[[], bytes], expected: type[DeskError]
) -> None:
    def cut(asked: Asked) -> bytes:
        text = given()
        return (
            text.replace(b"\r\n", b"\r\nconnection: close\r\n", 1) if b"\r\n\r\n" in text else text
        )

    with odd_server(cut) as server, pytest.raises(expected) as error:
        ministry(server.url).sync(NOTHING)
    assert str(error.value).endswith(".")
    assert not isinstance(error.value, NeverSent)


@pytest.mark.parametrize("method", ["gzip", "zstd", ""])
def test_an_answer_that_unpacks_without_end_is_refused_at_the_limit(
    ministry: Asks, method: str
) -> None:
    endless = b" " * (MESSAGE_LIMIT * 4)
    packs: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "zstd": zstandard.compress,
        "": bytes,
    }
    body = packs[method](endless)
    headers = {"content-encoding": method} if method else {}
    with odd_server(lambda _: answer(body, headers=headers)) as server:
        asks = ministry(server.url)
        with pytest.raises(NotTheMinistry, match="larger"):
            asks.sync(NOTHING)
    assert asks.wire.traffic.down <= MESSAGE_LIMIT + 100_000


def test_nothing_is_said_to_be_sent_where_nobody_listens(ministry: Asks) -> None:
    with odd_server(lambda _: b"") as server:
        url = server.url
    with pytest.raises(NeverSent, match="kept"):
        ministry(url).sync(NOTHING)


@pytest.mark.parametrize("years", [-1, 1])
def test_a_clock_that_is_off_by_a_year_costs_one_more_round_trip_once(
    ministry: Asks, years: int
) -> None:
    clock = Clock()
    there = clock() + timedelta(days=365 * years)

    def strict(asked: Asked) -> bytes:
        proof = asked.headers["authorization"].partition(" ")[2]
        until = jwt.decode(proof, options={"verify_signature": False})["exp"]
        if abs(until - there.timestamp()) > 600:
            return problem("token-expired", "401 Unauthorized", there)
        return answer(encode(Answer(VERSION, there, "c2")))

    with odd_server(strict) as server:
        asks = ministry(server.url, clock=clock)
        asks.sync(NOTHING)
        asks.sync(NOTHING)
    assert len(server.asked) == 3
    assert abs(asks.skew - (there - clock())) < timedelta(seconds=2)


def test_a_refused_proof_is_not_tried_for_ever(ministry: Asks) -> None:
    refused = problem("token-expired", "401 Unauthorized", Clock()())
    with odd_server(lambda _: refused) as server, pytest.raises(NotAllowed, match="clock"):
        ministry(server.url).sync(NOTHING)
    assert len(server.asked) == 1


def test_an_expired_token_is_replaced_by_a_fresh_proof(ministry: Asks) -> None:
    def once(asked: Asked) -> bytes:
        if asked.headers["authorization"].startswith("Bearer"):
            return problem("token-expired", "401 Unauthorized", Clock()())
        return answer(an_answer(token="t"))

    with odd_server(once) as server:
        asks = ministry(server.url)
        asks.sync(NOTHING)
        asks.sync(NOTHING)
    assert [a.headers["authorization"].split()[0] for a in server.asked] == [
        "Assertion",
        "Bearer",
        "Assertion",
    ]


def test_a_snapshot_is_fetched_by_range(ministry: Asks) -> None:
    text = bytes(range(256)) * 40

    def ranged(asked: Asked) -> bytes:
        low, high = asked.headers["range"].removeprefix("bytes=").split("-")
        return answer(text[int(low) : int(high) + 1], "206 Partial Content")

    with odd_server(ranged) as server:
        assert ministry(server.url).snapshot("s-1", 500, 1_000) == text[500:1_500]


def test_what_arrived_of_a_stretch_before_the_link_broke_is_kept(ministry: Asks) -> None:
    whole = answer(b"x" * 1_000, "206 Partial Content", headers={"connection": "close"})
    with odd_server(lambda _: whole[:-400]) as server:
        assert ministry(server.url).snapshot("s-1", 0, 1_000) == b"x" * 600


def test_a_failure_cut_in_its_middle_is_not_taken_for_a_stretch(ministry: Asks) -> None:
    whole = answer(b"x" * 1_000, "500 Oh", headers={"connection": "close"})
    with odd_server(lambda _: whole[:-400]) as server, pytest.raises(LinkDown):
        ministry(server.url).snapshot("s-1", 0, 1_000)


def test_a_snapshot_that_is_gone_is_said_to_be_gone(ministry: Asks) -> None:
    with odd_server(lambda _: problem("gone", "410 Gone")) as server, pytest.raises(NoSuchRecord):
        ministry(server.url).snapshot("s-1", 0, 10)


@pytest.mark.parametrize("name", ["", "..", "../token", "a/b", "a?b", "a b", "ä"])
def test_a_snapshot_name_leads_nowhere_else(ministry: Asks, name: str) -> None:
    with odd_server(lambda _: answer(b"")) as server, pytest.raises(NotTheMinistry):
        ministry(server.url).snapshot(name, 0, 10)
    assert not server.asked


def test_a_refused_code_is_said_so() -> None:
    request = enrol_request(KEY, code="a b c", device_name="Desk", officer="A")
    with odd_server(lambda _: problem("code-refused")) as server:
        enroller = HttpEnroller(Wire(server.url))
        with pytest.raises(CodeRefused):
            enroller.enrol(request)
        enroller.wire.close()


def test_an_exchange_that_waits_is_ended_from_another_thread(ministry: Asks) -> None:
    waits, goes = threading.Event(), threading.Event()

    def silent(asked: Asked) -> bytes:
        waits.set()
        goes.wait(30)
        return b""

    with odd_server(silent) as server:
        asks = ministry(server.url)
        failures: list[DeskError] = []

        def run() -> None:
            try:
                asks.sync(NOTHING)
            except DeskError as error:
                failures.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        assert waits.wait(30)
        asks.wire.abort()
        thread.join(30)
        goes.set()
    assert [type(failure) for failure in failures] == [LinkDown]


@pytest.mark.parametrize(
    "url",
    [
        "http://ministry.example/",
        "http://10.0.0.1",
        "ftp://localhost",
        "localhost",
        "https://a:b@ministry.example",
        "https://ministry.example/?x",
    ],
)
def test_an_address_that_would_send_in_clear_is_refused(url: str) -> None:
    with pytest.raises(WrongInput):
        Wire(url)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def serving(
    certificate: trustme.LeafCert, version: ssl.TLSVersion | None = None
) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(made)
    if version is not None:
        made.minimum_version = ssl.TLSVersion.TLSv1
        made.maximum_version = version
        made.set_ciphers("ALL:@SECLEVEL=0")
    return made


def pem(blob: trustme.Blob) -> str:
    return blob.bytes().decode()


def try_with(ministry: Asks, server: OddServer, certificate: str) -> str:
    return ministry(server.url, certificate).sync(NOTHING).cursor


def test_the_ministrys_own_authority_is_trusted(ministry: Asks, authority: trustme.CA) -> None:
    tls = serving(authority.issue_cert("localhost"))
    with odd_server(lambda _: answer(an_answer()), tls) as server:
        assert try_with(ministry, server, pem(authority.cert_pem)) == "c2"


def test_a_pinned_certificate_is_trusted_alone_and_whatever_the_date(
    ministry: Asks,
    authority: trustme.CA,
) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    leaf = authority.issue_cert("localhost", not_after=long_ago)
    with odd_server(lambda _: answer(an_answer()), serving(leaf)) as server:
        assert try_with(ministry, server, pem(leaf.cert_chain_pems[0])) == "c2"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("bad", ["other authority", "other host", "system's authorities", "old"])
def test_a_peer_that_cannot_prove_to_be_the_ministry_gets_nothing(
    ministry: Asks, authority: trustme.CA, bad: str
) -> None:
    host = "ministry.example" if bad == "other host" else "localhost"
    tls = serving(authority.issue_cert(host), ssl.TLSVersion.TLSv1_1 if bad == "old" else None)
    trusted = pem((trustme.CA() if bad == "other authority" else authority).cert_pem)
    with odd_server(lambda _: answer(an_answer()), tls) as server, pytest.raises(Stranger):
        try_with(ministry, server, "" if bad == "system's authorities" else trusted)
    assert not server.asked


def test_session_keys_are_not_written_where_the_environment_says(
    ministry: Asks, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    tls = serving(authority.issue_cert("localhost"))
    with odd_server(lambda _: answer(an_answer()), tls) as server:
        try_with(ministry, server, pem(authority.cert_pem))
    assert not keys.exists()
