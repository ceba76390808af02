"""Names of firms as they are compared: without legal form, trade name or not, in both scripts."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from desk_app.domain.sounds import alike, frame, sounds
from desk_app.domain.words import fold
from desk_app.exchange.firmwords import COMMON, LEGAL, TELLING
from desk_app.exchange.names import MATCHING, Word, letters_of

_SPLIT = re.compile(r"[^\w\u0980-\u09ff]+|_+")
_LEGAL_WORDS = frozenset(LEGAL.split(" "))
_COMMON = 0.35
_MOST_COMMON = 0.43
_CANON = {fold(word): words.split()[0] for words in (*COMMON, *TELLING) for word in words.split()}
_WEIGHTS = {words.split()[0]: _COMMON for words in COMMON}
_SPLIT_WORDS = re.compile(
    r"(?<![\w\u0980-\u09ff])(hi|e|i|m|co|bi|multi|cyber|হাই|ই)[\s-]+(?=\w)", re.I
)
"""Hi-Tech and HiTech, e-Commerce and eCommerce."""
_DOTS = re.compile(r"(?<=\w)\.(?=\w\b)|'s\b|^www\.|(?<=\w)\.(?:com|net|org|io|ai|co)\b", re.I)
"""What stands in abbreviations and in the addresses of sites that firms are called by."""
_UMLAUTS = re.compile("(?<=[aou])e")
_LEAST_ACRONYM = 3
_LONGEST_ACRONYM = 16
"""Letters of Bangla spell one of Latin with up to three, a sign for the vowel included."""
_BEFORE = ("the", "দি", "দ্য", "koninklijke", "messrs")
_ABBREVIATED = 0.9
_FORMS = ("ltd", "limited")
_LITTLE = ("in", "at", "ও")
_DIGITS = re.compile("[^0-9]+")
_TWICE = re.compile(r"(.)\1")
_COARSE = str.maketrans("ckqxzjvp", "ssssssbf", "aeiouywh")
_SAID = re.compile(r"^(?:formerly|trading as|t/a|d/b/a|dba|aka)\b[ :]*", re.I)
_ALIAS = re.compile(
    r"[(\[（]([^)\]）]*)[)\]）]|\b(?:t/a|trading as|d/b/a|dba|formerly|aka)\b(.*)", re.I
)


@lru_cache(maxsize=30_000)
def firm_words(name: str) -> tuple[Word, ...]:
    """Return the words of a firm's name that tell which it is."""
    return tuple(
        Word(word, _WEIGHTS.get(word, 1.0))
        for word in map(_canon, _bare_words(_SPLIT_WORDS.sub(r"\1", name)))
    )


def _canon(word: str) -> str:
    """Return the word that stands for its spellings, a plural in either script too."""
    return _CANON.get(word) or _CANON.get(word.removesuffix("s").removesuffix("স"), word)


@lru_cache(maxsize=30_000)
def _bare_words(name: str) -> Sequence[str]:
    """Return a name's words as they are written, without legal form."""
    raw = _raw_words(name)
    kept = [word for place, word in enumerate(raw) if word not in _LEGAL_WORDS or not place]
    while len(kept) > 1 and kept[0] in _BEFORE:
        kept = kept[1:]
    return kept


@lru_cache(maxsize=30_000)
def _raw_words(name: str) -> Sequence[str]:
    text = fold(_DOTS.sub("", name.replace("ঃ", " ").replace("@", " at ")))
    return [word for word in _SPLIT.split(text) if word]


@lru_cache(maxsize=30_000)
def firm_alike(one: str, other: str) -> float:
    """Return from 0 to 1 how likely two names are one firm's.

    Names in brackets or after "trading as" are tried too, and what a name is abbreviated to.
    """
    a, b = _names(one), _names(other)
    if a.short and b.short and a.short != b.short and alike(a.short, b.short) < MATCHING:
        return 0.0
    found = [_alike(one, other)]
    if a.aside and b.aside:
        beside = _alike(a.aside, b.aside)
        found += [_alike(a.bare, b.bare)] if a.told or b.told or beside >= MATCHING else []
        found += [beside] if a.told and b.told else []
    else:
        found += [_alike(a.bare, b.bare)]
    found += [_alike(a.aside, b.bare), _alike(a.bare, b.aside)]
    return max(found)


class _Names(Struct, frozen=True):
    """What a firm is called: `bare` is without what stands aside.

    `short` is an abbreviation that stands aside, and `told` whether what stands aside is surely
    another name, and not a town.
    """

    bare: str
    aside: str = ""
    short: str = ""
    told: bool = False


@lru_cache(maxsize=30_000)
def _names(name: str) -> _Names:
    found = _ALIAS.search(name)
    if found is None:
        return _placed(name)
    aside = (found[1] or found[2] or "").strip(" .:,")
    bare = f"{name[: found.start()]} {name[found.end() :]}".strip()
    bare = bare if _bare_words(bare) else name
    if not any(word.weight == 1.0 and word.text not in _LEGAL_WORDS for word in firm_words(aside)):
        return _Names(bare)
    said = bool(found[2]) or _SAID.match(aside) is not None
    short = _joint(aside) if _joint(aside) in _initials(bare) else ""
    return _Names(bare, _SAID.sub("", aside), short, said or bool(short))


def _placed(name: str) -> _Names:
    """Take the town or parent after a comma as what stands aside."""
    before, comma, after = name.rpartition(",")
    if not comma or len(_bare_words(before)) < _LEAST_ACRONYM or not _bare_words(after):
        return _Names(name)
    return _Names(before, after.strip())


