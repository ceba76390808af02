"""What a brief would better be mended for, each with the way to its record."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk_app.i18n import n, t
from desk_app.ui.kit import Kit
from desk_app.ui.words import Words, button, clear, column

if TYPE_CHECKING:
    from desk_app.briefs.compose import Problem

_SHOWN = 8


class Problems(QWidget):
    """Lists problems, the gravest first; nothing is shown where there are none."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._list = column(self, gap=2)
        self.hide()

    def show_problems(self, problems: "Sequence[Problem]") -> None:
        """Show what was found wanting."""
        clear(self._list)
        self.setVisible(bool(problems))
        if not problems:
            return
        self._list.addWidget(Words(t("Before you print"), "heading"))
        for problem in problems[:_SHOWN]:
            self._list.addWidget(Words(problem.text, "small"))
            go = partial(self._kit.ways.record.emit, problem.kind, problem.record)
            way = button(t("Go there"), go, look="link")
            way.setAccessibleName(t("Go there: {problem}", problem=problem.text))
            self._list.addWidget(way)
        if (more := len(problems) - _SHOWN) > 0:
            self._list.addWidget(Words(n("{count} more", "{count} more", more), "muted"))
