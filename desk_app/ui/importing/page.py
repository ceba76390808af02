"""The page of an import: choose a file, see what would become of it, bring it in, take it back."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from PySide6.QtCore import QItemSelection, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QStackedWidget,
    QWidget,
)

from desk_app.domain.errors import DeskError
from desk_app.exchange.bringing import Order, Outcome, Survey
from desk_app.exchange.planning import Choice, Planned
from desk_app.i18n import t
from desk_app.ui import messages
from desk_app.ui.desk import DeskStore
from desk_app.ui.importing.chosen import Chosen
from desk_app.ui.importing.outcome import OutcomeCard
from desk_app.ui.importing.plan import PlanView
from desk_app.ui.importing.start import StartCard
from desk_app.ui.importing.words import links_of, name_words
from desk_app.ui.importing.work import Glance, Source, Work
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, column, row

if TYPE_CHECKING:
    from desk_app.store.unimporting import Undone

_PAUSE = 250
"""Milliseconds without a new choice after which the file is surveyed again."""

_NAMED = 20_000
"""Of so many rows the records that they may be are named in the list."""


class ImportPage(QWidget):
    """Brings one file after another in.

    Signals:
        left: the officer is done.
        begun: the first rows of a long file stand on the page.
        shown: a survey stands on the page.
        over: an import ended.
    """

    left = Signal()
    begun = Signal()
    shown = Signal()
    over = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.source: Source | None = None
        self.glance: Glance | None = None
        self.survey: Survey | None = None
        self._names: dict[str, str] = {}
        self._targets: dict[int, UUID] = {}
        self._bringing = self._stopping = False
        self._fresh = False
        self.work = Work(kit, self)
        self.plan = PlanView(kit.lookups)
        self.order_form, self.columns = self.plan.order_form, self.plan.columns
        self.model, self.rows, self.detail = self.plan.model, self.plan.rows, self.plan.detail
        self.start = StartCard(kit)
        self.outcome = OutcomeCard(kit)
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self._survey)
        self._lay_out()
        self._connect()
        self._to(0)
        self.work.imports(self.start.show_imports)

    def open(self, source: Source) -> None:
        """Look at a file, or at what was pasted."""
        self.source, self.survey, self.glance = source, None, None
        self._fresh = True
        self._targets.clear()
        self.plan.forget()
        self.plan.show_mapping(False)
        self._to(1)
        self.plan.file.say(name_words(source.name))
        self.plan.busy(t("Reading the file …"))
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
            told = t("There is no contact in what was copied.")
            more = t("Copy a signature, a card or a few lines with a name and an address first.")
            messages.tell(self, told, more)
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
            self.columns.to_first_open()
            return
        self.plan.busy(t("Bringing it in …"))
        self._bringing, self._stopping = True, False
        self.work.bring(self._order(), mapped=self._mapped or self._said_before)

    def _order(self) -> Order:
        order = self.order_form.order(self._kit.lookups.home)
        said = self.columns.said() if self._is_mapped else None
        choices = dict(self.model.choices)
        return msgspec.structs.replace(
            order, said=said, choices=choices, targets=dict(self._targets)
        )

    @property
    def _is_mapped(self) -> bool:
        """Tell whether an officer mapped the columns, now or the last time, or chose a sheet."""
        glance = self.glance
        if glance is None or not glance.found:
            return False
        return self._mapped or glance.said is not None or len(glance.found) > 1

    _mapped = False

    def _survey(self) -> None:
        if self.source is not None and self.glance is not None:
            self.plan.busy(t("Comparing with the desk …"))
            self.work.survey(self._order(), self.glance)

    def _on_looked(self, glance: Glance) -> None:
        self.glance, self._mapped = glance, False
        self.order_form.offer_kinds(cards=glance.intake.nature in ("vcard", "dump"))
        self.order_form.offer_sheets(tuple(found.sheet for found in glance.found))
        sheet = self.order_form.sheet.currentData()
        found = next((f for f in glance.found if f.sheet == sheet), None)
        self.plan.show_mapping(found is not None)
        if found is not None:
            self.columns.show_found(self.order_form.kind.currentData(), found, glance.said)
        self._survey()

    def _on_begun(self, survey: Survey) -> None:
        """Let the first rows of a long file be looked at while all of them are compared."""
        if self.survey is None:
            self.model.show_plan(survey.plan, self._order(), {}, compared=False)
            self.begun.emit()

    def _on_surveyed(self, survey: Survey) -> None:
        self.survey = survey
        some = survey.plan.rows[:_NAMED]
        ids = {match.id for planned in some for match in planned.matches}
        ids |= {id for planned in some for id in links_of(planned.row)}
        self._kit.jobs.read(
            self,
            lambda desk: _titles(desk, ids),
            partial(self._on_titles, survey),
            self._on_failed,
        )

    def _on_titles(self, survey: Survey, names: dict[str, str]) -> None:
        if survey is not self.survey:
            return
        self._names = names
        number = self.plan.number()
        self.model.show_plan(survey.plan, self._order(), names)
        self.plan.summary.show_problems(survey.problems)
        self.plan.idle()
        self.plan.say_rows(again=self._said_before)
        if self._fresh:
            self._fresh = False
            self.plan.to_first_row()
        else:
            self.plan.to_row(number)
        self.shown.emit()

    @property
    def _said_before(self) -> bool:
        return self.glance is not None and self.glance.said is not None and not self._mapped

    def _on_kind(self) -> None:
        if self.source is not None:
            self.survey = None
            self._fresh = True
            self._targets.clear()
            self.plan.forget()
            self.plan.busy(t("Reading the file …"))
            sheet = self.order_form.sheet.currentData() or ""
            self.work.look(self.source, self.order_form.kind.currentData(), sheet)

    def _on_mapped(self) -> None:
        self._mapped = True
        self._late.start()

    def _on_repainted(self) -> None:
        if self.survey is not None:
            number = self.plan.number()
            self.model.reorder(self._order())
            self.plan.to_row(number)
            self.plan.say_rows(again=self._said_before)

    def _on_row(self, selected: QItemSelection) -> None:
        lines = [index.row() for index in selected.indexes()]
        self.detail.show_row(self._chosen(self.model.at(lines[0])) if lines else None)

    def _chosen(self, planned: Planned) -> Chosen:
        title = self.model.title(planned)
        target = self._targets.get(planned.row.number)
        return Chosen(planned, title, self.model.chosen(planned), target, self._names)

    def _on_decided(self, planned: Planned, choice: Choice, target: UUID | None) -> None:
        self.model.choose(planned, choice)
        if target is not None:
            self._targets[planned.row.number] = target
        self.plan.say_rows(again=self._said_before)
        self._next_row()

    def _next_row(self) -> None:
        line = self.rows.currentIndex().row()
        if line + 1 < self.model.rowCount():
            self.rows.selectRow(line + 1)
        elif line >= 0:
            self.detail.show_row(self._chosen(self.model.at(line)))
        self.rows.setFocus()

    def _ended(self) -> None:
        self._bringing = False
        self.plan.idle()

    def _on_over(self, outcome: Outcome) -> None:
        self._ended()
        if self.glance is not None:
            sheets = self._other_sheets()
            self.outcome.show_outcome(outcome, self.glance.intake, self._kind(), sheets)
        self._to(2)
        self.work.imports(self.start.show_imports)
        self.over.emit()

    def _kind(self) -> str:
        return str(self.order_form.kind.currentData())

    def _other_sheets(self) -> tuple[str, ...]:
        sheet = self.order_form.sheet.currentData()
        found = self.glance.found if self.glance else ()
        return tuple(one.sheet for one in found if one.sheet != sheet)

    def _on_sheet_wanted(self, sheet: str) -> None:
        """Go on with another sheet of the same workbook."""
        self._to(1)
        self.order_form.sheet.setCurrentIndex(self.order_form.sheet.findData(sheet))

    def _on_taken_back(self, undone: "Undone") -> None:
        self._ended()
        self.outcome.show_undone(undone, stopped=self._stopping)
        self._to(2)
        self.work.imports(self.start.show_imports)

    def _take_back(self, id: UUID) -> None:
        self._to(1)
        self.plan.busy(t("Taking it back …"))
        self._bringing, self._stopping = True, False
        self.work.take_back(id)

    def _again(self) -> None:
        self.source = None
        self.survey = None
        self._to(0)

    def _to(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.other.setVisible(place == 1)
        if place == 0:
            self.setFocusProxy(self.start.begin)
            self.start.begin.setFocus()
        elif place == 2 and self.outcome.main is not None:
            self.outcome.main.setFocus()

    def _on_stop(self) -> None:
        """Give up what is under way; what is being written ends after its stretch."""
        self.work.stop()
        if self._bringing:
            self._stopping = True
            self.plan.ending()
            return
        self.plan.idle()
        if self.survey is None:
            self._kit.acts.said.emit(t("Stopped. Nothing was brought in."))
            self._again()
            return
        self.plan.say_rows(again=self._said_before)
        self.plan.note.setText(t("Stopped. The list is as it was compared before."))

    def _on_failed(self, error: DeskError) -> None:
        self._ended()
        messages.trouble(self, error)
        if self.survey is None:
            self._again()
        else:
            self.plan.say_rows(again=self._said_before)

    def _connect(self) -> None:
        work, form = self.work, self.order_form
        work.looked.connect(self._on_looked)
        work.begun.connect(self._on_begun)
        work.surveyed.connect(self._on_surveyed)
        work.moved.connect(self.plan.moved)
        work.over.connect(self._on_over)
        work.taken_back.connect(self._on_taken_back)
        work.failed.connect(self._on_failed)
        form.kind_chosen.connect(self._on_kind)
        form.changed.connect(self._late.start)
        form.repainted.connect(self._on_repainted)
        self.columns.mapped.connect(self._on_mapped)
        self.rows.selectionModel().selectionChanged.connect(self._on_row)
        self.plan.wanted.connect(self.bring)
        self.plan.stopped.connect(self._on_stop)
        self.detail.decided.connect(self._on_decided)
        self.start.wanted.connect(self.choose)
        self.start.pasted.connect(self.paste)
        for card in (self.start, self.outcome):
            card.taken_back.connect(self._take_back)
        self.outcome.again.connect(self._again)
        self.outcome.sheet_wanted.connect(self._on_sheet_wanted)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_go)
        QShortcut(QKeySequence("Escape"), self, self._on_escape)

    def _on_go(self) -> None:
        if self.stack.currentIndex() == 1 and self.plan.go.isEnabled():
            self.bring()

    def _on_escape(self) -> None:
        if self.plan.is_busy:
            self._on_stop()

    def _lay_out(self) -> None:
        head = row()
        back = button(t("Back"), self.left.emit, look="quiet", picture="back", hint="Alt+Left")
        head.addWidget(back)
        head.addWidget(Words(t("Bring in contacts and lists"), "title"), 1)
        self.other = button(t("Another file …"), self.choose)
        head.addWidget(self.other)
        self.stack = QStackedWidget()
        for page in (self.start, self.plan, self.outcome):
            self.stack.addWidget(page)
        whole = column(self, margin=2 * UNIT, gap=2 * UNIT)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)


def _patterns() -> str:
    every = "*.vcf *.vcard *.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.json"
    return f"{t('Cards, tables and dumps')} ({every});;{t('All files')} (*)"


def _titles(desk: DeskStore, ids: set[UUID]) -> dict[str, str]:
    named: Mapping[UUID, str] = desk.titles(ids)
    return {str(id): title for id, title in named.items()}
