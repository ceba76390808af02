"""Keeps what a part of a page shows in step with the store."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, NoSuchRecord
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit

T = TypeVar("T")


class Keeper(QObject):
    """Reads for one widget: at once, when one of its kinds changed, and when it is shown again.

    `last` is what was shown; a reading that brought the same again draws nothing.
    """

    def __init__(
        self,
        owner: QWidget,
        kit: Kit,
        kinds: tuple[str, ...],
        read: Callable[[DeskStore], object],
        show: Callable[[Any], None],
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._kit = kit
        self._kinds = kinds
        self._read = read
        self._show = show
        self._stale = False
        self.last: object = None
        owner.installEventFilter(self)
        kit.jobs.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Read again."""
        self._kit.jobs.latest(self, "kept", self._read, self._on_read, self._on_failed)

    def forget(self) -> None:
        """Draw the next reading even where it brings the same."""
        self.last = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up with what changed while the widget was not shown."""
        if watched is self._owner and event.type() is QEvent.Type.Show and self._stale:
            self._stale = False
            self.reload()
        return super().eventFilter(watched, event)

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touch(*self._kinds):
            return
        if self._owner.isVisible():
            self.reload()
        else:
            self._stale = True

    def _on_read(self, read: object) -> None:
        if read != self.last:
            self.last = read
            self._show(read)

    def _on_failed(self, error: DeskError) -> None:
        if not isinstance(error, NoSuchRecord):  # the page around says that it is gone
            self._kit.acts.failed.emit(error)


def keep(
    owner: QWidget,
    kit: Kit,
    kinds: tuple[str, ...],
    read: Callable[[DeskStore], T],
    show: Callable[[T], None],
) -> Keeper:
    """Have `show` draw what `read` brings now, and after each change of a record of `kinds`."""
    return Keeper(owner, kit, kinds, read, cast("Callable[[Any], None]", show))
