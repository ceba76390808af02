"""What a query asks the search index, in stages: as it is typed, as it sounds, with slips.

Each stage finds what the one before finds, and more: a list shows the first, then what each
further one adds. All stages are conditions on the one index, in its own language of queries.
"""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from desk_app.domain.words import dialled, search_words, spoken
from desk_app.store.connecting import Driver
from desk_app.store.indexing import beginning, fragment
from desk_app.store.vocabulary import Vocabulary

WORDS_LIMIT = 12
"""How many words of a query count."""

_PHONE = 4
"""From so many digits on, a number is sought as a phone is dialled."""
_TAIL = 6
"""So many last digits are sought in the index; rows then tell whether the others are there.

The index walks through every row that has one of a number's triples, and all numbers of a
country begin with the same ones.
"""
_ABROAD, _AT_HOME = 11, 9
"""A number of so many digits may be kept without its country: its last ones then decide."""


class Stage(Struct, frozen=True):
    """What a stage finds (`whole`), and what it adds to the stages before it (`fresh`).

    Of each of `numbers`, one alternative must be among the entry's words, in all its parts.
    """

    whole: str
    fresh: str
    numbers: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def certain(self) -> tuple[str, list[str]]:
        """Return the condition on an entry `e` that its numbers make, and its values."""
        sql, values = "", list[str]()
        for alternatives in self.numbers:
            parts = " OR ".join(
                " AND ".join("instr(e.words, ?) > 0" for _ in one) for one in alternatives
            )
            sql += f" AND ({parts})"
            values += [part for one in alternatives for part in one]
        return sql, values


Meant = dict[str, list[str]]
"""By word of the query, the words it may mean besides itself."""


class Seeking:
    """Makes the stages of queries with the vocabulary of one connection."""

    def __init__(self, raw: Driver) -> None:
        self._vocabulary = Vocabulary(raw)

    def stages(self, text: str) -> Iterator[Stage]:
        """Give the stages that may find something; none where there is nothing to find.

        Later stages are made when they are asked for: the first one is all that most need.
        """
        words = search_words(text)[:WORDS_LIMIT]
        if not words:
            return
        numbers = tuple(
            filter(None, (_certain(group) for said, group in _parts(words) if not said))
        )
        so_far = _asked(words, {})
        yield Stage(so_far, so_far, numbers)
        begun = "" if text[-1].isspace() else words[-1]
        pieces = dict.fromkeys(piece for word in words for piece in spoken(word))
        meant = {
            piece: self._vocabulary.sounding(piece, begun=begun.endswith(piece))
            for piece in pieces
        }
        whole = _asked(words, meant)
        if whole != so_far:
            yield Stage(whole, f"({whole}) NOT ({so_far})", numbers)
            so_far = whole
        for piece in pieces:
            slips = self._vocabulary.mistyped(piece)
            meant[piece] += [word for word in slips if word not in meant[piece]]
        whole = _asked(words, meant)
        if whole != so_far:
            yield Stage(whole, f"({whole}) NOT ({so_far})", numbers)


def _parts(words: tuple[str, ...]) -> Iterator[tuple[bool, list[str]]]:
    """Part a query into words (True), and the groups of digits that make one number (False)."""
    for is_number, group in groupby(words, key=lambda word: bool(dialled(word))):
        yield not is_number, list(group)


def _asked(words: tuple[str, ...], meant: Meant) -> str:
    """Ask the index for all words, each or one that it may mean."""
    asked: list[str] = []
    for said, group in _parts(words):
        asked += (
            (one for word in group for one in _word(word, meant)) if said else [_number(group)]
        )
    return " AND ".join(asked)


def _word(word: str, meant: Meant) -> Iterator[str]:
    pieces = list(spoken(word))
    if not any(meant.get(piece) for piece in pieces):
        yield fragment(word)
        return
    for piece in pieces:
        yield _any([fragment(piece), *map(beginning, meant.get(piece, ()))])


def _number(words: list[str]) -> str:
    """Ask for a number in its groups as typed, or in one piece as it is dialled."""
    typed = " AND ".join(map(fragment, words))
    core = _core(words)
    if len(core) < _PHONE:
        return typed
    tail = fragment(core[-_TAIL:])
    return tail if dialled(words[0]) == words[-1].lstrip("+") else _any([f"({typed})", tail])


def _certain(words: list[str]) -> tuple[tuple[str, ...], ...] | None:
    """Return what must be among the words of an entry that has a long number."""
    core = _core(words)
    if len(core) <= _TAIL:
        return None
    at_home = ((core[-_AT_HOME:],),) if len(core) >= _ABROAD else ()
    return ((core,), *at_home, tuple(words))


def _core(words: list[str]) -> str:
    """Join the groups of a number without zeros that are dialled at home or abroad only."""
    digits = "".join(dialled(word) for word in words if word != "0" or len(words) == 1)
    return digits.lstrip("0")


def _any(phrases: list[str]) -> str:
    return phrases[0] if len(phrases) == 1 else "(" + " OR ".join(phrases) + ")"
