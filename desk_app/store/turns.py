"""Who writes next inside one program: the officer goes before the exchange.

SQLite lets writers of several connections try again and again, with growing pauses, so that a
busy exchange could keep an officer's save waiting. Here the exchange steps back between its
transactions as long as somebody else wants to write.
"""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """One writer at a time, officers first."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._writing = False
        self._officers = 0

    @contextmanager
    def officer(self) -> Generator[None]:
        """Write as soon as the transaction under way has ended."""
        with self._changed:
            self._officers += 1
            while self._writing:
                self._changed.wait()
            self._officers -= 1
            self._writing = True
        with self._until_done():
            yield

    @contextmanager
    def exchange(self) -> Generator[None]:
        """Write when nobody else wants to."""
        with self._changed:
            while self._writing or self._officers:
                self._changed.wait()
            self._writing = True
        with self._until_done():
            yield

    @contextmanager
    def _until_done(self) -> Generator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()
