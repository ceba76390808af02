"""The lines of a vCard file: unfolded, named, with their parameters, still undecoded.

Works on bytes, because in vCard 2.1 each line may have a character set of its own. Every kind of
line end is taken (CR LF, LF, CR, and the CR CR LF of some phones). Sources: vCard 2.1 (versit,
1996) §2.1, RFC 2425 §5.8, RFC 6350 §3; the order of rules was settled on real files.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from desk_app.exchange import charsets

_END = re.compile(rb"\r?\r?\n|\r(?=[A-Za-z0-9._-]{1,60}[;:])")
_OLD_END = re.compile(rb"\r")
_HEAD = re.compile(rb"\s*(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)\s*(?=[;:])")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+=*\s*")
_INDENT = re.compile(rb"(?i)\s*?^([ \t]+)BEGIN:VCARD", re.MULTILINE)
_AGENT = re.compile(rb"(?i)\s*(?:[\w-]+\.)?AGENT\s*(?:;[^:]*)?:\s*BEGIN:VCARD\s*")
_BARE_BASE64 = re.compile(
    rb"(?i)\s*(?:[\w-]+\.)?(?:photo|logo|sound|key)(?:;[^:]*)?:[A-Za-z0-9+/]{40,}=*\s*"
)
_QUOTED = re.compile(rb"(?i);\s*(?:encoding\s*=\s*)?\"?quoted-printable")
_SILENTLY_QUOTED = re.compile(
    rb"(?i)\s*(?:[\w-]+\.)?(?:FN|N|NICKNAME|ORG|TITLE|ROLE|ADR|LABEL|NOTE);[^:]*CHARSET=[^:]*:"
    rb"(?=[^:=]*(?:=[89A-F][0-9A-F]){2})(?:[^=\x80-\xff]|=[0-9A-F]{2})*=?[ \t]*"
)
_ENCODED = re.compile(rb"(?i);\s*encoding\s*=|;\s*(?:base64|b|8bit|7bit)\s*[;:]")
_BORDER = re.compile(rb"(?i)\s*(?:BEGIN|END)\s*:\s*VCARD\s*")
_GLUED = re.compile(rb"(?i)(END:VCARD)[ \t]*(?:\xef\xbb\xbf)?(?=BEGIN:VCARD)")
_MARK_WITHIN = re.compile(rb"([\r\n])\xef\xbb\xbf")
_BASE64 = re.compile(rb"(?i);\s*(?:encoding\s*=\s*)?\"?(?:base64|b)\"?\s*(?=[;:])")
_PIECES = re.compile(r';((?:"[^"]*"|[^;"]|")*)')
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CARETS = re.compile(r"\^[n'^]")
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}

ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"}
_VALUES = {"INLINE", "URL", "URI", "CID", "CONTENT-ID"}
_BARE_CHARSET = re.compile(
    r"(?i)utf-?(?:8|16)|us-ascii|(?:iso|windows|euc|koi8|shift|gb|big)[\w-]*\d[\w-]*|shift_jis|gbk"
)
_AGAIN = re.compile(r"(?i),\s*TYPE\s*=")
_BARE_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")


class CardLine(Struct, frozen=True, gc=False):
    """One property: `value` in the file's bytes; `name` and parameter names in capitals.

    `name` is empty for a line that is no property. Parameters without a name, as 2.1 allows,
    are called TYPE or ENCODING.
    """

    number: int
    group: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: bytes

    def all(self, parameter: str) -> list[str]:
        """Return the values of `parameter`, lists split."""
        found = [value for name, value in self.parameters if name == parameter]
        if not found:
            return found
        return [part.strip() for value in found for part in value.split(",") if part.strip()]

    def one(self, parameter: str) -> str:
        """Return the first value of `parameter` in capitals, or an empty text."""
        return next(iter(self.all(parameter)), "").upper()


def narrow(data: bytes) -> bytes:
    """Return UTF-16 and UTF-32 as UTF-8, and any mark taken off; other bytes stay."""
    encoding = charsets.marked(data) or charsets.wide(data)
    if encoding in ("", "utf-8-sig"):
        return _parted(data.removeprefix(b"\xef\xbb\xbf"))
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    return _parted(text.encode("utf-8", errors="replace"))


def _parted(data: bytes) -> bytes:
    """Part files that were put together: their marks go, and an end stands on its own line.

    Cards that are indented throughout lose their indent.
    """
    end = b"\n" if b"\n" in data else b"\r"
    if indent := _INDENT.match(data):
        data = re.sub(rb"(?m)^" + indent[1], b"", data)
    return _MARK_WITHIN.sub(rb"\1", _GLUED.sub(rb"\1" + end, data))


def card_lines(data: bytes) -> Iterator[CardLine]:
    """Split `data` (see `narrow`) into properties; blank lines fall away."""
    for number, pieces in _joined(data):
        line = _within(pieces) if _AGENT.fullmatch(pieces[0]) else b"".join(pieces)
        if line.strip():
            yield parsed(line, number)


def escaped(value: bytes) -> bytes:
    """Return lines as one value: what separates values escaped, line ends too."""
    for sign in (b"\\", b",", b";"):
        value = value.replace(sign, b"\\" + sign)
    return value.replace(b"\n", b"\\n")


def _within(pieces: list[bytes]) -> bytes:
    """Return a card within a card, which its writer folded line by line, as one value."""
    lines = b"\n".join([*pieces[1:], b""]).replace(b"\n ", b"") if len(pieces) > 1 else b""
    return pieces[0].rstrip() + escaped(b"\n" * bool(lines) + lines)


def _physical(data: bytes) -> Iterator[tuple[int, bytes]]:
    start = number = 0
    # A lone CR is text where the file ends its lines with LF, unless a property follows.
    ends = (_END if b"\n" in data else _OLD_END).finditer(data)
    for number, end in enumerate(ends, 1):
        yield number, data[start : end.start()]
        start = end.end()
    if start < len(data):
        yield number + 1, data[start:]


def _joined(data: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Put folded, soft-broken and unfolded base64 lines together; a list of pieces each."""
    current: list[bytes] = []
    first = 0
    mode = ""
    for number, line in _physical(data):
        if mode == "quoted" and current and _goes_on(current[-1], line):
            # A soft break wins over folding: a blank that follows belongs to the text.
            current[-1] = current[-1].rstrip(b" \t")[:-1]
            current.append(line)
        elif current and line[:1] in (b" ", b"\t") and _folds(current, line, mode):
            current.append(line[1:])
            mode = mode or _mode(current)
        elif mode == "base64" and _BASE64_LINE.fullmatch(line):
            current.append(line)
        else:
            if current:
                yield first, current
            current, first, mode = [line], number, _mode([line])
    if current:
        yield first, current


