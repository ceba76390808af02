"""What the engine asks of whoever drives it, and how an exchange ended."""

from datetime import timedelta

from msgspec import Struct

from desk_app.contract.messages import Notice, Round
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, LinkDown, LinkTrouble, NotTheMinistry


class NeverSent(LinkDown):
    """No connection came about, so the ministry cannot have received anything."""


class TooMuch(NotTheMinistry):
    """The ministry took what was sent for too large, and read nothing of it."""


class Cancelled(DeskError):
    """The officer stopped the exchange; `sent` tells whether a request was under way."""

    def __init__(self, *, sent: bool) -> None:
        super().__init__("The exchange was stopped. What had arrived is kept, and so is the rest.")
        self.sent = sent


def may_have_arrived(error: DeskError) -> bool:
    """Tell whether the ministry may have got what was being sent when `error` happened."""
    if isinstance(error, Cancelled):
        return error.sent
    return isinstance(error, LinkTrouble) and not isinstance(error, NeverSent)


class Progress(Struct, frozen=True):
    """How far an exchange has got.

    `fetched` of `size` bytes of a snapshot have arrived; both are 0 when none is under way.
    """

    sent: int = 0
    received: int = 0
    fetched: int = 0
    size: int = 0


class AskRound(Struct, frozen=True):
    """Send this to the ministry and hand its answer to `Engine.answered`.

    `changes` is what the step before changed here.
    """

    sent: Round
    progress: Progress
    changes: Changes = Changes()


class AskBytes(Struct, frozen=True):
    """Fetch this stretch of a snapshot and hand it to `Engine.fetched`."""

    name: str
    start: int
    length: int
    progress: Progress
    changes: Changes = Changes()


class Tally(Struct, frozen=True):
    """What an exchange moved, counted in edits and records."""

    sent: int = 0
    accepted: int = 0
    merged: int = 0
    disputed: int = 0
    refused: int = 0
    received: int = 0
    forgotten: int = 0


class Done(Struct, frozen=True):
    """The exchange is over; everything it brought is on the disk.

    `problem` tells why it stopped early. `differing` names the kinds whose digests differ from
    the ministry's: the next exchange compares everything. `skew` is the ministry's clock minus
    this workstation's.
    """

    tally: Tally
    changes: Changes = Changes()
    problem: DeskError | None = None
    notice: Notice = ""
    differing: tuple[str, ...] = ()
    skew: timedelta = timedelta()


Ask = AskRound | AskBytes
Step = AskRound | AskBytes | Done


class Sizes(Struct, frozen=True):
    """How much travels at a time: edits, their bytes and records a round; bytes a stretch.

    `bytes` stays far below the largest message, and within what a poor link carries at once.
    """

    edits: int = 250
    bytes: int = 1024 * 1024
    records: int = 1_000
    stretch: int = 256 * 1024


SIZES = Sizes()
