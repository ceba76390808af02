"""The brief's typefaces: static font files, opened once, shaped and subset by HarfBuzz.

HarfBuzz comes without type information, so this module is the only one that speaks to it.
"""

from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "fonts"

BANGLA_SCALE = 1.06
"""Bangla letters are set this much larger than Latin ones: their bodies are smaller."""

_COMMON = frozenset((*range(0x20, 0x250), *range(0x980, 0xA00), *range(0x2010, 0x2040)))
"""Characters common enough that their glyphs say them in every document alike."""

_DROPPED = b"GSUB GPOS GDEF name OS/2 post cmap STAT gasp DSIG meta".split()


class _Advances(dict[int, int]):
    """Nominal advances of the glyphs of `font`, asked for once."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._ask = font.get_glyph_h_advance

    def __missing__(self, glyph: int) -> int:
        advance = self[glyph] = int(self._ask(glyph))
        return advance


class Face:
    """One static TrueType file of 1000 units per em.

    `scale` multiplies the size it is set at; `script` is the writing it is there for; `advances`
    holds the nominal advance of each glyph in 1/1000 em.
    """

    def __init__(self, path: Path, script: str, scale: float) -> None:
        hb: Any = import_module("uharfbuzz")
        self._hb = hb
        self._face: Any = hb.Face(hb.Blob.from_file_path(str(path)))
        self._font: Any = hb.Font(self._face)
        self.advances: dict[int, int] = _Advances(self._font)
        self.name = path.stem
        self.script = script
        self.scale = scale
        self.covered: frozenset[int] = frozenset(self._face.unicodes)
        self.glyph_count: int = self._face.glyph_count
        extents = self._font.get_font_extents("ltr")
        self.ascent: int = extents.ascender
        self.descent: int = extents.descender
        self.space: int = self._font.get_nominal_glyph(32)
        self.space_advance: int = self.advance(self.space)

    def advance(self, glyph: int) -> int:
        """Nominal advance of `glyph` in 1/1000 em."""
        return self.advances[glyph]

    def covers(self, text: str) -> bool:
        """Whether the face has a glyph for every character of `text`."""
        return self.covered.issuperset(map(ord, text))

    @cached_property
    def usual_text(self) -> dict[int, str]:
        """For glyphs that stand for a common character by itself: that character (the lowest)."""
        nominal = self._font.get_nominal_glyph
        common = self.covered & _COMMON
        return {nominal(code): chr(code) for code in sorted(common, reverse=True)}

    def shape(self, text: str, script: str, language: str) -> list[tuple[int, int, int, int, int]]:
        """Shape `text`, left to right: (glyph, index of its cluster in text, dx, dy, advance)."""
        buffer: Any = self._hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        self._hb.shape(self._font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        return [
            (info.codepoint, info.cluster, at.x_offset, at.y_offset, at.x_advance)
            for info, at in zip(infos, positions, strict=True)
        ]

    def subset(self, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
        """A font file of `glyphs` (and the missing-glyph sign) only, and their new numbers."""
        hb = self._hb
        wanted: Any = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
        flags = hb.SubsetFlags
        wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.NOTDEF_OUTLINE
        dropped = (int.from_bytes(tag, "big") for tag in _DROPPED)
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(dropped)
        plan: Any = hb.SubsetPlan(self._face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


Family = tuple[Face, ...]
"""Faces of one weight in the order they are asked for letters of no particular script."""


@cache
def family(bold: bool, even: bool = False) -> Family:
    """The faces of one weight: Noto Sans, Noto Sans Bengali.

    `even` sets both at the same nominal size instead of balancing how large they look.
    """
    weight = "Bold" if bold else "Regular"
    return (
        Face(FOLDER / f"NotoSans-{weight}.ttf", "Latn", 1.0),
        Face(FOLDER / f"NotoSansBengali-{weight}.ttf", "Beng", 1.0 if even else BANGLA_SCALE),
    )
