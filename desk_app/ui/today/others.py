"""The cards of *Today* that speak of others: Dhaka, other missions, training bodies, silence."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desk_app.domain.acts import Act, Create
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.proposal import Proposal, Question
from desk_app.domain.kinds.referral import Referral
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.domain.values import Plain
from desk_app.i18n import label, n, number, short_day, t
from desk_app.ui.kit import Kit
from desk_app.ui.showing import skill_name, worded
from desk_app.ui.today.beyond import Answered, Beyond, Offer, Quiet
from desk_app.ui.words import Card, Chip, Elided, Words, button, column, row

SILENCES = (30, 60, 90, 180, 365)
_MOST = 6


def replies_card(found: Beyond, kit: Kit) -> Card:
    """Return what Dhaka replied."""
    card = titled(t("From Dhaka"), len(found.replies))
    for answered in found.replies[:_MOST]:
        card.column.addWidget(_reply(answered, kit))
    more(card, len(found.replies) - _MOST)
    return card


def _reply(answered: Answered, kit: Kit) -> QWidget:
    reply, about = answered.reply.content, answered.about
    text = worded(reply, "text")
    decision = label(KINDS["reply"].fields["decision"].choice(reply.decision))
    below = "  ·  ".join(part for part in (decision, _day(reply.on), text) if part)
    box, line = _line(_name(about.content), below, partial(_go, kit, about))
    if isinstance(about.content, Proposal) and about.content.state == "returned":
        edit = partial(kit.ways.edit.emit, about.kind, about.id)
        answer = button(t("Answer …"), edit, picture="edit")
        answer.setAccessibleName(t("Answer: {name}", name=_name(about.content)))
        line.addWidget(answer)
    return box


def referrals_card(found: Beyond, kit: Kit) -> Card:
    """Return what others handed to us."""
    card = titled(t("Handed to us"), len(found.referrals))
    for referral in found.referrals[:_MOST]:
        card.column.addWidget(_referral(referral, kit))
    more(card, len(found.referrals) - _MOST)
    return card


def _referral(referral: Record[Referral], kit: Kit) -> QWidget:
    content = referral.content
    due = t("Until {day}", day=short_day(content.due)) if content.due else ""
    below = "  ·  ".join(part for part in (due, content.why) if part)
    box, line = _line(content.name, below, partial(_go, kit, referral))
    today = kit.clock().astimezone().date().isoformat()
    fields: Plain = {"referral": str(referral.id), "on": today}
    preset = {"fields": fields, "names": {str(referral.id): content.name}}
    say = partial(kit.ways.create.emit, "answer", preset)
    answer = button(t("Answer …"), say, picture="edit")
    answer.setAccessibleName(t("Answer: {name}", name=content.name))
    line.addWidget(answer)
    return box


def offers_card(found: Beyond, kit: Kit) -> Card:
    """Return the cohorts that answer what we could not offer."""
    card = titled(t("Trained for what we lacked"), len(found.offers))
    for offer in found.offers[:_MOST]:
        card.column.addWidget(_offer(offer, kit))
    more(card, len(found.offers) - _MOST)
    return card


def _offer(offer: Offer, kit: Kit) -> QWidget:
    cohort = offer.cohort.content
    name = offer_words(offer, kit)
    where = t(
        "for: {names}", names=", ".join(worded(d.content, "name") for d in offer.demands[:3])
    )
    below = "  ·  ".join(part for part in (cohort.body, where if offer.demands else "") if part)
    box, line = _line(name, below, partial(_go, kit, offer.cohort))
    take = button(t("Make a task"), partial(_take, offer, kit), picture="task")
    take.setAccessibleName(t("Make a task: {name}", name=name))
    line.addWidget(take)
    return box


def offer_words(offer: Offer, kit: Kit) -> str:
    """Say who is trained, and until when."""
    cohort = offer.cohort.content
    level = label(KINDS["cohort"].fields["level"].choice(cohort.level)) if cohort.level else ""
    skill = " ".join(
        part for part in (skill_name(cohort.skill, kit.lookups.skills), level) if part
    )
    return t(
        "{heads} × {skill}, certified by {day}",
        heads=cohort.heads or 0,
        skill=skill,
        day=_day(cohort.certified),
    )


def _take(offer: Offer, kit: Kit) -> None:
    """Make the task of offering the cohort, and note that somebody has seen it."""
    today = kit.clock().astimezone().date()
    what = t("Offer the trained people: {cohort}", cohort=offer_words(offer, kit))
    task: Plain = {
        "what": what[:500],
        "due": (today + timedelta(days=_TASK_DAYS)).isoformat(),
        "about": [str(demand.id) for demand in offer.demands],
    }
    note: Plain = {"about": str(offer.cohort.id), "text": t("Seen"), "on": today.isoformat()}

    def write(ids: tuple[UUID, UUID]) -> None:
        deeds = (Create(ids[0], "task", task), Create(ids[1], "note", note))
        kit.acts.do(kit.ways, Act(deeds, t("Make a task")))

    kit.jobs.read(kit.ways, lambda d: (d.new_id(), d.new_id()), write, kit.acts.failed.emit)


def quiet_card(found: Beyond, kit: Kit, chosen: Callable[[int], None], days: int) -> Card:
    """Return with whom there was no contact for long; how long is chosen here."""
    card = Card()
    head = row()
    head.addWidget(Words(t("No contact for"), "large", wrap=False))
    head.addWidget(_choice(chosen, days))
    if found.quiet:
        head.addWidget(Words(number(len(found.quiet)), "small", wrap=False))
    head.addStretch(1)
    card.column.addLayout(head)
    card.column.setSpacing(4)
    if not found.quiet:
        card.column.addWidget(Words(t("Nobody: all contacts are fresh."), "muted"))
    for quiet in found.quiet[:_MOST]:
        card.column.addWidget(_quiet(quiet, kit))
    more(card, len(found.quiet) - _MOST)
    return card


def _choice(chosen: Callable[[int], None], days: int) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(t("Days without contact"))
    for count in sorted({*SILENCES, days}):
        choice.addItem(n("{count} day", "{count} days", count), count)
    choice.setCurrentIndex(choice.findData(days))

    def take(place: int) -> None:
        chosen(int(choice.itemData(place)))

    choice.activated.connect(take)
    return choice


def _quiet(quiet: Quiet, kit: Kit) -> QWidget:
    last = t("Last contact {day}", day=short_day(quiet.last))
    go = partial(kit.ways.record.emit, quiet.kind, quiet.id)
    box, line = _line(quiet.name, last, go)
    if quiet.live:
        line.addWidget(Chip(t("Open demand"), "notice"))
    field = "people" if quiet.kind == "person" else "organisations"
    fields: Plain = {field: [str(quiet.id)]}
    preset = {"fields": fields, "names": {str(quiet.id): quiet.name}}
    plan = button(t("Plan a call"), partial(_plan, kit, preset), picture="meeting")
    plan.setAccessibleName(t("Plan a call: {name}", name=quiet.name))
    line.addWidget(plan)
    return box


def _plan(kit: Kit, preset: dict[str, Plain]) -> None:
    fields = {**preset["fields"], "form": "call"}
    kit.ways.create.emit("meeting", {"fields": fields, "names": preset["names"]})


def titled(title: str, count: int) -> Card:
    """Return a card with a title and a number."""
    card = Card()
    line = row()
    line.addWidget(Words(title, "large", wrap=False))
    if count:
        line.addWidget(Words(number(count), "small", wrap=False))
    line.addStretch(1)
    card.column.addLayout(line)
    card.column.setSpacing(4)
    return card


def more(card: Card, left: int) -> None:
    """Say how many are not shown."""
    if left > 0:
        card.column.addWidget(Words(t("and {count} more", count=left), "small"))


def _line(name: str, below: str, go: Callable[[], object]) -> tuple[QWidget, QHBoxLayout]:
    box = QWidget()
    line = row(box)
    line.setContentsMargins(0, 4, 0, 4)
    words = column(gap=0)
    words.addWidget(button(name, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
    if below:
        words.addWidget(Elided(below, "small"))
    line.addLayout(words, 1)
    return box, line


def _go(kit: Kit, record: Record[Content]) -> None:
    kit.ways.record.emit(record.kind, record.id)


def _name(content: Content) -> str:
    match content:
        case Proposal():
            return worded(content, "name")
        case Question(text=text):
            return text
        case _:
            return ""


def _day(day: date | None) -> str:
    return short_day(day) if day is not None else ""


_TASK_DAYS = 14
