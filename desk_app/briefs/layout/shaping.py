"""Words as glyphs: split by script and coverage, shaped whole, remembered.

A PDF tells what a glyph says by its character code, so a glyph that stands for several characters,
or one drawn before the letter it follows in speech, needs care: the characters of a syllable are
handed to its glyphs in drawing order. Read one after the other the codes then give the text in
logical order in every reader, and readers that know /ActualText get the word besides.
"""

import unicodedata
from itertools import pairwise

from desk_app.briefs.content import Lang, Mark
from desk_app.briefs.layout.fonts import Face, Family, Glyph

_JOINERS = "\u200c\u200d"
_LANGUAGES: dict[str, Lang] = {"Beng": "bn", "Latn": "en"}
_MOST_WORDS = 40_000


class Run:
    """Part of a word in one face.

    `width` is in 1/1000 em of that face; `cuts` are its syllables: where each starts in `text`,
    and its width.
    """

    __slots__ = ("codes", "cuts", "drawn_as", "face", "glyphs", "script", "text", "width")

    def __init__(self, face: Face, script: str, text: str) -> None:
        self.face, self.script, self.text = face, script, text
        shaped = face.shape(text, script, "bn" if script == "Beng" else "en")
        starts = sorted({cluster for _, cluster, *_ in shaped} | {len(text)})
        self.cuts = tuple(
            (start, sum(advance for _, cluster, _, _, advance in shaped if cluster == start))
            for start in starts[:-1]
        )
        shares = _shares(text, starts, [cluster for _, cluster, *_ in shaped])
        self.glyphs = tuple(
            Glyph(number, dx, dy, advance, share)
            for (number, _, dx, dy, advance), share in zip(shaped, shares, strict=True)
        )
        self.width = sum(glyph.advance for glyph in self.glyphs)
        self.codes: frozenset[int] | None = None
        self.drawn_as: str | None = None
        self._settle()

    def _settle(self) -> None:
        """Keep the drawing instructions when every glyph carries its usual text, unlifted."""
        usual = self.face.usual_text
        if all(usual.get(g.number) == g.text and not g.dy for g in self.glyphs):
            numbers = [g.number for g in self.glyphs]
            self.codes = frozenset(numbers)
            self.drawn_as = strokes(self, numbers)[0][1]

    @property
    def reordered(self) -> bool:
        """Whether glyphs share syllables, so that their order may differ from the text's."""
        return len(self.glyphs) > len(self.cuts)


def strokes(run: Run, codes: list[int]) -> list[tuple[int, str]]:
    """The glyphs of `run` under their character `codes`: (rise in 1/1000 em, TJ array)."""
    strokes: list[tuple[int, str]] = []
    pieces: list[str] = []
    rise = pending = 0
    for glyph, code in zip(run.glyphs, codes, strict=True):
        if glyph.dy != rise:
            strokes.append((rise, "".join(pieces)))
            pieces, rise = [], glyph.dy
        shift = pending + glyph.dx
        pieces.append(f"{-shift}<{code:04X}>" if shift else f"<{code:04X}>")
        pending = glyph.advance - run.face.advance(glyph.number) - glyph.dx
    pieces.append(str(-pending) if pending else "")
    strokes.append((rise, "".join(pieces)))
    return [(lift, part.replace("><", "")) for lift, part in strokes if part]


def _shares(text: str, starts: list[int], clusters: list[int]) -> list[str]:
    """Hand the characters of each cluster to its glyphs in drawing order."""
    ends = dict(pairwise(starts))
    waiting: dict[int, list[str]] = {}
    for start, end in ends.items():
        waiting[start] = _dealt(text[start:end], clusters.count(start))
    return [waiting[cluster].pop(0) for cluster in clusters]


def _dealt(text: str, hands: int) -> list[str]:
    if hands == 1:
        return [text]
    if hands > len(text):
        text = unicodedata.normalize("NFD", text)
    return [*text[: hands - 1], text[hands - 1 :], *([""] * (hands - len(text)))]


class Word:
    """Shaped text without a break: what it says, how wide it is per point of size.

    `lang` is None where a word (a number, a dash) belongs to no language. `spoken` is set where
    the drawing alone would not give the text back. `mark` words are evidence shapes.
    """

    __slots__ = ("em", "lang", "mark", "runs", "spoken", "substituted", "tail", "text")

    def __init__(self, text: str, runs: tuple[Run, ...], substituted: bool = False) -> None:
        self.text, self.runs, self.substituted = text, runs, substituted
        self.em = sum(run.width * run.face.scale for run in runs) / 1000
        self.lang: Lang | None = next((_LANGUAGES[r.script] for r in runs if _speaks(r)), None)
        self.spoken = substituted or any(run.reordered for run in runs)
        self.mark: Mark | None = None
        self.tail = runs[-1].face.scale if runs else 1.0

    @property
    def script(self) -> str | None:
        """The script of the last letters, which the signs after them follow."""
        return next((run.script for run in reversed(self.runs) if _speaks(run)), None)


def _speaks(run: Run) -> bool:
    return run.script in _LANGUAGES and any(ch.isalpha() for ch in run.text)


class Shaper:
    """Shapes the words of one family of faces and remembers them."""

    def __init__(self, faces: Family) -> None:
        self.faces = faces
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
        pieces = itemised(text, self.faces, context)
        runs: list[Run] = []
        for face, script, piece in pieces:
            if face is None:
                runs.append(self._run(self.faces[0], "Latn", substitute(piece, self.faces[0])))
            else:
                runs.append(self._run(face, script, piece))
        return Word(text, tuple(runs), any(face is None for face, *_ in pieces))

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
    follows = ch in _JOINERS or (
        before is not None and unicodedata.category(ch) == "Mn" and ord(ch) in before.covered
    )
    if follows:
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
