"""Text as it is searched and compared: one form for what a reader takes as the same."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_JOINERS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ALIKE = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789", _JOINERS) | str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ı": "i"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "\u0130": "i"}
)
"""Digits of one value, letters with a stroke that no table of Unicode takes apart, no joiners."""
_KHANDA_TA = ("\u09a4\u09cd\u200d", "\u09ce")  # as older keyboards wrote ৎ
_DOTTED_RA = ("\u09ac\u09bc", "\u09b0")  # র written as ব with a dot
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_GAPS = re.compile(r"[^\w+#@&./\u0980-\u09ff-]+|_+")
_HYPHENS = re.compile(r"[+#&.-]")
_SPOKEN = re.compile(r"[^\W\d](?:[^\W\d]|[\u0980-\u09e5\u09f0-\u09ff]){1,29}")
_SPOKEN_LIMIT = 30
_DIALLED = re.compile(r"[+0-9./-]*[0-9][+0-9./-]*")
_NOT_A_DIGIT = re.compile(r"[^0-9]")


def fold(text: str) -> str:
    """Return `text` in the form that search indexes and queries share.

    Case, Latin diacritics, joiners, Bangla digits and composed or decomposed letters make no
    difference; Bangla vowel signs, which are marks too, stay.
    """
    if text.isascii():  # most texts, and nothing but case to fold
        return text.casefold()
    text = text.replace(*_KHANDA_TA).translate(_ALIKE).casefold()
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text)).replace(*_DOTTED_RA)
    return unicodedata.normalize("NFC", bare)


def search_words(text: str) -> tuple[str, ...]:
    """Split a query into the words that must all be found."""
    if text.isascii():
        return _cut(text.casefold())
    return tuple(word for chunk in text.split() for word in _chunk_words(chunk))


def _chunk_words(chunk: str) -> tuple[str, ...]:
    return _cut(chunk.casefold()) if chunk.isascii() else _folded_words(chunk)


@lru_cache(maxsize=20_000)
def _folded_words(chunk: str) -> tuple[str, ...]:
    """Fold what is not ASCII; the same names come again and again."""
    return _cut(fold(chunk))


def _cut(folded: str) -> tuple[str, ...]:
    return tuple(_GAPS.sub(" ", folded).split())


def spoken(word: str) -> Iterator[str]:
    """Give the parts of a folded word that are said aloud: runs of letters, no addresses.

    Two letters are one where they begin the word.
    """
    if word.isalpha():
        if 1 < len(word) <= _SPOKEN_LIMIT:
            yield word
    elif "@" not in word and "/" not in word:
        for place, part in enumerate(_HYPHENS.split(word)):
            if _SPOKEN.fullmatch(part) and (len(part) > 2 or not place):
                yield part


def dialled(word: str) -> str:
    """Return the digits of a word that may be of a phone number; else an empty text."""
    return _NOT_A_DIGIT.sub("", word) if _DIALLED.fullmatch(word) else ""


def sort_key(text: str) -> str:
    """Return what a list sorts by: the folded text without leading punctuation."""
    return fold(text).lstrip(" \t.,-'\"“”‘’()[]")
