"""How names sound, whichever script and spelling they are written in.

A name becomes a row of sounds; Bangla letters and their many Latin spellings give the same ones,
or ones that are cheap to turn into each other. The costs were set on the names of Bangladesh:
Rahman, Rehman and রহমান are one; Jamal and Jamil, Hasan and Hossain, Rahim and Rahima are not.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from desk_app.domain.words import fold

Sounds = tuple[str, ...]

_YA, _RA, _RHA = "\u09df", "\u09dc", "\u09dd"  # letters with a dot, as one character
_WA = "\ue000"  # the w of ওয়া, which has no letter of its own
_CONSONANTS = {
    **dict.fromkeys("কখ", "k"),
    **dict.fromkeys("গঘ", "g"),
    **dict.fromkeys("ঙঞণনং", "n"),
    **dict.fromkeys("চছ", "c"),
    **dict.fromkeys("জঝয", "j"),
    **dict.fromkeys("টঠতথৎ", "t"),
    **dict.fromkeys("ডঢদধ", "d"),
    **dict.fromkeys("শষস", "s"),
    **dict.fromkeys(("র", _RA, _RHA, "ৰ"), "r"),
    **dict.fromkeys("বভৱ", "b"),
    "প": "p",
    "ফ": "f",
    "ম": "m",
    "ল": "l",
    "হ": "h",
    _WA: "w",
    _YA: "y",
}
_SIGNS = {
    "া": "a",
    "ি": "i",
    "ী": "i",
    "ু": "u",
    "ূ": "u",
    "ে": "e",
    "ো": "o",
    "ৃ": "ri",
    "ৈ": "oi",
    "ৌ": "u",
}
_VOWELS = {
    "অ": "@",
    "আ": "a",
    "ই": "i",
    "ঈ": "i",
    "উ": "u",
    "ঊ": "u",
    "এ": "e",
    "ঐ": "oi",
    "ও": "o",
    "ঔ": "u",
    "ঋ": "ri",
}
_SOFT_BA = re.compile("([সশতদজকগ]\u09cd)ব")  # spoken as a w, or not at all
_TWICE = re.compile("([সরল])(?=\\1[া-ৌ]|\\1[ক-হ])")  # doubled without the sign that says so
_HASANTA = "\u09cd"

_NO_LETTER = re.compile(r"[^a-z]")
_DOUBLED = re.compile(r"([^aeiou])\1+")
_SPELLINGS = (
    ("q", re.compile(r"que\b|q"), "k"),
    ("y", re.compile(r"^yea?(?=[^aeiou])|^ya"), "ia"),
    ("a", re.compile(r"ay?ee|ayi"), "ai"),
    ("ion", re.compile(r"(?<=[a-z])[st]ion|ssion"), "son"),
    ("sch", re.compile(r"^sch(?=oo)"), "sk"),
    ("br", re.compile(r"br[ao]t[ao]$"), "brato"),
    ("ue", re.compile(r"ue(?=[^aeiou])"), "u"),
    ("", re.compile(r"ksh|kkh|x(?!$)"), "k"),
    ("x", re.compile(r"x"), "ks"),
    ("c", re.compile(r"chh|ch|ck(?=h)"), "C"),
    ("ck", re.compile(r"ck"), "k"),
    ("c", re.compile(r"c(?=[eiy])"), "s"),
    ("c", re.compile(r"c"), "k"),
    ("s", re.compile(r"sh|ss|s"), "s"),
    ("ph", re.compile(r"ph"), "f"),
    ("h", re.compile(r"([kgjtdb])h"), r"\1"),
    ("", re.compile(r"[ao]w(?=[^aeiou])|au(?!l)"), "u"),
    ("v", re.compile(r"v"), "b"),
    ("z", re.compile(r"z"), "j"),
    ("ng", re.compile(r"ng(?=[^aeiou]|$)"), "n"),
    ("", re.compile(r"ee|ie|ey\b|y\b|ea"), "i"),
    ("o", re.compile(r"oo|ou"), "u"),
    ("aa", re.compile(r"aa"), "a"),
    ("", re.compile(r"ai|ei|ay|ae"), "e"),
    ("C", re.compile(r"C"), "c"),
    ("u", re.compile(r"\beu|\byu|\byou"), "iu"),
)
"""Latin spellings and what they sound like, in this order; each after letters it cannot lack."""

_PAIRS = {
    "ae": 0.3,
    "ao": 0.35,
    "eo": 0.6,
    "ei": 0.25,
    "ou": 0.2,
    "au": 0.6,
    "ai": 0.9,
    "iu": 1.0,
    "eu": 0.7,
    "@a": 0.1,
    "@o": 0.1,
    "@e": 0.3,
    "@u": 0.3,
    "@i": 0.5,
    "cs": 0.4,
    "gj": 0.5,
    "bu": 0.4,
    "bw": 0.3,
    "uw": 0.3,
    "ow": 0.3,
    "bo": 0.5,
    "fp": 0.4,
    "iy": 0.1,
    "jy": 0.5,
    "dt": 0.8,
}
_ABSENT = {
    "@": 0.1,
    "w": 0.3,
    "h": 0.35,
    "y": 0.15,
    "a": 0.6,
    "e": 0.5,
    "i": 0.8,
    "o": 0.5,
    "u": 0.6,
}


@lru_cache(maxsize=30_000)
def sounds(word: str) -> Sounds:
    """Return the sounds of one word, in either script; other scripts by their Latin names."""
    text = fold(word)
    if any("\u0980" <= c <= "\u09ff" for c in text):
        row = _bangla(text)
    else:
        row = _latin(text if text.isascii() else _romanised(text))
    return tuple(s for place, s in enumerate(row) if place == 0 or s != row[place - 1])


def _romanised(text: str) -> str:
    from anyascii import anyascii

    return anyascii(text).casefold()


def _latin(text: str) -> str:
    text = text if text.isalpha() else _NO_LETTER.sub("", text)
    text = _DOUBLED.sub(r"\1", text)
    for letters, pattern, sound in _SPELLINGS:
        if letters in text:
            text = pattern.sub(sound, text)
    return text


def _bangla(text: str) -> str:
    """Spell Bangla by sound; `@` is the vowel that is spoken without being written."""
    for parts, composed in (("\u09af\u09bc", _YA), ("\u09a1\u09bc", _RA), ("\u09a2\u09bc", _RHA)):
        text = text.replace(parts, composed)
    text = text.replace("ক্ষ", "ক").replace("জ্ঞ", "গ").replace("্য", "")
    text = _TWICE.sub("", text)
    text = _SOFT_BA.sub(rf"\1{_WA}", text)
    text = text.replace(f"ো{_YA}", f"ো{_WA}").replace(f"ও{_YA}", _WA)
    row = ""
    for place, letter in enumerate(text):
        if letter in _CONSONANTS:
            row += _CONSONANTS[letter]
            row += "@" if _vowel_spoken(text, place) else ""
        else:
            row += _SIGNS.get(letter, _VOWELS.get(letter, ""))
    return row.replace("ai", "e").replace("ay", "e").replace("ae", "e")


def _vowel_spoken(text: str, place: int) -> bool:
    """Tell whether the unwritten vowel follows: before a letter, and after a last conjunct."""
    following = text[place + 1 : place + 2]
    if not following:
        return _HASANTA in text[max(place - 2, 0) : place]
    return (following in _CONSONANTS and following not in "ংৎ") or following in _VOWELS


@lru_cache(maxsize=30_000)
def alike(one: str, other: str) -> float:
    """Return how alike two words sound, from 0 to 1; 1 for the same."""
    a, b = sounds(one), sounds(other)
    if a == b:
        return 1.0 if a else 0.0
    longest = max(len(a), len(b))
    if abs(len(a) - len(b)) > 0.6 * longest + 1 or _bones_differ(frame(one), frame(other)):
        return 0.0
    return _likeness(a, b)


def alike_together(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how alike words sound that are one word here and several there, in any script."""
    a, b = (tuple(s for word in words for s in sounds(word)) for words in (one, other))
    same = "".join(map(frame, one)) == "".join(map(frame, other))
    return _likeness(a, b) if same and a else 0.0


