"""Short codes that a person can read from paper and type, and that find a record again."""

from uuid import UUID

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_ALIKE = str.maketrans("OIL", "011")
_PLACES = 7
_LONGEST = 60

SCHEME = "ict-desk:"
"""The scheme of the addresses that stand on paper as QR codes."""


def code_of(id: UUID) -> str:
    """Return the code of a record: seven letters of its random part and one that checks them.

    After Douglas Crockford's base 32; two records of one desk share a code once in 2**35 pairs.
    """
    letters = _letters(id.int & (1 << 5 * _PLACES) - 1)
    whole = letters + _check(letters)
    return f"{whole[:4]}-{whole[4:]}"


def is_code(text: str) -> bool:
    """Tell whether `text` is a code typed without a slip; case and dashes do not matter."""
    return _plain(text)[:_PLACES] != "" and _fits(_plain(text))


def code_in(text: str) -> str:
    """Return the code that `text` is, or an empty text; what is around it is never followed.

    A code may be typed, or come from a camera as `ict-desk:outcome/CODE`.
    """
    bare = text.strip()
    if len(bare) > _LONGEST:
        return ""
    if bare.casefold().startswith(SCHEME):
        bare = bare.rpartition("/")[2]
    return bare if is_code(bare) else ""


def same_code(text: str, id: UUID) -> bool:
    """Tell whether `text`, as somebody typed it, is the code of `id`."""
    return _plain(text) == _plain(code_of(id))


def _fits(letters: str) -> bool:
    known = len(letters) == _PLACES + 1 and all(letter in _LETTERS for letter in letters)
    return known and letters[-1] == _check(letters[:-1])


def _plain(text: str) -> str:
    bare = "".join(character for character in text.upper() if character.isalnum())
    return bare.translate(_ALIKE)


def _letters(value: int) -> str:
    return "".join(_LETTERS[value >> 5 * place & 31] for place in reversed(range(_PLACES)))


def _check(letters: str) -> str:
    """Weigh each letter by its place, so that a slip or two letters swapped show."""
    total = sum(weight * _LETTERS.index(letter) for weight, letter in enumerate(letters, 2))
    return _LETTERS[total % 31]
