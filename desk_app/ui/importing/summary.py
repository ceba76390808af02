"""How many rows become what; each count shows its rows."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.exchange.bringing import Survey
from desk_app.exchange.planning import CHOICES
from desk_app.i18n import n, number, t
from desk_app.ui.forms.chips import Flow
from desk_app.ui.importing.words import choice_words
from desk_app.ui.words import Words, button, clear, column, restyle

_PROBLEMS = 6


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
        self.counts: dict[str, QPushButton] = {}

    def show_plan(self, survey: Survey) -> None:
        """Show what a survey found."""
        clear(self._flow)
        clear(self._problems)
        self.counts = {}
        counts = survey.plan.counts
        self._add("", t("All: {count}", count=number(sum(counts.values()))))
        for choice in CHOICES:
            if count := counts.get(choice, 0):
                words = choice_words(choice) if choice != "join" else t("Twice in the file")
                self._add(choice, t("{choice}: {count}", choice=words, count=number(count)))
        self._mark("")
        for problem in survey.problems[:_PROBLEMS]:
            self._problems.addWidget(Words(str(problem), "small", copied=True))
        more = len(survey.problems) - _PROBLEMS
        if more > 0:
            words = n("{count} more remark", "{count} more remarks", more)
            self._problems.addWidget(Words(words, "muted"))

    def _add(self, choice: str, words: str) -> None:
        one = button(words, partial(self._on_pressed, choice))
        self.counts[choice] = one
        self._flow.addWidget(one)

    def _on_pressed(self, choice: str) -> None:
        self._mark(choice)
        self.looked_at.emit(choice or None)

    def _mark(self, choice: str) -> None:
        for code, one in self.counts.items():
            one.setProperty("look", "main" if code == choice else "")
            restyle(one)
