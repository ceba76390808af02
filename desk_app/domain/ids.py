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
