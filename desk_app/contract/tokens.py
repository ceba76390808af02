"""The assertion with which a device says who it is (RFC 7523, signed after RFC 8037).

It travels as `Authorization: Assertion …` with any request, or in the body of `POST /v1/token`.
Its times are the ministry's: a device whose clock is off adds the difference it learnt from the
last answer's `clock`, or from the `Date` header of a refusal with the code `token-expired`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from msgspec import Struct

from desk_app.domain.errors import NotAllowed

AUDIENCE = "ict-desk-ministry"
ALGORITHM = "EdDSA"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LONGEST = timedelta(minutes=10)
"""How long an assertion may be valid at most."""

_NUMBER = re.compile(r"[A-Za-z0-9_-]{8,100}")
_LEEWAY = timedelta(minutes=2)
_REFUSED = "The ministry did not recognise this workstation. Your changes are kept."


class TokenRefused(NotAllowed):
    """A token is expired, used before, or not one of this ministry's."""


class Assertion(Struct, frozen=True):
    """What a checked assertion says: who, until when, and the number that makes it single."""

    device: UUID
    number: str
    until: datetime


def assertion(key: Ed25519PrivateKey, device: UUID, now: datetime, number: str) -> str:
    """Sign that `device` is asking.

    Args:
        key: the device's private key.
        device: its identifier from enrolment.
        now: the ministry's time, as well as it is known here.
        number: unguessable and new for each request (`jti`), 8 to 100
            characters of base64url; a number used twice is refused.
    """
    claims = {
        "iss": str(device),
        "sub": str(device),
        "aud": AUDIENCE,
        "iat": int(now.timestamp()),
        "exp": int((now + LONGEST / 2).timestamp()),
        "jti": number,
    }
    return jwt.encode(claims, key, ALGORITHM)


def claimed_device(token: str) -> UUID:
    """Return the device an assertion names, before anything in it is believed.

    Raises:
        TokenRefused: it is no assertion.
    """
    try:
        claims: Mapping[str, Any] = jwt.decode(token, options={"verify_signature": False})
        return UUID(str(claims["sub"]))
    except (jwt.InvalidTokenError, KeyError, ValueError) as error:
        raise TokenRefused(_REFUSED) from error


def read_assertion(token: str, public_key: bytes, now: datetime) -> Assertion:
    """Check an assertion made with the private half of `public_key` (32 bytes).

    Raises:
        TokenRefused: forged, for somebody else, out of date, or valid for too long.
    """
    # The library would read the machine's clock: expiry is compared with `now` below.
    options: Any = {"require": ["exp", "iss", "sub", "aud", "jti"], "verify_exp": False}
    options |= {"verify_iat": False, "verify_nbf": False}
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        claims = jwt.decode(token, key, [ALGORITHM], options=options, audience=AUDIENCE)
        device = UUID(str(claims["sub"]))
        until = datetime.fromtimestamp(float(claims["exp"]), UTC)
    except (jwt.InvalidTokenError, ValueError, OverflowError, OSError, TypeError) as error:
        raise TokenRefused(_REFUSED) from error
    fits = now - _LEEWAY <= until <= now + LONGEST + _LEEWAY
    number = str(claims["jti"])
    if claims["iss"] != claims["sub"] or not fits or not _NUMBER.fullmatch(number):
        raise TokenRefused(_REFUSED)
    return Assertion(device, number, until)
