"""What an officer does to records, before anybody has written it down.

An `Act` is one thing done, however many records it touches: they are applied together or not
at all, here and at the ministry.
"""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk_app.domain.records import Audience, Merger, Source
from desk_app.domain.values import Plain


class Create(Struct, frozen=True):
    """Make a record of `kind`; the identifier is the caller's (`Ids.new`)."""

    id: UUID
    kind: str
    fields: Plain
    audience: Audience = "ministry"
    source: Source = Source()


class Change(Struct, frozen=True):
    """Give fields of a record new values; `None` or an empty value clears one.

    The names `audience` and `owner` are taken as the record's own, unless its kind has a field
    of that name.
    """

    id: UUID
    fields: Plain


class Archive(Struct, frozen=True):
    """Put a record away, for a reason; it can be restored.

    `into` names the record it is the same as: whatever points at `id` then means that one.
    """

    id: UUID
    why: str
    into: UUID | None = None
    merger: Merger | None = None


class Restore(Struct, frozen=True):
    """Take a record back out of the archive."""

    id: UUID


class Erase(Struct, frozen=True):
    """Remove a record's content everywhere, for good, because its person asked."""

    id: UUID


Deed = Create | Change | Archive | Restore | Erase


class Act(Struct, frozen=True):
    """Deeds done as one; `label` is a short name for the undo menu, without record content."""

    deeds: tuple[Deed, ...]
    label: str = ""


Operation = Literal["create", "set", "archive", "restore", "erase"]
"""What an edit does to its record."""
