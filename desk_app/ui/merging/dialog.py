"""Merging a record with another one that an officer looks up: nobody had to suggest it."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, t
from desk_app.store.values import Row
from desk_app.ui.kit import Kit
from desk_app.ui.merging.pairing import Pairing
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Scroll, Words, button, column, row

_ID = Qt.ItemDataRole.UserRole


class MergeDialog(QDialog):
    """Asks for the other record, then shows both side by side."""

    def __init__(self, kind: str, id: UUID, title: str, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("The same as …"))
        self.resize(980, 640)
        self._kind = kind
        self._id = id
        self._kit = kit
        self.pairing: Pairing | None = None
        page = column(self, margin=3 * UNIT, gap=2 * UNIT)
        page.addWidget(Words(t("Which record is the same as {name}?", name=title), "large"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(t("Type a name to find it"))
        self.words.setAccessibleName(label(KINDS[kind].label))
        self.words.textEdited.connect(self._on_typed)
        page.addWidget(self.words)
        self.found = QListWidget()
        self.found.setObjectName("work")
        self.found.setAccessibleName(t("Records found"))
        self.found.setMaximumHeight(180)
        self.found.itemActivated.connect(self._on_chosen)
        self.found.itemClicked.connect(self._on_chosen)
        page.addWidget(self.found)
        self.sides = Scroll(width=1200, margin=0)
        page.addWidget(self.sides, 1)
        ways = row()
        ways.addStretch(1)
        ways.addWidget(button(t("Close"), self.reject))
        page.addLayout(ways)
        self.words.setText(title)
        self.words.selectAll()
        self._on_typed(title)

    def _on_typed(self, words: str) -> None:
        self._kit.lookups.find(self, words, (self._kind,), self._show)

    def _show(self, rows: tuple[Row, ...]) -> None:
        self.found.clear()
        self.found.show()
        for one in rows:
            if one.id != self._id:
                text = f"{one.title}  ·  {one.detail}" if one.detail else one.title
                item = QListWidgetItem(text)
                item.setData(_ID, one.id)
                self.found.addItem(item)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.choose(item.data(_ID))

    def choose(self, other: UUID) -> None:
        """Show the two side by side."""
        if self.pairing is not None:
            self.pairing.deleteLater()
        self.pairing = Pairing(self._kind, self._id, other, self._kit)
        self.pairing.decided.connect(self._on_decided)
        self.pairing.opened.connect(self.reject)
        self.sides.column.addWidget(self.pairing)
        self.found.hide()  # until something else is typed

    def _on_decided(self, _gone: object) -> None:
        self.accept()
