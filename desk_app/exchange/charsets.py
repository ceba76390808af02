"""Which characters the bytes of a file stand for, when the file does not say.

UTF-8 and UTF-16 can be proved; one-byte code pages can only be believed (`codepages`). Chardet
and its kin need paragraphs; a visiting card has three words.
"""

import codecs
from collections.abc import Sequence
from functools import lru_cache

from desk_app.exchange.codepages import WESTERN, likeliest, telling

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw-unicode-escape", "unicode-escape"}
_IN_TRUTH = {
    "iso8859-1": WESTERN,
    "ascii": WESTERN,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "cp950",
}
"""What calls itself Latin-1, Shift_JIS or GB2312 is in truth the larger page of Windows."""


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


def page_of(data: bytes, hints: Sequence[str] = (), around: bytes = b"") -> str:
    """Name the code page of the bytes above 127: the first hint that reads them, or the likeliest.

    `around` is the file that `data` is taken from, where it is not all of it.
    """
    sample = telling(data)
    for hint in hints:
        if known(hint) and not hint.startswith("utf") and _decodes(sample, hint):
            return hint
    return likeliest(data, around)


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
    return _IN_TRUTH.get(info.name, info.name)


def of_single_bytes(encoding: str) -> bool:
    """Tell whether any bytes are text in `encoding`, so that what it says proves little."""
    return encoding.startswith(("cp125", "iso8859", "koi8", "mac"))


def _decodes(sample: bytes, page: str) -> bool:
    try:
        sample.decode(page)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
