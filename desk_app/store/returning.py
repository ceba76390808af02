"""Handing back what a ministry lost when it was restored from a backup.

Each record of the desk's own mission that changed lately is offered again, whole, as an edit
that claims to have changed nothing: where the ministry still has the record the merge leaves it
as it is, where it has lost it the record is made again. The edit's identifier is derived from
the record and its version, so that several desks of a mission hand it back as one.
"""

from datetime import datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from sqlalchemy import Connection

from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.kinds import KINDS
from desk_app.store import outbox
from desk_app.store.rows import Kept, select
from desk_app.store.sql import driver
from desk_app.store.values import Desk
from desk_app.store.writing import renew_states

LATELY = timedelta(days=60)
"""Older than this no backup is that a ministry would be restored from."""


def hand_back(sql: Connection, desk: Desk, at: datetime) -> Changes:
    """Put the desk's own records of late into the outbox once more."""
    kepts = [kept for kept in _own(sql, desk) if kept.envelope.updated.at >= at - LATELY]
    outbox.keep_base(sql, kepts)
    away = [kept for kept in kepts if kept.envelope.archived is not None]
    # After all records are there again: one that was merged names another one.
    edits = [_edit(kept, desk, at) for kept in kepts] + [_archive(k, desk) for k in away]
    known = {edit.id for edit in outbox.unanswered(sql)}
    offered = [edit for edit in edits if edit.id not in known]
    outbox.drop_answered(sql, [edit.id for edit in offered])
    outbox.add_edits(sql, offered)
    records = {kept.id for kept in kepts}
    renew_states(sql, records)
    return Changes(frozenset(kept.kind for kept in kepts), frozenset(records), standing=True)


def _own(sql: Connection, desk: Desk) -> list[Kept]:
    where = "t.version > 0 AND json_extract(t.envelope, '$.owner') = ?"
    kinds = [kind.name for kind in KINDS.values() if not kind.read_only and not kind.local]
    return [
        kept for name in kinds for kept in select(driver(sql), name, where, (str(desk.mission),))
    ]


def _edit(kept: Kept, desk: Desk, at: datetime) -> Edit:
    id = _identifier(kept)
    return Edit(
        id=id,
        group=id,
        record=kept.id,
        kind=kept.kind,
        operation="create",
        at=at,
        by=desk.officer,
        base=kept.version,
        fields=kept.fields,
        was=kept.fields,
        audience=kept.envelope.audience,
        source=kept.envelope.source,
    )


def _archive(kept: Kept, desk: Desk) -> Edit:
    """Put a record away once more, as it is here; where it still is so nothing happens."""
    away = kept.envelope.archived
    if away is None:
        raise ValueError("a record in use is not put away")
    id = _identifier(kept, b"put away again")
    return Edit(
        id=id,
        group=id,
        record=kept.id,
        kind=kept.kind,
        operation="archive",
        at=away.at,
        by=away.by or desk.officer,
        base=kept.version,
        why=away.why,
        into=away.into,
        merger=away.merger,
    )


def _identifier(kept: Kept, what: bytes = b"handed back") -> UUID:
    """Return a UUID of version 8 (RFC 9562, section 5.8)."""
    text = what + kept.id.bytes + kept.version.to_bytes(8, "big")
    value = int.from_bytes(blake2b(text, digest_size=16).digest(), "big")
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x8 << 76 | 0x2 << 62)
