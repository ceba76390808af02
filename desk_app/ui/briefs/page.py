"""The composer: choices at the left, the pages as they will be at the right."""

from functools import partial
from pathlib import Path
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.briefs.compose.kept import wants_proposal
from desk_app.briefs.compose.options import Options, templated
from desk_app.domain.acts import Act, Create
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError, PrinterTrouble
from desk_app.domain.kinds.template import Template
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.i18n import n, t
from desk_app.ui import messages
from desk_app.ui.briefs.form import BriefForm
from desk_app.ui.briefs.making import Made, Sources, Wanted, kinds_of, make, noted, sources
from desk_app.ui.briefs.preview import Preview
from desk_app.ui.briefs.printing import NO_PRINTER, job_of, print_pdf, write_pdf
from desk_app.ui.briefs.problems import Problems
from desk_app.ui.briefs.proposing import propose
from desk_app.ui.briefs.templates import TemplateChoice, template_fields
from desk_app.ui.kit import Kit
from desk_app.ui.messages import Reason
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Scroll, Words, button, column, row

_PAUSE = 150
"""Milliseconds without a new choice after which the preview is made again."""


class BriefPage(QWidget):
    """Composes the brief about one record.

    Signals:
        left: the officer is done.
        shown: the preview shows a new document (a `Made`).
    """

    left = Signal()
    shown = Signal(object)

    def __init__(self, wanted: Wanted, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = wanted
        self._kit = kit
        self._sources: Sources | None = None
        self._turn = 0
        self.made: Made | None = None
        self.form = BriefForm()
        self.problems = Problems(kit)
        self.templates = TemplateChoice()
        self.templates.picked.connect(self._on_template)
        self.templates.kept.connect(self._keep_template)
        self.preview = Preview(kit.jobs)
        self.note = Words(t("Composing the brief …"), "muted")
        self._late = QTimer(self, singleShot=True, interval=_PAUSE)
        self._late.timeout.connect(self._make)
        self._lay_out()
        self.form.changed.connect(self._late.start)
        kit.jobs.changed.connect(self._on_changed)
        self._read()

    def print(self) -> None:
        """Ask for a printer and hand the brief to it."""
        if self.made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrinterInfo.availablePrinterNames():
            messages.trouble(self, PrinterTrouble(NO_PRINTER))
            return
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.made.pages))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._on_printer_chosen, printer, self.made))
        dialog.show()

    def save(self) -> None:
        """Ask for a file and write the brief into it."""
        if self.made is None:
            return
        usual = str(Path.home() / f"brief-{self.made.brief.code}.pdf".replace("/", "-"))
        chosen, _filter = QFileDialog.getSaveFileName(
            self, t("Save the brief"), usual, "PDF (*.pdf)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, file: Path) -> None:
        """Write the brief into `file` and note it."""
        if self.made is not None:
            made = self.made
            done = partial(self._on_out, made, t("The brief is saved."))
            self._kit.jobs.aside(self, lambda: write_pdf(file, made.pdf), done, self._on_failed)

    def _read(self) -> None:
        read = partial(sources, wanted=self.wanted)
        self._kit.jobs.latest(self, "sources", read, self._on_sources, self._on_failed)

    def _on_sources(self, found: Sources) -> None:
        self._sources = found
        kinds = kinds_of(found)
        self.form.offer(kinds, self.wanted.form)
        self.templates.offer(found.templates, kinds)
        self._make()
        if wants_proposal(found.material):
            propose(self, self._kit, self.wanted.subject, self._on_proposed)

    def _on_proposed(self, records: tuple[Record[Content], ...]) -> None:
        """Set the brief again with what would be proposed today: nobody has kept a consortium."""
        if self._sources is not None and records:
            material = self._sources.material.beside(records)
            self._sources = msgspec.structs.replace(self._sources, material=material)
            self._make()

    def _on_template(self, template: Template) -> None:
        if self._sources is not None:
            self.form.take(templated(self._options(self._sources), template))

    def _keep_template(self) -> None:
        """Ask for a name and keep what is chosen under it."""
        asks = Reason(t("What shall the template be called?"), t("Keep"), self)
        asks.accepted.connect(lambda: self._on_template_named(asks.words.text().strip()))
        asks.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asks.open()

    def _on_template_named(self, name: str) -> None:
        if self._sources is None:
            return
        fields = template_fields(name, self._options(self._sources))
        self._kit.jobs.read(
            self,
            lambda desk: desk.new_id(),
            lambda id: self._kit.acts.do(
                self, Act((Create(id, "template", fields),), t("Template")), self._on_failed
            ),
            self._on_failed,
        )

    def _make(self) -> None:
        found = self._sources
        if found is None:
            return
        self._turn += 1
        turn, options = self._turn, self._options(found)
        self._kit.jobs.aside(
            self,
            lambda: make(found, options) if turn == self._turn else None,
            partial(self._on_made, turn),
            self._on_failed,
        )

    def _options(self, found: Sources) -> Options:
        known = found.options(self._kit.clock())
        return self.form.fill(msgspec.structs.replace(known, period=self.wanted.period))

    def _on_made(self, turn: int, made: Made | None) -> None:
        if made is None or turn != self._turn:
            return
        self.made = made
        self.form.show_sections(made.sections)
        self.problems.show_problems(made.problems)
        self.preview.show_pdf(made.pdf)
        self.note.setText(n("{count} page", "{count} pages", made.pages))
        for action in self._outs:
            action.setEnabled(True)
        self.shown.emit(made)

    def _on_printer_chosen(self, printer: QPrinter, made: Made) -> None:
        job = job_of(printer)
        done = partial(self._on_out, made, t("The brief was handed to the printer."))
        self._kit.jobs.aside(
            self, lambda: print_pdf(made.pdf, job, printer), done, self._on_failed
        )

    def _on_out(self, made: Made, words: str, _nothing: None) -> None:
        """Note what went out, so that the next brief can say what changed since."""
        found = self._sources
        if found is None:
            return
        fields = noted(made, found)
        self._kit.jobs.read(
            self,
            lambda desk: desk.new_id(),
            lambda id: self._note(id, fields, words),
            self._on_failed,
        )

    def _note(self, id: UUID, fields: dict[str, object], words: str) -> None:
        act = Act((Create(id, "brief", fields),), t("Printed brief"))
        done = partial(self._on_noted, words)
        self._kit.acts.do(self, act, self._on_failed, done)

    def _on_noted(self, words: str, _changes: Changes) -> None:
        self._kit.acts.said.emit(words)

    def _on_changed(self, changes: Changes) -> None:
        if changes.records and not changes.kinds <= {"brief"}:
            self._read()

    def _on_failed(self, error: DeskError) -> None:
        messages.trouble(self, error)

    def _lay_out(self) -> None:
        back = button(t("Back"), self.left.emit, look="quiet", picture="back", hint="Alt+Left")
        printing = button(t("Print …"), self.print, look="main", picture="print", hint="Ctrl+P")
        saving = button(t("Save as PDF …"), self.save, picture="save")
        self._outs = (printing, saving)
        side = Scroll(margin=2 * UNIT)
        side.setFixedWidth(300)
        inside = side.column
        inside.addWidget(back, alignment=Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(Words(t("Brief"), "large"))
        inside.addWidget(self.problems)
        inside.addWidget(self.templates)
        inside.addWidget(self.form)
        foot = column(gap=UNIT)
        foot.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 2 * UNIT)
        foot.addWidget(self.note)
        for action in self._outs:
            action.setEnabled(False)
            foot.addWidget(action)
        left = column(gap=0)
        left.addWidget(side, 1)
        left.addLayout(foot)
        line = row(self, gap=0)
        line.addLayout(left)
        line.addWidget(self.preview, 1)
