"""The states one write works on: read once, changed in memory, written once."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.records import Stamp
from desk_app.ministry.values import Note, State

Authorship = Callable[[UUID, str], Stamp | None]
"""Tells who last changed a field of a record, as the history knows it."""


class Mark(Struct, frozen=True):
    """A moment of a ledger to which it can be taken back."""

    seq: int
    notes: int
    steps: int


class Ledger:
    """Records as they were when the write began, and as they are now.

    `seq` is the number last given; `next` gives another one.
    """

    def __init__(self, before: Mapping[UUID, State], seq: int, wrote: Authorship) -> None:
        self._before = dict(before)
        self._now = dict(before)
        self._steps: list[tuple[UUID, State | None]] = []
        self._wrote = wrote
        self.seq = seq
        self.notes: list[Note] = []

    def next(self) -> int:
        """Give the next number."""
        self.seq += 1
        return self.seq

    def add(self, read: Mapping[UUID, State]) -> None:
        """Take in records read later; those already here stay as they are."""
        for id_, state in read.items():
            if id_ not in self._before and id_ not in self._now:
                self._before[id_] = self._now[id_] = state

    def get(self, record: UUID) -> State | None:
        """Return a record as it is now."""
        return self._now.get(record)

    def was(self, record: UUID) -> State | None:
        """Return a record as it was when the write began."""
        return self._before.get(record)

    def put(self, state: State) -> None:
        """Change a record, or add one."""
        self._steps.append((state.id, self._now.get(state.id)))
        self._now[state.id] = state

    def bump(self, state: State) -> None:
        """Change a record and give it a number of its own."""
        self.put(msgspec.structs.replace(state, version=self.next()))

    def all(self) -> Iterable[State]:
        """Return every record as it is now."""
        return list(self._now.values())

    def touched(self) -> list[State]:
        """Return the records that differ from what they were, as they are now."""
        return [s for id_, s in self._now.items() if s is not self._before.get(id_)]

    def about(self, person: UUID) -> list[State]:
        """Return the records here whose view depends on that person's consent."""
        return [state for state in self._now.values() if state.person == person]

    def last_written(self, record: UUID, field: str) -> Stamp | None:
        """Tell who last changed a field."""
        for note in reversed(self.notes):
            if note.record == record and note.field == field and note.how != "disputed":
                return note.stamp
        return self._wrote(record, field)

    def mark(self) -> Mark:
        """Remember this moment."""
        return Mark(self.seq, len(self.notes), len(self._steps))

    def back_to(self, mark: Mark) -> None:
        """Undo everything since."""
        while len(self._steps) > mark.steps:
            id_, state = self._steps.pop()
            if state is None:
                del self._now[id_]
            else:
                self._now[id_] = state
        del self.notes[mark.notes :]
        self.seq = mark.seq
