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

_FEW = 2
"""So many are shown at once; of more only their number, until they are asked for."""


class Problems(QWidget):
    """Lists problems, the gravest first; nothing is shown where there are none."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._open = False
        self._problems: Sequence[Problem] = ()
        page = column(self, gap=4)
        self.toggle = button("", self._on_toggled)
        page.addWidget(self.toggle)
        self._list = column(gap=6)
        page.addLayout(self._list)
        self.hide()

    def show_problems(self, problems: "Sequence[Problem]") -> None:
        """Show what was found wanting."""
        self._problems = problems
        self._draw()

    def _on_toggled(self) -> None:
        self._open = not self._open
        self._draw()

    def _draw(self) -> None:
        clear(self._list)
        count = len(self._problems)
        self.setVisible(count > 0)
        words = n("{count} remark before you print", "{count} remarks before you print", count)
        self.toggle.setText(words)
        self.toggle.setAccessibleName(words)
        if self._open or count <= _FEW:
            for problem in self._problems:
                self._add(problem)

    def _add(self, problem: "Problem") -> None:
        self._list.addWidget(Words(problem.text, "small"))
        go = partial(self._kit.ways.record.emit, problem.kind, problem.record)
        way = button(t("Go there"), go, look="link")
        way.setAccessibleName(t("Go there: {problem}", problem=problem.text))
        self._list.addWidget(way)
