"""Digests that prove two sides hold the same records, without sending them."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from uuid import UUID

LEAF_BITS = 40
"""Small enough that a database sums eight million leaves in a signed 64-bit integer."""


def leaf(record: UUID, version: int) -> int:
    """Return the share of one record in its kind's digest (BLAKE2b, RFC 7693)."""
    text = record.bytes + version.to_bytes(8, "big")
    return int.from_bytes(blake2b(text, digest_size=LEAF_BITS // 8).digest(), "big")


def digest(leaves: int, count: int) -> str:
    """Write down the sum of `count` leaves; it does not depend on their order."""
    return f"{count:x}-{leaves:x}"


def digest_of(held: Iterable[tuple[UUID, int]]) -> str:
    """Return the digest of (identifier, version) pairs."""
    leaves = [leaf(record, version) for record, version in held]
    return digest(sum(leaves), len(leaves))


def differing(mine: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
    """Name the kinds whose digests differ; a kind that is missing holds nothing."""
    empty = digest(0, 0)
    names = sorted(mine.keys() | theirs.keys())
    return tuple(n for n in names if mine.get(n, empty) != theirs.get(n, empty))
