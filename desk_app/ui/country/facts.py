"""Facts and strategies of a country as they are read: with source, age, and what may be done."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.fields import Choice
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.dossier import Strategy
from desk_app.domain.kinds.fact import Fact
from desk_app.domain.records import Record
from desk_app.domain.registry import plain
from desk_app.i18n import label, language, short_day, t
from desk_app.ui.asking import ask_button
from desk_app.ui.charts import Hatching
from desk_app.ui.country.reading import Asked, Land
from desk_app.ui.forms.chips import Flow
from desk_app.ui.kit import Kit
from desk_app.ui.showing import worded
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Chip, Words, button, column, row


def topic_card(topic: Choice, land: Land, today: date, kit: Kit) -> Card | None:
    """Return the facts of one topic, or None where there are none."""
    facts = [fact for fact in land.facts if fact.content.topic == topic.code]
    if not facts:
        return None
    card = Card()
    card.column.addWidget(Words(label(topic.label), "heading"))
    for fact in facts:
        card.column.addWidget(_fact(fact, land.asked.get(fact.id), today, kit))
    return card


def _fact(record: Record[Fact], asked: Asked | None, today: date, kit: Kit) -> QWidget:
    fact = record.content
    said = worded(fact, "statement")
    box = _Line(expired=is_over(fact.until, today))
    words, side = box.words, box.side
    go = partial(kit.ways.record.emit, "fact", record.id)
    words.addWidget(Words(said, copied=True))
    if fact.value:
        figure = " · ".join(part for part in (fact.value, fact.period) if part)
        words.addWidget(Words(figure, "heading", copied=True))
    words.addLayout(_marks(fact, asked, today))
    words.addWidget(Words(t("Source: {source}", source=fact.source), "small", copied=True))
    _reply(words, asked)
    look = button(t("Open"), go, look="quiet")
    look.setAccessibleName(t("Open: {name}", name=said))
    side.addWidget(look)
    if asked is None or asked.question.content.state != "open":
        side.addWidget(ask_button(record.id, said, kit))
    side.addStretch(1)
    return box


class _Line(QWidget):
    """Words at the left, actions at the right, and a hatched edge where it is out of date."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__()
        line = row(self, gap=UNIT)
        line.setContentsMargins(0, UNIT // 2, 0, UNIT // 2)
        if expired:
            line.addWidget(Hatching())
        self.words = column(gap=2)
        self.side = column(gap=0)
        line.addLayout(self.words, 1)
        line.addLayout(self.side)


def is_over(until: date | None, today: date) -> bool:
    """Tell whether something is out of date."""
    return until is not None and until < today


def _marks(fact: Fact, asked: Asked | None, today: date) -> Flow:
    flow = Flow(gap=6)
    certainty = KINDS["fact"].fields["certainty"].choice(fact.certainty)
    flow.addWidget(Chip(label(certainty), "good" if fact.certainty == "official" else "plain"))
    if fact.checked is not None:
        flow.addWidget(Chip(t("Checked {day}", day=short_day(fact.checked)), "plain"))
    for chip in age_chips(fact.until, asked, today):
        flow.addWidget(chip)
    return flow


def age_chips(until: date | None, asked: Asked | None, today: date) -> list[Chip]:
    """Return what is said of the age of something that others keep, and of a question about it."""
    chips: list[Chip] = []
    if until is not None and is_over(until, today):
        chips.append(Chip(t("Out of date since {day}", day=short_day(until)), "alert"))
    elif until is not None:
        soon = (until - today).days <= _SOON
        words = t("Valid until {day}", day=short_day(until))
        chips.append(Chip(words, "notice" if soon else "plain"))
    if asked is not None and asked.question.content.state == "open":
        on = asked.question.content.on
        chips.append(Chip(t("Asked {day}", day=short_day(on)) if on else t("Asked"), "notice"))
    return chips


def _reply(words: QVBoxLayout, asked: Asked | None) -> None:
    if asked is None or asked.reply is None:
        return
    reply = asked.reply.content
    said = worded(reply, "text")
    day = short_day(reply.on) if reply.on else ""
    words.addWidget(Words(t("Dhaka, {day}: {text}", day=day, text=said), copied=True))


def strategy_card(record: Record[Strategy], asked: Asked | None, today: date, kit: Kit) -> Card:
    """Return a strategy: aims, arguments, risks, events."""
    strategy = record.content
    card = Card()
    line = _Line(expired=is_over(strategy.until, today))
    bangla = language() == "bn"
    name = strategy.name_bn if bangla and strategy.name_bn else strategy.name
    line.words.addWidget(Words(name, "large"))
    where = [strategy.region, ", ".join(strategy.sectors)]
    if under := "  ·  ".join(part for part in where if part):
        line.words.addWidget(Words(under, "muted"))
    flow = Flow(gap=6)
    if strategy.checked is not None:
        flow.addWidget(Chip(t("Checked {day}", day=short_day(strategy.checked)), "plain"))
    for chip in age_chips(strategy.until, asked, today):
        flow.addWidget(chip)
    line.words.addLayout(flow)
    fields, values = KINDS["strategy"].fields, plain(strategy)
    for field in ("aims", "arguments", "risks", "events"):
        text = str((values.get(f"{field}_bn") if bangla else "") or values.get(field) or "")
        if text:
            line.words.addWidget(Words(label(fields[field].label), "heading"))
            line.words.addWidget(Words(text, copied=True))
    _reply(line.words, asked)
    if asked is None or asked.question.content.state != "open":
        line.side.addWidget(ask_button(record.id, name, kit))
    edit = button(t("Open"), partial(kit.ways.record.emit, "strategy", record.id), look="quiet")
    edit.setAccessibleName(t("Open: {name}", name=name))
    line.side.addWidget(edit)
    line.side.addStretch(1)
    card.column.addWidget(line)
    return card


_SOON = 45
