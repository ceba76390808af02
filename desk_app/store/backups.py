"""Backups: whole copies under the same key, each opened and checked before it counts.

Rolling backups keep the two newest, one a day for a week and one a week for four weeks. A backup
is made on a connection of its own, so that nobody waits for it.
"""

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk_app.domain.errors import StoreDamaged, WrongInput
from desk_app.store.connecting import connect, world
from desk_app.store.revision import expect_known

EVERY = timedelta(minutes=30)
_NEWEST = 2
_DAYS = 7
_WEEKS = 4
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6})Z\.db")
_FORM = "%Y-%m-%dT%H%M%S"

NOT_A_BACKUP = (
    "This file is no backup of this desk, or it is damaged. Nothing was changed: "
    "choose another backup."
)


def back_up(store: Path, key: bytes, file: Path) -> None:
    """Write a copy of `store` to `file` and check that it opens.

    Raises:
        DiskFull: there is no room; a file that was there before stays.
        StoreDamaged: the store itself cannot be read.
    """
    if not file.parent.is_dir():
        raise WrongInput(
            "There is no folder {folder}. Choose another; nothing was written.",
            folder=file.parent,
        )
    partial = file.with_name(file.name + ".part")
    with world():
        partial.unlink(missing_ok=True)
        try:
            _copy(store, key, partial)
            expect_sound(partial, key)
            _settle(partial, file)
        finally:
            partial.unlink(missing_ok=True)


def _copy(store: Path, key: bytes, file: Path) -> None:
    source = connect(store, key, readonly=True)
    try:
        target = connect(file, key)
        try:
            os.chmod(file, 0o600)  # noqa: PTH101  # reads like the calls beside it
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target)
            # A backup is one file: without this it would want its log beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
    finally:
        source.close()


def _settle(partial: Path, file: Path) -> None:
    """Make the copy durable under its name."""
    handle = os.open(partial, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    partial.replace(file)


def expect_sound(file: Path, key: bytes) -> int:
    """Return the revision of a backup that opens and is whole.

    Raises:
        WrongInput: it is not, or not of this desk.
        StoreTooNew: a newer program wrote it.
    """
    if not file.is_file():
        raise WrongInput(NOT_A_BACKUP)
    try:
        with world():
            revision = _revision(file, key)
    except StoreDamaged as error:
        raise WrongInput(NOT_A_BACKUP) from error
    if not revision:
        raise WrongInput(NOT_A_BACKUP)
    return revision


def _revision(file: Path, key: bytes) -> int:
    """Return a backup's revision, 0 for one that is not whole."""
    raw = connect(file, key, readonly=True)
    try:
        pages = [str(row[0]) for row in raw.execute("PRAGMA quick_check")]
        if pages != ["ok"] or raw.execute("PRAGMA cipher_integrity_check").fetchall():
            return 0
        return expect_known(raw)
    finally:
        raw.close()


def sound(store: Path, key: bytes) -> bool:
    """Tell whether a store's pages are whole; quicker than the check of a backup.

    Raises:
        StoreTrouble: the disk does not answer.
    """
    try:
        with world():
            raw = connect(store, key, readonly=True)
            try:
                return [row[0] for row in raw.execute("PRAGMA quick_check")] == ["ok"]
            finally:
                raw.close()
    except StoreDamaged:
        return False


def moments(folder: Path) -> dict[datetime, Path]:
    """Return the rolling backups in `folder` by the moment they were made, newest first."""
    found: dict[datetime, Path] = {}
    for file in folder.glob("*.db") if folder.is_dir() else ():
        match = _NAME.fullmatch(file.name)
        if match:
            found[datetime.strptime(match[1], _FORM).replace(tzinfo=UTC)] = file
    return dict(sorted(found.items(), reverse=True))


def roll(store: Path, key: bytes, folder: Path, now: datetime) -> bool:
    """Make a backup when the newest is half an hour old, and drop those no slot wants.

    Returns whether one was made.

    Raises:
        DiskFull: there is no room; the backups there were stay.
    """
    with world():
        folder.mkdir(exist_ok=True, mode=0o700)
    there = moments(folder)
    # A clock that was set back must not stop backups for good.
    if any(now - EVERY < made <= now for made in there):
        return False
    back_up(store, key, folder / f"{now.astimezone(UTC).strftime(_FORM)}Z.db")
    there = moments(folder)
    with world():
        for moment in there.keys() - wanted(there, now):
            there[moment].unlink(missing_ok=True)
    return True


def wanted(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return which of the backups made at these moments the slots keep."""
    order = sorted(made, reverse=True)
    keep = set(order[:_NEWEST])
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for moment in order:
        if now - moment <= timedelta(days=_DAYS):
            days[moment.date()] = moment  # the oldest of a day: a fault noticed late is in fewer
        if now - moment <= timedelta(weeks=_WEEKS):
            weeks[moment.isocalendar()[:2]] = moment
    return keep | set(days.values()) | set(weeks.values())
