"""Saving a list for other programs: the form, for whom it is, and what was withheld."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QWidget,
)

from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.exchange.exporting import EVERYTHING, REASONS, Form, Request, Written, export
from desk_app.i18n import label, n, number, t
from desk_app.profile import write_whole
from desk_app.store.values import Row
from desk_app.ui import messages
from desk_app.ui.desk import DeskStore
from desk_app.ui.forms.inputs import QuietCombo
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, column

_MOST = 1_000_000
_ENDINGS: dict[Form, str] = {"vcard": "vcf", "csv": "csv", "xlsx": "xlsx", "json": "json"}


class Listed(Struct, frozen=True):
    """The list that is on the screen: its kind, and the words it is filtered by."""

    kind: str
    words: str = ""


class ExportDialog(QDialog):
    """Asks in which form and for whom, writes the file, and says what was withheld.

    Signals:
        written: the file is there (a `Written`).
    """

    written = Signal(object)

    def __init__(self, listed: Listed, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._listed = listed
        self._kit = kit
        self.setWindowTitle(t("ICT Desk"))
        self.setMinimumWidth(440)
        plural = label(KINDS[listed.kind].plural)
        what = [(listed.kind, plural), (EVERYTHING, t("Everything the desk holds"))]
        self.kind = self._combo(t("What"), what)
        self.form = self._combo(t("Form"), [])
        self.readers = self._combo(
            t("Who will read it"),
            [
                ("desk", t("This desk")),
                ("missions", t("Other missions")),
                ("firms", t("Firms and others outside")),
            ],
        )
        self.mailing = QCheckBox(t("As a list of people to write to"))
        self.note = Words("", "muted")
        self._lay_out(t("Save {kinds} for other programs", kinds=plural))
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.form.currentIndexChanged.connect(self._on_form)
        self._on_kind()

    def request(self) -> Request:
        """Return what is asked for."""
        return Request(
            kind=self.kind.currentData(),
            form=self.form.currentData(),
            readers=self.readers.currentData(),
            mailing=self.mailing.isChecked() and self.mailing.isEnabled(),
        )

    def save(self) -> None:
        """Ask for a file and write it."""
        request = self.request()
        name = "ict-desk" if request.kind == EVERYTHING else self._listed.kind
        usual = str(Path.home() / f"{name}.{_ENDINGS[request.form]}")
        chosen, _filter = QFileDialog.getSaveFileName(self, t("Save for other programs"), usual)
        if chosen:
            self.write(Path(chosen))

    def write(self, file: Path) -> None:
        """Write the file, and note in the register that it went out."""
        request, listed, now = self.request(), self._listed, self._kit.clock()
        self.note.setText(t("Writing …"))
        self.agree.setEnabled(False)

        def begin(desk: DeskStore) -> Callable[[], Written]:
            asked = _narrowed(request, desk, listed)
            filing, who = desk.filing, desk.desk

            def work() -> Written:
                from desk_app.store.importing import Export  # imports SQLAlchemy

                role = who.role if who.device else ""
                written = export(asked, filing, role=role, now=now)
                write_whole(file.absolute(), written.data)
                filing.log_export(
                    Export(
                        at=now,
                        by=who.officer,
                        kind=asked.kind,
                        form="mail-merge " * asked.mailing + asked.form,
                        name=file.name,
                        count=written.count,
                        withheld=sum(written.withheld.values()),
                        sha256=written.sha256,
                    )
                )
                return written

            return work

        self._kit.jobs.read(
            self,
            begin,
            lambda work: self._kit.jobs.apart(self, work, self._on_written, self._on_failed),
            self._on_failed,
        )

    def _on_written(self, written: Written) -> None:
        self.written.emit(written)
        told = told_of(written)
        self._kit.acts.said.emit(told[0])
        if len(told) > 1:
            messages.tell(self.parentWidget(), told[0], "\n".join(told[1:]))
        self.accept()

    def _on_failed(self, error: DeskError) -> None:
        self.note.setText("")
        self.agree.setEnabled(True)
        messages.trouble(self, error)

    def _on_kind(self, _line: int = 0) -> None:
        people = self.kind.currentData() == "person"
        forms: list[tuple[Form, str]] = [
            ("vcard", t("Visiting cards (vCard)")),
            ("xlsx", t("Excel workbook")),
            ("csv", t("Table of texts (CSV)")),
            ("json", t("Whole records (JSON)")),
        ]
        if self.kind.currentData() == EVERYTHING:
            forms = forms[3:]
        elif not people:
            forms = forms[1:]
        self.form.clear()
        for code, words in forms:
            self.form.addItem(words, code)
        self.readers.setEnabled(self.kind.currentData() != EVERYTHING)

    def _on_form(self, _line: int) -> None:
        tables = self.form.currentData() in ("csv", "xlsx")
        self.mailing.setEnabled(tables and self.kind.currentData() == "person")

    def _combo(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        for code, words in entries:
            combo.addItem(words, code)
        return combo

    def _lay_out(self, title: str) -> None:
        buttons = QDialogButtonBox()
        self.agree = button(t("Save …"), self.save, look="main", picture="save")
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = button(t("Cancel"), self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        page = column(self, margin=3 * UNIT, gap=UNIT)
        page.addWidget(Words(title, "heading"))
        for combo in (self.kind, self.form, self.readers):
            page.addWidget(Words(combo.accessibleName(), "label"))
            page.addWidget(combo)
        page.addWidget(self.mailing)
        page.addWidget(Words(t("Consent is looked at, and it is noted who saved what."), "muted"))
        page.addWidget(self.note)
        page.addWidget(buttons)


def _narrowed(request: Request, desk: DeskStore, listed: Listed) -> Request:
    """Return the request for the records that the filter of the list lets through."""
    if not listed.words or request.kind != listed.kind:
        return request
    rows: tuple[Row, ...] = desk.page(listed.kind, words=listed.words, count=_MOST).rows
    return msgspec.structs.replace(request, chosen=frozenset(row.id for row in rows))


def told_of(written: Written) -> list[str]:
    """Return what an officer reads of a file that went out, the main thing first."""
    said = [n("{count} record was saved.", "{count} records were saved.", written.count)]
    for reason, count in written.withheld.items():
        words = label(REASONS[reason])
        said.append(t("{count} were withheld: they {reason}.", count=number(count), reason=words))
    if written.bared:
        said.append(t("{count} went without their details.", count=number(written.bared)))
    return [*said, *written.notes]
