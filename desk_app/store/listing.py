"""What lists and keystrokes wait for: prepared SQL, one page at a time, nothing sorted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.errors import WrongInput
from desk_app.domain.fields import Shape
from desk_app.domain.labels import Language
from desk_app.domain.registry import KINDS, Kind
from desk_app.domain.titles import TitleOf
from desk_app.domain.values import Plain
from desk_app.domain.words import search_words
from desk_app.store import survivors
from desk_app.store.cells import detail_in, name_in, other_name, shown, targets
from desk_app.store.connecting import Driver
from desk_app.store.indexing import TABLES_JOINED
from desk_app.store.naming import Names, decoded
from desk_app.store.places import kind_number, span
from desk_app.store.rows import IDS, ids_parameter
from desk_app.store.seeking import Seeking, Stage
from desk_app.store.shapes import column
from desk_app.store.values import NO_FILTER, Filter, Page, Row

_SHOWN = "e.place, e.id, e.title, e.detail, e.cells, e.state, e.archived"
_EACH = 10
"""How many records of one kind a search over all kinds shows."""


class Query(Struct, frozen=True):
    """Where rows come from: tables, conditions, their values, and the place's name there."""

    tables: str
    where: str
    values: tuple[Any, ...]
    place: str


class Shelf(Struct, frozen=True):
    """Which records of a kind a list shows."""

    kind: Kind
    archived: bool
    only: Filter


def kind_called(name: str) -> Kind:
    """Return a kind of record.

    Raises:
        WrongInput: none is called so.
    """
    if name not in KINDS:
        raise WrongInput("There is no kind of record called “{name}”.", name=name)
    return KINDS[name]


