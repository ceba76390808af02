"""One pair of records: side by side, turned round, merged, or told apart."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.i18n import t, told
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit
from desk_app.ui.merging.choosing import Choosing
from desk_app.ui.merging.doing import merge
from desk_app.ui.merging.reading import Sides, sides
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, clear, column, row


class Pairing(QWidget):
    """Shows two records and what an officer may do with them.

    Signals:
        decided: the pair is seen to; the identifier of the merged record, or None where the two
            were told apart.
        opened: the officer went to one of the two.
    """

    decided = Signal(object)
    opened = Signal()

    def __init__(
        self, kind: str, keep: UUID, gone: UUID, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._kit = kit
        self._pair = (keep, gone)
        self._busy = False
        self.choosing: Choosing | None = None
        self._page = column(self, gap=2 * UNIT)
        self.reload()

    def reload(self) -> None:
        """Read the two again."""
        keep, gone = self._pair
        self._kit.jobs.latest(
            self, "sides", lambda desk: sides(desk, keep, gone), self._on_read, self._on_failed
        )

    def turn(self) -> None:
        """Let the other one of the two stay."""
        self._pair = (self._pair[1], self._pair[0])
        self.reload()

    def merge(self) -> None:
        """Merge the two as chosen."""
        if self.choosing is None or self._busy:
            return
        self._busy = True
        takes = self.choosing.chosen_takes()
        merge(self, self._kit, self._kind, self._pair, takes, self._on_refused, self._on_merged)

    def part(self) -> None:
        """Remember that the two are not one."""
        keep, gone = self._pair

        def work(desk: DeskStore) -> None:
            desk.tending.part(keep, gone)

        self._kit.jobs.read(self, work, self._on_parted, self._on_refused)

    def _on_read(self, read: Sides) -> None:
        clear(self._page)
        keep, gone = read.titles
        head = row()
        words = t("Merge {gone} into {keep}?", gone=gone, keep=keep)
        head.addWidget(Words(words, "large"), 1)
        self._page.addLayout(head)
        ways = row()
        ways.addWidget(button(t("Merge"), self.merge, look="main", picture="check"))
        ways.addWidget(button(t("Let the other one stay"), self.turn, picture="exchange"))
        ways.addWidget(button(t("They are not the same"), self.part, picture="close"))
        ways.addStretch(1)
        self._page.addLayout(ways)
        both = row()
        for id, name in zip(self._pair, read.titles, strict=True):
            go = partial(self._open, id)
            both.addWidget(button(t("Open {name}", name=name), go, look="link"))
        both.addStretch(1)
        self._page.addLayout(both)
        self.note = Words("", "problem")
        self.note.hide()
        self._page.addWidget(self.note)
        self.choosing = Choosing(read, self._kit)
        self._page.addWidget(self.choosing)

    def _open(self, id: UUID) -> None:
        self.opened.emit()
        self._kit.ways.record.emit(self._kind, id)

    def _on_failed(self, error: DeskError) -> None:
        clear(self._page)
        self.choosing = None
        self._page.addWidget(Words(told(error), "muted"))

    def _on_refused(self, error: DeskError) -> None:
        self._busy = False
        self.note.setText(told(error))
        self.note.show()

    def _on_merged(self, _changes: Changes) -> None:
        self.decided.emit(self._pair[1])

    def _on_parted(self, _nothing: object) -> None:
        self.decided.emit(None)
