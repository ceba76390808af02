"""What a record is called: in lists, on paper, in a sentence."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from desk_app.domain.fields import Field, Shape
from desk_app.domain.labels import Language
from desk_app.domain.numerals import digits
from desk_app.domain.places import country_name
from desk_app.domain.registry import Kind
from desk_app.domain.values import Plain

_IDENTIFIER = re.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
"""The one form in which the store and the wire write an identifier (RFC 9562)."""

TitleOf = Callable[[str], str]
"""Gives the title of the record with an identifier (as text), or an empty text.

In Bangla it is asked for the name of a skill by its code as well.
"""

NO_TITLES: TitleOf = lambda _id: ""  # noqa: E731  (a constant that happens to be callable)


def title(kind: Kind, fields: Plain, title_of: TitleOf, language: Language = "en") -> str:
    """Return the title that the declaration of `kind` composes; never empty.

    `title_of` names the records that links point to. A code stands as its label in `language`,
    and what was told in Bangla too stands as it was told there.
    """
    parts = (
        part(kind.fields[name], in_language(kind, fields, name, language), title_of, language)
        for name in kind.title
    )
    return kind.joiner.join(text for text in parts if text) or kind.label.text(language)


def in_bangla(kind: Kind, name: str) -> str:
    """Name the field that says in Bangla what field `name` says, or return an empty text.

    The rule of all declarations: it is called as that one, with `_bn` behind.
    """
    twin = f"{name}_bn"
    return twin if twin in kind.fields else ""


def in_language(kind: Kind, fields: Plain, name: str, language: Language) -> Any:
    """Return the JSON value of a field as it is told in `language`, where it was told there."""
    if language == "bn" and (twin := in_bangla(kind, name)) and fields.get(twin):
        return fields[twin]
    return fields.get(name)


def part(field: Field, value: object, title_of: TitleOf, language: Language = "en") -> str:
    """Return the words for one field's JSON value inside a title or a list cell."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_one(field, item, title_of, language) for item in value)))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON lists hold anything
    return _one(field, value, title_of, language)


def _one(field: Field, value: object, title_of: TitleOf, language: Language) -> str:
    match field.shape:
        case Shape.LINK | Shape.LINKS:
            return title_of(str(value))
        case Shape.CHOICE | Shape.CHOICES:
            return field.choice(str(value)).text(language)
        case Shape.SKILLS if isinstance(value, dict):
            return _skill(str(value.get("skill", "")), title_of, language)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]  # JSON objects hold anything
        case Shape.SKILL:
            return _skill(str(value), title_of, language)
        case Shape.COUNTRY if language == "bn":
            return country_name(str(value)).bn
        case Shape.NUMBER | Shape.DATE | Shape.MOMENT:
            return digits(str(value), language)
        case _:
            return str(value)


def _skill(code: str, title_of: TitleOf, language: Language) -> str:
    """Return a skill's code, by which English titles are sorted and found, or its name."""
    return (language == "bn" and title_of(code)) or code


def linked(kind: Kind, fields: Plain) -> list[tuple[str, UUID]]:
    """List the links in `fields` as (field, record) pairs; no identifier, no link."""
    return [(name, id) for name, text in _links(kind, fields) if (id := _uuid(text))]


def linked_texts(kind: Kind, fields: Plain) -> list[tuple[str, str]]:
    """List the links in `fields` as (field, text of the identifier) pairs."""
    return [(name, text) for name, text in _links(kind, fields) if is_identifier(text)]


def is_identifier(text: str) -> bool:
    """Tell whether `text` is an identifier in the one form in which it is kept and sent."""
    return _IDENTIFIER.fullmatch(text) is not None


def _links(kind: Kind, fields: Plain) -> Iterator[tuple[str, str]]:
    for name in kind.links():
        value = fields.get(name)
        if isinstance(value, list):
            yield from ((name, str(item)) for item in value if item)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # JSON
        elif value:
            yield name, str(value)


@lru_cache(maxsize=20_000)
def _uuid(text: str) -> UUID | None:
    """Read an identifier; writing a record down asks for each of its links several times."""
    try:
        return UUID(text)
    except ValueError:
        return None
