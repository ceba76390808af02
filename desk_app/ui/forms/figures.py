"""The input of a figure or a range that may be an estimate."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from desk_app.domain.fields import Field
from desk_app.domain.problems import Code
from desk_app.i18n import label, t
from desk_app.ui.forms.inputs import Input, read_number
from desk_app.ui.words import Words, row, tip


class FigureInput(Input):
    """From, to, the unit of money, and whether somebody guessed."""

    wide = True

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        name = label(field.label)
        self.low = self._line(t("{field}, from", field=name), 110)
        self.high = self._line(t("{field}, to", field=name), 110)
        self.unit = self._line(t("{field}, currency", field=name), 64)
        self.unit.setPlaceholderText("EUR")
        self.unit.setMaxLength(3)
        tip(self.unit, t("A currency for money, empty for a count"))
        self.estimated = QCheckBox(t("Estimated"))
        self.estimated.toggled.connect(self._touched)
        line = row()
        for part in (self.low, Words(t("to"), "muted"), self.high, self.unit, self.estimated):
            line.addWidget(part)
        line.addStretch(1)
        self.box.addLayout(line)
        self._take(self.low)
        self.low.setAccessibleName(t("{field}, from", field=name))

    def value(self) -> dict[str, Any] | str | None:
        """Return the figure; one end alone is both ends; a text where one is no number."""
        low, high = read_number(self.low.text()), read_number(self.high.text())
        if isinstance(low, str) or isinstance(high, str):
            return f"{low}–{high}"
        if low is None and high is None:
            return None
        figure: dict[str, Any] = {
            "low": low if low is not None else high,
            "high": high if high is not None else low,
        }
        if self.estimated.isChecked():
            figure["estimated"] = True
        if unit := self.unit.text().strip().upper():
            figure["unit"] = unit
        return figure

    def problem(self) -> Code:
        """Override."""
        return "number" if isinstance(self.value(), str) else super().problem()

    def _show(self, value: Any) -> None:
        figure: dict[str, Any] = value or {}
        low, high = figure.get("low"), figure.get("high")
        self.low.setText("" if low is None else str(low))
        self.high.setText("" if high is None or high == low else str(high))
        self.unit.setText(str(figure.get("unit", "")))
        self.estimated.setChecked(bool(figure.get("estimated", False)))

    def _line(self, name: str, width: int) -> QLineEdit:
        line = QLineEdit()
        line.setFixedWidth(width)
        line.setAccessibleName(name)
        line.textChanged.connect(self._touched)
        return line
