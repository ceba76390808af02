"""Composite glyphs added to a TrueType file: several glyphs at places, drawn as one.

OpenType 1.9, tables glyf, loca, hmtx, hhea, maxp and head. The files come from HarfBuzz's
subsetter without hints, so nothing else has to be kept in step.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

_WORDS, _OFFSETS, _MORE, _OVERLAPPING = 0x1, 0x2, 0x20, 0x400
_MAGIC = 0xB1B0AFBA
_MASK = 0xFFFFFFFF


class Composite(NamedTuple):
    """Glyphs of the file at places, and the advance of the whole, in font units."""

    parts: tuple[tuple[int, int, int], ...]
    advance: int


def with_composites(file: bytes, composites: Sequence[Composite]) -> bytes:
    """`file` with `composites` appended as its last glyphs, in order."""
    if not composites:
        return file
    tables = _tables(file)
    outlines = _Outlines(tables)
    for composite in composites:
        outlines.add(composite)
    tables.update(outlines.tables())
    return _file(tables)


class _Outlines:
    """The glyphs of a file, to be added to."""

    def __init__(self, tables: dict[bytes, bytes]) -> None:
        self._old = tables
        (self._count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
        self._ends = _loca(tables, self._count)
        self._glyf = bytearray(tables[b"glyf"][: self._ends[-1]])
        self._metrics = _metrics(tables, self._count)
        self._parts = 0

    def add(self, composite: Composite) -> None:
        """Append one glyph."""
        box = self._box(composite)
        self._glyf += struct.pack(">h4h", -1, *box)
        for place, (glyph, x, y) in enumerate(composite.parts):
            flags = _WORDS | _OFFSETS | (_OVERLAPPING if place == 0 else 0)
            flags |= _MORE if place + 1 < len(composite.parts) else 0
            self._glyf += struct.pack(">HHhh", flags, glyph, x, y)
        self._glyf += bytes(-len(self._glyf) % 4)
        self._ends.append(len(self._glyf))
        self._metrics.append((max(0, composite.advance), box[0]))
        self._parts = max(self._parts, len(composite.parts))

    def _box(self, composite: Composite) -> tuple[int, int, int, int]:
        """The smallest box round all parts."""
        boxes: list[tuple[int, int, int, int]] = []
        for glyph, x, y in composite.parts:
            if self._ends[glyph + 1] > self._ends[glyph]:
                low_x, low_y, high_x, high_y = struct.unpack_from(
                    ">4h", self._glyf, self._ends[glyph] + 2
                )
                boxes.append((low_x + x, low_y + y, high_x + x, high_y + y))
        if not boxes:
            return 0, 0, 0, 0
        lows_x, lows_y, highs_x, highs_y = zip(*boxes, strict=True)
        return min(lows_x), min(lows_y), max(highs_x), max(highs_y)

    def tables(self) -> dict[bytes, bytes]:
        """The tables that change."""
        count = len(self._metrics)
        head = bytearray(self._old[b"head"])
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self._old[b"hhea"])
        struct.pack_into(">H", hhea, 10, max(advance for advance, _ in self._metrics))
        struct.pack_into(">H", hhea, 34, count)
        return {
            b"glyf": bytes(self._glyf),
            b"loca": struct.pack(f">{len(self._ends)}I", *self._ends),
            b"hmtx": b"".join(struct.pack(">Hh", *metric) for metric in self._metrics),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"maxp": self._limits(count),
        }

    def _limits(self, count: int) -> bytes:
        """The maxp table: the most points, contours and parts any glyph has."""
        limits = list(struct.unpack(">I14H", self._old[b"maxp"]))
        points, contours = max(limits[2], limits[4]), max(limits[3], limits[5])
        limits[1] = count
        limits[4] = min(0xFFFF, points * self._parts)
        limits[5] = min(0xFFFF, contours * self._parts)
        limits[13] = max(limits[13], self._parts)
        limits[14] += 1
        return struct.pack(">I14H", *limits)


def _tables(file: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", file, 4)
    tables: dict[bytes, bytes] = {}
    for place in range(count):
        tag, _, at, length = struct.unpack_from(">4sIII", file, 12 + 16 * place)
        tables[tag] = file[at : at + length]
    return tables


def _loca(tables: dict[bytes, bytes], count: int) -> list[int]:
    """Where each glyph begins in glyf, and where the last one ends."""
    (long,) = struct.unpack_from(">h", tables[b"head"], 50)
    if long:
        return list(struct.unpack_from(f">{count + 1}I", tables[b"loca"]))
    return [2 * half for half in struct.unpack_from(f">{count + 1}H", tables[b"loca"])]


def _metrics(tables: dict[bytes, bytes], count: int) -> list[tuple[int, int]]:
    """(advance, left side bearing) of each glyph."""
    (long,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    table = tables[b"hmtx"]
    metrics = [struct.unpack_from(">Hh", table, 4 * glyph) for glyph in range(long)]
    last = metrics[-1][0]
    bearings = struct.unpack_from(f">{count - long}h", table, 4 * long)
    return [(advance, side) for advance, side in metrics] + [(last, side) for side in bearings]


def _file(tables: dict[bytes, bytes]) -> bytes:
    """A font file of `tables`, with its checksums."""
    tags = sorted(tables)
    head = bytearray(tables[b"head"])
    struct.pack_into(">I", head, 8, 0)
    tables = {**tables, b"head": bytes(head)}
    power = len(tags).bit_length() - 1
    span = 16 << power
    directory = [struct.pack(">IHHHH", 0x00010000, len(tags), span, power, 16 * len(tags) - span)]
    at = 12 + 16 * len(tags)
    bodies: list[bytes] = []
    for tag in tags:
        body = tables[tag] + bytes(-len(tables[tag]) % 4)
        directory.append(struct.pack(">4sIII", tag, _sum(body), at, len(tables[tag])))
        bodies.append(body)
        at += len(body)
    file = bytearray(b"".join(directory + bodies))
    head_at = 12 + 16 * len(tags) + sum(len(body) for body in bodies[: tags.index(b"head")])
    struct.pack_into(">I", file, head_at + 8, (_MAGIC - _sum(bytes(file))) & _MASK)
    return bytes(file)


def _sum(body: bytes) -> int:
    numbers: tuple[int, ...] = struct.unpack(f">{len(body) // 4}I", body)
    return sum(numbers) & _MASK
