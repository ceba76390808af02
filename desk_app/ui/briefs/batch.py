"""Briefs for several meetings: read at once, then each is set, put out and noted in turn."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, Signal

from desk_app.briefs.compose.options import Options
from desk_app.domain.acts import Act, Create
from desk_app.domain.errors import DeskError
from desk_app.i18n import t
from desk_app.ui.briefs.making import Made, Sources, Wanted, make, noted, sources
from desk_app.ui.kit import Kit

Choose = Callable[[Sources], Options]
PutOut = Callable[[Made], None]


class Batch(QObject):
    """Makes briefs until all are out, one cannot be put out, or the officer stops it.

    Signals:
        moved: how many are out.
        over: how many came out in the end.
        failed: why it ended early; what came out before stays and is noted.
    """

    moved = Signal(int)
    over = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        kit: Kit,
        meetings: tuple[UUID, ...],
        choose: Choose,
        put_out: PutOut,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._meetings = meetings
        self._choose = choose
        self._put_out = put_out
        self._done = 0
        self._stopped = False

    def start(self) -> None:
        """Read the records of all meetings at once, and make the first brief."""
        first, *others = self._meetings
        read = partial(sources, wanted=Wanted(first, chosen=tuple(others)))
        self._kit.jobs.read(self, read, self._next, self._on_failed)

    def stop(self) -> None:
        """Make no more after the one under way."""
        self._stopped = True

    def _next(self, every: Sources) -> None:
        if self._stopped or self._done == len(self._meetings):
            self.over.emit(self._done)
            return
        material = every.material.about(self._meetings[self._done])
        found = msgspec.structs.replace(every, material=material)
        options = self._choose(found)

        def work() -> Made:
            made = make(found, options)
            self._put_out(made)
            return made

        self._kit.jobs.aside(self, work, partial(self._on_out, found), self._on_failed)

    def _on_out(self, found: Sources, made: Made) -> None:
        note = partial(self._note, found, noted(made, found))
        self._kit.jobs.read(self, lambda desk: desk.new_id(), note, self._on_failed)

    def _note(self, found: Sources, fields: dict[str, object], id: UUID) -> None:
        act = Act((Create(id, "brief", fields),), t("Printed brief"))
        self._kit.acts.do(self, act, self._on_failed, lambda _changes: self._on_noted(found))

    def _on_noted(self, found: Sources) -> None:
        self._done += 1
        self.moved.emit(self._done)
        self._next(found)

    def _on_failed(self, error: DeskError) -> None:
        self.failed.emit(error)
