"""The form of a snapshot: pages that can be read as they arrive.

A snapshot is a sequence of pages; a page is its length in bytes (four bytes, big-endian) and
one zstd frame (RFC 8878) holding a JSON list of `Change`. A page never decompresses to more
than `PAGE_LIMIT` bytes, whatever the frame's header states.
"""

from collections.abc import Iterable, Iterator

import msgspec
import zstandard

from desk_app.contract.messages import Change
from desk_app.domain.errors import NotTheMinistry

PAGE_LIMIT = 16 * 1024 * 1024
_FRAME_LIMIT = 4 * 1024 * 1024
_changes = msgspec.json.Decoder(list[Change])


def write_pages(changes: Iterable[Change], each: int = 250) -> Iterator[bytes]:
    """Yield the pages of a snapshot in the order of `changes`, `each` records a page."""
    encoder = zstandard.ZstdCompressor(level=9)
    page: list[Change] = []
    for change in changes:
        page.append(change)
        if len(page) == each:
            yield _page(encoder, page)
            page = []
    if page:
        yield _page(encoder, page)


def _page(encoder: zstandard.ZstdCompressor, page: list[Change]) -> bytes:
    frame = encoder.compress(msgspec.json.encode(page))
    return len(frame).to_bytes(4, "big") + frame


def read_pages(received: bytes) -> tuple[list[list[Change]], bytes]:
    """Split what has arrived into whole pages and the bytes of the page still under way.

    Raises:
        NotTheMinistry: the bytes are no snapshot, or a page is larger than a page may be.
    """
    pages: list[list[Change]] = []
    at = 0
    while len(received) - at >= 4:
        length = int.from_bytes(received[at : at + 4], "big")
        if length > _FRAME_LIMIT:
            raise NotTheMinistry("The ministry sent a snapshot that this program cannot read.")
        if len(received) - at - 4 < length:
            break
        pages.append(_read(received[at + 4 : at + 4 + length]))
        at += 4 + length
    return pages, received[at:]


def _read(frame: bytes) -> list[Change]:
    try:
        # A reader stops at the limit even where the frame's header states another size.
        reader = zstandard.ZstdDecompressor().stream_reader(frame)
        text = reader.read(PAGE_LIMIT + 1)
        if len(text) > PAGE_LIMIT:
            raise NotTheMinistry("The ministry sent a page larger than a page may be.")
        return _changes.decode(text)
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise NotTheMinistry(
            "The ministry sent a snapshot that this program cannot read. "
            "What you have is unchanged; try again later."
        ) from error
