"""*Care of the records*: lists of what wants care, and one field of many changed at once."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, number, t, told
from desk_app.ui.kit import Kit
from desk_app.ui.quality.changing import Changing
from desk_app.ui.quality.reading import Count, Line, Listed, counts, listed
from desk_app.ui.quality.words import list_words, share_words
from desk_app.ui.showing import day_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, clear, column, row, tip_text

if TYPE_CHECKING:
    from desk_app.store.tending import Tending, Wanting

_KINDS = ("person", "firm", "hub", "capacity", "consent", "position")
"""What the lists are about: a change of these is read again."""


class CarePage(QWidget):
    """The lists at the left, the records of one in the middle, what is done to many below."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._stale = False
        self._counting = False
        self._again = False
        self._tending: Tending | None = None
        self._asked: tuple[str, str] = ("", "")
        self.counts: tuple[Count, ...] = ()
        self.listed: Listed | None = None
        self.changing: Changing | None = None
        page = row(self, gap=0)
        page.addWidget(self._left())
        inside = QWidget()
        self._page = column(inside, margin=3 * UNIT, gap=2 * UNIT)
        page.addWidget(inside, 1)
        self.title = Words("", "large")
        self.note = Words("", "muted")
        self.table = RecordTable()
        self.table.itemDoubleClicked.connect(self._on_opened)
        self.table.entered_on.connect(self._open)
        head = column(gap=4)
        head.addWidget(self.title)
        head.addWidget(self.note)
        self._page.addLayout(head)
        self._page.addLayout(self._ways())
        self._page.addWidget(self.table, 1)
        self._below = column()
        self._page.addLayout(self._below)
        self.setFocusProxy(self.list)
        kit.jobs.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Count the lists and read the one that is open again."""
        self._kit.jobs.read(self, lambda desk: desk.tending, self._count, self._on_failed)

    def _count(self, tending: "Tending") -> None:
        """Count on the lane apart; what changes while it counts is counted once more, once."""
        self._tending = tending
        if self._counting:
            self._again = True
            return
        self._counting = True
        jobs = self._kit.jobs
        work = partial(counts, tending, self._today(), lambda: jobs.closing)
        jobs.apart(self, work, self._on_counts, self._on_failed)

    def show_list(self, line: int) -> None:
        """Find the records of one list, and show them."""
        if self._tending is None or not 0 <= line < len(self.counts):
            return
        count = self.counts[line]
        self._asked = (count.name, count.kind)
        work = partial(self._tending.wanting, count.name, count.kind, self._today())
        self._kit.jobs.apart(self, work, self._on_wanting, self._on_failed)

    def _on_wanting(self, wanting: "Wanting") -> None:
        if (wanting.name, wanting.kind) != self._asked:
            return  # another list was chosen meanwhile
        skills = self._kit.lookups.skills
        self._kit.jobs.latest(
            self,
            "listed",
            lambda desk: listed(desk, wanting, skills),
            self._on_listed,
            self._on_failed,
        )

    def _left(self) -> QWidget:
        left = QFrame()
        left.setObjectName("middle")
        left.setFixedWidth(340)
        box = column(left, gap=UNIT)
        box.setContentsMargins(0, 2 * UNIT, 0, 0)
        head = Words(t("Care of the records"), "title")
        head.setContentsMargins(3 * UNIT, 0, UNIT, 0)
        box.addWidget(head)
        self.list = QListWidget()
        self.list.setObjectName("work")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(t("What wants care"))
        self.list.currentRowChanged.connect(self.show_list)
        box.addWidget(self.list, 1)
        twins = partial(self._kit.ways.section.emit, "twins")
        way = row(margin=2 * UNIT)
        way.addWidget(button(t("Duplicates"), twins, picture="people"))
        way.addStretch(1)
        box.addLayout(way)
        return left

    def _ways(self) -> QHBoxLayout:
        ways = row()
        ways.addWidget(button(t("Choose all"), self.table.selectAll))
        ways.addWidget(button(t("Choose none"), self.table.clearSelection))
        ways.addWidget(button(t("Open"), self._open, picture="forward"))
        ways.addStretch(1)
        return ways

    def chosen(self) -> list[Line]:
        """Return the records that are chosen, in their order."""
        if self.listed is None:
            return []
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [line for place, line in enumerate(self.listed.lines) if place in rows]

    def _on_counts(self, found: tuple[Count, ...]) -> None:
        self._counting = False
        if self._again:
            self._again = False
            self.reload()
        line = max(self.list.currentRow(), 0)
        self.counts = found
        self.list.blockSignals(True)
        self.list.clear()
        for count in found:
            name = list_words(count.name)[0]
            text = f"{name} · {label(KINDS[count.kind].plural)}"
            self.list.addItem(QListWidgetItem(f"{text}  ({number(count.total)})"))
        self.list.setCurrentRow(line)
        self.list.blockSignals(False)
        self.show_list(line)

    def _on_listed(self, found: Listed) -> None:
        if found == self.listed:
            return
        other = self.listed is None or (self.listed.name, self.listed.kind) != (
            found.name,
            found.kind,
        )
        self.listed = found
        name, words = list_words(found.name)
        self.title.setText(f"{name}: {label(KINDS[found.kind].plural)}")
        self.note.setText(self._said(found, words))
        self.table.show_lines(found.lines)
        if other:
            clear(self._below)
            self.changing = Changing(found.kind, self.chosen, self._kit)
            self._below.addWidget(self.changing)

    def _said(self, found: Listed, words: str) -> str:
        if not found.total:
            return t("There is nothing to do here.")
        if found.total > len(found.lines):
            shown = t("The first {count} are shown.", count=number(len(found.lines)))
            return f"{words} {shown}"
        return words

    def _on_opened(self, item: QTableWidgetItem) -> None:
        self._open_line(item.row())

    def _open(self) -> None:
        self._open_line(self.table.currentRow())

    def _open_line(self, place: int) -> None:
        if self.listed is not None and 0 <= place < len(self.listed.lines):
            line = self.listed.lines[place]
            self._kit.ways.record.emit(line.kind, line.id)

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touch(*_KINDS):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def _on_failed(self, error: DeskError) -> None:
        self._counting = False
        self.note.setText(told(error))

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


class RecordTable(QTableWidget):
    """The records of a list: how complete each is, and when somebody last looked at it.

    Signals:
        entered_on: the officer pressed Return on a record.
    """

    entered_on = Signal()

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setAccessibleName(t("Records of the list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumHeight(190)
        self.verticalHeader().hide()
        self.setHorizontalHeaderLabels([t("Record"), t("Complete"), t("Last verified")])
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in range(3):
            if (item := self.horizontalHeaderItem(place)) is not None:
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show records; what was chosen stays chosen where it is still there."""
        before = {self._id(index.row()) for index in self.selectionModel().selectedRows()}
        self.clearSelection()
        self.setRowCount(len(lines))
        for place, line in enumerate(lines):
            seen = day_words(line.seen) if line.seen else t("never")
            for at, text in enumerate((line.title, share_words(line.share), seen)):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, line.id)
                if not at:
                    item.setToolTip(tip_text(text))
                self.setItem(place, at, item)
        for place, line in enumerate(lines):
            if line.id in before:
                flags = QItemSelectionModel.SelectionFlag
                index = self.model().index(place, 0)
                self.selectionModel().select(index, flags.Select | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_on.emit()
            return
        super().keyPressEvent(event)

    def _id(self, place: int) -> UUID | None:
        item = self.item(place, 0)
        return None if item is None else item.data(Qt.ItemDataRole.UserRole)
