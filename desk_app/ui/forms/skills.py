"""The input of skills: what somebody can do, at what level, and how we know."""

from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit

from desk_app.domain.fields import Choice, Field
from desk_app.domain.kinds.lists import EVIDENCE, LEVELS
from desk_app.i18n import label, t
from desk_app.ui.forms.inputs import Input, QuietCombo
from desk_app.ui.words import Elided, clear, column, row, tool


class SkillsInput(Input):
    """Claims of skills, one a line; a skill is added by typing part of its name."""

    wide = True

    def __init__(self, field: Field, entries: list[tuple[str, str]]) -> None:
        super().__init__(field)
        self._names = dict(entries)
        self._codes = {name.casefold(): code for code, name in entries}
        self._claims: list[dict[str, Any]] = []
        self._lines = column(gap=4)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(t("Type a skill to add it"))
        completer = QCompleter(QStringListModel([name for _code, name in entries], self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._on_picked, Qt.ConnectionType.QueuedConnection)
        self.edit.setCompleter(completer)
        self.edit.editingFinished.connect(self.take_typed)
        self.edit.textEdited.connect(self._touched)
        self.box.addLayout(self._lines)
        self.box.addWidget(self.edit)
        self._take(self.edit)

    def value(self) -> list[dict[str, Any]] | None:
        """Return the claims, and one for what stands in the line."""
        claims = [dict(claim) for claim in self._claims]
        typed = self._typed()
        if typed and all(claim["skill"] != typed for claim in claims):
            claims.append({"skill": typed})
        return claims or None

    def take_typed(self) -> None:
        """Make a claim of what stands in the line."""
        typed = self._typed()
        self.edit.clear()
        if typed and all(claim["skill"] != typed for claim in self._claims):
            self._claims.append({"skill": typed})
            self._redraw()
            self._touched()

    def _typed(self) -> str:
        text = self.edit.text().strip()
        return self._codes.get(text.casefold(), text)

    def _on_picked(self, _name: object) -> None:
        self.take_typed()

    def _show(self, value: Any) -> None:
        self._claims = [dict(claim) for claim in value or ()]
        self.edit.clear()
        self._redraw()

    def _redraw(self) -> None:
        clear(self._lines)
        for place in range(len(self._claims)):
            self._lines.addLayout(self._line(place))

    def _line(self, place: int) -> QHBoxLayout:
        claim = self._claims[place]
        name = self._names.get(claim["skill"], claim["skill"])
        line = row()
        line.addWidget(Elided(str(name)), 2)
        line.addWidget(self._choice(place, "level", LEVELS, t("Level of {skill}", skill=name)), 1)
        evidence = t("Evidence of {skill}", skill=name)
        line.addWidget(self._choice(place, "evidence", EVIDENCE, evidence), 2)
        remove = t("Remove {name}", name=name)
        line.addWidget(tool(remove, "close", partial(self._remove, place)))
        return line

    def _choice(self, place: int, part: str, choices: tuple[Choice, ...], name: str) -> QuietCombo:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        if part == "level":
            combo.addItem(t("Level not said"), "")
        for choice in choices:
            combo.addItem(label(choice.label), choice.code)
        usual = "" if part == "level" else "declared"
        combo.setCurrentIndex(max(0, combo.findData(self._claims[place].get(part, usual))))
        combo.currentIndexChanged.connect(partial(self._on_chosen, place, part, usual, combo))
        return combo

    def _on_chosen(
        self, place: int, part: str, usual: str, combo: QuietCombo, _index: int
    ) -> None:
        self._claims[place].pop(part, None)
        if combo.currentData() != usual:
            self._claims[place][part] = combo.currentData()
        self._touched()

    def _remove(self, place: int) -> None:
        del self._claims[place]
        self._redraw()
        self.edit.setFocus()
        self._touched()
