"""The lists kept right: after records changed, their lines and those that speak of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import groupby
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk_app.domain.fields import Shape
from desk_app.domain.records import State
from desk_app.domain.registry import KINDS
from desk_app.domain.titles import linked, title
from desk_app.store import indexing, rows, survivors, vocabulary
from desk_app.store.connecting import Driver
from desk_app.store.lines import CARRIED, Carried, Line, carriers, line
from desk_app.store.places import between, span
from desk_app.store.rows import IDS, Kept, ids_parameter, in_chunks
from desk_app.store.states import states_of

_COLUMNS = "place, id, kind, archived, state, title, detail, cells, key, words"
INSERT_ENTRY = f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  # constants
BY_TITLE = {
    name
    for name, kind in KINDS.items()
    if any(kind.fields[field].shape in (Shape.LINK, Shape.LINKS) for field in kind.title)
}
"""Kinds whose own title includes the titles of others."""


class Entry(Struct, frozen=True):
    """A row of the list as it stands in the table."""

    place: int
    id: UUID
    kind: int
    archived: int
    state: State
    said: Line

    def values(self) -> tuple[Any, ...]:
        """Return the row's values in the order of the columns."""
        said = self.said
        return (
            self.place,
            self.id.bytes,
            self.kind,
            self.archived,
            self.state,
            said.title,
            said.detail,
            said.cells,
            said.key,
            said.words,
        )


def refresh(
    raw: Driver,
    changed: Iterable[Kept],
    left: set[UUID],
    today: str,
    moved: Set[UUID] = frozenset(),
) -> None:
    """Bring the lists up to date after the records `changed` were put.

    `left` are records whose lines included one of them before, `moved` those for which another
    record stands than before. Other records' lines that speak of a changed one by its title are
    refreshed as well.
    """
    Refresh(raw, {kept.id: kept for kept in changed}, today).run(left, moved)


def remove(raw: Driver, ids: Iterable[UUID]) -> None:
    """Take records out of the lists and the search index."""
    vocabulary.forget(raw, vocabulary.words_of(_take_out(raw, ids)))


def _take_out(raw: Driver, ids: Iterable[UUID]) -> list[str]:
    """Take records out and return the words they were found by."""
    words: list[str] = []
    for some in in_chunks(ids):
        parameter = (ids_parameter(some),)
        old = raw.execute(
            f"SELECT place, words FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
            parameter,
        ).fetchall()
        indexing.remove(raw, old)
        raw.execute(f"DELETE FROM entry WHERE id IN {IDS}", parameter)  # noqa: S608  # a constant
        words += [text for _, text in old]
    return words


def speaking_of(raw: Driver, ids: Iterable[UUID]) -> set[UUID]:
    """Return the records that point at any of `ids`, or at what was merged into one."""
    found: set[UUID] = set()
    for some in in_chunks(survivors.families(raw, ids)):
        pointing = raw.execute(
            f"SELECT DISTINCT source FROM link WHERE target IN {IDS}",  # noqa: S608  # a constant
            (ids_parameter(some),),
        )
        found |= {UUID(bytes=source) for (source,) in pointing}
    return found


def old_carriers(raw: Driver, ids: Iterable[UUID]) -> set[UUID]:
    """Return the records whose lines include any of `ids` now, before these are changed."""
    found: set[UUID] = set()
    for some in in_chunks(ids):
        pointed = raw.execute(
            f"SELECT kind, field, target FROM link WHERE source IN {IDS}",  # noqa: S608  # a constant
            (ids_parameter(some),),
        )
        found |= {UUID(bytes=t) for kind, field, t in pointed if field in CARRIED[kind]}
    stands = survivors.standing(raw, found)
    return {stands.get(id, id) for id in found}


