"""Records in their tables: fetched, put and dropped many at a time by prepared statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.contract.messages import Change
from desk_app.domain.records import Envelope, Record, State
from desk_app.domain.registry import KINDS, Content
from desk_app.domain.titles import linked
from desk_app.domain.values import Plain
from desk_app.store.connecting import Driver
from desk_app.store.shapes import from_json, layout, read, to_json, written

_envelopes = msgspec.json.Decoder(Envelope)

IDS = "(SELECT unhex(value, '-') FROM json_each(?))"
"""A list of identifiers as one parameter: the JSON of their texts, see `ids_parameter`."""


Id = TypeVar("Id", UUID, str)


class Kept(Struct, frozen=True):
    """A record as its table holds it, with its fields in plain form."""

    id: UUID
    kind: str
    version: int
    envelope: Envelope
    fields: Plain

    def change(self) -> Change:
        """Return the record as the ministry would send it."""
        return Change(self.id, self.kind, self.version, self.envelope, self.fields)


def ids_parameter(ids: Iterable[UUID]) -> str:
    """Write identifiers as the parameter that `IDS` reads."""
    return to_json([id.hex for id in ids])


def id_text(id: bytes) -> str:
    """Write an identifier of a column as fields hold it: RFC 9562's text."""
    text = id.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def in_chunks(ids: Iterable[Id], size: int = 2_000) -> Iterator[list[Id]]:
    """Cut a long list of identifiers into pieces one statement may carry."""
    items = list(ids)
    for start in range(0, len(items), size):
        yield items[start : start + size]


def kinds_of(raw: Driver, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Tell of which kind the records are; those unknown are left out."""
    names = {kind.number: kind.name for kind in KINDS.values()}
    found: dict[UUID, str] = {}
    for some in in_chunks(ids):
        rows = raw.execute(
            f"SELECT id, kind FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
            (ids_parameter(some),),
        )
        found |= {UUID(bytes=id): names[number] for id, number in rows}
    return found


def titles(raw: Driver, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the titles of records; those unknown are left out."""
    found: dict[UUID, str] = {}
    for some in in_chunks(ids):
        named = raw.execute(
            f"SELECT id, title FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
            (ids_parameter(some),),
        )
        found |= {UUID(bytes=id): title for id, title in named}
    return found


def fetch(raw: Driver, ids: Iterable[UUID]) -> dict[UUID, Kept]:
    """Fetch records of any kind; one query a kind."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for id, kind in kinds_of(raw, ids).items():
        by_kind[kind].append(id)
    return {
        kept.id: kept for kind, some in by_kind.items() for kept in fetch_kind(raw, kind, some)
    }


def fetch_kind(raw: Driver, kind: str, ids: Iterable[UUID]) -> list[Kept]:
    """Fetch records of one kind."""
    return [
        kept
        for some in in_chunks(ids)
        for kept in select(raw, kind, f"t.id IN {IDS}", (ids_parameter(some),))
    ]


def select(raw: Driver, kind: str, where: str, values: tuple[Any, ...]) -> list[Kept]:
    """Fetch the records of one kind for which `where` (our own SQL on `t`) holds."""
    shape = layout(kind)
    rows = raw.execute(f'SELECT {shape.select} FROM "{kind}" t WHERE {where}', values)  # noqa: S608  # names of our declarations
    return [
        Kept(
            UUID(bytes=row[0]),
            kind,
            row[1],
            _envelopes.decode(row[3]),
            read(shape, row[5:]) | (from_json(row[4]) or {}),
        )
        for row in rows
    ]


def put(raw: Driver, kepts: Iterable[Kept]) -> None:
    """Insert or replace records, and their links."""
    by_kind: dict[str, list[Kept]] = defaultdict(list)
    for kept in kepts:
        by_kind[kept.kind].append(kept)
    from desk_app.contract.digest import leaf  # imports OpenSSL, which no list needs

    for kind, some in by_kind.items():
        shares = [leaf(kept.id, kept.version) if kept.version else 0 for kept in some]
        values = [_values(kept, share) for kept, share in zip(some, shares, strict=True)]
        raw.executemany(layout(kind).put, values)
        _put_links(raw, some)


def _values(kept: Kept, share: int) -> list[Any]:
    columns, extra = written(layout(kept.kind), kept.fields)
    envelope = msgspec.json.encode(kept.envelope).decode()
    return [
        kept.id.bytes,
        kept.version,
        share,
        envelope,
        to_json(extra) if extra else "",
        *columns,
    ]


def _put_links(raw: Driver, kepts: list[Kept]) -> None:
    if not KINDS[kepts[0].kind].links():
        return
    raw.executemany("DELETE FROM link WHERE source = ?", [(kept.id.bytes,) for kept in kepts])
    raw.executemany(
        "INSERT OR IGNORE INTO link (source, field, target, kind) VALUES (?, ?, ?, ?)",
        [
            (kept.id.bytes, field, target.bytes, kept.kind)
            for kept in kepts
            for field, target in linked(KINDS[kept.kind], kept.fields)
        ],
    )


def drop(raw: Driver, kinds: dict[UUID, str]) -> None:
    """Delete records, the links they hold, and what they say of who stands for them."""
    for id, kind in kinds.items():
        raw.execute(f'DELETE FROM "{kind}" WHERE id = ?', (id.bytes,))  # noqa: S608  # names of our declarations
        for table in ("link WHERE source", "merged WHERE id"):
            raw.execute(f"DELETE FROM {table} = ?", (id.bytes,))  # noqa: S608  # our own tables


def as_record(kept: Kept, state: State) -> Record[Content]:
    """Return the domain's value."""
    kind = KINDS[kept.kind]
    known = {name: value for name, value in kept.fields.items() if name in kind.fields}
    return Record(kept.id, kept.kind, kind.read(known), kept.envelope, kept.version, state)
