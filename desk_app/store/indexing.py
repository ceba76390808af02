"""Search: a full-text index whose rowids are places in the display order.

Because rows come out of the index in rowid order, the first page of a search needs no sort. It
holds trigrams of every record's words, so that a fragment of three letters or more, of a name or
of a phone number, is found. Each word is led by two spaces: the trigram of a space and two
letters then stands for every word that begins with these two, and that of two spaces and one
letter for every word that begins with it, so that one index serves words of any length.
"""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from desk_app.domain.words import search_words
from desk_app.store.connecting import Driver

TABLES = (
    "CREATE VIRTUAL TABLE found USING fts5 "
    "(words, content='entry', content_rowid='place', tokenize='trigram case_sensitive 1')",
    # Deleted words must leave the index's own pages, not only be marked as gone.
    "INSERT INTO found (found, rank) VALUES ('secure-delete', 1)",
)

WORDS_LIMIT = 12
"""How many words of a query count."""

_LEAD = "  "
_SHORTEST = 3

TABLES_JOINED = "found JOIN entry e ON e.place = found.rowid"


class Match(Struct, frozen=True):
    """The part of a query that finds entries: a condition on `found`, and its values."""

    where: str
    values: tuple[Any, ...]


def match(text: str) -> Match | None:
    """Return what finds the words of `text`, or None where there is nothing to find."""
    words = search_words(text)[:WORDS_LIMIT]
    if not words:
        return None
    return Match("found MATCH ?", (" ".join(_phrase(word) for word in words),))


def _phrase(word: str) -> str:
    """Quote a word: anywhere when it is long enough, else only where a word begins."""
    sought = word if len(word) >= _SHORTEST else (_LEAD + word)[-_SHORTEST:]
    return '"' + sought.replace('"', '""') + '"'


def index_words(texts: Iterable[str]) -> str:
    """Return the folded words of `texts`, each once, each led by two spaces."""
    found = dict.fromkeys(search_words("\n".join(texts)))
    return "".join(_LEAD + word for word in found)


def add(raw: Driver, entries: Iterable[tuple[int, str]]) -> None:
    """Index entries: their places and words."""
    raw.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", entries)


def remove(raw: Driver, entries: Iterable[tuple[int, str]]) -> None:
    """Take entries out; `words` must be those they were indexed with."""
    raw.executemany("INSERT INTO found (found, rowid, words) VALUES ('delete', ?, ?)", entries)


def rebuild(raw: Driver) -> None:
    """Make the index anew from the entries."""
    raw.execute("INSERT INTO found (found) VALUES ('rebuild')")
