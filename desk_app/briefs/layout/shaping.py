"""Words as glyphs: split by script and coverage, shaped whole, remembered.

A PDF tells what a glyph says by its character code. A Bangla syllable is drawn with several
glyphs, some before the letter they follow in speech, so its glyphs are made into one: a composite
glyph of the embedded font, whose code says the whole syllable. Every reader then gets the text
back exactly, in logical order, and selects it by syllables.
"""

import re
import unicodedata
from itertools import groupby, pairwise
from typing import NamedTuple

from desk_app.briefs.content import Lang, Mark
from desk_app.briefs.layout.fonts import Face, Family

_JOINERS = "\u200c\u200d"
_LANGUAGES: dict[str, Lang] = {"Beng": "bn", "Latn": "en"}
_ALL_BANGLA = re.compile("[\u0964\u0981-\u09fe]+")
_MOST_WORDS = 40_000


class Unit(NamedTuple):
    """What one character code draws and says: glyphs at places, an advance, a text.

    Places and advance are in 1/1000 em. A unit of one glyph at the origin is that glyph itself;
    its advance may differ from the glyph's own by kerning.
    """

    glyphs: tuple[tuple[int, int, int], ...]
    advance: int
    text: str

    @property
    def composite(self) -> bool:
        """Whether it takes a glyph of its own."""
        return len(self.glyphs) != 1 or self.glyphs[0][1:] != (0, 0)


Shaped = list[tuple[int, int, int, int, int]]
"""Glyphs in drawing order: (glyph, cluster, dx, dy, advance)."""


