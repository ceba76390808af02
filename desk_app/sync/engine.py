"""The exchange's decisions: what to send, and what an answer changes here.

A state machine over a small storage port: moments and answers go in, requests and store
transactions come out. It holds no clock, thread, random source or connection, so that the same
code runs under a fault simulator, over HTTPS and in a carried file. Whoever drives it hands
over each answer in order; an exchange may break off after any step, and the next one goes on
from what the port holds.

A first exchange, and one that compares everything, run in three stages: the snapshot arrives in
stretches; rounds bring what happened since; then the records that were not met are dropped.
Edits typed meanwhile stay on top all the time.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from desk_app.contract import digest
from desk_app.contract.codec import encode
from desk_app.contract.messages import VERSION, Answer, Change, Forget, Round, Verdict
from desk_app.contract.port import Batch, Fetching, Held, Landing, Place, Port
from desk_app.contract.snapshot import read_pages
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.errors import DeskError, NotTheMinistry, OtherContract
from desk_app.domain.kinds import KINDS
from desk_app.sync.landing import counted, is_of_another_kind, landed
from desk_app.sync.steps import (
    SIZES,
    AskBytes,
    AskRound,
    Done,
    Progress,
    Sizes,
    Step,
    Tally,
    may_have_arrived,
)

TOO_MANY_ROUNDS = 10_000
_COMPARE = ("went-back", "reconcile")
"""Notices after which everything held is compared with a fresh snapshot."""

SURELY_TAKEN = 64 * 1024
"""Bytes that every ministry takes; where they are refused, something else is wrong."""

RESTARTS = 3
"""How often one exchange starts a snapshot anew before it leaves the rest to the next."""


class Engine:
    """One exchange; make a new engine for the next one.

    Its steps raise `StoreTrouble` when the store does, and `LinkTrouble` for an answer that is
    none; `failed` then ends the exchange.
    """

    def __init__(self, port: Port, sizes: Sizes = SIZES) -> None:
        self._port = port
        self._sizes = sizes
        self._place = Place()
        self._batch: Batch | None = None
        self._sent: Round | None = None
        self._tally = Tally()
        self._skew = timedelta()
        self._answer: Answer | None = None
        self._rounds = 0
        self._restarts = 0
        self._reconciled = False
        self._fresh: dict[UUID, int] = {}
        self._hash: Any = None

    @property
    def tally(self) -> Tally:
        """What has been committed so far."""
        return self._tally

    # The steps

    def start(self, now: datetime) -> Step:
        """Begin: unsent edits first, then whatever was under way."""
        self._place = self._port.place()
        if self._snapshot_under_way() and not self._place.reconcile:
            self._batch = self._outgoing()
            if self._batch is not None:
                return self._ask_aside(now, Changes())
        return self._next(now, Changes())

    def answered(self, answer: Answer, now: datetime) -> Step:
        """Commit what a round brought and tell what comes next.

        Raises:
            OtherContract: the ministry answers another version.
            NotTheMinistry: the answer leaves edits without a verdict, or never ends.
        """
        self._check(answer)
        self._skew = answer.clock - now
        anew = answer.notice in _COMPARE
        aside = self._snapshot_under_way() and not anew
        place = self._place if aside else self._place_after(answer, anew)
        changes = Changes()
        if anew and not self._reconciled:
            # What the ministry may have lost goes back to it. Before the cursor is given up:
            # broken off here, the notice comes again.
            changes = self._port.hand_back(now)
        changes = changes.and_also(self._land_answer(answer, place, now))
        self._batch = None
        if anew and self._reconciled:
            return Done(self._tally, changes, notice=answer.notice, skew=self._skew)
        self._reconciled = self._reconciled or place.reconcile
        if aside:
            return self._after_aside(changes, now)
        if anew or answer.snapshot is not None:
            return self._next(now, changes)
        return self._after_round(answer, changes, now)

    def fetched(self, stretch: bytes, now: datetime) -> Step:
        """Commit a stretch of the snapshot; it may be shorter than asked, but not empty.

        Raises:
            NotTheMinistry: the bytes are not the snapshot that was offered.
        """
        fetching = self._place.fetching
        if fetching is None or not stretch:
            raise NotTheMinistry("The ministry sent no part of the snapshot it had offered.")
        try:
            place, found = self._read(fetching, stretch)
        except NotTheMinistry:
            self._move(replace(self._place, fetching=None), now)
            raise
        return self._next(now, self._land_stretch(found, place, now))

    def gone(self, now: datetime) -> Step:
        """Go on after the ministry said that the snapshot is no longer there."""
        self._restarts += 1
        if self._restarts > RESTARTS:
            raise NotTheMinistry("The ministry withdrew its snapshots before they were fetched.")
        return self._next(now, self._move(replace(self._place, fetching=None), now))

    def failed(self, error: DeskError, now: datetime) -> Done:
        """End because of `error`; what had been committed stays."""
        if self._batch is not None:
            note = self._port.unanswered if may_have_arrived(error) else self._port.not_sent
            note(self._batch.number)
        changes = self._port.failed(now, str(error))
        return Done(self._tally, changes, problem=error, skew=self._skew)

    def too_large(self, now: datetime) -> Step:
        """Send less at a time: the ministry took the round for too large and did not read it.

        An edit that is too large alone is settled as refused, or it would be sent for ever.

        Raises:
            NotTheMinistry: not even a small round is taken, so the size is not why.
        """
        batch, sent = self._batch, self._sent
        alone = batch is not None and len(batch.edits) == 1
        if batch is None or sent is None or (alone and len(encode(sent)) < SURELY_TAKEN):
            raise NotTheMinistry(
                "What answers at the ministry's address takes no messages of this desk. "
                "Your changes are kept; tell whoever looks after your network."
            )
        if not alone:
            half = self._batch = self._port.divide(batch.number)
            return self._ask(replace(sent, edits=half.edits), Changes())
        changes = self._refuse(batch.edits[0], now)
        self._batch = None
        return self._ask(replace(sent, batch=0, edits=()), changes)

    # What to ask

    def _next(self, now: datetime, changes: Changes) -> Step:
        fetching = self._place.fetching
        if fetching is not None and self._snapshot_under_way():
            length = min(self._sizes.stretch, fetching.offer.size - fetching.received)
            name = fetching.offer.name
            return AskBytes(name, fetching.received, length, self._progress(), changes)
        if fetching is None and (self._place.reconcile or not self._place.cursor):
            return self._ask_snapshot(now, changes)
        self._batch = self._outgoing()
        return self._ask(self._round(now, self._place.cursor, self._sizes.records), changes)

    def _ask_snapshot(self, now: datetime, changes: Changes) -> Step:
        """Edits wait for a comparison to end: they are then made on what the ministry has."""
        if not self._place.reconcile:
            self._batch = self._outgoing()
        asked = replace(self._round(now, "", self._sizes.records), want_snapshot=True)
        return self._ask(asked, changes)

    def _ask_aside(self, now: datetime, changes: Changes) -> Step:
        """Send edits while a snapshot is half fetched; what happened since comes later."""
        fetching = self._place.fetching
        cursor = fetching.offer.cursor if fetching is not None else ""
        return self._ask(self._round(now, cursor, 1), changes)

    def _round(self, now: datetime, cursor: str, limit: int) -> Round:
        number, edits = (self._batch.number, self._batch.edits) if self._batch else (0, ())
        return Round(VERSION, now, cursor, number, edits, limit)

    def _outgoing(self) -> Batch | None:
        return self._port.outgoing(self._sizes.edits, self._sizes.bytes)

    def _ask(self, sent: Round, changes: Changes) -> Step:
        self._sent = sent
        self._rounds += 1
        if self._rounds > TOO_MANY_ROUNDS:
            raise NotTheMinistry("The ministry's answers do not come to an end.")
        return AskRound(sent, self._progress(), changes)

    def _progress(self) -> Progress:
        fetching = self._place.fetching
        sent, received = self._tally.sent, self._tally.received
        if fetching is None:
            return Progress(sent, received)
        return Progress(sent, received, fetching.received, fetching.offer.size)

    def _snapshot_under_way(self) -> bool:
        fetching = self._place.fetching
        return fetching is not None and fetching.received < fetching.offer.size

    # What an answer means

    def _check(self, answer: Answer) -> None:
        if answer.contract != VERSION:
            raise OtherContract(
                "The ministry speaks another version of the exchange than this program. "
                "Your changes are kept; a newer version of the program is needed."
            )
        judged = {verdict.edit for verdict in answer.verdicts}
        if self._batch is not None and any(e.id not in judged for e in self._batch.edits):
            raise NotTheMinistry(
                "The ministry's answer leaves changes unanswered. They are kept and sent again."
            )
        stuck = answer.more and answer.cursor == self._place.cursor and self._batch is None
        if stuck and not (answer.changes or answer.forgets):
            raise NotTheMinistry("The ministry's answers do not come to an end.")

    def _place_after(self, answer: Answer, anew: bool) -> Place:
        place = Place(reconcile=True) if anew else self._place
        offer = answer.snapshot
        if offer is None:
            return place if anew else replace(place, cursor=answer.cursor)
        cursor = place.cursor if offer.size else offer.cursor
        return replace(place, cursor=cursor, fetching=Fetching(offer, 0, b""))

    def _after_aside(self, changes: Changes, now: datetime) -> Step:
        self._batch = self._outgoing()
        return self._next(now, changes) if self._batch is None else self._ask_aside(now, changes)

    def _after_round(self, answer: Answer, changes: Changes, now: datetime) -> Step:
        if answer.more:
            return self._next(now, changes)
        self._batch = self._outgoing()
        if self._batch is not None:
            asked = self._round(now, self._place.cursor, self._sizes.records)
            return self._ask(asked, changes)
        return self._finish(answer, changes, now)

    def _finish(self, answer: Answer, changes: Changes, now: datetime) -> Done:
        fetching = self._place.fetching
        if fetching is not None:
            changes = changes.and_also(self._port.sweep(fetching.offer.name))
            place = replace(self._place, fetching=None, reconcile=False)
            changes = changes.and_also(self._move(place, now))
        differing = digest.differing(self._port.digests(), answer.digests)
        differing = tuple(name for name in differing if name in KINDS)
        if differing:
            changes = changes.and_also(self._move(replace(self._place, reconcile=True), now))
        changes = changes.and_also(self._port.proven(now, differing))
        return Done(self._tally, changes, None, answer.notice, differing, self._skew)

    # What is committed

    def _land_answer(self, answer: Answer, place: Place, now: datetime) -> Changes:
        verdicts = self._asked_for(answer.verdicts)
        answered = {verdict.edit for verdict in verdicts}
        found = [change for change in answer.changes if change.kind in KINDS]
        held = self._held(change.id for change in found)
        found = [change for change in found if not is_of_another_kind(change, held)]
        records = tuple(landed(change, held.get(change.id), answered) for change in found)
        forgets = answer.forgets + self._vanished(answer, verdicts)
        landing = Landing(now, verdicts, records, forgets, place, answer.notice)
        self._fresh |= {change.id: change.version for change in found}
        self._fresh |= {forget.id: forget.version for forget in forgets}
        self._tally = counted(self._tally, landing)
        return self._commit(landing)

    def _refuse(self, edit: Edit, now: datetime) -> Changes:
        """Settle an edit here as the ministry would; its record shows what the ministry has."""
        held = self._held([edit.record]).get(edit.record)
        base = held.base if held is not None else None
        records = (landed(base, held, {edit.id}),) if base is not None else ()
        verdict = Verdict(edit.id, "refused", reason="too-large")
        landing = Landing(now, (verdict,), records, place=self._place)
        self._tally = counted(self._tally, landing)
        return self._commit(landing)

    def _vanished(self, answer: Answer, verdicts: tuple[Verdict, ...]) -> tuple[Forget, ...]:
        """Name the records whose making was taken but which the ministry does not show.

        The answer to their first sending was lost, and they left or were erased since: no
        change or forget will come for them. A verdict's record comes with it otherwise.
        """
        told = {change.id for change in answer.changes} | {gone.id for gone in answer.forgets}
        taken = {verdict.edit: verdict for verdict in verdicts if verdict.outcome != "refused"}
        edits = self._batch.edits if self._batch is not None else ()
        missing = {e.record: e for e in edits if e.id in taken and e.record not in told}
        held = self._held(missing)
        return tuple(
            Forget(record, edit.kind, taken[edit.id].version)
            for record, edit in missing.items()
            if record in held and held[record].base is None
        )

    def _land_stretch(self, found: list[Change], place: Place, now: datetime) -> Changes:
        held = self._held(change.id for change in found)
        records = tuple(
            landed(change, held.get(change.id), frozenset())
            for change in found
            if not is_of_another_kind(change, held)
            and not self._stale(change, held.get(change.id))
        )
        landing = Landing(now, records=records, place=place)
        self._tally = counted(self._tally, landing)
        return self._commit(landing)

    def _held(self, records: Iterable[UUID]) -> Mapping[UUID, Held]:
        wanted = list(records)
        return self._port.held(wanted) if wanted else dict[UUID, Held]()

    def _move(self, place: Place, now: datetime) -> Changes:
        return self._commit(Landing(now, place=place))

    def _commit(self, landing: Landing) -> Changes:
        changes = self._port.land(landing)
        self._place = landing.place
        return changes

    def _asked_for(self, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        """Pass over verdicts on edits that were not sent."""
        sent = {edit.id for edit in self._batch.edits} if self._batch is not None else set[UUID]()
        return tuple(verdict for verdict in verdicts if verdict.edit in sent)

    def _stale(self, change: Change, held: Held | None) -> bool:
        """Tell whether a round already brought a newer state than the snapshot's.

        While everything is compared the snapshot is right: the ministry may have gone back.
        """
        if self._fresh.get(change.id, -1) > change.version:
            return True
        base = held.base if held is not None else None
        return not self._place.reconcile and base is not None and base.version > change.version

    def _read(self, fetching: Fetching, stretch: bytes) -> tuple[Place, list[Change]]:
        pages, tail = read_pages(fetching.tail + stretch)
        found = [change for page in pages for change in page if change.kind in KINDS]
        now_at = Fetching(fetching.offer, fetching.received + len(stretch), tail)
        self._hash_on(fetching, stretch)
        if now_at.received < now_at.offer.size:
            return replace(self._place, fetching=now_at), found
        self._prove_whole(now_at)
        return replace(self._place, cursor=now_at.offer.cursor, fetching=now_at), found

    def _hash_on(self, fetching: Fetching, stretch: bytes) -> None:
        """Hash a snapshot that arrives in one go; one that was resumed is proved by digests."""
        if fetching.received == 0:
            self._hash = sha256()
        if self._hash is not None:
            self._hash.update(stretch)

    def _prove_whole(self, fetching: Fetching) -> None:
        offer = fetching.offer
        whole = fetching.received == offer.size and not fetching.tail
        if not whole or (self._hash is not None and self._hash.hexdigest() != offer.sha256):
            raise NotTheMinistry("The ministry's snapshot is not the one it had offered.")
