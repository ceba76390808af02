"""Rows by the hundred thousand, without the pauses in which Python looks for cycles."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Generator[None]:
    """Let Python not look for reference cycles during the block.

    Rows make none, and each look walks through all that an import remembers: a fifth of its time.
    What lives in the end is taken for good: the first look after it would walk through millions
    of values at once, and no thread does anything meanwhile, a window's neither.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
