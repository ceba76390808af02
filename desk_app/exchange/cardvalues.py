"""The values of a vCard's properties: decoded, unescaped, split, and tidied for reading."""

import base64
import binascii
import quopri
import re
from datetime import date
from urllib.parse import unquote, unquote_to_bytes

from msgspec import Struct

from desk_app.exchange import charsets
from desk_app.exchange.cardlines import CardLine, without_controls

_ESCAPE = re.compile(r"\\([nN]|\W)")
_OLD_ESCAPE = re.compile(r"\\([\\;,:nN\"])")
_LINE_END_OR_COMMA = re.compile(r"\\([nN,:])")
_BARE_SEMICOLON = re.compile(r"(?:[^\\;]|\\.)*;", re.DOTALL)
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_LOOSE_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_NO_DATE = re.compile(r"0000-?00-?00(?:[T ].*)?")
_DAY_ONLY = re.compile(r"--(\d{2})-?(\d{2})(?:[T ].*)?")
_DATA_URI = re.compile(r"data:([^,]*),(.*)", re.DOTALL | re.IGNORECASE)


_FROM_URLS = bytes.maketrans(b"-_", b"+/")
_WORDS = {"FN", "N", "NICKNAME", "EMAIL", "TEL", "ORG", "TITLE", "ROLE", "ADR", "NOTE", "URL"}


class Page(Struct, frozen=True):
    """The encodings a file's lines are in when they do not say: `usual` is tried after UTF-8."""

    usual: str


def text(line: CardLine, page: Page) -> str:
    """Return the value as text, quoted-printable undone, escapes still standing."""
    return _decoded(octets(line), line, page)


def octets(line: CardLine) -> bytes:
    """Return the value's bytes, out of quoted-printable; words out of base64 too."""
    encoding = line.one("ENCODING")
    if encoding == "QUOTED-PRINTABLE":
        return quopri.decodestring(line.value)
    if encoding in ("B", "BASE64") and line.name in _WORDS:
        try:
            return unbased(line.value)
        except ValueError:
            return line.value
    return line.value


def _decoded(data: bytes, line: CardLine, page: Page) -> str:
    stated = charsets.known(next(iter(line.all("CHARSET")), "")) if line.all("CHARSET") else ""
    # Bytes that are UTF-8 all through are that, also where a page of single bytes is stated.
    first = "utf-8" if charsets.of_single_bytes(stated) else stated
    for encoding in (first, stated, "utf-8", page.usual):
        if encoding:
            try:
                return without_controls(data.decode(encoding))
            except UnicodeDecodeError:
                continue
    return without_controls(data.decode(stated or page.usual, errors="replace"))


def components(line: CardLine, page: Page, *, old: bool) -> list[str]:
    """Return a structured value's parts, each readable; `old` means vCard 2.1.

    In quoted-printable lines the separators count before decoding; some phones encode them too.
    """
    if line.one("ENCODING") != "QUOTED-PRINTABLE" or b"=3B" not in line.value.upper():
        parts = split(text(line, page), ";")
    else:
        raw = split(line.value.decode("latin-1"), ";")
        parts = [_decoded(quopri.decodestring(p.encode("latin-1")), line, page) for p in raw]
        parts = split(parts[0], ";") if len(parts) == 1 else parts
    return [readable(part, old=old).strip() for part in parts]


def split(value: str, separator: str) -> list[str]:
    """Split at separators that no backslash escapes; escapes stay for `readable`."""
    parts: list[str] = []
    start = place = 0
    while place < len(value):
        if value[place] == "\\":
            place += 2
            continue
        if value[place] == separator:
            parts.append(value[start:place])
            start = place + 1
        place += 1
    return [*parts, value[start:]]


def whole(value: str, *, old: bool) -> str:
    """Return a value that has no parts as it is read.

    Who leaves a semicolon bare in a whole text of 2.1 means the backslashes before others.
    """
    if old and "\\" in value and _BARE_SEMICOLON.match(value):
        return _unescaped(value, _LINE_END_OR_COMMA)
    return readable(value, old=old)


def readable(value: str, *, old: bool = False) -> str:
    """Undo backslash escapes: one before n is a line end, one before a sign is taken off.

    Of the backslashes in 2.1, only those before a sign that writers do escape are taken off.
    """
    return _unescaped(value, _OLD_ESCAPE if old else _ESCAPE)


