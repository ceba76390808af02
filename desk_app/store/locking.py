"""The one-window rule: a file that only one window, restore or repair holds at a time.

Commands that read or write shortly take no lock: they work beside an open window, each in
transactions of its own. A window holds the lock as long as it is open; restoring and repairing
replace the store's file and therefore take it as well.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from desk_app.domain.errors import StoreInUse

IN_USE = (
    "This desk is already open in another window. Nothing is wrong with your records: "
    "go to that window, or close it first."
)


class Lock:
    """An exclusive hold on `file`, given back by `release` or by the end of the process."""

    def __init__(self, file: Path) -> None:
        """Take the lock.

        Raises:
            StoreInUse: somebody else holds it.
        """
        self._handle: int | None = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(self._handle)
        except OSError as error:
            self.release()
            raise StoreInUse(IN_USE) from error

    def release(self) -> None:
        """Let others in; once is enough."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextmanager
def held(file: Path) -> Generator[Lock]:
    """Hold the lock during the block.

    Raises:
        StoreInUse: somebody else holds it.
    """
    lock = Lock(file)
    try:
        yield lock
    finally:
        lock.release()


if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
