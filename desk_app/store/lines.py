"""What a record's line in a list says, and the words it is found by: values in, values out."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec import Struct

from desk_app.domain.fields import Field, Shape
from desk_app.domain.registry import KINDS, Kind
from desk_app.domain.titles import TitleOf, linked, part, title
from desk_app.domain.values import Plain
from desk_app.domain.words import sort_key
from desk_app.store.indexing import index_words, phone_words
from desk_app.store.shapes import to_json

KEY_LIMIT = 120
"""How many letters of a title decide its place; titles that agree so far stand in any order."""

_LAST = "\U0010ffff"
_NEWEST_FIRST = str.maketrans("0123456789", "9876543210")
_DETAIL_SHAPES = (Shape.LINE, Shape.LINK, Shape.LINKS)

CARRIED: dict[str, tuple[str, ...]] = {
    name: tuple(field for field, said in kind.fields.items() if said.carried)
    for name, kind in KINDS.items()
}
"""By kind, the links whose target's line includes the record."""


class Line(Struct, frozen=True):
    """A list's line of one record."""

    title: str
    detail: str
    cells: str
    key: str
    words: str


class Carried(Struct, frozen=True):
    """A record that another one's line includes, and the field that says so."""

    kind: str
    field: str
    fields: Plain


def line(
    kind: Kind, fields: Plain, title_of: TitleOf, carried: Iterable[Carried], today: str
) -> Line:
    """Compose the line; `title_of` also names skills by their code."""
    named = title(kind, fields, title_of)
    parts = list(carried)
    spoken = [named, *_texts(kind, fields, title_of)]
    for one in parts:
        spoken += _texts(KINDS[one.kind], one.fields, title_of)
        spoken.append(title(KINDS[one.kind], one.fields, title_of))
    return Line(
        title=named,
        detail=_current(parts, title_of, today) or _detail(kind, fields, title_of),
        cells=to_json({n: fields[n] for n, f in kind.fields.items() if f.column and n in fields}),
        key=key(kind, fields, named),
        words=index_words(spoken),
    )


def key(kind: Kind, fields: Plain, named: str) -> str:
    """Return what the kind's list is sorted by; records without a date come last."""
    by_title = sort_key(named)[:KEY_LIMIT]
    if not kind.order:
        return by_title
    value = str(fields.get(kind.order.removeprefix("-")) or "")
    if not value:
        return _LAST + by_title
    return (value.translate(_NEWEST_FIRST) if kind.order.startswith("-") else value) + by_title


def _texts(kind: Kind, fields: Plain, title_of: TitleOf) -> Iterator[str]:
    for name, field in kind.fields.items():
        if field.search and name in fields:
            yield part(field, fields[name], title_of)
            if field.shape in (Shape.SKILL, Shape.SKILLS):
                yield _skill_names(field, fields[name], title_of)
            elif field.shape is Shape.PHONES:
                yield from phone_words(fields[name])


def _skill_names(field: Field, value: object, title_of: TitleOf) -> str:
    """Name skills by what people call them, not by their code alone."""
    codes = part(field, value, title_of).split(", ")
    return " ".join(title_of(code) for code in codes)


def _current(carried: list[Carried], title_of: TitleOf, today: str) -> str:
    """Return the title of the newest position that has not ended."""
    open_ones = [
        one.fields | {"": title(KINDS[one.kind], one.fields, title_of)}
        for one in carried
        if KINDS[one.kind].fields[one.field].subject
        and str(one.fields.get("until") or today) >= today
    ]
    newest = max(open_ones, key=lambda fields: str(fields.get("since") or ""), default=None)
    return str(newest[""]) if newest else ""


def _detail(kind: Kind, fields: Plain, title_of: TitleOf) -> str:
    said = [
        part(field, fields[name], title_of)
        for name, field in kind.fields.items()
        if field.column
        and field.shape in _DETAIL_SHAPES
        and name in fields
        and name not in kind.title
    ]
    when = str(fields.get(kind.order.removeprefix("-")) or "")[:10] if kind.order else ""
    return " · ".join(text for text in [when, *said[:3]] if text)


def carriers(kind: str, fields: Plain) -> set[UUID]:
    """Return the records whose lines include this one."""
    if not CARRIED[kind]:
        return set()
    return {target for field, target in linked(KINDS[kind], fields) if field in CARRIED[kind]}
