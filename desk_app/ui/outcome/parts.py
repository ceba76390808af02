"""The parts of the outcome form: answers to tick, promises with a day, the stage of a demand."""

from datetime import date
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPushButton, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.records import Record
from desk_app.domain.rules import broken
from desk_app.domain.values import Plain
from desk_app.i18n import t
from desk_app.ui.forms.choosing import input_for
from desk_app.ui.forms.form import Slot
from desk_app.ui.kit import Kit
from desk_app.ui.outcome.telling import How, Promise
from desk_app.ui.showing import worded
from desk_app.ui.words import Card, Words, button, column, row


def answers() -> dict[How, str]:
    """Return the answers as they are printed in the boxes."""
    return {
        "hoped": t("as hoped"),
        "partly": t("partly"),
        "no": t("not"),
        "later": t("put off"),
    }


class Answer(QWidget):
    """One question with four answers to tick; ticked again, it is open again."""

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: dict[How, QPushButton] = {}
        line = row(self)
        line.addWidget(Words(question), 1)
        for how, words in answers().items():
            tick = button(words)
            tick.setCheckable(True)
            tick.setAccessibleName(f"{question}: {words}")
            tick.clicked.connect(partial(self._on_ticked, how))
            self._buttons[how] = tick
            self._group.addButton(tick)
            line.addWidget(tick)

    def how(self) -> How:
        """Return the answer that is ticked."""
        for how, tick in self._buttons.items():
            if tick.isChecked():
                return how
        return ""

    def tick(self, chosen: How) -> None:
        """Tick an answer, or none."""
        for how, one in self._buttons.items():
            one.setChecked(how == chosen)

    def _on_ticked(self, chosen: How, _on: object = None) -> None:
        for how, tick in self._buttons.items():
            if how != chosen:
                tick.setChecked(False)


class Promises(QWidget):
    """Lines of what was promised and until when; another one appears under the last."""

    def __init__(self, name: str, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._kit = kit
        self._lines: list[tuple[QLineEdit, Slot]] = []
        page = column(self, gap=4)
        page.addWidget(Words(name, "label"))
        self._list = column(gap=4)
        page.addLayout(self._list)
        self._add()

    def promises(self) -> tuple[Promise, ...]:
        """Return what was promised; a line without words is none."""
        found: list[Promise] = []
        for edit, slot in self._lines:
            if what := edit.text().strip():
                due = slot.input.value()
                found.append(Promise(what, date.fromisoformat(due) if due else None))
        return tuple(found)

    def typed(self) -> list[Plain]:
        """Return the lines as they were typed; a day that is none is left out."""
        return [
            {"what": edit.text(), "due": slot.input.value() or ""}
            for edit, slot in self._lines
            if edit.text().strip()
        ]

    def take_up(self, lines: list[Plain]) -> None:
        """Show lines that were typed before, and an empty one below."""
        while len(self._lines) <= len(lines):
            self._add()
        for place, (edit, slot) in enumerate([*self._lines]):
            line = lines[place] if place < len(lines) else {}
            edit.setText(line.get("what", ""))
            slot.input.load(line.get("due") or None)

    def is_right(self) -> bool:
        """Say which day is none; tell whether all are."""
        for _edit, slot in self._lines:
            slot.say(slot.input.problem())
        return not any(slot.input.problem() for _edit, slot in self._lines)

    def _add(self) -> None:
        edit = QLineEdit()
        edit.setMaxLength(KINDS["task"].fields["what"].limit)
        edit.setAccessibleName(self._name)
        due = Slot(input_for(KINDS["task"].fields["due"], self._kit.lookups, self._kit.clock))
        due.caption.hide()
        due.setFixedWidth(220)
        line = row()
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(edit, 1, top)
        line.addWidget(due, 0, top)
        self._list.addLayout(line)
        self._lines.append((edit, due))
        edit.textChanged.connect(partial(self._on_typed, edit))

    def _on_typed(self, edit: QLineEdit, text: str) -> None:
        if text and edit is self._lines[-1][0]:
            self._add()


class DemandPart(Card):
    """The stage of a demand after the meeting; a loss asks for its reasons.

    Signals:
        changed: something was chosen.
    """

    changed = Signal()
    _LOST = ("lost_reason", "lost_to", "would_have_won")

    def __init__(self, record: Record[Demand], kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__()
        if parent is not None:
            self.setParent(parent)
        self.id: UUID = record.id
        self._before = record.content
        self.slots: dict[str, Slot] = {}
        self.column.addWidget(Words(worded(record.content, "name"), "heading"))
        fields = KINDS["demand"].fields
        for name in ("stage", *self._LOST):
            made = input_for(fields[name], kit.lookups, kit.clock)
            made.load(getattr(record.content, name) or None)
            made.changed.connect(self._on_changed)
            slot = self.slots[name] = Slot(made)
            self.column.addWidget(slot)
        self._on_changed()

    def fields(self) -> Plain:
        """Return what changes in the demand."""
        lost = self._value("stage") == "lost"
        names = ("stage", *(self._LOST if lost else ()))
        values = {name: self._value(name) for name in names}
        return {n: v for n, v in values.items() if v != (getattr(self._before, n) or None)}

    def typed(self) -> Plain:
        """Return the fields as they stand."""
        return {name: self._value(name) or "" for name in self.slots}

    def take_up(self, typed: Plain) -> None:
        """Show fields that were typed before."""
        for name, slot in self.slots.items():
            if name in typed:
                slot.input.load(typed[name] or None)
        self._on_changed()

    def is_right(self) -> bool:
        """Say what a loss or a win still needs; tell whether nothing is missing."""
        before: Plain = {"stage": self._before.stage}
        after = {name: value for name in self.slots if (value := self._value(name))}
        codes = {problem.field: problem.code for problem in broken("demand", before, after)}
        for name, slot in self.slots.items():
            slot.say(codes.get(name, ""))
        return not codes

    def _value(self, name: str) -> str | None:
        return cast("str | None", self.slots[name].input.value())

    def _on_changed(self) -> None:
        lost = self._value("stage") == "lost"
        for name in self._LOST:
            self.slots[name].setVisible(lost)
        self.changed.emit()