class Run:
    """Part of a word in one face. `width` is in 1/1000 em of that face.

    `drawn_as` is part of a TJ array, the same in every document, where each unit is a glyph that
    says its usual text; `numbers` are these glyphs. `speaks` says that its letters belong to a
    language.
    """

    __slots__ = (
        "_shaped",
        "_units",
        "drawn_as",
        "face",
        "numbers",
        "script",
        "speaks",
        "text",
        "width",
    )

    def __init__(self, face: Face, script: str, text: str) -> None:
        self.face, self.script, self.text = face, script, text
        self.speaks = script in _LANGUAGES and any(map(str.isalpha, text))
        shaped = face.shape(text, script, "bn" if script == "Beng" else "en")
        self._shaped = shaped
        self._units: tuple[Unit, ...] | None = None
        self.width = sum([glyph[4] for glyph in shaped])
        self.drawn_as = _plainly(face, text, shaped)
        self.numbers: frozenset[int] | None = None
        if self.drawn_as is not None:
            self.numbers = frozenset([glyph[0] for glyph in shaped])

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of the text, in order."""
        if self._units is None:
            self._units = _units(self.text, self._shaped)
        return self._units


def _plainly(face: Face, text: str, shaped: Shaped) -> str | None:
    """`shaped` as part of a TJ array where every glyph is just its usual character, else None."""
    usual, advances = face.usual_text, face.advances
    said = "".join([usual.get(glyph[0], "") for glyph in shaped])
    if len(shaped) != len(text) or said != text:
        return None
    if any(glyph[2] or glyph[3] for glyph in shaped):
        return None
    if [advances[glyph[0]] for glyph in shaped] == [glyph[4] for glyph in shaped]:
        return f"<{''.join([f'{glyph[0]:04X}' for glyph in shaped])}>"
    pieces: list[str] = []
    for glyph, _, _, _, wide in shaped:
        kern = advances[glyph] - wide
        pieces.append(f"{glyph:04X}>{kern}<" if kern else f"{glyph:04X}")
    return f"<{''.join(pieces)}>".removesuffix("<>")


def strokes(run: Run, codes: list[int]) -> str:
    """The units of `run` under their character `codes`, as part of a TJ array."""
    pieces: list[str] = []
    for unit, code in zip(run.units, codes, strict=True):
        pieces.append(f"<{code:04X}>")
        if not unit.composite:
            kern = unit.advance - run.face.advance(unit.glyphs[0][0])
            pieces.append(str(-kern) if kern else "")
    return "".join(pieces).replace("><", "")


def _units(text: str, shaped: Shaped) -> tuple[Unit, ...]:
    """One unit for each cluster of `shaped`."""
    starts = sorted({cluster for _, cluster, *_ in shaped})
    ends = dict(pairwise([*starts, len(text)]))
    units: list[Unit] = []
    for cluster, glyphs in groupby(shaped, lambda glyph: glyph[1]):
        placed: list[tuple[int, int, int]] = []
        at = 0
        for number, _, dx, dy, advance in glyphs:
            placed.append((number, at + dx, dy))
            at += advance
        units.append(Unit(tuple(placed), at, text[cluster : ends[cluster]]))
    return tuple(units)


class Word:
    """Shaped text without a break: what it says, how wide it is per point of size.

    `lang` is None where a word (a number, a dash) belongs to no language; `script` is that of its
    last letters, which the signs after them follow. `substituted` words are
    drawn in other letters than their text has. `mark` words are evidence shapes. `hangs` words
    have Bangla letters, which reach further below the line.
    """

    __slots__ = ("em", "hangs", "lang", "mark", "runs", "script", "substituted", "tail", "text")

    def __init__(self, text: str, runs: tuple[Run, ...], substituted: bool = False) -> None:
        self.text, self.runs, self.substituted = text, runs, substituted
        self.em = sum([run.width * run.face.scale for run in runs]) / 1000
        spoken = [run.script for run in runs if run.speaks]
        self.lang: Lang | None = _LANGUAGES[spoken[0]] if spoken else None
        self.script = spoken[-1] if spoken else None
        self.mark: Mark | None = None
        self.hangs = any(run.face.script == "Beng" for run in runs)
        self.tail = runs[-1].face.scale if runs else 1.0


class Shaper:
    """Shapes the words of one family of faces and remembers them."""

    def __init__(self, faces: Family) -> None:
        self.faces = faces
        self._by_script = {face.script: face for face in reversed(faces)}
        self._words: dict[tuple[str, str], Word] = {}
        self._runs: dict[tuple[int, str, str], Run] = {}

    def word(self, text: str, context: str = "Latn") -> Word:
        """Shape `text`, which has no break in it. `context` is the script signs alone follow."""
        known = self._words.get((text, context))
        if known is None:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
                self._runs.clear()
            known = self._words[text, context] = self._shaped(text, context)
        return known

    def _shaped(self, text: str, context: str) -> Word:
        simple = self._simple(text, context)
        if simple is not None:
            return Word(text, (self._run(*simple, text),))
        pieces = itemised(text, self.faces, context)
        runs: list[Run] = []
        for face, script, piece in pieces:
            if face is None:
                runs.append(self._run(self.faces[0], "Latn", substitute(piece, self.faces[0])))
            else:
                runs.append(self._run(face, script, piece))
        return Word(text, tuple(runs), any(face is None for face, *_ in pieces))

    def _simple(self, text: str, context: str) -> tuple[Face, str] | None:
        """The face and script of text that is plainly of one script, which most words are."""
        if not text:
            return None
        if text.isascii():
            script = "Latn" if context == "Latn" or any(map(str.isalpha, text)) else ""
        else:
            script = "Beng" if _ALL_BANGLA.fullmatch(text) else ""
        face = self._by_script.get(script)
        return (face, script) if face is not None and face.covers(text) else None

    def _run(self, face: Face, script: str, text: str) -> Run:
        key = (id(face), script, text)
        known = self._runs.get(key)
        if known is None:
            known = self._runs[key] = Run(face, script, text)
        return known


def itemised(text: str, faces: Family, context: str) -> list[tuple[Face | None, str, str]]:
    """Split `text` into (face, script, piece); the face is None where no face has the letters.

    Signs and digits follow the letters before them, or else those after, or else `context`.
    """
    scripts = _resolved([_script(ch) for ch in text], context)
    pieces: list[tuple[Face | None, str, str]] = []
    for ch, script in zip(text, scripts, strict=True):
        face = _face_for(ch, script, faces, pieces[-1][0] if pieces else None)
        used = script if face is None or face.script == script or script != "Beng" else "Latn"
        if pieces and pieces[-1][0] is face and (face is None or pieces[-1][1] == used):
            pieces[-1] = (face, pieces[-1][1], pieces[-1][2] + ch)
        else:
            pieces.append((face, used, ch))
    return pieces


def _face_for(ch: str, script: str, faces: Family, before: Face | None) -> Face | None:
    if before is not None and (
        ch in _JOINERS or (unicodedata.category(ch) == "Mn" and ord(ch) in before.covered)
    ):
        return before
    preferred = [face for face in faces if face.script == script]
    return next((f for f in (*preferred, *faces) if ord(ch) in f.covered), None)


def _script(ch: str) -> str | None:
    code = ord(ch)
    if 0x0980 <= code <= 0x09FF or code in (0x0964, 0x0965):
        return "Beng"
    if ch in _JOINERS or not ch.isalpha():
        return None
    if code < 0x0250 or 0x1E00 <= code < 0x1F00:
        return "Latn"
    if 0x0370 <= code < 0x0400 or 0x1F00 <= code < 0x2000:
        return "Grek"
    return "Cyrl" if 0x0400 <= code < 0x0530 else "Zyyy"


def _resolved(scripts: list[str | None], context: str) -> list[str]:
    before = next((script for script in scripts if script), context)
    resolved: list[str] = []
    for script in scripts:
        before = script or before
        resolved.append(before)
    return resolved


def substitute(text: str, face: Face) -> str:
    """Letters no face has, in Latin letters between guillemets, or as their code numbers."""
    from anyascii import anyascii

    latin = " ".join(anyascii(text).split())
    if not latin or any(ord(ch) not in face.covered for ch in latin):
        latin = " ".join(f"U+{ord(ch):04X}" for ch in text)
    return f"‹{latin}›"
