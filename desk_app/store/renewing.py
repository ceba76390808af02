"""Bringing a file to the newest shape: tables for a fresh one, migrations for an older one."""

from datetime import UTC, datetime

from desk_app.store import schema
from desk_app.store.backups import back_up
from desk_app.store.connecting import Driver, world
from desk_app.store.files import Files
from desk_app.store.revision import REVISION, revision
from desk_app.store.sql import over, writing


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


def _keep_copy(files: Files, key: bytes, before: int, now: datetime) -> None:
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%S")
    with world():
        files.backups.mkdir(exist_ok=True, mode=0o700)
    back_up(files.store, key, files.backups / f"shape-{before}-{stamp}Z.db")
