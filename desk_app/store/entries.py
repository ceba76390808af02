"""The lists kept right: after records changed, their lines and those that speak of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from uuid import UUID

from desk_app.domain.fields import Shape
from desk_app.domain.records import State
from desk_app.domain.registry import KINDS
from desk_app.domain.titles import linked_texts
from desk_app.domain.values import Plain
from desk_app.store import indexing, placing, rows, survivors, vocabulary
from desk_app.store.connecting import Driver
from desk_app.store.lines import CARRIED, Carried, Composer, Line, Spoken, carriers
from desk_app.store.placing import COLUMNS, Entry
from desk_app.store.rows import IDS, Kept, id_text, ids_parameter, in_chunks
from desk_app.store.shapes import to_json
from desk_app.store.states import states_of

BY_TITLE = {
    name
    for name, kind in KINDS.items()
    if any(kind.fields[field].shape in (Shape.LINK, Shape.LINKS) for field in kind.title)
}
"""Kinds whose own title includes the titles of others."""


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
    Refresh(raw, changed, today).run(set(map(str, left)), set(map(str, moved)))


def remove(raw: Driver, ids: Iterable[UUID]) -> None:
    """Take records out of the lists and the search index."""
    vocabulary.forget(raw, vocabulary.words_of(_take_out(raw, map(str, ids))))


def _take_out(raw: Driver, ids: Iterable[str]) -> list[str]:
    """Take records out and return the words they were found by."""
    words: list[str] = []
    for some in in_chunks(ids):
        parameter = (to_json(some),)
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
    return {UUID(source) for source in _speaking(raw, map(str, ids))}


def _speaking(raw: Driver, ids: Iterable[str]) -> set[str]:
    if survivors.any_merged(raw):
        ids = map(str, survivors.families(raw, map(UUID, ids)))
    found: set[str] = set()
    for some in in_chunks(ids):
        pointing = raw.execute(
            f"SELECT DISTINCT source FROM link WHERE target IN {IDS}",  # noqa: S608  # a constant
            (to_json(some),),
        )
        found |= {id_text(source) for (source,) in pointing}
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


class _Titles:
    """What records are called, by the text of their identifier, and who stands for them.

    A value of its own, so that whoever composes lines from it does not hold the whole refresh:
    the two would wait for Python to look for cycles, which it does not while an import runs.
    """

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.stands: dict[str, str] = {}  # for all that were asked for; empty where it is itself

    def of(self, id: str) -> str:
        """Name whoever stands for a record, or the record itself where that one is not here."""
        return self.known.get(self.stands.get(id, ""), "") or self.known.get(id, "")


class Refresh:
    """One refresh: what is known of records, titles and entries while it runs.

    Records are known here by the text of their identifier, as fields and titles speak of them.
    """

    def __init__(self, raw: Driver, changed: Iterable[Kept], today: str) -> None:
        self._raw = raw
        self._kept = {str(kept.id): kept for kept in changed}
        self._titles = _Titles()
        self._old: dict[str, Entry] = {}
        self._said: dict[str, Spoken] = {}
        self._composer = Composer(self._titles.of, today)

    def run(self, left: Set[str], moved: Set[str]) -> None:
        """Refresh the changed records and whatever depends on them."""
        todo = set(self._kept)
        self._load_entries(todo)
        renamed = self._name(todo) | moved
        speaking = _speaking(self._raw, renamed) - todo
        self._load(speaking)
        self._load_entries(speaking)
        self._name(speaking)
        todo |= speaking | left
        carrying = {
            carrier
            for id in todo
            if (kept := self._kept.get(id)) is not None
            for carrier in carriers(kept.kind, kept.fields)
        } - todo
        todo |= self._standing(carrying)
        self._load(todo)
        self._load_entries(todo)
        self._write([id for id in todo if id in self._kept])

    def _standing(self, ids: Set[str]) -> set[str]:
        """Return who stands for each of the records, mostly they themselves."""
        if not survivors.any_merged(self._raw):
            return set(ids)
        stands = survivors.standing(self._raw, map(UUID, ids))
        return set(ids) - {str(id) for id in stands} | {str(id) for id in stands.values()}

    def _load(self, ids: Set[str]) -> None:
        missing = ids - self._kept.keys()
        if missing:
            found = rows.fetch(self._raw, map(UUID, missing))
            self._kept |= {str(id): kept for id, kept in found.items()}

    def _load_entries(self, ids: Set[str]) -> None:
        for some in in_chunks(ids - self._old.keys()):
            found = self._raw.execute(
                f"SELECT {COLUMNS} FROM entry WHERE id IN {IDS}",  # noqa: S608  # constants
                (to_json(some),),
            )
            for place, id, kind, archived, state, *said in found:
                self._old[id_text(id)] = Entry(place, id, kind, archived, state, Line(*said))

    def _name(self, ids: Iterable[str]) -> set[str]:
        """Compose the titles of records, names of people and firms first; return the renamed."""
        known = [(id, self._kept[id]) for id in ids if id in self._kept]
        renamed: set[str] = set()
        for wave in (False, True):
            some = [(id, kept) for id, kept in known if (kept.kind in BY_TITLE) is wave]
            if wave:
                self._know_titles((kept.kind, kept.fields) for _, kept in some)
            for id, kept in some:
                name = self._composer.title(KINDS[kept.kind], kept.fields)
                old = self._old.get(id)
                if old is None or old.said.title != name:
                    renamed.add(id)
                self._titles.known[id] = name
        return renamed

    def _know_titles(self, spoken: Iterable[tuple[str, Plain]]) -> None:
        """Look up the titles of what records, given by kind and fields, point to."""
        wanted = {
            target
            for kind, fields in spoken
            for _field, target in linked_texts(KINDS[kind], fields)
            if target not in self._titles.stands
        }
        if not wanted:
            return
        self._titles.stands |= dict.fromkeys(wanted, "")
        if survivors.any_merged(self._raw):
            stands = survivors.standing(self._raw, map(UUID, wanted))
            self._titles.stands |= {str(id): str(other) for id, other in stands.items()}
            wanted |= {str(other) for other in stands.values()}
        for some in in_chunks(wanted - self._titles.known.keys()):
            found = self._raw.execute(
                f"SELECT id, title FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
                (to_json(some),),
            )
            self._titles.known |= {id_text(id): name for id, name in found}

    def _write(self, ids: Sequence[str]) -> None:
        carried = self._carried(ids)
        self._know_titles((self._kept[id].kind, self._kept[id].fields) for id in ids)
        self._know_titles(
            (kept.kind, kept.fields) for ones in carried.values() for _, _, kept in ones
        )
        self._titles.known |= skill_names(self._raw)
        kepts = [self._kept[id] for id in ids]
        states = states_of(self._raw, kepts)
        fresh = {
            id: self._entry(id, kept, carried.get(id, ()), state)
            for id, kept, state in zip(ids, kepts, states, strict=True)
        }
        write(self._raw, self._old, fresh)

    def _entry(
        self, id: str, kept: Kept, carried: Iterable[tuple[str, str, Kept]], state: State
    ) -> Entry:
        kind = KINDS[kept.kind]
        included = [
            Carried(one.kind, field, one.fields, self._spoken(source, one))
            for source, field, one in carried
        ]
        said = self._composer.line(kind, kept.fields, self._spoken(id, kept), included)
        archived = int(kept.envelope.archived is not None)
        return Entry(0, kept.id.bytes, kind.number, archived, state, said)

    def _spoken(self, id: str, kept: Kept) -> Spoken:
        """Return what a record says of itself, which other lines may say too."""
        said = self._said.get(id)
        if said is None:
            kind = KINDS[kept.kind]
            name = self._titles.known.get(id) or self._composer.title(kind, kept.fields)
            said = self._said[id] = self._composer.spoken(kind, kept.fields, name)
        return said

    def _carried(self, ids: Iterable[str]) -> dict[str, list[tuple[str, str, Kept]]]:
        """Fetch the records that the lines of `ids` include: identifier, field, record."""
        family: Iterable[str] = ids
        stands: dict[str, str] = {}
        if survivors.any_merged(self._raw):
            every = survivors.families(self._raw, map(UUID, ids))
            family = [str(id) for id in every]
            merged = survivors.standing(self._raw, every)
            stands = {str(id): str(other) for id, other in merged.items()}
        pairs: list[tuple[str, str, str, str]] = []
        for some in in_chunks(family):
            pointing = self._raw.execute(
                f"SELECT source, kind, field, target FROM link WHERE target IN {IDS}",  # noqa: S608  # a constant
                (to_json(some),),
            )
            pairs += [
                (id_text(source), kind, field, id_text(target))
                for source, kind, field, target in pointing
                if field in CARRIED[kind]
            ]
        missing: dict[str, set[UUID]] = defaultdict(set)
        for source, kind, _field, _target in pairs:
            if source not in self._kept:
                missing[kind].add(UUID(source))
        for kind, some_ids in missing.items():
            found = rows.fetch_kind(self._raw, kind, some_ids)
            self._kept |= {str(kept.id): kept for kept in found}
        carried: dict[str, list[tuple[str, str, Kept]]] = defaultdict(list)
        for source, _kind, field, target in sorted(pairs):
            kept = self._kept.get(source)
            if kept is not None and kept.envelope.archived is None:
                carried[stands.get(target, target)].append((source, field, kept))
        return carried


def skill_names(raw: Driver) -> dict[str, str]:
    """Return what people call each skill, in both languages, by its code."""
    found = raw.execute("SELECT code, name, name_bn FROM skill")
    return {code: f"{name} {name_bn}".strip() for code, name, name_bn in found}


def write(raw: Driver, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> None:
    """Write lines by their identifier; those whose sort key stayed keep their place."""
    both = [(id, before, new[id]) for id, before in old.items() if id in new]
    staying = {id for id, before, now in both if before.said.key == now.said.key}
    _rewrite(raw, [(before, now) for id, before, now in both if id in staying])
    _take_out(raw, [id for id, _, _ in both if id not in staying])
    by_kind: dict[int, list[Entry]] = defaultdict(list)
    for id, entry in new.items():
        if id not in staying:
            by_kind[entry.kind].append(entry)
    for number, entries in by_kind.items():
        placing.insert(raw, number, entries)
    _respell(raw, old, new)


def _respell(raw: Driver, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> None:
    """Keep the vocabulary to the words of the entries as they are now."""
    changed = [(old.get(id), entry) for id, entry in new.items()]
    changed = [(a, b) for a, b in changed if a is None or a.said.words != b.said.words]
    come = vocabulary.words_of(entry.said.words for _, entry in changed)
    vocabulary.learn(raw, come)
    gone = vocabulary.words_of(before.said.words for before, _ in changed if before) - come
    vocabulary.forget(raw, gone)


def _rewrite(raw: Driver, pairs: list[tuple[Entry, Entry]]) -> None:
    """Write lines that keep their place, given as they were and as they are."""
    spoken = [(a, b) for a, b in pairs if a.said.words != b.said.words]
    indexing.remove(raw, [(a.place, a.said.words) for a, _ in spoken])
    raw.executemany(
        "UPDATE entry SET archived = ?, state = ?, title = ?, detail = ?, cells = ?, words = ? "
        "WHERE place = ?",
        [
            (b.archived, b.state, b.said.title, b.said.detail, b.said.cells, b.said.words, a.place)
            for a, b in pairs
            if (a.archived, a.state, a.said) != (b.archived, b.state, b.said)
        ],
    )
    indexing.add(raw, [(a.place, b.said.words) for a, b in spoken])
