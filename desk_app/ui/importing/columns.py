"""The columns of a table, each with what it becomes; none is dropped unless somebody says so."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QWidget

from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.exchange.fieldtexts import Unfit, value_of
from desk_app.exchange.reading import Found, FoundColumn
from desk_app.exchange.tables import Instructions
from desk_app.i18n import label, n, t
from desk_app.ui.forms.inputs import QuietCombo
from desk_app.ui.importing.words import field_choices
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Elided, Scroll, Words, button, clear, column, restyle

OPEN = "?"
"""A column of which nobody has said what becomes of it."""
LEFT_OUT = ""
KEPT = "*"
"""A column of people that stands in the notes, under its heading."""


class Columns(QWidget):
    """Shows each column with its first values and what it becomes.

    Signals:
        mapped: something else was chosen.
    """

    mapped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "person"
        self._found: Found | None = None
        self._combos: dict[str, QComboBox] = {}
        self._values: dict[str, dict[str, str]] = {}
        page = column(self, gap=UNIT)
        self.open = Words("", "problem")
        self.leave = button(t("Leave all of these out"), self.leave_out, look="quiet")
        page.addWidget(self.open)
        page.addWidget(self.leave, alignment=Qt.AlignmentFlag.AlignLeft)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 4)
        self._grid.setColumnStretch(1, 3)
        page.addLayout(self._grid)

    def show_found(self, kind: str, found: Found, said: Instructions | None) -> None:
        """Show the columns of a table as they were understood, or as they were mapped before."""
        self._kind, self._found = kind, found
        self._values = dict(said.values) if said else {}
        self._combos = {}
        clear(self._grid)
        for line, one in enumerate(found.columns):
            self._add(line, one)
        self._say_open()

    def leave_out(self) -> None:
        """Leave out every column of which nobody has said what becomes of it."""
        for name in self.undecided():
            combo = self._combos[name]
            combo.setCurrentIndex(combo.findData(LEFT_OUT))

    def to_first_open(self) -> None:
        """Lead to the first column that wants a word."""
        for name in self.undecided()[:1]:
            self._combos[name].setFocus()

    def _say_open(self) -> None:
        count = len(self.undecided())
        words = n(
            "{count} column is taken by no field: say what it becomes, or leave it out.",
            "{count} columns are taken by no field: say what they become, or leave them out.",
            count,
        )
        self.open.setText(words)
        for widget in (self.open, self.leave):
            widget.setVisible(bool(count))
        for combo in self._combos.values():
            is_open = combo.currentData() == OPEN
            if combo.property("wrong") != is_open:
                combo.setProperty("wrong", is_open)
                restyle(combo)

    def said(self) -> Instructions | None:
        """Return what is chosen here, which leaves nothing to guess; None without columns."""
        if self._found is None:
            return None
        chosen = {name: combo.currentData() for name, combo in self._combos.items()}
        return Instructions(
            mapping={name: code for name, code in chosen.items() if code not in (OPEN, KEPT)},
            encoding=self._found.encoding,
            delimiter=self._found.delimiter,
            header_row=self._found.header or None,
            sheet=self._found.sheet,
            values=self._values,
        )

    def undecided(self) -> list[str]:
        """Return the columns of which nobody has said what becomes of them."""
        return [name for name, combo in self._combos.items() if combo.currentData() == OPEN]

    def _add(self, line: int, one: FoundColumn) -> None:
        name = one.heading or str(one.place + 1)
        words = column(gap=0)
        words.addWidget(Elided(name, "label"))
        words.addWidget(Elided(" · ".join(filter(None, one.samples)), "small"))
        combo = self._combo(name, one)
        values = button(t("What its words mean …"), partial(self._ask_values, name), look="quiet")
        values.setAccessibleName(t("What the words of {column} mean", column=name))
        values.setVisible(self._is_coded(combo.currentData()))
        combo.currentIndexChanged.connect(partial(self._on_chosen, combo, values))
        below = column(gap=0)
        below.addWidget(combo)
        below.addWidget(values, alignment=Qt.AlignmentFlag.AlignLeft)
        self._grid.addLayout(words, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(below, line, 1, Qt.AlignmentFlag.AlignTop)
        self._combos[name] = combo

    def _combo(self, name: str, one: FoundColumn) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(t("What {column} becomes", column=name))
        if self._kind == "person":
            combo.addItem(t("Keep in the notes"), KEPT)
        else:
            combo.addItem(t("(choose)"), OPEN)
        combo.addItem(t("Leave out"), LEFT_OUT)
        combo.insertSeparator(2)
        for code, words in field_choices(self._kind):
            combo.addItem(words, code)
        line = 1 if one.dropped else combo.findData(one.field) if one.field else 0
        combo.setCurrentIndex(max(0, line))
        return combo

    def _on_chosen(self, combo: QComboBox, values: QWidget, _line: int) -> None:
        values.setVisible(self._is_coded(combo.currentData()))
        self._say_open()
        self.mapped.emit()

    def _is_coded(self, field: str) -> bool:
        declared = KINDS[self._kind].fields.get(field)
        return declared is not None and declared.shape in (Shape.CHOICE, Shape.CHOICES)

    def _ask_values(self, name: str) -> None:
        field = KINDS[self._kind].fields[self._combos[name].currentData()]
        said = self._values.get(name, {})
        meant = {word: said.get(word, _understood(field, word)) for word in self._words_of(name)}
        dialog = ValuesDialog(name, field, meant, self)
        dialog.accepted.connect(lambda: self._on_values(name, dialog.meanings()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_values(self, name: str, meanings: dict[str, str]) -> None:
        self._values[name] = meanings
        self.mapped.emit()

    def _words_of(self, name: str) -> list[str]:
        """Return the different words that stand in a column, as far as the first rows tell."""
        if self._found is None:
            return []
        place = next(c.place for c in self._found.columns if name in (c.heading, str(c.place + 1)))
        cells = (row[place].strip() for row in self._found.first if place < len(row))
        return list(dict.fromkeys(cell for cell in cells if cell))


class ValuesDialog(QDialog):
    """Asks what each word of a column means in the desk's own list."""

    def __init__(
        self, name: str, field: Field, meant: Mapping[str, str | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("ICT Desk"))
        self.setMinimumWidth(460)
        self.combos: dict[str, QComboBox] = {}
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for line, (word, code) in enumerate(meant.items()):
            combo = self._combo(word, field, code)
            self.combos[word] = combo
            grid.addWidget(Words(word), line, 0)
            grid.addWidget(combo, line, 1)
        scroll = Scroll(margin=0)
        scroll.column.addLayout(grid)
        buttons = QDialogButtonBox()
        keep = button(t("Keep"), self.accept, look="main")
        keep.setDefault(True)
        buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = button(t("Cancel"), self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        page = column(self, margin=3 * UNIT, gap=2 * UNIT)
        page.addWidget(Words(t("What the words of {column} mean", column=name), "heading"))
        page.addWidget(scroll, 1)
        page.addWidget(buttons)

    def _combo(self, word: str, field: Field, code: str | None) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(word)
        combo.addItem(t("Not said yet") if code is None else t("As it stands"), "")
        for choice in field.choices:
            combo.addItem(label(choice.label), choice.code)
        combo.setCurrentIndex(max(0, combo.findData(code or "")))
        return combo

    def meanings(self) -> dict[str, str]:
        """Return the words that mean something else, with what they mean."""
        chosen = {word: combo.currentData() for word, combo in self.combos.items()}
        return {word: code for word, code in chosen.items() if code}


def _understood(field: Field, word: str) -> str | None:
    """Return what a word means by itself: a code, nothing for several, None where nobody knows."""
    try:
        value = value_of(field, word, lambda _kinds, _title: None)
    except Unfit:
        return None
    return value if isinstance(value, str) else ""
