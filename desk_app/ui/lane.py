"""A lane: one thread that does one piece of work after the other."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

Work = Callable[[], None]


class Lane:
    """Runs work in the order it was handed over, on a thread that starts with the first piece.

    Work must not raise. Executors of the standard library would do, but they bring logging and
    more into the start of the window.
    """

    def __init__(self, name: str) -> None:
        self._queue: SimpleQueue[Work | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._begun = False
        self._closed = False

    def submit(self, work: Work) -> None:
        """Run `work` when its turn comes; after `close` it is dropped."""
        if self._closed:
            return
        self._queue.put(work)
        if not self._begun:
            self._begun = True
            self._thread.start()

    def close(self, *, finish: bool = True) -> None:
        """Take no more work, and wait; with `finish` until all that is queued is done."""
        self._closed = True
        if not finish:
            self._drop()
        self._queue.put(None)
        if self._begun:
            self._thread.join()

    def _drop(self) -> None:
        while not self._queue.empty():
            self._queue.get()

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            work()
