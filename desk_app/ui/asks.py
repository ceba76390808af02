"""A small dialog that asks for a few fields of a record, and nothing else."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain
from desk_app.i18n import t
from desk_app.ui.forms.choosing import input_for
from desk_app.ui.forms.form import Slot
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, column

Name = tuple[str, str]
"""A field as (kind, field)."""


class Asks(QDialog):
    """Asks for `fields`; those `needed` must hold something before it can be agreed to."""

    def __init__(
        self,
        question: str,
        action: str,
        fields: Sequence[Name],
        kit: Kit,
        parent: QWidget,
        *,
        needed: Sequence[Name] = (),
        given: dict[Name, object] | None = None,
        details: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("ICT Desk"))
        self.setMinimumWidth(480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._needed = tuple(needed)
        self.slots: dict[Name, Slot] = {}
        page = column(self, margin=3 * UNIT, gap=UNIT)
        page.addWidget(Words(question, "heading"))
        if details:
            page.addWidget(Words(details, "muted"))
        for kind, name in fields:
            made = input_for(KINDS[kind].fields[name], kit.lookups, kit.clock)
            made.load((given or {}).get((kind, name)))
            made.changed.connect(self._on_typed)
            self.slots[kind, name] = Slot(made)
            page.addWidget(self.slots[kind, name])
        buttons = QDialogButtonBox()
        self.agree = button(action, self._on_agreed, look="main")
        self.agree.setDefault(True)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.ActionRole)
        cancel = button(t("Cancel"), self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        page.addWidget(buttons)
        self._on_typed()
        next(iter(self.slots.values())).input.setFocus()

    def typed(self, kind: str) -> Plain:
        """Return the fields of `kind` that hold something."""
        values = {name: s.input.value() for (of, name), s in self.slots.items() if of == kind}
        return {name: value for name, value in values.items() if value not in (None, "", [])}

    def then(self, do: Callable[[], None]) -> None:
        """Open the dialog, and `do` once it is agreed to."""
        self.accepted.connect(do)
        self.open()

    def _on_typed(self) -> None:
        lacking = (name for name in self._needed if not self.slots[name].input.value())
        self.agree.setEnabled(next(lacking, None) is None)

    def _on_agreed(self) -> None:
        codes = {name: slot.input.problem() for name, slot in self.slots.items()}
        for name, slot in self.slots.items():
            slot.say(codes[name])
        if not any(codes.values()):
            self.accept()
