"""How a brief shall be: language, length, marking, and which sections it has."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.sheet import code_in
from desk_app.domain.fields import Choice
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.brief import CLASSES, LENGTHS
from desk_app.i18n import label, language, t
from desk_app.ui.briefs.sections import SectionList
from desk_app.ui.forms.inputs import QuietCombo
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, column

_FORM = KINDS["brief"].fields["form"]


class BriefForm(QWidget):
    """What the officer chooses.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, *, sections: bool = True) -> None:
        super().__init__()
        self.sections = SectionList()
        self.sections.chosen.connect(self.changed.emit)
        page = column(self, gap=4)
        self._kinds = QWidget()
        self.kind = self._combo(label(_FORM.label), [])
        kinds = column(self._kinds, gap=4)
        kinds.addWidget(Words(label(_FORM.label), "label"))
        kinds.addWidget(self.kind)
        kinds.addSpacing(4)
        self._kinds.hide()
        page.addWidget(self._kinds)
        self.language = self._combo(t("Language"), [("en", "English"), ("bn", "বাংলা")])
        self.language.setCurrentIndex(self.language.findData(language()))
        self.length = self._combo(t("Length"), _named(LENGTHS))
        self.length.setCurrentIndex(self.length.findData("brief"))
        self.marking = self._combo(t("Marking"), _named(CLASSES))
        self.large = QCheckBox(t("Large print"))
        self.large.toggled.connect(self._on_chosen)
        for name, combo in (
            (t("Language"), self.language),
            (t("Length"), self.length),
            (t("Marking"), self.marking),
        ):
            page.addWidget(Words(name, "label"))
            page.addWidget(combo)
            page.addSpacing(4)
        page.addWidget(self.large)
        page.addSpacing(UNIT)
        if sections:
            page.addWidget(Words(t("Sections"), "heading"))
            page.addWidget(self.sections)
        else:
            self.sections.setParent(self)
            self.sections.hide()
        page.addStretch(1)

    def offer(self, kinds: tuple[str, ...], wanted: str = "") -> None:
        """Let the officer choose among kinds of brief, `wanted` first; one leaves no choice."""
        if tuple(self.kind.itemData(n) for n in range(self.kind.count())) == kinds:
            return
        self.kind.blockSignals(True)
        self.kind.clear()
        for code in kinds:
            self.kind.addItem(label(_FORM.choice(code)), code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(wanted)))
        self.kind.blockSignals(False)
        self._kinds.setVisible(len(kinds) > 1)

    def fill(self, options: Options) -> Options:
        """Return `options` with what is chosen here."""
        return msgspec.structs.replace(
            options,
            form=self.kind.currentData() or "",
            language=self.language.currentData(),
            length=self.length.currentData(),
            marking=self.marking.currentData(),
            large_print=self.large.isChecked(),
            off=self.sections.off,
            order=tuple(dict.fromkeys(map(code_in, self.sections.order))),
        )

    def take(self, options: Options) -> None:
        """Choose everything as `options` say, at once."""
        combos = (
            (self.kind, options.form),
            (self.language, options.language),
            (self.length, options.length),
            (self.marking, options.marking),
        )
        for combo, code in combos:
            combo.blockSignals(True)
            combo.setCurrentIndex(max(0, combo.findData(code)))
            combo.blockSignals(False)
        self.sections.off, self.sections.order = options.off, options.order
        self.changed.emit()

    def show_sections(self, sections: tuple[tuple[str, str], ...]) -> None:
        """List the sections this brief may have, each to be left out or taken in."""
        self.sections.show_sections(sections)

    def _on_chosen(self, _value: object) -> None:
        self.changed.emit()

    def _combo(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        for code, text in entries:
            combo.addItem(text, code)
        combo.currentIndexChanged.connect(self._on_chosen)
        return combo


def _named(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.code, label(choice.label)) for choice in choices]
