"""An edit: one act's effect on one record, kept until the ministry has answered it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk_app.domain.acts import Operation
from desk_app.domain.records import Audience, Merger, Source
from desk_app.domain.values import Moment, Plain


class Edit(Struct, frozen=True, omit_defaults=True):
    """One change of one record, as typed.

    `fields` holds the changed fields only and `was` what the officer saw there before, so that
    whoever merges needs no history; `base` is the ministry's version of the record he saw.
    An archive with `into` says that the record is the same as that one, which stays in use; a
    restore names there from which one it takes the record out again.
    Edits of one `group` are applied together or not at all. `number` orders a device's edits.
    """

    id: UUID
    group: UUID
    record: UUID
    kind: str
    operation: Operation
    at: datetime
    by: str
    base: int = 0
    fields: Plain = {}
    was: Plain = {}
    owner: UUID | None = None
    audience: Audience | None = None
    source: Source | None = None
    why: str = ""
    into: UUID | None = None
    merger: Merger | None = None


class FieldDispute(Struct, frozen=True):
    """A field that two sides changed differently; the ministry's value stands meanwhile."""

    field: str
    base: Any
    yours: Any
    theirs: Any
    theirs_by: str = ""
    theirs_at: Moment | None = None
