"""Faces in one document: which glyphs it uses, what each says, and the font file made of them."""

import zlib
from functools import lru_cache
from typing import NamedTuple

from desk_app.briefs.layout.fonts import Face
from desk_app.briefs.layout.objects import File, Raw, Stream
from desk_app.briefs.layout.shaping import Run, Unit, strokes
from desk_app.briefs.layout.truetype import Composite, with_composites

_LAST_CODE = 0xFFFF


class Meaning(NamedTuple):
    """What a character code draws and says."""

    glyph: int
    unit: Unit | None
    advance: int
    text: str


class EmbeddedFont:
    """A face in one document: the character codes it uses.

    Glyphs that say their usual text have their number as code; all others (conjuncts, syllables
    made into one glyph) get codes beyond, in the order of their first use.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face, self._name = face, name
        self._settled: set[Run] = set()
        self._codes: dict[Unit, int] = {}
        self._strokes: dict[Run, str] = {}
        self._space = f"<{face.space:04X}>"
        self._spaced = False

    @property
    def name(self) -> str:
        """Resource name."""
        return self._name

    def space(self) -> str:
        """The space as part of a TJ array."""
        self._spaced = True
        return self._space

    def strokes(self, run: Run) -> str:
        """`run` as part of a TJ array of this document."""
        known = self._strokes.get(run)
        if known is None:
            known = self._strokes[run] = self._drawn(run)
        return known

    def _drawn(self, run: Run) -> str:
        if run.drawn_as is not None:
            self._settled.add(run)
            return run.drawn_as
        return strokes(run, [self._code(unit) for unit in run.units])

    def _code(self, unit: Unit) -> int:
        key = unit if unit.composite else unit._replace(advance=0)
        known = self._codes.get(key)
        if known is None:
            known = self._codes[key] = self.face.glyph_count + len(self._codes)
            if known > _LAST_CODE:
                raise OverflowError("a document has more different syllables than a font can hold")
        return known

    def _meanings(self) -> dict[int, Meaning]:
        """Each character code, in order, with what it draws and says."""
        advance = self.face.advance
        numbers = {number for run in self._settled for number in run.numbers or ()}
        if self._spaced:
            numbers.add(self.face.space)
        usual = self.face.usual_text
        meanings = {n: Meaning(n, None, advance(n), usual[n]) for n in sorted(numbers)}
        for unit, code in self._codes.items():
            glyph = unit.glyphs[0][0]
            made = unit if unit.composite else None
            wide = unit.advance if unit.composite else advance(glyph)
            meanings[code] = Meaning(glyph, made, wide, unit.text)
        return meanings

    def write(self, file: File) -> str:
        """Add the font to `file`; the reference to it."""
        made = _made(self.face, tuple(self._meanings().items()))
        font, places, unicode_map = (file.add(stream) for stream in made.streams)
        base = made.name
        descriptor = file.add(Raw(_descriptor(self.face, base, font)))
        descendant = file.add(Raw(_cid_font(base, descriptor, made.widths, places)))
        return file.add(
            Raw(
                f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant}]/ToUnicode {unicode_map}>>".encode()
            )
        )


class _Made(NamedTuple):
    """What is embedded of a face: name, widths, and the streams of glyphs, places and texts."""

    name: str
    widths: str
    streams: tuple[Stream, Stream, Stream]


@lru_cache(maxsize=32)
def _made(face: Face, codes: tuple[tuple[int, Meaning], ...]) -> _Made:
    """The subset of `face` for these character codes; briefs much alike use the same."""
    meanings = dict(codes)
    data, glyphs = _glyph_file(face, meanings)
    return _Made(
        f"{_subset_tag(meanings)}+{face.name}",
        _widths(meanings),
        (
            Stream(data, f"/Length1 {len(data)}"),
            Stream(_places(glyphs)),
            Stream(_unicode_map(meanings)),
        ),
    )


def _glyph_file(face: Face, meanings: dict[int, Meaning]) -> tuple[bytes, dict[int, int]]:
    """The embedded font file, and for each character code its glyph in there."""
    made = {m.unit for m in meanings.values() if m.unit is not None}
    glyphs = {m.glyph for m in meanings.values()}
    glyphs |= {part[0] for unit in made for part in unit.glyphs}
    data, numbers = face.subset(glyphs)
    composites: dict[tuple[object, int], Composite] = {}
    order: dict[tuple[object, int], int] = {}
    for meaning in meanings.values():
        if meaning.unit is not None:
            key = (meaning.unit.glyphs, meaning.unit.advance)
            parts = tuple((numbers[g], x, y) for g, x, y in meaning.unit.glyphs)
            order.setdefault(key, len(order))
            composites[key] = Composite(parts, meaning.unit.advance)
    first = len(numbers)
    places = {
        code: numbers[m.glyph] if m.unit is None else first + order[m.unit.glyphs, m.unit.advance]
        for code, m in meanings.items()
    }
    return with_composites(data, list(composites.values())), places


def _descriptor(face: Face, base: str, font: str) -> bytes:
    return (
        f"<</Type/FontDescriptor/FontName/{base}/Flags 4/FontBBox[-621 {face.descent} 2800"
        f" {face.ascent}]/ItalicAngle 0/Ascent {face.ascent}/Descent {face.descent}"
        f"/CapHeight 714/StemV {142 if face.name.endswith('Bold') else 80}"
        f"/FontFile2 {font}>>"
    ).encode()


def _widths(meanings: dict[int, Meaning]) -> str:
    rows: list[str] = []
    last = -2
    for code, meaning in meanings.items():
        if code != last + 1:
            rows.append(f"]{code}[" if rows else f"{code}[")
        rows.append(f"{meaning.advance} ")
        last = code
    return f"[{''.join(rows)}{']' if rows else ''}]"


def _subset_tag(meanings: dict[int, Meaning]) -> str:
    number = zlib.crc32(repr(list(meanings.values())).encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _places(glyphs: dict[int, int]) -> bytes:
    """CIDToGIDMap: for each character code the number of its glyph in the embedded file."""
    table = bytearray(2 * (max(glyphs, default=0) + 1))
    for code, glyph in glyphs.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _cid_font(base: str, descriptor: str, widths: str, places: str) -> bytes:
    return (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor}/DW 0/W {widths}/CIDToGIDMap {places}>>"
    ).encode()


def _unicode_map(meanings: dict[int, Meaning]) -> bytes:
    """ToUnicode: for each character code the text it says."""
    rows = [
        f"<{code:04X}> <{meaning.text.encode('utf-16-be').hex().upper()}>"
        for code, meaning in meanings.items()
    ]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for at in range(0, len(rows), 100):
        some = rows[at : at + 100]
        parts += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    return "\n".join(
        [*parts, "endcmap CMapName currentdict /CMap defineresource pop end end"]
    ).encode()


class DocumentFonts:
    """The faces one document uses, embedded on demand."""

    def __init__(self) -> None:
        self._used: dict[Face, EmbeddedFont] = {}

    def use(self, face: Face) -> EmbeddedFont:
        """The font resource of `face`, from now on part of the document."""
        known = self._used.get(face)
        if known is None:
            known = self._used[face] = EmbeddedFont(face, f"F{len(self._used) + 1}")
        return known

    def write(self, file: File) -> str:
        """Add all fonts to `file`; the resource dictionary entry."""
        return "".join(f"/{font.name} {font.write(file)}" for font in self._used.values())
