"""A picture of the window, taken once its content is there."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from desk_app.ui.shell.window import Window
from desk_app.ui.today.page import TodayPage

_LOOK_AGAIN = 50
_SETTLED = 6
"""How many looks in a row must find the content there: layouts settle in between."""


def photograph(window: Window, file: Path, patience: int) -> bool:
    """Wait up to `patience` milliseconds for *Today*, save the window as PNG; tell if it came."""
    loop = QEventLoop()
    seen: list[bool] = []

    def look_again() -> None:
        seen.append(ready(window))
        if len(seen) >= _SETTLED and all(seen[-_SETTLED:]):
            loop.quit()

    look = QTimer(interval=_LOOK_AGAIN)
    look.timeout.connect(look_again)
    look.start()
    QTimer.singleShot(patience, loop.quit)
    loop.exec()
    look.stop()
    return ready(window) and window.grab().save(str(file), "PNG")


def ready(window: Window) -> bool:
    """Tell whether *Today* and the standing are on the screen."""
    today = window.frame.pages.currentWidget()
    return isinstance(today, TodayPage) and today.day is not None and window.standing is not None
