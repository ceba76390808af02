"""Messages to JSON and back; a message that does not fit is refused, never guessed."""

from typing import TypeVar

import msgspec

from desk_app.domain.errors import NotTheMinistry

JSON = "application/json"
MESSAGE_LIMIT = 8 * 1024 * 1024
"""The largest message either side reads, in bytes."""

T = TypeVar("T")
_encoder = msgspec.json.Encoder(order="deterministic")


def encode(message: msgspec.Struct) -> bytes:
    """Write `message` as JSON."""
    return _encoder.encode(message)


def decode(text: bytes, message: type[T]) -> T:
    """Read a `message` from JSON.

    Raises:
        NotTheMinistry: the text is too long, no JSON, or not such a message.
    """
    if len(text) > MESSAGE_LIMIT:
        raise NotTheMinistry("What arrived is larger than any message of the ministry.")
    try:
        return msgspec.json.decode(text, type=message)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise NotTheMinistry(
            "What answered does not speak the ministry's language. "
            "Your changes are kept; check the address, or try again later."
        ) from error
