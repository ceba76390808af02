"""*Today*: the next meetings, what is due, what runs out, what has to be settled."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.i18n import day as day_words
from desk_app.i18n import n, number, t, told, weekday
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit
from desk_app.ui.shell.standing import notice_words
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.today.lines import expiry_line, meeting_line, task_line
from desk_app.ui.today.reading import Day, Entry, day
from desk_app.ui.words import Card, Scroll, Words, button, clear, column, row

if TYPE_CHECKING:
    from desk_app.ui.today.beyond import Beyond

Draws = Callable[[Day], Card]
_MOST = 8
"""How many lines a card shows; the rest is a number."""


class TodayPage(QWidget):
    """What an officer looks at first."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.day: Day | None = None
        self.beyond: Beyond | None = None
        self._turn = 0
        self._stale = False
        scroll = Scroll(width=1560, margin=3 * UNIT)
        self._inside = scroll.column
        column(self).addWidget(scroll)
        self.setFocusProxy(scroll)
        self._inside.addWidget(Words(t("Opening the desk …"), "muted"))
        kit.jobs.changed.connect(self._on_changed)
        kit.lookups.loaded.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read the day again."""
        today, skills = self._kit.clock().astimezone().date(), self._kit.lookups.skills
        self._kit.jobs.latest(
            self, "day", lambda desk: day(desk, today, skills), self._on_read, self._on_failed
        )

    @property
    def silence(self) -> int:
        """After how many days without contact somebody is named."""
        typed = self._kit.settings.read("silence", str(_SILENCE))
        return int(typed) if typed.isdecimal() else _SILENCE

    def wait_for(self, days: int) -> None:
        """Name people after so many days of silence from now on."""
        self._kit.settings.write("silence", str(days))
        self._read_beyond()

    def _read_beyond(self) -> None:
        """Read what may come a moment later: the day itself is on the screen already."""
        today, days = self._kit.clock().astimezone().date(), self.silence
        self._kit.jobs.latest(
            self,
            "beyond",
            lambda desk: _beyond(desk, today, days),
            self._on_beyond,
            self._on_failed,
        )

    def _on_changed(self, changes: Changes) -> None:
        if not changes.standing and not changes.kinds:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def _on_failed(self, error: DeskError) -> None:
        clear(self._inside)
        self._inside.addWidget(Words(told(error)))

    def _on_read(self, read: Day) -> None:
        self._read_beyond()
        if read != self.day:
            self.day = read
            self._draw_all(read)

    def _on_beyond(self, found: "Beyond") -> None:
        if found != self.beyond and self.day is not None:
            self.beyond = found
            self._draw_all(self.day)

    def _draw_all(self, read: Day) -> None:
        self._turn += 1
        clear(self._inside)
        self._inside.addLayout(self._head(read.today))
        for card in self._alerts(read):
            self._inside.addWidget(card)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        left, right = column(gap=2 * UNIT), column(gap=2 * UNIT)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        self._inside.addLayout(grid)
        self._inside.addStretch(1)
        cards: list[tuple[QVBoxLayout, Draws]] = [
            (left, self._meetings),
            (right, self._tasks),
            (left, self._expiring),
        ]
        if read.unreported:
            cards.insert(1, (left, self._unreported))
        if self.beyond is not None:
            cards += self._further(self.beyond, left, right)
        self._draw(read, self._turn, cards)

    def _further(
        self, found: "Beyond", left: QVBoxLayout, right: QVBoxLayout
    ) -> list[tuple[QVBoxLayout, Draws]]:
        """Return the cards about others; those with nothing to say are left out."""
        from desk_app.ui.today import others  # after the first card is drawn

        kit = self._kit
        cards: list[tuple[QVBoxLayout, Draws]] = []
        if found.replies:
            cards.append((right, lambda _day: others.replies_card(found, kit)))
        if found.referrals:
            cards.append((right, lambda _day: others.referrals_card(found, kit)))
        if found.offers:
            cards.append((right, lambda _day: others.offers_card(found, kit)))
        quiet = partial(others.quiet_card, found, kit, self.wait_for, self.silence)
        cards.append((left, lambda _day: quiet()))
        return cards

    def _draw(self, read: Day, turn: int, cards: list[tuple[QVBoxLayout, Draws]]) -> None:
        """Draw one card, and the rest in later turns of the loop, so that no key waits for all."""
        if turn != self._turn or not cards:
            return
        place, made = cards[0]
        place.addWidget(made(read), alignment=Qt.AlignmentFlag.AlignTop)
        QTimer.singleShot(0, self, lambda: self._draw(read, turn, cards[1:]))

    def _head(self, today: date) -> Any:
        head = row()
        words = column(gap=0)
        words.addWidget(Words(weekday(today), "muted", wrap=False))
        words.addWidget(Words(day_words(today), "title", wrap=False))
        head.addLayout(words, 1)
        new = partial(self._kit.ways.create.emit, "meeting", {})
        head.addWidget(button(t("New meeting"), new, picture="plus"), alignment=_BOTTOM)
        return head

    def _alerts(self, read: Day) -> list[Card]:
        standing, made = read.alerts, list[Card]()
        if standing.disputes or standing.refusals:
            texts = [
                n(
                    "{count} field was changed here and elsewhere: you decide.",
                    "{count} fields were changed here and elsewhere: you decide.",
                    standing.disputes,
                )
                if standing.disputes
                else "",
                n(
                    "The ministry did not take {count} change.",
                    "The ministry did not take {count} changes.",
                    standing.refusals,
                )
                if standing.refusals
                else "",
            ]
            made.append(self._alert(" ".join(filter(None, texts)), t("Settle")))
        if words := notice_words(standing.notice):
            made.append(self._alert(words, t("See")))
        if standing.problem:
            made.append(self._alert(t(standing.problem), t("See")))
        return made

    def _alert(self, text: str, action: str) -> Card:
        card = Card("notice")
        line = row()
        line.addWidget(Words(text), 1)
        line.addWidget(button(action, partial(self._kit.ways.section.emit, "exchange")))
        card.column.addLayout(line)
        return card

    def _meetings(self, read: Day) -> Card:
        card = _titled(t("Next meetings"), len(read.meetings))
        if not read.meetings:
            card.column.addWidget(Words(t("No meeting in the next two weeks."), "muted"))
        for entry in read.meetings[:_MOST]:
            card.column.addWidget(meeting_line(entry, read.today, self._kit))
        return card

    def _unreported(self, read: Day) -> Card:
        card = _titled(t("Held, and nothing written down yet"), len(read.unreported))
        for entry in read.unreported[:4]:
            card.column.addWidget(meeting_line(entry, read.today, self._kit, held=True))
        return card

    def _tasks(self, read: Day) -> Card:
        found = [*read.overdue, *read.due]
        card = _titled(t("Promises and tasks"), len(found))
        if not found:
            card.column.addWidget(Words(t("Nothing is due in the next two weeks."), "muted"))
        for entry in found[:_MOST]:
            card.column.addWidget(task_line(entry, read.today, self._kit))
        _more(card, found)
        return card

    def _expiring(self, read: Day) -> Card:
        card = _titled(t("Running out"), len(read.expiring))
        if not read.expiring:
            words = t("No fact, certificate, capacity or consent runs out soon.")
            card.column.addWidget(Words(words, "muted"))
        for entry in read.expiring[:_MOST]:
            card.column.addWidget(expiry_line(entry, read.today, self._kit))
        _more(card, read.expiring)
        return card


def _beyond(desk: DeskStore, today: date, silence: int) -> "Beyond":
    from desk_app.ui.today.beyond import beyond  # not needed for the first card

    return beyond(desk, today, silence)


def _titled(title: str, count: int) -> Card:
    card = Card()
    line = row()
    line.addWidget(Words(title, "large", wrap=False))
    if count:
        line.addWidget(Words(number(count), "small", wrap=False))
    line.addStretch(1)
    card.column.addLayout(line)
    card.column.setSpacing(4)
    return card


def _more(card: Card, entries: list[Entry] | tuple[Entry, ...]) -> None:
    if len(entries) > _MOST:
        card.column.addWidget(Words(t("and {count} more", count=len(entries) - _MOST), "small"))


_SILENCE = 60
_BOTTOM = Qt.AlignmentFlag.AlignBottom
