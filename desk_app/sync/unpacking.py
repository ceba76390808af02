"""Unpacking what came over a link, never to more than a stated size.

`zstandard.decompress(max_output_size=…)` does not bound a frame that states its size, so both
forms are unpacked piece by piece and stopped at the limit.
"""

import zlib
from io import BytesIO
from typing import Protocol

import zstandard

from desk_app.domain.errors import NotTheMinistry

_TOO_LARGE = "What arrived is larger than any message of the ministry."
_BROKEN = "What arrived cannot be unpacked. Your changes are kept; try again later."


class Unpacked(Protocol):
    """Takes packed pieces and gives unpacked ones."""

    def take(self, raw: bytes) -> bytes:
        """Unpack what can be unpacked so far."""
        ...

    def rest(self) -> bytes:
        """Unpack what is left at the end."""
        ...


def unpacked(encoding: str, limit: int) -> Unpacked:
    """Return what unpacks `encoding` (a Content-Encoding) to at most `limit` bytes.

    Raises:
        NotTheMinistry: the encoding was not asked for; later, too large or packed wrongly.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip":
            return _Gzip(limit)
        case "zstd":
            return _Zstd(limit)
        case _:
            raise NotTheMinistry(_BROKEN)


class _Plain:
    def take(self, raw: bytes) -> bytes:
        return raw

    def rest(self) -> bytes:
        return b""


class _Gzip:
    def __init__(self, limit: int) -> None:
        self._unpack = zlib.decompressobj(wbits=31)
        self._left = limit

    def take(self, raw: bytes) -> bytes:
        try:
            text = self._unpack.decompress(raw, self._left + 1)
        except zlib.error as error:
            raise NotTheMinistry(_BROKEN) from error
        if len(text) > self._left:
            raise NotTheMinistry(_TOO_LARGE)
        self._left -= len(text)
        return text

    def rest(self) -> bytes:
        if not self._unpack.eof:
            raise NotTheMinistry(_BROKEN)
        return b""


class _Zstd:
    """Packed pieces are few and bounded by the caller: they are joined before unpacking."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._packed = BytesIO()

    def take(self, raw: bytes) -> bytes:
        self._packed.write(raw)
        return b""

    def rest(self) -> bytes:
        self._packed.seek(0)
        try:
            reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(self._packed)
            text = reader.read(self._limit + 1)
        except zstandard.ZstdError as error:
            raise NotTheMinistry(_BROKEN) from error
        if len(text) > self._limit:
            raise NotTheMinistry(_TOO_LARGE)
        return text
