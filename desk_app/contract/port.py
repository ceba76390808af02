"""What the exchange engine needs of a store: a few transactions, no SQL, no clock, no thread.

It stands with the contract so that store and engine share it without knowing each other:
`desk_app.store` implements it on the encrypted file, the tests also on plain dictionaries.
Every method that writes is one transaction: after it returned, the disk has it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from desk_app.contract.messages import Change, Forget, Notice, SnapshotOffer, Verdict
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.values import Plain


class Fetching(Struct, frozen=True):
    """A snapshot under way: of `received` bytes the last, `tail`, are no whole page yet."""

    offer: SnapshotOffer
    received: int
    tail: bytes


class Place(Struct, frozen=True):
    """How far this desk has got with the ministry.

    `reconcile` asks for a snapshot to compare everything held with, keeping unsent edits.
    """

    cursor: str = ""
    fetching: Fetching | None = None
    reconcile: bool = False


class Batch(Struct, frozen=True):
    """Edits on their way; the same batch is sent again until it is answered."""

    number: int
    edits: tuple[Edit, ...]


class Held(Struct, frozen=True):
    """What the store holds of a record: the ministry's newest state known here, and edits on it.

    `edits` are those the ministry has not answered, in the order typed.
    """

    base: Change | None
    edits: tuple[Edit, ...]


class Landed(Struct, frozen=True):
    """A record after an answer: the ministry's state, and the fields that the officer sees.

    `view` is `change.fields` with the edits that still wait applied on top.
    """

    change: Change
    view: Plain


class Landing(Struct, frozen=True):
    """All that one answer, or one stretch of a snapshot, changes here: one transaction."""

    at: datetime
    verdicts: tuple[Verdict, ...] = ()
    records: tuple[Landed, ...] = ()
    forgets: tuple[Forget, ...] = ()
    place: Place = Place()
    notice: Notice = ""


class Port(Protocol):
    """The store as the engine sees it."""

    def place(self) -> Place:
        """Return how far this desk has got."""
        ...

    def outgoing(self, limit: int, size: int) -> Batch | None:
        """Return the batch to send: the unanswered one again, or a new one of whole groups.

        A new batch takes the oldest waiting edits, at least one group and about `limit` edits
        or `size` bytes at most, and gets the next number.
        """
        ...

    def divide(self, batch: int) -> Batch:
        """Keep the first half of the edits of `batch`, at least one; the others wait again.

        For a batch that the ministry took for too large and therefore never read. A group that
        cannot travel whole is cut.
        """
        ...

    def unanswered(self, batch: int) -> None:
        """Note that `batch` was sent and no answer came: its records are *unconfirmed*."""
        ...

    def not_sent(self, batch: int) -> None:
        """Note that `batch` did not get under way after all: its records wait again."""
        ...

    def held(self, records: Iterable[UUID]) -> Mapping[UUID, Held]:
        """Return what is held of `records`; those unknown here are left out."""
        ...

    def land(self, landing: Landing) -> Changes:
        """Commit what an answer brought.

        Edits with a verdict leave the outbox: accepted and merged ones with a receipt, disputed
        ones leave a dispute per field with all three sides, refused ones a refusal with its
        reason and what was typed. Field history notes what came from elsewhere. Records in
        `forgets` vanish from the tables, the search index and the history. While a snapshot is
        being fetched the records in `records` count as seen in it.
        """
        ...

    def hand_back(self, at: datetime) -> Changes:
        """Put this desk's own records of late into the outbox once more, each whole.

        The ministry may have been restored from a backup: it makes those anew that it has
        lost, and leaves the others as they are.
        """
        ...

    def sweep(self, snapshot: str) -> Changes:
        """Forget the records the ministry once sent that were not seen in `snapshot`.

        Records with unsent edits stay and are counted as here only.
        """
        ...

    def digests(self) -> dict[str, str]:
        """Return, by kind, the digest of the (record, version) pairs the ministry sent."""
        ...

    def proven(self, at: datetime, differing: tuple[str, ...]) -> Changes:
        """Note the outcome of the digest comparison that ends an exchange."""
        ...

    def failed(self, at: datetime, problem: str) -> Changes:
        """Note that an exchange did not take place, with the sentence for the officer."""
        ...
