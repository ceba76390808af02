"""The page of an import: choose a file, see what would become of it, bring it in, take it back."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from PySide6.QtCore import QItemSelection, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHeaderView,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.errors import DeskError
from desk_app.exchange.bringing import Order, Outcome, Survey
from desk_app.exchange.planning import Choice, Planned
from desk_app.i18n import t
from desk_app.ui import messages
from desk_app.ui.desk import DeskStore
from desk_app.ui.importing.chosen import ChosenRow
from desk_app.ui.importing.columns import Columns
from desk_app.ui.importing.order import OrderForm
from desk_app.ui.importing.outcome import OutcomeCard
from desk_app.ui.importing.rows import PlannedModel
from desk_app.ui.importing.start import StartCard
from desk_app.ui.importing.summary import Summary
from desk_app.ui.importing.words import rows_words
from desk_app.ui.importing.work import Glance, Source, Work
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Scroll, Words, button, column, row

if TYPE_CHECKING:
    from desk_app.store.unimporting import Undone

_PAUSE = 250
"""Milliseconds without a new choice after which the file is surveyed again."""


class ImportPage(QWidget):
    """Brings one file after another in.

    Signals:
        left: the officer is done.
        shown: a survey stands on the page.
        over: an import ended.
    """

    left = Signal()
    shown = Signal()
    over = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.source: Source | None = None
        self.glance: Glance | None = None
        self.survey: Survey | None = None
        self._titles: dict[str, str] = {}
        self._targets: dict[int, UUID] = {}
        self.work = Work(kit, self)
        self.order_form = OrderForm()
        self.columns = Columns()
        self.summary = Summary()
        self.model = PlannedModel()
        self.detail = ChosenRow(kit.lookups)
        self.start = StartCard(kit)
        self.outcome = OutcomeCard(kit)
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self._survey)
        self._lay_out()
        self._connect()
        self.work.imports(self.start.show_imports)

    def open(self, source: Source) -> None:
        """Look at a file, or at what was pasted."""
        self.source, self.survey, self.glance = source, None, None
        self.model.choices.clear()
        self._targets.clear()
        self.detail.show_row(None, {})
        self.stack.setCurrentIndex(1)
        self.file.setText(source.name or t("Pasted text"))
        self._busy(t("Reading the file …"))
        self.work.look(source, self.order_form.kind.currentData())

    def choose(self) -> None:
        """Ask for a file."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self, t("Bring in a file"), str(Path.home()), _patterns()
        )
        if chosen:
            self.open(Path(chosen))

    def paste(self) -> None:
        """Take a person and a firm out of the text on the clipboard."""
        from desk_app.exchange.capturing import intake_of, propose

        text = QGuiApplication.clipboard().text()
        proposal = propose(text, country=self._kit.lookups.home) if text.strip() else None
        if proposal is None:
            messages.tell(self, t("There is no contact in what was copied."))
            return
        self.order_form.kind.setCurrentIndex(0)
        self.open(intake_of(proposal))

    def bring(self) -> None:
        """Bring the file in as the page says."""
        if self.source is None or self.survey is None:
            return
        undecided = self.columns.undecided() if self.glance and self.glance.found else []
        if undecided:
            text = t("Say first what becomes of these columns, or leave them out:")
            messages.tell(self, text, "\n".join(undecided))
            return
        self._busy(t("Bringing it in …"))
        self.work.bring(self.source, self._order())

    def _order(self) -> Order:
        order = self.order_form.order(self._kit.lookups.home)
        said = self.columns.said() if self._is_mapped else None
        choices = dict(self.model.choices)
        return msgspec.structs.replace(
            order, said=said, choices=choices, targets=dict(self._targets)
        )

    @property
    def _is_mapped(self) -> bool:
        """Tell whether the columns were mapped by an officer, now or the last time."""
        return self._mapped or bool(self.glance and self.glance.said)

    _mapped = False

    def _survey(self) -> None:
        if self.source is not None and self.glance is not None:
            self._busy(t("Comparing with the desk …"))
            self.work.survey(self.source, self._order())

    def _on_looked(self, glance: Glance) -> None:
        self.glance, self._mapped = glance, False
        self.order_form.offer_kinds(cards=glance.intake.nature in ("vcard", "dump"))
        self.order_form.offer_sheets(tuple(found.sheet for found in glance.found))
        sheet = self.order_form.sheet.currentData()
        found = next((f for f in glance.found if f.sheet == sheet), None)
        self._mapping.setVisible(found is not None)
        if found is not None:
            self.columns.show_found(self.order_form.kind.currentData(), found, glance.said)
            again = t("Understood as you set it the last time.") if glance.said else ""
            self.how.setText("  ·  ".join(filter(None, (rows_words(found.rows), again))))
        self._survey()

    def _on_surveyed(self, survey: Survey) -> None:
        self.survey = survey
        ids = {match.id for planned in survey.plan.rows for match in planned.matches}
        self._kit.jobs.read(
            self,
            lambda desk: _titles(desk, ids),
            partial(self._on_titles, survey),
            self._on_failed,
        )

    def _on_titles(self, survey: Survey, titles: dict[str, str]) -> None:
        if survey is not self.survey:
            return
        self._titles = titles
        self.model.show_rows(survey.plan.rows, titles)
        self.summary.show_plan(survey)
        self._idle()
        self.shown.emit()

    def _on_kind(self) -> None:
        if self.source is not None:
            self.model.choices.clear()
            self._targets.clear()
            self.work.look(self.source, self.order_form.kind.currentData())

    def _on_mapped(self) -> None:
        self._mapped = True
        self._late.start()

    def _on_row(self, selected: QItemSelection) -> None:
        lines = [index.row() for index in selected.indexes()]
        self.detail.show_row(self.model.at(lines[0]) if lines else None, self._titles)

    def _on_decided(self, planned: Planned, choice: Choice, target: UUID | None) -> None:
        self.model.choose(planned, choice)
        if target is not None:
            self._targets[planned.row.number] = target
        self._next_row()

    def _next_row(self) -> None:
        line = self.rows.currentIndex().row() + 1
        if line < self.model.rowCount():
            self.rows.selectRow(line)

    def _on_over(self, outcome: Outcome) -> None:
        self._idle()
        if self.glance is not None:
            self.outcome.show_outcome(outcome, self.glance.intake)
        self.stack.setCurrentIndex(2)
        self.work.imports(self.start.show_imports)
        self.over.emit()

    def _on_taken_back(self, undone: "Undone") -> None:
        self._idle()
        self.outcome.show_undone(undone)
        self.stack.setCurrentIndex(2)
        self.work.imports(self.start.show_imports)

    def _take_back(self, id: UUID) -> None:
        self._busy(t("Taking it back …"))
        self.work.take_back(id)

    def _again(self) -> None:
        self.source = None
        self.stack.setCurrentIndex(0)

    def _on_stop(self) -> None:
        self.work.stop()
        self._idle()

    def _on_moved(self, done: int, of: int) -> None:
        self.progress.setRange(0, max(1, of))
        self.progress.setValue(done)

    def _on_failed(self, error: DeskError) -> None:
        self._idle()
        messages.trouble(self, error)
        if self.survey is None:
            self._again()

    def _busy(self, words: str) -> None:
        self.note.setText(words)
        self.progress.setRange(0, 0)
        for widget in (self.progress, self.stop):
            widget.show()
        self.go.setEnabled(False)

    def _idle(self) -> None:
        self.note.setText("")
        for widget in (self.progress, self.stop):
            widget.hide()
        self.go.setEnabled(self.survey is not None)

    def _connect(self) -> None:
        work, form = self.work, self.order_form
        work.looked.connect(self._on_looked)
        work.surveyed.connect(self._on_surveyed)
        work.moved.connect(self._on_moved)
        work.over.connect(self._on_over)
        work.taken_back.connect(self._on_taken_back)
        work.failed.connect(self._on_failed)
        form.kind_chosen.connect(self._on_kind)
        form.changed.connect(self._late.start)
        self.columns.mapped.connect(self._on_mapped)
        self.summary.looked_at.connect(self.model.only)
        self.rows.selectionModel().selectionChanged.connect(self._on_row)
        self.detail.decided.connect(self._on_decided)
        self.start.wanted.connect(self.choose)
        self.start.pasted.connect(self.paste)
        for card in (self.start, self.outcome):
            card.taken_back.connect(self._take_back)
        self.outcome.again.connect(self._again)

    def _lay_out(self) -> None:
        head = row()
        back = button(t("Back"), self.left.emit, look="quiet", picture="back", hint="Alt+Left")
        head.addWidget(back)
        head.addWidget(Words(t("Bring in contacts and lists"), "title"), 1)
        self.stack = QStackedWidget()
        for page in (self.start, self._plan(), self.outcome):
            self.stack.addWidget(page)
        whole = column(self, margin=2 * UNIT, gap=2 * UNIT)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    def _plan(self) -> QWidget:
        self.file = Words("", "heading")
        self.how = Words("", "muted")
        said = Card()
        said.column.addWidget(self.file)
        said.column.addWidget(self.how)
        said.column.addWidget(self.order_form)
        self._mapping = Card()
        self._mapping.column.addWidget(Words(t("Columns"), "heading"))
        self._mapping.column.addWidget(self.columns)
        left = Scroll(margin=0)
        left.setFixedWidth(430)
        left.column.addWidget(said)
        left.column.addWidget(self._mapping)
        left.column.addStretch(1)
        plan = QWidget()
        line = row(plan, gap=2 * UNIT)
        line.addWidget(left)
        line.addLayout(self._right(), 1)
        return plan

    def _right(self) -> QVBoxLayout:
        self.rows = QTableView()
        self.rows.setModel(self.model)
        self.rows.setAccessibleName(t("Rows of the file"))
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setShowGrid(False)
        self.rows.setTabKeyNavigation(False)
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.verticalHeader().hide()
        self.rows.horizontalHeader().setHighlightSections(False)
        self.rows.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for place, width in ((0, 60), (2, 150)):
            self.rows.setColumnWidth(place, width)
        for place in (1, 3):
            mode = QHeaderView.ResizeMode.Stretch
            self.rows.horizontalHeader().setSectionResizeMode(place, mode)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.rows)
        both.addWidget(self.detail)
        both.setChildrenCollapsible(False)
        both.setSizes([300, 260])
        self.note = Words("", "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(t("Progress"))
        self.stop = button(t("Stop"), self._on_stop, picture="close")
        self.go = button(t("Bring in"), self.bring, look="main", picture="plus")
        foot = row()
        foot.addWidget(self.note)
        foot.addWidget(self.progress, 1)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        right = column(gap=UNIT)
        right.addWidget(self.summary)
        right.addWidget(both, 1)
        right.addLayout(foot)
        return right


def _patterns() -> str:
    every = "*.vcf *.vcard *.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.json"
    return f"{t('Cards, tables and dumps')} ({every});;{t('All files')} (*)"


def _titles(desk: DeskStore, ids: set[UUID]) -> dict[str, str]:
    named: Mapping[UUID, str] = desk.titles(ids)
    return {str(id): title for id, title in named.items()}
