"""*Can Bangladesh deliver this?* Consortia proposed, kept, and asked one by one."""

from functools import partial
from uuid import UUID

import msgspec
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desk_app.domain.acts import Act
from desk_app.domain.errors import DeskError
from desk_app.i18n import digits, language, n, t, told
from desk_app.matching.delivering import Delivery, Gathered, Wish, delivered, gathered
from desk_app.ui.demands.proposed import ProposalCard, months_card, uncovered_table
from desk_app.ui.demands.versions import VersionsCard
from desk_app.ui.desk import DeskStore
from desk_app.ui.forms.chips import Flow
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Words, button, clear, column, row

_MOST_FIRMS = 12


class Composer(QWidget):
    """Asks the program again whenever a wish changes; the answer is computed beside the lane."""

    def __init__(self, demand: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._demand = demand
        self._turn = 0
        self.wish = Wish()
        self.delivery: Delivery | None = None
        self.most = QComboBox()
        self.most.setAccessibleName(t("How many firms at most"))
        self.most.addItem(t("Any number of firms"), 0)
        for count in range(1, _MOST_FIRMS + 1):
            self.most.addItem(n("{count} firm at most", "{count} firms at most", count), count)
        self.most.activated.connect(self._on_most)
        self._wishes = Flow(gap=6)
        self._inside = column(gap=2 * UNIT)
        page = column(self, gap=2 * UNIT)
        page.addLayout(self._head())
        page.addLayout(self._wishes)
        page.addLayout(self._inside)
        page.addWidget(VersionsCard(demand, kit))
        self.compose()

    def compose(self) -> None:
        """Read what there is now and compose anew."""
        self._turn += 1
        clear(self._inside)
        self._inside.addWidget(Words(t("Asking what the firms can do …"), "muted"))
        turn, demand = self._turn, self._demand
        self._kit.jobs.latest(
            self,
            "gathered",
            lambda desk: gathered(desk, demand),
            partial(self._on_gathered, turn),
            self._on_failed,
        )

    def keep(self, place: int) -> None:
        """Keep a proposal as the next version, and file what stays uncovered."""
        delivery, spoken = self.delivery, language()
        if delivery is None:
            return

        def work(desk: DeskStore) -> Act:
            from desk_app.matching.keeping import kept

            return kept(desk, delivery, desk.new_id, place=place, language=spoken)

        self._kit.jobs.read(self, work, self._on_act, self._on_failed)

    def _on_act(self, act: Act) -> None:
        named = t("Keep a consortium")
        self._kit.acts.do(self, msgspec.structs.replace(act, label=named), self._on_failed)

    def _head(self) -> QHBoxLayout:
        line = row()
        line.addWidget(Words(t("Can Bangladesh deliver this?"), "large"), 1)
        line.addWidget(self.most)
        line.addWidget(button(t("Compose again"), self.compose, picture="undo"))
        brief = partial(self._kit.ways.brief.emit, self._demand)
        line.addWidget(button(t("Brief"), brief, picture="brief"))
        return line

    def _on_gathered(self, turn: int, known: Gathered) -> None:
        wish, today = self.wish, self._kit.clock().astimezone().date()
        self._kit.jobs.aside(
            self,
            lambda: delivered(known, wish, today=today) if turn == self._turn else None,
            partial(self._on_delivered, turn),
            self._on_failed,
        )

    def _on_delivered(self, turn: int, delivery: Delivery | None) -> None:
        if delivery is None or turn != self._turn:
            return
        self.delivery = delivery
        clear(self._inside)
        self._draw_wishes(delivery)
        answer = delivery.answer
        if answer.remarks:
            said = digits("\n".join(delivery.sentences(answer.remarks, language())))
            self._inside.addWidget(Words(said, "muted", copied=True))
        if not answer.proposals:
            self._inside.addWidget(self._nobody(delivery))
            return
        side = row(gap=UNIT)
        for place in range(len(answer.proposals)):
            card = ProposalCard(delivery, place, self.wish.pinned)
            card.wished.connect(self._on_wished)
            card.kept.connect(self.keep)
            card.chosen.connect(self._on_chosen)
            side.addWidget(card, 1)
        self._inside.addLayout(side)
        self._months = column()
        self._inside.addLayout(self._months)
        self._on_chosen(0)

    def _nobody(self, delivery: Delivery) -> Card:
        card = Card("notice")
        card.column.addWidget(Words(t("No firm can be proposed."), "heading"))
        gaps = delivery.answer.uncovered
        card.column.addWidget(uncovered_table(delivery, gaps))
        if gaps:
            slip = button(t("File the shortfall"), partial(self.keep, 0), look="main")
            line = row()
            line.addWidget(slip)
            line.addStretch(1)
            card.column.addLayout(line)
        return card

    def _on_chosen(self, place: int) -> None:
        if self.delivery is not None:
            clear(self._months)
            self._months.addWidget(months_card(self.delivery, place))

    def _on_wished(self, firm: UUID, how: str) -> None:
        pinned, barred = self.wish.pinned, self.wish.barred
        if how == "pinned":
            pinned, barred = pinned ^ {firm}, barred - {firm}
        else:
            pinned, barred = pinned - {firm}, barred | {firm}
        self._wish(msgspec.structs.replace(self.wish, pinned=pinned, barred=barred))

    def _on_most(self, place: int) -> None:
        count = int(self.most.itemData(place)) or None
        self._wish(msgspec.structs.replace(self.wish, max_firms=count))

    def _wish(self, wish: Wish) -> None:
        self.wish = wish
        self.compose()

    def _draw_wishes(self, delivery: Delivery) -> None:
        clear(self._wishes)
        for firm in sorted(self.wish.pinned):
            words = t("Must take part: {name}", name=delivery.name(firm, language()))
            self._wishes.addWidget(self._taken_back(firm, words))
        for firm in sorted(self.wish.barred):
            words = t("Left out: {name}", name=delivery.name(firm, language()))
            self._wishes.addWidget(self._taken_back(firm, words))

    def _taken_back(self, firm: UUID, words: str) -> QWidget:
        return button(words, partial(self._forget, firm), look="quiet", picture="close")

    def _forget(self, firm: UUID) -> None:
        wish = self.wish
        self._wish(
            msgspec.structs.replace(wish, pinned=wish.pinned - {firm}, barred=wish.barred - {firm})
        )

    def _on_failed(self, error: DeskError) -> None:
        clear(self._inside)
        self._inside.addWidget(Words(told(error), "problem"))
