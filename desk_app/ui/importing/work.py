"""The work behind an import: reading, surveying, bringing in, taking back; one at a time."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from desk_app.domain.errors import DeskError
from desk_app.exchange.bringing import Order, Outcome, Survey, bring, survey
from desk_app.exchange.dumping import bring_dump, survey_dump
from desk_app.exchange.files import contents
from desk_app.exchange.reading import Found, Intake
from desk_app.exchange.streaming import without_collecting
from desk_app.exchange.tables import Instructions
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit

if TYPE_CHECKING:
    from uuid import UUID

    from desk_app.store.filing import Filing
    from desk_app.store.importing import Import
    from desk_app.store.unimporting import Undone

T = TypeVar("T")
Source = Path | Intake
"""A file, or what was pasted and read already."""


class Glance(Struct, frozen=True):
    """The first look at a file: its tables as they were understood, for people to begin with.

    `said` is how the table that is looked at was mapped the last time.
    """

    intake: Intake
    found: tuple[Found, ...]
    said: Instructions | None = None


class _File:
    """The file that is looked at, read whole at most once, by whoever comes first.

    Work that was given up still holds its own file while another is looked at.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._whole = source if isinstance(source, Intake) else None

    @property
    def is_read(self) -> bool:
        """Whether all of it was read."""
        return self._whole is not None

    def whole(self) -> Intake:
        """Return all of it."""
        if self._whole is None:
            self._whole = read(self._source)
        return self._whole


class Work(QObject):
    """Runs an import's steps apart from everything else; only the newest survey is told.

    Signals:
        looked: the first look is there (a `Glance`).
        begun: the first rows of a long file, compared with nobody yet (a `Survey`).
        surveyed: what an import would do (a `Survey`).
        moved: so many rows of so many are done.
        over: an import ended (an `Outcome`).
        taken_back: an import was taken back (an `Undone`).
        failed: why a step could not be done (a `DeskError`).
    """

    looked = Signal(object)
    begun = Signal(object)
    surveyed = Signal(object)
    moved = Signal(int, int)
    over = Signal(object)
    taken_back = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._turn = 0
        self._file: _File | None = None

    def look(self, source: Source, kind: str, sheet: str = "") -> None:
        """Read the beginning of a file, and how it is to be understood: one `sheet` of several."""
        self._turn += 1
        turn = self._turn
        self._file = _File(source)

        def done(glance: Glance) -> None:
            if turn == self._turn:
                self.looked.emit(glance)

        self._with_filing(lambda filing: _glance(source, kind, sheet, filing), done)

    def survey(self, order: Order, glance: Glance) -> None:
        """Find out what an import of the file would do; what is under way is given up.

        Of a long file the first rows are told before all of them are compared.
        """
        if (file := self._file) is None:
            return
        self._turn += 1
        turn = self._turn
        going = self._going(turn)

        def work(filing: "Filing") -> Survey | None:
            if turn != self._turn:
                return None
            if glance.intake.partial and not file.is_read:
                begun = survey(glance.intake, order, None)
                self._kit.jobs.deliver(self, partial(self._begin, turn, begun))
            intake = file.whole()
            if intake.nature == "dump":
                return survey_dump(intake, order, filing)
            return survey(intake, order, filing, going)

        def done(found: Survey | None) -> None:
            if turn == self._turn and found is not None:
                self.surveyed.emit(found)

        self._with_filing(work, done)

    def _begin(self, turn: int, begun: Survey) -> None:
        if turn == self._turn:
            self.begun.emit(begun)

    def bring(self, order: Order, *, mapped: bool) -> None:
        """Bring the file in; how an officer `mapped` its columns is remembered."""
        if (file := self._file) is None:
            return
        self._turn += 1
        going = self._going(self._turn)

        def work(filing: "Filing") -> Outcome:
            intake = file.whole()
            if mapped and order.said is not None:
                said = replace(order.said, sheet="")
                for found in intake.found(order.kind, order.said):
                    filing.keep_mapping(mapping_key(order.kind, found), _plain(said))
            way = bring_dump if intake.nature == "dump" else bring
            return way(intake, order, filing, going)

        def done(outcome: Outcome) -> None:
            self._kit.jobs.announce(outcome.changes)
            self.over.emit(outcome)

        self._with_filing(work, done)

    def take_back(self, id: "UUID") -> None:
        """Take an import back, as far as nobody changed since what it brought."""
        self._turn += 1
        going = self._going(self._turn)

        def done(undone: "Undone") -> None:
            self._kit.jobs.announce(undone.changes)
            self.taken_back.emit(undone)

        def work(filing: "Filing") -> "Undone":
            with without_collecting():
                return filing.undo_import(id, going)

        self._with_filing(work, done)

    def imports(self, told: Callable[["tuple[Import, ...]"], None]) -> None:
        """Read the register of imports."""
        self._with_filing(lambda filing: filing.imports(), told)

    def stop(self) -> None:
        """End what is under way; what came in so far stays."""
        self._turn += 1

    def _going(self, turn: int) -> Callable[[int, int], bool]:
        jobs = self._kit.jobs

        def going(done: int, of: int) -> bool:
            jobs.deliver(self, partial(self._tell, turn, done, of))
            return turn == self._turn and not jobs.closing

        return going

    def _tell(self, turn: int, done: int, of: int) -> None:
        if turn == self._turn:
            self.moved.emit(done, of)

    def _with_filing(self, work: Callable[["Filing"], T], done: Callable[[T], None]) -> None:
        failed = partial(self._on_failed, self._turn)

        def begin(filing: "Filing") -> None:
            self._kit.jobs.apart(self, lambda: work(filing), done, failed)

        self._kit.jobs.read(self, _filing, begin, failed)

    def _on_failed(self, turn: int, error: DeskError) -> None:
        """Tell a failure, but none of work that was given up meanwhile."""
        if turn == self._turn:
            self.failed.emit(error)


def _filing(desk: DeskStore) -> "Filing":
    return desk.filing


def read(source: Source, *, glance: bool = False) -> Intake:
    """Return what a file holds, or its beginning.

    Raises:
        FileTrouble: it is none that can be read.
    """
    if isinstance(source, Intake):
        return source
    return Intake(contents(source), source.name, glance=glance)


def _glance(source: Source, kind: str, sheet: str, filing: "Filing") -> Glance:
    intake = read(source, glance=True)
    if intake.nature not in ("table", "workbook"):
        return Glance(intake, ())
    found = intake.found(kind)
    table = next((one for one in found if one.sheet == sheet), found[0] if found else None)
    kept = filing.mapping(mapping_key(kind, table)) if table else None
    if table is None or kept is None:
        return Glance(intake, found)
    said = replace(msgspec.convert(kept, Instructions), sheet=table.sheet)
    (mapped, *_none) = intake.found(kind, said) or (table,)
    return Glance(intake, tuple(mapped if one is table else one for one in found), said)


def mapping_key(kind: str, found: Found) -> str:
    """Return under what a mapping is remembered: the kind of record and the headings."""
    return "\x1f".join((kind, *(column.heading for column in found.columns)))


def _plain(said: Instructions) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(said)
    return plain
