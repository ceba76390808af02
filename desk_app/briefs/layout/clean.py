"""What records and officers typed, made safe to set: still data, never markup.

Nothing printable is taken away. Control characters, halves of surrogate pairs, noncharacters and
marks that turn the direction of writing have no shape on paper and could hide what a text says.
"""

import re

from desk_app.briefs.content import Span

LONGEST = 60_000
"""Characters of one span beyond which the rest is left out, and the cut said in its place."""

_UNSETTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufe00-\ufe0f"
    "\U000e0000-\U000e01ef"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[!-~]{1,2000}", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` without what cannot be set; line ends of every kind become a line feed."""
    if text.isascii() and text.isprintable():
        return text if len(text) <= LONGEST else _capped(text)
    return _capped(_UNSETTABLE.sub("", _BREAKS.sub("\n", text)))


def _capped(text: str) -> str:
    left_out = len(text) - LONGEST
    return text if left_out <= 0 else f"{text[:LONGEST]} […+{left_out}]"


def one_line(text: str) -> str:
    """`text` cleaned, its white space run together: for headings, bookmarks and metadata."""
    return " ".join(clean(text).split())


def link_of(span: Span) -> str | None:
    """The link of `span` when its scheme is one a reader may safely follow, else None."""
    return span.link if span.link and _LINK.fullmatch(span.link) else None
