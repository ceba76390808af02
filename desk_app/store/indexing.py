"""Search: a full-text index whose rowids are places in the display order.

Because rows come out of the index in rowid order, the first page of a search needs no sort. It
holds trigrams of every record's words, so that a fragment of three letters or more, of a name or
of a phone number, is found. Each word is led by two spaces: the trigram of a space and two
letters then stands for every word that begins with these two, and that of two spaces and one
letter for every word that begins with it, so that one index serves words of any length.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

from desk_app.domain.words import dialled, search_words
from desk_app.store.connecting import Driver

TABLES = (
    "CREATE VIRTUAL TABLE found USING fts5 "
    "(words, content='entry', content_rowid='place', tokenize='trigram case_sensitive 1')",
    # Deleted words must leave the index's own pages, not only be marked as gone.
    "INSERT INTO found (found, rank) VALUES ('secure-delete', 1)",
)

TABLES_JOINED = "found JOIN entry e ON e.place = found.rowid"

LEAD = "  "
_SHORTEST = 3
_PHONE = 5
"""From so many digits on, a word with other signs among them is indexed as digits alone too."""


def fragment(word: str) -> str:
    """Return what finds a word: anywhere when it is long enough, else where a word begins."""
    return _quoted(word if len(word) >= _SHORTEST else (LEAD + word)[-_SHORTEST:])


def beginning(word: str) -> str:
    """Return what finds the words that begin with this one."""
    return _quoted(LEAD + word)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def index_words(texts: Iterable[str]) -> str:
    """Return the folded words of `texts`, each once, each led by two spaces."""
    return led(search_words("\n".join(texts)))


def led(words: Iterable[str]) -> str:
    """Return folded words as the index holds them: each once, each led by two spaces."""
    found = dict.fromkeys(words)
    return LEAD + LEAD.join(found) if found else ""


def phone_words(texts: Iterable[str]) -> Iterator[str]:
    """Give numbers that are written in groups as the one word they are dialled as."""
    for text in texts:
        if text.lstrip("+").isdecimal():  # as most are kept: one word already
            continue
        words = search_words(text)
        digits = "".join(dialled(word) for word in words)
        if len(digits) >= _PHONE and (digits,) != words and "+" + digits != text:
            yield digits


def add(raw: Driver, entries: Iterable[tuple[int, str]]) -> None:
    """Index entries: their places and words."""
    raw.executemany("INSERT INTO found (rowid, words) VALUES (?, ?)", entries)


def remove(raw: Driver, entries: Iterable[tuple[int, str]]) -> None:
    """Take entries out; `words` must be those they were indexed with."""
    raw.executemany("INSERT INTO found (found, rowid, words) VALUES ('delete', ?, ?)", entries)


def rebuild(raw: Driver) -> None:
    """Make the index anew from the entries."""
    raw.execute("INSERT INTO found (found) VALUES ('rebuild')")


def refold(raw: Driver) -> None:
    """Fold the words of every entry as this program folds them; an older one may have not."""
    changed: list[tuple[int, str, str]] = []
    for place, words in raw.execute("SELECT place, words FROM entry"):
        folded = index_words([words])
        if folded != words:
            changed.append((place, words, folded))
    remove(raw, [(place, words) for place, words, _ in changed])
    raw.executemany(
        "UPDATE entry SET words = ? WHERE place = ?", [(f, place) for place, _, f in changed]
    )
    add(raw, [(place, folded) for place, _, folded in changed])


@contextmanager
def quick_words(raw: Driver) -> Generator[None]:
    """Let words that go be marked as gone at first, within one transaction.

    Taking each out of the index's pages takes milliseconds; whoever takes thousands out calls
    `merge_words` at the end, which takes them all out at once.
    """
    raw.execute("INSERT INTO found (found, rank) VALUES ('secure-delete', 0)")
    try:
        yield
    finally:
        raw.execute("INSERT INTO found (found, rank) VALUES ('secure-delete', 1)")


def merge_words(raw: Driver) -> None:
    """Write the index anew without the words that were only marked as gone."""
    raw.execute("INSERT INTO found (found) VALUES ('optimize')")
