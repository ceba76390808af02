"""Connections to the encrypted file, and what its driver's failures mean to an officer.

SQLCipher gets its key together with its salt: with the salt in the file's first bytes a power
cut in a checkpoint can leave a file that nothing decrypts. `synchronous=FULL` because what was
acknowledged must be on disk; `secure_delete` because erased names must not stay in free pages.
"""

import errno
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # the wheel carries no types

from desk_app.domain.errors import DiskFull, StoreDamaged, StoreInUse, StoreTrouble

KEY_BYTES = 48
"""Raw key (32) and salt (16)."""

PATIENCE_MS = 20_000
"""How long a writer waits for another one."""

_ROOM_KB, _LONG_ROOM_KB = 16_000, 32_000
"""How much of the file is kept in memory, decrypted: commonly, and while a whole file comes in."""

_LOG_PAGES, _LONG_LOG_PAGES = 1_000, 16_000
"""How long the log grows before it is written into the file, whose pages it then spares."""

if TYPE_CHECKING:
    import sqlite3

    Driver = sqlite3.Connection
else:
    Driver = dbapi2.Connection
"""The driver's connection; SQLCipher's has the interface of the standard library's."""

DRIVER_ERROR = cast(
    "type[Exception]",
    dbapi2.DatabaseError,  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]  # the wheel carries no types
)

NOT_A_STORE = (
    "The file with your records is damaged. What you typed and had not sent is kept in a second "
    "file, and backups are kept too: let the program repair the store."
)
FULL = (
    "The disk is full. What was saved before is safe, this change was not kept. "
    "Make room on the disk and try again."
)
BUSY = (
    "Another part of the program is still writing. Nothing is lost, this change was not kept; "
    "try again in a moment."
)
UNREADABLE = (
    "The disk does not answer as it should. What was saved before stays as it is, this change "
    "was not kept. Check the disk, then start the program again."
)
_DAMAGE = re.compile("malformed|not a database|corrupt|file is encrypted|hmac", re.IGNORECASE)


def connect(file: Path, key: bytes, *, readonly: bool = False) -> Driver:
    """Open a connection to `file`; every cursor runs in autocommit until `BEGIN`.

    Raises:
        StoreDamaged: the file is no store, or not one of this key.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a store key has {KEY_BYTES} bytes")
    mode = "ro" if readonly else "rwc"
    with world():
        connection = cast(
            Driver,
            dbapi2.connect(  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]  # the wheel carries no types
                f"{file.absolute().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=512,
            ),
        )
        try:
            _prepare(connection, key, readonly=readonly)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Driver, key: bytes, *, readonly: bool) -> None:
    run = connection.execute
    run("PRAGMA cipher_log_level = none")
    run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    run("PRAGMA temp_store = MEMORY")
    run("PRAGMA foreign_keys = ON")
    run(f"PRAGMA cache_size = -{_ROOM_KB}")
    if not readonly:
        run("PRAGMA secure_delete = ON")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA journal_mode = WAL")
    run("SELECT count(*) FROM sqlite_schema").fetchone()


def begin_long_work(connection: Driver) -> None:
    """Let a connection keep more in memory and in its log, until `end_long_work`."""
    _make_room(connection, _LONG_ROOM_KB, _LONG_LOG_PAGES)


def end_long_work(connection: Driver) -> None:
    """Let a connection keep in memory and in its log what it commonly does."""
    _make_room(connection, _ROOM_KB, _LOG_PAGES)


def _make_room(connection: Driver, kilobytes: int, pages: int) -> None:
    connection.execute(f"PRAGMA cache_size = -{kilobytes:d}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {pages:d}")


@contextmanager
def world() -> Generator[None]:
    """Turn what the disk and other programs do to the store into sentences.

    Raises:
        DiskFull, StoreDamaged, StoreInUse, StoreTrouble: as the driver or the system says.
    """
    try:
        yield
    except DRIVER_ERROR as error:
        trouble = meaning(error)
        if trouble is None:
            raise
        raise trouble from None  # the driver's text may quote what was typed
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(FULL) from error
        raise StoreTrouble(UNREADABLE) from error


def meaning(error: Exception) -> StoreTrouble | None:
    """Tell which trouble of the world a driver's error is; None for a bug of ours."""
    name = str(getattr(error, "sqlite_errorname", ""))
    text = str(error)
    if name.startswith("SQLITE_FULL") or "disk is full" in text:
        return DiskFull(FULL)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "is locked" in text:
        return StoreInUse(BUSY)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or _DAMAGE.search(text):
        return StoreDamaged(NOT_A_STORE)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")):
        return StoreTrouble(UNREADABLE)
    if any(words in text for words in ("disk I/O error", "unable to open", "readonly database")):
        return StoreTrouble(UNREADABLE)
    return None


@contextmanager
def transaction(connection: Driver) -> Generator[Driver]:
    """Hold the write lock during the block; commit at its end, undo everything if it fails."""
    with world():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
