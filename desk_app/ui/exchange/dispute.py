"""One dispute: what stood there, what each side made of it, and three ways to settle it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from desk_app.domain.errors import DeskError
from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES
from desk_app.i18n import label, moment, t, told
from desk_app.store.values import Dispute
from desk_app.ui.exchange.reading import both_texts, items_of
from desk_app.ui.forms.choosing import input_for
from desk_app.ui.forms.inputs import Input
from desk_app.ui.forms.links import LinksInput
from desk_app.ui.kit import Kit
from desk_app.ui.showing import Names, shown
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Words, button, clear, column, row, unmarked


class DisputeCard(Card):
    """Shows one dispute until it is settled."""

    def __init__(self, dispute: Dispute, names: Names, kit: Kit) -> None:
        super().__init__()
        self.dispute = dispute
        self._names = names
        self._kit = kit
        self.field: Field = KINDS[dispute.kind].fields[dispute.field]
        self.parts: PartsEditor | None = None
        self._draw()

    def settle(self, value: Any) -> None:
        """Write the settled value."""
        dispute = self.dispute
        self._kit.jobs.write(
            self, lambda desk: desk.settle(dispute.record, dispute.field, value), self._on_failed
        )

    def _draw(self) -> None:
        dispute = self.dispute
        head = row()
        go = partial(self._kit.ways.record.emit, dispute.kind, dispute.record)
        head.addWidget(button(dispute.title, go, look="link"))
        head.addWidget(Words(label(self.field.label), "heading", wrap=False))
        head.addStretch(1)
        self.column.addLayout(head)
        self.column.addLayout(self._sides())
        self.note = Words("", "problem")
        self.note.hide()
        self.column.addWidget(self.note)
        self._actions = row()
        self.column.addLayout(self._actions)
        self._offer()

    def _offer(self) -> None:
        clear(self._actions)
        mine, theirs = self.dispute.mine, self.dispute.theirs
        for text, do in (
            (t("Keep ours"), partial(self.settle, mine)),
            (t("Take theirs"), partial(self.settle, theirs)),
            (t("Choose parts …"), self._open_parts),
        ):
            made = button(text, do)
            made.setAccessibleName(f"{text}: {label(self.field.label)}, {self.dispute.title}")
            self._actions.addWidget(made)
        self._actions.addStretch(1)

    def _sides(self) -> QGridLayout:
        dispute = self.dispute
        ours = t("Ours, {when}", when=moment(dispute.mine_at)) if dispute.mine_at else t("Ours")
        who = dispute.theirs_by or t("the ministry")
        theirs = t("Theirs, by {who}", who=who)
        if dispute.theirs_at:
            theirs = f"{theirs}, {moment(dispute.theirs_at)}"
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        sides = ((t("Before"), dispute.base), (ours, dispute.mine), (theirs, dispute.theirs))
        for place, (name, value) in enumerate(sides):
            grid.setColumnStretch(place, 1)
            grid.addWidget(Words(name, "small"), 0, place)
            grid.addWidget(self._value(value), 1, place, Qt.AlignmentFlag.AlignTop)
        return grid

    def _value(self, value: Any) -> QWidget:
        text = shown(self.field, value, self._names, self._kit.lookups.skills)
        return Words(text or t("(empty)"), "body" if text else "muted", copied=True)

    def _open_parts(self) -> None:
        self.parts = PartsEditor(self.dispute, self.field, self._names, self._kit)
        clear(self._actions)
        self.column.insertWidget(self.column.count() - 1, self.parts)
        self._actions.addWidget(button(t("Settle so"), self._on_parts, look="main"))
        self._actions.addWidget(button(t("Cancel"), self._close_parts))
        self._actions.addStretch(1)
        self.parts.take_focus()

    def _close_parts(self) -> None:
        if self.parts is not None:
            self.parts.deleteLater()
            self.parts = None
        self.note.hide()
        self._offer()

    def _on_parts(self) -> None:
        if self.parts is None:
            return
        if problem := self.parts.problem():
            self._say(label(SENTENCES[problem]))
            return
        self.settle(self.parts.value())

    def _on_failed(self, error: DeskError) -> None:
        self._say(told(error))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()


class PartsEditor(QWidget):
    """Something between the sides: items of a set to tick, or an input over both values."""

    def __init__(self, dispute: Dispute, field: Field, names: Names, kit: Kit) -> None:
        super().__init__()
        self._checks: list[tuple[QCheckBox, Any]] = []
        self._input: Input | None = None
        page = column(self, gap=4)
        if field.many:
            page.addWidget(Words(t("Tick what shall stand:"), "label"))
            for item in items_of(dispute.mine, dispute.theirs, dispute.base):
                page.addWidget(self._check(item, dispute, field, names, kit))
            return
        page.addWidget(Words(t("Write what shall stand:"), "label"))
        self._input = input_for(field, kit.lookups, kit.clock)
        if isinstance(self._input, LinksInput):
            self._input.know(dict(names))
        self._input.load(_beginning(dispute, field))
        page.addWidget(self._input)

    def value(self) -> Any:
        """Return what shall stand."""
        if self._input is not None:
            return self._input.value()
        return [item for check, item in self._checks if check.isChecked()]

    def problem(self) -> str:
        """Return what is wrong with it, or an empty text."""
        return self._input.problem() if self._input is not None else ""

    def take_focus(self) -> None:
        """Put the keyboard into the editor."""
        first = self._input or (self._checks[0][0] if self._checks else self)
        first.setFocus()

    def _check(
        self, item: Any, dispute: Dispute, field: Field, names: Names, kit: Kit
    ) -> QCheckBox:
        text = shown(field, [item], names, kit.lookups.skills)
        check = QCheckBox(unmarked(f"{text}   ({_whose(item, dispute)})"))
        check.setChecked(item in (dispute.mine or ()) or item in (dispute.theirs or ()))
        self._checks.append((check, item))
        return check


def _whose(item: Any, dispute: Dispute) -> str:
    ours, theirs = item in (dispute.mine or ()), item in (dispute.theirs or ())
    if ours and theirs:
        return t("both")
    return t("ours") if ours else t("theirs") if theirs else t("before")


def _beginning(dispute: Dispute, field: Field) -> Any:
    if field.shape is Shape.PROSE:
        return both_texts(str(dispute.mine or ""), str(dispute.theirs or ""))
    return dispute.mine
