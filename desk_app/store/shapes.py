"""How a field's JSON value lies in a column, and the one form in which values are kept.

A record's fields are kept in *plain* form: JSON values by name, without those that have their
default. Both sides of an exchange leave defaults out, so that "never filled" and "back to the
default" are the same to a merge.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.fields import Field, Shape
from desk_app.domain.registry import KINDS, Content, Kind, plain, usual
from desk_app.domain.titles import is_identifier
from desk_app.domain.values import Plain

ENVELOPE_COLUMNS = ("id", "version", "leaf", "envelope", "extra")
"""What a kind's table has besides its fields; no field may be called so."""

Coder = Callable[[Any], Any]
_json = msgspec.json.Encoder()


def to_json(value: Any) -> str:
    """Write a JSON value down."""
    return _json.encode(value).decode()


def from_json(text: str | bytes | None) -> Any:
    """Read a JSON value; nothing written is nothing."""
    return msgspec.json.decode(text) if text else None


class Column(Struct, frozen=True):
    """How one field lies in its table: `write` and `read` turn JSON values over."""

    name: str
    sql: str
    empty: Any
    write: Coder
    read: Coder


def _same(value: Any) -> Any:
    return value


def _uuid_to_bytes(value: Any) -> bytes | None:
    return UUID(value).bytes if value else None


def _bytes_to_uuid(value: bytes | None) -> str | None:
    return str(UUID(bytes=value)) if value else None


_TEXTS = {
    Shape.LINE,
    Shape.PROSE,
    Shape.URL,
    Shape.CHOICE,
    Shape.COUNTRY,
    Shape.SKILL,
    Shape.PICTURE,
}
_TEXT_LISTS = {Shape.WORDS, Shape.CHOICES, Shape.LANGUAGES, Shape.EMAILS, Shape.PHONES}


def column(name: str, field: Field) -> Column:
    """Tell how a field of this shape is kept."""
    if field.shape is Shape.LINK:
        return Column(name, "BLOB", None, _uuid_to_bytes, _bytes_to_uuid)
    if field.shape in _TEXTS:
        return Column(name, "TEXT", "", _same, _same)
    if field.shape is Shape.YES_NO:
        return Column(name, "INTEGER", 0, int, bool)
    if field.shape is Shape.NUMBER:
        return Column(name, "INTEGER", None, _same, _same)
    if field.shape in (Shape.DATE, Shape.MOMENT):
        return Column(name, "TEXT", None, _same, _same)
    if field.many:
        return Column(name, "TEXT", "[]", to_json, from_json)
    return Column(name, "TEXT", None, to_json, from_json)


class Layout(Struct, frozen=True):
    """A kind's table as the prepared statements see it."""

    kind: Kind
    columns: tuple[Column, ...]
    defaults: Plain
    places: Mapping[str, int]
    blank: tuple[Any, ...]
    select: str
    put: str


@cache
def layout(name: str) -> Layout:
    """Return the layout of kind `name`'s table."""
    kind = KINDS[name]
    columns = tuple(column(field, kind.fields[field]) for field in kind.fields)
    clash = set(ENVELOPE_COLUMNS) & set(kind.fields)
    if clash:
        raise TypeError(f"{name}: {clash} are names of the record's own columns")
    names = [*ENVELOPE_COLUMNS, *kind.fields]
    quoted = ", ".join(f'"{name}"' for name in names)
    renewed = ", ".join(f'"{name}" = excluded."{name}"' for name in names[1:])
    marks = ", ".join("?" * len(names))
    defaults: Plain = from_json(to_json(_with_defaults(kind.content())))
    return Layout(
        kind=kind,
        columns=columns,
        defaults=defaults,
        places={column.name: place for place, column in enumerate(columns)},
        blank=_blank(columns, defaults),
        select=", ".join(f't."{name}"' for name in names),
        put=f'INSERT INTO "{name}" ({quoted}) VALUES ({marks})'  # noqa: S608  # names of our declarations
        f" ON CONFLICT (id) DO UPDATE SET {renewed}",
    )


def _with_defaults(content: Content) -> Plain:
    return {name: getattr(content, name) for name in content.__struct_fields__}


def written(shape: Layout, fields: Plain) -> tuple[list[Any], Plain]:
    """Turn plain `fields` into column values, and the names this program has no column for."""
    values = [*shape.blank]
    extra: Plain = {}
    for name, value in fields.items():
        place = shape.places.get(name)
        if place is None:
            extra[name] = value
        elif value is not None:
            values[place] = shape.columns[place].write(value)
    return values, extra


def _blank(columns: tuple[Column, ...], defaults: Plain) -> tuple[Any, ...]:
    """Return the column values of a record that says nothing."""
    given = ((column, defaults[column.name]) for column in columns)
    return tuple(c.empty if value is None else c.write(value) for c, value in given)


def read(shape: Layout, values: tuple[Any, ...]) -> Plain:
    """Turn column values back into plain fields, without those at their default."""
    found: Plain = {}
    for place, value in zip(shape.columns, values, strict=True):
        if value is None or (value == place.empty and not shape.defaults[place.name]):
            continue
        back = place.read(value)
        if back != shape.defaults[place.name]:
            found[place.name] = back
    return found


def canonical(kind: Kind, fields: Mapping[str, Any]) -> Plain:
    """Return `fields` in the one form in which they are kept.

    Empty values and defaults are left out, moments are in UTC. Names this program does not know
    are kept; a value it cannot read under a name it does know is left out.
    """
    filled = {name: value for name, value in fields.items() if not blank(value)}
    if all(_kept_as_it_is(kind, name, value) for name, value in filled.items()):
        told = usual(kind.content)
        return {name: value for name, value in filled.items() if told.get(name) != value}
    known = {name: value for name, value in filled.items() if name in kind.fields}
    try:
        kept = _in_utc(kind, plain(kind.read(known)))
    except msgspec.ValidationError:
        kept = Plain()
        for name, value in known.items():
            kept |= _alone(kind, name, value)
    return kept | {name: value for name, value in filled.items() if name not in kind.fields}


def _kept_as_it_is(kind: Kind, name: str, value: Any) -> bool:
    """Tell whether a value is one of text already, which is most, so that nothing need be read."""
    field = kind.fields.get(name)
    if field is None:
        return False
    if isinstance(value, str):
        if field.shape is Shape.LINK:
            return is_identifier(value)
        return field.shape in _TEXTS
    return (
        field.shape in _TEXT_LISTS
        and isinstance(value, list)
        and all(isinstance(item, str) for item in value)  # pyright: ignore[reportUnknownVariableType]  # JSON
    )


def _alone(kind: Kind, name: str, value: Any) -> Plain:
    try:
        return _in_utc(kind, plain(kind.read({name: value})))
    except msgspec.ValidationError:
        return {}


def _in_utc(kind: Kind, fields: Plain) -> Plain:
    for name, value in fields.items():
        if kind.fields[name].shape is Shape.MOMENT:
            moment = datetime.fromisoformat(value).astimezone(UTC)
            fields[name] = msgspec.to_builtins(moment)
    return fields


def blank(value: Any) -> bool:
    """Tell whether a value is the same to an officer as none."""
    return value is None or value in ("", [], {})
