"""The sections of a brief: ticked or left out, and moved by mouse or by Alt and an arrow."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desk_app.i18n import t

_KEY = Qt.ItemDataRole.UserRole
_LINE = 28


class SectionList(QListWidget):
    """Lists what a brief may have, in its order.

    Signals:
        chosen: a section was taken in, left out or moved.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.off: frozenset[str] = frozenset()
        self.order: tuple[str, ...] = ()
        self._shown: tuple[tuple[str, str], ...] = ()
        self.setAccessibleName(t("Sections"))
        self.setAccessibleDescription(t("Space takes in or leaves out, Alt with an arrow moves."))
        self.setToolTip(t("Tick what the brief shall have; drag to another place."))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(self._on_ticked)
        self.model().rowsMoved.connect(self._on_moved)

    def show_sections(self, sections: tuple[tuple[str, str], ...]) -> None:
        """List `sections` as (key, title), each ticked unless it is left out."""
        if sections == self._shown:
            return
        self._shown = sections
        line = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for key, title in sections:
            item = QListWidgetItem(title)
            item.setData(_KEY, key)
            item.setToolTip(title)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            ticked = Qt.CheckState.Unchecked if key in self.off else Qt.CheckState.Checked
            item.setCheckState(ticked)
            item.setSizeHint(QSize(0, _LINE))
            self.addItem(item)
        self.setCurrentRow(min(line, self.count() - 1))
        self.blockSignals(False)
        self.setFixedHeight(_LINE * len(sections) + 2 * self.frameWidth() + 2)

    def tick(self, key: str, *, on: bool) -> None:
        """Take a section in, or leave it out."""
        for line in range(self.count()):
            if self.item(line).data(_KEY) == key:
                self.item(line).setCheckState(
                    Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                )

    def carry(self, line: int, by: int) -> None:
        """Move the section of `line` so many lines down; up with a negative number."""
        place = line + by
        if 0 <= line < self.count() and 0 <= place < self.count():
            item = self.takeItem(line)
            self.insertItem(place, item)
            self.setCurrentRow(place)
            self._on_moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: Alt with an arrow moves the section."""
        steps = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.carry(self.currentRow(), steps[event.key()])
            return
        super().keyPressEvent(event)

    def _keys(self) -> tuple[str, ...]:
        return tuple(self.item(line).data(_KEY) for line in range(self.count()))

    def _on_ticked(self, item: QListWidgetItem) -> None:
        key = item.data(_KEY)
        on = item.checkState() is Qt.CheckState.Checked
        self.off = self.off - {key} if on else self.off | {key}
        self.chosen.emit()

    def _on_moved(self, *_where: object) -> None:
        self.order = self._keys()
        titles = dict(self._shown)
        self._shown = tuple((key, titles[key]) for key in self.order)
        self.chosen.emit()
