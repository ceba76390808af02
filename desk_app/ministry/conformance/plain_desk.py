"""The plainest desk there can be: it keeps what it hears in a dictionary."""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from desk_app.contract.digest import digest_of
from desk_app.contract.messages import (
    VERSION,
    Answer,
    Change,
    Enrolment,
    Round,
    SnapshotOffer,
    Verdict,
)
from desk_app.contract.ministry import Ministry
from desk_app.contract.snapshot import read_pages
from desk_app.domain.acts import Operation
from desk_app.domain.edits import Edit
from desk_app.domain.ids import uuid7


class Broken(Exception):
    """The server does not keep the contract; the text says where."""


def expect(holds: object, rule: str) -> None:
    """Go on where a rule holds.

    Raises:
        Broken: it does not.
    """
    if not holds:
        raise Broken(rule)


class PlainDesk:
    """One device, what it holds, and how far it has read."""

    def __init__(
        self,
        ministry: Ministry,
        enrolment: Enrolment,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
    ) -> None:
        self.ministry = ministry
        self.enrolment = enrolment
        self.clock = clock
        self.held: dict[UUID, Change] = {}
        self.cursor = ""
        self.batch = 0
        self._random = random

    @property
    def mission(self) -> UUID:
        """The mission this device belongs to."""
        return self.enrolment.mission

    def new_id(self) -> UUID:
        """Return an identifier that nobody else makes."""
        return uuid7(self.clock(), self._random(10))

    def create(self, kind: str, fields: dict[str, Any], **more: Any) -> Edit:
        """Return an edit that makes a record."""
        return self._edit(self.new_id(), kind, "create", fields, **more)

    def change(self, record: UUID, fields: dict[str, Any], **more: Any) -> Edit:
        """Return an edit of a record held here, made on what is held."""
        held = self.held[record]
        was = {name: held.fields.get(name) for name in fields}
        more = {"was": was, "base": held.version, **more}
        return self._edit(record, held.kind, "set", fields, **more)

    def other(self, record: UUID, kind: str, operation: Operation, **more: Any) -> Edit:
        """Return an edit that sets no field."""
        return self._edit(record, kind, operation, {}, **more)

    def send(self, *edits: Edit, limit: int = 1_000) -> list[Verdict]:
        """Send edits as the next batch, apply the answer, and return the verdicts."""
        self.batch += 1
        return list(self.again(*edits, batch=self.batch, limit=limit).verdicts)

    def again(self, *edits: Edit, batch: int, limit: int = 1_000) -> Answer:
        """Send a batch, be it for the first time or not, and apply the answer."""
        sent = Round(VERSION, self.clock(), self.cursor, batch, edits, limit)
        answer = self.ministry.sync(sent)
        told = [verdict.edit for verdict in answer.verdicts]
        expect(told == [edit.id for edit in edits], "each edit gets its verdict, in order")
        self.apply(answer)
        return answer

    def pull(self, limit: int = 1_000) -> Answer:
        """Read to the end, and check that the digests are those of what is held here."""
        if not self.cursor:
            self.first()
        while True:
            answer = self.ministry.sync(Round(VERSION, self.clock(), self.cursor, limit=limit))
            self.apply(answer)
            if not answer.more:
                break
        expect(answer.digests == self.digests(), "digests tell what this desk should hold")
        return answer

    def first(self, stretch: int = 1_000_000) -> None:
        """Begin from nothing."""
        answer = self.ministry.sync(Round(VERSION, self.clock(), want_snapshot=True))
        self.apply(answer)
        if answer.snapshot is not None:
            self.fetch(answer.snapshot, stretch)

    def fetch(self, offer: SnapshotOffer, stretch: int) -> bytes:
        """Fetch a snapshot in stretches and take what it holds."""
        whole = b""
        while len(whole) < offer.size:
            part = self.ministry.snapshot(offer.name, len(whole), stretch)
            expect(0 < len(part) <= stretch, "a stretch is as long as asked at most")
            whole += part
        expect(sha256(whole).hexdigest() == offer.sha256, "a snapshot is the one offered")
        pages, rest = read_pages(whole)
        expect(not rest, "a snapshot is made of whole pages")
        changes = [change for page in pages for change in page]
        expect(len(changes) == offer.records, "a snapshot holds as many records as it says")
        self.held |= {change.id: change for change in changes}
        self.cursor = offer.cursor
        return whole

    def apply(self, answer: Answer) -> None:
        """Take what an answer tells."""
        for change in answer.changes:
            self.held[change.id] = change
        for forget in answer.forgets:
            self.held.pop(forget.id, None)
        if answer.snapshot is None:
            self.cursor = answer.cursor

    def digests(self) -> dict[str, str]:
        """Return, by kind, the digest of what is held."""
        kinds: dict[str, list[tuple[UUID, int]]] = {}
        for change in self.held.values():
            kinds.setdefault(change.kind, []).append((change.id, change.version))
        return {kind: digest_of(pairs) for kind, pairs in kinds.items()}

    def _edit(
        self, record: UUID, kind: str, operation: Operation, fields: dict[str, Any], **more: Any
    ) -> Edit:
        told: dict[str, Any] = {"group": self.new_id(), "at": self.clock(), **more}
        return Edit(
            id=self.new_id(),
            record=record,
            kind=kind,
            operation=operation,
            by=self.enrolment.officer_name,
            fields=fields,
            **told,
        )


def grouped(desk: PlainDesk, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits as one group."""
    group = desk.new_id()
    return [msgspec.structs.replace(edit, group=group) for edit in edits]
