"""Sentences about what was found in a file: English text that can be said in Bangla as well."""

from typing import Any, Self, cast

from desk_app.domain.labels import Label


class Sentence(str):
    """An English sentence that knows its words and what fills them, so that others can say it.

    Everywhere it is a plain text; only the window looks at its parts: `one` with named places,
    `many` where `count` is not one, `values` (a `Label`, or several, in either language).
    """

    one: str
    many: str
    values: dict[str, Any]

    def __new__(cls, one: str, many: str = "", /, **values: object) -> Self:
        """Fill the places of a sentence."""
        words = many if many and values.get("count") != 1 else one
        english = {name: _english(value) for name, value in values.items()}
        made = super().__new__(cls, words.format(**english) if values else words)
        made.one, made.many, made.values = one, many, values
        return made

    def __str__(self) -> str:
        """Return the English text alone, which any writer takes."""
        return str.__str__(self)


def labelled(words: Label) -> Sentence:
    """Return a sentence that a declaration brings in both languages."""
    return Sentence("{words}", words=words)


def named(names: list[str], most: int = 12) -> str:
    """Return headings as a sentence lists them: quoted, none too long, not too many."""
    listed = ", ".join(f"“{name[:40]}”" for name in names[:most])
    return f"{listed} (+{len(names) - most})" if len(names) > most else listed


def _english(value: object) -> object:
    if isinstance(value, Label):
        return value.en
    if isinstance(value, tuple):
        return ", ".join(str(_english(one)) for one in cast("tuple[object, ...]", value))
    return value
