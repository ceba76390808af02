"""Cursors: how far a desk has read, in a form only the ministry can make and read."""

import hmac
from hashlib import sha256

import msgspec
from msgspec import Struct

from desk_app.contract.enrolment import base64url, from_base64url

_SEAL = 16


class Place(Struct, frozen=True, array_like=True):
    """A number of one epoch, in one view."""

    epoch: str
    scope: str
    seq: int


def write(place: Place, secret: bytes) -> str:
    """Return the cursor of a place."""
    text = msgspec.json.encode(place)
    return base64url(_seal(text, secret) + text)


def read(cursor: str, secret: bytes) -> Place | None:
    """Return the place of a cursor, or None when it is not one of ours."""
    try:
        raw = from_base64url(cursor)
        seal, text = raw[:_SEAL], raw[_SEAL:]
        if not hmac.compare_digest(seal, _seal(text, secret)):
            return None
        return msgspec.json.decode(text, type=Place)
    except (ValueError, msgspec.MsgspecError):
        return None


def _seal(text: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"cursor" + text, sha256)[:_SEAL]
