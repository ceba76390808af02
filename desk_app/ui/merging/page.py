"""*Duplicates*: records that are likely the same, side by side, merged by an officer alone."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QTabBar, QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import MERGED
from desk_app.i18n import label, n, number, t, told
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit
from desk_app.ui.merging.doing import take_apart
from desk_app.ui.merging.pairing import Pairing
from desk_app.ui.merging.search import Pair, Search
from desk_app.ui.merging.words import reason_words, sure_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Scroll, Words, button, clear, column, row, tip_text

Merged = tuple[str, UUID, str, UUID, str]
"""A merged record and its survivor: kind, identifier and title, identifier and title."""


class TwinsPage(QWidget):
    """The work-list of likely twins, and the records that were merged."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.pairs: list[Pair] = []
        self._gone: dict[UUID, list[Pair]] = {}
        self.pairing: Pairing | None = None
        self.search = Search(kit.jobs, self)
        self.search.moved.connect(self._on_moved)
        self.search.found.connect(self._on_found)
        self.search.failed.connect(self._on_failed)
        page = column(self, gap=0)
        page.addWidget(self._head())
        line = row(gap=0)
        line.addWidget(self._left())
        self.sheet = Scroll(width=1200, margin=3 * UNIT)
        line.addWidget(self.sheet, 1)
        page.addLayout(line, 1)
        self.setFocusProxy(self.list)
        kit.jobs.changed.connect(self._on_changed)
        self.look()

    def look(self) -> None:
        """Look through all records again."""
        self.note.setText(t("Looking through the records …"))
        self.again.setEnabled(False)
        self.search.begin()

    def _head(self) -> QWidget:
        head = QWidget()
        line = row(head, gap=2 * UNIT)
        line.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, UNIT)
        words = column(gap=2)
        words.addWidget(Words(t("Duplicates"), "title", wrap=False))
        self.note = Words("", "muted")
        words.addWidget(self.note)
        line.addLayout(words, 1)
        self.again = button(t("Look again"), self.look, picture="search")
        line.addWidget(self.again, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _left(self) -> QWidget:
        left = QFrame()
        left.setObjectName("middle")
        left.setFixedWidth(380)
        box = column(left, gap=4)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(t("Which records"))
        for name in (t("Likely the same"), t("Merged already")):
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(self._draw)
        strip = row()
        strip.setContentsMargins(2 * UNIT, 0, 0, 0)
        strip.addWidget(self.tabs)
        strip.addStretch(1)
        box.addLayout(strip)
        self.list = QListWidget()
        self.list.setObjectName("work")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(t("Pairs of records"))
        self.list.currentRowChanged.connect(self._on_row)
        box.addWidget(self.list, 1)
        return left

    def _draw(self, _tab: int = 0) -> None:
        if self.tabs.currentIndex() == 1:
            self._kit.jobs.latest(self, "merged", _merged, self._on_merged, self._on_failed)
            return
        self.list.blockSignals(True)
        self.list.clear()
        for pair in self.pairs:
            sure = f"{label(KINDS[pair.kind].label)} · {sure_words(pair.twins.confidence)}"
            why = reason_words(pair.twins.reasons)
            self._add(f"{pair.one}\n{pair.other}\n{sure} · {why}")
        self.list.blockSignals(False)
        self._say_count()
        self.list.setCurrentRow(0 if self.pairs else -1)
        self._on_row(self.list.currentRow())

    def _add(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(tip_text(text))  # the list cuts long names
        lines = text.count("\n") + 1
        self.list.ensurePolished()
        high = max(20, self.list.fontMetrics().lineSpacing() + 2)  # Bangla stands higher
        item.setSizeHint(QSize(0, lines * high + 2 * UNIT + 4))
        self.list.addItem(item)

    def _say_count(self) -> None:
        if self.search.running:
            return
        count = len(self.pairs)
        self.note.setText(
            n("{count} pair may be the same.", "{count} pairs may be the same.", count)
            if count
            else t("No two records look the same.")
        )

    def _on_row(self, line: int) -> None:
        if self.tabs.currentIndex() == 1:
            self._show_merged(line)
            return
        self._close_pairing()
        if not 0 <= line < len(self.pairs):
            if not self.search.running:
                self.sheet.column.addWidget(Words(t("There is nothing to decide here."), "muted"))
            return
        pair = self.pairs[line]
        self.pairing = Pairing(pair.kind, pair.twins.one, pair.twins.other, self._kit)
        self.pairing.decided.connect(partial(self._on_decided, pair))
        self.sheet.column.addWidget(self.pairing)

    def _close_pairing(self) -> None:
        self.pairing = None
        clear(self.sheet.column)
        self.sheet.verticalScrollBar().setValue(0)

    def _on_decided(self, pair: Pair, gone: UUID | None) -> None:
        """Take what was decided off the list; what else spoke of a merged record goes as well."""
        if gone is None:
            off = [pair]
        else:
            off = [other for other in self.pairs if gone in other.ids]
            self._gone[gone] = off
        line = self.list.currentRow()
        self.pairs = [other for other in self.pairs if other not in off]
        self._draw()
        self.list.setCurrentRow(min(line, len(self.pairs) - 1))
        self.list.setFocus()

    def _on_moved(self, count: int) -> None:
        self.note.setText(t("Looking through the records … {count} read", count=number(count)))

    def _on_found(self, pairs: list[Pair]) -> None:
        self.again.setEnabled(True)
        self.pairs = pairs
        self._gone.clear()
        if self.tabs.currentIndex() == 0:
            self._draw()
        else:
            self._say_count()

    def _on_failed(self, error: DeskError) -> None:
        self.again.setEnabled(True)
        self.note.setText(told(error))

    def _on_changed(self, changes: Changes) -> None:
        back = changes.records & self._gone.keys()
        if back:
            work = partial(_in_use, back)
            self._kit.jobs.read(self, work, self._on_back, self._on_failed)
        if self.tabs.currentIndex() == 1 and changes.touch(*MERGED):
            self._draw()

    def _on_back(self, ids: set[UUID]) -> None:
        """Put the pairs of a merge that was undone on the list again."""
        again = [pair for id in ids for pair in self._gone.pop(id, [])]
        if again:
            self.pairs = sorted([*self.pairs, *again], key=lambda pair: -pair.twins.confidence)
            if self.tabs.currentIndex() == 0:
                self._draw()

    # What was merged

    _merged: tuple[Merged, ...] = ()

    def _on_merged(self, found: tuple[Merged, ...]) -> None:
        self._merged = found
        self.list.blockSignals(True)
        self.list.clear()
        for kind, _gone, title, _into, survivor in found:
            self._add(f"{title}\n{t('is in {name}', name=survivor)} · {label(KINDS[kind].label)}")
        self.list.blockSignals(False)
        self.list.setCurrentRow(0 if found else -1)
        self._show_merged(self.list.currentRow())

    def _show_merged(self, line: int) -> None:
        self._close_pairing()
        if not 0 <= line < len(self._merged):
            self.sheet.column.addWidget(Words(t("Nothing has been merged yet."), "muted"))
            return
        kind, gone, title, into, survivor = self._merged[line]
        words = t("{gone} was merged into {keep}.", gone=title, keep=survivor)
        self.sheet.column.addWidget(Words(words, "large"))
        said = t(
            "Taken apart, the links go back to whom they were made to, and the fields of {keep} "
            "to what they were where nobody changed them since.",
            keep=survivor,
        )
        self.sheet.column.addWidget(Words(said, "muted"))
        ways = row()
        apart = partial(take_apart, self, self._kit, kind, gone)
        ways.addWidget(button(t("Take apart"), apart, look="main", picture="restore"))
        for id, name in ((into, survivor), (gone, title)):
            go = partial(self._kit.ways.record.emit, kind, id)
            ways.addWidget(button(t("Open {name}", name=name), go))
        ways.addStretch(1)
        self.sheet.column.addLayout(ways)


def _merged(desk: DeskStore) -> tuple[Merged, ...]:
    pairs = desk.tending.merged(MERGED)
    ids = {id for pair in pairs for id in pair}
    titles = desk.titles(ids, "en")
    kinds = {id: record.kind for id, record in desk.records(ids).items()}
    return tuple(
        (kinds[gone], gone, titles.get(gone, ""), into, titles.get(into, ""))
        for gone, into in pairs
        if gone in kinds
    )


def _in_use(ids: frozenset[UUID], desk: DeskStore) -> set[UUID]:
    found = desk.records(ids)
    return {id for id, record in found.items() if record.envelope.archived is None}