def _unescaped(value: str, pattern: re.Pattern[str]) -> str:
    value = pattern.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return value.replace("\r\n", "\n").replace("\r", "\n")


def listed(value: str, *, old: bool) -> str:
    """Return a name part that may be a list (RFC 6350 §6.2.2) as it is read aloud.

    A comma with a blank after it was meant as a comma, by writers who do not escape.
    """
    if old:
        return readable(value, old=True).strip()
    parts = [readable(part) for part in split(value, ",")]
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        joined += f",{part}" if part.startswith(" ") else f" {part}"
    return " ".join(joined.split())


def name_parts(line: CardLine, page: Page, *, old: bool) -> list[str]:
    """Return family, given, additional names, prefixes and suffixes, all five."""
    if line.one("ENCODING") == "QUOTED-PRINTABLE":
        parts = components(line, page, old=old)
    else:
        parts = [listed(part, old=old) for part in split(text(line, page), ";")]
    return [" ".join(part.split()) for part in [*parts, "", "", "", "", ""][:5]]


def phone(value: str) -> str:
    """Return a number as it is read: a `tel:` URI (RFC 3966) loses its wrapping."""
    value = value.strip()
    if value[:4].lower() != "tel:":
        return value
    number, _, rest = unquote(value[4:]).partition(";")
    extension = re.search(r"(?:^|;)ext=([^;]*)", rest)
    return f"{number} ext. {extension[1]}".strip() if extension else number.strip()


def email(value: str) -> str:
    """Return an address without `mailto:` or the angle brackets around it."""
    value = value.strip()
    if value[:7].lower() == "mailto:":
        value = unquote(value[7:].partition("?")[0])
    bracketed = re.fullmatch(r"[^<>]*<\s*([^<>\s]+@[^<>\s]+)\s*>", value)
    return bracketed[1] if bracketed else value


def birthday(value: str, *, omitted_year: str = "") -> str:
    """Return a date as ISO 8601, `--MM-DD` without its year; other words as they stand."""
    value = value.strip()
    if _NO_DATE.fullmatch(value):
        return ""
    if full := _DATE.fullmatch(value) or _LOOSE_DATE.fullmatch(value):
        year, month, day = full[1], full[2].zfill(2), full[3].zfill(2)
        omitted = year in (omitted_year, "0000")
        if _is_date(4 if omitted else int(year), int(month), int(day)):
            return f"--{month}-{day}" if omitted else f"{year}-{month}-{day}"
    if short := _DAY_ONLY.fullmatch(value):
        return f"--{short[1]}-{short[2]}"
    return value


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def picture(line: CardLine, page: Page) -> tuple[bytes, str]:
    """Return a picture's bytes, or the link that stands for it (never fetched).

    Raises:
        ValueError: the bytes cannot be made out.

    """
    based = line.one("ENCODING") in ("B", "BASE64")
    if based and b":" not in line.value[:20]:
        return unbased(line.value), ""
    value = text(line, page).strip()
    if value[:5].lower() == "data:":
        return _from_data_uri(value), ""
    if not value or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.", value):
        return b"", "".join(readable(value).split("\n"))
    if line.one("VALUE") in ("URI", "URL", "CONTENT-ID", "CID"):
        return b"", "".join(readable(value).split("\n"))
    return unbased(line.value), ""


def _from_data_uri(value: str) -> bytes:
    found = _DATA_URI.fullmatch(value.replace("\\,", ",").replace("\\;", ";"))
    if found is None:
        raise ValueError(value[:40])
    if found[1].lower().replace(" ", "").endswith(";base64"):
        return unbased(unquote_to_bytes(found[2]))
    return unquote_to_bytes(found[2])


def unbased(value: bytes) -> bytes:
    """Decode base64 that may be folded (by escapes too), lack its padding, or be cut in mid-byte.

    The letters for URLs (RFC 4648 §5) will do as well.

    Raises:
        ValueError: it holds other characters.

    """
    compact = b"".join(value.replace(b"\\n", b"").split()).rstrip(b"=").translate(_FROM_URLS)
    if len(compact) % 4 == 1:
        compact = compact[:-1]
    try:
        return base64.b64decode(compact + b"=" * (-len(compact) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
