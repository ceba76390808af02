"""The sections, one below the other, and whose desk this is."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from desk_app.i18n import t
from desk_app.ui.shell.sections import SECTIONS, Section
from desk_app.ui.theme.look import colours, pixmap
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Elided, Scroll, Words, column, tip


class Side(QWidget):
    """The strip at the left.

    Signals:
        chosen: a section was chosen, by its name.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(196)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._titles: dict[str, str] = {}
        strip = column(self, gap=2)
        strip.setContentsMargins(UNIT, 2 * UNIT, UNIT, UNIT)
        brand = Words(t("ICT Desk"), "brand", wrap=False)
        brand.setContentsMargins(10, 0, 0, 0)
        strip.addWidget(brand)
        self.mission = Words("", "small")
        self.mission.setContentsMargins(10, 0, 0, 2 * UNIT)
        strip.addWidget(self.mission)
        self.sections = self._all_sections()
        strip.addWidget(self.sections, 1)
        self.officer = Elided("", "small")
        self.officer.setContentsMargins(10, 0, 0, 4)
        strip.addWidget(self.officer)

    def mark(self, name: str) -> None:
        """Show which section is open; none for an empty name."""
        self._group.setExclusive(False)
        for section, made in self._buttons.items():
            made.setChecked(section == name)
        self._group.setExclusive(True)

    def count(self, name: str, number: int) -> None:
        """Write a number that asks for attention beside a section."""
        made, title = self._buttons[name], self._titles[name]
        made.setText(f"{title}  ({number})" if number else title)
        made.setAccessibleName(
            t("{name}, {number} to see to", name=title, number=number) if number else title
        )

    def _all_sections(self) -> Scroll:
        """Return the buttons; with very large text, or in a low window, they scroll."""
        scroll = Scroll(margin=0, gap=2)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons take the keyboard
        for section in SECTIONS:
            if section.beside:
                scroll.column.addWidget(self._button(section))
        return scroll

    def _button(self, section: Section) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setIcon(QIcon(pixmap(section.picture, colours().side_text)))  # never disabled
        made.setIconSize(QSize(20, 20))
        made.setText(section.title)
        made.setAccessibleName(section.title)
        tip(made, section.key)
        made.clicked.connect(partial(self._on_clicked, section.name))
        self._group.addButton(made)
        self._buttons[section.name] = made
        self._titles[section.name] = section.title
        return made

    def _on_clicked(self, name: str, _checked: bool) -> None:
        self.chosen.emit(name)
