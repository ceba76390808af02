"""Proposed consortia side by side, and one of them month by month."""

from collections.abc import Iterable
from functools import partial
from typing import Literal
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.i18n import MONTHS, digits, label, language, number, t
from desk_app.matching.delivering import Delivery, most_at_once
from desk_app.matching.proposals import Gap, Proposal
from desk_app.ui.charts import Bar, Bars, Part
from desk_app.ui.tables import Table
from desk_app.ui.words import Card, Words, button, column, row, tool

Wished = Literal["pinned", "barred"]


class ProposalCard(Card):
    """One proposal: lead, firms, what is covered, why, and what it risks.

    Signals:
        wished: the officer wants a firm to take part or to be left out (firm, how).
        chosen: the months of this one are wanted (its place).
        kept: this one is to be kept (its place).
    """

    wished = Signal(object, str)
    chosen = Signal(int)
    kept = Signal(int)

    def __init__(self, delivery: Delivery, place: int, pinned: frozenset[UUID]) -> None:
        super().__init__()
        self._delivery = delivery
        self._place = place
        proposal = delivery.answer.proposals[place]
        title = t("Proposal {number}", number=place + 1)
        self.setAccessibleName(title)
        self.column.addWidget(Words(title, "large"))
        self.column.addWidget(_covered(proposal))
        for firm in proposal.firms:
            self.column.addWidget(self._firm(firm, proposal, pinned))
        self._say(t("Why"), delivery.sentences(proposal.why, language()))
        self._say(t("Risks"), delivery.sentences(proposal.risks, language()))
        self.column.addStretch(1)
        keep = button(t("Keep this version"), partial(self.kept.emit, place), look="main")
        keep.setAccessibleName(f"{t('Keep this version')}: {title}")
        months = button(t("Month by month"), partial(self.chosen.emit, place), look="quiet")
        months.setAccessibleName(f"{t('Month by month')}: {title}")
        self.column.addWidget(keep)
        self.column.addWidget(months)

    def _firm(self, firm: UUID, proposal: Proposal, pinned: frozenset[UUID]) -> QWidget:
        box = QWidget()
        line = row(box, gap=4)
        name = self._delivery.name(firm, language())
        heads = most_at_once(self._delivery, self._place, firm)
        words = column(gap=0)
        words.addWidget(Words(name, "heading" if firm == proposal.lead else "body"))
        role = t("leads, {heads} heads", heads=heads) if firm == proposal.lead else ""
        words.addWidget(Words(role or t("{heads} heads", heads=heads), "small"))
        line.addLayout(words, 1)
        pin = self._switch(t("Must take part: {name}", name=name), "check", firm, "pinned")
        pin.setCheckable(True)
        pin.setChecked(firm in pinned)
        line.addWidget(pin)
        line.addWidget(self._switch(t("Leave out: {name}", name=name), "close", firm, "barred"))
        return box

    def _switch(self, words: str, picture: str, firm: UUID, how: Wished) -> QToolButton:
        return tool(words, picture, partial(self.wished.emit, firm, how))

    def _say(self, title: str, sentences: Iterable[str]) -> None:
        said = digits("\n".join(sentences))
        if said:
            self.column.addWidget(Words(title, "label"))
            self.column.addWidget(Words(said, copied=True))


def _covered(proposal: Proposal) -> Bars:
    bars = [_share_bar(t("Must"), proposal.must.covered, proposal.must.asked)]
    if proposal.nice.asked:
        bars.append(_share_bar(t("Nice to have"), proposal.nice.covered, proposal.nice.asked))
    return Bars(t("Covered, in head-months"), bars)


def _share_bar(name: str, covered: int, asked: int) -> Bar:
    share = 100 * covered // asked if asked else 0
    parts = (Part(covered), Part(max(0, asked - covered), "empty"))
    return Bar(name, parts, f"{number(share)} %")


def months_card(delivery: Delivery, place: int) -> Card:
    """Return the heads of a proposal by firm, line and month, and what stays uncovered."""
    proposal = delivery.answer.proposals[place]
    card = Card()
    title = t("Proposal {number}, month by month", number=place + 1)
    card.column.addWidget(Words(title, "large"))
    heads = proposal.heads()
    gaps = uncovered_heads(proposal.uncovered)
    months = sorted({m for _f, _l, m in heads} | {m for _name, m in _keys(gaps)})
    rows: list[list[str]] = []
    for firm, line in dict.fromkeys((firm, line) for firm, line, _month in heads):
        cells = [_figure(heads.get((firm, line, month), 0)) for month in months]
        rows.append([delivery.name(firm, language()), _line_words(delivery, line), *cells])
    heading = [t("Firm"), t("Line"), *(month_words(month) for month in months)]
    card.column.addWidget(Table(title, heading, rows, words=2, wide=True))
    card.column.addWidget(Words(t("What stays uncovered"), "heading"))
    card.column.addWidget(uncovered_table(delivery, proposal.uncovered))
    return card


def uncovered_table(delivery: Delivery, gaps: Iterable[Gap]) -> QWidget:
    """Return the heads nobody covers, by line and month; a sentence where all is covered."""
    heads = uncovered_heads(gaps)
    if not heads:
        return Words(t("Nothing: everything is covered."), "muted")
    months = sorted({month for _line, month in _keys(heads)})
    rows = [
        [_line_words(delivery, line), *(_figure(of.get(month, 0)) for month in months)]
        for line, of in heads.items()
    ]
    heading = [t("Line"), *(month_words(month) for month in months)]
    return Table(t("What stays uncovered"), heading, rows, wide=True)


def uncovered_heads(gaps: Iterable[Gap]) -> dict[UUID, dict[str, int]]:
    """Return the heads nobody covers by line and month."""
    heads: dict[UUID, dict[str, int]] = {}
    for gap in gaps:
        of = heads.setdefault(gap.line, {})
        of[gap.month] = of.get(gap.month, 0) + gap.heads
    return heads


def _keys(heads: dict[UUID, dict[str, int]]) -> list[tuple[UUID, str]]:
    return [(line, month) for line, of in heads.items() for month in of]


def _figure(heads: int) -> str:
    return number(heads) if heads else "·"


def _line_words(delivery: Delivery, line: UUID) -> str:
    content = delivery.line(line)
    level = KINDS["demand_line"].fields["level"].choice(content.level)
    parts = [delivery.skill(content.skill, language()), label(level) if content.level else ""]
    return " · ".join(part for part in parts if part)


def month_words(month: str) -> str:
    """Write a month (2027-03) in little room."""
    name = MONTHS[language()][int(month[5:7]) - 1]
    return digits(f"{name if language() == 'bn' else name[:3]} {month[2:4]}")
