"""Bringing back a desk: from a chosen backup, or after its file was damaged.

Both work on a closed profile and hold its lock. Neither deletes the file it replaces, and both
put the edits of the second journal on top, so that nothing typed is lost.
"""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from desk_app.domain.errors import StoreDamaged, StoreTooNew, WrongInput
from desk_app.store import backups
from desk_app.store.connecting import Driver, connect, world
from desk_app.store.files import Files
from desk_app.store.journal import Journal
from desk_app.store.locking import held
from desk_app.store.opening import prepare
from desk_app.store.replaying import replay
from desk_app.store.values import Desk, Rescued

_PARTS = ("", "-wal", "-shm")

Random = Callable[[int], bytes]


def restore(
    folder: Path, file: Path, key: bytes, *, now: datetime, random: Random = os.urandom
) -> Rescued:
    """Put a backup in the store's place; edits typed since and never sent come back on top.

    Raises:
        WrongInput: the file is no backup of this desk; nothing was changed.
        StoreInUse: a window is open.
        DiskFull: there is no room; nothing was changed.
        StoreTooNew: a newer program made the backup.
    """
    files = Files(folder)
    with world():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with held(files.lock):
        backups.expect_sound(file, key)
        aside = _put_aside(files, now, "replaced")
        return _take(files, file, key, now, random, aside, made=None)


def rescue(folder: Path, key: bytes, *, now: datetime, random: Random = os.urandom) -> Rescued:
    """Rebuild a damaged store from its newest good backup and the second journal.

    Without a good backup the store starts empty with the unsent edits; the next exchange
    compares everything with the ministry and brings the rest.

    Raises:
        StoreInUse: a window is open.
        DiskFull: there is no room; the damaged file stays beside.
    """
    files = Files(folder)
    with held(files.lock):
        aside = _put_aside(files, now, "damaged")
        for made, file in backups.moments(files.backups).items():
            try:
                backups.expect_sound(file, key)
            except (WrongInput, StoreDamaged, StoreTooNew):
                continue
            return _take(files, file, key, now, random, aside, made)
        return _open(files, key, now, random, aside, made=None)


def _take(
    files: Files,
    file: Path,
    key: bytes,
    now: datetime,
    random: Random,
    aside: Path | None,
    made: datetime | None,
) -> Rescued:
    fresh = files.store.with_suffix(".new")
    with world():
        try:
            shutil.copyfile(file, fresh)
            fresh.chmod(0o600)
            fresh.replace(files.store)
        except OSError:
            fresh.unlink(missing_ok=True)
            _put_back(files, aside)
            raise
    return _open(files, key, now, random, aside, made)


def _open(
    files: Files,
    key: bytes,
    now: datetime,
    random: Random,
    aside: Path | None,
    made: datetime | None,
) -> Rescued:
    raw = connect(files.store, key)
    try:
        kept = prepare(files, raw, key, now)
        journal = Journal(files.journal, key, random)
        told = journal.read().desk
        if kept is None and told.device is not None:
            _write_desk(raw, told)
        count = replay(raw, journal, lambda: kept or told)
        return Rescued(made, count, str(aside) if aside is not None else "")
    finally:
        raw.close()


def _write_desk(raw: Driver, desk: Desk) -> None:
    with world():
        raw.execute("UPDATE place SET desk = ?", (msgspec.json.encode(desk).decode(),))


def _put_aside(files: Files, now: datetime, why: str) -> Path | None:
    """Move the store's files into a folder of their own; return it, or None for no store."""
    if not files.store.exists():
        return None
    name = f"{why}-{now.strftime('%Y-%m-%dT%H%M%S')}"
    with world():
        aside = _free(files.folder / name)
        aside.mkdir(mode=0o700)
        for part in _PARTS:
            file = files.store.with_name(files.store.name + part)
            if file.exists():
                file.replace(aside / file.name)
    return aside


def _put_back(files: Files, aside: Path | None) -> None:
    if aside is not None:
        for file in aside.iterdir():
            file.replace(files.folder / file.name)
        aside.rmdir()


def _free(folder: Path) -> Path:
    number = 1
    free = folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free
