"""The words that records are found by, with how they sound: what a word of a query may mean.

The table `heard` keeps every word once, whatever the number of records that have it, beside the
consonants it is heard by (`desk_app.domain.sounds.frame`). A query's word is looked up here
first; the index of fragments is then asked for the words that sound alike or are a slip of the
finger away. Words leave the table with the last record that has them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from desk_app.domain.words import spoken
from desk_app.store.connecting import Driver
from desk_app.store.indexing import fragment
from desk_app.store.shapes import to_json

SOUNDING = 0.87
"""How alike two words sound that count as one."""

_COMPARED = 36
"""How many words of each script are compared with a word of a query, which takes time."""
_MEANT = 16
"""How many words a word of a query may mean besides itself, the closest first."""

_BEGUN = 4
"""From so many letters on, a word that is being typed finds what begins to sound like it."""

_ONE_SLIP, _TWO_SLIPS = 5, 8
"""From so many letters on, a word may have one slip of the finger, or two."""

_STRETCH = 20_000


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the spoken words of entries' words."""
    return {piece for word in set(" ".join(texts).split()) for piece in spoken(word)}


def learn(raw: Driver, words: Iterable[str]) -> None:
    """Take in words; those known already stay as they are."""
    from desk_app.domain.sounds import frame  # loads what no list needs

    unknown = raw.execute(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT word FROM heard)",
        (to_json(list(words)),),
    ).fetchall()
    raw.executemany(
        "INSERT INTO heard (word, frame) VALUES (?, ?)",
        ((word, frame(word)) for (word,) in unknown),
    )


def forget(raw: Driver, words: Iterable[str]) -> None:
    """Drop the words that no indexed record has any more."""
    raw.executemany(
        "DELETE FROM heard WHERE word = ? "
        "AND NOT EXISTS (SELECT 1 FROM found WHERE found MATCH ?)",
        ((word, fragment(word)) for word in words),
    )


def rebuild(raw: Driver) -> None:
    """Make the table anew from the entries."""
    raw.execute("DELETE FROM heard")
    for texts in _all_words(raw):
        learn(raw, words_of(texts))


def lacking(raw: Driver) -> bool:
    """Tell whether a word of some entry is not known, or not by how it sounds."""
    from desk_app.domain.sounds import frame

    known = dict(raw.execute("SELECT word, frame FROM heard"))
    if any(frame(word) != heard for word, heard in known.items()):
        return True
    return any(not known.keys() >= words_of(texts) for texts in _all_words(raw))


def _all_words(raw: Driver) -> Iterator[list[str]]:
    lines = raw.execute("SELECT words FROM entry")
    while some := lines.fetchmany(_STRETCH):
        yield [words for (words,) in some]


class Vocabulary:
    """What words may mean, by the vocabulary of one connection."""

    def __init__(self, raw: Driver) -> None:
        self._raw = raw
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._read = 0

    def sounding(self, word: str, *, begun: bool) -> list[str]:
        """Return the words here that sound like `word`, in either script, the closest first.

        `begun`: more letters may be on their way, so that words count which begin like it.
        """
        from desk_app.domain.sounds import alike, begins, frame
        from desk_app.domain.spellings import spellings

        heard = frame(word)
        found = dict.fromkeys(self._known(spellings(word)), 1.0)
        if heard:
            for other in self._framed(heard, heard, word, _COMPARED):
                found.setdefault(other, alike(word, other))
        if begun and len(heard) > 1 and len(word) >= _BEGUN:
            for other in self._framed(heard + "\x01", heard + "\x7f", word, _COMPARED // 3):
                found.setdefault(other, begins(word, other))
        close = sorted((-likeness, other) for other, likeness in found.items())
        return _new(word, (other for likeness, other in close if -likeness >= SOUNDING))

    def mistyped(self, word: str) -> list[str]:
        """Return the words here that are a slip of the finger from `word`, or two in long ones.

        A slip is a letter too many, too few, wrong, or two in the wrong order (optimal string
        alignment).
        """
        slips = (len(word) >= _ONE_SLIP) + (len(word) >= _TWO_SLIPS)
        if not slips:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        self._catch_up()
        found: list[tuple[float, str]] = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            some = self._by_length.get(length, [])
            close = process.extract(word, some, scorer=OSA.distance, score_cutoff=slips, limit=40)
            found += [(distance, other) for other, distance, _ in close]
        return _new(word, (other for _, other in sorted(found)))

    def _known(self, words: Iterable[str]) -> list[str]:
        """Return those of `words` that are here, or that a word here begins with."""
        found = self._raw.execute(
            "SELECT value FROM json_each(?) WHERE value IN (SELECT word FROM heard)"
            " OR (length(value) >= ? AND EXISTS (SELECT 1 FROM heard"
            " WHERE word > value AND word < value || char(1114111)))",
            (to_json(list(words)), _BEGUN),
        )
        return [word for (word,) in found]

    def _framed(self, low: str, high: str, word: str, most: int) -> list[str]:
        """Return words by what is heard: of each script so many, those that look like `word`."""
        found: list[str] = []
        for script in ("word < '\x7f'", "word > '\x7f'"):
            words = self._raw.execute(
                f"SELECT word FROM heard WHERE frame BETWEEN ? AND ? AND {script} "  # noqa: S608  # constants
                "ORDER BY substr(word, 1, 2) <> ?, abs(length(word) - ?) LIMIT ?",
                (low, high, word[:2], len(word), most),
            )
            found += [one for (one,) in words]
        return found

    def _catch_up(self) -> None:
        """Read the words that came since; one that left finds nothing, so it may stay."""
        fresh = self._raw.execute(
            "SELECT number, word FROM heard WHERE number > ? ORDER BY number", (self._read,)
        )
        for number, word in fresh:
            self._by_length[len(word)].append(word)
            self._read = number


def _new(word: str, others: Iterable[str]) -> list[str]:
    """Return what is found by more than `word` itself, and not by another one already."""
    kept: list[str] = []
    for other in others:
        if word not in other and not any(other.startswith(one) for one in kept):
            kept.append(other)
            if len(kept) == _MEANT:
                break
    return kept
