"""Field values as an officer reads them, in the language in use."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from desk_app.domain.fields import Field, Shape
from desk_app.domain.labels import Label
from desk_app.domain.places import country_name, language_name
from desk_app.domain.registry import Content, Kind
from desk_app.domain.titles import in_language
from desk_app.domain.values import Figure, Plain
from desk_app.i18n import label, language, moment, number, short_day, t

Names = Mapping[str, str]
"""Titles of linked records by their identifiers, as text."""
Skills = Mapping[str, Label]
"""Names of skills by their codes."""


def shown(field: Field, value: Any, names: Names, skills: Skills) -> str:
    """Return the words for a JSON value of `field`; an empty text for nothing."""
    if value is None or value in ("", [], False):
        return ""
    if field.shape is Shape.PICTURE:
        return t("(a picture)")
    if isinstance(value, list):
        return ", ".join(filter(None, (_one(field, item, names, skills) for item in value)))  # pyright: ignore[reportUnknownVariableType]  # JSON
    return _one(field, value, names, skills)


def _one(field: Field, value: Any, names: Names, skills: Skills) -> str:
    match field.shape:
        case Shape.CHOICE | Shape.CHOICES:
            return label(field.choice(str(value)))
        case Shape.COUNTRY:
            return label(country_name(str(value)))
        case Shape.LANGUAGES:
            return label(language_name(str(value)))
        case Shape.NUMBER:
            return number(int(value))
        case Shape.FIGURE:
            return figure(msgspec.convert(value, Figure))
        case Shape.YES_NO:
            return t("Yes")
        case Shape.DATE:
            return day_words(value)
        case Shape.MOMENT:
            return moment_words(value)
        case Shape.SKILLS:
            return skill_name(str(value.get("skill", "")), skills)
        case Shape.SKILL:
            return skill_name(str(value), skills)
        case Shape.LINK | Shape.LINKS:
            return names.get(str(value), "") or t("(not here)")
        case _:
            return str(value)


def title_words(kind: Kind, fields: Plain, names: Names, skills: Skills) -> str:
    """Return what a record is called, in the language in use."""
    parts = (
        shown(kind.fields[name], in_language(kind, fields, name, language()), names, skills)
        for name in kind.title
    )
    return kind.joiner.join(text for text in parts if text) or label(kind.label)


def worded(content: Content, field: str) -> str:
    """Return what a record says in a field, in Bangla where that is in use and was told."""
    bangla = str(getattr(content, f"{field}_bn", "")) if language() == "bn" else ""
    return bangla or str(getattr(content, field))


def day_words(value: object) -> str:
    """Write an ISO date for a reader; what is no date stays as it is."""
    try:
        return short_day(date.fromisoformat(str(value)[:10]))
    except ValueError:
        return str(value)


def moment_words(value: object) -> str:
    """Write an RFC 3339 moment for a reader, on the workstation's clock."""
    try:
        return moment(datetime.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def figure(value: Figure) -> str:
    """Write a figure or a range, with its unit, and say when it is an estimate."""
    text = number(value.low)
    if value.high != value.low:
        text = f"{text}–{number(value.high)}"
    text = f"{value.unit} {text}".strip()
    return t("about {figure}", figure=text) if value.estimated else text


def skill_name(code: str, skills: Skills) -> str:
    """Return a skill's name; a code nobody has named stands for itself."""
    found = skills.get(code)
    return label(found) if found else code