class Lists:
    """The lists of one connection, narrowed by words and filters."""

    def __init__(self, raw: Driver, language: Callable[[], Language]) -> None:
        self._raw = raw
        self.language = language
        self._seeking = Seeking(raw)
        self._counts: dict[tuple[str, bool], int] = {}
        self._counted_at: tuple[int, int] = (-1, -1)
        self._names = Names(raw, "en")
        self._named_at: tuple[int, int] = (-1, -1)

    def page(
        self,
        kind: Kind,
        words: str,
        first: int,
        after: int | None,
        count: int,
        archived: bool,
        only: Filter,
    ) -> Page:
        """Return a stretch of a kind's list."""
        shelf = Shelf(kind, archived, self._followed(kind, only))
        skipped = 0 if after is not None else first
        found: list[tuple[Any, ...]] = []
        for query in self._queries(shelf, words, after):
            some = self._stretch(query, skipped, count - len(found))
            found += some
            if len(found) == count:
                break
            skipped = 0 if some or not skipped else skipped - self._count(query)
        lines = self._rows(kind, found)
        if len(lines) < count and after is None and (lines or first == 0):
            return Page(lines, first + len(lines))
        simple = not words.strip() and only == NO_FILTER
        return Page(lines, self._known_count(kind, archived) if simple else None)

    def _queries(self, shelf: Shelf, words: str, after: int | None) -> Iterator[Query]:
        """Give what finds the rows of a list, one query a stage of the search, from `after` on."""
        low = span(shelf.kind.number)[0] - 1
        if not search_words(words):
            yield _narrowed(_listed(shelf), low if after is None else after, shelf)
            return
        for stage in self._seeking.stages(words):
            start = low
            if after is not None:
                if not self._finds(stage.fresh, after):
                    continue
                start, after = after, None
            yield _narrowed(_sought(shelf, stage, stage.fresh), start, shelf)

    def _finds(self, sought: str, place: int) -> bool:
        sql = "SELECT 1 FROM found WHERE found MATCH ? AND rowid = ?"
        return self._raw.execute(sql, (sought, place)).fetchone() is not None

    def _stretch(self, query: Query, skipped: int, count: int) -> list[tuple[Any, ...]]:
        return self._raw.execute(
            f"SELECT {_SHOWN} FROM entry e WHERE e.place IN "  # noqa: S608  # constants
            f"(SELECT {query.place} FROM {query.tables} WHERE {query.where} "
            f"ORDER BY {query.place} LIMIT ? OFFSET ?) ORDER BY e.place",
            (*query.values, count, skipped),
        ).fetchall()

    def count(self, kind: Kind, words: str, archived: bool, only: Filter) -> int:
        """Count a list exactly."""
        only = self._followed(kind, only)
        shelf = Shelf(kind, archived, only)
        low = span(kind.number)[0] - 1
        stages = list(self._seeking.stages(words))
        if not stages:
            if only == NO_FILTER:
                return self._counted(kind, archived)
            return self._count(_narrowed(_listed(shelf), low, shelf))
        last = stages[-1]  # finds all that the stages before it find
        if archived or last.numbers or only != NO_FILTER:
            return self._count(_narrowed(_sought(shelf, last, last.whole), low, shelf))
        # The index counts by itself; only what is put away has to be looked up and taken off.
        number = self._number(
            "SELECT count(*) FROM found WHERE found MATCH ? AND rowid BETWEEN ? AND ?",
            (last.whole, *span(kind.number)),
        )
        if not number or not self._counted(kind, archived=True):
            return number
        put_away = Shelf(kind, archived=True, only=NO_FILTER)
        return number - self._count(_narrowed(_sought(put_away, last, last.whole), low, put_away))

    def _count(self, query: Query) -> int:
        return self._number(
            f"SELECT count(*) FROM {query.tables} WHERE {query.where}",  # noqa: S608  # constants
            query.values,
        )

    def search(self, words: str, kinds: Iterable[Kind], limit: int) -> tuple[Row, ...]:
        """Return records in use of several kinds that have the words, kinds in their order."""
        asked = {kind.number: kind for kind in kinds}
        if not asked:
            return ()
        each = limit if len(asked) == 1 else min(limit, _EACH)
        room = dict.fromkeys(sorted(asked), each)
        found: list[Row] = []
        for stage in self._seeking.stages(words):
            by_kind = self._search(stage, room, limit - len(found))
            for number, lines in by_kind.items():
                found += self._rows(asked[number], lines[: room[number]])
                room[number] -= min(len(lines), room[number])
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def _search(
        self, stage: Stage, room: Mapping[int, int], limit: int
    ) -> dict[int, list[tuple[Any, ...]]]:
        """Find at least `limit` lines by kind, as far as there are and each kind has room."""
        lines: dict[int, list[tuple[Any, ...]]] = {n: [] for n, free in room.items() if free}
        certain, values = stage.certain()
        sql = (
            f"SELECT {_SHOWN} FROM {TABLES_JOINED} WHERE found MATCH ? AND found.rowid > ? "  # noqa: S608  # constants
            f"AND e.archived = 0 AND e.kind IN ({_marks(lines)}){certain} "
            "ORDER BY found.rowid LIMIT ?"
        )
        at = span(min(lines, default=0))[0] - 1
        each = max(room.values())
        while some := self._raw.execute(sql, (stage.fresh, at, *lines, *values, each)).fetchall():
            for line in some:
                lines[kind_number(line[0])].append(line)
            at = some[-1][0]
            if len(lines[kind_number(at)]) >= room[kind_number(at)]:
                at = span(kind_number(at))[1]  # enough of this kind: on to the next one
            if len(some) < each or sum(map(len, lines.values())) >= limit:
                break
        return lines

    def _followed(self, kind: Kind, only: Filter) -> Filter:
        """Let a filter on a record find what points at those merged into it."""
        links = [name for name in only.values if name in kind.links()]
        if only.linked is None and not links:
            return only
        values = {
            name: tuple(map(str, survivors.families(self._raw, map(UUID, only.values[name]))))
            for name in links
            if all(only.values[name])
        }
        asked = () if only.linked is None else (only.linked,)
        family = tuple(survivors.families(self._raw, asked))
        return replace(only, values=only.values | values, family=family)

    def _rows(self, kind: Kind, found: list[tuple[Any, ...]]) -> tuple[Row, ...]:
        language = self.language()
        held = [decoded(row[4]) for row in found]
        wanted = {target for cells in held for target in targets(kind, cells, language)}
        names = self._known_names(language)
        if wanted:  # of all rows at once
            names.follow(wanted)
        return tuple(
            _row(kind, row, cells, names.of, language)
            for row, cells in zip(found, held, strict=True)
        )

    def _known_names(self, language: Language) -> Names:
        """Return what was looked up since the last change: the next letter asks for the same."""
        now = self._version()
        if now != self._named_at or not self._names.fit_for(language):
            self._names = Names(self._raw, language)
            self._named_at = now
        return self._names

    def _counted(self, kind: Kind, archived: bool) -> int:
        """Count a whole list, once while nothing changes."""
        known = self._known_count(kind, archived)
        if known is not None:
            return known
        shelf = Shelf(kind, archived, NO_FILTER)
        counted = self._count(_narrowed(_listed(shelf), span(kind.number)[0] - 1, shelf))
        self._counts[kind.name, archived] = counted
        return counted

    def _known_count(self, kind: Kind, archived: bool) -> int | None:
        """Return the length of a list if it was counted since the last change."""
        now = self._version()
        if now != self._counted_at:
            self._counts.clear()
            self._counted_at = now
        return self._counts.get((kind.name, archived))

    def _version(self) -> tuple[int, int]:
        """Return numbers that grow with every change, on this connection or another."""
        (others,) = self._raw.execute("PRAGMA data_version").fetchone()
        return int(others), self._raw.total_changes

    def _number(self, sql: str, values: tuple[Any, ...] = ()) -> int:
        return int(self._raw.execute(sql, values).fetchone()[0])


