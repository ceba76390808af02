"""What *Today* shows a moment after the day itself: from Dhaka, from others, and silence."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.dossier import Note
from desk_app.domain.kinds.gap import Cohort, Shortfall
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.proposal import Proposal, Reply
from desk_app.domain.kinds.referral import Referral, ReferralAnswer
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every, only, pointing
from desk_app.ui.showing import worded

REPLY_DAYS = 14
COHORT_DAYS = 90
CONTACT_DAYS = 730
"""How far back a contact makes a relation at all."""
_MOST = 40


class Answered(Struct, frozen=True):
    """The newest reply to a proposal or a question of ours."""

    about: Record[Content]
    reply: Record[Reply]


class Offer(Struct, frozen=True):
    """A cohort that answers a shortfall of ours, and the demands it could serve."""

    cohort: Record[Cohort]
    heads: int
    demands: tuple[Record[Demand], ...]


class Quiet(Struct, frozen=True):
    """Somebody nobody here has spoken to for long; `live` where they have an open demand."""

    id: UUID
    kind: str
    name: str
    last: date
    live: bool


class Beyond(Struct, frozen=True):
    """The rest of the day."""

    replies: tuple[Answered, ...]
    referrals: tuple[Record[Referral], ...]
    offers: tuple[Offer, ...]
    quiet: tuple[Quiet, ...]


def beyond(desk: DeskStore, today: date, silence: int) -> Beyond:
    """Read it; `silence` is after how many days without contact somebody is named."""
    return Beyond(
        replies=_replies(desk, today),
        referrals=_referrals(desk),
        offers=_offers(desk, today),
        quiet=_quiet(desk, today, silence),
    )


def _replies(desk: DeskStore, today: date) -> tuple[Answered, ...]:
    """Return what Dhaka wrote lately, and what it still waits for however long ago it asked."""
    returned = [r.id for r in every(desk, Proposal) if r.content.state == "returned"]
    low = (today - timedelta(days=REPLY_DAYS)).isoformat()
    lately = only(desk.between("reply", "on", low, "9999-12-31"), Reply)
    newest: dict[UUID, Record[Reply]] = {}
    for reply in (*pointing(desk, returned, Reply), *lately):
        about = reply.content.about
        if about is not None and _newer(reply, newest.get(about)):
            newest[about] = reply
    records = desk.records(newest)
    known = [(records[id], reply) for id, reply in newest.items() if id in records]
    live = [Answered(r, y) for r, y in known if r.envelope.archived is None]
    return tuple(sorted(live, key=lambda a: (not _asks(a.about), _on(a.reply), a.reply.id)))


def _asks(about: Record[Content]) -> bool:
    return isinstance(about.content, Proposal) and about.content.state == "returned"


def _on(reply: Record[Reply]) -> int:
    return -(reply.content.on or date.min).toordinal()


def _newer(reply: Record[Reply], other: Record[Reply] | None) -> bool:
    return other is None or (_on(reply), other.id) < (_on(other), reply.id)


def _referrals(desk: DeskStore) -> tuple[Record[Referral], ...]:
    """Return what others handed to this mission and nobody has closed."""
    mission = desk.desk.mission
    if mission is None:
        return ()
    ours = [r for r in every(desk, Referral) if r.content.to == mission]
    closed = {
        answer.content.referral
        for answer in pointing(desk, [r.id for r in ours], ReferralAnswer)
        if answer.content.closes
    }
    live = [r for r in ours if r.content.state == "open" and r.id not in closed]
    return tuple(sorted(live, key=lambda r: (r.content.due or date.max, r.id)))


def _offers(desk: DeskStore, today: date) -> tuple[Offer, ...]:
    """Return the cohorts for what we lacked, told lately, that nobody here has taken note of."""
    since = today - timedelta(days=COHORT_DAYS)
    cohorts = [r for r in every(desk, Cohort) if (r.content.told or since) >= since]
    if not cohorts:
        return ()
    noted = {note.content.about for note in pointing(desk, [r.id for r in cohorts], Note)}
    mission = desk.desk.mission
    lacking = [r.content for r in every(desk, Shortfall) if mission in (None, r.envelope.owner)]
    offers: list[Offer] = []
    for cohort in cohorts:
        heads = max((s.heads or 0 for s in lacking if answers(cohort.content, s)), default=0)
        if heads and cohort.id not in noted:
            offers.append(Offer(cohort, heads, served(desk, cohort.content)))
    return tuple(offers)


def answers(cohort: Cohort, shortfall: Shortfall) -> bool:
    """Tell whether a cohort trains what was lacking; no level told fits every level."""
    alike = not cohort.level or not shortfall.level or cohort.level == shortfall.level
    return cohort.skill == shortfall.skill and alike


def served(desk: DeskStore, cohort: Cohort) -> tuple[Record[Demand], ...]:
    """Return the demands that ask for the skill, and are neither won nor lost for good reasons."""
    rows = desk.page("demand_line", words=cohort.skill, count=100).rows
    lines = desk.records([row.id for row in rows])
    asked = {getattr(line.content, "demand", None) for line in lines.values() if _of(line, cohort)}
    found = desk.records(id for id in asked if id is not None).values()
    fit = [r for r in only(found, Demand) if r.envelope.archived is None and _may_come(r.content)]
    return tuple(sorted(fit, key=lambda r: (r.content.stage == "lost", r.content.name)))


def _of(line: Record[Content], cohort: Cohort) -> bool:
    return getattr(line.content, "skill", "") == cohort.skill


def _may_come(demand: Demand) -> bool:
    """Tell whether trained people help: not won yet, or lost for want of them."""
    if demand.stage == "lost":
        return demand.lost_reason in ("skills", "scale")
    return demand.stage != "won"


def _quiet(desk: DeskStore, today: date, silence: int) -> tuple[Quiet, ...]:
    """Return whom nobody has met, called or written to for `silence` days, the live ones first."""
    last, coming = _contacts(desk, today)
    limit = today - timedelta(days=silence)
    silent = {id: day for id, day in last.items() if day < limit and id not in coming}
    records = desk.records(silent)
    clients = {r.content.client for r in every(desk, Demand) if r.content.stage not in _OVER}
    found = [
        Quiet(id, record.kind, worded(record.content, "name"), silent[id], id in clients)
        for id, record in records.items()
        if record.envelope.archived is None
        and not getattr(record.content, "do_not_approach", False)
    ]
    return tuple(sorted(found, key=lambda q: (not q.live, q.last, q.name)))[:_MOST]


def _contacts(desk: DeskStore, today: date) -> tuple[dict[UUID, date], set[UUID]]:
    """Return the day of the last contact with each party, and with whom one is planned."""
    low, high = (_utc(today + timedelta(days=days)) for days in (-CONTACT_DAYS, CONTACT_DAYS))
    last: dict[UUID, date] = {}
    coming: set[UUID] = set()
    for meeting in only(desk.between("meeting", "when", low, high), Meeting):
        content = meeting.content
        if content.standing == "cancelled" or content.when is None:
            continue
        parties = content.organisations or content.people
        day = content.when.astimezone().date()
        if day >= today:
            coming.update((*content.organisations, *content.people))
        else:
            last |= {id: max(day, last.get(id, day)) for id in parties}
    return last, coming


def _utc(day: date) -> str:
    return datetime.combine(day, time.min, UTC).isoformat().replace("+00:00", "Z")


_OVER = ("won", "lost")