def _folds(current: list[bytes], line: bytes, mode: str) -> bool:
    """Tell whether an indented line goes on with the one before; nothing goes on with BEGIN."""
    if len(current) == 1 and _BORDER.fullmatch(current[0]):
        return False
    return mode != "base64" or bool(line.strip())


def _goes_on(line: bytes, following: bytes) -> bool:
    """Tell whether a quoted-printable line ends softly; the end of a card is no text of it."""
    return line.rstrip(b" \t").endswith(b"=") and not _BORDER.fullmatch(following)


def _mode(pieces: list[bytes]) -> str:
    line = b"".join(pieces)[:2000] if len(pieces) < 3 else b""
    head = line.partition(b":")[0] + b":"
    if _QUOTED.search(head) or _silently_quoted(line, len(head)):
        return "quoted"
    if _BASE64.search(head) or (len(line) > 40 and _BARE_BASE64.fullmatch(line)):
        return "base64"
    return ""


def _silently_quoted(line: bytes, value: int) -> bool:
    """Tell whether a text is quoted-printable without a word of it, as some phones write.

    Its value begins at the byte `value`.
    """
    return (
        line.find(b"=", value) >= 0
        and not _ENCODED.search(line, 0, value)
        and _SILENTLY_QUOTED.fullmatch(line) is not None
    )


def parsed(line: bytes, number: int) -> CardLine:
    """Read one whole property; without a name when it is none."""
    head = _HEAD.match(line)
    if head is None:
        return CardLine(number, "", "", (), line)
    colon = _colon(line, head.end())
    if colon < 0:
        return CardLine(number, "", "", (), line)
    group = (head[1] or b"").decode("ascii")
    name = head[2].decode("ascii").upper()
    parameters = tuple(_parameters(_text(line[head.end() : colon])))
    if _silently_quoted(line, colon + 1):
        parameters = (*parameters, ("ENCODING", "QUOTED-PRINTABLE"))
    return CardLine(number, group, name, parameters, line[colon + 1 :])


def _colon(line: bytes, start: int) -> int:
    """Find the colon that ends the head: the first one outside quotes, or else the first."""
    quoted = False
    for place in range(start, min(len(line), start + 20_000)):
        byte = line[place]
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return place
    return line.find(b":", start)


def _text(head: bytes) -> str:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    return without_controls(text.replace("\r", ""))


def without_controls(text: str) -> str:
    """Take out signs that no line of a card may hold."""
    return _CONTROLS.sub("", text)


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    for piece in _PIECES.findall(text):
        name, equals, value = piece.partition("=")
        if equals:
            yield name.strip().upper(), _unquoted(value)
        elif bare := name.strip().strip('"'):
            yield _meant(bare), bare


def _meant(bare: str) -> str:
    """Name the parameter that a word without a name stands for, as vCard 2.1 allows."""
    if bare.upper() in ENCODINGS:
        return "ENCODING"
    if bare.upper() in _VALUES:
        return "VALUE"
    if _BARE_CHARSET.fullmatch(bare):
        return "CHARSET"
    return "LANGUAGE" if _BARE_LANGUAGE.fullmatch(bare) else "TYPE"


def _unquoted(value: str) -> str:
    """Take quotes off and undo the circumflex escapes of RFC 6868."""
    value = value.strip().replace('"', "")
    if "," in value:
        value = _AGAIN.sub(",", value)
    return _CARETS.sub(lambda found: _CARET[found[0]], value) if "^" in value else value