@lru_cache(maxsize=30_000)
def _alike(one: str, other: str) -> float:
    a, b = firm_words(one), firm_words(other)
    if not a or not b:
        return 0.0
    return max(_matched(a, b), _joined(one, other), _abbreviated(one, other))


def _joined(a: str, b: str) -> float:
    """Compare names written as one word here and as two there."""
    one, other = _joint(a), _joint(b)
    if not one or not other or len(_bare_words(a)) == len(_bare_words(b)):
        return 0.0
    if _DIGITS.sub("", one) != _DIGITS.sub("", other):
        return 0.0
    together = alike(one, other) if frame(one) == frame(other) else 0.0
    return together if together >= 0.95 else 0.0


@lru_cache(maxsize=30_000)
def _joint(name: str) -> str:
    return "".join(_bare_words(name))


def _abbreviated(one: str, other: str) -> float:
    """Compare a name with the first letters of another's words, in either script."""
    for short, letters in ((_joint(one), _initials(other)), (_joint(other), _initials(one))):
        if len(short) <= _LONGEST_ACRONYM and any(_stands_for(short, full) for full in letters):
            return _ABBREVIATED
    return 0.0


def _stands_for(short: str, full: str) -> bool:
    if short == full or _spelled(short, full):
        return True
    return not short.isascii() and alike(full, short) >= MATCHING


def _spelled(one: str, other: str) -> bool:
    """Tell whether one word is the other's letters as Bangla spells them: BCC and বিসিসি."""
    return "".join(letters_of(one)) == other or "".join(letters_of(other)) == one


@lru_cache(maxsize=30_000)
def _initials(name: str) -> frozenset[str]:
    """Return what a name of several words may be abbreviated to, by its first letters.

    Little words count or not, and so does the legal form: BIID, SSL.
    """
    raw = _raw_words(name)
    if len(raw) < _LEAST_ACRONYM:
        return frozenset()
    words = [_canon(word) for word in _bare_words(name)]
    some = [words, [word for word in words if word not in _LITTLE]]
    if len(words) > 1 and raw[-1] in _FORMS:
        some.append([*words, "limited"])
    found = {"".join(filter(None, map(_initial, one))) for one in some}
    found |= {text.replace("b", "bd", 1) for text in found if text.startswith("b")}
    return frozenset(text for text in found if len(text) >= _LEAST_ACRONYM)


def _initial(word: str) -> str:
    return word[0] if word.isascii() else "".join(sounds(word)[:1])


def _matched(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    left, right = [*a], [*b]
    gained = weight = 0.0
    told = False  # whether a word that few firms have is among the matched
    for word in a:
        scored = [(_word_alike(word, other), place) for place, other in enumerate(right)]
        likeness, place = max(scored, default=(0.0, 0))
        if likeness >= MATCHING:
            heavier = max(word.weight, right[place].weight)
            gained += likeness * heavier
            weight += heavier
            told = told or word.weight == 1.0
            left.remove(word)
            del right[place]
    if not told and (left or right):
        return 0.0
    over_left, over_right = _over(left), _over(right)
    both = min(over_left, over_right)
    one = max(over_left, over_right) - both
    return gained / (weight + 1.8 * both + 0.6 * one) if weight else 0.0


def _over(words: list[Word]) -> float:
    """Return what words without a partner weigh: common ones together little more than one."""
    common = sum(word.weight for word in words if word.weight == _COMMON)
    return min(common, _MOST_COMMON) + sum(w.weight for w in words if w.weight != _COMMON)


def _word_alike(one: Word, other: Word) -> float:
    if one.text == other.text:
        return 1.0
    shortest = min(len(one.text), len(other.text))
    same_letters = one.text.isascii() == other.text.isascii()
    if not same_letters and _spelled(one.text, other.text):
        return 1.0
    if _COMMON in (one.weight, other.weight) or (shortest < 5 and same_letters):
        return 0.0
    if _DIGITS.sub("", one.text) != _DIGITS.sub("", other.text):
        return 0.0
    if same_letters and frame(one.text) != frame(other.text):
        return 0.0
    if same_letters and _UMLAUTS.sub("", one.text) == _UMLAUTS.sub("", other.text):
        return 1.0
    likeness = alike(one.text, other.text)
    # Invented names differ by a letter on purpose; only another script excuses a difference.
    if not same_letters and len(bones := frame(one.text)) > 1 and bones == frame(other.text):
        return max(likeness, 0.9)
    return likeness if likeness >= (0.95 if same_letters else 0.84) else 0.0


@lru_cache(maxsize=30_000)
def firm_frames(name: str) -> frozenset[str]:
    """Return keys under which a firm is found again."""
    keys: set[str] = set()
    names = _names(name)
    for called in filter(None, {name, names.bare, names.aside}):
        words = firm_words(called)
        keys |= {f"f{frame(word.text) or word.text}" for word in words if word.weight == 1.0}
        keys.add("f=" + "".join(frame(word.text) for word in words))
        keys.add("f=" + _TWICE.sub(r"\1", "".join(map(frame, _bare_words(called)))))
        keys |= {f"f^{_coarse(short)}" for short in _shorts(called)}
    return frozenset(keys)


def _coarse(short: str) -> str:
    """Return the consonants of an abbreviation, those apart that no script mixes up."""
    letters = (short if short.isascii() else frame(short)).translate(_COARSE)
    return _TWICE.sub(r"\1", letters) or short


def _shorts(name: str) -> Iterator[str]:
    """Give what a name may be abbreviated to, or itself where it may be an abbreviation."""
    yield from _initials(name)
    joint = _joint(name)
    if len(joint) <= (8 if joint.isascii() else _LONGEST_ACRONYM):
        yield "".join(letters_of(joint)) or joint
