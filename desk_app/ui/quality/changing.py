"""Changing one field of many records at once: chosen, seen before, done as one act."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desk_app.domain.acts import Act, Change
from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.fields import Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES
from desk_app.i18n import label, n, t, told
from desk_app.ui.forms.choosing import input_for
from desk_app.ui.forms.inputs import Input
from desk_app.ui.kit import Kit
from desk_app.ui.quality.reading import Line
from desk_app.ui.showing import shown
from desk_app.ui.words import Card, Elided, Words, button, clear, column, row

_SHOWN = 5
"""How many records the preview names."""

_OWN = ("name", "name_bn", "given", "family", "other_names")
"""Fields that are each record's own."""

_SHAPES = frozenset(
    {
        *(Shape.LINE, Shape.PROSE, Shape.CHOICE, Shape.COUNTRY, Shape.DATE, Shape.YES_NO),
        *(Shape.CHOICES, Shape.LANGUAGES, Shape.WORDS, Shape.URL, Shape.NUMBER),
    }
)


class Changing(Card):
    """One field and a value for all chosen records.

    Signals:
        changed: the act is written.
    """

    changed = Signal()

    def __init__(
        self, kind: str, chosen: Callable[[], list[Line]], kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._kind = KINDS[kind]
        self._chosen = chosen
        self._kit = kit
        self._act: Act | None = None
        self.column.addWidget(Words(t("Change the chosen records at once"), "heading"))
        line = row()
        self.fields = QComboBox()
        self.fields.setAccessibleName(t("Field"))
        for name, field in self._kind.fields.items():
            if field.shape in _SHAPES and name not in _OWN:
                self.fields.addItem(label(field.label), name)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.fields, 1, top)
        self._place = column()
        line.addLayout(self._place, 2)
        self.look = button(t("Show what would change"), self.preview)
        line.addWidget(self.look, 0, top)
        self.column.addLayout(line)
        self.note = Words("", "problem")
        self.note.hide()
        self.column.addWidget(self.note)
        self._shown = column(gap=4)
        self.column.addLayout(self._shown)
        self.fields.currentIndexChanged.connect(self._on_field)
        self.input: Input = self._make()
        self._usual()

    def _usual(self) -> None:
        """Begin with the field that care is mostly about: when a record was last verified."""
        at = self.fields.findData("verified")
        if at < 0:
            at = self.fields.findData("as_of")
        self.fields.setCurrentIndex(max(at, 0))
        if self._kind.fields[self.field].shape is Shape.DATE:
            self.input.load(self._kit.clock().astimezone().date().isoformat())

    @property
    def field(self) -> str:
        """The field that is changed."""
        return str(self.fields.currentData())

    def _make(self) -> Input:
        made = input_for(self._kind.fields[self.field], self._kit.lookups, self._kit.clock)
        made.setAccessibleName(t("New value"))
        made.changed.connect(self._forget)
        self._place.addWidget(made)
        return made

    def _on_field(self, _index: int) -> None:
        clear(self._place)
        self.input = self._make()
        self._forget()

    def _forget(self) -> None:
        self._act = None
        self.note.hide()
        clear(self._shown)

    def preview(self) -> None:
        """Show what would change, and offer to do it."""
        self._forget()
        lines = self._chosen()
        if problem := self.input.problem():
            self._say(label(SENTENCES[problem]))
            return
        value = self.input.value()
        changing = [line for line in lines if not _same(line.fields.get(self.field), value)]
        if not lines:
            self._say(t("Choose records in the list first."))
        elif not changing:
            self._say(t("The chosen records say so already."))
        else:
            self._offer(changing, value)

    def _offer(self, lines: list[Line], value: Any) -> None:
        field = self._kind.fields[self.field]
        given = None if _blank(value) else value
        self._act = Act(
            tuple(Change(line.id, {self.field: given}) for line in lines),
            t("Change many: {field}", field=label(field.label)),
        )
        after = self._said(value) or t("(empty)")
        for line in lines[:_SHOWN]:
            before = self._said(line.fields.get(self.field)) or t("(empty)")
            self._shown.addWidget(Elided(f"{line.title}: {before} → {after}", "small"))
        if len(lines) > _SHOWN:
            more = t("and {count} more", count=len(lines) - _SHOWN)
            self._shown.addWidget(Words(more, "small"))
        text = n("Change {count} record", "Change {count} records", len(lines))
        ways = row()
        self.agree = button(text, self.apply, look="main", picture="check")
        ways.addWidget(self.agree)
        ways.addStretch(1)
        self._shown.addLayout(ways)
        self.agree.setFocus()

    def apply(self) -> None:
        """Write the change as one act."""
        act, self._act = self._act, None
        if act is not None:
            self._kit.acts.do(self, act, self._on_failed, partial(self._on_done))

    def _said(self, value: Any) -> str:
        field = self._kind.fields[self.field]
        return " ".join(shown(field, value, {}, self._kit.lookups.skills).split())[:120]

    def _on_done(self, _changes: Changes) -> None:
        self._forget()
        self.changed.emit()

    def _on_failed(self, error: DeskError) -> None:
        self._say(told(error))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()


def _blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _same(one: Any, other: Any) -> bool:
    return (None if _blank(one) else one) == (None if _blank(other) else other)
