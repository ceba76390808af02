"""What an import came to, or what its taking back did."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.exchange.bringing import Left, Outcome
from desk_app.exchange.contacts import Problem
from desk_app.exchange.failing import failed_file
from desk_app.exchange.planning import CHOICES
from desk_app.exchange.reading import Intake
from desk_app.i18n import label, n, number, t, told
from desk_app.profile import write_whole
from desk_app.ui import messages
from desk_app.ui.importing.words import (
    became_words,
    left_words,
    name_words,
    problem_words,
    row_words,
)
from desk_app.ui.kit import Kit
from desk_app.ui.shell.sections import SECTIONS
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Scroll, Words, button, clear, column, row

if TYPE_CHECKING:
    from desk_app.store.unimporting import Undone

_SHOWN = 12
_FEW = 40
_FEW_SHEETS = 5


class OutcomeCard(QWidget):
    """Says what came in and what did not.

    Signals:
        again: bring in another file.
        sheet_wanted: go on with another sheet of the workbook (its name).
        taken_back: take this import back (its UUID).
    """

    again = Signal()
    sheet_wanted = Signal(str)
    taken_back = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.main: QPushButton | None = None
        scroll = Scroll(margin=0)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self).addWidget(scroll)
        self._card = Card()
        scroll.column.addWidget(self._card)
        scroll.column.addStretch(1)

    def show_outcome(
        self, outcome: Outcome, intake: Intake, kind: str, sheets: tuple[str, ...] = ()
    ) -> None:
        """Say what an import of records of `kind` came to; `sheets` are still to be brought in."""
        page = self._card.column
        clear(page)
        name = name_words(intake.name)
        title = (
            t("{name}: stopped half-way", name=name)
            if outcome.stopped
            else t("{name} is in", name=name)
        )
        page.addWidget(Words(title, "large"))
        if outcome.trouble is not None:
            page.addWidget(Words(told(outcome.trouble), "problem"))
        if outcome.stopped:
            text = t("What came in so far stays. The same file again adds only what is missing.")
            page.addWidget(Words(text))
        for choice in CHOICES:
            if count := outcome.counts.get(choice, 0):
                words = became_words(choice)
                page.addWidget(Words(t("{choice}: {count}", choice=words, count=number(count))))
        if outcome.left:
            self._add_left(outcome.left, intake)
        self._add_problems(outcome.problems)
        if sheets:
            self._add_sheets(sheets)
        self._add_ways(outcome, kind)

    def show_undone(self, undone: "Undone", *, stopped: bool = False) -> None:
        """Say what taking back did, and what stays because somebody changed it since."""
        page = self._card.column
        clear(page)
        title = t("Taking back was stopped half-way") if stopped else t("It is taken back")
        page.addWidget(Words(title, "large"))
        for sentence in _undone(undone):
            page.addWidget(Words(sentence))
        if stopped:
            page.addWidget(Words(t("Take it back again to go on where it was stopped.")))
        if undone.stays:
            page.addWidget(Words(t("These stay, for somebody has changed them since:"), "label"))
        for one in undone.stays[:_SHOWN]:
            field = KINDS[one.kind].fields.get(one.field)
            what = f"{one.title}: {label(field.label)}" if field else one.title
            page.addWidget(Words(what))
        more = len(undone.stays) - _SHOWN
        if more > 0:
            page.addWidget(Words(t("and {count} more", count=more), "muted"))
        ways = row()
        self.main = button(t("Another file …"), self.again.emit, look="main")
        ways.addWidget(self.main)
        ways.addStretch(1)
        page.addLayout(ways)

    def _add_ways(self, outcome: Outcome, kind: str) -> None:
        ways = row()
        ids = outcome.changes.records
        self.main = button(t("Show what came in"), partial(self._show, kind, ids), look="main")
        if ids or outcome.changes.kinds:
            ways.addWidget(self.main)
        again = button(t("Another file …"), self.again.emit)
        ways.addWidget(again)
        if not ids:
            self.main = again
        back = button(t("Take all of it back"), partial(self._back, outcome.id), picture="undo")
        ways.addWidget(back)
        ways.addStretch(1)
        self._card.column.addSpacing(UNIT)
        self._card.column.addLayout(ways)

    def _show(self, kind: str, ids: frozenset[UUID]) -> None:
        """Open the record where it is one, and the list of its kind where they are several."""
        if len(ids) > _FEW:
            self._on_ours(kind, ())
            return
        self._kit.jobs.read(
            self,
            lambda desk: tuple(one.id for one in desk.records(ids).values() if one.kind == kind),
            partial(self._on_ours, kind),
            self._kit.acts.failed.emit,
        )

    def _on_ours(self, kind: str, ids: tuple[UUID, ...]) -> None:
        section = next((one for one in SECTIONS if one.kind == kind and not one.page), None)
        if len(ids) == 1 or (ids and section is None):
            self._kit.ways.record.emit(kind, ids[0])
        elif section is not None:
            self._kit.ways.section.emit(section.name)
        else:
            self.again.emit()

    def _add_problems(self, problems: tuple[Problem, ...]) -> None:
        page = self._card.column
        if problems:
            page.addWidget(Words(t("To know about the file:"), "label"))
        for problem in problems[:_SHOWN]:
            page.addWidget(Words(problem_words(problem), "small", copied=True))
        more = len(problems) - _SHOWN
        if more > 0:
            words = n("{count} more remark", "{count} more remarks", more)
            page.addWidget(Words(words, "muted"))

    def _add_sheets(self, sheets: tuple[str, ...]) -> None:
        page = self._card.column
        page.addWidget(Words(t("The workbook has other sheets, which are not in:"), "label"))
        line = row()
        for sheet in sheets[:_FEW_SHEETS]:
            go = partial(self.sheet_wanted.emit, sheet)
            line.addWidget(button(t("Look at “{sheet}”", sheet=sheet), go))
        line.addStretch(1)
        page.addLayout(line)

    def _add_left(self, left: tuple[Left, ...], intake: Intake) -> None:
        page = self._card.column
        words = n("{count} row did not come in:", "{count} rows did not come in:", len(left))
        page.addWidget(Words(words, "label"))
        for one in left[:_SHOWN]:
            page.addWidget(Words(f"{row_words(one.row)}: {left_words(one)}"))
        more = len(left) - _SHOWN
        if more > 0:
            page.addWidget(Words(t("and {count} more", count=more), "muted"))
        save = button(t("Save them to mend …"), lambda: self._save(left, intake), picture="save")
        line = row()
        line.addWidget(save)
        line.addStretch(1)
        page.addLayout(line)

    def _save(self, left: tuple[Left, ...], intake: Intake) -> None:
        ending = "vcf" if intake.nature == "vcard" else "csv"
        usual = str(Path.home() / f"{Path(intake.name).stem}-not-imported.{ending}")
        chosen, _filter = QFileDialog.getSaveFileName(self, t("Save them to mend"), usual)
        if chosen:
            file = Path(chosen)
            self._kit.jobs.aside(
                self,
                lambda: write_whole(file, failed_file(intake, left)),
                lambda _done: self._kit.acts.said.emit(
                    t("Saved. Mend the rows in {name} and bring it in again.", name=file.name)
                ),
                lambda error: messages.trouble(self, error),
            )

    def _back(self, id: UUID) -> None:
        self.taken_back.emit(id)


def _undone(undone: "Undone") -> list[str]:
    said: list[str] = []
    if undone.archived:
        said.append(
            n("{count} record was put away.", "{count} records were put away.", undone.archived)
        )
    if undone.restored:
        said.append(
            n(
                "{count} record has its former values.",
                "{count} records have their former values.",
                undone.restored,
            )
        )
    return said or [t("There was nothing to take back.")]
