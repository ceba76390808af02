"""The rows of a list, fetched by the stretch that is looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desk_app.store.values import Row

Index = QModelIndex | QPersistentModelIndex
STRETCH = 100
"""How many rows are fetched at once."""
_KEPT = 60
"""How many stretches are kept; the ones not looked at longest go first."""
ROW = Qt.ItemDataRole.UserRole


class RowsModel(QAbstractTableModel):
    """Shows the stretches it was given and asks for those it lacks; it never asks the store.

    Signals:
        wanted: the stretch (its number) that a view looks at and that is not here.
    """

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._length = 0
        self._stretches: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._asked: set[int] = set()

    def begin(self, rows: Sequence[Row], total: int | None) -> None:
        """Show a new list that starts with `rows`; `total` may come later (`grow`)."""
        length = max(total if total is not None else len(rows), len(rows))
        self.beginResetModel()
        self._stretches.clear()
        self._asked.clear()
        self._stretches[0] = rows
        self._length = length
        self.endResetModel()

    def grow(self, total: int) -> None:
        """Take the exact length of the list."""
        if total > self._length:
            self.beginInsertRows(QModelIndex(), self._length, total - 1)
            self._length = total
            self.endInsertRows()
        elif total < self._length:
            self.beginRemoveRows(QModelIndex(), total, self._length - 1)
            self._length = total
            self.endRemoveRows()

    def fill(self, stretch: int, rows: Sequence[Row]) -> None:
        """Take the rows of a stretch that was wanted."""
        self._asked.discard(stretch)
        self._stretches[stretch] = rows
        while len(self._stretches) > _KEPT:
            self._stretches.popitem(last=False)
        first = stretch * STRETCH
        last = min(first + STRETCH, self._length) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def refused(self, stretch: int) -> None:
        """Note that a wanted stretch did not come, so that it may be asked for again."""
        self._asked.discard(stretch)

    def row(self, place: int) -> Row | None:
        """Return the row at `place`, or None while it is on its way."""
        stretch, inside = divmod(place, STRETCH)
        rows = self._stretches.get(stretch)
        if rows is None:
            if stretch not in self._asked and 0 <= place < self._length:
                self._asked.add(stretch)
                self.wanted.emit(stretch)
            return None
        return rows[inside] if inside < len(rows) else None

    def place_of(self, id: object) -> int | None:
        """Return where the record `id` stands, when it is among the rows that are here."""
        for stretch, rows in self._stretches.items():
            for inside, row in enumerate(rows):
                if row.id == id:
                    return stretch * STRETCH + inside
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Override."""
        return 0 if parent.isValid() else self._length

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Override."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, the spoken text, or the row itself (`ROW`)."""
        if not index.isValid() or role not in _ROLES:
            return None
        row = self.row(index.row())
        if role == ROW:
            return row
        if row is None:
            return "…"
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return ", ".join(part for part in (row.title, row.detail) if part)


_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW)
