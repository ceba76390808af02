"""Bringing a file to the newest shape: tables for a fresh one, migrations for an older one."""

from datetime import UTC, datetime
from uuid import UUID

from desk_app.domain.fields import Shape
from desk_app.domain.kinds import KINDS
from desk_app.store import entries, indexing, rows, schema, vocabulary
from desk_app.store.backups import back_up
from desk_app.store.connecting import Driver, world
from desk_app.store.files import Files
from desk_app.store.revision import LINE_REVISION, REVISION, SEARCH_REVISION, revision
from desk_app.store.rows import in_chunks
from desk_app.store.sql import driver, over, writing


def renew(files: Files, raw: Driver, key: bytes, now: datetime) -> None:
    """Make or migrate the tables; an older file is copied before it is changed.

    Raises:
        StoreTrouble: there is no room, or the file is damaged; it stays as it was.
    """
    before = revision(raw)
    if before:
        _keep_copy(files, key, before, now)
    with writing(over(raw)) as sql:
        # Another process may have done it while this one waited for the write lock.
        at = revision(raw)
        if at == 0:
            schema.create(sql)
        elif at < REVISION:
            from desk_app.store.migrations import migrate  # imports Alembic

            migrate(sql, at)
            if at < SEARCH_REVISION:
                _renew_search(driver(sql), now)
            if at < LINE_REVISION:
                _renew_lines(driver(sql), now)


def _renew_search(raw: Driver, now: datetime) -> None:
    """Bring what records are found by to what this program makes of them."""
    indexing.refold(raw)
    for kind in KINDS.values():
        for name in (name for name, field in kind.fields.items() if field.shape is Shape.PHONES):
            grouped = rows.select(raw, kind.name, f't."{name}" GLOB ?', ("*[0-9][ ()./-]*",))
            entries.refresh(raw, grouped, set(), now.date().isoformat())
    vocabulary.rebuild(raw)


def _renew_lines(raw: Driver, now: datetime) -> None:
    """Compose the lines of all records as this program does."""
    for kind in KINDS:
        for some in in_chunks(_of_kind(raw, kind)):
            kepts = rows.fetch_kind(raw, kind, some)
            entries.refresh(raw, kepts, set(), now.date().isoformat())


def _of_kind(raw: Driver, kind: str) -> list[UUID]:
    return [UUID(bytes=id) for (id,) in raw.execute(f'SELECT id FROM "{kind}"')]  # noqa: S608  # names of our declarations


def _keep_copy(files: Files, key: bytes, before: int, now: datetime) -> None:
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%S")
    with world():
        files.backups.mkdir(exist_ok=True, mode=0o700)
    back_up(files.store, key, files.backups / f"shape-{before}-{stamp}Z.db")
