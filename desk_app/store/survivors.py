"""Who stands for whom: records merged into others, followed wherever something points at them.

The table holds what the records' envelopes say, kept beside them so that it is found quickly.
Fields, links and lists stay as they were typed; reading follows them, and nothing else does.
"""

from collections.abc import Iterable
from uuid import UUID

from desk_app.domain.merging import survivors
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS, Kept, ids_parameter, in_chunks

_ALL = 2_000
"""From so many identifiers on, reading the whole table is quicker than asking for each."""


def note(raw: Driver, kepts: Iterable[Kept]) -> set[UUID]:
    """Keep what records say of their survivor; return those for which another one stands now."""
    said = {kept.id: _into(kept) for kept in kepts}
    if not any(said.values()) and not any_merged(raw):
        return set()
    known = _table(raw, said)
    changed = {id: into for id, into in said.items() if known.get(id) != into}
    for id, into in changed.items():
        if into is None:
            raw.execute("DELETE FROM merged WHERE id = ?", (id.bytes,))
        else:
            raw.execute(
                "INSERT OR REPLACE INTO merged (id, survivor) VALUES (?, ?)",
                (id.bytes, into.bytes),
            )
    return set(changed)


def standing(raw: Driver, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return the survivors of those of `ids` that were merged into others."""
    if not any_merged(raw):
        return {}
    asked = set(ids)
    into: dict[UUID, UUID] = _table(raw, asked) if len(asked) < _ALL else _whole(raw)
    ahead = set(into.values()) - into.keys()
    while ahead and (more := _table(raw, ahead)):
        into |= more
        ahead = set(more.values()) - into.keys()
    return {gone: last for gone, last in survivors(into).items() if gone in asked}


def families(raw: Driver, ids: Iterable[UUID]) -> set[UUID]:
    """Return `ids` and all that were merged into one of them."""
    found = set(ids)
    if not any_merged(raw):
        return found
    fresh = found
    while fresh:
        gone: set[UUID] = set()
        for some in in_chunks(fresh):
            rows = raw.execute(
                f"SELECT id FROM merged WHERE survivor IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            gone |= {UUID(bytes=id) for (id,) in rows}
        fresh = gone - found
        found = found | fresh
    return found


def _into(kept: Kept) -> UUID | None:
    away = kept.envelope.archived
    return None if away is None or away.into == kept.id else away.into


def any_merged(raw: Driver) -> bool:
    """Tell whether any record was merged into another one, which spares most of the asking."""
    return raw.execute("SELECT 1 FROM merged LIMIT 1").fetchone() is not None


def _table(raw: Driver, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    found: dict[UUID, UUID] = {}
    for some in in_chunks(ids):
        rows = raw.execute(
            f"SELECT id, survivor FROM merged WHERE id IN {IDS}",  # noqa: S608  # a constant
            (ids_parameter(some),),
        )
        found |= {UUID(bytes=id): UUID(bytes=into) for id, into in rows}
    return found


def _whole(raw: Driver) -> dict[UUID, UUID]:
    rows = raw.execute("SELECT id, survivor FROM merged")
    return {UUID(bytes=id): UUID(bytes=into) for id, into in rows}
