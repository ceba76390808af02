"""Names of persons and firms in the form in which they are compared.

A person's name becomes words that carry weight (what parents and husbands gave) and words that
do not (মোঃ, Md., Mst., titles, initials). A firm's name loses its legal form; what many firms
are called (Soft, Technologies, Bangladesh) weighs little.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from desk_app.domain.sounds import alike, alike_together, frame
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
_KNOWN = frozenset(ONE_NAME.values())
_LIGHT_GROUPS = {"mohammad", "mst"}
_TITLES = (
    "mr mrs ms miss dr prof professor engr eng engineer adv advocate barrister capt captain col"
    " major maj lt gen general brig hon honorable honourable sir madam begam alhaj al haj hazi"
    " haji phd mba fca fcma acca mbbs fcps pmp esq herr frau mme drs ir ing dipl mag ambassador"
    " amb justice maulana moulana mowlana"
    " জনাব জনাবা ড ডঃ ডা ডাঃ ডক্টর ডাক্তার অধ্যাপক প্রফেসর প্রকৌশলী ইঞ্জি ইঞ্জিনিয়ার অ্যাডভোকেট"
    " এডভোকেট ব্যারিস্টার ক্যাপ্টেন মেজর কর্নেল মাওলানা মাননীয় বিচারপতি রাষ্ট্রদূত আলহাজ্ব আলহাজ"
    " হাজী বেগমজাদা মিসেস মিস মি"
)
_TITLE_WORDS = frozenset(map(fold, _TITLES.split(" ")))
_EXCELLENCY = re.compile(r"^\W*(?:h\W?e\b|his excellency|her excellency)", re.I)
_GENERATIONS = {"jr": "jr", "junior": "jr", "জুনিয়র": "jr", "sr": "sr", "senior": "sr"}
"""What tells a father from a son."""
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
_RUN_OF_LETTERS = re.compile(f"(?:{'|'.join(sorted(_LETTERS, key=len, reverse=True))}){{2,}}")
_ONE_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_NO_LETTERS = frozenset(("আইভি", "এডি", "জেডি"))
"""Names that could be read as letters."""
_CAPITALS = re.compile(r"\b[A-Z]{2,3}\b")
_RUN_OF_INITIALS = re.compile(r"a[b-df-hj-np-tv-z]m")
"""ABM, AKM, ASM: initials however they are written."""
_ASIDE = re.compile(r"\s*[(\[“\"]([^)\]”\"]*)[)\]”\"]|\s+(?:alias|aka|@)\s+(.*)", re.I)
"""A nickname or another script's name beside the name."""
_ALONE = 0.5
"""What initials weigh that stand for names; one of them alone weighs little."""


class Word(Struct, frozen=True, gc=False):
    """One word of a name as it is compared, and what it weighs."""

    text: str
    weight: float = 1.0
    letters: bool = False
    """Whether they are initials, each of which may be any name that begins with it."""


@lru_cache(maxsize=30_000)
def person_words(name: str) -> tuple[Word, ...]:
    """Return the words of a person's name that tell who it is, titles taken off.

    Two and more initials in a row are one word.
    """
    text = _EXCELLENCY.sub("", name).replace("ঃ", " ").replace(".", " ")
    raw = _parted(fold(_capitals_parted(text)))
    kept = [w for w in raw if len(raw) == 1 or w in ONE_NAME or w not in _TITLE_WORDS]
    words: list[Word] = []
    initials = ""
    for place, word in enumerate(kept):
        if len(word) == 1 and len(kept) > 1:
            initials += word
            continue
        words += _initials(initials)
        initials = ""
        words.append(_weighed(word, last=place == len(kept) - 1))
    return (*words, *_initials(initials))


def _capitals_parted(text: str) -> str:
    """Write initials apart that are written as one word of capitals among other words."""
    if text.isupper() or not _CAPITALS.search(text):
        return text

    def parted(found: re.Match[str]) -> str:
        word = found[0].casefold()
        known = word in ONE_NAME or word in _TITLE_WORDS or word in _LINKS or word in _GENERATIONS
        return found[0] if known else " ".join(found[0])

    return _CAPITALS.sub(parted, text)


def _initials(letters: str) -> Iterator[Word]:
    if letters:
        yield Word(letters, _ALONE if len(letters) > 1 else LIGHT, letters=True)


def _parted(text: str) -> list[str]:
    """Cut a name into words, compounds too: Nasiruddin is Nasir Uddin, Mahfuz ur is Mahfuzur."""
    words: list[str] = []
    for word in _SPLIT.split(text):
        if word in _SUFFIXED and words:
            words[-1] += word
        elif found := _COMPOUND.fullmatch(word):
            words += [part for part in found.groups() if part]
        elif letters := letters_of(word):
            words += letters
        elif _RUN_OF_INITIALS.fullmatch(word):
            words += word
        elif word:
            words.append(_LETTERS.get(word, word))
    return words


