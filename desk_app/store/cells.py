"""What a list's line keeps of a record's fields, and what the line says in another language.

A line says in English what it says; its cells hold what it takes to say the same in Bangla, so
that a list in Bangla reads no record. Names of others are looked up when the line is read.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from desk_app.domain.fields import Shape
from desk_app.domain.labels import Language
from desk_app.domain.registry import KINDS, Kind
from desk_app.domain.titles import TitleOf, in_bangla, in_language, part, title
from desk_app.domain.values import Plain

NOW = "@"
"""Among the cells: the included record that the line's detail names; no field is called so."""

DETAIL_SHAPES = (Shape.LINE, Shape.LINK, Shape.LINKS)
_LINKS = (Shape.LINK, Shape.LINKS)
_MOST = 3
"""So many columns stand in a detail."""


class _Plan(Struct, frozen=True):
    """The fields of a kind by what a line does with them."""

    kept: tuple[str, ...]
    detail: tuple[str, ...]
    extra: tuple[str, ...]  # kept, but no columns
    columns: tuple[str, ...]  # the columns that are links
    links: tuple[str, ...]  # all that are kept
    twin: str  # the field that is the whole title in Bangla, where one is
    alike: bool  # called the same in all languages


@cache
def plan(name: str) -> _Plan:
    """Tell which fields of a kind its lines keep."""
    kind = KINDS[name]
    columns = [name for name, field in kind.fields.items() if field.column]
    twins = [twin for name in (*columns, *kind.title) if (twin := in_bangla(kind, name))]
    single = len(kind.title) == 1 and kind.fields[kind.title[0]].shape is Shape.LINE
    kept = tuple(dict.fromkeys((*columns, *(() if single else kind.title), *twins)))
    return _Plan(
        kept=kept,
        detail=tuple(
            name
            for name in columns
            if kind.fields[name].shape in DETAIL_SHAPES and name not in kind.title
        ),
        extra=(*(name for name in kept if name not in columns), NOW),
        columns=tuple(name for name in columns if kind.fields[name].shape in _LINKS),
        links=tuple(name for name in kept if kind.fields[name].shape in _LINKS),
        twin=in_bangla(kind, kind.title[0]) if single else "",
        alike=single and not in_bangla(kind, kind.title[0]),
    )


def cells(kind: Kind, fields: Plain, now: tuple[str, Plain] | None) -> Plain:
    """Return the cells of a record; `now` is the included record that its detail names."""
    held = {name: fields[name] for name in plan(kind.name).kept if name in fields}
    if now is not None:
        held[NOW] = _named_by(*now)
    return held


def _named_by(name: str, fields: Plain) -> Plain:
    kind = KINDS[name]
    names = [*kind.title, *(twin for field in kind.title if (twin := in_bangla(kind, field)))]
    return {"": name} | {field: fields[field] for field in names if field in fields}


def targets(kind: Kind, held: Plain, language: Language) -> Iterator[str]:
    """Give the identifiers, as text, of the records that a line and its cells name."""
    said = plan(kind.name)
    for name in said.columns if language == "en" else said.links:
        yield from _items(held.get(name))
    now = held.get(NOW)
    if now is not None and language != "en":
        for name in KINDS[now[""]].links():
            yield from _items(now.get(name))


def shown(kind: Kind, held: Plain, title_of: TitleOf) -> Plain:
    """Return the columns, links as the titles of what they point to."""
    said = plan(kind.name)
    for name in said.extra:
        held.pop(name, None)
    for name in said.columns:
        if name in held:
            named = list(dict.fromkeys(map(title_of, _items(held[name]))))
            held[name] = named if isinstance(held[name], list) else named[0]
    return held


def _items(value: Any) -> Sequence[str]:
    if not value:
        return ()
    return value if isinstance(value, list) else (value,)  # pyright: ignore[reportUnknownVariableType]  # JSON


def other_name(kind: Kind, named: str, held: Plain, language: Language) -> str:
    """Return the name in the other language of a record that has one in each."""
    said = plan(kind.name)
    twin = str(held.get(said.twin) or "") if said.twin else ""
    return named if twin and language == "bn" else twin


def name_in(
    kind: Kind, named: str, held: Plain, title_of: TitleOf, language: Language = "bn"
) -> str:
    """Return what a record is called whose title is `named` in English."""
    said = plan(kind.name)
    if said.alike:
        return named
    if said.twin:
        return str(held.get(said.twin) or named)
    return title(kind, held, title_of, language)


def detail_in(
    kind: Kind, detail: str, held: Plain, title_of: TitleOf, language: Language = "bn"
) -> str:
    """Return the second line of a record whose second line is `detail` in English."""
    now = held.get(NOW)
    if now is not None:
        return title(KINDS[now[""]], now, title_of, language)
    said = [
        part(kind.fields[name], in_language(kind, held, name, language), title_of, language)
        for name in plan(kind.name).detail
        if name in held
    ]
    when = str(held.get(kind.order.removeprefix("-")) or "")[:10] if kind.order else ""
    return " · ".join(text for text in [when, *said[:_MOST]] if text) or detail
