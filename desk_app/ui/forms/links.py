"""Inputs that point to other records, found while a few letters of their name are typed."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import Code
from desk_app.i18n import label, t
from desk_app.store.values import Row
from desk_app.ui.forms.chips import ChipsInput
from desk_app.ui.lists.delegate import detail_of

_ID = Qt.ItemDataRole.UserRole


class Finder(Protocol):
    """Finds records by words, later, on the main thread."""

    def find(
        self,
        owner: QObject,
        words: str,
        kinds: tuple[str, ...],
        found: Callable[[tuple[Row, ...]], None],
    ) -> None:
        """Call `found` with what matches."""
        ...


class LinksInput(ChipsInput):
    """Records as chips; a field that points to one record holds one chip."""

    def __init__(self, field: Field, finder: Finder) -> None:
        self._names: dict[str, str] = {}
        super().__init__(field, lambda id: self._names.get(id, "") or t("(not here)"))
        self.wide = field.shape is Shape.LINKS
        self._finder = finder
        self._found = QStandardItemModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        self._popup = QListView()
        completer.setPopup(self._popup)
        self._popup.clicked.connect(self._on_picked)
        self._popup.activated.connect(self._on_picked)
        self._completer = completer
        self.edit.setCompleter(completer)
        self.edit.setPlaceholderText(t("Type a name to find it"))
        self.edit.textEdited.connect(self._on_letters)

    def _redraw(self) -> None:
        super()._redraw()
        taken = self.field.shape is Shape.LINK and bool(self._values)
        self.edit.setVisible(not taken)

    def know(self, names: dict[str, str]) -> None:
        """Take the titles of records, by identifier, before a value is loaded."""
        self._names |= names

    def value(self) -> Any:
        """Return one identifier or a list of them."""
        if self.field.shape is Shape.LINK:
            return self._values[0] if self._values else None
        return list(self._values) or None

    def problem(self) -> Code:
        """A name that was typed but not chosen is nobody yet."""
        return "choice" if self.edit.text().strip() else super().problem()

    def add(self, *values: str) -> None:
        """Add records, or put one in the place of the one before."""
        if self.field.shape is Shape.LINK and values:
            self._values = []
            super().add(values[-1])
        else:
            super().add(*values)

    def _show(self, value: Any) -> None:
        one = [value] if value else []
        super()._show(value if isinstance(value, list) else one)

    def _typed(self) -> list[str]:
        return []

    def take_typed(self) -> None:
        """Take the only record found, when Enter is pressed on its name."""
        chosen = self._popup.currentIndex()
        place = chosen.row() if chosen.isValid() else 0
        if self.edit.hasFocus() and self.edit.text().strip() and self._found.rowCount():
            self._take_found(self._found.item(place))

    def _on_letters(self, text: str) -> None:
        if len(text.strip()) < 1:
            self._popup.hide()
            return
        self._finder.find(self, text, self.field.links, self._on_found)

    def _on_found(self, rows: tuple[Row, ...]) -> None:
        if not self.edit.text().strip():
            return
        self._found.clear()
        for row in rows:
            item = QStandardItem(self._line(row))
            item.setData(str(row.id), _ID)
            item.setData(row.title, _ID + 1)
            self._found.appendRow(item)
        if rows and self.edit.hasFocus():
            self._completer.complete()

    def _line(self, row: Row) -> str:
        kind = label(KINDS[row.kind].label) if len(self.field.links) > 1 else ""
        return "  ·  ".join(part for part in (row.title, detail_of(row), kind) if part)

    def _on_picked(self, index: Any) -> None:
        self._take_found(self._found.item(index.row()))

    def _take_found(self, item: QStandardItem | None) -> None:
        if item is None:
            return
        id = str(item.data(_ID))
        self._names[id] = str(item.data(_ID + 1))
        self._popup.hide()
        self.edit.clear()
        self._found.clear()
        self.add(id)
