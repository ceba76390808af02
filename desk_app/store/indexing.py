"""Search: two full-text indexes whose rowids are places in the display order.

Because rows come out of an index in rowid order, the first page of a search needs no sort.
`found` holds trigrams of every record's words, so that a fragment of three letters or more, of a
name or of a phone number, is found. `short` holds the first letter and the first two letters of
every word as tokens of their own, for words that a trigram cannot find; tokens are written in
hexadecimal, so that no tokenizer's idea of a letter decides what is found.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from msgspec import Struct

from desk_app.domain.words import search_words
from desk_app.store.connecting import Driver

TABLES = (
    "CREATE VIRTUAL TABLE found USING fts5 "
    "(words, content='entry', content_rowid='place', tokenize='trigram case_sensitive 1')",
    "CREATE VIRTUAL TABLE short USING fts5 "
    "(words, content='', detail=none, columnsize=0, tokenize='ascii')",
    # Deleted words must leave the index's own pages, not only be marked as gone.
    "INSERT INTO found (found, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO short (short, rank) VALUES ('secure-delete', 1)",
)

WORDS_LIMIT = 12
"""How many words of a query count."""

_SHORTEST = 3


class Match(Struct, frozen=True):
    """The part of a query that finds entries `e`: joined tables, conditions, their values.

    `besides`: some conditions look at the entry, not at the index alone.
    """

    index: str
    where: str
    values: tuple[Any, ...]
    besides: bool = False

    @property
    def tables(self) -> str:
        """The index joined with the entries."""
        return f"{self.index} JOIN entry e ON e.place = {self.index}.rowid"

    @property
    def place(self) -> str:
        """The place's name in the index."""
        return f"{self.index}.rowid"


def match(text: str) -> Match | None:
    """Return what finds the words of `text`, or None where there is nothing to find."""
    words = search_words(text)[:WORDS_LIMIT]
    if not words:
        return None
    long = [word for word in words if len(word) >= _SHORTEST]
    few = [word for word in words if len(word) < _SHORTEST]
    if not long:
        return Match("short", "short MATCH ?", (" ".join(f'"{_token(word)}"' for word in few),))
    phrases = " ".join('"' + word.replace('"', '""') + '"' for word in long)
    besides = "".join(" AND instr(e.words, ?) > 0" for _ in few)
    starts = (f" {word}" for word in few)
    return Match("found", "found MATCH ?" + besides, (phrases, *starts), bool(few))


def tokens(words: str) -> str:
    """Return the tokens of `short` for an entry's words."""
    parts = words.split()
    return " ".join({_token(word[:length]) for word in parts for length in (1, 2)})


@lru_cache(maxsize=4096)
def _token(start: str) -> str:
    return start.encode("utf-8", "replace").hex()


def add(raw: Driver, entries: Iterable[tuple[int, str]]) -> None:
    """Index entries: their places and words."""
    some = list(entries)
    raw.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", some)
    raw.executemany(
        "INSERT INTO short (rowid, words) VALUES (?, ?)",
        [(place, tokens(words)) for place, words in some],
    )


def remove(raw: Driver, entries: Iterable[tuple[int, str]]) -> None:
    """Take entries out; `words` must be those they were indexed with."""
    some = list(entries)
    raw.executemany("INSERT INTO found (found, rowid, words) VALUES ('delete', ?, ?)", some)
    raw.executemany(
        "INSERT INTO short (short, rowid, words) VALUES ('delete', ?, ?)",
        [(place, tokens(words)) for place, words in some],
    )


def rebuild(raw: Driver) -> None:
    """Make both indexes anew from the entries."""
    raw.execute("INSERT INTO found (found) VALUES ('rebuild')")
    raw.execute("INSERT INTO short (short) VALUES ('delete-all')")
    last = -1
    while some := raw.execute(_NEXT, (last,)).fetchall():
        raw.executemany(
            "INSERT INTO short (rowid, words) VALUES (?, ?)",
            [(place, tokens(words)) for place, words in some],
        )
        last = some[-1][0]


_NEXT = "SELECT place, words FROM entry WHERE place > ? ORDER BY place LIMIT 10000"
