"""What *Today* shows, read in one piece of work on the store lane."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from desk_app.domain.kinds import KINDS, Meeting, Task
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.titles import linked
from desk_app.store.values import Standing
from desk_app.ui.desk import DeskStore
from desk_app.ui.showing import Skills, title_words

MEETING_DAYS = 14
DUE_DAYS = 14
EXPIRY_DAYS = 45
_EXPIRING = ("fact", "certificate", "consent", "capacity", "check", "dossier", "strategy")


class Entry(Struct, frozen=True):
    """One line: the record, what it is called, and who it is about."""

    record: Record[Content]
    title: str
    about: str


class Alerts(Struct, frozen=True):
    """What an officer has to see to, of the desk's standing with the ministry."""

    disputes: int
    refusals: int
    notice: str
    problem: str


class Naming(Struct, frozen=True):
    """What things are called: linked records by identifier, skills by code."""

    names: dict[str, str]
    skills: Skills


class Day(Struct, frozen=True):
    """The state of the desk on one day."""

    today: date
    meetings: tuple[Entry, ...]
    unreported: tuple[Entry, ...]
    overdue: tuple[Entry, ...]
    due: tuple[Entry, ...]
    expiring: tuple[Entry, ...]
    alerts: Alerts


def day(desk: DeskStore, today: date, skills: Skills) -> Day:
    """Read what is to be done around `today`."""
    begin = datetime.combine(today, time.min).astimezone(UTC)
    meetings = _meetings(desk, begin, begin + timedelta(days=MEETING_DAYS))
    past = _meetings(desk, begin - timedelta(days=21), begin)
    tasks = _open_tasks(desk, today)
    ends = _expiring(desk, today)
    about = Naming(_names(desk, [*meetings, *past, *tasks, *ends]), skills)
    unreported = [m for m in past if isinstance(m.content, Meeting) and not m.content.outcome]
    return Day(
        today=today,
        meetings=_entries(meetings, about),
        unreported=_entries(unreported, about),
        overdue=_entries((r for r in tasks if _due(r) < today), about),
        due=_entries((r for r in tasks if _due(r) >= today), about),
        expiring=_entries(ends, about),
        alerts=_alerts(desk.standing()),
    )


def _alerts(standing: Standing) -> Alerts:
    return Alerts(standing.disputes, standing.refusals, standing.notice, standing.problem)


def _meetings(desk: DeskStore, low: datetime, high: datetime) -> list[Record[Content]]:
    found = desk.between("meeting", "when", _utc(low), _utc(high))
    live = [r for r in found if r.envelope.archived is None and _planned(r.content)]
    return sorted(live, key=lambda r: _when(r.content))


def _planned(content: Content) -> bool:
    return isinstance(content, Meeting) and content.standing != "cancelled"


def _when(content: Content) -> datetime:
    return (content.when if isinstance(content, Meeting) else None) or datetime.max.replace(
        tzinfo=UTC
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _open_tasks(desk: DeskStore, today: date) -> list[Record[Content]]:
    last = (today + timedelta(days=DUE_DAYS)).isoformat()
    found = desk.between("task", "due", "0001-01-01", last)
    live = [r for r in found if r.envelope.archived is None and _open(r.content)]
    return sorted(live, key=_due)


def _open(content: Content) -> bool:
    return isinstance(content, Task) and content.done is None


def _due(record: Record[Content]) -> date:
    return (record.content.due if isinstance(record.content, Task) else None) or date.max


def _expiring(desk: DeskStore, today: date) -> list[Record[Content]]:
    """Return what runs out soon or ran out lately; what is long past is no news."""
    low = (today - timedelta(days=EXPIRY_DAYS)).isoformat()
    high = (today + timedelta(days=EXPIRY_DAYS)).isoformat()
    found = [r for kind in _EXPIRING for r in desk.between(kind, "until", low, high)]
    live = [r for r in found if r.envelope.archived is None]
    return sorted(live, key=until)


def until(record: Record[Content]) -> date:
    """Return the day until which a record holds."""
    value = getattr(record.content, "until", None)
    return value if isinstance(value, date) else date.max


def _names(desk: DeskStore, records: Iterable[Record[Content]]) -> dict[str, str]:
    pairs = (linked(KINDS[r.kind], plain(r.content)) for r in records)
    titles = desk.titles({id for links in pairs for _field, id in links})
    return {str(id): name for id, name in titles.items()}


def _entries(records: Iterable[Record[Content]], naming: Naming) -> tuple[Entry, ...]:
    return tuple(_entry(record, naming) for record in records)


def _entry(record: Record[Content], naming: Naming) -> Entry:
    kind, fields = KINDS[record.kind], plain(record.content)
    titled = title_words(kind, fields, naming.names, naming.skills)
    wanted = _ABOUT.get(record.kind, ())
    ids = [str(id) for field, id in linked(kind, fields) if field in wanted]
    about = [naming.names.get(id, "") for id in ids]
    return Entry(record, titled, ", ".join(dict.fromkeys(name for name in about if name)))


_ABOUT = {"meeting": ("organisations", "people"), "task": ("about", "owner")}
