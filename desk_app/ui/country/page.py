"""*Country*: what may be said of one, what is wanted of it, and how the desk stands there."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.fact import TOPICS
from desk_app.domain.kinds.result import Win
from desk_app.domain.places import country_name
from desk_app.domain.records import Record
from desk_app.i18n import label, number, short_day, t
from desk_app.ui.country.facts import strategy_card, topic_card
from desk_app.ui.country.reading import COUNTED, Land, land
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.showing import worded
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Scroll, Words, button, clear, column, row

_KINDS = ("fact", "strategy", "firm", "hub", "demand", "win", "question", "reply", "person")
_MOST = 8


class CountryPage(QWidget):
    """Shows one country; the desk's own at first."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.land: Land | None = None
        self._code = kit.lookups.home or "BD"
        self.choice = QComboBox()
        self.choice.setAccessibleName(t("Country"))
        self.choice.setMinimumWidth(220)
        self.choice.activated.connect(self._on_chosen)
        scroll = Scroll(width=1560)
        column(self).addWidget(scroll)
        self.setFocusProxy(self.choice)
        head = row()
        self.title = Words("", "title", wrap=False)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.choice)
        add = partial(self._new, "fact")
        head.addWidget(button(t("New fact"), add, picture="plus"))
        self.brief = button(t("Brief"), self._on_brief, look="main", picture="brief")
        head.addWidget(self.brief)
        scroll.column.addLayout(head)
        self._inside = column(gap=2 * UNIT)
        scroll.column.addLayout(self._inside)
        scroll.column.addStretch(1)
        self._keeper = keep(self, kit, _KINDS, lambda desk: land(desk, self._code), self._show)
        kit.lookups.loaded.connect(self._on_lookups)

    def show_country(self, code: str) -> None:
        """Show another country."""
        self._code = code
        self._keeper.reload()

    def _on_lookups(self) -> None:
        if self.land is None and self._kit.lookups.home:
            self.show_country(self._kit.lookups.home)

    def _on_chosen(self, place: int) -> None:
        self.show_country(str(self.choice.itemData(place)))

    def _on_brief(self) -> None:
        if self.land is not None and self.land.id is not None:
            self._kit.ways.brief.emit(self.land.id)

    def _new(self, kind: str) -> None:
        self._kit.ways.create.emit(kind, {"fields": {"country": self._code}, "names": {}})

    def _show(self, read: Land) -> None:
        self.land = read
        self.title.setText(label(country_name(read.code)))
        self._offer(read)
        self.brief.setVisible(read.id is not None)
        clear(self._inside)
        today = self._kit.clock().astimezone().date()
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        left, right = column(gap=2 * UNIT), column(gap=2 * UNIT)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        self._inside.addLayout(grid)
        for card in self._facts(read, today):
            left.addWidget(card)
        left.addStretch(1)
        right.addWidget(self._standing(read))
        for plan in read.strategies:
            right.addWidget(strategy_card(plan, read.asked.get(plan.id), today, self._kit))
        right.addStretch(1)

    def _offer(self, read: Land) -> None:
        self.choice.clear()
        for code in sorted(read.countries, key=lambda code: label(country_name(code))):
            self.choice.addItem(label(country_name(code)), code)
        self.choice.setCurrentIndex(self.choice.findData(read.code))

    def _facts(self, read: Land, today: date) -> list[Card]:
        cards = [topic_card(topic, read, today, self._kit) for topic in TOPICS]
        found = [card for card in cards if card is not None]
        if not found:
            card = Card()
            card.column.addWidget(Words(t("No facts about this country yet."), "muted"))
            return [card]
        return found

    def _standing(self, read: Land) -> Card:
        card = Card()
        card.column.addWidget(Words(t("The desk here"), "large"))
        for kind in COUNTED:
            line = row()
            line.addWidget(Words(label(KINDS[kind].plural), wrap=False), 1)
            line.addWidget(Words(number(read.counts.get(kind, 0)), "heading", wrap=False))
            card.column.addLayout(line)
        self._listed(card, t("Open demands"), read.live, read)
        self._listed(card, t("Won"), read.wins, read)
        self._listed(card, t("Lost here, or to here"), read.lost, read)
        return card

    def _listed(
        self, card: Card, title: str, found: Sequence[Record[Demand | Win]], read: Land
    ) -> None:
        line = row()
        line.addWidget(Words(title, "heading", wrap=False), 1)
        line.addWidget(Words(number(len(found)), "heading", wrap=False))
        card.column.addLayout(line)
        for record in found[:_MOST]:
            go = partial(self._kit.ways.record.emit, record.kind, record.id)
            way = button(_named(record.content), go, look="link")
            card.column.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
            if under := _detail(record.content, read):
                card.column.addWidget(Words(under, "small"))


def _named(content: Demand | Win) -> str:
    return worded(content, "name")


def _detail(content: Demand | Win, read: Land) -> str:
    parts = [read.names.get(str(content.client), "")]
    fields = KINDS["demand"].fields
    if isinstance(content, Win):
        parts.append(short_day(content.on) if content.on else "")
    elif content.stage == "lost":
        parts.append(label(fields["lost_reason"].choice(content.lost_reason)))
        parts.append(label(country_name(content.lost_to)) if content.lost_to else "")
    else:
        parts.append(label(fields["stage"].choice(content.stage)))
    return "  ·  ".join(part for part in parts if part)
