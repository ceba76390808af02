"""F1: every action and its key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desk_app.i18n import t
from desk_app.ui.shell.actions import Entry
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Scroll, Words, column


class KeysDialog(QDialog):
    """Lists the keys by menu, and those that work inside a form."""

    def __init__(self, entries: list[Entry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("All keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 560)
        scroll = Scroll(margin=3 * UNIT)
        column(self).addWidget(scroll)
        menus: dict[str, list[tuple[str, str]]] = {}
        for entry in entries:
            if entry.key:
                menus.setdefault(entry.menu, []).append((entry.text, entry.key))
        menus[t("In a form")] = [(t("Save"), "Ctrl+S"), (t("Cancel"), "Esc")]
        for menu, keys in menus.items():
            scroll.column.addWidget(_card(menu, keys))


def _card(menu: str, keys: list[tuple[str, str]]) -> Card:
    card = Card()
    card.column.addWidget(Words(menu, "heading"))
    grid = QGridLayout()
    grid.setVerticalSpacing(UNIT)
    grid.setColumnStretch(0, 1)
    for line, (text, key) in enumerate(keys):
        grid.addWidget(Words(text), line, 0)
        grid.addWidget(Chip(key, "plain"), line, 1, Qt.AlignmentFlag.AlignRight)
    card.column.addLayout(grid)
    return card
