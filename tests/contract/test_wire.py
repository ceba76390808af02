"""The server against what comes over a wire: rubbish, bombs, half-requests; and its own form."""

import asyncio
import gzip
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import trustme
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.contract import openapi
from desk_app.contract.codec import JSON, MESSAGE_LIMIT, decode, encode
from desk_app.contract.messages import VERSION, Answer, Problem, Round
from desk_app.domain.errors import LinkDown, NotTheMinistry
from desk_app.ministry import bodies
from desk_app.ministry.calling import Caller
from desk_app.ministry.embedded import running
from desk_app.ministry.service import EDIT_LIMIT, TooLarge
from desk_app.ministry.serving import now
from desk_app.resources import text
from tests.contract.worlds import TestBench, World, over_http
from tests.support.processes import wait_until


@pytest.fixture
def proof(world: World, bench: TestBench) -> dict[str, str]:
    """The headers of a device that is known."""
    key = Ed25519PrivateKey.generate()
    device = world.enrol(world.service.invite(bench.mission()).code, key).device
    return {"authorization": f"Bearer {world.service.access_token(device)}", "content-type": JSON}


def _sync(http: Caller, proof: dict[str, str], body: bytes, **more: str) -> tuple[int, str]:
    headers = proof | {name.replace("_", "-"): value for name, value in more.items()}
    reply = http.call("POST", "/v1/sync", body, headers)
    return reply.status, reply.code()


@over_http
def test_rubbish_is_refused_with_a_code(http: Caller, proof: dict[str, str]) -> None:
    for body in (
        b"",
        b"x",
        b"null",
        b"[]",
        b'{"contract":1}',
        b'{"contract":1,"clock":"yesterday"}',
        b"[" * 100_000,
        b'{"contract":1,"clock":"2026-01-01T00:00:00Z","edits":[{"id":1}]}',
        b"\xff\xfe" * 50,
        os.urandom(5_000),
    ):
        assert _sync(http, proof, body) == (400, "unreadable"), body[:40]
    assert _sync(http, proof, b"x", content_encoding="gzip") == (400, "unreadable")
    assert _sync(http, proof, b"x", content_encoding="zstd") == (400, "unreadable")
    assert _sync(http, proof, b"x", content_encoding="br") == (400, "unreadable")
    assert _sync(http, proof, gzip.compress(b"x")[:-6], content_encoding="gzip") == (
        400,
        "unreadable",
    )


@over_http
def test_another_version_is_named_as_such_whatever_else_it_says(
    http: Caller, proof: dict[str, str]
) -> None:
    assert _sync(http, proof, b'{"contract":2,"new":{}}') == (400, "other-contract")


@over_http
def test_what_is_too_large_is_refused(http: Caller, proof: dict[str, str]) -> None:
    assert _sync(http, proof, b" " * (MESSAGE_LIMIT + 1)) == (413, "too-large")
    for encoding, bomb in (
        ("gzip", gzip.compress(bytes(10 * MESSAGE_LIMIT), 9)),
        ("zstd", zstandard.compress(bytes(10 * MESSAGE_LIMIT))),
    ):
        assert _sync(http, proof, bomb, content_encoding=encoding) == (413, "too-large")


@over_http
def test_too_many_edits_are_refused(bench: TestBench, http: Caller, proof: dict[str, str]) -> None:
    edit = bench.desk().create("firm", {"name": "x"})
    sent = Round(VERSION, now(), edits=(edit,) * (EDIT_LIMIT + 1), batch=1)
    assert _sync(http, proof, encode(sent)) == (413, "too-large")
    negative = Round(VERSION, now(), batch=-1)
    assert _sync(http, proof, encode(negative)) == (413, "too-large")


@over_http
def test_bodies_are_packed_where_both_sides_can(
    http: Caller, proof: dict[str, str], bench: TestBench
) -> None:
    desk = bench.desk()
    start = desk.cursor
    desk.send(*(desk.create("firm", {"name": f"F{n}", "side": "foreign"}) for n in range(20)))
    sent = encode(Round(VERSION, now(), start, limit=100))
    for accepted, packing in (("gzip, zstd;q=0.5", "zstd"), ("gzip", "gzip"), ("br", "")):
        headers = proof | {"accept-encoding": accepted, "content-encoding": "gzip"}
        reply = http.call("POST", "/v1/sync", gzip.compress(sent), headers)
        assert reply.headers.get("content-encoding", "") == packing
        assert decode(bodies.unpack(reply.body, packing), Answer).contract == VERSION


