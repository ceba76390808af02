"""The view of a list: one column, rows of one height, the keyboard first."""

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desk_app.store.values import Row
from desk_app.ui.lists.delegate import RowDelegate
from desk_app.ui.lists.model import ROW, RowsModel


class RowsView(QTableView):
    """Shows a `RowsModel`.

    Signals:
        chosen: the row under the cursor changed.
        opened: Enter or a double click on a row.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        model: RowsModel,
        name: str,
        parent: QWidget | None = None,
        *,
        several: bool = False,
    ) -> None:
        """Make the view; with `several`, Shift and Ctrl choose more than one row."""
        super().__init__(parent)
        delegate = RowDelegate(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(40)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(delegate.height)
        lines.setDefaultSectionSize(delegate.height)
        self.setModel(model)
        self.doubleClicked.connect(self._on_opened)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Override."""
        super().selectionChanged(selected, deselected)
        ranges = self.selectionModel().selection()
        if sum(ranges.at(place).height() for place in range(ranges.size())) > 1:
            return  # several rows: the record that is shown stays
        for index in selected.indexes():
            row: Row | None = index.data(ROW)
            if row is not None:
                self.chosen.emit(row)

    def chosen_rows(self) -> list[Row]:
        """Return the chosen rows that are here, in the order of the list."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        found: list[Row | None] = [index.data(ROW) for index in indexes[:_MOST_CHOSEN]]
        return [row for row in found if row is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters go to whoever filters."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._on_opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing in a list never jumps through rows that are not here; the filter does that."""

    def _on_opened(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW)
        if row is not None:
            self.opened.emit(row)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_CHOSEN = 500
"""How many chosen rows are looked at: an act on more is not one an officer means."""
