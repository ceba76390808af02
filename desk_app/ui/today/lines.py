"""The lines of *Today*: a meeting, a task, something that runs out."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.kinds import KINDS, Meeting, Task
from desk_app.domain.registry import Content
from desk_app.i18n import clock_time, label, local, n, short_day, t, weekday
from desk_app.ui.asking import ask_button
from desk_app.ui.kit import Kit
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.today.reading import Entry, until
from desk_app.ui.words import Chip, Elided, Words, button, column, row


def meeting_line(entry: Entry, today: date, kit: Kit, *, held: bool = False) -> QWidget:
    """Show when, what and with whom; a button composes the brief, or opens the form to report."""
    box = QWidget()
    line = row(box, gap=2 * UNIT)
    line.setContentsMargins(0, UNIT, 0, UNIT)
    line.addWidget(_when(entry, today))
    line.addLayout(_words(entry, kit), 1)
    record = entry.record
    if held:
        edit = partial(kit.ways.outcome.emit, record.id)
        action = button(t("Write down"), edit, picture="edit")
    else:
        action = button(t("Brief"), partial(kit.ways.brief.emit, record.id), picture="brief")
    action.setAccessibleName(f"{action.text()}: {entry.title}")
    line.addWidget(action)
    return box


def _when(entry: Entry, today: date) -> QWidget:
    box = QWidget()
    box.setFixedWidth(112)
    words = column(box, gap=0)
    content = entry.record.content
    if isinstance(content, Meeting) and content.when is not None:
        day = local(content.when).date()
        words.addWidget(Words(near_day(day, today), "heading"))
        words.addWidget(Words(clock_time(content.when), "muted", wrap=False))
    words.addStretch(1)
    return box


def near_day(day: date, today: date) -> str:
    """Name a day as people do: today, tomorrow, the weekday, or the date."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return {-1: t("Yesterday"), 0: t("Today"), 1: t("Tomorrow")}[away]
    return weekday(day) if 1 < away < 7 else short_day(day)


def _words(entry: Entry, kit: Kit, first: str = "") -> QVBoxLayout:
    words = column(gap=0)
    go = partial(kit.ways.record.emit, entry.record.kind, entry.record.id)
    way = button(entry.title, go, look="link")
    words.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
    if below := " · ".join(part for part in (first, entry.about) if part):
        words.addWidget(Elided(below, "small"))
    words.addStretch(1)
    return words


def task_line(entry: Entry, today: date, kit: Kit) -> QWidget:
    """Show what is due and whose promise it is; one key marks it done."""
    box = QWidget()
    line = row(box, gap=UNIT)
    line.setContentsMargins(0, 4, 0, 4)
    content = entry.record.content
    done = button("", partial(_done, entry, today, kit), look="quiet", picture="check")
    done.setAccessibleName(t("Done: {what}", what=entry.title))
    done.setToolTip(t("Mark as done"))
    line.addWidget(done, alignment=Qt.AlignmentFlag.AlignTop)
    line.addLayout(_words(entry, kit, _promise(content)), 1)
    if isinstance(content, Task) and content.due is not None:
        line.addWidget(_due_chip(content.due, today))
    return box


def _promise(content: Content) -> str:
    if not isinstance(content, Task) or not content.promised_by:
        return ""
    return label(KINDS["task"].fields["promised_by"].choice(content.promised_by))


def _due_chip(due: date, today: date) -> Chip:
    late = (today - due).days
    if late > 0:
        return Chip(n("{count} day late", "{count} days late", late), "alert")
    return Chip(near_day(due, today), "notice" if late > -3 else "quiet")


def _done(entry: Entry, today: date, kit: Kit) -> None:
    deed = Change(entry.record.id, {"done": today.isoformat()})
    kit.acts.do(kit.ways, Act((deed,), t("Done: {kind}", kind=label(KINDS["task"].label))))


def expiry_line(entry: Entry, today: date, kit: Kit) -> QWidget:
    """Show what runs out, and when."""
    box = QWidget()
    line = row(box, gap=UNIT)
    line.setContentsMargins(0, 4, 0, 4)
    words = column(gap=0)
    go = partial(kit.ways.record.emit, entry.record.kind, entry.record.id)
    words.addWidget(button(entry.title, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
    words.addWidget(Elided(label(KINDS[entry.record.kind].label), "small"))
    line.addLayout(words, 1)
    day = until(entry.record)
    gone = day < today
    text = t("Ran out {day}", day=short_day(day)) if gone else t("Until {day}", day=short_day(day))
    line.addWidget(Chip(text, "alert" if gone else "notice"))
    line.addWidget(_renew(entry, kit))
    return box


def _renew(entry: Entry, kit: Kit) -> QWidget:
    """Return the button that has it made good: the ministry is asked, or somebody is."""
    if entry.record.kind in _MINISTRYS:
        return ask_button(entry.record.id, entry.title, kit)
    made = button(t("Make a task"), partial(_ask_for, entry, kit), look="quiet")
    made.setAccessibleName(t("Make a task: {name}", name=entry.title))
    return made


def _ask_for(entry: Entry, kit: Kit) -> None:
    """Make the task of asking for it anew; what ran out stays until it is renewed."""
    today = kit.clock().astimezone().date()
    owner = getattr(entry.record.content, "person", None) or getattr(
        entry.record.content, "firm", None
    )
    fields = {
        "what": t("Ask for it anew: {name}", name=entry.title)[:500],
        "due": (today + timedelta(days=_TASK_DAYS)).isoformat(),
        "about": [str(owner)] if owner else [],
    }

    def write(id: UUID) -> None:
        kit.acts.do(kit.ways, Act((Create(id, "task", fields),), t("Make a task")))

    kit.jobs.read(kit.ways, lambda desk: desk.new_id(), write, kit.acts.failed.emit)


_MINISTRYS = ("fact", "dossier", "strategy")
_TASK_DAYS = 14