@over_http
def test_a_snapshot_is_served_by_range(
    http: Caller, proof: dict[str, str], bench: TestBench, world: World
) -> None:
    bench.desk().send(bench.desk().create("firm", {"name": "F", "side": "foreign"}))
    reply = http.call("POST", "/v1/sync", encode(Round(VERSION, now())), proof)
    offer = decode(reply.good(), Answer).snapshot
    assert offer is not None
    path = f"/v1/snapshots/{offer.name}"
    whole = http.call("GET", path, headers=proof)
    assert (whole.status, len(whole.body)) == (200, offer.size)
    some = http.call("GET", path, headers=proof | {"range": "bytes=5-14"})
    assert (some.status, some.body) == (206, whole.body[5:15])
    assert some.headers["content-range"] == f"bytes 5-14/{offer.size}"
    last = http.call("GET", path, headers=proof | {"range": "bytes=-7"})
    assert last.body == whole.body[-7:]
    rest = http.call("GET", path, headers=proof | {"range": "bytes=9-"})
    assert rest.body == whole.body[9:]
    for nonsense in ("bytes=9-5", f"bytes={offer.size}-", "bytes=-", "lines=1-2", "bytes=0-1,3-4"):
        assert http.call("GET", path, headers=proof | {"range": nonsense}).status == 416
    assert http.call("GET", "/v1/snapshots/none", headers=proof).code() == "gone"
    assert http.call("GET", path).code() == "token-expired"


@over_http
def test_the_server_tells_its_contract(http: Caller) -> None:
    assert b'"contract":1' in http.call("GET", "/v1/about").good()
    assert http.call("GET", "/v1/contract").good().decode() == text(*openapi.FILE)
    assert http.call("GET", "/v2/sync").code() == "unknown-path"
    assert http.call("GET", "/v1/sync").status == 405


@over_http
def test_every_failure_is_a_problem_of_the_contract(http: Caller) -> None:
    reply = http.call("POST", "/v1/enrol", b"{}")
    assert msgspec.json.decode(reply.body, type=Problem).type in openapi.CODES


def test_bodies_unpack_to_no_more_than_a_message() -> None:
    assert bodies.unpack(gzip.compress(b"abc"), "gzip") == b"abc"
    assert bodies.unpack(zstandard.compress(b"abc"), "ZSTD") == b"abc"
    with pytest.raises(TooLarge):
        bodies.unpack(zstandard.compress(bytes(MESSAGE_LIMIT + 1)), "zstd")
    with pytest.raises(NotTheMinistry):
        bodies.unpack(b"", "deflate")


def test_a_body_that_never_ends_or_never_comes_is_not_waited_for() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(1_000_000)

    async def stuck() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    with pytest.raises(TooLarge):
        asyncio.run(bodies.read_body(endless()))
    with pytest.raises(LinkDown):
        asyncio.run(bodies.read_body(stuck(), patience=0.01))


@over_http
def test_a_client_that_leaves_in_mid_request_harms_nobody(
    http: Caller, proof: dict[str, str]
) -> None:
    host, port = http.address
    for _ in range(5):
        with socket.create_connection((host, port)) as half:
            half.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{")
    assert _sync(http, proof, encode(Round(VERSION, now())))[0] == 200


def test_tls_is_served_in_its_newest_version_only(own_world: World, tmp_path: Path) -> None:
    authority = trustme.CA()
    pair = authority.issue_cert("127.0.0.1")
    cert, key, ca = (tmp_path / name for name in ("cert.pem", "key.pem", "ca.pem"))
    cert.write_bytes(b"".join(blob.bytes() for blob in pair.cert_chain_pems))
    pair.private_key_pem.write_to_path(str(key))
    authority.cert_pem.write_to_path(str(ca))
    context = ssl.create_default_context(cafile=str(ca))
    with running(own_world.url, cert, key) as url:
        assert Caller(url, context).call("GET", "/v1/about").status == 200
        with pytest.raises(LinkDown):
            Caller(url).call("GET", "/v1/about")
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        with pytest.raises(LinkDown):
            Caller(url, context).call("GET", "/v1/about")


_PARENT = """
import sys, time
from desk_app.ministry.embedded import running
with running(sys.argv[1]) as url:
    print(url, flush=True)
    time.sleep(1000)
"""


def test_a_server_of_ones_own_ends_with_its_parent(own_world: World) -> None:
    command = [sys.executable, "-c", _PARENT, own_world.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        caller = Caller(parent.stdout.readline().strip())
        assert caller.call("GET", "/v1/about").status == 200
        parent.kill()
        wait_until(lambda: not _is_up(caller), "the server has ended with its parent")


def _is_up(caller: Caller) -> bool:
    try:
        return caller.call("GET", "/v1/about").status == 200
    except LinkDown:
        return False
