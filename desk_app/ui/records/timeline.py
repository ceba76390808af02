"""What happened around a record: its meetings and tasks, and each change of each field."""

from datetime import date, datetime
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.task import Task
from desk_app.domain.records import HistoryEntry, Record, Stamp
from desk_app.domain.registry import Content
from desk_app.i18n import clock_time, label, local, short_day, t
from desk_app.ui.kit import Kit
from desk_app.ui.records.reading import View
from desk_app.ui.showing import shown, worded
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Words, button, column, row


class Moment(Struct, frozen=True):
    """One entry of the timeline; `target` is the record it leads to."""

    at: datetime
    title: str
    lines: tuple[str, ...] = ()
    target: Record[Content] | None = None
    exact: bool = True


def moments(view: View, kit: Kit) -> list[Moment]:
    """Return meetings, tasks and changes, newest first; changes of one act stand together."""
    found = [m for other in view.around if (m := _around(other)) is not None]
    found += _changes(view, kit)
    return sorted(found, key=lambda moment: moment.at, reverse=True)


def _around(other: Record[Content]) -> Moment | None:
    match other.content:
        case Meeting(when=when) as meeting if when is not None:
            form = label(KINDS["meeting"].fields["form"].choice(meeting.form))
            lines = tuple(line for line in (meeting.outcome,) if line)
            return Moment(when, f"{form}: {worded(meeting, 'subject')}", lines, other)
        case Task(due=due) as task if due is not None or task.done is not None:
            done = task.done is not None
            what = worded(task, "what")
            words = t("Done: {what}", what=what) if done else t("Due: {what}", what=what)
            return Moment(_midday(task.done or due or date.min), words, (), other, exact=False)
        case _:
            return None


def _midday(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12).astimezone()


def _changes(view: View, kit: Kit) -> list[Moment]:
    acts: dict[tuple[Stamp, str], list[HistoryEntry]] = {}
    for entry in view.history:
        acts.setdefault((entry.stamp, entry.how), []).append(entry)
    return [
        Moment(
            stamp.at,
            _how(how, stamp),
            tuple(_line(entry, view, kit) for entry in entries if entry.field),
        )
        for (stamp, how), entries in acts.items()
    ]


def _how(how: str, stamp: Stamp) -> str:
    by = stamp.by or t("the ministry")
    sentences = {
        "created": t("Created by {by}", by=by),
        "typed": t("Changed by {by}", by=by),
        "merged": t("Merged with a change by {by}", by=by),
        "settled": t("Dispute settled by {by}", by=by),
        "received": t("Received from the ministry, by {by}", by=by),
        "archived": t("Archived by {by}", by=by),
        "restored": t("Restored by {by}", by=by),
        "disputed": t("Disputed with {by}", by=by),
    }
    return sentences.get(how, t("Changed by {by}", by=by))


def _line(entry: HistoryEntry, view: View, kit: Kit) -> str:
    field = view.kind.fields.get(entry.field)
    if field is None:
        return entry.field
    before = shown(field, entry.before, view.names, kit.lookups.skills)
    after = shown(field, entry.after, view.names, kit.lookups.skills)
    name = label(field.label)
    if not before:
        return f"{name}: {_cut(after)}"
    return f"{name}: {_cut(before)} → {_cut(after) or t('(empty)')}"


def _cut(text: str) -> str:
    """Keep a long text from filling the page: the record itself shows it whole."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else flat[:_LONG].rstrip() + " …"


_LONG = 160


def timeline_card(moment: Moment, kit: Kit, width: int = 0) -> QWidget:
    """Show one moment: when at the left, `width` pixels wide at least, what at the right."""
    box = QWidget()
    line = row(box, gap=2 * UNIT)
    line.setContentsMargins(0, 4, 0, 4)
    when = column(gap=0)
    day = Words(_day(moment), "label", wrap=False)
    day.setMinimumWidth(width)
    when.addWidget(day)
    if moment.exact:
        when.addWidget(Words(clock_time(moment.at), "small", wrap=False))
    when.addStretch(1)
    line.addLayout(when)
    line.addLayout(_what(moment, kit), 1)
    return box


def _day(moment: Moment) -> str:
    return short_day(local(moment.at).date())


def _widest(days: set[str]) -> int:
    """Return how wide the widest day is, so that all that happened begins in one line."""
    words = Words("", "label", wrap=False)
    words.ensurePolished()
    advance = words.fontMetrics().horizontalAdvance
    return max((advance(day) for day in days), default=0)


def _what(moment: Moment, kit: Kit) -> QVBoxLayout:
    words = column(gap=2)
    target = moment.target
    if target is None:
        words.addWidget(Words(moment.title))
    else:
        go = partial(kit.ways.record.emit, target.kind, target.id)
        way = button(moment.title, go, look="link")
        words.addWidget(way, alignment=Qt.AlignmentFlag.AlignLeft)
    for text in moment.lines:
        words.addWidget(Words(text, "small", copied=True))
    words.addStretch(1)
    return words


def timeline(view: View, kit: Kit, limit: int) -> tuple[Card, int]:
    """Return a card with the newest `limit` moments, and how many older ones there are."""
    card = Card()
    card.column.setSpacing(0)
    found = moments(view, kit)
    width = _widest({_day(moment) for moment in found[:limit]})
    for moment in found[:limit]:
        card.column.addWidget(timeline_card(moment, kit, width))
    if not found:
        card.column.addWidget(Words(t("Nothing has happened yet."), "muted"))
    return card, max(0, len(found) - limit)
