"""One-time codes: a few easy words, kept only as a slow hash."""

import hmac
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from argon2.low_level import Type, hash_secret_raw

from desk_app.resources import text

WORDS = 4
"""Words a code has; four of 1,024 are 40 bits, and guesses are counted."""

_LETTERS = re.compile(r"[a-z]+")


@cache
def word_list() -> tuple[str, ...]:
    """Return the words codes are made of, a power of two of them."""
    return tuple(text("contract", "words.txt").split())


def new_code(random: Callable[[int], bytes]) -> str:
    """Return a code that nobody can guess: `river-candle-seven-moon`."""
    words = word_list()
    return "-".join(words[int.from_bytes(random(4), "big") % len(words)] for _ in range(WORDS))


def digest(code: str, secret: bytes) -> bytes:
    """Return the slow hash (Argon2id, RFC 9106) under which a code is kept.

    The salt is one for the whole ministry, so that a code can be looked up; it is as secret as
    the ministry's key. Case, and what stands between the words, make no difference.
    """
    spoken = "-".join(_LETTERS.findall(code[:200].lower()))
    salt = hmac.digest(secret, b"code", sha256)
    return hash_secret_raw(
        spoken.encode("ascii"),
        salt,
        time_cost=2,
        memory_cost=19_456,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