class Refresh:
    """One refresh: what is known of records, titles and entries while it runs."""

    def __init__(self, raw: Driver, changed: dict[UUID, Kept], today: str) -> None:
        self._raw = raw
        self._kept = dict(changed)
        self._today = today
        self._titles: dict[str, str] = {}
        self._stands: dict[str, str] = {}  # who stands for a merged record that is spoken of
        self._old: dict[UUID, Entry] = {}

    def run(self, left: set[UUID], moved: Set[UUID]) -> None:
        """Refresh the changed records and whatever depends on them."""
        todo = set(self._kept)
        self._load_entries(todo)
        renamed = self._name(todo) | moved
        speaking = speaking_of(self._raw, renamed) - todo
        self._load(speaking)
        self._load_entries(speaking)
        self._name(speaking)
        todo |= speaking | left
        carrying = {
            carrier
            for id in todo & self._kept.keys()
            for carrier in carriers(self._kept[id].kind, self._kept[id].fields)
        }
        stands = survivors.standing(self._raw, carrying)
        todo |= {stands.get(id, id) for id in carrying}
        self._load(todo)
        self._load_entries(todo)
        self._write({id for id in todo if id in self._kept})

    def _load(self, ids: set[UUID]) -> None:
        missing = ids - self._kept.keys()
        if missing:
            self._kept |= rows.fetch(self._raw, missing)

    def _load_entries(self, ids: set[UUID]) -> None:
        for some in in_chunks(ids - self._old.keys()):
            found = self._raw.execute(
                f"SELECT {_COLUMNS} FROM entry WHERE id IN {IDS}",  # noqa: S608  # constants
                (ids_parameter(some),),
            )
            for place, id, kind, archived, state, *said in found:
                key = UUID(bytes=id)
                self._old[key] = Entry(place, key, kind, archived, state, Line(*said))

    def _name(self, ids: Iterable[UUID]) -> set[UUID]:
        """Compose the titles of records, names of people and firms first; return the renamed."""
        kepts = [self._kept[id] for id in ids if id in self._kept]
        first = [kept for kept in kepts if kept.kind not in BY_TITLE]
        then = [kept for kept in kepts if kept.kind in BY_TITLE]
        renamed: set[UUID] = set()
        for wave in (first, then):
            self._know_titles(wave)
            for kept in wave:
                name = title(KINDS[kept.kind], kept.fields, self._title_of)
                old = self._old.get(kept.id)
                if old is None or old.said.title != name:
                    renamed.add(kept.id)
                self._titles[str(kept.id)] = name
        return renamed

    def _know_titles(self, kepts: Iterable[Kept]) -> None:
        """Look up the titles of what records point to."""
        wanted = {
            target
            for kept in kepts
            for _field, target in linked(KINDS[kept.kind], kept.fields)
            if str(target) not in self._titles or str(target) not in self._stands
        }
        stands = survivors.standing(self._raw, wanted)
        self._stands |= {str(id): str(stands.get(id, id)) for id in wanted}
        wanted = {id for id in wanted | set(stands.values()) if str(id) not in self._titles}
        for some in in_chunks(wanted):
            found = self._raw.execute(
                f"SELECT id, title FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            for id, name in found:
                self._titles.setdefault(str(UUID(bytes=id)), name)

    def _title_of(self, id: str) -> str:
        """Name whoever stands for a record, or the record itself where that one is not here."""
        return self._titles.get(self._stands.get(id, id), "") or self._titles.get(id, "")

    def _write(self, ids: set[UUID]) -> None:
        carried = self._carried(ids)
        included = [
            Kept(id, one.kind, 0, self._kept[id].envelope, one.fields)
            for id, ones in carried.items()
            for one in ones
        ]
        self._know_titles([*(self._kept[id] for id in ids), *included])
        self._titles |= skill_names(self._raw)
        stands = states_of(self._raw, {id: self._kept[id] for id in ids})
        fresh = [self._entry(self._kept[id], carried.get(id, []), stands[id]) for id in ids]
        write(self._raw, self._old, fresh)

    def _entry(self, kept: Kept, carried: list[Carried], state: State) -> Entry:
        kind = KINDS[kept.kind]
        said = line(kind, kept.fields, self._title_of, carried, self._today)
        archived = int(kept.envelope.archived is not None)
        return Entry(0, kept.id, kind.number, archived, state, said)

    def _carried(self, ids: set[UUID]) -> dict[UUID, list[Carried]]:
        """Fetch the records that the lines of `ids` include."""
        pairs: list[tuple[UUID, str, str, UUID]] = []
        family = survivors.families(self._raw, ids)
        stands = survivors.standing(self._raw, family)
        for some in in_chunks(family):
            pointing = self._raw.execute(
                f"SELECT source, kind, field, target FROM link WHERE target IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            pairs += [
                (UUID(bytes=source), kind, field, UUID(bytes=target))
                for source, kind, field, target in pointing
                if field in CARRIED[kind]
            ]
        missing: dict[str, set[UUID]] = defaultdict(set)
        for source, kind, _field, _target in pairs:
            if source not in self._kept:
                missing[kind].add(source)
        for kind, some_ids in missing.items():
            self._kept |= {k.id: k for k in rows.fetch_kind(self._raw, kind, some_ids)}
        found: dict[UUID, list[Carried]] = defaultdict(list)
        for source, kind, field, target in sorted(pairs):
            kept = self._kept.get(source)
            if kept is not None and kept.envelope.archived is None:
                found[stands.get(target, target)].append(Carried(kind, field, kept.fields))
        return found


def skill_names(raw: Driver) -> dict[str, str]:
    """Return what people call each skill, in both languages, by its code."""
    found = raw.execute("SELECT code, name, name_bn FROM skill")
    return {code: f"{name} {name_bn}".strip() for code, name, name_bn in found}


def write(raw: Driver, old: Mapping[UUID, Entry], fresh: Iterable[Entry]) -> None:
    """Write the lines of `fresh`; those whose sort key stayed keep their place."""
    new = list(fresh)
    staying = [
        (before, Entry(before.place, e.id, e.kind, e.archived, e.state, e.said))
        for e in new
        if (before := old.get(e.id)) is not None and before.said.key == e.said.key
    ]
    moving = [e for e in new if e.id not in old or old[e.id].said.key != e.said.key]
    _rewrite(raw, staying)
    _take_out(raw, [e.id for e in moving if e.id in old])
    by_kind: dict[int, list[Entry]] = defaultdict(list)
    for entry in moving:
        by_kind[entry.kind].append(entry)
    for number, entries in by_kind.items():
        _insert(raw, number, entries)
    _respell(raw, old, new)


def _respell(raw: Driver, old: Mapping[UUID, Entry], new: list[Entry]) -> None:
    """Keep the vocabulary to the words of the entries as they are now."""
    changed = [e for e in new if e.id not in old or old[e.id].said.words != e.said.words]
    come = vocabulary.words_of(e.said.words for e in changed)
    vocabulary.learn(raw, come)
    gone = vocabulary.words_of(old[e.id].said.words for e in changed if e.id in old) - come
    vocabulary.forget(raw, gone)


def _rewrite(raw: Driver, pairs: list[tuple[Entry, Entry]]) -> None:
    spoken = [(a, b) for a, b in pairs if a.said.words != b.said.words]
    indexing.remove(raw, [(a.place, a.said.words) for a, _ in spoken])
    raw.executemany(
        "UPDATE entry SET archived = ?, state = ?, title = ?, detail = ?, cells = ?, words = ? "
        "WHERE place = ?",
        [
            (b.archived, b.state, b.said.title, b.said.detail, b.said.cells, b.said.words, b.place)
            for a, b in pairs
            if a != b
        ],
    )
    indexing.add(raw, [(b.place, b.said.words) for _, b in spoken])


def _insert(raw: Driver, number: int, entries: list[Entry]) -> None:
    """Give newcomers of one kind their places and write them."""
    entries.sort(key=lambda entry: (entry.said.key, entry.id.bytes))
    placed: list[Entry] = []
    for _, group in groupby(entries, key=lambda e: _before(raw, number, e.said.key)):
        some = list(group)
        # Making room for the group before this one may have moved the neighbour just found.
        before = _before(raw, number, some[0].said.key)
        free = _room(raw, number, before, len(some))
        placed += [
            Entry(place, e.id, e.kind, e.archived, e.state, e.said)
            for place, e in zip(free, some, strict=True)
        ]
        raw.executemany(INSERT_ENTRY, [entry.values() for entry in placed[-len(some) :]])
    indexing.add(raw, [(entry.place, entry.said.words) for entry in placed])


def _before(raw: Driver, number: int, key: str) -> int | None:
    row = raw.execute(
        "SELECT place FROM entry WHERE kind = ? AND key <= ? "
        "ORDER BY key DESC, place DESC LIMIT 1",
        (number, key),
    ).fetchone()
    return None if row is None else int(row[0])


def _after(raw: Driver, number: int, place: int | None) -> int | None:
    low, high = span(number)
    row = raw.execute(
        "SELECT place FROM entry WHERE place > ? AND place <= ? ORDER BY place LIMIT 1",
        (low - 1 if place is None else place, high),
    ).fetchone()
    return None if row is None else int(row[0])


def _room(raw: Driver, number: int, before: int | None, count: int) -> list[int]:
    """Return free places behind `before`, moving its neighbours where there are too few."""
    places = between(number, before, _after(raw, number, before), count)
    if places is not None:
        return places
    return _make_room(raw, number, before, count)


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
        f"SELECT {_COLUMNS} FROM entry WHERE place BETWEEN ? AND ?",  # noqa: S608  # constants
        (places[0], places[-1]),
    ).fetchall()
    words = [(row[0], row[-1]) for row in held]
    indexing.remove(raw, words)
    raw.executemany("DELETE FROM entry WHERE place = ?", [(place,) for place in places])
    raw.executemany(INSERT_ENTRY, [(moved[row[0]], *row[1:]) for row in held])
    indexing.add(raw, [(moved[place], text) for place, text in words])
