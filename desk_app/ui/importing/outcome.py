"""What an import came to, or what its taking back did."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.exchange.bringing import Left, Outcome
from desk_app.exchange.failing import failed_file
from desk_app.exchange.planning import CHOICES
from desk_app.exchange.reading import Intake
from desk_app.i18n import label, n, number, t, told
from desk_app.ui import messages
from desk_app.ui.importing.words import choice_words
from desk_app.ui.kit import Kit
from desk_app.ui.words import Card, Scroll, Words, button, clear, column, row

if TYPE_CHECKING:
    from desk_app.store.unimporting import Undone

_SHOWN = 12


class OutcomeCard(QWidget):
    """Says what came in and what did not.

    Signals:
        again: bring in another file.
        taken_back: take this import back (its UUID).
    """

    again = Signal()
    taken_back = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        scroll = Scroll(margin=0)
        column(self).addWidget(scroll)
        self._card = Card()
        scroll.column.addWidget(self._card)
        scroll.column.addStretch(1)

    def show_outcome(self, outcome: Outcome, intake: Intake) -> None:
        """Say what an import came to."""
        page = self._card.column
        clear(page)
        title = t("Stopped half-way") if outcome.stopped else t("It is in")
        page.addWidget(Words(title, "large"))
        if outcome.trouble is not None:
            page.addWidget(Words(told(outcome.trouble)))
        for choice in CHOICES:
            if count := outcome.counts.get(choice, 0):
                words = choice_words(choice) if choice != "join" else t("Twice in the file")
                page.addWidget(Words(t("{choice}: {count}", choice=words, count=number(count))))
        if outcome.left:
            self._add_left(outcome.left, intake)
        ways = row()
        ways.addWidget(button(t("Another file …"), self.again.emit, look="main"))
        ways.addWidget(
            button(t("Take all of it back"), lambda: self._back(outcome.id), picture="undo")
        )
        ways.addStretch(1)
        page.addLayout(ways)

    def show_undone(self, undone: "Undone") -> None:
        """Say what taking back did, and what stays because somebody changed it since."""
        page = self._card.column
        clear(page)
        page.addWidget(Words(t("It is taken back"), "large"))
        page.addWidget(
            Words(
                t(
                    "{archived} records were put away, {restored} have their former values.",
                    archived=number(undone.archived),
                    restored=number(undone.restored),
                )
            )
        )
        if undone.stays:
            page.addWidget(Words(t("These stay, for somebody has changed them since:"), "label"))
        for one in undone.stays[:_SHOWN]:
            field = KINDS[one.kind].fields.get(one.field)
            what = f"{one.title}: {label(field.label)}" if field else one.title
            page.addWidget(Words(what))
        ways = row()
        ways.addWidget(button(t("Another file …"), self.again.emit, look="main"))
        ways.addStretch(1)
        page.addLayout(ways)

    def _add_left(self, left: tuple[Left, ...], intake: Intake) -> None:
        page = self._card.column
        words = n("{count} row did not come in:", "{count} rows did not come in:", len(left))
        page.addWidget(Words(words, "label"))
        for one in left[:_SHOWN]:
            page.addWidget(
                Words(t("Row {number}: {why}", number=number(one.row.number), why=one.why))
            )
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
            self._kit.jobs.aside(
                self,
                lambda: write(Path(chosen), failed_file(intake, left)),
                lambda _done: self._kit.acts.said.emit(t("Saved.")),
                lambda error: messages.trouble(self, error),
            )

    def _back(self, id: UUID) -> None:
        self.taken_back.emit(id)


def write(file: Path, data: bytes) -> None:
    """Write a file.

    Raises:
        FileTrouble: the place does not take it.
    """
    from desk_app.exchange.contacts import FileTrouble

    try:
        file.write_bytes(data)
    except OSError as error:
        raise FileTrouble(
            "The file could not be written. Choose another folder and save again."
        ) from error
