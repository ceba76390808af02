"""The bar over the pages: back, forward, find, new."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from desk_app.i18n import t
from desk_app.ui.theme.look import colours, icon
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import button, row, tip


class Bar(QWidget):
    """Buttons of the actions that are wanted most."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = row(self, gap=UNIT)
        line.setContentsMargins(2 * UNIT, 6, 2 * UNIT, 6)
        line.addWidget(_tool(actions["back"], "back"))
        line.addWidget(_tool(actions["forward"], "forward"))
        line.addWidget(_find(actions["find"]), 1)
        line.addStretch(1)
        line.addWidget(_tool(actions["undo"], "undo"))
        line.addWidget(_tool(actions["exchange"], "exchange"))
        new = button(t("New"), actions["new"].trigger, look="main", picture="plus", hint="Ctrl+N")
        line.addWidget(new)


def _tool(action: QAction, picture: str) -> QToolButton:
    action.setIcon(icon(picture))
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    name = action.text().replace("&&", "&")
    made.setAccessibleName(name)
    key = action.shortcut().toString()
    tip(made, f"{name}  {key}" if key else name)
    return made


def _find(action: QAction) -> QPushButton:
    made = button(t("Find a person, a firm, a meeting, an action …") + "   Ctrl+K", action.trigger)
    made.setIcon(icon("search", colours().muted))
    made.setAccessibleName(t("Find anything"))
    made.setObjectName("find")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMaximumWidth(520)
    return made
