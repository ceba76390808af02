"""*Capacity book*: heads free by skill and month, and which firms have to confirm theirs."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.domain.acts import Act, Create
from desk_app.domain.values import Plain
from desk_app.domain.words import fold, search_words
from desk_app.i18n import n, number, t
from desk_app.ui.capacity.cells import BookModel, BookView
from desk_app.ui.capacity.reading import CONFIRM, Book, Old, capacity_book
from desk_app.ui.charts import Key
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.showing import skill_name
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Elided, Scroll, Words, button, clear, column, row

_KINDS = ("capacity", "firm", "skill", "task")
_DAYS = 14


class CapacityPage(QWidget):
    """The book at the left, the firms whose lines are old at the right."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.book: Book | None = None
        self.model = BookModel()
        self.view = BookView(self.model)
        self.said = Words("", "muted")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(t("Filter skills"))
        self.filter.setAccessibleName(t("Filter skills"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._draw_table)
        self._old = column(gap=UNIT)
        self._lay_out()
        self.setFocusProxy(self.filter)
        self.view.selectionModel().currentChanged.connect(self._on_cell)
        today = self._today()
        keep(self, kit, _KINDS, lambda desk: capacity_book(desk, today), self._show)
        kit.lookups.loaded.connect(self._draw_table)

    def ask(self, firms: Sequence[UUID]) -> None:
        """Make the tasks of asking `firms` to confirm what they have, in one act."""
        due = (self._today() + timedelta(days=_DAYS)).isoformat()

        def write(ids: list[UUID]) -> None:
            deeds = tuple(
                Create(id, "task", _task(firm, due)) for id, firm in zip(ids, firms, strict=True)
            )
            self._kit.acts.do(self, Act(deeds, t("Ask to confirm")))

        self._kit.jobs.read(
            self, lambda desk: [desk.new_id() for _ in firms], write, self._kit.acts.failed.emit
        )

    def _lay_out(self) -> None:
        head = row()
        head.addWidget(Words(t("Capacity book"), "title", wrap=False))
        head.addStretch(1)
        self.filter.setFixedWidth(260)
        head.addWidget(self.filter)
        card = Card()
        fills = Key([("full", t("Evidenced")), ("empty", t("Claimed")), ("hatched", t("Too old"))])
        card.column.addWidget(fills)
        card.column.addWidget(self.view, 1)
        card.column.addWidget(self.said)
        side = Scroll(margin=0)
        side.setFixedWidth(330)
        side.column.addLayout(self._old)
        body = row(gap=2 * UNIT)
        body.addWidget(card, 1)
        body.addWidget(side)
        page = column(self, margin=3 * UNIT, gap=2 * UNIT)
        page.addLayout(head)
        page.addLayout(body, 1)

    def _show(self, read: Book) -> None:
        self.book = read
        self._draw_table()
        clear(self._old)
        card = Card()
        card.column.addWidget(Words(t("To be confirmed"), "large"))
        if not read.old:
            card.column.addWidget(Words(t("Every line is fresh."), "muted"))
        waiting = [old.firm for old in read.old if not old.asked]
        if len(waiting) > 1:
            words = n("Ask {count} firm", "Ask all {count} firms", len(waiting))
            card.column.addWidget(button(words, partial(self.ask, waiting), picture="task"))
        for old in read.old:
            self._add_old(card, old)
        self._old.addWidget(card)

    def _add_old(self, card: Card, old: Old) -> None:
        line = row()
        words = column(gap=0)
        go = partial(self._kit.ways.record.emit, "firm", old.firm)
        words.addWidget(button(old.name, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
        count = n("{count} line", "{count} lines", old.lines)
        age = (
            n("{count} day old", "{count} days old", old.days)
            if old.days is not None and old.days >= 0
            else t("without a day")
        )
        words.addWidget(Elided(f"{count}  ·  {age}", "small"))
        line.addLayout(words, 1)
        if old.asked:
            line.addWidget(Chip(t("Asked"), "notice"))
        else:
            ask = button(t("Ask to confirm"), partial(self.ask, [old.firm]), look="quiet")
            ask.setAccessibleName(t("Ask {name} to confirm", name=old.name))
            line.addWidget(ask)
        card.column.addLayout(line)

    def _draw_table(self) -> None:
        if self.book is None:
            return
        skills = self._kit.lookups.skills
        wanted = search_words(self.filter.text())
        lines = [
            line
            for line in self.book.lines
            if all(
                word in fold(f"{skill_name(line.skill, skills)} {line.skill}") for word in wanted
            )
        ]
        self.model.take(self.book.months, tuple(lines), skills)
        firms = n("{count} firm", "{count} firms", self.book.firms)
        self.said.setText(t("{skills} skills, {firms}", skills=number(len(lines)), firms=firms))

    def _on_cell(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Say the cell under the cursor in words, for whoever cannot tell its shapes apart."""
        if self.book is None or index.column() < 1:
            return
        name = str(self.model.index(index.row(), 0).data()).strip()
        month = str(self.model.headerData(index.column(), Qt.Orientation.Horizontal))
        spoken = str(self.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
        self.said.setText(f"{name}, {month}: {spoken}")

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


def _task(firm: UUID, due: str) -> Plain:
    return {"what": CONFIRM.en, "what_bn": CONFIRM.bn, "due": due, "about": [str(firm)]}
