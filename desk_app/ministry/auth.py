"""Access tokens: short-lived, signed with the ministry's own secret (RFC 6750)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from desk_app.contract.tokens import TokenRefused

LIFE = timedelta(minutes=15)
_ALGORITHM = "HS256"
_AUDIENCE = "access"


def access_token(device: UUID, now: datetime, secret: bytes) -> str:
    """Return a token that names the device and holds for `LIFE`."""
    claims = {
        "sub": str(device),
        "aud": _AUDIENCE,
        "exp": int((now + LIFE).timestamp()),
    }
    return jwt.encode(claims, secret, _ALGORITHM)


def read_access_token(token: str, now: datetime, secret: bytes) -> UUID:
    """Return the device a token was made for.

    Raises:
        TokenRefused: it is not ours, or has expired.
    """
    # The library would read the machine's clock: expiry is compared with `now` below.
    options: Any = {"require": ["exp", "sub", "aud"], "verify_exp": False}
    try:
        claims = jwt.decode(token, secret, [_ALGORITHM], options=options, audience=_AUDIENCE)
        until = datetime.fromtimestamp(float(claims["exp"]), UTC)
        device = UUID(str(claims["sub"]))
    except (jwt.InvalidTokenError, ValueError, OverflowError, OSError, TypeError) as error:
        raise TokenRefused("The ministry does not know this token.") from error
    if until <= now:
        raise TokenRefused("The ministry's token has run out.")
    return device
