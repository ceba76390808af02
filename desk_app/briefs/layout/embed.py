"""Faces in one document: which glyphs it uses, what each says, and the font file made of them."""

import zlib

from desk_app.briefs.layout.fonts import Face
from desk_app.briefs.layout.objects import File, Raw, Stream
from desk_app.briefs.layout.shaping import Run, strokes


class EmbeddedFont:
    """A face in one document: the character codes it uses, each a glyph with the text it says.

    Glyphs that say their usual text have their number as code; the others (conjuncts, reordered
    vowel signs) get codes beyond, in the order of their first use.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face, self._name = face, name
        self._settled: set[Run] = set()
        self._codes: dict[tuple[int, str], int] = {}
        self._strokes: dict[Run, list[tuple[int, str]]] = {}
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

    def strokes(self, run: Run) -> list[tuple[int, str]]:
        """How to draw `run` in this document: (rise, part of a TJ array)."""
        known = self._strokes.get(run)
        if known is None:
            known = self._strokes[run] = self._drawn(run)
        return known

    def _drawn(self, run: Run) -> list[tuple[int, str]]:
        if run.drawn_as is not None:
            self._settled.add(run)
            return [(0, run.drawn_as)]
        return strokes(run, [self._code(g.number, g.text) for g in run.glyphs])

    def _code(self, glyph: int, text: str) -> int:
        key = (glyph, text)
        known = self._codes.get(key)
        if known is None:
            usual = self.face.usual_text.get(glyph) == text
            extra = self.face.glyph_count + len(self._codes)
            known = self._codes[key] = glyph if usual or extra > 0xFFFF else extra
        return known

    def _meanings(self) -> dict[int, tuple[int, str]]:
        """Character code: (glyph, text), in the order of the codes."""
        usual = self.face.usual_text
        used = {code: (code, usual[code]) for run in self._settled for code in run.codes or ()}
        used |= {code: key for key, code in self._codes.items()}
        if self._spaced:
            used[self.face.space] = (self.face.space, " ")
        return dict(sorted(used.items()))

    def write(self, file: File) -> str:
        """Add the font to `file`; the reference to it."""
        meanings = self._meanings()
        data, numbers = self.face.subset({glyph for glyph, _ in meanings.values()})
        base = f"{_subset_tag(meanings)}+{self.face.name}"
        font = file.add(Stream(data, f"/Length1 {len(data)}"))
        places = file.add(Stream(_places(meanings, numbers)))
        unicode_map = file.add(Stream(_unicode_map(meanings)))
        descriptor = file.add(Raw(self._descriptor(base, font)))
        widths = self._widths(meanings)
        descendant = file.add(Raw(_cid_font(base, descriptor, widths, places)))
        return file.add(
            Raw(
                f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant}]/ToUnicode {unicode_map}>>".encode()
            )
        )

    def _descriptor(self, base: str, font: str) -> bytes:
        face = self.face
        return (
            f"<</Type/FontDescriptor/FontName/{base}/Flags 4/FontBBox[-621 {face.descent} 2800"
            f" {face.ascent}]/ItalicAngle 0/Ascent {face.ascent}/Descent {face.descent}"
            f"/CapHeight 714/StemV {142 if face.name.endswith('Bold') else 80}"
            f"/FontFile2 {font}>>"
        ).encode()

    def _widths(self, meanings: dict[int, tuple[int, str]]) -> str:
        rows: list[str] = []
        last = -2
        for code, (glyph, _) in meanings.items():
            if code != last + 1:
                rows.append(f"]{code}[" if rows else f"{code}[")
            rows.append(f"{self.face.advance(glyph)} ")
            last = code
        return f"[{''.join(rows)}{']' if rows else ''}]"


def _subset_tag(meanings: dict[int, tuple[int, str]]) -> str:
    number = zlib.crc32(repr(list(meanings.values())).encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _places(meanings: dict[int, tuple[int, str]], numbers: dict[int, int]) -> bytes:
    """CIDToGIDMap: for each character code the number of its glyph in the embedded file."""
    table = bytearray(2 * (max(meanings, default=0) + 1))
    for code, (glyph, _) in meanings.items():
        table[2 * code : 2 * code + 2] = numbers[glyph].to_bytes(2, "big")
    return bytes(table)


def _cid_font(base: str, descriptor: str, widths: str, places: str) -> bytes:
    return (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor}/DW 0/W {widths}/CIDToGIDMap {places}>>"
    ).encode()


def _unicode_map(meanings: dict[int, tuple[int, str]]) -> bytes:
    """ToUnicode: for each character code the text it says."""
    rows = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, (_, text) in meanings.items()
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
