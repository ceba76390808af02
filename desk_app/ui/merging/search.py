"""Looking for twins among all records: read a stretch at a time, judged on a lane apart."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.domain.merging import MERGED
from desk_app.exchange.twins import Twins, party, work_list
from desk_app.store.comparing import stretch
from desk_app.ui.desk import DeskStore
from desk_app.ui.jobs import Jobs

_STRETCH = 400
"""Records read in one piece of work on the store lane, so that nobody waits for it."""

_BREATH = 0.002
"""Seconds for which the judging lets the window work, now and then."""


class Pair(Struct, frozen=True):
    """Two records that may be one: their names and what stands under them in their list."""

    kind: str
    twins: Twins
    one: tuple[str, str]
    other: tuple[str, str]

    @property
    def ids(self) -> frozenset[UUID]:
        """The two."""
        return frozenset((self.twins.one, self.twins.other))


class Search(QObject):
    """Goes through the records of every kind that is merged.

    Signals:
        moved: so many records have been read.
        found: the pairs, the surest first.
        failed: a failure of the world.
    """

    moved = Signal(int)
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._turn = 0
        self.running = False

    def begin(self) -> None:
        """Look anew; what was under way is dropped."""
        self._turn += 1
        self.running = True
        self._read(_Reading(self._turn))

    def _read(self, reading: "_Reading") -> None:
        self._jobs.read(
            self, reading.step, partial(self._on_read, reading), partial(self._on_failed, reading)
        )

    def _on_read(self, reading: "_Reading", more: bool) -> None:
        if reading.turn != self._turn:
            return
        self.moved.emit(reading.count)
        if more:
            self._read(reading)
            return
        judge = partial(reading.judge, lambda: self._jobs.closing or reading.turn != self._turn)
        self._jobs.apart(
            self, judge, partial(self._on_judged, reading), partial(self._on_failed, reading)
        )

    def _on_judged(self, reading: "_Reading", pairs: list[Pair] | None) -> None:
        if reading.turn == self._turn and pairs is not None:
            self.running = False
            self.found.emit(pairs)

    def _on_failed(self, reading: "_Reading", error: DeskError) -> None:
        if reading.turn == self._turn:
            self.running = False
            self.failed.emit(error)


class _Stopped(Exception):
    """Nobody waits for the answer any more."""


class _Reading:
    """What one search has read so far."""

    def __init__(self, turn: int) -> None:
        self.turn = turn
        self.count = 0
        self._kinds = list(MERGED)
        self._after: int | None = None
        self._parties: dict[str, list[Any]] = {kind: [] for kind in MERGED}
        self._lines: dict[UUID, tuple[str, str]] = {}
        self._parted: set[frozenset[UUID]] = set()

    def step(self, desk: DeskStore) -> bool:
        """Read the next stretch; tell whether there is another one."""
        kind = self._kinds[0]
        some, self._after = stretch(desk, kind, self._after, _STRETCH)
        self._parties[kind] += [party(one) for one in some]
        self._lines |= {one.id: (one.title, one.detail) for one in some}
        self.count += len(some)
        if self._after is None:
            self._kinds.pop(0)
        if not self._kinds:
            self._parted = desk.tending.parted()
        return bool(self._kinds)

    def judge(self, stopped: Callable[[], bool]) -> list[Pair] | None:
        """Compare what was read; None when nobody waits for it any more."""

        def breathe() -> None:
            if stopped():
                raise _Stopped
            time.sleep(_BREATH)

        try:
            pairs = [
                Pair(kind, twins, self._lines[twins.one], self._lines[twins.other])
                for kind, parties in self._parties.items()
                for twins in work_list(parties, self._parted, breathe=breathe)
            ]
        except _Stopped:
            return None
        return sorted(pairs, key=lambda pair: -pair.twins.confidence)
