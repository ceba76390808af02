"""The list of one kind: a filter that answers as one types, rows by the stretch, a count."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QToolButton, QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, n, number, t, told
from desk_app.store.values import Page, Row
from desk_app.ui.kit import Kit
from desk_app.ui.lists.model import STRETCH, RowsModel
from desk_app.ui.lists.table import RowsView
from desk_app.ui.theme.look import colours, icon
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, column, row, tool

_REST = 120
"""Milliseconds without another key after which a list is counted."""


class ListPage(QWidget):
    """Shows the records of a kind; what is chosen here the window shows at the right.

    Signals:
        chosen: a row was chosen, as a `Row`; None when there is none to choose.
    """

    chosen = Signal(object)

    def __init__(self, kind: str, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("middle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.kind = kind
        self._kit = kit
        self._wanted_id: object = None
        self._archived = False
        self._stale = False
        self.model = RowsModel(self)
        self.filter = self._filter_line()
        self.count = Words("", "small")
        self.put_away = self._archive_switch()
        self.view = RowsView(self.model, label(KINDS[kind].plural), several=True)
        self.nothing = Words("", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self._counting = QTimer(self, singleShot=True, interval=_REST)
        self._counting.timeout.connect(self._ask_count)
        self._lay_out()
        self.model.wanted.connect(self._on_wanted, Qt.ConnectionType.QueuedConnection)
        self.view.chosen.connect(self._on_chosen)
        kit.jobs.changed.connect(self._on_changed)
        self.ask()

    @property
    def chosen_id(self) -> object:
        """The record that is chosen here, or None."""
        return self._wanted_id

    @property
    def chosen_ids(self) -> tuple[UUID, ...]:
        """Every record that is chosen here: one, or several with Shift and Ctrl."""
        return tuple(row.id for row in self.view.chosen_rows())

    def ask(self) -> None:
        """Ask for the list as the filter says now."""
        words = self.filter.text()
        self._kit.jobs.latest(
            self,
            "rows",
            lambda desk: desk.page(self.kind, words=words, count=STRETCH, archived=self._archived),
            self._on_rows,
            self._on_failed,
        )

    def choose(self, id: object) -> None:
        """Mark the row of record `id` when it is here; do not announce it."""
        self._wanted_id = id
        place = self.model.place_of(id)
        self.view.blockSignals(True)
        if place is None:
            self.view.clearSelection()
        else:
            self.view.setCurrentIndex(self.model.index(place, 0))
        self.view.blockSignals(False)

    def _on_rows(self, page: Page) -> None:
        self.model.begin(page.rows, page.total)
        self._say(page)
        if page.total is None:
            self._count()
        if self._wanted_id is not None:
            self.choose(self._wanted_id)

    def _say(self, page: Page) -> None:
        empty = not page.rows
        self.nothing.setVisible(empty)
        self.view.setVisible(not empty)
        if empty:
            self.nothing.setText(self._why_empty())
        if page.total is not None:
            self._on_count(page.total)

    def _why_empty(self) -> str:
        kind = label(KINDS[self.kind].plural)
        if self.filter.text().strip():
            return t("Nothing here matches. Fewer letters find more.")
        if self._archived:
            return t("Nothing is archived here.")
        return t("{kind}: none yet. Ctrl+N makes the first one.", kind=kind)

    def _count(self) -> None:
        """Count once the typing pauses: to count takes the time that drawing the rows needs."""
        self.count.setText(t("counting …"))
        self._counting.start()

    def _ask_count(self) -> None:
        words, archived = self.filter.text(), self._archived
        self._kit.jobs.latest(
            self,
            "count",
            lambda desk: desk.count(self.kind, words=words, archived=archived),
            self._on_exact_count,
            self._on_failed,
        )

    def _on_exact_count(self, total: int) -> None:
        self.model.grow(total)
        self._on_count(total)

    def _on_count(self, total: int) -> None:
        self.count.setText(number(total))
        self.count.setAccessibleName(n("{count} record", "{count} records", total))

    def _on_wanted(self, stretch: int) -> None:
        words, archived = self.filter.text(), self._archived
        self._kit.jobs.read(
            self,
            lambda desk: desk.page(
                self.kind, words=words, first=stretch * STRETCH, count=STRETCH, archived=archived
            ),
            partial(self._on_stretch, words, archived, stretch),
            lambda error: self._on_stretch_failed(stretch, error),
        )

    def _on_stretch(self, words: str, archived: bool, stretch: int, page: Page) -> None:
        if (words, archived) == (self.filter.text(), self._archived):
            self.model.fill(stretch, page.rows)

    def _on_stretch_failed(self, stretch: int, error: DeskError) -> None:
        self.model.refused(stretch)
        self._on_failed(error)

    def _on_failed(self, error: DeskError) -> None:
        self.nothing.setText(told(error))
        self.nothing.show()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touch(self.kind) and not (changes.standing and changes.records):
            return
        if self.isVisible():
            self.ask()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another list was shown."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.ask()

    def _on_chosen(self, chosen: Row) -> None:
        self._wanted_id = chosen.id
        self.chosen.emit(chosen)

    def _on_archive_switched(self, archived: bool) -> None:
        self._archived = archived
        self._wanted_id = None
        self.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter, the arrows walk the list."""
        if watched is self.filter and isinstance(event, QKeyEvent):
            pressed = event.type() is QEvent.Type.KeyPress
            if pressed and event.key() in _WALK:
                self._walk_into_list(event)
                return True
            if pressed and event.key() in _ENTER:
                self.view.selectRow(max(0, self.view.currentIndex().row()))
                self.view.setFocus()
                return True
            if pressed and event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def _walk_into_list(self, event: QKeyEvent) -> None:
        if self.view.selectionModel().hasSelection():
            self.view.keyPressEvent(event)
        else:
            self.view.selectRow(0)
        self.view.setFocus()

    def _filter_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setProperty("look", "search")
        name = t("Filter {kind}", kind=label(KINDS[self.kind].plural))
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.addAction(icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        _name_buttons(line, name)
        line.textChanged.connect(self._offer_clearing)
        line.textChanged.connect(self.ask)
        line.installEventFilter(self)
        return line

    def _offer_clearing(self) -> None:
        """Give the filter its cross with the first letter.

        Qt looks for the cross's picture among the icon themes of the system: 6 ms, which the
        first list need not wait for.
        """
        if not self.filter.isClearButtonEnabled():
            self.filter.setClearButtonEnabled(True)
            _name_buttons(self.filter, t("Clear"))

    def _archive_switch(self) -> QToolButton:
        switch = tool(t("Show what is archived"), "archive")
        switch.setCheckable(True)
        switch.toggled.connect(self._on_archive_switched)
        return switch

    def _lay_out(self) -> None:
        kind = KINDS[self.kind]
        head = row()
        head.addWidget(Words(label(kind.plural), "large", wrap=False))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.put_away)
        if not kind.read_only:
            make = tool(t("New: {kind}", kind=label(kind.label)), "plus", self._on_new)
            head.addWidget(make)
        top = column(margin=0, gap=UNIT)
        top.setContentsMargins(12, 12, 12, UNIT)
        top.addLayout(head)
        top.addWidget(self.filter)
        page = column(self, gap=0)
        page.addLayout(top)
        page.addWidget(self.nothing, 1)
        page.addWidget(self.view, 1)

    def _on_new(self) -> None:
        self._kit.ways.create.emit(self.kind, {})


def _name_buttons(line: QLineEdit, name: str) -> None:
    """Tell a reader what the buttons in `line` are that have no name yet; Qt gives them none."""
    for made in line.findChildren(QAbstractButton):
        if not made.accessibleName():
            made.setAccessibleName(name)


_WALK = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
