"""The table of skill and month: what is evidenced, claimed and too old differ in shape."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desk_app.i18n import n, number, t
from desk_app.matching.capacity import Cell
from desk_app.ui.capacity.reading import Line
from desk_app.ui.charts import Fill
from desk_app.ui.demands.proposed import month_words
from desk_app.ui.showing import Skills, skill_name
from desk_app.ui.theme.look import colours

Index = QModelIndex | QPersistentModelIndex
_CELL = Qt.ItemDataRole.UserRole
_SQUARE = 9
_GAP = 4


class BookModel(QAbstractTableModel):
    """Skills down, months across; it holds what it was given and asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[str, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._names: tuple[str, ...] = ()

    def take(self, months: tuple[str, ...], lines: tuple[Line, ...], skills: Skills) -> None:
        """Show another book."""
        self.beginResetModel()
        self._months, self._lines = months, lines
        self._names = tuple("    " * line.depth + skill_name(line.skill, skills) for line in lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Override."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's signature)
        """Override."""
        return 0 if parent.isValid() else 1 + len(self._months)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return t("Skill") if section == 0 else month_words(self._months[section - 1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the skill's name, a cell, or what a screen reader says of one."""
        if not index.isValid():
            return None
        if index.column() == 0:
            return self._names[index.row()] if role == Qt.ItemDataRole.DisplayRole else None
        cell = self._lines[index.row()].cells[index.column() - 1]
        if role == _CELL:
            return cell
        spoken = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return cell_words(cell) if role in spoken else None


def cell_words(cell: Cell) -> str:
    """Say a cell in words."""
    parts = [
        n("{count} head evidenced", "{count} heads evidenced", cell.evidenced),
        n("{count} head claimed", "{count} heads claimed", cell.claimed) if cell.claimed else "",
        n("{count} head too old", "{count} heads too old", cell.stale) if cell.stale else "",
    ]
    return ", ".join(part for part in parts if part)


class CellDelegate(QStyledItemDelegate):
    """A full square before what is evidenced, an empty one before claims, a hatched one: old."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell = index.data(_CELL)
        if not isinstance(cell, Cell):
            super().paint(painter, option, index)
            return
        state: Any = option.state  # pyright: ignore[reportAttributeAccessIssue]  # Qt's own field
        place: Any = option.rect  # pyright: ignore[reportAttributeAccessIssue]  # Qt's own field
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(colours().selected))
        left = place.left() + _GAP
        for heads, fill in _parts(cell):
            square = QRectF(left, place.center().y() - _SQUARE / 2, _SQUARE, _SQUARE)
            _draw_square(painter, square, fill)
            left += _SQUARE + 3
            words = number(heads)
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(QColor(colours().text))
            where = QRectF(left, place.top(), wide + 2, place.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
            left += wide + 2 * _GAP
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override."""
        hint = super().sizeHint(option, index)
        cell = index.data(_CELL)
        if not isinstance(cell, Cell):
            return QSize(hint.width() + 8, hint.height() + 6)
        metrics: Any = option.fontMetrics  # pyright: ignore[reportAttributeAccessIssue]  # Qt's own field
        wide = sum(
            _SQUARE + 3 + metrics.horizontalAdvance(number(heads)) + 2 * _GAP
            for heads, _fill in _parts(cell)
        )
        return QSize(wide + 2 * _GAP, hint.height() + 6)


def _parts(cell: Cell) -> list[tuple[int, Fill]]:
    parts: list[tuple[int, Fill]] = [
        (cell.evidenced, "full"),
        (cell.claimed, "empty"),
        (cell.stale, "hatched"),
    ]
    return [(heads, fill) for heads, fill in parts if heads]


def _draw_square(painter: QPainter, place: QRectF, fill: Fill) -> None:
    colour = QColor(colours().notice if fill == "hatched" else colours().accent)
    painter.setPen(QPen(colour, 1.4))
    if fill == "full":
        painter.setBrush(colour)
    elif fill == "hatched":
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


class BookView(QTableView):
    """The table itself; arrows walk its cells, and the line says each in words."""

    def __init__(self, model: BookModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(t("Heads free by skill and month"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
