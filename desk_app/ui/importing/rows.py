"""The rows of an import with what becomes of each; a few thousand at most are listed."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desk_app.exchange.planning import Choice, Planned
from desk_app.i18n import number, t
from desk_app.ui.importing.words import choice_words, row_title
from desk_app.ui.merging.words import reason_words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PlannedModel(QAbstractTableModel):
    """Holds the planned rows of one survey, as far as they are of a choice that is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Planned, ...] = ()
        self._shown: list[Planned] = []
        self._titles: dict[str, str] = {}
        self._only: Choice | None = None
        self.choices: dict[int, Choice] = {}

    def show_rows(self, rows: tuple[Planned, ...], titles: dict[str, str]) -> None:
        """List `rows`; `titles` name the records they may be, by identifier as text."""
        self._rows, self._titles = rows, titles
        self.only(self._only)

    def only(self, choice: Choice | None) -> None:
        """List the rows of one choice only, or all."""
        self._only = choice
        self.beginResetModel()
        self._shown = [row for row in self._rows if choice in (None, self.chosen(row))]
        self.endResetModel()

    def chosen(self, row: Planned) -> Choice:
        """Return what becomes of a row, an officer's own word first."""
        return self.choices.get(row.row.number, row.choice)

    def choose(self, row: Planned, choice: Choice) -> None:
        """Take an officer's word for one row."""
        self.choices[row.row.number] = choice
        line = self._shown.index(row)
        self.dataChanged.emit(self.index(line, 0), self.index(line, self.columnCount() - 1))

    def at(self, line: int) -> Planned:
        """Return the row of a line."""
        return self._shown[line]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # Qt's name
        """Override."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # Qt's name
        """Override."""
        return 0 if parent.isValid() else 4

    def headerData(  # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Override."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (t("Row"), t("What it says"), t("What becomes of it"), t("Why"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._shown[index.row()]
        match index.column():
            case 0:
                return number(row.row.number or row.row.line)
            case 1:
                return row_title(row.row)
            case 2:
                return choice_words(self.chosen(row), row.twin)
            case _:
                return self.why(row)

    def why(self, row: Planned) -> str:
        """Return why a row becomes what it becomes."""
        if row.row.wrong:
            return "; ".join(f"{one.heading}: {one.text}" for one in row.row.wrong)
        if not row.matches:
            return "; ".join(row.row.lost)
        best = row.matches[0]
        reasons = reason_words(best.reasons)
        return f"{self._titles.get(str(best.id), '')}: {reasons}"
