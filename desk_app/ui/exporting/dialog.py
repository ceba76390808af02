"""Saving a list for other programs: the form, for whom it is, and what is withheld."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
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
from desk_app.exchange.exporting import EVERYTHING, Form, Going, Request, Written
from desk_app.exchange.saving import counted, narrowed, save
from desk_app.i18n import label, t, told
from desk_app.store.values import Desk
from desk_app.ui import messages
from desk_app.ui.desk import DeskStore
from desk_app.ui.exporting.words import going_words, lower, told_of
from desk_app.ui.forms.inputs import QuietCombo
from desk_app.ui.jobs import Failed
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, column

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.store.filing import Filing

T = TypeVar("T")
_FILTERED = "filtered"
"""The list as it is filtered on the screen."""

_ENDINGS: dict[Form, str] = {"vcard": "vcf", "csv": "csv", "xlsx": "xlsx", "json": "json"}


class Listed(Struct, frozen=True):
    """The list that is on the screen: its kind, and the words it is filtered by."""

    kind: str
    words: str = ""


class ExportDialog(QDialog):
    """Asks in which form and for whom, says what that withholds, and writes the file.

    Signals:
        counted: what would go out was counted (a `Going`).
        written: the file is there (a `Written`).
    """

    counted = Signal(object)
    written = Signal(object)

    def __init__(self, listed: Listed, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._listed = listed
        self._kit = kit
        self._turn = 0
        self.setWindowTitle(t("ICT Desk"))
        self.setMinimumWidth(480)
        plural = lower(label(KINDS[listed.kind].plural))
        self.kind = self._combo(t("What"), self._whats(plural))
        self.form = self._combo(t("Form"), [])
        self.readers = self._combo(
            t("Who will read it"),
            [
                ("desk", t("This desk")),
                ("missions", t("Other missions")),
                ("firms", t("Firms and others outside")),
            ],
        )
        self.mailing = QCheckBox(t("Only whom we may write to, as a mailing list"))
        self.going = Words("", copied=True)
        self.note = Words("", "problem")
        self._lay_out(t("Save {kinds} for other programs", kinds=plural))
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.form.currentIndexChanged.connect(self._on_form)
        self.readers.currentIndexChanged.connect(self._count)
        self.mailing.toggled.connect(self._count)
        self._on_kind()

    def request(self) -> Request:
        """Return what is asked for."""
        what, form = self.kind.currentData(), str(self.form.currentData())
        return Request(
            kind=self._listed.kind if what == _FILTERED else what,
            form="vcard" if form == "vcard4" else self.form.currentData(),
            version="4.0" if form == "vcard4" else "3.0",
            readers=self.readers.currentData(),
            mailing=self.mailing.isChecked() and self._takes_mailing(),
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
        self._turn += 1
        self.going.setText(t("Writing …"))
        self.agree.setEnabled(False)
        now = self._kit.clock()

        def work(request: Request, filing: "Filing", who: Desk) -> Written:
            return save(request, filing, who, file, now)

        self._with_request(work, self._on_written, self._on_failed)

    def _count(self, _change: object = None) -> None:
        """Find out what would go out, and what is withheld."""
        self._turn += 1
        turn, now = self._turn, self._kit.clock()
        self.going.setText(t("Counting …"))
        self.note.hide()
        self.agree.setEnabled(False)

        def work(request: Request, filing: "Filing", who: Desk) -> Going:
            return counted(request, filing, who, now)

        self._with_request(
            work, partial(self._on_counted, turn), partial(self._on_uncounted, turn)
        )

    def _with_request(
        self,
        work: "Callable[[Request, Filing, Desk], T]",
        done: "Callable[[T], None]",
        failed: Failed,
    ) -> None:
        """Run `work` on a lane apart, with the records that are asked for."""
        request = self.request()
        words = self._listed.words if self.kind.currentData() == _FILTERED else ""

        def begin(desk: DeskStore) -> "Callable[[], T]":
            asked = replace(request, chosen=narrowed(desk, request.kind, words))
            return partial(work, asked, desk.filing, desk.desk)

        jobs = self._kit.jobs
        jobs.read(self, begin, lambda work: jobs.apart(self, work, done, failed), failed)

    def _on_counted(self, turn: int, going: Going) -> None:
        if turn != self._turn:
            return
        self.going.setText("\n".join(going_words(going)))
        over = going.count > going.limit
        if over:
            self._say(
                t(
                    "Your role may take out {limit} at once. Choose fewer, or ask the head of "
                    "the mission.",
                    limit=going.limit,
                )
            )
        self.agree.setEnabled(bool(going.count) and not over)
        self.counted.emit(going)

    def _on_uncounted(self, turn: int, error: DeskError) -> None:
        if turn == self._turn:
            self.going.setText("")
            self._say(told(error))

    def _say(self, problem: str) -> None:
        self.note.setText(problem)
        self.note.show()

    def _on_written(self, written: Written) -> None:
        self.written.emit(written)
        sentences = told_of(written)
        self._kit.acts.said.emit(sentences[0])
        if len(sentences) > 1:
            messages.tell(self.parentWidget(), sentences[0], "\n".join(sentences[1:]))
        self.accept()

    def _on_failed(self, error: DeskError) -> None:
        messages.trouble(self, error)
        self._count()

    def _whats(self, plural: str) -> list[tuple[str, str]]:
        kind, words = self._listed.kind, self._listed.words.strip()
        every = (EVERYTHING, t("Everything the desk holds"))
        if not words:
            return [(kind, label(KINDS[kind].plural)), every]
        filtered = t("The list as it is filtered: “{words}”", words=words)
        return [(_FILTERED, filtered), (kind, t("All {kinds}", kinds=plural)), every]

    def _on_kind(self, _line: int = 0) -> None:
        everything = self.kind.currentData() == EVERYTHING
        forms = [
            ("vcard", t("Visiting cards for phones and Outlook (vCard 3.0)")),
            ("vcard4", t("Visiting cards in the newest form (vCard 4.0)")),
            ("xlsx", t("Excel workbook")),
            ("csv", t("Table of texts (CSV)")),
            ("json", t("Whole records (JSON)")),
        ]
        if everything:
            forms = forms[4:]
        elif self._listed.kind != "person":
            forms = forms[2:]
        self.form.blockSignals(True)
        self.form.clear()
        for code, words in forms:
            self.form.addItem(words, code)
        self.form.blockSignals(False)
        self.readers.setEnabled(not everything)
        self._on_form()

    def _on_form(self, _line: int = 0) -> None:
        self.mailing.setVisible(self._takes_mailing())
        self._count()

    def _takes_mailing(self) -> bool:
        tables = self.form.currentData() in ("csv", "xlsx")
        return tables and self._listed.kind == "person" and self.kind.currentData() != EVERYTHING

    def _combo(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        for code, words in entries:
            combo.addItem(words, code)
        return combo

    def _lay_out(self, title: str) -> None:
        buttons = QDialogButtonBox()
        self.agree = button(t("Save …"), self.save, look="main", picture="save")
        self.agree.setDefault(True)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = button(t("Cancel"), self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        page = column(self, margin=3 * UNIT, gap=UNIT)
        page.addWidget(Words(title, "heading"))
        for combo in (self.kind, self.form, self.readers):
            page.addWidget(Words(combo.accessibleName(), "label"))
            page.addWidget(combo)
        page.addWidget(self.mailing)
        page.addSpacing(UNIT)
        page.addWidget(self.going)
        page.addWidget(self.note)
        page.addWidget(Words(t("It is noted who saved what, and when."), "small"))
        page.addStretch(1)
        page.addWidget(buttons)
