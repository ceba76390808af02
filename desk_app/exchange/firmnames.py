"""Names of firms as they are compared: without legal form, trade name or not, in both scripts."""

import re
from functools import lru_cache

from desk_app.domain.sounds import alike, frame
from desk_app.domain.words import fold
from desk_app.exchange.names import MATCHING, Word

_SPLIT = re.compile(r"[^\w\u0980-\u09ff]+|_+")
_LEGAL = (
    "ltd limited pvt private plc inc incorporated llc llp gmbh ag bv nv sarl sa srl spa ab as oy"
    " oyj aps kg ohg ug se sas co company corp corporation the and of for und et pte pty sdn bhd"
    " kk fze fzco opc proprietorship enterprise enterprises est"
    " লিমিটেড লিঃ লি প্রাইভেট প্রাঃ প্রা কোম্পানি কোং কো পিএলসি ইনক এন্ড অ্যান্ড এবং দি দ্য করপোরেশন"
    " কর্পোরেশন এন্টারপ্রাইজ"
)
_GROUPS = (
    "technology technologies tech technologys technologie টেকনোলজি টেকনোলজিস টেকনোলজিজ টেক",
    "system systems সিস্টেম সিস্টেমস",
    "solution solutions সলিউশন সলিউশনস সল্যুশন সলিউশন্স",
    "service services সার্ভিস সার্ভিসেস",
    "software softwares সফটওয়্যার সফটওয়ার সফ্টওয়্যার",
    "soft সফট সফ্ট",
    "digital ডিজিটাল",
    "bangladesh bd bangla বাংলাদেশ বাংলা",
    "international intl ইন্টারন্যাশনাল আন্তর্জাতিক",
    "group groups গ্রুপ",
    "it আইটি",
    "lab labs ল্যাব ল্যাবস",
    "network networks নেটওয়ার্ক নেটওয়ার্কস",
    "communication communications কমিউনিকেশন কমিউনিকেশনস",
    "consulting consultants consultancy consultant কনসাল্টিং কনসালটেন্ট",
    "global গ্লোবাল",
    "data ডাটা ডেটা",
    "info information ইনফো",
    "online অনলাইন",
    "studio studios স্টুডিও",
    "center centre সেন্টার",
    "brothers bros ব্রাদার্স",
    "trading traders trade ট্রেডিং ট্রেডার্স",
    "telecom telecoms telecommunication telecommunications টেলিকম",
)
_LEGAL_WORDS = frozenset(_LEGAL.split(" "))
_COMMON = 0.35
_CANON = {fold(word): words.split()[0] for words in _GROUPS for word in words.split()}
_WEIGHTS = {words.split()[0]: _COMMON for words in _GROUPS}
_ALIAS = re.compile(
    r"[(\[（]([^)\]）]*)[)\]）]|\b(?:t/a|trading as|d/b/a|dba|formerly|aka)\b(.*)", re.I
)


@lru_cache(maxsize=30_000)
def firm_words(name: str) -> tuple[Word, ...]:
    """Return the words of a firm's name that tell which it is."""
    text = fold(re.sub(r"(?<=\w)\.(?=\w\b)|'s\b", "", name.replace("ঃ", " ")))
    raw = [word for word in _SPLIT.split(text) if word]
    canon = [_CANON.get(word, word) for word in raw]
    kept = [word for place, word in enumerate(canon) if word not in _LEGAL_WORDS or not place]
    while len(kept) > 1 and kept[0] in ("the", "দি", "দ্য"):
        kept = kept[1:]
    return tuple(Word(word, _WEIGHTS.get(word, 1.0)) for word in kept)


@lru_cache(maxsize=30_000)
def firm_alike(one: str, other: str) -> float:
    """Return from 0 to 1 how likely two names are one firm's.

    Names in brackets or after "trading as" are tried too.
    """
    return max(
        (_alike(firm_words(a), firm_words(b)) for a in _names(one) for b in _names(other)),
        default=0.0,
    )


@lru_cache(maxsize=30_000)
def _names(name: str) -> tuple[str, ...]:
    """Return a name as it stands, without its alias, and the alias alone where it is a name."""
    found = _ALIAS.search(name)
    if found is None:
        return (name,)
    alias = (found[1] or found[2] or "").strip(" .:,")
    bare = f"{name[: found.start()]} {name[found.end() :]}".strip()
    own = [alias] if any(word.weight == 1.0 for word in firm_words(alias)) else []
    return (name, *(text for text in (bare, *own) if firm_words(text)))


def _alike(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    if not a or not b:
        return 0.0
    return max(_matched(a, b), _joined(a, b) if len(a) != len(b) else 0.0)


def _joined(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    """Compare names written as one word here and as two there."""
    one, other = "".join(word.text for word in a), "".join(word.text for word in b)
    together = alike(one, other) if frame(one) == frame(other) else 0.0
    return together if together >= 0.95 else 0.0


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
    over_left, over_right = sum(w.weight for w in left), sum(w.weight for w in right)
    both = min(over_left, over_right)
    one = max(over_left, over_right) - both
    return gained / (weight + 1.8 * both + 0.6 * one) if weight else 0.0


def _word_alike(one: Word, other: Word) -> float:
    if one.text == other.text:
        return 1.0
    shortest = min(len(one.text), len(other.text))
    same_letters = one.text.isascii() and other.text.isascii()
    if _COMMON in (one.weight, other.weight) or (shortest < 4 and same_letters):
        return 0.0
    if same_letters and frame(one.text) != frame(other.text):
        return 0.0
    likeness = alike(one.text, other.text)
    # Invented names differ by a letter on purpose; only another script excuses a difference.
    if not same_letters and len(bones := frame(one.text)) > 1 and bones == frame(other.text):
        return max(likeness, 0.9)
    return likeness if likeness >= (0.95 if same_letters else 0.84) else 0.0


@lru_cache(maxsize=30_000)
def firm_frames(name: str) -> frozenset[str]:
    """Return keys under which a firm is found again."""
    keys: set[str] = set()
    for alias in _names(name):
        words = firm_words(alias)
        keys |= {f"f{frame(word.text) or word.text}" for word in words if word.weight == 1.0}
        keys.add("f=" + "".join(frame(word.text) for word in words))
    return frozenset(keys)
