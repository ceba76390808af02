"""Snapshots and their bytes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from desk_app.ministry.store.models import SnapshotPageRow, SnapshotRow
from desk_app.ministry.values import SnapshotFile

_FILE = select(
    *(SnapshotRow.name, SnapshotRow.scope, SnapshotRow.epoch, SnapshotRow.seq),
    *(SnapshotRow.size, SnapshotRow.sha256, SnapshotRow.records, SnapshotRow.made),
)


def newest(session: Session, scope: str, epoch: str) -> SnapshotFile | None:
    """Return the newest snapshot of a view in this epoch, if there is one."""
    query = _FILE.where(SnapshotRow.scope == scope, SnapshotRow.epoch == epoch)
    row = session.execute(query.order_by(SnapshotRow.seq.desc()).limit(1)).first()
    return None if row is None else SnapshotFile(*row)


def named(session: Session, name: str, scope: str) -> SnapshotFile | None:
    """Return the snapshot of that name, if it is one of this view."""
    query = _FILE.where(SnapshotRow.name == name, SnapshotRow.scope == scope)
    row = session.execute(query).first()
    return None if row is None else SnapshotFile(*row)


def stretch(session: Session, name: str, start: int, length: int) -> bytes:
    """Return the bytes from `start`, at most `length` of them."""
    query = (
        select(SnapshotPageRow.start, SnapshotPageRow.bytes)
        .where(
            SnapshotPageRow.name == name,
            SnapshotPageRow.stop > start,
            SnapshotPageRow.start < start + length,
        )
        .order_by(SnapshotPageRow.start)
    )
    rows = session.execute(query).all()
    if not rows:
        return b""
    skipped = start - rows[0][0]
    return b"".join(row[1] for row in rows)[skipped : skipped + length]


def put(session: Session, file: SnapshotFile, pages: Sequence[bytes]) -> None:
    """Keep a snapshot; one of the same name is the same."""
    forget(session, [file.name])
    session.execute(insert(SnapshotRow), [msgspec.structs.asdict(file)])
    rows: list[dict[str, Any]] = []
    at = 0
    for page in pages:
        stop = at + len(page)
        rows.append({"name": file.name, "start": at, "stop": stop, "bytes": page})
        at = stop
    if rows:
        session.execute(insert(SnapshotPageRow), rows)


def forget(session: Session, names: Sequence[str]) -> None:
    """Drop snapshots by name."""
    session.execute(delete(SnapshotPageRow).where(SnapshotPageRow.name.in_(names)))
    session.execute(delete(SnapshotRow).where(SnapshotRow.name.in_(names)))


def forget_all(session: Session) -> None:
    """Drop every snapshot, because one may hold what nobody may see any longer."""
    session.execute(delete(SnapshotPageRow))
    session.execute(delete(SnapshotRow))


def forget_old(session: Session, scope: str, before: datetime, epoch: str) -> None:
    """Drop the snapshots of a view that are older than that, or of another epoch."""
    old = or_(SnapshotRow.made < before, SnapshotRow.epoch != epoch)
    query = select(SnapshotRow.name).where(SnapshotRow.scope == scope, old)
    forget(session, list(session.scalars(query)))
