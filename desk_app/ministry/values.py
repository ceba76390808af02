"""The values that the ministry's store hands out and takes in."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.contract.messages import Change
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.records import Audience, Envelope, Stamp
from desk_app.domain.registry import KINDS
from desk_app.domain.values import Plain

Role = Literal["officer", "head", "analyst", "publisher", "auditor"]
ROLES: tuple[Role, ...] = ("officer", "head", "analyst", "publisher", "auditor")


class State(Struct, frozen=True):
    """A record as the ministry holds it.

    `reach` is how far it is seen once consent has had its say: never further than its audience.
    `erased` leaves the identifier and nothing else.
    """

    id: UUID
    kind: str
    version: int
    envelope: Envelope
    fields: Plain
    reach: Audience
    erased: bool = False

    @property
    def owner(self) -> UUID | None:
        """The mission it belongs to; None is the ministry itself."""
        return self.envelope.owner

    @property
    def person(self) -> UUID | None:
        """The person whose consent decides about this record, if any does.

        For one who was merged into another one that is the other one, to be followed further.
        """
        if self.erased:
            return None
        if self.kind == "person":
            return self.into or self.id
        subject = KINDS[self.kind].subject if self.kind in KINDS else ""
        return _identifier(self.fields.get(subject)) if subject else None

    @property
    def into(self) -> UUID | None:
        """The record this one was merged into, if it was."""
        away = self.envelope.archived
        return None if away is None or away.into == self.id else away.into

    @property
    def lapses(self) -> date | None:
        """The last day a consent holds; None for everything else."""
        return self.consent.until if self.consent else None

    @property
    def consent(self) -> Consent | None:
        """The consent this record tells, if it is one."""
        if self.kind != "consent" or self.erased:
            return None
        try:
            return msgspec.convert(self.fields, Consent)
        except msgspec.ValidationError:
            return None

    def change(self) -> Change:
        """Return it as it travels."""
        return Change(self.id, self.kind, self.version, self.envelope, self.fields)


def _identifier(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


class Note(Struct, frozen=True):
    """One line of the ministry's history: `field` is empty for what befell the whole record.

    The losing side of a dispute is a note too: `how` is "disputed", `after` what was not taken.
    """

    record: UUID
    version: int
    field: str
    stamp: Stamp
    how: str
    before: Any = None
    after: Any = None


class Departure(Struct, frozen=True):
    """A record left the view of those who saw it as `owner`/`reach` allowed until then."""

    seq: int
    record: UUID
    kind: str
    owner: UUID | None
    reach: Audience
    why: Literal["left", "erased"] = "left"


MINISTRY = UUID(int=0)
"""Stands for the ministry where a mission or a device is meant."""


class Device(Struct, frozen=True):
    """A workstation of a mission, and what its officer may do."""

    id: UUID
    name: str
    mission: UUID
    officer: UUID
    officer_name: str
    role: Role
    public_key: bytes
    enrolled: datetime
    revoked: datetime | None = None


class Invite(Struct, frozen=True):
    """A one-time code, kept as its slow hash, and what it gives."""

    digest: bytes
    mission: UUID
    role: Role
    officer_name: str
    until: datetime
    spent_by: UUID | None = None


class Standing(Struct, frozen=True):
    """The ministry's own standing.

    `epoch` changes when its numbers may have gone back; `swept` is the day up to which consents
    that lapsed have taken effect.
    """

    epoch: str
    secret: bytes
    seq: int
    swept: date


class SnapshotFile(Struct, frozen=True):
    """A snapshot as kept: for whom, as of which number, and how large."""

    name: str
    scope: str
    epoch: str
    seq: int
    size: int
    sha256: str
    records: int
    made: datetime
