"""Newcomers of a list put between their neighbours, in the list and in the search index.

All newcomers of a kind are placed by two questions to the table, however many they are. Only
where a gap is full are neighbours moved, one gap after the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec import Struct

from desk_app.domain.records import State
from desk_app.store import indexing
from desk_app.store.connecting import Driver
from desk_app.store.lines import Line
from desk_app.store.places import between, span
from desk_app.store.shapes import to_json

COLUMNS = "place, id, kind, archived, state, title, detail, cells, key, words"
INSERT_ENTRY = f"INSERT INTO entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  # constants


class Entry(Struct, frozen=True, gc=False):
    """A row of the list as it stands in the table."""

    place: int
    id: bytes
    kind: int
    archived: int
    state: State
    said: Line

    def values(self, place: int) -> tuple[Any, ...]:
        """Return the row's values in the order of the columns, at `place`."""
        said = self.said
        return (
            place,
            self.id,
            self.kind,
            self.archived,
            self.state,
            said.title,
            said.detail,
            said.cells,
            said.key,
            said.words,
        )


class Gap(Struct, frozen=True):
    """Newcomers that all belong behind the place `before` (None: first), in their order."""

    before: int | None
    newcomers: Sequence[Entry]


def insert(raw: Driver, number: int, newcomers: Iterable[Entry]) -> None:
    """Give newcomers of one kind their places and write them."""
    some = sorted(newcomers, key=lambda entry: (entry.said.key, entry.id))
    gaps = list(_gaps(some, _before(raw, number, [entry.said.key for entry in some])))
    placed: list[tuple[int, Entry]] = []
    tight: list[Gap] = []
    for gap, after in zip(gaps, _after(raw, number, [gap.before for gap in gaps]), strict=True):
        places = between(number, gap.before, after, len(gap.newcomers))
        if places is None:
            tight.append(gap)
        else:
            placed += zip(places, gap.newcomers, strict=True)
    _write(raw, placed)
    for gap in tight:
        _squeeze_in(raw, number, gap.newcomers)


def _gaps(newcomers: Sequence[Entry], before: Sequence[int | None]) -> Iterator[Gap]:
    """Part sorted newcomers by the gap they belong into."""
    pairs = zip(before, newcomers, strict=True)
    for place, group in groupby(pairs, key=itemgetter(0)):
        yield Gap(place, [entry for _, entry in group])


def _write(raw: Driver, placed: Sequence[tuple[int, Entry]]) -> None:
    """Write entries at their places; the index is quickest where these ascend."""
    raw.executemany(INSERT_ENTRY, [entry.values(place) for place, entry in placed])
    indexing.add(raw, [(place, entry.said.words) for place, entry in placed])


def _squeeze_in(raw: Driver, number: int, newcomers: Sequence[Entry]) -> None:
    """Place newcomers where there is no room between two, whose neighbours move for it."""
    # Making room for the gap before this one may have moved the neighbour found at first.
    before = _before(raw, number, [newcomers[0].said.key])[0]
    after = _after(raw, number, [before])[0]
    places = between(number, before, after, len(newcomers))
    if places is None:
        places = _make_room(raw, number, before, len(newcomers))
    _write(raw, list(zip(places, newcomers, strict=True)))


def _before(raw: Driver, number: int, keys: Sequence[str]) -> list[int | None]:
    """Return for each sort key the last place that stands before a newcomer with it."""
    found = raw.execute(
        "SELECT (SELECT place FROM entry WHERE kind = ? AND key <= value"
        " ORDER BY key DESC, place DESC LIMIT 1) FROM json_each(?)",
        (number, to_json(keys)),
    )
    return [place for (place,) in found]


def _after(raw: Driver, number: int, places: Sequence[int | None]) -> list[int | None]:
    """Return for each place the next one of the kind that is taken."""
    low, high = span(number)
    asked = [low - 1 if place is None else place for place in places]
    found = raw.execute(
        "SELECT (SELECT place FROM entry WHERE place > value AND place <= ?"
        " ORDER BY place LIMIT 1) FROM json_each(?)",
        (high, to_json(asked)),
    )
    return [place for (place,) in found]


def _make_room(raw: Driver, number: int, before: int | None, count: int) -> list[int]:
    """Spread a growing stretch of neighbours evenly until `count` more fit among them.

    Raises:
        RuntimeError: a kind has more records than places, which no desk will see.
    """
    low, high = span(number)
    at = low if before is None else before
    width = 16
    while True:
        upto = _places(raw, "place <= ? AND place >= ? ORDER BY place DESC", at, low, width)[::-1]
        then = _places(raw, "place > ? AND place <= ? ORDER BY place", at, high, width)
        first = upto[0] if len(upto) == width else low - 1
        last = then[-1] if len(then) == width else high + 1
        inside = [p for p in (*upto, *then) if first < p < last]
        slots = between(number, first, last, len(inside) + count)
        if slots is not None and (last - first) // len(slots) > width:
            moved = sum(p <= at for p in inside) if before is not None else 0
            _move(raw, inside, slots[:moved] + slots[moved + count :])
            return slots[moved : moved + count]
        if first < low and last > high:
            raise RuntimeError(f"no places left for kind {number}")
        width *= 4


def _places(raw: Driver, where: str, at: int, end: int, count: int) -> list[int]:
    found = raw.execute(f"SELECT place FROM entry WHERE {where} LIMIT ?", (at, end, count))  # noqa: S608  # a constant
    return [int(place) for (place,) in found]


def _move(raw: Driver, places: list[int], to: list[int]) -> None:
    """Move entries to other places, their order staying as it is."""
    moved = dict(zip(places, to, strict=True))
    if not moved:
        return
    held = raw.execute(
        f"SELECT {COLUMNS} FROM entry WHERE place BETWEEN ? AND ?",  # noqa: S608  # constants
        (places[0], places[-1]),
    ).fetchall()
    words = [(row[0], row[-1]) for row in held]
    indexing.remove(raw, words)
    raw.executemany("DELETE FROM entry WHERE place = ?", [(place,) for place in places])
    raw.executemany(INSERT_ENTRY, [(moved[row[0]], *row[1:]) for row in held])
    indexing.add(raw, [(moved[place], text) for place, text in words])
