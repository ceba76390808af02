"""Snapshots are read as they arrive and never trusted."""

import itertools
from datetime import UTC, datetime
from uuid import UUID

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.contract.codec import decode, encode
from desk_app.contract.digest import differing, digest_of
from desk_app.contract.messages import Answer, Change, Round
from desk_app.contract.snapshot import PAGE_LIMIT, read_pages, write_pages
from desk_app.domain.errors import NotTheMinistry
from desk_app.domain.records import Envelope, Stamp

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def change(number: int) -> Change:
    envelope = Envelope(None, "all", Stamp(NOW), Stamp(NOW))
    return Change(UUID(int=number), "firm", number, envelope, {"name": f"প্রতিষ্ঠান {number}"})


CHANGES = [change(n) for n in range(1, 24)]
WHOLE = b"".join(write_pages(CHANGES, each=5))


@given(st.lists(st.integers(0, len(WHOLE)), max_size=6))
@settings(max_examples=50)
def test_a_snapshot_arrives_whole_whatever_its_pieces(cuts: list[int]) -> None:
    tail, got = b"", list[Change]()
    edges = [0, *sorted(cuts), len(WHOLE)]
    for low, high in itertools.pairwise(edges):
        pages, tail = read_pages(tail + WHOLE[low:high])
        got += [change for page in pages for change in page]
    assert got == CHANGES
    assert tail == b""


def test_a_bomb_stops_at_the_limit() -> None:
    frame = zstandard.ZstdCompressor().compress(b" " * (PAGE_LIMIT + 10))
    with pytest.raises(NotTheMinistry):
        read_pages(len(frame).to_bytes(4, "big") + frame)


@given(st.binary(max_size=60))
def test_rubbish_is_refused_or_waits_for_more(received: bytes) -> None:
    try:
        pages, tail = read_pages(received)
    except NotTheMinistry:
        return
    assert len(tail) <= len(received)
    assert pages == []


@given(st.binary(max_size=200))
def test_rubbish_is_no_message(received: bytes) -> None:
    with pytest.raises(NotTheMinistry):
        decode(received, Answer)


def test_a_reader_passes_over_names_it_does_not_know() -> None:
    text = encode(Round(contract=1, clock=NOW)).replace(b"{", b'{"news":[1],', 1)
    assert decode(text, Round) == Round(contract=1, clock=NOW)


def test_digests_do_not_depend_on_order_and_tell_one_wrong_version() -> None:
    held = [(c.id, c.version) for c in CHANGES]
    assert digest_of(held) == digest_of(reversed(held))
    assert differing({"firm": digest_of(held)}, {"firm": digest_of(held[1:])}) == ("firm",)
    assert differing({}, {"firm": digest_of([])}) == ()
