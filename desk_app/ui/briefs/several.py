"""Briefs for a delegation, and the reports that go to Dhaka: chosen here, composed at once."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from desk_app.briefs.compose.options import Options
from desk_app.domain.errors import DeskError, PrinterTrouble
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.material import Period
from desk_app.i18n import moment, month, n, t
from desk_app.ui import messages
from desk_app.ui.briefs.batch import Batch, PutOut
from desk_app.ui.briefs.form import BriefForm
from desk_app.ui.briefs.making import Made, Sources, Wanted
from desk_app.ui.briefs.printing import NO_PRINTER, job_of, print_pdf, write_pdf
from desk_app.ui.desk import DeskStore
from desk_app.ui.forms.inputs import QuietCombo
from desk_app.ui.kit import Kit
from desk_app.ui.showing import worded
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Scroll, Words, button, column, row

AHEAD = timedelta(days=90)
"""How far ahead meetings are offered."""
SOON = timedelta(days=7)
"""Meetings this near are chosen to begin with."""
_MONTHS = 12


class Coming(Struct, frozen=True):
    """What may be chosen: the meetings ahead, and whose desk this is."""

    mission: UUID | None
    meetings: tuple[tuple[UUID, str, bool], ...]


def coming(desk: DeskStore, today: date) -> Coming:
    """Read the planned meetings of the next weeks, the nearest first; the bool: it is soon."""
    ahead = desk.between("meeting", "when", today.isoformat(), (today + AHEAD).isoformat())
    found: list[tuple[UUID, str, bool]] = []
    for record in ahead:
        content = record.content
        if isinstance(content, Meeting) and content.when and content.standing == "planned":
            soon = content.when.date() <= today + SOON
            found.append(
                (record.id, f"{moment(content.when)}  ·  {worded(content, 'subject')}", soon)
            )
    return Coming(desk.desk.mission, tuple(found))


class SeveralPage(QWidget):
    """Chooses meetings for a delegation, or a report.

    Signals:
        left: the officer is done.
        read: the meetings are listed.
    """

    left = Signal()
    read = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._mission: UUID | None = None
        self.batch: Batch | None = None
        self.meetings = QListWidget()
        self.meetings.setAccessibleName(t("Meetings ahead"))
        self.meetings.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.meetings.setSpacing(3)
        self.meetings.itemChanged.connect(self._enable)
        self.form = BriefForm(sections=False)
        self.note = Words("", "muted")
        self.month = self._months()
        self._lay_out()
        self._enable()
        today = kit.clock().astimezone().date()
        kit.jobs.read(self, partial(coming, today=today), self._on_read, self._on_failed)

    def chosen(self) -> tuple[UUID, ...]:
        """Return the meetings that are ticked, in their order."""
        items = (self.meetings.item(line) for line in range(self.meetings.count()))
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def save(self) -> None:
        """Ask for a folder and write a PDF for each meeting into it."""
        folder = QFileDialog.getExistingDirectory(self, t("Save the briefs"), str(Path.home()))
        if folder:
            self.write(Path(folder))

    def write(self, folder: Path) -> None:
        """Write a PDF for each chosen meeting into `folder`."""

        def put_out(made: Made) -> None:
            write_pdf(folder / f"brief-{made.brief.code}.pdf".replace("/", "-"), made.pdf)

        self._begin(put_out)

    def print(self) -> None:
        """Ask for a printer and hand it a brief for each meeting."""
        if not QPrinterInfo.availablePrinterNames():
            messages.trouble(self, PrinterTrouble(NO_PRINTER))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._on_printer_chosen, printer))
        dialog.show()

    def book(self) -> None:
        """Compose one book of the chosen meetings."""
        if self._mission is not None:
            wanted = Wanted(self._mission, "delegation", chosen=self.chosen())
            self._kit.ways.brief.emit(wanted)

    def monthly(self) -> None:
        """Compose the report of the chosen month."""
        self._report("monthly", self.month.currentData())

    def handover(self) -> None:
        """Compose the pack for a successor."""
        self._report("handover")

    def _report(self, form: str, period: Period | None = None) -> None:
        if self._mission is not None:
            self._kit.ways.brief.emit(Wanted(self._mission, form, period))

    def _on_printer_chosen(self, printer: QPrinter) -> None:
        job = job_of(printer)
        self._begin(lambda made: print_pdf(made.pdf, job, printer))

    def _begin(self, put_out: PutOut) -> None:
        batch = self.batch = Batch(self._kit, self.chosen(), self._options, put_out, self)
        batch.moved.connect(self._on_moved)
        batch.over.connect(self._on_over)
        batch.failed.connect(self._on_batch_failed)
        self._enable()
        self._on_moved(0)
        batch.start()

    def _options(self, found: Sources) -> Options:
        return self.form.fill(found.options(self._kit.clock()))

    def _on_moved(self, done: int) -> None:
        count = len(self.chosen())
        self.note.setText(t("{done} of {count} briefs are ready.", done=done, count=count))

    def _on_over(self, done: int) -> None:
        self.batch = None
        self._enable()
        words = n("{count} brief is out and noted.", "{count} briefs are out and noted.", done)
        self.note.setText(words)
        self._kit.acts.said.emit(words)

    def _on_batch_failed(self, error: DeskError) -> None:
        self.batch = None
        self._enable()
        self._on_failed(error)

    def _on_read(self, found: Coming) -> None:
        self._mission = found.mission
        self.meetings.blockSignals(True)
        for id, words, soon in found.meetings:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, id)
            item.setCheckState(Qt.CheckState.Checked if soon else Qt.CheckState.Unchecked)
            self.meetings.addItem(item)
        self.meetings.blockSignals(False)
        self._none.setVisible(not found.meetings)
        self.meetings.setVisible(bool(found.meetings))
        self._enable()
        self.read.emit()

    def _on_failed(self, error: DeskError) -> None:
        messages.trouble(self, error)

    def _enable(self, _item: object = None) -> None:
        idle, some = self.batch is None, bool(self.chosen())
        for action in self._outs:
            action.setEnabled(idle and some)
        self._stop.setVisible(not idle)
        for action in self._reports:
            action.setEnabled(self._mission is not None)

    def _on_stop(self) -> None:
        if self.batch is not None:
            self.batch.stop()

    def _months(self) -> QComboBox:
        """Offer the months that are over, the last one first."""
        combo = QuietCombo()
        combo.setAccessibleName(t("Month"))
        first = self._kit.clock().astimezone().date().replace(day=1)
        for _month in range(_MONTHS):
            last = first - timedelta(days=1)
            first = last.replace(day=1)
            combo.addItem(month(first), Period(first, last))
        return combo

    def _lay_out(self) -> None:
        save = button(t("Save each as PDF …"), self.save, look="main", picture="save")
        printing = button(t("Print each …"), self.print, picture="print")
        book = button(t("One book of them"), self.book, picture="brief")
        self._outs = (save, printing, book)
        self._stop = button(t("Stop"), self._on_stop, look="quiet")
        monthly = button(t("Compose the report"), self.monthly, picture="brief")
        handover = button(t("Compose the pack"), self.handover, picture="brief")
        self._reports = (monthly, handover)
        right = Scroll(margin=0)
        right.setFixedWidth(360)
        right.column.setSpacing(2 * UNIT)
        right.column.addWidget(self._how())
        right.column.addWidget(_report(t("Monthly report to Dhaka"), self.month, monthly))
        right.column.addWidget(_report(t("Pack for the successor"), None, handover))
        right.column.addStretch(1)
        head = row()
        back = button(t("Back"), self.left.emit, look="quiet", picture="back", hint="Alt+Left")
        head.addWidget(back)
        head.addWidget(Words(t("Several briefs, and reports"), "title"), 1)
        line = row(gap=2 * UNIT)
        line.addWidget(self._list(), 1)
        line.addWidget(right)
        page = column(self, margin=2 * UNIT, gap=2 * UNIT)
        page.addLayout(head)
        page.addLayout(line, 1)

    def _list(self) -> Card:
        self._none = Words(t("No meeting is planned for the next three months."), "muted")
        self._none.hide()
        card = Card()
        card.column.addWidget(Words(t("Meetings ahead"), "heading"))
        card.column.addWidget(self._none)
        card.column.addWidget(self.meetings, 1)
        return card

    def _how(self) -> Card:
        card = Card()
        card.column.addWidget(Words(t("How they shall be"), "heading"))
        card.column.addWidget(self.form)
        for action in (*self._outs, self._stop):
            card.column.addWidget(action)
        card.column.addWidget(self.note)
        return card


def _report(title: str, choice: QComboBox | None, action: QWidget) -> Card:
    card = Card()
    card.column.addWidget(Words(title, "heading"))
    if choice is not None:
        card.column.addWidget(choice)
    card.column.addWidget(action)
    return card
