"""What PySide6 does to every program that imports it, and this one has no use for."""

import builtins
from importlib import import_module


def import_plainly() -> None:
    """Import modules from now on without PySide's look into each of them.

    PySide6 wraps `__import__` so that modules may say `from __feature__ import …`, and reads the
    source text of every module imported afterwards to see whether it could. No module here says
    so, and some 200 texts take 30 ms of a start and stay in memory (`linecache`).
    """
    import_module("PySide6.QtCore")  # which puts PySide's `__import__` in the place of Python's
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
