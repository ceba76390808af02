"""Which code page makes words of bytes above 127, judged from as little as one name.

Nothing proves a code page; it is believed. What speaks for one: letters that its languages do
use, one script to a word, vowels, a capital only at the start, no signs within; of Chinese,
Japanese and Korean characters the usual ones, which their standards place first. Domains and
dialling codes that stand beside the words speak for the pages of their countries.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

WESTERN = "cp1252"

_PAGES = (
    (WESTERN, 0.3),
    ("cp1251", 0.1),
    ("cp1253", 0.1),
    ("cp1250", 0.05),
    ("cp1255", 0.0),
    ("cp1254", 0.1),
    ("cp1256", 0.0),
    ("cp1257", -0.1),
    ("cp874", -0.1),
    ("koi8-r", -0.2),
    ("cp932", 0.1),
    ("gb18030", 0.05),
    ("cp949", 0.0),
    ("cp950", -0.05),
    ("euc_jp", -0.05),
    ("mac_roman", -0.4),
    ("cp850", -0.5),
    ("cp866", -0.4),
)
"""Candidates with how readily each is believed."""

_SPOKEN = 0.7
"""What a domain or a dialling code adds to the belief in the pages of its country."""

_COUNTRIES: Mapping[str, tuple[str, str]] = {
    WESTERN: ("de at ch fr it es pt nl be se dk no fi is ie uk", "354 298"),
    "cp1250": ("cz sk pl hu ro hr si ba", "420 421 48 36 40 385 386 387"),
    "cp1251": ("ru su ua by bg rs mk kz", "7 380 375 359 381 389"),
    "cp1253": ("gr cy", "30 357"),
    "cp1254": ("tr az", "90 994"),
    "cp1255": ("il", "972"),
    "cp1256": ("sa ae eg kw qa om bh jo ma dz tn iq ir pk", "966 971 20 965 974 968 973 962 98"),
    "cp1257": ("lt lv ee", "370 371 372"),
    "cp874": ("th", "66"),
    "cp932": ("jp", "81"),
    "euc_jp": ("jp", "81"),
    "gb18030": ("cn", "86"),
    "cp949": ("kr", "82"),
    "cp950": ("tw hk", "886 852"),
}
_DOMAIN = re.compile(rb"[@.][a-z0-9-]+\.([a-z]{2})\b", re.IGNORECASE)
_DIALLED = re.compile(rb"(?:\+|\b00)([1-9](?:[ ().-]{0,2}[0-9]){2,13})")

_WORD = re.compile(r"[^\s\-'/&.,()\"]+")
_SAMPLE = 20_000
_PIECE = re.compile(rb"[^\r\n;,:=\"<>()]+")
_HIGH = re.compile(rb"[\x80-\xff]")

_OFTEN = set("éèáàäâãåæçíñöôóøúüßÉÈÀÄÅÆÇÖÓØÜÑ")
_SELDOM = set("ìòõùûÿŸÌÒÕÙÛÿêëîïôÊËÎÏÔÃÂÁÀœŒ")
_ICELANDIC = set("ýþðÝÞÐ")
_APOSTROPHES = set("’‘")
_MARKS = set("“”–—…«»")
_VOWELS = {
    "CYRILLIC": set("аеёиоуыэюяіїє"),
    "GREEK": set("αεηιουωάέήίόύώϊϋΐΰ"),
}
_JAPANESE = {"HIRAGANA", "KATAKANA"}
_HEBREW_FINALS = set("ךםןףץ")
_INITIALS = {0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 16, 17, 18}
_MIDDLES = {0, 1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, 20}
_FINALS = {0, 1, 4, 8, 16, 17, 19, 21}
_EASTERN = {
    "HALFWIDTH": 0.2,
    "HEBREW": 0.8,
    "ARABIC": 0.8,
    "THAI": 0.8,
}
_USUAL: Mapping[str, tuple[int, int]] = {
    "cp932": (0x88, 0x98),
    "euc_jp": (0xB0, 0xCF),
    "gb18030": (0xB0, 0xD7),
    "cp950": (0xA4, 0xC6),
}
"""Between which first bytes the usual characters of a page stand."""


def likeliest(data: bytes, around: bytes = b"") -> str:
    """Name the code page that makes the likeliest words of the bytes above 127 in `data`.

    `around` is the file they stand in, for its domains and dialling codes.
    """
    sample = telling(data)
    spoken = _spoken_for(around or data)
    scored = [
        (bias + _SPOKEN * (page in spoken) + _likeness(sample, page), page)
        for page, bias in _PAGES
    ]
    return max(scored, key=lambda pair: pair[0])[1]


def _spoken_for(data: bytes) -> set[str]:
    """Return the pages of the countries that domains and dialling codes name."""
    sample = data[: 20 * _SAMPLE]
    domains = {found[1].lower().decode("ascii") for found in _DOMAIN.finditer(sample)}
    dialled = {
        "".join(filter(str.isdigit, found[1].decode("ascii")))
        for found in _DIALLED.finditer(sample)
    }
    return {
        page
        for page, (ends, codes) in _COUNTRIES.items()
        if domains & set(ends.split(" "))
        or any(number.startswith(tuple(codes.split(" "))) for number in dialled)
    }


def telling(data: bytes) -> bytes:
    """Return the words that hold high bytes, as many as are enough to judge by."""
    words: list[bytes] = []
    size = 0
    for piece in _PIECE.finditer(data):
        text = piece[0]
        if text.isascii():
            continue
        high = _HIGH.search(text)
        first = high.start() if high else 0
        word = text[max(text.rfind(b" ", 0, first), text.rfind(b"\t", 0, first)) + 1 :]
        words.append(word)
        size += len(word)
        if size > _SAMPLE:
            break
    return b"\n".join(words)


def _likeness(sample: bytes, page: str) -> float:
    """Score a page between about -2 and 1.5: how much like words its reading looks."""
    try:
        text = sample.decode(page)
    except UnicodeDecodeError:
        return -5.0
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(_word_likeness(word, page) for word in words) / len(words) if words else 0.0


def _word_likeness(word: str, page: str) -> float:
    high = [character for character in word if not character.isascii()]
    score = sum(_letter_likeness(character, page) for character in high) / len(high)
    letters = [character for character in word if character.isalpha()]
    scripts = {_script(character) for character in letters}
    writings = {"CJK" if script in _JAPANESE else script for script in scripts}
    score -= 0.8 * max(0, len(writings) - 1)
    score -= 0.7 * _capital_within(letters)
    score -= 1.5 * any(sign in _MARKS for sign in word[1:-1])
    if "LATIN" in scripts and len(letters) > 2 and len(high) > 0.7 * len(letters):
        score -= 1.0  # Latin words have plain letters too
    for script in scripts & _VOWELS.keys():
        score += _as_spoken(letters, _VOWELS[script])
    if scripts == {"HEBREW"}:
        score += 0.2 - 0.8 * any(letter in _HEBREW_FINALS for letter in letters[:-1])
    return score


def _capital_within(letters: list[str]) -> bool:
    """Tell whether a capital stands after a small letter, or a second before small ones."""
    return any(a.islower() and b.isupper() for a, b in pairwise(letters)) or (
        len(letters) > 2 and letters[1].isupper() and letters[2].islower()
    )


def _as_spoken(letters: list[str], vowels: set[str]) -> float:
    """Judge a Cyrillic or Greek word: begun with a capital, vowels a third to two thirds."""
    if len(letters) < 3:
        return 0.0
    score = 0.3 if letters[0].isupper() else -0.15
    share = sum(letter.lower() in vowels for letter in letters) / len(letters)
    return score - 0.6 * (len(letters) > 3 and not 0.2 <= share <= 0.75)


def _letter_likeness(character: str, page: str) -> float:
    if character in _OFTEN or character in _APOSTROPHES or character in _MARKS:
        return 1.0
    category = unicodedata.category(character)
    if category in ("Lu", "Ll"):
        if page == WESTERN and character in _ICELANDIC:
            return -0.2
        return 0.6 if character in _SELDOM else 0.85
    if category in ("Lo", "Lm"):
        return _eastern(character, page)
    if category in ("Mn", "Mc"):
        return 0.6 if _script(character) == "THAI" else -0.3
    return -1.0 if category in ("Cc", "Cn", "Co") else -0.6


def _eastern(character: str, page: str) -> float:
    script = _script(character)
    if script == "HANGUL":
        return _korean(character) if page == "cp949" else 0.0
    if script in _JAPANESE:
        return 1.0 if page in ("cp932", "euc_jp") else 0.0
    if script != "CJK":
        return _EASTERN.get(script, 0.5)
    if page == "cp949":
        return 0.0  # Koreans hardly write Chinese characters any more
    first, last = _USUAL.get(page, (0, 255))
    return 0.85 if first <= character.encode(page)[0] <= last else 0.2


def _korean(syllable: str) -> float:
    """Score a syllable by its sounds: names have plain ones."""
    place = ord(syllable) - 0xAC00
    if not 0 <= place < 11_172:
        return 0.2
    sounds = place // 588 in _INITIALS, place // 28 % 21 in _MIDDLES, place % 28 in _FINALS
    return 1.0 if all(sounds) else 0.3


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "?").split(" ")[0].split("-")[0]
