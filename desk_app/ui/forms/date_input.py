"""Dates and moments, typed freely and read back in words."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit

from desk_app.domain.fields import Field, Shape
from desk_app.domain.problems import Code
from desk_app.i18n import clock_time, day, local, t, weekday
from desk_app.ui.forms.dates import read_day, read_moment
from desk_app.ui.forms.inputs import Input
from desk_app.ui.words import Words, row, tool


class WhenInput(Input):
    """A day, or a day and a time of day; emptied by deleting the text."""

    def __init__(self, field: Field, clock: Callable[[], datetime]) -> None:
        super().__init__(field)
        self._clock = clock
        self._exact = field.shape is Shape.MOMENT
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(
            t("12.3.2026 14:30 or tomorrow 9:00") if self._exact else t("12.3.2026 or tomorrow")
        )
        self.edit.textChanged.connect(self._on_typed)
        self.understood = Words("", "small")
        line = row(gap=4)
        line.addWidget(self.edit, 1)
        line.addWidget(tool(t("Calendar"), "meeting", self._open_calendar))
        self.box.addLayout(line)
        self.box.addWidget(self.understood)
        self._take(self.edit)

    def value(self) -> str | None:
        """Return the date or moment in ISO form, or the text that is none."""
        text = self.edit.text().strip()
        if not text:
            return None
        if self._exact:
            moment = read_moment(text, self._clock().astimezone())
            return moment.isoformat().replace("+00:00", "Z") if moment else text
        found = read_day(text, self._clock().astimezone().date())
        return found.isoformat() if found else text

    def problem(self) -> Code:
        """Override."""
        problem = super().problem()
        return "date" if problem == "form" else problem

    def _show(self, value: Any) -> None:
        self.edit.setText(self._typed(str(value)) if value else "")

    def _typed(self, value: str) -> str:
        """Return the text that reads back as `value`."""
        try:
            if not self._exact:
                return f"{date.fromisoformat(value):%d.%m.%Y}"
            moment = local(datetime.fromisoformat(value))
        except ValueError:
            return value
        return f"{moment:%d.%m.%Y %H:%M}"

    def _on_typed(self) -> None:
        self.understood.setText(self._said())
        self.understood.setVisible(bool(self.understood.text()))
        self._touched()

    def _said(self) -> str:
        value = self.value() or ""
        try:
            if not self._exact:
                found = date.fromisoformat(value)
                return f"{weekday(found)}, {day(found)}"
            moment = datetime.fromisoformat(value).astimezone(UTC)
        except ValueError:
            return ""
        here = local(moment).date()
        return f"{weekday(here)}, {day(here)}, {clock_time(moment)}"

    def _open_calendar(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if (chosen := self._chosen_day()) is not None:
            calendar.setSelectedDate(QDate(chosen.year, chosen.month, chosen.day))
        calendar.clicked.connect(self._on_day_chosen)
        calendar.clicked.connect(calendar.close)
        calendar.activated.connect(calendar.close)
        calendar.move(self.edit.mapToGlobal(QPoint(0, self.edit.height())))
        calendar.show()

    def _chosen_day(self) -> date | None:
        try:
            return local(datetime.fromisoformat(self.value() or "")).date()
        except ValueError:
            return None

    def _on_day_chosen(self, chosen: QDate) -> None:
        text = f"{chosen.day():02}.{chosen.month():02}.{chosen.year()}"
        if self._exact:
            before = self._chosen_time()
            text = f"{text} {before}"
        self.edit.setText(text)
        self.edit.setFocus()

    def _chosen_time(self) -> str:
        try:
            return f"{local(datetime.fromisoformat(self.value() or '')):%H:%M}"
        except ValueError:
            return "09:00"
