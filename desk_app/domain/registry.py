"""The record kinds, each with what its declaration says."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar, get_origin

import msgspec
from msgspec import Struct

from desk_app.domain.fields import Field, Shape
from desk_app.domain.labels import Label
from desk_app.domain.values import Plain


class Content(Struct, frozen=True, omit_defaults=True):
    """The fields of one record; every kind is one subclass, every field has a default."""


C = TypeVar("C", bound=Content)


class Kind(Struct, frozen=True, kw_only=True):
    """One kind of record.

    `title` names the fields that, joined, name a record; a link among them stands for the title
    of the record it points to. `order` is the field lists are sorted by, `-field` for newest
    first, and the title where it is empty. `number` is the kind's place in the display order;
    it never changes once a store has been written.
    """

    name: str
    number: int
    label: Label
    plural: Label
    content: type[Content]
    title: tuple[str, ...]
    fields: Mapping[str, Field]
    joiner: str = " · "
    order: str = ""
    reference: bool = False  # kept by the ministry, read-only at a desk
    local: bool = False  # never leaves the desk
    part: bool = False  # read beside the record it belongs to, without a list of its own
    by_ministry: bool = False  # the ministry writes it, for one mission or for all

    @property
    def subject(self) -> str:
        """Name the field that links the person whose consent decides, or return an empty text."""
        return next((name for name, field in self.fields.items() if field.subject), "")

    @property
    def read_only(self) -> bool:
        """Tell whether a desk only reads it."""
        return self.reference or self.by_ministry

    def read(self, plain: Plain) -> Content:
        """Turn JSON values into the kind's frozen value; unknown names are passed over.

        Raises:
            msgspec.ValidationError: a value does not have its field's type.

        """
        return msgspec.convert(plain, self.content)

    def links(self) -> tuple[str, ...]:
        """Name the fields that point to other records."""
        found = _LINKS.get(self.name)
        if found is None:
            shapes = (Shape.LINK, Shape.LINKS)
            found = tuple(name for name, field in self.fields.items() if field.shape in shapes)
            _LINKS[self.name] = found
        return found


_LINKS: dict[str, tuple[str, ...]] = {}
"""The links of each kind; every record written asks for them several times."""

KINDS: dict[str, Kind] = {}
"""Every kind by name; complete once `desk_app.domain.kinds` is imported."""


def plain(content: Content) -> Plain:
    """Return `content` as JSON values; fields that have their default are left out."""
    # Through JSON itself, for `to_builtins` leaves tuples, which equal no list that was read.
    values: Plain = msgspec.json.decode(msgspec.json.encode(content))
    # A text that was typed or read equals its default, but is not the same object, which is all
    # that `omit_defaults` looks at.
    for name, value in usual(type(content)).items():
        if values.get(name) == value:
            del values[name]
    return values


@cache
def usual(content: type[Content]) -> Plain:
    """Return the fields of a kind whose default is a code, which stands where nothing is told."""
    fields = msgspec.structs.fields(content)
    return {f.name: f.default for f in fields if isinstance(f.default, str) and f.default}


def kind(
    name: str,
    number: int,
    en: tuple[str, str],
    bn: tuple[str, str],
    *,
    title: tuple[str, ...],
    joiner: str = " · ",
    order: str = "",
    reference: bool = False,
    local: bool = False,
    part: bool = False,
    by_ministry: bool = False,
) -> Callable[[type[C]], type[C]]:
    """Register the decorated `Content` as kind `name`, called `en` and `bn` (one, several)."""

    def register(content: type[C]) -> type[C]:
        KINDS[name] = Kind(
            name=name,
            number=number,
            label=Label(en[0], bn[0]),
            plural=Label(en[1], bn[1]),
            content=content,
            title=title,
            fields=_fields(content),
            joiner=joiner,
            order=order,
            reference=reference,
            local=local,
            part=part,
            by_ministry=by_ministry,
        )
        return content

    return register


def _fields(content: type[Content]) -> dict[str, Field]:
    return {name: _declared(hint) for name, hint in content.__annotations__.items()}


def _declared(hint: Any) -> Field:
    if get_origin(hint) is not None or hasattr(hint, "__metadata__"):
        for extra in getattr(hint, "__metadata__", ()):
            if isinstance(extra, Field):
                return extra
    raise TypeError(f"{hint!r} is not Annotated with a Field")
