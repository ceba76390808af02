"""Which characters the bytes of a file stand for, when the file does not say.

UTF-8 and UTF-16 can be proved; one-byte code pages can only be believed. A code page is believed
when it turns the high bytes into words: letters of one script, a capital only at the start, no
signs inside. Chardet and its kin need paragraphs; a visiting card has three words.
"""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

WESTERN = "cp1252"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES = (
    ("cp1252", 0.3),
    ("cp1251", 0.1),
    ("cp1253", 0.1),
    ("cp1250", 0.05),
    ("cp1255", 0.0),
    ("cp1254", 0.0),
    ("cp1256", 0.0),
    ("cp874", -0.1),
    ("koi8-r", -0.2),
    ("shift_jis", 0.0),
    ("gb18030", -0.1),
    ("euc_kr", -0.1),
    ("big5", -0.2),
    ("mac_roman", -0.4),
    ("cp437", -0.6),
)
"""Candidates with how readily each is believed."""

_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw-unicode-escape", "unicode-escape"}
_FRENCH_AND_KIN = set("éèêëàâäáãåæçîïíìñôöóòõøœùûüúÿßÉÈÊÀÂÄÅÆÇÎÏÖÓØŒÙÛÜÚÑ’‘“”–—…€«»°´§")
_WORD = re.compile(r"\S+")
_SAMPLE = 20_000
_PIECE = re.compile(rb"[^\r\n;,:=\"<>()]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_HEBREW_FINALS = set("ךםןףץ")


def marked(data: bytes) -> str:
    """Return the encoding that a byte order mark announces, or an empty text."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def wide(data: bytes) -> str:
    """Return the UTF-16 or UTF-32 flavour of unmarked bytes, judged by where zeros stand."""
    head = data[:400]
    zeros = head.count(0)
    if not head or zeros < len(head) // 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if zeros > len(head) * 0.6:
        return "utf-32-le" if head[0] else "utf-32-be"
    return "utf-16-le" if odd > even else "utf-16-be"


def encoding_of(data: bytes, hints: Sequence[str] = ()) -> str:
    """Name the encoding of `data`; `hints` are code pages its own words speak for."""
    if known := marked(data) or wide(data):
        return known
    if is_utf8(data):
        return "utf-8"
    return page_of(data, hints)


def is_utf8(data: bytes) -> bool:
    """Tell whether `data` is UTF-8 all through."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def page_of(data: bytes, hints: Sequence[str] = ()) -> str:
    """Name the code page that makes the likeliest words of the bytes above 127."""
    sample = _telling(data)
    for hint in hints:
        if known(hint) and not hint.startswith("utf") and _decodes(sample, hint):
            return hint
    scored = [(bias + _likeness(sample, page), page) for page, bias in _PAGES]
    return max(scored, key=lambda pair: pair[0])[1]


def decoded(data: bytes, encoding: str) -> tuple[str, int]:
    """Return the text of `data`, and how many bytes had to be replaced by a sign for it."""
    text = data.decode(encoding, errors="replace")
    return text.removeprefix("\ufeff"), text.count("\ufffd") - data.count(b"\xef\xbf\xbd")


@lru_cache(maxsize=256)
def known(name: str) -> str:
    """Return Python's name of a text encoding, or an empty text for one it does not have."""
    try:
        info = codecs.lookup(name.strip().strip("\"'"))
        b"a\xff\x80".decode(info.name, errors="replace")
    except (LookupError, TypeError, ValueError, UnicodeError):
        return ""
    if info.name in _NO_CHARSETS:
        return ""
    # What calls itself Latin-1 or Shift_JIS is in truth the Windows page of the same letters.
    return {"iso8859-1": WESTERN, "ascii": WESTERN, "shift_jis": "cp932"}.get(info.name, info.name)


def _telling(data: bytes) -> bytes:
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


def _decodes(sample: bytes, page: str) -> bool:
    try:
        sample.decode(page)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _likeness(sample: bytes, page: str) -> float:
    """Score a page between about -2 and 1.5: how much like words its reading looks."""
    try:
        text = sample.decode(page)
    except UnicodeDecodeError:
        return -5.0
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(_word_likeness, words)) / len(words) if words else 0.0


def _word_likeness(word: str) -> float:
    high = [character for character in word if not character.isascii()]
    score = sum(_letter_likeness(character) for character in high) / len(high)
    letters = [character for character in word if character.isalpha()]
    scripts = {_script(character) for character in letters}
    score -= 0.8 * max(0, len(scripts - {"HIRAGANA", "KATAKANA", "CJK"}) - 1)
    score -= 0.7 * any(a.islower() and b.isupper() for a, b in pairwise(letters))
    if scripts <= {"CYRILLIC", "GREEK"} and len(letters) > 1:
        score += 0.3 * letters[0].isupper() - 0.15 * letters[0].islower()
    if "LATIN" in scripts and len(letters) > 2 and len(high) > 0.6 * len(letters):
        score -= 1.0  # Latin words have plain letters too
    if scripts == {"HEBREW"}:
        score += 0.2 - 0.8 * any(letter in _HEBREW_FINALS for letter in letters[:-1])
    return score


def _letter_likeness(character: str) -> float:
    if character in _FRENCH_AND_KIN:
        return 1.0
    category = unicodedata.category(character)
    if category in ("Lu", "Ll"):
        return 0.8
    if category in ("Lo", "Mn", "Mc", "Lm"):
        return _ASIAN.get(_script(character), 0.5)
    return -1.0 if category in ("Cc", "Cn", "Co") else -0.6


_ASIAN = {
    "HIRAGANA": 1.0,
    "KATAKANA": 0.9,
    "HALFWIDTH": 0.3,
    "HANGUL": 0.8,
    "CJK": 0.75,
    "HEBREW": 0.8,
    "ARABIC": 0.6,
    "THAI": 0.6,
}


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "?").split(" ")[0].split("-")[0]
