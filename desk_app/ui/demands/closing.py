"""Closing demands: lost with a reason, or won once the client has confirmed it."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.changes import Changes
from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.result import Win
from desk_app.domain.records import Record
from desk_app.domain.registry import plain
from desk_app.domain.values import Plain
from desk_app.i18n import n, t
from desk_app.ui.asks import Asks
from desk_app.ui.kit import Kit

_LOSS = (("demand", "lost_reason"), ("demand", "lost_to"), ("demand", "would_have_won"))
_CONFIRMED = (
    ("win", "confirmation"),
    ("win", "confirmed_on"),
    ("win", "confirmed_by"),
    ("win", "without_us"),
    ("win", "share"),
)


def ask_loss(ids: Sequence[UUID], kit: Kit, parent: QWidget) -> Asks:
    """Ask why, to whom, and what would have won it; then close all of `ids` in one act."""
    question = n("Why was the demand lost?", "Why were the {count} demands lost?", len(ids))
    details = t("Every mission and the training bodies learn from it; the client is not named.")
    asks = Asks(question, t("Close as lost"), _LOSS, kit, parent, needed=_LOSS, details=details)

    def close() -> None:
        fields = {"stage": "lost", **asks.typed("demand")}
        deeds = tuple(Change(id, fields) for id in ids)
        kit.acts.do(kit.ways, Act(deeds, t("Close as lost")))

    asks.then(close)
    return asks


def verify_win(record: Record[Demand], kit: Kit) -> None:
    """Take a demand to *verify win*: its win is noted, and the client's card is composed."""
    kit.jobs.read(
        kit.ways, lambda d: d.new_id(), partial(_verify, record, kit), kit.acts.failed.emit
    )


def _verify(record: Record[Demand], kit: Kit, id: UUID) -> None:
    demand = record.content
    fields: Plain = {
        "name": demand.name,
        "name_bn": demand.name_bn,
        "demand": str(record.id),
        "client": str(demand.client) if demand.client else "",
        "on": kit.clock().astimezone().date().isoformat(),
        "confirmation": "asked",
    }
    if (value := plain(demand).get("value")) is not None:
        fields["year_1"] = value
    given = {name: value for name, value in fields.items() if value}
    deeds = (
        Change(record.id, {"stage": "verify_win"}),
        Create(id, "win", given, record.envelope.audience),
    )

    def show(_changes: Changes) -> None:
        kit.ways.brief.emit(id)

    kit.acts.do(kit.ways, Act(deeds, t("Verify the win")), done=show)


def ask_confirmation(record: Record[Win], kit: Kit, parent: QWidget) -> Asks:
    """Ask what the client's card says; then the win is confirmed and the demand is won."""
    win = record.content
    today = kit.clock().astimezone().date().isoformat()
    given: dict[tuple[str, str], object] = {
        ("win", "confirmation"): "card",
        ("win", "confirmed_on"): today,
        ("win", "without_us"): win.without_us,
        ("win", "share"): win.share if win.share is not None else 100,
    }
    asks = Asks(
        t("What does the client's card say?"),
        t("It is won"),
        _CONFIRMED,
        kit,
        parent,
        needed=(("win", "confirmed_on"), ("win", "confirmed_by")),
        given=given,
    )

    def confirm() -> None:
        deeds: list[Change] = [Change(record.id, asks.typed("win"))]
        if win.demand is not None:
            deeds.append(Change(win.demand, {"stage": "won"}))
        kit.acts.do(kit.ways, Act(tuple(deeds), t("The win is confirmed")))

    asks.then(confirm)
    return asks
