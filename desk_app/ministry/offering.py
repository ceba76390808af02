"""Making snapshots: immutable files of everything in somebody's view."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from msgspec import Struct

from desk_app.contract.messages import SnapshotOffer
from desk_app.contract.snapshot import write_pages
from desk_app.ministry import cursors
from desk_app.ministry.ordering import ordered
from desk_app.ministry.store import records, snapshots
from desk_app.ministry.store.database import Database
from desk_app.ministry.values import SnapshotFile, State
from desk_app.ministry.visibility import Scope

FRESH = timedelta(hours=12)
"""After that the meetings of the week are others."""

STALE_BY = 1_000
"""So many changes may come after a snapshot before another one is made."""

KEPT = timedelta(days=7)
_TRIES = 5


class Made(Struct, frozen=True):
    """A snapshot before it is kept."""

    file: SnapshotFile
    pages: tuple[bytes, ...]


def offer(database: Database, scope: Scope, now: datetime) -> SnapshotOffer:
    """Return a snapshot of a view, a fresh one where the last is out of date."""
    with database.read() as session:
        standing = records.standing(session)
        file = snapshots.newest(session, scope.key, standing.epoch)
    if file is None or now - file.made > FRESH or standing.seq - file.seq > STALE_BY:
        file = _make(database, scope, now)
    place = cursors.Place(file.epoch, file.scope, file.seq)
    cursor = cursors.write(place, standing.secret)
    return SnapshotOffer(file.name, file.size, file.sha256, file.records, cursor)


def _make(database: Database, scope: Scope, now: datetime) -> SnapshotFile:
    """Read without holding anybody up; begin again if something left a view meanwhile."""
    for _ in range(_TRIES):
        made = _read(database, scope, now)
        with database.write() as (session, standing):
            if standing.epoch != made.file.epoch:
                continue
            if records.departures_since(session, made.file.seq):
                continue
            snapshots.forget_old(session, scope.key, now - KEPT, standing.epoch)
            snapshots.put(session, made.file, made.pages)
            return made.file
    # So busy a ministry is asked to wait: nobody writes while this one is made.
    with database.write() as (session, standing):
        made = _collect(scope, now, standing.epoch, standing.seq, records.seen(session, scope))
        snapshots.put(session, made.file, made.pages)
        return made.file


def _read(database: Database, scope: Scope, now: datetime) -> Made:
    with database.read() as session:
        standing = records.standing(session)
        return _collect(scope, now, standing.epoch, standing.seq, records.seen(session, scope))


def _collect(scope: Scope, now: datetime, epoch: str, seq: int, states: Iterable[State]) -> Made:
    every = ordered(states, now)
    pages = tuple(write_pages(state.change() for state in every))
    whole = sha256()
    for page in pages:
        whole.update(page)
    name = sha256(whole.digest() + f"{scope.key} {epoch} {seq}".encode()).hexdigest()[:40]
    size = sum(map(len, pages))
    file = SnapshotFile(name, scope.key, epoch, seq, size, whole.hexdigest(), len(every), now)
    return Made(file, pages)
