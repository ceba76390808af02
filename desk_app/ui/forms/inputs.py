"""The inputs of single values: each loads a JSON value, gives one back, and says what is wrong."""

from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.fields import Field, Shape
from desk_app.domain.problems import Code, wrong
from desk_app.i18n import label, t
from desk_app.ui.words import column, restyle, unmarked


class Input(QWidget):
    """The widget of one field.

    Signals:
        changed: the officer changed the value; not sent while one is loaded.
    """

    changed = Signal()
    wide = False
    """Whether the input takes the whole width of the form."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._loading = False
        self.box: QVBoxLayout = column(self, gap=4)
        self.setAccessibleName(label(field.label))

    def load(self, value: Any) -> None:
        """Show `value` without telling anybody of a change."""
        self._loading = True
        self._show(value)
        self._loading = False

    def value(self) -> Any:
        """Return the value as typed; nothing is None."""
        raise NotImplementedError

    def problem(self) -> Code:
        """Return what is wrong with what stands here now, or an empty text."""
        value = self.value()
        if value is None or value in ("", [], {}):
            return "required" if self.field.required else ""
        return wrong(self.field, value)

    def mark(self, *, is_wrong: bool) -> None:
        """Colour the input as wrong, or as right again."""
        for editor in self.findChildren(QWidget):
            if bool(editor.property("wrong")) != is_wrong and isinstance(
                editor, QLineEdit | QPlainTextEdit | QComboBox
            ):
                editor.setProperty("wrong", is_wrong)
                restyle(editor)

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _touched(self) -> None:
        if not self._loading:
            self.changed.emit()

    def _take(self, editor: QWidget) -> None:
        """Make `editor` the part that has the keyboard and the name."""
        editor.setAccessibleName(label(self.field.label))
        if self.field.help is not None:
            editor.setAccessibleDescription(label(self.field.help))
        self.setFocusProxy(editor)


class LineInput(Input):
    """One line of text."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = QLineEdit()
        if field.shape is Shape.URL:
            self.edit.setPlaceholderText("https://")
        self.edit.textChanged.connect(self._touched)
        self.box.addWidget(self.edit)
        self._take(self.edit)

    def value(self) -> str | None:
        """Override."""
        return self.edit.text().strip() or None

    def _show(self, value: Any) -> None:
        self.edit.setText(str(value or ""))


class _Prose(QPlainTextEdit):
    """Takes no pasted text far beyond what is kept: to lay it out would freeze the window.

    Signals:
        overfull: such a text was to be pasted; it stays where it was copied from.
    """

    overfull = Signal()

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._most = 10 * limit

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Override."""
        if len(source.text()) > self._most:
            self.overfull.emit()
        else:
            super().insertFromMimeData(source)


class ProseInput(Input):
    """Several lines; the box grows with what is typed."""

    wide = True
    _LINES = (3, 14)

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = _Prose(field.limit)
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.overfull.connect(self._on_overfull)
        self._overfull = False
        self.box.addWidget(self.edit)
        self._take(self.edit)
        self._grow()

    def value(self) -> str | None:
        """Override."""
        return self.edit.toPlainText().strip() or None

    def _show(self, value: Any) -> None:
        self.edit.setPlainText(str(value or ""))

    def problem(self) -> Code:
        """Override: also what was too long to be pasted."""
        return "too-long" if self._overfull else super().problem()

    def _on_overfull(self) -> None:
        self._overfull = True
        self._touched()

    def _on_typed(self) -> None:
        self._overfull = False
        self._grow()
        self._touched()

    def _grow(self) -> None:
        low, high = self._LINES
        lines = min(max(self.edit.document().blockCount(), low), high)
        self.edit.setFixedHeight(lines * QFontMetrics(self.edit.font()).lineSpacing() + 20)


class NumberInput(Input):
    """A whole number; digits of either script, thousands apart or not."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = QLineEdit()
        self.edit.setMaximumWidth(160)
        self.edit.textChanged.connect(self._touched)
        self.box.addWidget(self.edit)
        self._take(self.edit)

    def value(self) -> int | str | None:
        """Return the number, or the text that is none."""
        return read_number(self.edit.text())

    def _show(self, value: Any) -> None:
        self.edit.setText("" if value is None else str(value))

    def problem(self) -> Code:
        """Override."""
        return "number" if isinstance(self.value(), str) else super().problem()


def read_number(text: str) -> int | str | None:
    """Return the whole number `text` tells, `text` itself when it tells none, None for nothing."""
    bare = text.strip()
    packed = bare.replace(",", "").replace(" ", "").replace("\u00a0", "")
    if not packed:
        return None
    return int(packed) if packed.isdecimal() and len(packed) < 19 else bare


class YesNoInput(Input):
    """A box to tick."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.check = QCheckBox(unmarked(label(field.label)))
        self.check.toggled.connect(self._touched)
        self.box.addWidget(self.check)
        self._take(self.check)

    def value(self) -> bool:
        """Override."""
        return self.check.isChecked()

    def problem(self) -> Code:
        """Either answer is right."""
        return ""

    def _show(self, value: Any) -> None:
        self.check.setChecked(bool(value))


class CodeInput(Input):
    """One entry of a list; with many entries it is found by typing part of its name."""

    def __init__(self, field: Field, entries: list[tuple[str, str]]) -> None:
        super().__init__(field)
        self.combo = QuietCombo()
        self.combo.addItem(t("Not said"), "")
        for code, name in entries:
            self.combo.addItem(name, code)
        if len(entries) > 20:
            self._search_by_name()
        self.combo.currentIndexChanged.connect(self._touched)
        self.box.addWidget(self.combo)
        self._take(self.combo)

    def value(self) -> str | None:
        """Override."""
        if self.combo.isEditable():
            return self._named(self.combo.currentText())
        return self.combo.currentData() or None

    def _named(self, text: str) -> str | None:
        place = self.combo.findText(text.strip(), Qt.MatchFlag.MatchFixedString)
        return self.combo.itemData(place) or None if place >= 0 else text.strip() or None

    def _search_by_name(self) -> None:
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.combo.setCompleter(completer)
        self.combo.editTextChanged.connect(self._touched)
        if (line := self.combo.lineEdit()) is not None:
            line.setPlaceholderText(t("Type part of a name"))
            line.setAccessibleName(label(self.field.label))

    def _show(self, value: Any) -> None:
        code = str(value or "")
        place = self.combo.findData(code)
        if place < 0:
            self.combo.addItem(code, code)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)
        if self.combo.isEditable() and not code:
            self.combo.setEditText("")


class QuietCombo(QComboBox):
    """A combo box that the wheel does not change by accident while a form scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def wheelEvent(self, event: Any) -> None:
        """Let the form scroll."""
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        """Never ask for more room than a column has."""
        return QSize(80, super().minimumSizeHint().height())
