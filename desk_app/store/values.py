"""What the store gives and takes besides records: frozen values, never rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk_app.domain.records import State
from desk_app.domain.values import Plain


class Desk(Struct, frozen=True, omit_defaults=True):
    """Who works here: no `device` before the workstation is enrolled."""

    device: UUID | None = None
    device_name: str = ""
    mission: UUID | None = None
    officer: str = ""
    officer_id: UUID | None = None
    mission_name: str = ""
    country: str = ""
    role: str = ""


class Row(Struct, frozen=True):
    """One line of a list.

    `place` is its place in the display order; `cells` holds the JSON values of the kind's
    columns, links as the titles of what they point to; `other` is its name in the other of the
    two languages, where it has one in each.
    """

    place: int
    id: UUID
    kind: str
    title: str
    detail: str
    cells: Plain
    state: State
    archived: bool
    other: str = ""


class Page(Struct, frozen=True):
    """A stretch of a list in display order; `total` is None where counting would take long."""

    rows: tuple[Row, ...]
    total: int | None = None


class Filter(Struct, frozen=True):
    """What a list is narrowed to; every part must hold, an empty part always does.

    `values`: the field has one of these JSON values, a set one of them among its items;
    `linked`: the record points to this one; `states`: where it stands with the ministry;
    `family`: the store's own, `linked` with all that were merged into it.
    """

    values: dict[str, tuple[Any, ...]] = {}
    linked: UUID | None = None
    states: tuple[State, ...] = ()
    family: tuple[UUID, ...] = ()


NO_FILTER = Filter()


class Dispute(Struct, frozen=True):
    """A field that this desk and another side changed differently; `theirs` stands meanwhile."""

    record: UUID
    kind: str
    title: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    mine_at: datetime | None
    theirs_by: str
    theirs_at: datetime | None


class Refusal(Struct, frozen=True):
    """An edit the ministry did not take: its reason as a code, and what was typed."""

    id: UUID
    record: UUID
    kind: str
    title: str
    operation: str
    reason: str
    field: str
    fields: Plain
    typed_at: datetime
    refused_at: datetime


class Standing(Struct, frozen=True):
    """Where the desk stands with the ministry.

    `waiting` counts unanswered edits, `unconfirmed` those of them that were sent already;
    `fetched` and `size` tell the bytes of a first exchange under way.
    """

    waiting: int = 0
    unconfirmed: int = 0
    disputes: int = 0
    refusals: int = 0
    last_receipt: datetime | None = None
    last_attempt: datetime | None = None
    problem: str = ""
    differing: tuple[str, ...] = ()
    notice: str = ""
    fetched: int = 0
    size: int = 0


class Health(Struct, frozen=True):
    """The outcome of a check: sentences for the officer.

    `sound`: nothing is wrong (any more); `damaged`: only `rescue.rescue` helps.
    """

    sound: bool
    found: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    damaged: bool = False


class Rescued(Struct, frozen=True):
    """What a rescue of a damaged store brought back.

    `backup` is the moment of the backup it started from, None when there was none; `edits`
    counts the unsent edits taken from the second journal; `kept` names the damaged file's
    new place.
    """

    backup: datetime | None
    edits: int
    kept: str
