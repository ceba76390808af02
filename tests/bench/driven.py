"""Drive the real window from inside and say how it answered.

    python -m tests.bench.driven type WORDS PEOPLE ARGUMENTS…    type the words of a JSON file
    python -m tests.bench.driven beat SECONDS ARGUMENTS…         watch the main loop while it
                                                                 exchanges, then so long idle

Prints one JSON line and ends. ARGUMENTS are those of `ict-desk`; the window must open on a list.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desk_app.ui.exchange.running import Running
from desk_app.ui.lists.page import ListPage
from desk_app.ui.shell.window import Window
from tests.bench.bench_store import bare_search
from tests.bench.desks import bare_of

PAUSE = 60  # milliseconds from a painted result to the next key
BEAT = 2  # milliseconds


class Typist(QObject):
    """Types words letter by letter and notes how long each letter takes to a painted list."""

    def __init__(self, page: ListPage, words: list[str], people: int) -> None:
        super().__init__(page)
        self._page = page
        self._left = [(word, at) for word in words for at in range(len(word))]
        self._bare = bare_of(people)
        self._pressed = 0.0
        self._answered = False
        self.typed: list[dict[str, Any]] = []
        page.model.modelReset.connect(self._on_reset)
        page.view.viewport().installEventFilter(self)

    def next(self) -> None:
        """Type the next letter, on an empty line where it begins a word."""
        if not self._left:
            _tell({"typed": self.typed})
        word, at = self._left[0]
        if at == 0 and self._page.filter.text():
            self._page.filter.clear()
            QTimer.singleShot(PAUSE * 3, self.next)
            return
        self._left.pop(0)
        self._asked = word[: at + 1]
        self._answered = False
        self._used = time.process_time()
        self._pressed = time.perf_counter()
        _press(self._page.filter, word[at])

    def _on_reset(self) -> None:
        self._answered = self._pressed > 0 and self._page.filter.text() == self._asked

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._answered:
            self._answered = False
            QTimer.singleShot(0, self._painted)  # after all of the picture went to the screen
        return False

    def _painted(self) -> None:
        took = time.perf_counter() - self._pressed
        used = time.process_time() - self._used
        self._pressed = 0.0
        begun = time.perf_counter()
        bare_search(self._bare, self._asked)
        bare = time.perf_counter() - begun
        latin = self._asked.isascii()
        self.typed.append({"latin": latin, "seconds": took, "cpu": used, "bare": bare})
        QTimer.singleShot(PAUSE, self.next)


def _press(line: QObject, letter: str) -> None:
    """Latin letters come from the keyboard, others from an input method."""
    if letter.isascii():
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            none = Qt.KeyboardModifier.NoModifier
            QCoreApplication.sendEvent(line, QKeyEvent(kind, 0, none, letter))
        return
    written = QInputMethodEvent()
    written.setCommitString(letter)
    QCoreApplication.sendEvent(line, written)


class Pulse(QObject):
    """Beats on the main loop and keeps the longest pauses between beats, by phase."""

    def __init__(self, window: Window, idle: float) -> None:
        super().__init__(window)
        self._phase = "opening"
        self._idle = idle
        self.gaps: dict[str, list[float]] = {"opening": [], "exchange": [], "idle": []}
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        app = QApplication.instance()
        assert app is not None
        running = app.findChild(Running)
        assert running is not None
        running.moved.connect(self._on_moved)
        running.over.connect(self._over)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps[self._phase].append(now - self._last)
        self._last = now

    def _on_moved(self, _words: str, _share: float | None) -> None:
        if self._phase == "opening":
            self._phase = "exchange"

    def _over(self, trouble: str) -> None:
        self._trouble = trouble
        QTimer.singleShot(500, self._rest)  # what the end of the exchange makes pages draw

    def _rest(self) -> None:
        self._phase = "idle"
        QTimer.singleShot(int(self._idle * 1000), self._end)

    def _end(self) -> None:
        _tell({"gaps": self.gaps, "trouble": self._trouble})


def _tell(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)
    os._exit(0)


def _when_listed(act: Callable[[ListPage], None]) -> None:
    """Act once the window shows a list with records."""
    for window in QApplication.topLevelWidgets():
        page = window.frame.listed if isinstance(window, Window) else None
        if isinstance(window, Window) and page is not None and page.model.rowCount():
            QTimer.singleShot(1_500, partial(act, page))  # what the start put off
            return
    QTimer.singleShot(20, lambda: _when_listed(act))


def _type(page: ListPage, file: str, people: str) -> None:
    words = json.loads(Path(file).read_text(encoding="utf-8"))
    page.filter.setFocus()
    Typist(page, words, int(people)).next()


def _beat(seconds: str) -> None:
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
    Pulse(window, float(seconds))


def main() -> None:
    from desk_app.__main__ import main as desk

    run = QApplication.exec
    told = sys.argv[1:]
    typing = told[0] == "type"

    def driven(*_: object) -> int:
        if typing:
            _when_listed(lambda page: _type(page, told[1], told[2]))
        else:
            QTimer.singleShot(0, lambda: _beat(told[1]))
        return run()

    QApplication.exec = driven  # type: ignore[method-assign]  # the one entry to Qt's loop
    sys.argv = ["ict-desk", *told[3 if typing else 2 :]]
    desk()


if __name__ == "__main__":
    main()
