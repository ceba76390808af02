"""One row of an import: what it says, whom it may be, what would change, and the decision."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.exchange.planning import Choice, Match, Planned
from desk_app.i18n import label, t
from desk_app.ui.forms.chips import Flow
from desk_app.ui.importing.words import row_title
from desk_app.ui.lookups import Lookups
from desk_app.ui.merging.words import reason_words
from desk_app.ui.showing import shown
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Elided, Scroll, Words, button, clear, row

_MOST_MATCHES = 3
_LONGEST = 200


class ChosenRow(Scroll):
    """Shows a row and asks what becomes of it.

    Signals:
        decided: the officer said so (Planned, a `Choice`, the record's identifier or None).
    """

    decided = Signal(object, str, object)

    def __init__(self, lookups: Lookups, parent: QWidget | None = None) -> None:
        super().__init__(margin=UNIT, gap=UNIT)
        self._lookups = lookups
        if parent is not None:
            self.setParent(parent)

    def show_row(self, planned: Planned | None, titles: dict[str, str]) -> None:
        """Show a row, or nothing."""
        clear(self.column)
        if planned is None:
            self.column.addWidget(Words(t("Choose a row to see what would change."), "muted"))
            return
        self.column.addWidget(Words(row_title(planned.row), "heading", copied=True))
        for one in planned.row.wrong:
            text = t("{column}: {problem}", column=one.heading, problem=one.text)
            self.column.addWidget(Words(text, "problem"))
        for lost in planned.row.lost:
            self.column.addWidget(Words(lost, "muted"))
        if planned.choice != "wrong":
            self.column.addWidget(self._decisions(planned))
        for match in planned.matches[:_MOST_MATCHES]:
            self._add_match(planned, match, titles)
        self._add_given(planned)
        self.column.addStretch(1)

    def _decisions(self, planned: Planned) -> QWidget:
        box = QWidget()
        flow = Flow(gap=UNIT)
        box.setLayout(flow)
        choices: list[tuple[Choice, str]] = [
            ("create", t("Take as new")),
            ("skip", t("Leave out")),
        ]
        for choice, words in choices:
            flow.addWidget(button(words, partial(self.decided.emit, planned, choice, None)))
        return box

    def _add_match(self, planned: Planned, match: Match, titles: dict[str, str]) -> None:
        name = titles.get(str(match.id), t("(not here)"))
        reasons = reason_words(match.reasons)
        self.column.addWidget(Words(t("May be {name}", name=name), "label"))
        self.column.addWidget(Words(reasons, "small"))
        line = row()
        choices: list[tuple[Choice, str]] = [
            ("fill", t("Fill in blanks")),
            ("update", t("Update")),
        ]
        for choice, words in choices:
            line.addWidget(button(words, partial(self.decided.emit, planned, choice, match.id)))
        line.addStretch(1)
        self.column.addLayout(line)
        if match.changes:
            self.column.addLayout(self._changes(planned.row.kind, match))

    def _changes(self, kind: str, match: Match) -> QGridLayout:
        grid = _grid()
        for line, change in enumerate(match.changes):
            field = KINDS[kind].fields[change.field]
            texts = [
                shown(field, v, {}, self._lookups.skills) for v in (change.before, change.after)
            ]
            before, after = (text[:_LONGEST] for text in texts)
            grid.addWidget(Words(label(field.label), "small"), line, 0)
            grid.addWidget(Words(f"{before or '–'}  →  {after}", copied=True), line, 1)
        return grid

    def _add_given(self, planned: Planned) -> None:
        self.column.addWidget(Words(t("As it stands in the file"), "label"))
        grid = _grid()
        given = ((heading, text) for heading, text in planned.row.given() if text)
        for line, (heading, text) in enumerate(given):
            grid.addWidget(Elided(heading, "small"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(text[:_LONGEST], copied=True), line, 1)
        self.column.addLayout(grid)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnMinimumWidth(0, 120)
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(UNIT)
    grid.setVerticalSpacing(4)
    return grid
