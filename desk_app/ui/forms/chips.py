"""Inputs of sets: chips, each with a cross, and a line that adds one more."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLayout, QLayoutItem, QLineEdit, QToolButton, QWidget

from desk_app.domain.fields import Field
from desk_app.i18n import label, t
from desk_app.ui.forms.inputs import Input
from desk_app.ui.theme.look import colours, icon
from desk_app.ui.words import unmarked


class Flow(QLayout):
    """Lays its widgets in lines, as words are laid."""

    def __init__(self, gap: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Override."""
        self._items.append(item)

    def count(self) -> int:
        """Override."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Override."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Override."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Override."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Override."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Override."""
        return self._lay(QRect(0, 0, width, 0), moved=False)

    def setGeometry(self, rect: QRect) -> None:
        """Override."""
        super().setGeometry(rect)
        self._lay(rect, moved=True)

    def sizeHint(self) -> QSize:
        """Override."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Override."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(
                QSize(min(item.minimumSize().width(), 120), item.sizeHint().height())
            )
        return size

    def _lay(self, rect: QRect, *, moved: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, height = rect.x(), y + height + self._gap, 0
            if moved:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + self._gap
            height = max(height, hint.height())
        return y + height - rect.y()


class ChipsInput(Input):
    """A set of values, shown by their names."""

    wide = True

    def __init__(self, field: Field, name_of: Callable[[str], str] = str) -> None:
        super().__init__(field)
        self._values: list[str] = []
        self._name_of = name_of
        self._flow = Flow()
        self._tray = QWidget()
        self._tray.setLayout(self._flow)
        self._tray.hide()
        self.edit = QLineEdit()
        self.edit.installEventFilter(self)
        self.edit.editingFinished.connect(self.take_typed)
        self.edit.textEdited.connect(self._touched)
        self.box.addWidget(self._tray)
        self.box.addWidget(self.edit)
        self._take(self.edit)

    def value(self) -> list[str] | None:
        """Return the chips, and what stands in the line though nobody has pressed Enter."""
        typed = [item for item in self._typed() if item not in self._values]
        return [*self._values, *typed] or None

    def take_typed(self) -> None:
        """Make chips of what stands in the line."""
        typed = self._typed()
        if typed:
            self.edit.clear()
            self.add(*typed)

    def add(self, *values: str) -> None:
        """Add chips; those already there stay as they are."""
        new = [value for value in dict.fromkeys(values) if value not in self._values]
        self._values += new
        self._redraw()
        if new:
            self._touched()

    def remove(self, value: str) -> None:
        """Take a chip away."""
        self._values = [kept for kept in self._values if kept != value]
        self._redraw()
        self.edit.setFocus()
        self._touched()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, comma and semicolon end a chip; Backspace in an empty line takes the last."""
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() is _PRESS:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text() in (",", ";")
        if ends and self.edit.text().strip() and event.modifiers() in _BARE:
            self.take_typed()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.edit.text() and self._values:
            self.remove(self._values[-1])
            return True
        return False

    def _typed(self) -> list[str]:
        parts = self.edit.text().replace(";", ",").split(",")
        return [part.strip() for part in parts if part.strip()]

    def _show(self, value: Any) -> None:
        self._values = [str(item) for item in value or ()]
        self.edit.clear()
        self._redraw()

    def _redraw(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for value in self._values:
            self._flow.addWidget(self._chip(value))
        self._tray.setVisible(bool(self._values))
        self._tray.updateGeometry()

    def _chip(self, value: str) -> QToolButton:
        name = self._name_of(value)
        chip = QToolButton()
        chip.setProperty("look", "chip")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setIcon(icon("close", colours().muted))
        chip.setIconSize(QSize(12, 12))
        chip.setText(unmarked(name))
        chip.setAccessibleName(t("Remove {name}", name=name))
        chip.clicked.connect(partial(self._on_removed, value))
        return chip

    def _on_removed(self, value: str, _checked: bool = False) -> None:
        self.remove(value)


class PickInput(ChipsInput):
    """A set of entries of a known list, found by typing part of a name."""

    def __init__(self, field: Field, entries: list[tuple[str, str]]) -> None:
        names = dict(entries)
        super().__init__(field, lambda code: names.get(code, code))
        self._codes = {name.casefold(): code for code, name in entries}
        completer = QCompleter(QStringListModel([name for _code, name in entries], self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._on_picked, Qt.ConnectionType.QueuedConnection)
        self.edit.setCompleter(completer)
        self.edit.setPlaceholderText(t("Type to choose"))
        self._completer = completer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down shows the whole list."""
        if (
            watched is self.edit
            and isinstance(event, QKeyEvent)
            and event.type() is _PRESS
            and event.key() == Qt.Key.Key_Down
            and not self.edit.text()
        ):
            self._completer.setCompletionPrefix("")
            self._completer.complete()
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> list[str]:
        return [self._codes.get(text.casefold(), text) for text in self._parts()]

    def _parts(self) -> list[str]:
        whole = self.edit.text().strip()
        return [whole] if whole.casefold() in self._codes else super()._typed()

    def _on_picked(self, _name: object) -> None:
        self.take_typed()


_PRESS = QEvent.Type.KeyPress
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def entries_of(field: Field) -> list[tuple[str, str]]:
    """Return the choices of `field` as (code, name) in the language in use."""
    return [(choice.code, label(choice.label)) for choice in field.choices]
