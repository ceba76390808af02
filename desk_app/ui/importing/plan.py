"""What an import would do: how the file is understood at the left, its rows at the right."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QSplitter, QVBoxLayout, QWidget

from desk_app.exchange.planning import Choice
from desk_app.i18n import n, t
from desk_app.ui.importing.chosen import ChosenRow
from desk_app.ui.importing.columns import Columns
from desk_app.ui.importing.order import OrderForm
from desk_app.ui.importing.rows import PlannedModel
from desk_app.ui.importing.summary import Summary
from desk_app.ui.importing.table import RowsTable
from desk_app.ui.importing.words import rows_words
from desk_app.ui.lookups import Lookups
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Elided, Scroll, Words, button, column, row

_FIRST: tuple[Choice, ...] = ("ask", "wrong")


class PlanView(QWidget):
    """Shows a survey and what an officer says about it.

    Signals:
        wanted: bring the file in.
        stopped: give up what is under way.
    """

    wanted = Signal()
    stopped = Signal()

    def __init__(self, lookups: Lookups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order_form = OrderForm(self)
        self.columns = Columns()
        self.summary = Summary()
        self.model = PlannedModel(lookups)
        self.detail = ChosenRow(lookups)
        self.rows = RowsTable(self.model)
        self.file = Elided("", "heading")
        self.how = Words("", "muted")
        self.note = Words("", "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(t("Progress"))
        self.stop = button(t("Stop"), self.stopped.emit, picture="close", hint="Esc")
        self.go = button(
            t("Bring in"), self.wanted.emit, look="main", picture="plus", hint="Ctrl+Return"
        )
        line = row(self, gap=2 * UNIT)
        line.addWidget(self._left(), 2)
        line.addLayout(self._right(), 3)
        self.summary.looked_at.connect(self.model.only)
        self.rows.activated.connect(self._on_activated)

    def forget(self) -> None:
        """Show nothing of the file before."""
        self.model.forget()
        self.summary.forget()
        self.detail.show_row(None)
        self.how.setText("")

    def show_mapping(self, shown: bool) -> None:
        """Show or hide the columns; cards have none."""
        self._mapping.setVisible(shown)

    def busy(self, words: str) -> None:
        """Say what is under way."""
        self.note.setText(words)
        self.progress.setRange(0, 0)
        for widget in (self.progress, self.stop):
            widget.show()
        self.stop.setEnabled(True)
        self.go.setEnabled(False)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way that may be given up."""
        return not self.stop.isHidden() and self.stop.isEnabled()

    def ending(self) -> None:
        """Say that what is being written ends soon."""
        self.note.setText(t("Stopping …"))
        self.stop.setEnabled(False)

    def idle(self) -> None:
        """Say that nothing is under way."""
        self.note.setText("")
        for widget in (self.progress, self.stop):
            widget.hide()

    def moved(self, done: int, of: int) -> None:
        """Show how far it is."""
        self.progress.setRange(0, max(0, of))
        self.progress.setValue(done)

    def say_rows(self, *, again: bool) -> None:
        """Say how many rows there are, what becomes of them, and what the main button does."""
        counts = self.model.counts()
        self.summary.show_counts(counts)
        known = t("Understood as you set it the last time.") if again else ""
        self.how.setText("  ·  ".join(filter(None, (rows_words(sum(counts.values())), known))))
        coming = self.model.coming()
        words = n("Bring in {count} row", "Bring in {count} rows", coming)
        self.go.setText(words if coming else t("Bring in"))
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(bool(coming))
        self.note.setText(_waiting(counts, coming))

    def to_first_row(self) -> None:
        """Begin with what wants the officer: a row that may be somebody, or a wrong one."""
        if self.model.rowCount():
            lines = [line for one in _FIRST if (line := self.model.first(one)) is not None]
            self.rows.selectRow(lines[0] if lines else 0)
            self.rows.setFocus()

    def number(self) -> int:
        """Return the number of the row that is looked at, 0 for none."""
        line = self.rows.currentIndex().row()
        return self.model.at(line).row.number if 0 <= line < self.model.rowCount() else 0

    def to_row(self, number: int) -> None:
        """Look at the row of a number again, as it is now."""
        line = self.model.line_of(number)
        if line is None:
            self.detail.show_row(None)
        else:
            self.rows.selectRow(line)

    def _on_activated(self) -> None:
        """Return on a row leads to what may become of it."""
        if self.detail.ways:
            self.detail.ways[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _left(self) -> QWidget:
        said = Card()
        for part in (self.file, self.how, self.order_form.what):
            said.column.addWidget(part)
        self._mapping = Card()
        self._mapping.column.addWidget(Words(t("Columns"), "heading"))
        self._mapping.column.addWidget(self.columns)
        ways = Card()
        ways.column.addWidget(Words(t("How they come in"), "heading"))
        ways.column.addWidget(self.order_form.how)
        left = Scroll(margin=0)
        left.setMinimumWidth(430)
        left.setMaximumWidth(560)
        for card in (said, self._mapping, ways):
            left.column.addWidget(card)
        left.column.addStretch(1)
        return left

    def _right(self) -> QVBoxLayout:
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.rows)
        both.addWidget(self.detail)
        both.setChildrenCollapsible(False)
        both.setSizes([300, 260])
        foot = row()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        right = column(gap=UNIT)
        right.addWidget(self.summary)
        right.addWidget(both, 1)
        right.addLayout(foot)
        return right


def _waiting(counts: Mapping[Choice, int], coming: int) -> str:
    """Say what stays out as things are decided now."""
    asked, wrong = counts.get("ask", 0), counts.get("wrong", 0)
    said: list[str] = []
    if asked:
        said.append(
            n(
                "{count} row waits for your word and stays out until then.",
                "{count} rows wait for your word and stay out until then.",
                asked,
            )
        )
    if wrong:
        said.append(n("{count} row cannot come in.", "{count} rows cannot come in.", wrong))
    if not coming and not said:
        said.append(t("There is nothing to bring in: the desk has all of it."))
    return " ".join(said)
