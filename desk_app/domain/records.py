"""A record: the fields of its kind, and what is known of the record itself."""

from typing import Generic, Literal, TypeVar
from uuid import UUID

from msgspec import Struct

from desk_app.domain.registry import Content
from desk_app.domain.values import Moment, Plain

C = TypeVar("C", bound=Content, covariant=True)

Audience = Literal["mission", "ministry", "all"]
"""Who may see a record: its mission; its mission and the ministry; every mission."""

State = Literal["here", "waiting", "sending", "unconfirmed", "received", "disputed", "refused"]
"""Where a record stands with the ministry.

here: never leaves this desk; waiting: has edits that wait to be sent; sending: on its way now;
unconfirmed: sent, no receipt yet; received: the ministry has what this desk has; disputed: a
field was changed on both sides; refused: the ministry did not take an edit.
"""


class Stamp(Struct, frozen=True, omit_defaults=True):
    """When something was done, by whom, and on which workstation."""

    at: Moment
    by: str = ""
    device: str = ""


class Merger(Struct, frozen=True, omit_defaults=True):
    """What a merge changed beside putting a record away, kept so that any desk can take it back.

    `was` holds the surviving record's values of the changed fields before, `took` the values it
    got; `doubles` are records that said the same twice and were put away with it; `audiences`
    are those of the surviving record and of this one before, where they differed.
    """

    was: Plain = {}
    took: Plain = {}
    doubles: tuple[UUID, ...] = ()
    audiences: tuple[Audience, ...] = ()


class Archived(Struct, frozen=True, omit_defaults=True):
    """When, by whom and why a record was put away; `into` names the record it is the same as."""

    at: Moment
    by: str
    why: str
    into: UUID | None = None
    merger: Merger | None = None


class Source(Struct, frozen=True, omit_defaults=True):
    """Where a record came from: `name` and `sha256` tell the file of an import."""

    nature: Literal["typed", "import", "ministry", "mission"] = "typed"
    name: str = ""
    sha256: str = ""


class Envelope(Struct, frozen=True, omit_defaults=True):
    """What is known of a record apart from its fields."""

    owner: UUID | None
    audience: Audience
    created: Stamp
    updated: Stamp
    archived: Archived | None = None
    source: Source = Source()


class Record(Struct, Generic[C], frozen=True):
    """One record as the desk sees it now: its own unsent edits included.

    `version` is the ministry's number of the newest state known here, 0 when it has none.
    """

    id: UUID
    kind: str
    content: C
    envelope: Envelope
    version: int
    state: State


class Link(Struct, frozen=True):
    """A record's place in another one: `kind`/`id` points at us from its `field`."""

    id: UUID
    kind: str
    field: str


class HistoryEntry(Struct, frozen=True):
    """One change of one field: `field` is empty for what befell the whole record.

    `before` and `after` are JSON values; `how` tells created, typed, merged, settled, received,
    archived, restored or disputed.
    """

    record: UUID
    field: str
    stamp: Stamp
    how: str
    before: object
    after: object
