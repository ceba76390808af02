"""Looking for twins among all records, on a lane apart: nobody who types waits for it."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.domain.merging import MERGED
from desk_app.exchange.duplicates import Party
from desk_app.exchange.twins import Twins, party, work_list
from desk_app.store.comparing import Compared
from desk_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from desk_app.store.tending import Tending

_STRETCH = 1_000
"""Records read at a time."""

_BREATH = 0.002
"""Seconds for which the judging lets the window work, now and then."""


class Pair(Struct, frozen=True):
    """Two records that may be one, and their names."""

    kind: str
    twins: Twins
    one: str
    other: str

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
        turn = self._turn
        self._jobs.read(
            self, lambda desk: desk.tending, partial(self._look, turn), partial(self._fail, turn)
        )

    def _look(self, turn: int, tending: "Tending") -> None:
        def stopped() -> bool:
            return self._jobs.closing or turn != self._turn

        def tell(count: int) -> None:
            self._jobs.deliver(self, partial(self._move, turn, count))

        self._jobs.apart(
            self,
            partial(pairs, tending, stopped, tell),
            partial(self._find, turn),
            partial(self._fail, turn),
        )

    def _move(self, turn: int, count: int) -> None:
        if turn == self._turn and self.running:
            self.moved.emit(count)

    def _find(self, turn: int, found: list[Pair] | None) -> None:
        if turn == self._turn and found is not None:
            self.running = False
            self.found.emit(found)

    def _fail(self, turn: int, error: DeskError) -> None:
        if turn == self._turn:
            self.running = False
            self.failed.emit(error)


class _Stopped(Exception):
    """Nobody waits for the answer any more."""


def pairs(
    tending: "Tending", stopped: Callable[[], bool], tell: Callable[[int], object]
) -> list[Pair] | None:
    """Read and compare all records, on any thread; None when nobody waits for it any more.

    `tell` hears how many have been read.
    """

    def breathe() -> None:
        if stopped():
            raise _Stopped
        time.sleep(_BREATH)

    parted = tending.parted()
    found: list[Pair] = []
    count = 0
    try:
        for kind in MERGED:
            known = _Known(kind)
            for some in _stretches(tending, kind):
                known.add(some)
                tell(count + len(known.parties))
                breathe()
            count += len(known.parties)
            torn = tending.torn([kind])
            twins = work_list(known.parties, parted, said=torn, breathe=breathe)
            found += map(known.pair, twins)
    except _Stopped:
        return None
    return sorted(found, key=lambda pair: -pair.twins.confidence)


class _Known:
    """What was read of the records of one kind."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.parties: list[Party] = []
        self._lines: dict[UUID, tuple[int, str]] = {}

    def add(self, some: list[Compared]) -> None:
        """Take in more records."""
        self.parties += map(party, some)
        self._lines |= {one.id: (len(one.fields), one.title) for one in some}

    def pair(self, twins: Twins) -> Pair:
        """Name two records, the one that says more first: it is proposed to stay."""
        if self._lines[twins.one][0] < self._lines[twins.other][0]:
            twins = replace(twins, one=twins.other, other=twins.one)
        return Pair(self._kind, twins, self._lines[twins.one][1], self._lines[twins.other][1])


def _stretches(tending: "Tending", kind: str) -> Iterator[list[Compared]]:
    after: UUID | None = None
    while True:
        some, after = tending.stretch(kind, after, _STRETCH)
        yield some
        if after is None:
            return
