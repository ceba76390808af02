"""The messages of the ministry API, version 1.

JSON (RFC 8259) is their canonical form, moments are RFC 3339 in UTC, identifiers RFC 9562.
A reader passes over names it does not know, so that either side may be the newer one.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk_app.domain.edits import Edit, FieldDispute
from desk_app.domain.records import Envelope
from desk_app.domain.values import Count, Moment, Plain

VERSION = 1
"""The contract's version; it leads every path (`/v1/…`)."""

Outcome = Literal["accepted", "merged", "disputed", "refused"]

Reason = Literal[
    "",
    "not-yours",
    "read-only",
    "unknown-kind",
    "unknown-record",
    "invalid",
    "erased",
    "archived",
    "group",
    "too-large",
    "not-agreed",
]
"""Why an edit was refused; the desk has the sentence.

group: another edit of the act was; not-agreed: it names a person to firms who has not agreed.
"""

Notice = Literal["", "copied-store", "went-back", "clock", "reconcile"]
"""What the ministry noticed about this device.

copied-store: a batch number came twice with other content (a store was copied or restored);
went-back: this cursor is ahead of the ministry (it was restored from a backup); clock: the
workstation's clock is off; reconcile: the desk must fetch a snapshot again, keeping its edits.
"""


class Verdict(Struct, frozen=True, omit_defaults=True):
    """What became of one edit; `version` is the record's version after it."""

    edit: UUID
    outcome: Outcome
    version: Count = 0
    disputes: tuple[FieldDispute, ...] = ()
    reason: Reason = ""
    field: str = ""


class Change(Struct, frozen=True, omit_defaults=True):
    """A record's newest state, as far as this desk may see it.

    `version` is the server's sequence number of that state.
    """

    id: UUID
    kind: str
    version: Count
    envelope: Envelope
    fields: Plain


class Forget(Struct, frozen=True, omit_defaults=True):
    """A record this desk must drop with its history: it left the desk's view, or was erased."""

    id: UUID
    kind: str
    version: Count
    why: Literal["left", "erased"] = "left"


class SnapshotOffer(Struct, frozen=True):
    """An immutable, named file of everything a desk may see, as of `cursor`.

    It is fetched by byte range from `/v1/snapshots/{name}`. `size` in bytes; `sha256` in hex.
    """

    name: str
    size: Count
    sha256: str
    records: Count
    cursor: str


class Round(Struct, frozen=True, omit_defaults=True):
    """One exchange as the desk sends it: what it typed, and how far it has read.

    `batch` numbers the non-empty batches of this device; `limit` bounds the answer's records;
    `want_snapshot` asks for a snapshot offer instead of changes (first exchange, reconcile).
    """

    contract: int
    clock: datetime
    cursor: str = ""
    batch: int = 0
    edits: tuple[Edit, ...] = ()
    limit: int = 1_000
    want_snapshot: bool = False


class Answer(Struct, frozen=True, omit_defaults=True):
    """The ministry's side of one exchange.

    `digests` tell, by kind, what this desk should hold once it has applied everything up to
    `cursor` (see `desk_app.contract.digest`); they come only when `more` is false.
    `token` is a fresh access token for the rounds that follow.
    """

    contract: int
    clock: Moment
    cursor: str
    verdicts: tuple[Verdict, ...] = ()
    changes: tuple[Change, ...] = ()
    forgets: tuple[Forget, ...] = ()
    more: bool = False
    digests: dict[str, str] = {}
    snapshot: SnapshotOffer | None = None
    notice: Notice = ""
    token: str = ""


class EnrolRequest(Struct, frozen=True, omit_defaults=True):
    """A workstation asks to become a device of the mission that the code invites.

    `public_key` is the device's Ed25519 key, `signature` is made with it over
    `desk_app.contract.enrolment.statement`, both base64url without padding.
    """

    contract: int
    code: str
    public_key: str
    device_name: str
    officer: str
    signature: str


class Enrolment(Struct, frozen=True, omit_defaults=True):
    """What the ministry gave the new device."""

    device: UUID
    mission: UUID
    mission_name: str
    country: str
    officer: UUID
    officer_name: str
    role: str
    ministry: str
    clock: Moment
    token: str = ""


class TokenGrant(Struct, frozen=True):
    """An access token (RFC 6749, section 5.1)."""

    access_token: str
    token_type: str
    expires_in: int


class Problem(Struct, frozen=True, omit_defaults=True):
    """Why a request failed (RFC 9457): a code, never prose that a desk would show."""

    type: str
    status: int
    title: str = ""