def _row(
    kind: Kind, row: tuple[Any, ...], cells: Plain, title_of: TitleOf, language: Language
) -> Row:
    place, id, title, detail, _, state, archived = row
    other = other_name(kind, title, cells, language)
    if language != "en":
        title = name_in(kind, title, cells, title_of, language)
        detail = detail_in(kind, detail, cells, title_of, language)
    columns = shown(kind, cells, title_of)
    id = UUID(bytes=id)
    return Row(place, id, kind.name, title, detail, columns, state, bool(archived), other)


def _listed(shelf: Shelf) -> Query:
    kind = shelf.kind.number
    return Query("entry e", "e.kind = ? AND e.archived = ?", (kind, shelf.archived), "e.place")


def _sought(shelf: Shelf, stage: Stage, sought: str) -> Query:
    certain, values = stage.certain()
    return Query(
        TABLES_JOINED,
        f"found MATCH ? AND found.rowid <= ? AND e.archived = ?{certain}",
        (sought, span(shelf.kind.number)[1], shelf.archived, *values),
        "found.rowid",
    )


def _narrowed(source: Query, after: int, shelf: Shelf) -> Query:
    """Narrow a query to the places after one, and to what the shelf's filter lets through."""
    kind, only = shelf.kind, shelf.only
    where, values = f"{source.where} AND {source.place} > ?", [*source.values, after]
    if only.linked is not None:
        where += f" AND e.id IN (SELECT source FROM link WHERE target IN {IDS})"  # noqa: S608  # a constant
        values.append(ids_parameter(only.family or (only.linked,)))
    if only.states:
        where += f" AND e.state IN ({_marks(only.states)})"
        values += only.states
    for name, wanted in only.values.items():
        condition, converted = _condition(kind, name, wanted)
        where += f' AND e.id IN (SELECT t.id FROM "{kind.name}" t WHERE {condition})'  # noqa: S608  # names of our declarations
        values += converted
    return Query(source.tables, where, tuple(values), source.place)


def _condition(kind: Kind, name: str, wanted: tuple[Any, ...]) -> tuple[str, list[Any]]:
    field = kind.fields[name]
    if field.many:
        item = "json_extract(j.value, '$.skill')" if field.shape is Shape.SKILLS else "j.value"
        return (
            f'EXISTS (SELECT 1 FROM json_each(t."{name}") j WHERE {item} IN ({_marks(wanted)}))',  # noqa: S608  # names of our declarations
            list(wanted),
        )
    place = column(name, field)
    given = [place.empty if value in (None, "") else place.write(value) for value in wanted]
    condition = f't."{name}" IN ({_marks(given)})'
    return (f'({condition} OR t."{name}" IS NULL)' if None in given else condition), given


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _ in values)
