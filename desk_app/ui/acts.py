"""Doing and undoing: every change an officer makes goes through here, once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desk_app.domain.acts import Act
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.i18n import t
from desk_app.ui.desk import DeskStore
from desk_app.ui.jobs import Jobs


class Acts(QObject):
    """Writes acts through the store lane and remembers what can be undone.

    Signals:
        undoable: the label of what Ctrl+Z would take back, or an empty text.
        said: a short sentence about what was just done.
        failed: a failure that no page waited for.
    """

    undoable = Signal(str)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._labels: list[str] = []

    def do(
        self,
        owner: QObject,
        act: Act,
        failed: Callable[[DeskError], None] | None = None,
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        """Write `act`; `done` once it is on the disk."""
        self.perform(owner, act.label, lambda desk: desk.do(act), failed, done)

    def perform(
        self,
        owner: QObject,
        label: str,
        work: Callable[[DeskStore], Changes],
        failed: Callable[[DeskError], None] | None = None,
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        """Have `work` read, decide and write one act on the lane; it is undone as `label`."""

        def announce(changes: Changes) -> None:
            if done is not None:
                done(changes)

        def note(desk: DeskStore) -> Changes:
            changes = work(desk)
            self._jobs.deliver(self, lambda: self._note(label))
            return changes

        self._jobs.write(owner, note, failed or self.failed.emit, announce)

    def undo(self) -> None:
        """Take back the last act of this window."""
        if self._labels:
            self._jobs.read(self, lambda desk: desk.undo(), self._on_undone, self.failed.emit)

    def _note(self, name: str) -> None:
        self._labels.append(name)
        self.undoable.emit(name)
        self.said.emit(t("{act}: saved.", act=name))

    def _on_undone(self, undone: tuple[str, Changes]) -> None:
        name = self._labels.pop() if self._labels else undone[0]
        self._jobs.changed.emit(undone[1])
        self._jobs.written.emit()
        self.undoable.emit(self._labels[-1] if self._labels else "")
        self.said.emit(t("Undone: {act}", act=name))
