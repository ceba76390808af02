"""A desk's store on plain dictionaries: the port of the exchange engine without a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from desk_app.contract.codec import encode
from desk_app.contract.digest import digest_of
from desk_app.contract.messages import Change, Verdict
from desk_app.contract.port import Batch, Held, Landing, Place
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit, FieldDispute
from desk_app.domain.values import Plain


@dataclass(eq=False)
class DictPort:
    """Implements `contract.port.Port`; `typed` stands for the officer."""

    at: Place = field(default_factory=Place)
    base: dict[UUID, Change] = field(default_factory=dict)
    view: dict[UUID, Plain] = field(default_factory=dict)
    kinds: dict[UUID, str] = field(default_factory=dict)
    waiting: list[Edit] = field(default_factory=list)
    under_way: Batch | None = None
    last_batch: int = 0
    seen: set[UUID] = field(default_factory=set)
    disputes: list[tuple[UUID, FieldDispute]] = field(default_factory=list)
    refused: list[tuple[Edit, Verdict]] = field(default_factory=list)
    receipts: list[Verdict] = field(default_factory=list)
    unconfirmed: set[int] = field(default_factory=set)
    problem: str = ""
    differing: tuple[str, ...] = ()
    proofs: int = 0

    def typed(self, edit: Edit) -> None:
        """Keep what the officer typed."""
        self.waiting.append(edit)
        self.kinds[edit.record] = edit.kind
        self.view[edit.record] = {**self.view.get(edit.record, {}), **edit.fields}

    def place(self) -> Place:
        return self.at

    def outgoing(self, limit: int, size: int) -> Batch | None:
        if self.under_way is None and self.waiting:
            edits = self.waiting[:1]
            for edit in self.waiting[1:]:
                full = len(edits) >= limit or sum(len(encode(edit)) for edit in edits) >= size
                if full and edit.group != edits[-1].group:
                    break
                edits.append(edit)
            self.last_batch += 1
            self.under_way = Batch(self.last_batch, tuple(edits))
        return self.under_way

    def divide(self, batch: int) -> Batch:
        assert self.under_way is not None
        assert self.under_way.number == batch
        edits = self.under_way.edits
        self.under_way = Batch(batch, edits[: max(1, len(edits) // 2)])
        return self.under_way

    def unanswered(self, batch: int) -> None:
        self.unconfirmed.add(batch)

    def not_sent(self, batch: int) -> None:
        assert self.under_way is not None
        assert self.under_way.number == batch

    def held(self, records: Iterable[UUID]) -> Mapping[UUID, Held]:
        found: dict[UUID, Held] = {}
        for record in records:
            edits = tuple(edit for edit in self.waiting if edit.record == record)
            if record in self.kinds or edits:
                found[record] = Held(self.base.get(record), edits)
        return found

    def land(self, landing: Landing) -> Changes:
        self._judge(landing.verdicts)
        for landed in landing.records:
            record = landed.change.id
            self.base[record] = landed.change
            self.view[record] = landed.view
            self.kinds[record] = landed.change.kind
            if landing.place.fetching is not None:
                self.seen.add(record)
        for forget in landing.forgets:
            self._forget(forget.id)
        if landing.place.fetching is None:
            self.seen.clear()
        self.at = landing.place
        touched = [landed.change for landed in landing.records]
        return Changes(frozenset(c.kind for c in touched), frozenset(c.id for c in touched), True)

    def _judge(self, verdicts: Iterable[Verdict]) -> None:
        for verdict in verdicts:
            edit = next(e for e in self.waiting if e.id == verdict.edit)
            self.waiting.remove(edit)
            self.receipts.append(verdict)
            self.disputes += [(edit.record, dispute) for dispute in verdict.disputes]
            if verdict.outcome == "refused":
                self.refused.append((edit, verdict))
            if verdict.reason == "erased":
                self._forget(edit.record)
        if self.under_way is not None and verdicts:
            self.under_way = None

    def _forget(self, record: UUID) -> None:
        for held in (self.base, self.view, self.kinds):
            held.pop(record, None)

    def hand_back(self, at: datetime) -> Changes:
        for record, change in self.base.items():
            id = UUID(int=record.int ^ change.version)
            fields = self.view[record]
            if all(edit.id != id for edit in self.waiting):
                self.waiting.append(
                    Edit(id, id, record, change.kind, "create", at, "A", 0, fields, fields)
                )
        return Changes(standing=True)

    def sweep(self, snapshot: str) -> Changes:
        assert self.at.fetching is not None
        assert self.at.fetching.offer.name == snapshot
        unsent = {edit.record for edit in self.waiting}
        for record in set(self.base) - self.seen - unsent:
            self._forget(record)
        return Changes(standing=True)

    def digests(self) -> dict[str, str]:
        names = {change.kind for change in self.base.values()}
        return {
            name: digest_of((c.id, c.version) for c in self.base.values() if c.kind == name)
            for name in names
        }

    def proven(self, at: datetime, differing: tuple[str, ...]) -> Changes:
        self.differing = differing
        self.proofs += 1
        return Changes(standing=True)

    def failed(self, at: datetime, problem: str) -> Changes:
        assert at.tzinfo is UTC
        self.problem = problem
        return Changes(standing=True)
