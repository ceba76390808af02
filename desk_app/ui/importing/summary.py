"""How many rows become what; each count shows its rows."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.exchange.contacts import Problem
from desk_app.exchange.planning import Choice
from desk_app.i18n import n, number, t
from desk_app.ui.forms.chips import Flow
from desk_app.ui.importing.words import choice_words, problem_words
from desk_app.ui.words import Words, button, clear, column

_PROBLEMS = 4
_ORDER: tuple[Choice, ...] = ("ask", "wrong", "create", "update", "fill", "same", "join", "skip")
"""What wants an officer comes first."""


class Summary(QWidget):
    """The counts of a survey, and what to know about the file.

    Signals:
        looked_at: show the rows of one choice only (None: all).
    """

    looked_at = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = column(self, gap=4)
        box = QWidget()
        self._flow = Flow(gap=6)
        box.setLayout(self._flow)
        page.addWidget(box)
        self._problems = column(gap=2)
        page.addLayout(self._problems)
        self._only = ""
        self.counts: dict[str, QPushButton] = {}

    def show_counts(self, counts: Mapping[Choice, int]) -> None:
        """Show how many rows become what; what was looked at is looked at still."""
        clear(self._flow)
        self.counts = {}
        self._add("", t("All: {count}", count=number(sum(counts.values()))))
        for choice in _ORDER:
            if count := counts.get(choice, 0):
                words = choice_words(choice) if choice != "join" else t("Twice in the file")
                self._add(choice, t("{choice}: {count}", choice=words, count=number(count)))
        if self._only not in self.counts:
            self._on_pressed("")
        self._mark()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what to know about the file."""
        clear(self._problems)
        for problem in problems[:_PROBLEMS]:
            self._problems.addWidget(Words(problem_words(problem), "small", copied=True))
        more = len(problems) - _PROBLEMS
        if more > 0:
            words = n("{count} more remark", "{count} more remarks", more)
            self._problems.addWidget(Words(words, "muted"))

    def forget(self) -> None:
        """Show nothing of the file before."""
        self._only = ""
        clear(self._flow)
        clear(self._problems)
        self.counts = {}

    def _add(self, choice: str, words: str) -> None:
        one = button(words, partial(self._on_pressed, choice))
        one.setCheckable(True)
        self.counts[choice] = one
        self._flow.addWidget(one)

    def _on_pressed(self, choice: str) -> None:
        self._only = choice
        self._mark()
        self.looked_at.emit(choice or None)

    def _mark(self) -> None:
        for code, one in self.counts.items():
            one.setChecked(code == self._only)
