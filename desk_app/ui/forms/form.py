"""The form of any kind of record, made from its declaration: load, draft, problems."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.domain.fields import Field, Shape
from desk_app.domain.problems import SENTENCES, FieldProblem
from desk_app.domain.registry import Kind
from desk_app.domain.rules import broken
from desk_app.domain.values import Plain
from desk_app.i18n import label, t
from desk_app.ui.forms.choosing import input_for
from desk_app.ui.forms.contacts import PhonesInput
from desk_app.ui.forms.groups import group_name, grouped
from desk_app.ui.forms.inputs import Input
from desk_app.ui.forms.links import LinksInput
from desk_app.ui.lookups import Lookups
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Words, column


class Slot(QWidget):
    """A field's name, its input, its help, and under it what is wrong."""

    def __init__(self, made: Input) -> None:
        super().__init__()
        field = made.field
        self.input = made
        self.problem = Words("", "problem")
        self.problem.hide()
        box = column(self, gap=2)
        self.caption = Words(_caption(field), "label")
        self.caption.setBuddy(made)
        if field.shape is Shape.YES_NO:
            self.caption.setText("")
        box.addWidget(self.caption)
        box.addWidget(made)
        if field.help is not None:
            box.addWidget(Words(label(field.help), "small"))
        box.addWidget(self.problem)
        box.addStretch(1)

    def say(self, code: str) -> None:
        """Show the sentence for what is wrong, or none."""
        sentence = label(SENTENCES[code]) if code else ""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(code))
        self.input.mark(is_wrong=bool(code))
        if code:
            self.input.setAccessibleDescription(sentence)


class Form(QWidget):
    """Shows a record's fields, gives back what was typed, and lists what is wrong.

    It never saves.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(
        self,
        kind: Kind,
        lookups: Lookups,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._lookups = lookups
        self._clock = clock
        self._before: Plain = {}
        self._usual = kind.content()
        self.slots: dict[str, Slot] = {}
        self._shown: set[str] = set()
        self._late = QTimer(self, singleShot=True, interval=600)
        self._late.timeout.connect(self._say_what_is_wrong)
        page = column(self, gap=2 * UNIT)
        for group, names in grouped(kind).items():
            page.addWidget(self._group(group, names))
        page.addStretch(1)

    def load(self, fields: Plain, names: dict[str, str] | None = None) -> None:
        """Show `fields`; what they leave out stands at its default. `names` titles the links."""
        self._before = {name: self._whole(name, fields) for name in self.slots}
        self._fill(self._before, names or {})
        self._shown = set()
        self.show_problems(())

    def restore(self, draft: Plain, names: dict[str, str] | None = None) -> None:
        """Show a kept draft over what was loaded."""
        self._fill({**self._before, **draft}, names or {})

    def draft(self) -> Plain:
        """Return every field that holds something."""
        values = self._values()
        return {name: value for name, value in values.items() if not _blank(value)}

    def changes(self) -> Plain:
        """Return the fields that differ from what was loaded; a cleared one is None."""
        return {
            name: None if _blank(value) else value
            for name, value in self._values().items()
            if not _same(value, self._before.get(name))
        }

    def problems(self) -> list[FieldProblem]:
        """Return what is wrong, in the order of the form."""
        typed = {name: slot.input.problem() for name, slot in self.slots.items()}
        before = {name: value for name, value in self._before.items() if not _blank(value)}
        ruled = {p.field: p.code for p in broken(self.kind.name, before, self.draft())}
        found = ((name, typed[name] or ruled.get(name, "")) for name in self.slots)
        return [FieldProblem(name, code) for name, code in found if code]

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Write each problem under its field, and none under the others."""
        codes = {problem.field: problem.code for problem in problems}
        for name, slot in self.slots.items():
            slot.say(codes.get(name, ""))

    def focus(self, field: str = "") -> None:
        """Put the keyboard into `field`, or into the first."""
        name = field if field in self.slots else next(iter(self.slots))
        self.slots[name].input.setFocus()

    def _values(self) -> Plain:
        return {name: slot.input.value() for name, slot in self.slots.items()}

    def _whole(self, name: str, fields: Plain) -> Any:
        if name in fields:
            return fields[name]
        return msgspec.to_builtins(getattr(self._usual, name))

    def _fill(self, fields: Plain, names: dict[str, str]) -> None:
        for name, slot in self.slots.items():
            if isinstance(slot.input, LinksInput):
                slot.input.know(names)
            slot.input.load(fields.get(name))

    def _group(self, group: str, names: list[str]) -> QWidget:
        card = Card()
        if title := group_name(group):
            card.column.addWidget(Words(title, "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT + 4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._lay(grid, names)
        card.column.addLayout(grid)
        return card

    def _lay(self, grid: QGridLayout, names: list[str]) -> None:
        line, place = 0, 0
        for name in names:
            slot = self._slot(name)
            if slot.input.wide:
                line += place
                grid.addWidget(slot, line, 0, 1, 2)
                line, place = line + 1, 0
            else:
                grid.addWidget(slot, line, place)
                line, place = line + place, 1 - place

    def _slot(self, name: str) -> Slot:
        made = input_for(self.kind.fields[name], self._lookups, self._clock)
        if isinstance(made, PhonesInput):
            made.country_of = self._country
        made.changed.connect(partial(self._on_typed, name))
        slot = self.slots[name] = Slot(made)
        return slot

    def _country(self) -> str:
        """Return the record's country, or the desk's where the form has none."""
        slot = self.slots.get("country")
        return (slot.input.value() if slot is not None else None) or self._lookups.home

    def _on_typed(self, name: str) -> None:
        slot = self.slots[name]
        if not slot.input.problem():
            slot.say("")
        self._shown.add(name)
        self._late.start()
        self.changed.emit()

    def _say_what_is_wrong(self) -> None:
        """Speak of a field once its typing has paused, and never of one not yet touched."""
        for name in self._shown:
            self.slots[name].say(self.slots[name].input.problem())


def _caption(field: Field) -> str:
    return t("{name} (needed)", name=label(field.label)) if field.required else label(field.label)


def _blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [], (), {})


def _same(one: Any, other: Any) -> bool:
    return (_blank(one) and _blank(other)) or one == other
