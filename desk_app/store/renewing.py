"""Bringing a file to the newest shape: tables for a fresh one, migrations for an older one."""

from datetime import datetime

from desk_app.store import schema
from desk_app.store.connecting import Driver
from desk_app.store.revision import revision
from desk_app.store.sql import over, writing
from desk_app.store.store import Files


def renew(files: Files, raw: Driver, key: bytes, now: datetime) -> None:
    """Make or migrate the tables; an older file is copied before it is changed.

    Raises:
        StoreTrouble: there is no room, or the file is damaged; it stays as it was.
    """
    with writing(over(raw)) as sql:
        # Another process may have done it while this one waited for the write lock.
        if revision(raw) == 0:
            schema.create(sql)
