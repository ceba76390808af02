"""What lists and keystrokes wait for: prepared SQL, one page at a time, nothing sorted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.errors import NoSuchRecord
from desk_app.domain.fields import Shape
from desk_app.domain.merging import followed
from desk_app.domain.records import Link, Record, State
from desk_app.domain.registry import KINDS, Content, Kind
from desk_app.domain.titles import linked
from desk_app.domain.values import Plain
from desk_app.store import rows, survivors
from desk_app.store.connecting import Driver
from desk_app.store.indexing import TABLES_JOINED, Match, match
from desk_app.store.places import kind_number, span
from desk_app.store.rows import IDS, Kept, as_record, ids_parameter, in_chunks
from desk_app.store.shapes import column, from_json
from desk_app.store.values import NO_FILTER, Filter, Page, Row, Standing

_SHOWN = "e.place, e.id, e.title, e.detail, e.cells, e.state, e.archived"
_cells = msgspec.json.Decoder(dict[str, Any])
_EACH = 10
"""How many records of one kind a search over all kinds shows."""


class Query(Struct, frozen=True):
    """Where rows come from: tables, conditions, their values, and the place's name there."""

    tables: str
    where: str
    values: tuple[Any, ...]
    place: str


class Reader:
    """The reads of one connection."""

    def __init__(self, raw: Driver) -> None:
        self._raw = raw
        self._counts: dict[tuple[str, bool], int] = {}
        self._counted_at: tuple[int, int] = (-1, -1)

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
        query = _query(kind, words, archived, self._followed(kind, only))
        start = span(kind.number)[0] - 1 if after is None else after
        found = self._raw.execute(
            f"SELECT {_SHOWN} FROM entry e WHERE e.place IN "  # noqa: S608  # constants
            f"(SELECT {query.place} FROM {query.tables} WHERE {query.where} "
            f"AND {query.place} > ? ORDER BY {query.place} LIMIT ? OFFSET ?) ORDER BY e.place",
            (*query.values, start, count, first if after is None else 0),
        ).fetchall()
        lines = self._rows(kind, found)
        if len(lines) < count and after is None and (lines or first == 0):
            return Page(lines, first + len(lines))
        simple = not words.strip() and only == NO_FILTER
        return Page(lines, self._known_count(kind, archived) if simple else None)

    def count(self, kind: Kind, words: str, archived: bool, only: Filter) -> int:
        """Count a list exactly."""
        only = self._followed(kind, only)
        found = match(words)
        if found is None and only == NO_FILTER:
            return self._counted(kind, archived)
        if found is None or archived or only != NO_FILTER:
            return self._count(_query(kind, words, archived, only))
        # The index counts by itself; only what is put away has to be looked up and taken off.
        whole = self._number(
            f"SELECT count(*) FROM found WHERE {found.where} AND rowid BETWEEN ? AND ?",  # noqa: S608  # a constant
            (*found.values, *span(kind.number)),
        )
        if not whole or not self._counted(kind, archived=True):
            return whole
        return whole - self._count(_query(kind, words, True, NO_FILTER))

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

    def _count(self, query: Query) -> int:
        return self._number(
            f"SELECT count(*) FROM {query.tables} WHERE {query.where}",  # noqa: S608  # constants
            query.values,
        )

    def search(self, words: str, kinds: Iterable[Kind], limit: int) -> tuple[Row, ...]:
        """Return records in use of several kinds that have the words, kinds in their order."""
        asked = {kind.number: kind for kind in kinds}
        found = match(words)
        if found is None or not asked:
            return ()
        each = limit if len(asked) == 1 else min(limit, _EACH)
        lines: dict[int, list[tuple[Any, ...]]] = {number: [] for number in sorted(asked)}
        sql = (
            f"SELECT {_SHOWN} FROM {TABLES_JOINED} WHERE {found.where} AND found.rowid > ? "  # noqa: S608  # constants
            f"AND e.archived = 0 AND e.kind IN ({_marks(asked)}) ORDER BY found.rowid LIMIT ?"
        )
        at = span(min(asked))[0] - 1
        while some := self._raw.execute(sql, (*found.values, at, *asked, each)).fetchall():
            for line in some:
                lines[kind_number(line[0])].append(line)
            at = some[-1][0]
            if len(lines[kind_number(at)]) >= each:
                at = span(kind_number(at))[1]  # enough of this kind: on to the next one
            if len(some) < each or sum(map(len, lines.values())) >= limit:
                break
        rows_of = (self._rows(asked[n], some[:each]) for n, some in lines.items() if some)
        return tuple(row for some in rows_of for row in some)[:limit]

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Fetch records of any kind; those unknown are left out."""
        kepts = rows.fetch(self._raw, ids)
        return self._as_records(list(kepts.values()))

    def record(self, id: UUID) -> Record[Content]:
        """Fetch one record.

        Raises:
            NoSuchRecord: nothing here has that identifier.
        """
        found = self.records([id]).get(id)
        if found is None:
            raise NoSuchRecord(
                "This desk has no such record. It may have been erased, or left your view."
            )
        return found

    def all(self, kind: Kind, archived: bool) -> list[Record[Content]]:
        """Fetch every record of a kind in display order."""
        shelves = "e.archived <= ?"
        ids = self._raw.execute(
            f"SELECT e.id FROM entry e WHERE e.kind = ? AND {shelves} ORDER BY e.place",  # noqa: S608  # constants
            (kind.number, int(archived)),
        ).fetchall()
        return self._in_order(kind.name, [UUID(bytes=id) for (id,) in ids])

    def _in_order(self, kind: str, ids: list[UUID]) -> list[Record[Content]]:
        found = self._as_records(rows.fetch_kind(self._raw, kind, ids))
        return [found[id] for id in ids if id in found]

    def between(self, kind: Kind, field: str, low: str, high: str) -> list[Record[Content]]:
        """Fetch records in use whose `field` is at least `low` and less than `high`, by it."""
        name = column(field, kind.fields[field]).name
        kepts = rows.select(
            self._raw,
            kind.name,
            f't."{name}" >= ? AND t."{name}" < ? ORDER BY t."{name}"',
            (low, high),
        )
        found = self._as_records([k for k in kepts if k.envelope.archived is None])
        return list(found.values())

    def linked(self, id: UUID, kinds: tuple[str, ...]) -> tuple[Link, ...]:
        """Return who points at a record."""
        found = self._raw.execute(
            f"SELECT DISTINCT source, kind, field FROM link WHERE target IN {IDS} "  # noqa: S608  # a constant
            "ORDER BY kind, source",
            (ids_parameter(survivors.families(self._raw, [id])),),
        )
        links = (Link(UUID(bytes=source), kind, field) for source, kind, field in found)
        return tuple(link for link in links if not kinds or link.kind in kinds)

    def linked_records(self, ids: Iterable[UUID], kinds: tuple[str, ...]) -> list[Record[Content]]:
        """Fetch the records in use that point at any of `ids`, kinds in their order."""
        by_kind: dict[str, set[UUID]] = {}
        for some in in_chunks(survivors.families(self._raw, ids)):
            found = self._raw.execute(
                f"SELECT source, kind FROM link WHERE target IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            for source, kind in found:
                by_kind.setdefault(kind, set()).add(UUID(bytes=source))
        kepts: list[Kept] = []
        for kind in sorted(by_kind, key=lambda name: KINDS[name].number):
            if not kinds or kind in kinds:
                kepts += rows.fetch_kind(self._raw, kind, by_kind[kind])
        in_use = [kept for kept in kepts if kept.envelope.archived is None]
        return list(self._as_records(in_use).values())

    def titles(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """Return the titles of records; those unknown are left out."""
        found: dict[UUID, str] = {}
        for some in in_chunks(ids):
            named = self._raw.execute(
                f"SELECT id, title FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            found |= {UUID(bytes=id): title for id, title in named}
        return found

    def standing(self) -> Standing:
        """Tell where the desk stands with the ministry."""
        waiting = self._number("SELECT count(*) FROM edit WHERE answered_at IS NULL")
        unconfirmed = self._number(
            "SELECT count(*) FROM edit WHERE answered_at IS NULL AND stage = 'unconfirmed'"
        )
        row = self._raw.execute(
            "SELECT last_receipt, last_attempt, problem, differing, notice, received, offer "
            "FROM place"
        ).fetchone()
        receipt, attempt, problem, differing, notice, received, offer = row
        return Standing(
            waiting=waiting,
            unconfirmed=unconfirmed,
            disputes=self._number("SELECT count(*) FROM dispute"),
            refusals=self._number("SELECT count(*) FROM refusal"),
            last_receipt=_moment(receipt),
            last_attempt=_moment(attempt),
            problem=problem,
            differing=tuple(differing.split()),
            notice=notice,
            fetched=received,
            size=from_json(offer)["size"] if offer else 0,
        )

    def _number(self, sql: str, values: tuple[Any, ...] = ()) -> int:
        return int(self._raw.execute(sql, values).fetchone()[0])

    def as_records(self, kepts: list[Kept]) -> list[Record[Content]]:
        """Return the domain's values of fetched records, in their order."""
        found = self._as_records(kepts)
        return [found[kept.id] for kept in kepts]

    def _as_records(self, kepts: list[Kept]) -> dict[UUID, Record[Content]]:
        states: dict[bytes, State] = {}
        for some in in_chunks(kept.id for kept in kepts):
            found = self._raw.execute(
                f"SELECT id, state FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            states |= dict(cast("list[tuple[bytes, State]]", found.fetchall()))
        return {
            kept.id: as_record(kept, states.get(kept.id.bytes, "here"))
            for kept in self._with_survivors(kepts)
        }

    def _with_survivors(self, kepts: list[Kept]) -> list[Kept]:
        """Let every link to a merged record lead to the one that stands for it."""
        pointing = {kept.kind for kept in kepts if KINDS[kept.kind].links()}
        if not pointing:
            return kepts
        spoken = [linked(KINDS[kept.kind], kept.fields) for kept in kepts if kept.kind in pointing]
        stands = survivors.standing(self._raw, (id for links in spoken for _, id in links))
        if not stands:
            return kepts
        texts = {str(gone): str(last) for gone, last in stands.items()}
        return [
            replace(kept, fields=followed(KINDS[kept.kind], kept.fields, texts)) for kept in kepts
        ]

    def _rows(self, kind: Kind, found: list[tuple[Any, ...]]) -> tuple[Row, ...]:
        cells = [_cells.decode(row[4]) for row in found]
        links = [
            name
            for name, field in kind.fields.items()
            if field.column and field.shape in (Shape.LINK, Shape.LINKS)
        ]
        if links:
            self._name_links(links, cells)
        return tuple(
            Row(place, UUID(bytes=id), kind.name, title, detail, cell, state, bool(archived))
            for (place, id, title, detail, _, state, archived), cell in zip(
                found, cells, strict=True
            )
        )

    def _name_links(self, links: list[str], cells: list[Plain]) -> None:
        """Put titles in place of identifiers."""
        wanted: set[UUID] = set()
        for cell in cells:
            for name in links:
                wanted.update(map(UUID, _items(cell.get(name))))
        stands = survivors.standing(self._raw, wanted)
        named = self.titles(wanted | set(stands.values()))
        titles = {str(id): named.get(stands.get(id, id)) or named.get(id, "") for id in wanted}
        for cell in cells:
            for name in links:
                if name in cell:
                    said = list(dict.fromkeys(titles.get(id, "") for id in _items(cell[name])))
                    cell[name] = said if isinstance(cell[name], list) else said[0]

    def _counted(self, kind: Kind, archived: bool) -> int:
        """Count a whole list, once while nothing changes."""
        known = self._known_count(kind, archived)
        if known is not None:
            return known
        counted = self._count(_query(kind, "", archived, NO_FILTER))
        self._counts[kind.name, archived] = counted
        return counted

    def _known_count(self, kind: Kind, archived: bool) -> int | None:
        """Return the length of a list if it was counted since the last change."""
        (version,) = self._raw.execute("PRAGMA data_version").fetchone()
        now = (int(version), self._raw.total_changes)
        if now != self._counted_at:
            self._counts.clear()
            self._counted_at = now
        return self._counts.get((kind.name, archived))


def _items(value: Any) -> list[str]:
    if not value:
        return []
    return cast("list[str]", value) if isinstance(value, list) else [value]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _query(kind: Kind, words: str, archived: bool, only: Filter) -> Query:
    low, high = span(kind.number)
    found: Match | None = match(words)
    if found is None:
        source = Query(
            "entry e", "e.kind = ? AND e.archived = ?", (kind.number, archived), "e.place"
        )
    else:
        source = Query(
            TABLES_JOINED,
            f"{found.where} AND found.rowid BETWEEN ? AND ? AND e.archived = ?",
            (*found.values, low, high, archived),
            "found.rowid",
        )
    return _narrowed(source, kind, only)


def _narrowed(source: Query, kind: Kind, only: Filter) -> Query:
    where, values = source.where, list(source.values)
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