def letters_of(word: str) -> list[str]:
    """Return the Latin letters that a folded Bangla word spells: a, b, m of এবিএম; else none."""
    if word.isascii() or word in _NO_LETTERS or not _RUN_OF_LETTERS.fullmatch(word):
        return []
    return [_LETTERS[letter] for letter in _ONE_LETTER.findall(word)]


def _weighed(word: str, *, last: bool) -> Word:
    canon = ONE_NAME.get(word)
    if canon is not None:
        return Word(canon, LIGHT if canon in _LIGHT_GROUPS else 1.0)
    if word in _GENERATIONS:
        return Word(_GENERATIONS[word], 0.8)
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
    return max(
        (
            max(_matched(a, b), _joined(a, b), _given(a, b))
            for a in map(person_words, _called(one))
            for b in map(person_words, _called(other))
            if a and b
        ),
        default=0.0,
    )


@lru_cache(maxsize=30_000)
def _called(name: str) -> tuple[str, ...]:
    """Return a name as it stands, and without what stands in brackets beside it."""
    found = _ASIDE.search(name)
    if found is None:
        return (name,)
    bare = f"{name[: found.start()]} {name[found.end() :]}".strip()
    beside = (found[1] or found[2] or "").strip()
    whole = sum(word.weight == 1.0 for word in person_words(beside)) > 1
    return tuple(text for text in (name, bare, beside if whole else "") if text)


MATCHING = 0.87
"""How alike two words must sound to be one."""

_SAME_GIVEN = 0.46
"""How alike two names are that have the given name alone in common: far from enough."""


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
    left, right = _without_initials(left, right)
    extra_left = sum(word.weight for word in left if word.weight > LIGHT)
    extra_right = sum(word.weight for word in right if word.weight > LIGHT)
    both = min(extra_left, extra_right)
    one = max(extra_left, extra_right) - both
    return gained / weight * weight / (weight + 1.6 * both + 0.45 * one)


def _without_initials(left: list[Word], right: list[Word]) -> tuple[list[Word], list[Word]]:
    """Take out initials here and the names there that they may stand for."""
    one, other = list(left), list(right)
    for mine, theirs in ((one, other), (other, one)):
        for word in [word for word in mine if word.letters]:
            named = [_named_by(letter, theirs) for letter in word.text]
            for name in named:
                if name in theirs:
                    theirs.remove(name)
            told = sum(name is not None and name.weight > LIGHT for name in named)
            if told >= min(len(word.text), 2):
                mine.remove(word)
    return one, other


def _named_by(letter: str, words: list[Word]) -> Word | None:
    sound = frame(letter)[:1] or letter
    return next(
        (w for w in words if not w.letters and (frame(w.text)[:1] or w.text[:1]) == sound), None
    )


def _word_alike(left: Word, right: Word) -> float:
    if left.text == right.text:
        return 1.0
    if LIGHT in (left.weight, right.weight) or left.letters or right.letters:
        return 0.0
    if left.text in _KNOWN and right.text in _KNOWN:  # two names that everybody tells apart
        return 0.0
    return alike(left.text, right.text)


def _joined(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    """Compare names written as one word here and as two there (Nasir Uddin, Nasiruddin)."""
    if len(a) == len(b):
        return 0.0
    one, other = (tuple(w.text for w in words if w.text not in _LIGHT_GROUPS) for words in (a, b))
    likeness = alike_together(one, other)
    return likeness if likeness >= 0.93 else 0.0


def _given(a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    """Tell names whose first word is one: somebody married, where an address is one as well."""
    firsts = [next((w for w in words if w.weight == 1.0), None) for words in (a, b)]
    one, other = firsts
    same = one is not None and other is not None and _word_alike(one, other) >= MATCHING
    return _SAME_GIVEN if same else 0.0


@lru_cache(maxsize=30_000)
def person_frames(name: str) -> frozenset[str]:
    """Return keys under which a name is found again: pairs of its words, and all as one."""
    return frozenset[str]().union(*map(_frames, _called(name)))


def _frames(name: str) -> frozenset[str]:
    words = person_words(name)
    named = [frame(w.text) or w.text for w in words if w.weight > LIGHT and not w.letters]
    whole = "".join(frame(w.text) for w in words if w.text not in _LIGHT_GROUPS)
    kept = sorted(set(named))[:5]
    pairs = {f"{a}+{b}" for i, a in enumerate(kept) for b in kept[i + 1 :]}
    single = {f"-{kept[0]}"} if len(kept) == 1 else set[str]()
    return frozenset(pairs | {f"={whole}"} | single)
