"""The rows of an import with what becomes of each; a few thousand at most are listed."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desk_app.exchange.bringing import Order
from desk_app.exchange.planning import Choice, Plan, Planned
from desk_app.i18n import number, said, t
from desk_app.ui.importing.words import choice_words, row_title, wrong_words
from desk_app.ui.lookups import Lookups
from desk_app.ui.merging.words import reason_words
from desk_app.ui.words import tip_text

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NOTHING = Plan((), {})
_COMING: tuple[Choice, ...] = ("create", "update", "fill", "join")


class PlannedModel(QAbstractTableModel):
    """Holds the planned rows of one survey, as far as they are of a choice that is looked at."""

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        self._lookups = lookups
        self._plan = _NOTHING
        self._order = Order()
        self._compared = False
        self._shown: list[Planned] = []
        self._names: dict[str, str] = {}
        self._only: Choice | None = None
        self._decided: dict[int, Planned] = {}
        self.choices: dict[int, Choice] = {}

    def show_plan(
        self, plan: Plan, order: Order, names: dict[str, str], *, compared: bool = True
    ) -> None:
        """List the rows of `plan`; `names` are those of records, by identifier as text.

        Rows that were not compared yet say only what they are.
        """
        self._plan, self._order, self._names = plan, order, names
        self._compared = compared
        self.only(self._only)

    def reorder(self, order: Order) -> None:
        """Take another word for the rows that may be known; nothing is compared anew."""
        self._order = order
        self.only(self._only)

    def forget(self) -> None:
        """Hold nothing of the file before."""
        self.choices.clear()
        self._decided.clear()
        self._only = None
        self.show_plan(_NOTHING, Order(), {}, compared=False)

    def only(self, choice: Choice | None) -> None:
        """List the rows of one choice only, or all."""
        self._only = choice
        self.beginResetModel()
        rows = self._plan.rows
        self._shown = [*rows] if choice is None else [r for r in rows if self.chosen(r) == choice]
        self.endResetModel()

    def chosen(self, row: Planned) -> Choice:
        """Return what becomes of a row, an officer's own word first."""
        return self.choices.get(row.row.number) or self._order.chosen(row)

    def choose(self, row: Planned, choice: Choice) -> None:
        """Take an officer's word for one row."""
        self.choices[row.row.number] = choice
        self._decided[row.row.number] = row
        line = next((n for n, one in enumerate(self._shown) if one is row), None)
        if line is not None:
            self.dataChanged.emit(self.index(line, 0), self.index(line, self.columnCount() - 1))

    def counts(self) -> Counter[Choice]:
        """Return how many rows of the whole file become what, as things are decided now."""
        counts: Counter[Choice] = Counter(self._plan.counts)
        if self._order.unsure != "ask" and counts["ask"]:
            asked = counts.pop("ask")
            unsure = self._order.unsure
            counts[self._order.rule if unsure == "match" else unsure] += asked
        for place, row in self._decided.items():
            counts[self._order.chosen(row)] -= 1
            counts[self.choices[place]] += 1
        return +counts

    def coming(self) -> int:
        """Return how many rows come in."""
        counts = self.counts()
        return sum(counts[choice] for choice in _COMING)

    def at(self, line: int) -> Planned:
        """Return the row of a line."""
        return self._shown[line]

    def first(self, choice: Choice) -> int | None:
        """Return the first listed line of a choice."""
        return next((n for n, row in enumerate(self._shown) if self.chosen(row) == choice), None)

    def line_of(self, number: int) -> int | None:
        """Return the line on which the row of a number is listed."""
        return next((n for n, row in enumerate(self._shown) if row.row.number == number), None)

    def title(self, row: Planned) -> str:
        """Return what a row is called."""
        return row_title(row.row, self._names, self._lookups.skills)

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
        text = self._text(self._shown[index.row()], index.column())
        return tip_text(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def _text(self, row: Planned, place: int) -> str:
        match place:
            case 0:
                return number(row.row.number or row.row.line)
            case 1:
                return self.title(row)
            case 2:
                return choice_words(self.chosen(row), row.twin) if self._compared else "…"
            case _:
                return self.why(row) if self._compared else ""

    def why(self, row: Planned) -> str:
        """Return why a row becomes what it becomes."""
        if row.row.wrong:
            return "; ".join(wrong_words(row.row))
        if not row.matches:
            return "; ".join(map(said, row.row.lost)) or _unknown(row)
        best = row.matches[0]
        name = self._names.get(str(best.id), "")
        return ": ".join(filter(None, (name, reason_words(best.reasons))))


def _unknown(row: Planned) -> str:
    return t("The desk does not know it yet") if row.choice == "create" else ""
