"""What a record's line in a list says, and the words it is found by: values in, values out."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from msgspec import Struct

from desk_app.domain.fields import Field, Shape
from desk_app.domain.registry import KINDS, Kind
from desk_app.domain.titles import TitleOf, linked_texts, part, title
from desk_app.domain.values import Plain
from desk_app.domain.words import search_words, sort_key
from desk_app.store.cells import cells, plan
from desk_app.store.indexing import led, phone_words
from desk_app.store.shapes import to_json

KEY_LIMIT = 120
"""How many letters of a title decide its place; titles that agree so far stand in any order."""

_LAST = "\U0010ffff"
_NEWEST_FIRST = str.maketrans("0123456789", "9876543210")
_PLAIN = (Shape.LINE, Shape.PROSE, Shape.URL, Shape.WORDS, Shape.EMAILS, Shape.PHONES)
_SKILLS = (Shape.SKILL, Shape.SKILLS)

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


class Spoken(Struct, frozen=True, gc=False):
    """What a record is called, and the folded words of it that it is found by."""

    title: str
    words: tuple[str, ...]


class Carried(Struct, frozen=True):
    """A record that another one's line includes, the field that says so, and what it says."""

    kind: str
    field: str
    fields: Plain
    said: Spoken


class _Sought(Struct, frozen=True):
    """The fields of a kind by how they are found; an import writes many thousand lines."""

    plain: tuple[str, ...]  # found by their texts as they stand
    worded: tuple[tuple[str, Field], ...]  # found by what their values are called
    phones: tuple[str, ...]


@cache
def _sought(name: str) -> _Sought:
    kind = KINDS[name]
    searched = {name: field for name, field in kind.fields.items() if field.search}
    plain = [name for name, field in searched.items() if field.shape in _PLAIN]
    return _Sought(
        plain=tuple(plain),
        worded=tuple((name, field) for name, field in searched.items() if name not in plain),
        phones=tuple(n for n, field in searched.items() if field.shape is Shape.PHONES),
    )


class Composer:
    """Composes the lines of one moment; `title_of` also names skills by their code."""

    def __init__(self, title_of: TitleOf, today: str) -> None:
        self._title_of = title_of
        self._today = today

    def title(self, kind: Kind, fields: Plain) -> str:
        """Return what a record is called."""
        return title(kind, fields, self._title_of)

    def spoken(self, kind: Kind, fields: Plain, named: str) -> Spoken:
        """Return what a record called `named` says to others and is found by."""
        return Spoken(named, search_words("\n".join((named, *self._texts(kind, fields)))))

    def line(
        self, kind: Kind, fields: Plain, said: Spoken, carried: Sequence[Carried] = ()
    ) -> Line:
        """Compose the line of a record, of which `said` is known, with those it includes."""
        words = chain(said.words, *(one.said.words for one in carried))
        now = self._current(carried)
        return Line(
            title=said.title,
            detail=now.said.title if now else self._detail(kind, fields),
            cells=to_json(cells(kind, fields, (now.kind, now.fields) if now else None)),
            key=key(kind, fields, said.title),
            words=led(words),
        )

    def _texts(self, kind: Kind, fields: Plain) -> Iterator[str]:
        sought = _sought(kind.name)
        for name in sought.plain:
            value = fields.get(name)
            if value:
                yield value if isinstance(value, str) else " ".join(map(str, value))
        for name, field in sought.worded:
            if name in fields:
                yield part(field, fields[name], self._title_of)
                if field.shape in _SKILLS:
                    yield self._skill_names(field, fields[name])
        for name in sought.phones:
            yield from phone_words(fields.get(name, ()))

    def _skill_names(self, field: Field, value: object) -> str:
        """Name skills by what people call them, not by their code alone."""
        codes = part(field, value, self._title_of).split(", ")
        return " ".join(self._title_of(code) for code in codes)

    def _current(self, carried: Iterable[Carried]) -> Carried | None:
        """Return the newest position that has not ended."""
        return max(
            (
                one
                for one in carried
                if KINDS[one.kind].fields[one.field].subject
                and str(one.fields.get("until") or self._today) >= self._today
            ),
            key=lambda one: str(one.fields.get("since") or ""),
            default=None,
        )

    def _detail(self, kind: Kind, fields: Plain) -> str:
        said = [
            part(kind.fields[name], fields[name], self._title_of)
            for name in plan(kind.name).detail
            if name in fields
        ]
        when = str(fields.get(kind.order.removeprefix("-")) or "")[:10] if kind.order else ""
        return " · ".join(text for text in [when, *said[:3]] if text)


def key(kind: Kind, fields: Plain, named: str) -> str:
    """Return what the kind's list is sorted by; records without a date come last."""
    by_title = sort_key(named)[:KEY_LIMIT]
    if not kind.order:
        return by_title
    value = str(fields.get(kind.order.removeprefix("-")) or "")
    if not value:
        return _LAST + by_title
    return (value.translate(_NEWEST_FIRST) if kind.order.startswith("-") else value) + by_title


def carriers(kind: str, fields: Plain) -> set[str]:
    """Return the records, as texts, whose lines include this one."""
    if not CARRIED[kind]:
        return set()
    links = linked_texts(KINDS[kind], fields)
    return {target for field, target in links if field in CARRIED[kind]}
