"""Identifiers that sort by the time they were made."""

from datetime import datetime
from uuid import UUID


def uuid7(moment: datetime, random: bytes) -> UUID:
    """Return a UUID of version 7 (RFC 9562, section 5.7).

    Args:
        moment: when, aware; its milliseconds since 1970 lead the identifier.
        random: ten bytes from a source nobody can guess.
    """
    milliseconds = int(moment.timestamp() * 1000)
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(random[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def named_id(purpose: str, *told: str, key: bytes = b"") -> UUID:
    """Return the identifier that these words always have for this purpose (RFC 9562, version 8).

    With a `key` of up to 64 bytes only those who know it can tell which words they were.
    """
    from hashlib import blake2b  # loads OpenSSL, which no start needs

    words = "\x1f".join(told).encode()
    person = purpose.encode()[: blake2b.PERSON_SIZE]
    digest = blake2b(words, key=key, digest_size=16, person=person).digest()
    number = int.from_bytes(digest, "big") & ~(0xF << 76) | 8 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)
