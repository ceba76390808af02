"""Opening a profile's store: made where it is new, brought up to date where it is old."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from desk_app.domain.errors import StoreDamaged
from desk_app.store.connecting import NOT_A_STORE, Driver, connect, transaction, world
from desk_app.store.files import Files
from desk_app.store.locking import Lock
from desk_app.store.revision import REVISION, expect_known
from desk_app.store.store import Store
from desk_app.store.values import Desk


def open_store(
    folder: Path,
    key: bytes,
    *,
    desk: Desk,
    clock: Callable[[], datetime],
    random: Callable[[int], bytes],
    window: bool = False,
) -> Store:
    """Open the store in `folder`, making it where there is none.

    Args:
        folder: the profile's folder.
        key: 48 bytes, SQLCipher's raw key and salt.
        desk: who works here; what the store kept at enrolment goes before it.
        clock: tells the time, aware, in UTC.
        random: gives so many bytes nobody can guess.
        window: whether a window opens it, which only one may; commands work beside it.

    Raises:
        StoreInUse: another window has it open.
        StoreDamaged: the file is damaged; `rescue.rescue` brings back what can be.
        StoreTooNew: a newer program wrote it.
        DiskFull: there is no room to open it.
    """
    files = Files(folder)
    with world():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if has_vanished(files):
            raise StoreDamaged(NOT_A_STORE)
    lock = Lock(files.lock) if window else None
    try:
        raw = connect(files.store, key)
        try:
            kept = prepare(files, raw, key, clock())
            if window:
                _doubt_what_was_under_way(raw)
        except BaseException:
            raw.close()
            raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Store(files, key, raw, kept or desk, clock, random, lock)


def has_vanished(files: Files) -> bool:
    """Tell whether the file is empty or gone though edits were once typed into it.

    A new store in its place would look like a desk without records, and the next exchange would
    take the second journal for answered.
    """
    empty = not files.store.exists() or files.store.stat().st_size == 0
    return empty and files.journal.exists() and files.journal.stat().st_size > 0


def _doubt_what_was_under_way(raw: Driver) -> None:
    """Say of edits whose sending an end of the program cut off that no receipt came."""
    # Only unanswered edits are asked for: they have an index, which a list of all people has not.
    sending = "SELECT record FROM edit WHERE answered_at IS NULL AND stage = 'sending'"
    if raw.execute(f"{sending} LIMIT 1").fetchone():
        with transaction(raw):
            raw.execute(
                f"UPDATE entry SET state = 'unconfirmed' WHERE state = 'sending' AND id IN ({sending})"  # noqa: S608, E501  # constants
            )
            raw.execute(
                "UPDATE edit SET stage = 'unconfirmed' "
                "WHERE answered_at IS NULL AND stage = 'sending'"
            )


def prepare(files: Files, raw: Driver, key: bytes, now: datetime) -> Desk | None:
    """Make or migrate the tables where needed, and return who the store says works here.

    Raises:
        StoreTooNew: a newer program wrote the file.
        StoreTrouble: the disk does not let it; the file stays as it was.
    """
    with world():
        if expect_known(raw) < REVISION:
            from desk_app.store.renewing import renew  # imports SQLAlchemy

            renew(files, raw, key, now)
        row = raw.execute("SELECT desk FROM place").fetchone()
    return msgspec.json.decode(row[0], type=Desk) if row and row[0] else None
