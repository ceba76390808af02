"""Text as it is searched and compared: one form for what a reader takes as the same."""

import re
import unicodedata

_JOINERS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ALIKE = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789", _JOINERS)
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_GAPS = re.compile(r"[^\w+#@&./\u0980-\u09ff-]+|_+")


def fold(text: str) -> str:
    """Return `text` in the form that search indexes and queries share.

    Case, Latin diacritics, joiners, Bangla digits and composed or decomposed letters make no
    difference; Bangla vowel signs, which are marks too, stay.
    """
    if text.isascii():  # most texts, and nothing but case to fold
        return text.casefold()
    text = text.translate(_ALIKE).casefold()
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare)


def search_words(text: str) -> tuple[str, ...]:
    """Split a query into the words that must all be found."""
    return tuple(word for word in _GAPS.sub(" ", fold(text)).split() if word)


def sort_key(text: str) -> str:
    """Return what a list sorts by: the folded text without leading punctuation."""
    return fold(text).lstrip(" \t.,-'\"“”‘’()[]")
