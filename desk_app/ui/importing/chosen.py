"""One row of an import: what it says, whom it may be, what would change, and the decision."""

from functools import partial
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QPushButton, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.exchange.planning import Choice, Match, Planned
from desk_app.i18n import label, said, t
from desk_app.ui.forms.chips import Flow
from desk_app.ui.forms.pictures import thumbnail
from desk_app.ui.importing.words import given_words, wrong_words
from desk_app.ui.lookups import Lookups
from desk_app.ui.merging.words import reason_words, sure_words
from desk_app.ui.showing import shown
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Elided, Scroll, Words, button, clear, row

_MOST_MATCHES = 3
_LONGEST = 200
_PHOTO = 56
_NEW: tuple[Choice, ...] = ("create", "join")
_BEHIND = ("photo", "card")
"""Fields that a person shows otherwise, or not at all."""


class Chosen(Struct, frozen=True):
    """A row as it is decided now: its title, its choice, and which record it is then.

    `names` are those of records, by identifier as text.
    """

    planned: Planned
    title: str
    choice: Choice
    target: UUID | None
    names: dict[str, str]


class ChosenRow(Scroll):
    """Shows a row and asks what becomes of it.

    Signals:
        decided: the officer said so (Planned, a `Choice`, the record's identifier or None).
    """

    decided = Signal(object, str, object)

    def __init__(self, lookups: Lookups, parent: QWidget | None = None) -> None:
        super().__init__(margin=UNIT, gap=UNIT)
        self._lookups = lookups
        self.ways: list[QPushButton] = []
        if parent is not None:
            self.setParent(parent)

    def show_row(self, chosen: Chosen | None) -> None:
        """Show a row, or nothing."""
        clear(self.column)
        self.ways = []
        if chosen is None:
            self.column.addWidget(Words(t("Choose a row to see what would change."), "muted"))
            return
        planned = chosen.planned
        self.column.addLayout(self._head(chosen))
        for problem in wrong_words(planned.row):
            self.column.addWidget(Words(problem, "problem"))
        for lost in planned.row.lost:
            self.column.addWidget(Words(said(lost), "problem"))
        for match in planned.matches[:_MOST_MATCHES]:
            self._add_match(chosen, match)
        if planned.choice != "wrong":
            self._add_ways(self._others(chosen))
        if chosen.choice in _NEW:
            self._add_saved(chosen)
        self._add_given(planned)
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _head(self, chosen: Chosen) -> QLayout:
        line = row(gap=UNIT + 4)
        picture = thumbnail(str(chosen.planned.row.fields.get("photo") or ""))
        if not picture.isNull():
            face = QLabel()
            face.setPixmap(
                picture.scaledToHeight(_PHOTO, Qt.TransformationMode.SmoothTransformation)
            )
            face.setAccessibleName(t("Picture"))
            line.addWidget(face)
        line.addWidget(Words(chosen.title, "heading", copied=True), 1)
        return line

    def _others(self, chosen: Chosen) -> list[QPushButton]:
        """Return the ways that need no record: as new, or not at all."""
        choices: list[tuple[Choice, str]] = [
            ("create", t("Take as new")),
            ("skip", t("Leave out")),
        ]
        return [
            self._way(words, chosen, choice, None, chosen.choice == choice)
            for choice, words in choices
        ]

    def _way(
        self, words: str, chosen: Chosen, choice: Choice, target: UUID | None, so: bool
    ) -> QPushButton:
        made = button(words, partial(self.decided.emit, chosen.planned, choice, target))
        made.setCheckable(True)
        made.setChecked(so)
        self.ways.append(made)
        return made

    def _add_ways(self, ways: list[QPushButton]) -> None:
        box = QWidget()
        flow = Flow(gap=UNIT)
        box.setLayout(flow)
        for way in ways:
            flow.addWidget(way)
        self.column.addWidget(box)

    def _add_match(self, chosen: Chosen, match: Match) -> None:
        name = chosen.names.get(str(match.id), t("(not here)"))
        self.column.addWidget(Words(t("May be {name}", name=name), "label"))
        why = f"{sure_words(match.confidence)}: {reason_words(match.reasons)}"
        self.column.addWidget(Words(why, "small"))
        choices: list[tuple[Choice, str]] = [
            ("fill", t("Fill in blanks")),
            ("update", t("Update")),
        ]
        is_it = match.id == (chosen.target or chosen.planned.matches[0].id)
        self._add_ways(
            [
                self._way(words, chosen, choice, match.id, is_it and chosen.choice == choice)
                for choice, words in choices
            ]
        )
        if match.changes:
            self.column.addLayout(self._changes(chosen, match))
        else:
            self.column.addWidget(Words(t("Nothing would change: it says the same."), "small"))

    def _changes(self, chosen: Chosen, match: Match) -> QGridLayout:
        grid = _grid()
        kind, skills = KINDS[chosen.planned.row.kind], self._lookups.skills
        for line, change in enumerate(match.changes):
            field = kind.fields[change.field]
            values = (change.before, change.after)
            texts = [shown(field, v, chosen.names, skills)[:_LONGEST] for v in values]
            grid.addWidget(Words(label(field.label), "small"), line, 0, Qt.AlignmentFlag.AlignTop)
            words = f"{texts[0] or t('(empty)')}  →  {texts[1] or t('(empty)')}"
            grid.addWidget(Words(words, copied=True), line, 1)
        return grid

    def _add_saved(self, chosen: Chosen) -> None:
        """Show a new record as it would be: what no field takes stands in its notes."""
        row = chosen.planned.row
        names = {**chosen.names, **{str(id): name for id, name in row.firms}}
        said = [
            (label(field.label), shown(field, row.fields.get(name), names, self._lookups.skills))
            for name, field in KINDS[row.kind].fields.items()
            if name not in _BEHIND
        ]
        jobs = [", ".join(filter(None, (job.role, job.org))) for job in row.jobs]
        said += [(label(KINDS["position"].label), job) for job in jobs]
        self._add_lines(t("As it will be saved"), said)

    def _add_given(self, planned: Planned) -> None:
        self._add_lines(t("As it stands in the file"), given_words(planned.row))

    def _add_lines(self, head: str, lines: list[tuple[str, str]]) -> None:
        self.column.addWidget(Words(head, "label"))
        grid = _grid()
        for line, (heading, text) in enumerate(one for one in lines if one[1]):
            grid.addWidget(Elided(heading, "small"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(text[:_LONGEST], copied=True), line, 1)
        self.column.addLayout(grid)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnMinimumWidth(0, 140)
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(UNIT)
    grid.setVerticalSpacing(4)
    return grid
