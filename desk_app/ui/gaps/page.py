"""*Gaps*: heads that nobody could offer, by skill and time, beside what is trained for them."""

from datetime import date

from PySide6.QtWidgets import QWidget

from desk_app.domain.gaps import Figure
from desk_app.domain.kinds.gap import Cohort
from desk_app.domain.kinds.lists import LEVELS
from desk_app.i18n import digits, label, month, number, short_day, t
from desk_app.ui.charts import Bar, Bars, Part
from desk_app.ui.gaps.reading import Gaps, gaps
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.showing import skill_name, worded
from desk_app.ui.tables import Table
from desk_app.ui.words import Card, Scroll, Words, clear, column

_KINDS = ("shortfall", "cohort", "skill")
_BARS = 12
_LEVELS = {choice.code: choice.label for choice in LEVELS}


class GapsPage(QWidget):
    """Shows what is missing, and who answers it."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.read: Gaps | None = None
        scroll = Scroll(width=1560)
        column(self).addWidget(scroll)
        self.setFocusProxy(scroll)
        scroll.column.addWidget(Words(t("Skills nobody could offer"), "title"))
        self._about = Words("", "muted")
        scroll.column.addWidget(self._about)
        self._cards = column(gap=16)
        scroll.column.addLayout(self._cards)
        scroll.column.addStretch(1)
        keep(self, kit, _KINDS, gaps, self._show)
        kit.lookups.loaded.connect(self._draw)

    def _show(self, read: Gaps) -> None:
        self.read = read
        self._draw()

    def _draw(self) -> None:
        if self.read is None:
            return
        self._about.setText(_about(self.read))
        clear(self._cards)
        self._cards.addWidget(self._figures_card(self.read))
        if self.read.cohorts:
            self._cards.addWidget(self._cohorts_card(self.read))

    def _figures_card(self, read: Gaps) -> Card:
        card = Card()
        if not read.figures:
            none = t("No shortfall has been told yet. A consortium that is kept tells its own.")
            card.column.addWidget(Words(none, "muted"))
            return card
        card.column.addWidget(Words(t("Heads missing, by skill"), "heading"))
        card.column.addWidget(Bars(t("Heads missing, by skill"), self._bars(read)))
        headings = [t("Skill"), t("Level"), t("Period"), t("Answered by"), t("Heads")]
        headings += [t("Missions")] if read.everywhere else []
        rows = [self._line(figure, read) for figure in read.figures]
        card.column.addWidget(Table(t("Heads missing"), headings, rows, words=4))
        return card

    def _bars(self, read: Gaps) -> list[Bar]:
        """One bar a skill: the most that is missing of it in one period."""
        most: dict[str, int] = {}
        for figure in read.figures:
            most[figure.skill] = max(most.get(figure.skill, 0), figure.heads)
        ranked = sorted(most.items(), key=lambda pair: (-pair[1], pair[0]))[:_BARS]
        return [
            Bar(self._skill(skill), (Part(heads),), number(heads))
            for skill, heads in ranked
            if heads
        ]

    def _line(self, figure: Figure, read: Gaps) -> list[str]:
        answered = ", ".join(_briefly(record.content) for record in read.answers(figure))
        heads = digits(figure.band) if figure.band else number(figure.heads)
        line = [
            self._skill(figure.skill),
            label(_LEVELS[figure.level]) if figure.level in _LEVELS else t("any"),
            _period(figure.period),
            answered,
            heads,
        ]
        return [*line, number(figure.missions) if figure.missions else "–"][: 5 + read.everywhere]

    def _cohorts_card(self, read: Gaps) -> Card:
        card = Card()
        card.column.addWidget(Words(t("What training bodies answered"), "heading"))
        for record in read.cohorts:
            cohort = record.content
            card.column.addWidget(Words(f"{self._skill(cohort.skill)}: {_cohort(cohort)}"))
            said = worded(cohort, "text")
            if said:
                card.column.addWidget(Words(said, "small"))
        return card

    def _skill(self, code: str) -> str:
        return skill_name(code, self._kit.lookups.skills)


def _period(written: str) -> str:
    """Say 2027-03 as the month it is; quarters and years stand as they are."""
    try:
        return month(date.fromisoformat(f"{written}-01"))
    except ValueError:
        return digits(written)


def _about(read: Gaps) -> str:
    if read.everywhere:
        return t(
            "Told by all missions. What fewer than three tellings of two missions make up is put "
            "together with its like, or given as a band, so that no client can be inferred."
        )
    return t("What this desk told the ministry, month by month, without naming any client.")


def _briefly(cohort: Cohort) -> str:
    when = short_day(cohort.certified) if cohort.certified else ""
    return t("{count} by {day}", count=number(cohort.heads or 0), day=when)


def _cohort(cohort: Cohort) -> str:
    when = short_day(cohort.certified) if cohort.certified else ""
    words = t("{count} certified by {day}", count=number(cohort.heads or 0), day=when)
    return f"{words} ({cohort.body})" if cohort.body else words
