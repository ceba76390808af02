"""Texts that a spreadsheet would take for formulas, made harmless and got back.

A cell that begins with = + - @, a tab or a carriage return is run by programs that open CSV files
(OWASP, "CSV injection"). An apostrophe before it stops that; our reader takes exactly one such
apostrophe off, so that phone numbers like +880… survive the way out and back.
"""

import re

_RUN = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def defused(text: str) -> str:
    """Return `text` as it may stand in a CSV file."""
    return f"'{text}" if _RUN.match(text) else text


def restored(text: str) -> str:
    """Return the text that `defused` was given."""
    return text[1:] if text[:1] == "'" and _RUN.match(text) else text
