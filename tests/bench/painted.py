"""Start a program with a window and say when that window was painted.

    python -m tests.bench.painted window empty               an empty PySide6 window
    python -m tests.bench.painted window desk ARGUMENTS…     ict-desk, any window of it
    python -m tests.bench.painted list desk ARGUMENTS…       ict-desk, a list that shows records

Prints one JSON line, {"painted_at": seconds of the monotonic clock, "cpu_seconds": what the
process had used of the processor by then, "modules": what was imported by then,
"pss_bytes": …}, and ends.
The memory is read SETTLE seconds later, when what the start put off has been done.
"""

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.bench.memory import pss

SETTLE = 1.5  # seconds


class Watch(QObject):
    """Sees the first painting that counts."""

    def __init__(self, until: str) -> None:
        super().__init__()
        self._until = until

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._counts(watched):
            application = QApplication.instance()
            assert application is not None
            application.removeEventFilter(self)
            # The picture goes to the screen after all of its widgets have painted.
            QTimer.singleShot(0, _note_painted)
        return False

    def _counts(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget):
            return False
        return self._until == "window" or _shows_records(watched.parentWidget())


def _shows_records(view: QWidget | None) -> bool:
    if not isinstance(view, QAbstractItemView):
        return False
    rows: Callable[[], int] = getattr(view.model(), "rowCount", int)  # no model yet: no rows
    return rows() > 0


def _note_painted() -> None:
    painted: dict[str, object] = {
        "painted_at": time.monotonic(),
        "cpu_seconds": time.process_time(),
        "modules": sorted(sys.modules),
    }
    QTimer.singleShot(int(SETTLE * 1000), lambda: _report(painted))


def _report(painted: dict[str, object]) -> None:
    print(json.dumps({**painted, "pss_bytes": pss()}), flush=True)
    os._exit(0)


def _empty_window() -> None:
    application = QApplication([])
    window = QWidget()
    window.resize(1200, 700)
    window.show()
    application.exec()


def _desk(arguments: list[str]) -> None:
    from desk_app.__main__ import main

    sys.argv = ["ict-desk", *arguments]
    main()


def _watch_every_application(until: str) -> None:
    """Put the watch on the application as soon as somebody runs it."""
    run = QApplication.exec
    watch = Watch(until)

    def watched_run(*_: object) -> int:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(watch)
        return run()

    QApplication.exec = watched_run  # type: ignore[method-assign]  # the one entry to Qt's loop


if __name__ == "__main__":
    _watch_every_application(sys.argv[1])
    if sys.argv[2] == "empty":
        _empty_window()
    else:
        _desk(sys.argv[3:])
