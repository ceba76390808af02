"""*Proposals*: by state, what wants something of the officer first, replies beneath."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.proposal import Proposal
from desk_app.i18n import label, n, number, short_day, t
from desk_app.ui.country.reading import Asked
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.proposals.reading import ORDER, STATES, Correspondence, Entry, correspondence
from desk_app.ui.proposals.thread import add_replies, step_words, steps
from desk_app.ui.showing import worded
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Scroll, Words, button, clear, column, row, rule

_MOST = 20
"""How many proposals of a state are shown; the list has all."""


class ProposalsPage(QWidget):
    """Shows proposals and questions with what Dhaka replied."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.read: Correspondence | None = None
        scroll = Scroll(width=1560)
        column(self).addWidget(scroll)
        self.setFocusProxy(scroll)
        head = row()
        head.addWidget(Words(label(KINDS["proposal"].plural), "title", wrap=False), 1)
        new = partial(kit.ways.create.emit, "proposal", {})
        head.addWidget(button(t("New proposal"), new, picture="plus", hint="Ctrl+N"))
        scroll.column.addLayout(head)
        self._inside = column(gap=2 * UNIT)
        scroll.column.addLayout(self._inside)
        scroll.column.addStretch(1)
        keep(self, kit, ("proposal", "reply", "question"), correspondence, self._show)

    def _show(self, read: Correspondence) -> None:
        self.read = read
        clear(self._inside)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        left, right = column(gap=2 * UNIT), column(gap=2 * UNIT)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        self._inside.addLayout(grid)
        for state in ORDER:
            if found := read.in_state(state):
                left.addWidget(self._state(state, found))
        if not read.entries:
            card = Card()
            words = t("No proposals yet. Ctrl+N writes the first one.")
            card.column.addWidget(Words(words, "muted"))
            left.addWidget(card)
        left.addStretch(1)
        right.addWidget(self._questions(read.questions))
        right.addStretch(1)

    def _state(self, state: str, found: tuple[Entry, ...]) -> Card:
        card = Card("notice" if state == "returned" else "true")
        head = row()
        head.addWidget(Words(label(STATES[state].label), "large", wrap=False))
        head.addWidget(Words(number(len(found)), "small", wrap=False))
        head.addStretch(1)
        card.column.addLayout(head)
        for place, entry in enumerate(found[:_MOST]):
            if place:
                card.column.addWidget(rule())
            self._entry(card, entry)
        return card

    def _entry(self, card: Card, entry: Entry) -> None:
        record = entry.proposal
        line = row()
        words = column(gap=0)
        go = partial(self._kit.ways.record.emit, "proposal", record.id)
        way = button(_named(record.content), go, look="link")
        words.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
        words.addWidget(Words(_detail(record.content), "small"))
        if (chip := self._deadline(record.content)) is not None:
            words.addWidget(chip, alignment=Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        for action in steps(entry, self._kit):
            line.addWidget(action, alignment=Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(line)
        add_replies(card, entry)

    def _deadline(self, proposal: Proposal) -> Chip | None:
        if proposal.deadline is None or proposal.state not in ("draft", "returned"):
            return None
        days = (proposal.deadline - self._today()).days
        if days < 0:
            return Chip(n("{count} day late", "{count} days late", -days), "alert")
        words = t("Until {day}", day=short_day(proposal.deadline))
        return Chip(words, "notice" if days <= _SOON else "plain")

    def _questions(self, questions: tuple[Asked, ...]) -> Card:
        card = Card()
        card.column.addWidget(Words(t("Questions to the ministry"), "large"))
        if not questions:
            card.column.addWidget(Words(t("Nothing was asked."), "muted"))
        for asked in questions[:_MOST]:
            go = partial(self._kit.ways.record.emit, "question", asked.question.id)
            way = button(asked.question.content.text, go, look="link")
            card.column.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
            card.column.addWidget(Words(_answer(asked), "small", copied=True))
        return card

    def _today(self) -> date:
        return self._kit.clock().astimezone().date()


def _named(proposal: Proposal) -> str:
    return worded(proposal, "name")


def _detail(proposal: Proposal) -> str:
    form = label(KINDS["proposal"].fields["form"].choice(proposal.form))
    return "  ·  ".join(part for part in (form, step_words(proposal)) if part)


def _answer(asked: Asked) -> str:
    if asked.reply is None:
        return t("No answer yet.")
    reply = asked.reply.content
    text = worded(reply, "text")
    return t("Dhaka, {day}: {text}", day=short_day(reply.on) if reply.on else "", text=text)


_SOON = 7
