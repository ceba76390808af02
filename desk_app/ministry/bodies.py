"""Bodies of requests and answers: bounded while they arrive, packed where both sides can."""

import asyncio
import gzip
import io
import zlib
from collections.abc import AsyncIterator
from typing import Protocol, TypeVar

import msgspec
import zstandard
from msgspec import Struct

from desk_app.contract.codec import MESSAGE_LIMIT, decode, encode
from desk_app.contract.messages import VERSION
from desk_app.domain.errors import LinkDown, NotTheMinistry, OtherContract
from desk_app.ministry.service import TooLarge

CHUNK_PATIENCE = 30.0
"""Seconds to wait for the next part of a body."""

WORTH_PACKING = 400
"""Bytes below which packing costs more than it saves."""

T = TypeVar("T")


class Versioned(Struct, frozen=True):
    """The one name that messages of every version have."""

    contract: int


class Readable(Protocol):
    """What gives bytes until it has none."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""
        ...


async def read_body(parts: AsyncIterator[bytes], patience: float = CHUNK_PATIENCE) -> bytes:
    """Collect a body as it arrives.

    Raises:
        TooLarge: it is larger than a message may be; the rest is not waited for.
        LinkDown: nothing came for `patience` seconds.
    """
    body = bytearray()
    try:
        while True:
            part = await asyncio.wait_for(anext(parts, None), patience)
            if part is None:
                return bytes(body)
            body += part
            if len(body) > MESSAGE_LIMIT:
                raise TooLarge("The message is larger than any message of the contract.")
    except TimeoutError as error:
        raise LinkDown("The rest of the message did not arrive.") from error


def unpack(body: bytes, encoding: str) -> bytes:
    """Undo a content encoding (RFC 9110, section 8.4): gzip, zstd or none.

    Raises:
        TooLarge: it unpacks to more than a message may be.
        NotTheMinistry: it is not packed as it says.
    """
    try:
        match encoding.strip().lower():
            case "" | "identity":
                return body
            case "gzip":
                return _bounded(gzip.GzipFile(fileobj=io.BytesIO(body)))
            case "zstd":
                return _bounded(zstandard.ZstdDecompressor().stream_reader(body))
            case _:
                raise NotTheMinistry("The message is packed in a way nobody agreed on.")
    except (zstandard.ZstdError, zlib.error, OSError, EOFError) as error:
        raise NotTheMinistry("The message is not packed as it says.") from error


def _bounded(packed: Readable) -> bytes:
    # The packed bytes may state any size: what counts is what comes out.
    text = bytearray()
    while part := packed.read(64 * 1024):
        text += part
        if len(text) > MESSAGE_LIMIT:
            raise TooLarge("The message is larger than any message of the contract.")
    return bytes(text)


def message(body: bytes, kind: type[T]) -> T:
    """Read a message.

    Raises:
        OtherContract: it speaks another version of the contract.
        NotTheMinistry: it is no such message.
    """
    try:
        return decode(body, kind)
    except NotTheMinistry:
        if _speaks_another(body):
            raise OtherContract("This server speaks another version.") from None
        raise


def _speaks_another(body: bytes) -> bool:
    try:
        return msgspec.json.decode(body, type=Versioned).contract != VERSION
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


def pack(answer: Struct, accepted: str) -> tuple[bytes, str]:
    """Write an answer, packed in the best way the reader accepts, and name that way."""
    body = encode(answer)
    offered = {part.split(";")[0].strip().lower() for part in accepted.split(",")}
    if len(body) < WORTH_PACKING:
        return body, ""
    if "zstd" in offered:
        return zstandard.ZstdCompressor(level=9).compress(body), "zstd"
    if "gzip" in offered:
        return gzip.compress(body, 6, mtime=0), "gzip"
    return body, ""
