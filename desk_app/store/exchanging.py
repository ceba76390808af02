"""The exchange's side of the store: its port, on a connection of its own.

It satisfies `desk_app.contract.port.Port`. The lane writes beside it: write locks are held for
tens of milliseconds, and what the lane typed in between is found again in each transaction.
"""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select, update

from desk_app.contract.digest import digest
from desk_app.contract.messages import Change, SnapshotOffer
from desk_app.contract.port import Batch, Fetching, Held, Landing, Place
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.kinds import KINDS
from desk_app.store import outbox, rows
from desk_app.store.connecting import Driver, world
from desk_app.store.journal import Journal
from desk_app.store.landing import Seen, begin_seeing, land_records, land_rest, sweep
from desk_app.store.models import BaseRow, EditRow, PlaceRow
from desk_app.store.returning import hand_back
from desk_app.store.sql import driver, over, reading, writing
from desk_app.store.turns import Turns
from desk_app.store.values import Desk
from desk_app.store.writing import renew_states

CHUNK = 100
"""How many records one transaction lands, so that an officer's save hardly waits."""

_JOURNAL_LIMIT = 1 << 20
_offers = msgspec.json.Decoder(SnapshotOffer)
_changes = msgspec.json.Decoder(Change)


class StorePort:
    """The store as the exchange engine sees it."""

    def __init__(
        self, raw: Driver, journal: Journal, desk: Callable[[], Desk], turns: Turns
    ) -> None:
        self._raw = raw
        self._engine = over(raw)
        self._journal = journal
        self._desk = desk
        self._turns = turns
        self._seen: Seen = {}

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        """Hold one transaction, when no officer wants to write."""
        with self._turns.exchange(), writing(self._engine) as sql:
            yield sql

    def place(self) -> Place:
        """Return how far this desk has got."""
        with reading(self._engine) as sql:
            row = sql.execute(select(PlaceRow.__table__)).mappings().one()
        fetching = None
        if row["offer"]:
            fetching = Fetching(_offers.decode(row["offer"]), row["received"], row["tail"])
        return Place(row["cursor"], fetching, bool(row["reconcile"]))

    def outgoing(self, limit: int, size: int) -> Batch | None:
        """Return the batch under way, or a new one of the oldest whole groups."""
        with self._writing() as sql:
            edits = outbox.unanswered(sql, EditRow.batch > 0)
            number = sql.scalars(select(PlaceRow.batch)).one()
            if not edits:
                edits = _next_groups(sql, limit, size)
                number += 1
            if not edits:
                return None
            numbered = {"batch": number, "stage": "sending"}
            sql.execute(
                update(EditRow).where(EditRow.id.in_([e.id for e in edits])).values(numbered)
            )
            sql.execute(update(PlaceRow).values(batch=number))
            renew_states(sql, {edit.record for edit in edits})
            return Batch(number, edits)

    def divide(self, batch: int) -> Batch:
        """Keep the first half of a batch that was not read; the others wait again."""
        with self._writing() as sql:
            edits = outbox.unanswered(sql, EditRow.batch == batch)
            half = max(1, len(edits) // 2)
            later = [edit.id for edit in edits[half:]]
            sql.execute(
                update(EditRow).where(EditRow.id.in_(later)).values(batch=0, stage="waiting")
            )
            renew_states(sql, {edit.record for edit in edits})
            return Batch(batch, edits[:half])

    def unanswered(self, batch: int) -> None:
        """Note that no answer to `batch` came: its records are *unconfirmed*."""
        self._stage(batch, "unconfirmed", ("waiting", "sending", "unconfirmed"))

    def not_sent(self, batch: int) -> None:
        """Note that `batch` did not get under way after all: its records wait again."""
        self._stage(batch, "waiting", ("sending",))

    def _stage(self, batch: int, stage: str, before: tuple[str, ...]) -> None:
        with self._writing() as sql:
            unanswered = (EditRow.batch == batch, EditRow.answered_at.is_(None))
            about = (*unanswered, EditRow.stage.in_(before))
            records = set(sql.scalars(select(EditRow.record).where(*about)))
            sql.execute(update(EditRow).where(*about).values(stage=stage))
            renew_states(sql, records)

    def held(self, records: Iterable[UUID]) -> Mapping[UUID, Held]:
        """Return what is held of `records`; those unknown here are left out."""
        asked = list(records)
        found: dict[UUID, Held] = {}
        with reading(self._engine) as sql:
            for some in rows.in_chunks(asked, 500):
                found |= _held(sql, some)
        self._seen |= {id: tuple(edit.id for edit in held.edits) for id, held in found.items()}
        return found

    def land(self, landing: Landing) -> Changes:
        """Commit what an answer brought.

        Records that no verdict speaks of go first, some at a time: should the program end in
        between, they come again with the same cursor. Verdicts, their records and the new place
        are one transaction.
        """
        with reading(self._engine) as sql:
            judged = _records_of(sql, [verdict.edit for verdict in landing.verdicts])
        early = [one for one in landing.records if one.change.id not in judged]
        late = [one for one in landing.records if one.change.id in judged]
        fetching = landing.place.fetching is not None
        for start in range(0, len(early) - CHUNK, CHUNK):
            with self._writing() as sql:
                begin_seeing(sql, landing.place)
                some = early[start : start + CHUNK]
                land_records(sql, some, self._seen, {}, landing.at, fetching=fetching)
        rest = early[max(0, (len(early) - 1) // CHUNK) * CHUNK :] + late
        with self._writing() as sql:
            changes = land_rest(sql, landing, rest, self._seen)
        self._seen = {}
        self._tidy(landing)
        kinds = {one.change.kind for one in landing.records}
        ids = {one.change.id for one in landing.records}
        return changes.and_also(Changes(frozenset(kinds), frozenset(ids), standing=True))

    def _tidy(self, landing: Landing) -> None:
        """Take what is answered out of the journal, and what was forgotten out of the log."""
        if landing.verdicts or landing.forgets:
            with self._writing() as sql:
                edits = outbox.unanswered(sql)
                if not edits or self._journal.size() > _JOURNAL_LIMIT or landing.forgets:
                    self._journal.rewrite(self._desk(), edits)
        if landing.forgets:
            with world():
                self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def hand_back(self, at: datetime) -> Changes:
        """Put this desk's own records of late into the outbox once more, each whole."""
        with writing(self._engine) as sql:
            changes = hand_back(sql, self._desk(), at)
            self._journal.rewrite(self._desk(), outbox.unanswered(sql))
            return changes

    def sweep(self, snapshot: str) -> Changes:
        """Forget the records the ministry once sent that were not seen in `snapshot`."""
        with self._writing() as sql:
            return sweep(sql, snapshot)

    def digests(self) -> dict[str, str]:
        """Return, by kind, the digest of what came from the ministry."""
        found: dict[str, str] = {}
        with world():
            for name in KINDS:
                count, leaves = self._raw.execute(
                    f'SELECT count(*), sum(leaf) FROM "{name}" WHERE version > 0'  # noqa: S608  # names of our declarations
                ).fetchone()
                if count:
                    found[name] = digest(leaves, count)
        return found

    def proven(self, at: datetime, differing: tuple[str, ...]) -> Changes:
        """Note the outcome of the digest comparison that ends an exchange."""
        with self._writing() as sql:
            ended = {
                "last_receipt": at,
                "last_attempt": at,
                "problem": "",
                "differing": " ".join(differing),
            }
            sql.execute(update(PlaceRow).values(ended))
        return Changes(standing=True)

    def failed(self, at: datetime, problem: str) -> Changes:
        """Note that an exchange did not take place."""
        with self._writing() as sql:
            sql.execute(update(PlaceRow).values(last_attempt=at, problem=problem))
        return Changes(standing=True)


def _next_groups(sql: Connection, limit: int, size: int) -> tuple[Edit, ...]:
    """Return the oldest waiting edits: whole groups, about `limit` edits of `size` bytes."""
    weight = func.octet_length(EditRow.fields) + func.octet_length(EditRow.was)
    query = (
        select(EditRow.number, EditRow.group, weight)
        .where(EditRow.answered_at.is_(None))
        .order_by(EditRow.number)
        .limit(limit + 1)
    )
    numbered = sql.execute(query).all()
    if not numbered:
        return ()
    fitting = _fitting([weight or 0 for *_, weight in numbered[:limit]], size)
    if fitting == len(numbered):
        return outbox.unanswered(sql, EditRow.number <= numbered[-1].number)
    last = numbered[fitting - 1].group
    upto = sql.scalar(select(func.max(EditRow.number)).where(EditRow.group == last))
    return outbox.unanswered(sql, EditRow.number <= upto)


def _fitting(weights: list[int], size: int) -> int:
    """Count how many of the first edits stay within `size` together; one goes in any case."""
    within = sum(total <= size for total in accumulate(weights))
    return max(1, within)


def _held(sql: Connection, ids: list[UUID]) -> dict[UUID, Held]:
    kepts = rows.fetch(driver(sql), ids)
    bases = {
        record: _changes.decode(change)
        for record, change in sql.execute(
            select(BaseRow.record, BaseRow.change).where(BaseRow.record.in_(ids))
        )
    }
    edits: dict[UUID, list[Edit]] = {}
    for edit in outbox.unanswered(sql, EditRow.record.in_(ids)):
        edits.setdefault(edit.record, []).append(edit)
    found: dict[UUID, Held] = {}
    for id in kepts.keys() | bases.keys() | edits.keys():
        kept = kepts.get(id)
        base: Any = bases.get(id)
        if base is None and kept is not None and kept.version:
            base = kept.change()
        found[id] = Held(base, tuple(edits.get(id, ())))
    return found


def _records_of(sql: Connection, edits: list[UUID]) -> set[UUID]:
    query = select(EditRow.record).where(EditRow.id.in_(edits))
    return set(sql.scalars(query)) if edits else set()
