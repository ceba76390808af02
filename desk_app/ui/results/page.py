"""*Results*: targets and what was reached, the aim of all, wins, pipeline, losses."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QWidget

from desk_app.domain.results import Progress
from desk_app.i18n import digits, t
from desk_app.ui import messages
from desk_app.ui.charts import Bars, Key
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.results.cards import MOST, aim_card, losses_card, pipeline_card, progress_bar
from desk_app.ui.results.reading import Results, results
from desk_app.ui.results.saving import save_bytes
from desk_app.ui.results.wording import target_headings, target_rows, win_headings, win_rows
from desk_app.ui.tables import Table
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Scroll, Words, button, clear, column, row

_KINDS = (
    *("target", "win", "demand", "demand_line", "meeting", "introduction"),
    *("candidacy", "fact", "mission"),
)


class ResultsPage(QWidget):
    """Shows what came of the work, one year of targets at a time."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.read: Results | None = None
        self.year = QComboBox()
        self.year.setAccessibleName(t("Year of the targets"))
        self.year.activated.connect(self._draw_year)
        scroll = Scroll(width=1560)
        column(self).addWidget(scroll)
        self.setFocusProxy(scroll)
        head = row()
        head.addWidget(Words(t("Results"), "title", wrap=False), 1)
        head.addWidget(button(t("Save as a workbook …"), self.save, picture="save"))
        scroll.column.addLayout(head)
        self._targets = Card()
        self._rest = column(gap=2 * UNIT)
        scroll.column.addWidget(self._targets)
        scroll.column.addLayout(self._rest)
        scroll.column.addStretch(1)
        keep(self, kit, _KINDS, results, self._show)
        kit.lookups.loaded.connect(self._draw_rest)

    def save(self) -> None:
        """Ask for a file and write the workbook into it."""
        usual = str(Path.home() / f"{t('Results')} {self._today():%Y-%m-%d}.xlsx")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, t("Save as a workbook"), usual, "Excel (*.xlsx)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, file: Path) -> None:
        """Write the workbook into `file`."""
        if self.read is None:
            return
        read, skills = self.read, self._kit.lookups.skills

        def work() -> None:
            from desk_app.ui.results.workbook import workbook

            save_bytes(file, workbook(read, skills))

        done = partial(self._on_written, t("The workbook is saved."))
        self._kit.jobs.aside(self, work, done, partial(messages.trouble, self))

    def _on_written(self, words: str, _nothing: None) -> None:
        self._kit.acts.said.emit(words)

    def _show(self, read: Results) -> None:
        self.read = read
        chosen = self.year.currentData()
        self.year.clear()
        for year in read.years:
            self.year.addItem(digits(str(year)), year)
        wanted = chosen if chosen in read.years else self._today().year
        self.year.setCurrentIndex(max(0, self.year.findData(wanted)))
        self._draw_year()
        self._draw_rest()

    def _draw_year(self) -> None:
        if self.read is None:
            return
        inside = self._targets.column
        self.year.setParent(None)
        clear(inside)
        head = row()
        head.addWidget(Words(t("Targets"), "large", wrap=False), 1)
        head.addWidget(self.year)
        inside.addLayout(head)
        year = self.year.currentData()
        found = [one for one in self.read.progress if one.target.content.year == year]
        found.sort(key=self._own_first)
        if not found:
            inside.addWidget(Words(t("No targets are set."), "muted"))
            return
        own = [one for one in found if one.target.content.country == self._kit.lookups.home]
        bars = [progress_bar(one) for one in (own or found) if one.reached is not None]
        if bars:
            inside.addWidget(Bars(t("Part of each target reached"), bars[:MOST]))
            inside.addWidget(Key([("full", t("Confirmed")), ("hatched", t("Not confirmed"))]))
        inside.addWidget(Table(t("Targets"), target_headings(), target_rows(found), words=2))

    def _own_first(self, one: Progress) -> tuple[bool, str, str]:
        target = one.target.content
        return target.country != self._kit.lookups.home, target.country, target.measure

    def _draw_rest(self) -> None:
        if self.read is None:
            return
        clear(self._rest)
        grid = QGridLayout()
        grid.setSpacing(2 * UNIT)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(aim_card(self.read), 0, 0, _TOP)
        grid.addWidget(pipeline_card(self.read), 0, 1, _TOP)
        self._rest.addLayout(grid)
        self._rest.addWidget(self._wins(self.read))
        self._rest.addWidget(losses_card(self.read, self._kit.lookups.skills))

    def _wins(self, read: Results) -> Card:
        card = Card()
        card.column.addWidget(Words(t("Wins by year, our share"), "large"))
        if not read.wins:
            card.column.addWidget(Words(t("No wins yet."), "muted"))
            return card
        table = Table(t("Wins by year, our share"), win_headings(), win_rows(read), words=2)
        table.cellActivated.connect(self._on_win)
        card.column.addWidget(table)
        return card

    def _on_win(self, line: int, _place: int) -> None:
        if self.read is not None:
            self._kit.ways.record.emit("win", self.read.wins[line].id)

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


_TOP = Qt.AlignmentFlag.AlignTop
