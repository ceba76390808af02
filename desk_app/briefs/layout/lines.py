"""Running text as lines: where it may break, and how much goes on each line.

The rules are those of UAX 14 that Bangla, Latin, Greek and Cyrillic need: break after spaces,
hyphens, dashes and slashes (but not before digits or closing signs), at zero-width spaces and soft
hyphens, never at no-break spaces. A word wider than the line breaks at the signs inside addresses
first, then between syllables, never inside one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from desk_app.briefs.content import Lang, Mark, Span
from desk_app.briefs.layout.clean import clean
from desk_app.briefs.layout.fonts import family
from desk_app.briefs.layout.shaping import Shaper, Word

MARK_WIDTH = 0.92
"""Width of an evidence mark in em, the space before it included."""

_SPACE = 0.26
_BLANK = " \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKENS = re.compile(f"\n|[{_BLANK}]+|[^\n{_BLANK}]+")
_INNER = re.compile(r"(?<=\S)[-\u2010\u2013\u2014/|](?=[^\W\d_])|\u200b")
_MAYBE_INNER = re.compile("[-\u2010\u2013\u2014/|\u200b]")
_ADDRESS = re.compile(r"(?<=[@./_?&=:#%+,;|\\-])(?=[^@./_?&=:#%+,;|\\-])")
_STICKY = "\u00a0\u202f\u2007"
_DRAWN: dict[int, str | None] = {
    0x00A0: " ",
    0x202F: " ",
    0x2007: " ",
    0x2011: "-",
    0x2060: None,
    0x00AD: None,
    0x200B: None,
}


class Target(NamedTuple):
    """A place in the same file: page index, height on the page in points, what is there."""

    page: int
    top: float
    title: str


class Ink(NamedTuple):
    """How a piece of text is drawn: size in points, weight, fill colour, where it leads."""

    size: float
    bold: bool
    fill: str
    link: str | Target | None = None
    lang: Lang | None = None


class Atom:
    """Words that stay together on a line; `gap` is the space after them, in points.

    `ends` says that the line ends here.
    """

    __slots__ = ("ends", "gap", "parts", "width")

    def __init__(self, parts: list[tuple[Ink, Word]]) -> None:
        self.parts = parts
        width = 0.0
        for ink, word in parts:
            width += ink.size * word.em
        self.width = width
        self.gap = 0.0
        self.ends = False


class Line(NamedTuple):
    """One line: its atoms, its natural width in points, whether it ends a paragraph."""

    atoms: list[Atom]
    width: float
    last: bool


@cache
def _shaper(bold: bool, even: bool) -> Shaper:
    return Shaper(family(bold, even))


class Setter:
    """Turns spans into atoms and atoms into lines, remembering shaped words.

    `substituted` becomes true when letters had to be replaced because no face has them. `known`
    are the atoms of texts set before; nobody changes an atom once it is set.
    """

    def __init__(self, even: bool = False) -> None:
        self._shapers = (_shaper(False, even), _shaper(True, even))
        self._marks: dict[Mark, Word] = {}
        self.known: dict[object, list[Atom]] = {}
        self.substituted = False

    def word(self, text: str, bold: bool, context: str = "Latn") -> Word:
        """The shaped `text`, noting when letters had to be substituted."""
        word = self._shapers[bold].word(text, context)
        self.substituted |= word.substituted
        return word

    def mark(self, mark: Mark) -> Word:
        """A word that is an evidence mark."""
        known = self._marks.get(mark)
        if known is None:
            known = Word("", ())
            known.mark, known.em = mark, MARK_WIDTH
            self._marks[mark] = known
        return known

    def atoms(
        self, spans: Iterable[Span], ink_of: Callable[[Span], Ink], lang: Lang
    ) -> list[Atom]:
        """Every atom of `spans`, in order."""
        chain = _Chain(self, "Beng" if lang == "bn" else "Latn")
        for span in spans:
            chain.add(span, ink_of(span))
        return chain.finished()

    def lines(self, atoms: list[Atom], width: float) -> list[Line]:
        """Fill lines of at most `width` points, first fit."""
        lines: list[Line] = []
        line: list[Atom] = []
        x = 0.0
        for atom in self._fitting(atoms, width):
            if line and x + line[-1].gap + atom.width > width + 0.01:
                lines.append(Line(line, x, last=False))
                line, x = [], 0.0
            x += atom.width + (line[-1].gap if line else 0.0)
            line.append(atom)
            if atom.ends:
                lines.append(Line(line, x, last=True))
                line, x = [], 0.0
        if line:
            lines.append(Line(line, x, last=True))
        return lines

    def _fitting(self, atoms: list[Atom], width: float) -> Iterator[Atom]:
        for atom in atoms:
            if atom.width <= width:
                yield atom
            else:
                yield from self._broken(atom, width)

    def _broken(self, atom: Atom, width: float) -> Iterator[Atom]:
        """An atom wider than the line, in pieces that fit."""
        pieces: list[Atom] = []
        for ink, word in atom.parts:
            for piece in self._pieces(ink, word, width):
                pieces.append(Atom([(ink, piece)]))
        joined = _joined(pieces, width)
        joined[-1].gap, joined[-1].ends = atom.gap, atom.ends
        yield from joined

    def _pieces(self, ink: Ink, word: Word, width: float) -> Iterator[Word]:
        if word.em * ink.size <= width:
            yield word
            return
        context = word.script or "Latn"
        for part in _ADDRESS.split(word.text):
            shaped = self.word(part, ink.bold, context)
            while shaped.em * ink.size > width and len(shaped.text) > 1:
                cut = self._fitting_cut(ink, shaped, width, context)
                yield self.word(shaped.text[:cut], ink.bold, context)
                shaped = self.word(shaped.text[cut:], ink.bold, context)
            if shaped.substituted and shaped.em * ink.size > width:
                yield from self._spelt(ink, shaped, width)
            else:
                yield shaped

    def _spelt(self, ink: Ink, word: Word, width: float) -> Iterator[Word]:
        """A letter whose substitute is wider than the line, in pieces; the first says it."""
        said, rest = word.text, "".join(run.text for run in word.runs)
        while rest:
            shaped = self.word(rest, ink.bold)
            cut = len(rest)
            if shaped.em * ink.size > width:
                cut = self._fitting_cut(ink, shaped, width, "Latn")
            yield Word(said, self.word(rest[:cut], ink.bold).runs, substituted=True)
            said, rest = "", rest[cut:]

    def _fitting_cut(self, ink: Ink, word: Word, width: float, context: str) -> int:
        """How many characters of `word` fit, whole syllables only (but at least one)."""
        cuts = _cuts(word)
        fits = [cut for cut, em in cuts if em * ink.size <= width]
        while len(fits) > 1 and (
            self.word(word.text[: fits[-1]], ink.bold, context).em * ink.size > width
        ):
            fits.pop()
        return fits[-1] if fits else cuts[0][0]


class _Chain:
    """Atoms in the making: what is not separated by a place to break hangs together."""

    def __init__(self, setter: Setter, context: str) -> None:
        self._setter, self._context = setter, context
        self._atoms: list[Atom] = []
        self._parts: list[tuple[Ink, Word]] = []

    def add(self, span: Span, ink: Ink) -> None:
        """Append the text of `span`, and its evidence mark."""
        for token in _TOKENS.findall(clean(span.text)):
            if token == " ":  # noqa: S105 - a token of text
                self._space(ink)
            elif token == "\n":  # noqa: S105 - a token of text
                self._close(ends=True)
            elif token[0] in " \t" or (token.isspace() and token not in _STICKY):
                self._space(ink)
            else:
                self._words(token, ink)
        if span.mark is not None:
            self._parts.append((ink, self._setter.mark(span.mark)))

    def finished(self) -> list[Atom]:
        """The atoms of everything added."""
        self._close()
        return self._atoms

    def _words(self, token: str, ink: Ink) -> None:
        start = 0
        if _MAYBE_INNER.search(token):
            for inner in _INNER.finditer(token):
                self._word(token[start : inner.end()], ink)
                self._close()
                start = inner.end()
        self._word(token[start:] if start else token, ink)

    def _word(self, text: str, ink: Ink) -> None:
        drawn = text if text.isascii() else text.translate(_DRAWN)
        if drawn:
            word = self._setter.word(drawn, ink.bold, self._context)
            self._context = word.script or self._context
            self._parts.append((ink, word))

    def _space(self, ink: Ink) -> None:
        if self._parts:
            atom = Atom(self._parts)
            self._atoms.append(atom)
            self._parts = []
        elif self._atoms:
            atom = self._atoms[-1]
        else:
            return
        if not atom.ends and atom.parts:
            atom.gap = _SPACE * ink.size * atom.parts[-1][1].tail

    def _close(self, ends: bool = False) -> None:
        if self._parts or ends:
            self._atoms.append(Atom(self._parts))
            self._parts = []
        if ends:
            self._atoms[-1].ends = True


def _cuts(word: Word) -> list[tuple[int, float]]:
    """Places in the text of `word` where it may be torn, with the width up to there in em."""
    if word.substituted:
        each = word.em / len(word.text)
        return [(n, n * each) for n in range(1, len(word.text))]
    cuts: list[tuple[int, float]] = []
    at, em = 0, 0.0
    for run in word.runs:
        for unit in run.units:
            if at:
                cuts.append((at, em))
            em += unit.advance * run.face.scale / 1000
            at += len(unit.text)
    return cuts or [(len(word.text), word.em)]


def _joined(pieces: list[Atom], width: float) -> list[Atom]:
    """Put neighbouring pieces together again as long as they fit a line."""
    joined = [pieces[0]]
    for piece in pieces[1:]:
        if joined[-1].width + piece.width <= width:
            joined[-1] = Atom(joined[-1].parts + piece.parts)
        else:
            joined.append(piece)
    return joined
