"""The window: with `app.py` all that knows Qt.

PySide6 puts a function of its own in the place of Python's import, which reads the source of
every module imported from then on to see whether it uses PySide6's renamed methods
(`__feature__`). Nothing here does, and the start would wait for it: Python's own is put back.
"""

import builtins

import PySide6.QtCore

_ = PySide6.QtCore  # imported so that its import is in place and can be taken out

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