@lru_cache(maxsize=30_000)
def begins(one: str, other: str) -> float:
    """Return how alike `one` sounds to the beginning of `other`, from 0 to 1."""
    a, b = sounds(one), sounds(other)
    lengths = {min(len(a) + more, len(b)) for more in (-1, 0, 1)}
    return max(_likeness(a, b[:length]) for length in lengths)


def _likeness(a: Sounds, b: Sounds) -> float:
    spoken = max(sum(s != "@" for s in a), sum(s != "@" for s in b), 1)
    return max(0.0, 1.0 - _distance(a, b) / spoken)


def _bones_differ(one: str, other: str) -> bool:
    """Tell whether two frames differ in more than one sound, which no spelling does."""
    return one != other and Levenshtein.distance(one, other, score_cutoff=1) > 1


def _distance(a: Sounds, b: Sounds) -> float:
    """Return the least cost of turning one row of sounds into the other (Wagner-Fischer)."""
    missing = [_absent(sound, b, place) for place, sound in enumerate(b)]
    above = [0.0]
    for cost in missing:
        above.append(above[-1] + cost)
    end = len(a) - 1
    for row, left in enumerate(a):
        lost = _absent(left, a, row)
        costs = _CHANGES.get(left, _NOTHING)
        last = above[0] + lost
        line = [last]
        for column, right in enumerate(b):
            cost = 0.0 if left == right else costs.get(right, 1.0)
            if row == end and column == len(b) - 1:
                cost = _ending(left, right, cost)
            last = min(above[column] + cost, above[column + 1] + lost, last + missing[column])
            line.append(last)
        above = line
    return above[-1]


def _ending(one: str, other: str, cost: float) -> float:
    """Return the cost of a change in the last sound, where `a` tells women from men."""
    return 1.0 if cost and "a" in (one, other) and "@" not in (one, other) else cost


def _both_ways() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for pair, cost in _PAIRS.items():
        one, other = pair[0], pair[1]
        found.setdefault(one, {})[other] = cost
        found.setdefault(other, {})[one] = cost
    return found


_NOTHING: dict[str, float] = {}
_CHANGES = _both_ways()


def _absent(sound: str, row: Sounds, place: int) -> float:
    """Return the cost of a sound the other does not have; a last `a` tells women from men."""
    if sound == "a" and place == len(row) - 1:
        return 1.1
    if place in (0, len(row) - 1) and sound in "he":
        return 0.9 if place == 0 else 0.2
    return _ABSENT.get(sound, 1.0)


@lru_cache(maxsize=30_000)
def frame(word: str) -> str:
    """Return the sounds that hardly any spelling changes: the consonants, for finding."""
    row = [
        s
        for place, s in enumerate(sounds(word))
        if s not in "aeiou@yw" and (s != "h" or not place)
    ]
    row = [s for place, s in enumerate(row) if place == 0 or s != row[place - 1]]
    return "".join({"c": "s", "p": "f"}.get(s, s) for s in row)
