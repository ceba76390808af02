"""A table to be read: as high as its rows, walked by keys, and named for a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Table(QTableWidget):
    """Shows rows of texts under headings; the first column is wide, numbers stand at the right."""

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        words: int = 1,
        wide: bool = False,
    ) -> None:
        """Make the table; the first `words` columns hold words, the others numbers.

        A `wide` one scrolls sideways rather than cut its columns.
        """
        super().__init__(len(rows), len(headings))
        self._words = words
        self._wide = wide
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self._head(headings)
        for line, texts in enumerate(rows):
            for place, text in enumerate(texts):
                self.setItem(line, place, self._cell(text, place))
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each row the height its words need at this width, and take as much room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.resizeRowsToContents()
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Override."""
        return QSize(120, self._high())

    def sizeHint(self) -> QSize:
        """Override."""
        return QSize(super().sizeHint().width(), self._high())

    def _high(self) -> int:
        rows = sum(self.rowHeight(line) for line in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if self._wide else 0
        return rows + self.horizontalHeader().sizeHint().height() + bar + 2

    def _head(self, headings: Sequence[str]) -> None:
        self.setHorizontalHeaderLabels(list(headings))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for place in range(0 if self._wide else min(self._words, len(headings))):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        for place in range(len(headings)):
            if (item := self.horizontalHeaderItem(place)) is not None:
                item.setTextAlignment(_LEFT if place < self._words else _RIGHT)

    def _cell(self, text: str, place: int) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setTextAlignment(_LEFT if place < self._words else _RIGHT)
        return item
