"""Names of persons and firms in the form in which they are compared.

A person's name becomes words that carry weight (what parents and husbands gave) and words that
do not (মোঃ, Md., Mst., titles, initials). A firm's name loses its legal form; what many firms
are called (Soft, Technologies, Bangladesh) weighs little.
"""

import re
from functools import lru_cache

from msgspec import Struct

from desk_app.domain.sounds import alike, frame
from desk_app.domain.spellings import ONE_NAME
from desk_app.domain.words import fold

LIGHT = 0.2

_SPLIT = re.compile(r"[^\w\u0980-\u09ff]+|_+")
_COMPOUND = re.compile(
    r"([a-z]{3,})(?:(?:u|o|oo)d(d?(?:in|een|ine)))|([a-z]{2,})u[zj][zj]?(aman|jaman|zaman)"
    r"|([a-z]{2,}un)(nahar|naher)"
    r"|(.{2,})(?:ু|উ)(দ্দিন|দ্দীন)|(.{2,})(?:ু|উ)জ্(জামান)|(.{2,}ুন)্(নাহার)"
)
_SUFFIXED = ("ur", "ul", "ud", "us", "un", "উর", "উল")
_LIGHT_GROUPS = {"mohammad", "mst"}
_TITLES = (
    "mr mrs ms miss dr prof professor engr eng engineer adv advocate barrister capt captain col"
    " major maj lt gen general hon honorable honourable he h e sir madam begam alhaj al haj hazi"
    " haji phd mba fca jr sr esq herr frau mme drs ir ing dipl mag"
    " জনাব জনাবা ড ডঃ ডা ডাঃ অধ্যাপক প্রকৌশলী ইঞ্জি আলহাজ্ব আলহাজ হাজী বেগমজাদা মিসেস মিস মি"
)
_TITLE_WORDS = frozenset(_TITLES.split(" "))
_JOINED_WORDS = (
    "abdul abdur abdus abdun abdud abd abdel abdool abdoul abdulla abu abul"
    " আব্দুল আবদুল আব্দুর আবদুর আব্দুস আবদুস আবু আবুল"
)
_LINK_WORDS = (
    "uz uj al el bin ibn ibne binte bint von van de der den da di la le und and উজ বিন বিনতে আল"
)
_JOINED = frozenset(_JOINED_WORDS.split(" "))
_LINKS = frozenset(_LINK_WORDS.split(" "))
_SPELLED = "এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ এক্স ওয়াই জেড"
_LETTERS = dict(zip(map(fold, _SPELLED.split(" ")), "abcdefghijklmnopqrstuvwxyz", strict=True))
"""Latin initials as Bangla spells them: এ কে এম for A. K. M."""


class Word(Struct, frozen=True, gc=False):
    """One word of a name as it is compared, and what it weighs."""

    text: str
    weight: float = 1.0


@lru_cache(maxsize=30_000)
def person_words(name: str) -> tuple[Word, ...]:
    """Return the words of a person's name that tell who it is, titles taken off."""
    raw = _parted(fold(name.replace("ঃ", " ").replace(".", " ")))
    return tuple(
        _weighed(word, last=place == len(raw) - 1)
        for place, word in enumerate(raw)
        if len(raw) == 1 or word in ONE_NAME or word not in _TITLE_WORDS
    )


def _parted(text: str) -> list[str]:
    """Cut a name into words, compounds too: Nasiruddin is Nasir Uddin, Mahfuz ur is Mahfuzur."""
    words: list[str] = []
    for word in _SPLIT.split(text):
        if word in _SUFFIXED and words:
            words[-1] += word
        elif found := _COMPOUND.fullmatch(word):
            words += [part for part in found.groups() if part]
        elif word:
            words.append(_LETTERS.get(word, word))
    return words


def _weighed(word: str, *, last: bool) -> Word:
    canon = ONE_NAME.get(word)
    if canon is not None:
        return Word(canon, LIGHT if canon in _LIGHT_GROUPS else 1.0)
    initials = len(word) <= 3 and word.isascii() and not re.search("[aeiouy]", word)
    if len(word) == 1 or initials or word in _LINKS:
        return Word(word, LIGHT)
    if word in _JOINED and not last:
        return Word("abu" if word in ("abu", "আবু") else "abdul", 0.5)
    return Word(word)


@lru_cache(maxsize=30_000)
def person_alike(one: str, other: str) -> float:
    """Return from 0 to 1 how likely two names are one person's, whatever script or order.

    A word that both lack a partner for speaks against; one that only one has, much less.
    """
    a, b = person_words(one), person_words(other)
    return max(_matched(a, b), _joined(a, b)) if a and b else 0.0


MATCHING = 0.87
"""How alike two words must sound to be one."""


def _matched(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    scored = sorted(
        (
            (likeness, i, j)
            for i, left in enumerate(a)
            for j, right in enumerate(b)
            if (likeness := _word_alike(left, right)) >= MATCHING
        ),
        key=lambda found: (-found[0], abs(found[1] - found[2])),
    )
    left_over, right_over = set(range(len(a))), set(range(len(b)))
    gained = 0.0
    weight = 0.0
    for likeness, i, j in scored:
        if i in left_over and j in right_over:
            left_over.discard(i)
            right_over.discard(j)
            pair = min(a[i].weight, b[j].weight)
            gained += likeness * pair
            weight += pair
    return _judged(gained, weight, [a[i] for i in left_over], [b[j] for j in right_over])


def _judged(gained: float, weight: float, left: list[Word], right: list[Word]) -> float:
    if weight == 0:
        return 0.0
    left = [word for word in left if not _initial_of(word, right)]
    right = [word for word in right if not _initial_of(word, left)]
    extra_left = sum(word.weight for word in left if word.weight > LIGHT)
    extra_right = sum(word.weight for word in right if word.weight > LIGHT)
    both = min(extra_left, extra_right)
    one = max(extra_left, extra_right) - both
    return gained / weight * weight / (weight + 1.6 * both + 0.45 * one)


def _initial_of(word: Word, others: list[Word]) -> bool:
    """Tell whether a word and one of the others may be initial and name."""
    return any(
        (len(word.text) == 1 or len(other.text) == 1)
        and frame(word.text)[:1] == frame(other.text)[:1]
        for other in others
    )


def _word_alike(left: Word, right: Word) -> float:
    if left.text == right.text:
        return 1.0
    if LIGHT in (left.weight, right.weight):
        return 0.0
    return alike(left.text, right.text)


def _joined(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    """Compare names written as one word here and as two there (Nasir Uddin, Nasiruddin)."""
    if len(a) == len(b):
        return 0.0
    one = "".join(word.text for word in a if word.text not in _LIGHT_GROUPS)
    other = "".join(word.text for word in b if word.text not in _LIGHT_GROUPS)
    likeness = alike(one, other) if frame(one) == frame(other) else 0.0
    return likeness if likeness >= 0.93 else 0.0


@lru_cache(maxsize=30_000)
def person_frames(name: str) -> frozenset[str]:
    """Return keys under which a name is found again: pairs of its words, and all as one."""
    words = [frame(word.text) or word.text for word in person_words(name) if word.weight > LIGHT]
    whole = "".join(frame(w.text) for w in person_words(name) if w.text not in _LIGHT_GROUPS)
    kept = sorted(set(words))[:5]
    pairs = {f"{a}+{b}" for i, a in enumerate(kept) for b in kept[i + 1 :]}
    single = {f"-{kept[0]}"} if len(kept) == 1 else set[str]()
    return frozenset(pairs | {f"={whole}"} | single)
