"""The right side of a section: a record, a form, or a word on what to do."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain
from desk_app.i18n import t
from desk_app.ui.kit import Kit
from desk_app.ui.theme.look import colours
from desk_app.ui.words import Picture, Words, column

if TYPE_CHECKING:
    from desk_app.ui.forms.page import FormPage
    from desk_app.ui.records.page import RecordPage


class Pane(QStackedWidget):
    """Shows one thing at a time.

    Signals:
        left: a form was closed, saved or not.
    """

    left = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._kit = kit
        self._record: RecordPage | None = None
        self.form: FormPage | None = None
        self._nothing = _nothing()
        self.addWidget(self._nothing)

    @property
    def record(self) -> "RecordPage":
        """The page of a record, imported and made when it is first wanted."""
        if self._record is None:
            from desk_app.ui.records.page import RecordPage

            self._record = RecordPage(self._kit)
            self.addWidget(self._record)
        return self._record

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        if self.form is None:
            self.setCurrentWidget(self._nothing)

    def show_record(self, id: UUID) -> None:
        """Show a record; a form that is open keeps what was typed as a draft."""
        self.close_form()
        self.record.show_record(id)
        self.setCurrentWidget(self.record)

    def show_form(self, kind: str, id: UUID | None, preset: Plain, names: dict[str, str]) -> None:
        """Open a form."""
        from desk_app.ui.forms.page import FormPage  # many inputs, only when one is typed into

        self.close_form()
        form = FormPage(kind, id, preset, names, self._kit)
        form.saved.connect(self._on_saved)
        form.left.connect(self._on_left)
        self.form = form
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.form.focus()

    def close_form(self) -> None:
        """Take the form away; what was typed and not saved stays as a draft."""
        if self.form is not None:
            form, self.form = self.form, None
            form.keep_draft()
            self.removeWidget(form)
            form.deleteLater()

    def _on_saved(self, kind: str, id: UUID) -> None:
        self._put_away()
        if self.record.id is None or self.record.view is None or not self._near(kind):
            self._kit.ways.record.emit(kind, id)
        else:
            self.record.reload()
            self.setCurrentWidget(self.record)
        self.left.emit()

    def _near(self, kind: str) -> bool:
        """Tell whether a form was opened from the record that stands behind it."""
        return KINDS[kind].part

    def _on_left(self) -> None:
        self._put_away()
        self.setCurrentWidget(self.record if self.record.id else self._nothing)
        self.left.emit()

    def _put_away(self) -> None:
        if self.form is not None:
            form, self.form = self.form, None
            self.removeWidget(form)
            form.deleteLater()


def _nothing() -> QWidget:
    page = QWidget()
    words = column(page, gap=12)
    words.addStretch(2)
    words.addWidget(Picture("search", colours().strong_line, 48), 0, Qt.AlignmentFlag.AlignHCenter)
    text = Words(t("Choose a record at the left, or press Ctrl+K to find one."), "muted")
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.addWidget(text)
    words.addStretch(3)
    return page
