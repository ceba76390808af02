"""How an import shall go: which kind of record, what becomes of the known, who may see it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.exchange.bringing import Order
from desk_app.i18n import label, t
from desk_app.ui.forms.inputs import QuietCombo
from desk_app.ui.importing.words import KINDS_IN
from desk_app.ui.words import Words, column

_WITH_FIRMS = ("person", "firm", "capacity", "demand", "membership")
"""Kinds whose rows may make firms."""


class OrderForm(QObject):
    """What an officer says about the whole file: `what` it holds, and `how` it comes in.

    Signals:
        kind_chosen: the rows are records of another kind, or of another sheet.
        changed: the rows must be compared anew.
        repainted: what becomes of some rows is another, though none was compared anew.
    """

    kind_chosen = Signal()
    changed = Signal()
    repainted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.what, self.how = QWidget(), QWidget()
        self._page = column(self.what, gap=4)
        self._captions: dict[QComboBox, Words] = {}
        kinds = [(kind, label(KINDS[kind].plural)) for kind in KINDS_IN]
        self.kind = self._combo(t("These are"), kinds)
        self.sheet = self._combo(t("Sheet"), [])
        self._page = column(self.how, gap=4)
        self.rule = self._combo(
            t("Those the desk knows"),
            [
                ("fill", t("Fill in their blanks")),
                ("update", t("Change what differs")),
                ("skip", t("Leave them as they are")),
            ],
        )
        self.unsure = self._combo(
            t("Those it may know"),
            [
                ("ask", t("Leave them for me to decide")),
                ("create", t("Take them as new")),
                ("match", t("Take them as known")),
                ("skip", t("Leave them out")),
            ],
        )
        self.side = self._combo(
            t("Firms nobody knows are"),
            [
                (choice.code, label(choice.label))
                for choice in reversed(KINDS["firm"].fields["side"].choices)
            ],
        )
        self.audience = self._combo(
            t("Who may see them"),
            [
                ("ministry", t("This mission and the ministry")),
                ("mission", t("This mission only")),
                ("all", t("All missions")),
            ],
        )
        for combo in (self.kind, self.sheet):
            combo.currentIndexChanged.connect(self._on_kind)
        for combo in (self.rule, self.side):
            combo.currentIndexChanged.connect(self._on_changed)
        for combo in (self.unsure, self.audience):
            combo.currentIndexChanged.connect(self._on_repainted)
        self.offer_sheets(())

    def order(self, country: str) -> Order:
        """Return what is chosen; phones are read as dialled in `country`."""
        return Order(
            kind=self.kind.currentData(),
            country=country,
            rule=self.rule.currentData(),
            unsure=self.unsure.currentData(),
            audience=self.audience.currentData(),
            side=self.side.currentData(),
        )

    def offer_kinds(self, *, cards: bool) -> None:
        """Visiting cards are of people; a table may hold any kind."""
        self.kind.setEnabled(not cards)

    def offer_sheets(self, sheets: tuple[str, ...]) -> None:
        """Let the officer choose among the sheets of a workbook; one leaves no choice."""
        if tuple(self.sheet.itemData(n) for n in range(self.sheet.count())) != sheets:
            self.sheet.blockSignals(True)
            self.sheet.clear()
            for sheet in sheets:
                self.sheet.addItem(sheet, sheet)
            self.sheet.blockSignals(False)
        self._show(self.sheet, len(sheets) > 1)

    def _show(self, combo: QComboBox, shown: bool) -> None:
        for widget in (combo, self._captions[combo]):
            widget.setVisible(shown)

    def _on_kind(self, _line: int) -> None:
        self._show(self.side, self.kind.currentData() in _WITH_FIRMS)
        self.kind_chosen.emit()

    def _on_repainted(self, _line: int) -> None:
        self.repainted.emit()

    def _on_changed(self, _line: int) -> None:
        self.changed.emit()

    def _combo(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        for code, words in entries:
            combo.addItem(words, code)
        caption = Words(name, "label", wrap=False)
        self._captions[combo] = caption
        self._page.addWidget(caption)
        self._page.addWidget(combo)
        self._page.addSpacing(4)
        return combo
