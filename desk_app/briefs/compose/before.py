"""What went before: the last meeting, promises, what changed since the last brief."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.coverage import Coverage
from desk_app.briefs.compose.reading import Reading, first_sentence
from desk_app.briefs.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Length,
    Paragraph,
    Row,
    SourceNote,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.kinds import Meeting, Position, PrintedBrief, Task
from desk_app.domain.records import Record

_NO_BRIEFS = ("agenda", "consent", "win", "dossier")
_MOST_PROMISES, _MOST_IN_LARGE_PRINT = 3, 1
_MOST_MEETINGS: dict[Length, int] = {"points": 0, "brief": 1, "book": 100}


class Before(Struct, frozen=True):
    """What a meeting follows on: earlier meetings and promises, the newest first."""

    meetings: tuple[Record[Meeting], ...]
    promises: tuple[Record[Task], ...]
    printed: date | None

    @property
    def last(self) -> Record[Meeting] | None:
        """The last meeting, if there was one."""
        return next(iter(self.meetings), None)


def before(reading: Reading, subject: Record[Meeting]) -> Before:
    """Return what a meeting follows on."""
    earlier = _earlier(reading, subject)
    tasks = _promises(reading, subject, {record.id for record in earlier})
    return Before(tuple(earlier), tuple(tasks), _last_printed(reading, subject, earlier))


def _earlier(reading: Reading, subject: Record[Meeting]) -> list[Record[Meeting]]:
    """Return meetings held before with one of the organisations; lacking any, with the people."""
    meeting = subject.content
    theirs = set(meeting.organisations)
    people = set(meeting.people)
    found = [
        record
        for record in reading.all(Meeting)
        if record.id != subject.id
        and record.content.standing == "held"
        and record.content.when is not None
        and (meeting.when is None or record.content.when < meeting.when)
        and (
            theirs & set(record.content.organisations)
            or (not theirs and people & set(record.content.people))
        )
    ]
    return sorted(found, key=_when, reverse=True)


def _when(record: Record[Meeting]) -> tuple[float, int]:
    when = record.content.when
    return (when.timestamp() if when else 0.0, record.id.int)


def _promises(
    reading: Reading, subject: Record[Meeting], earlier: set[UUID]
) -> list[Record[Task]]:
    """Return promises of those meetings or about those we meet; what is late comes first."""
    about = {*subject.content.organisations, *subject.content.demands, *subject.content.people}
    found = [
        record
        for record in reading.all(Task)
        if record.content.promised_by
        and (record.content.meeting in earlier or about & set(record.content.about))
    ]
    return sorted(found, key=lambda record: _urgency(reading, record.content, record.id))


def _urgency(reading: Reading, task: Task, id: UUID) -> tuple[bool, bool, int, int]:
    due = task.due or date.max
    done = task.done is not None
    order = -(task.done or date.min).toordinal() if done else due.toordinal()
    return (done, not is_late(reading, task), order, id.int)


def is_late(reading: Reading, task: Task) -> bool:
    """Tell whether a promise is open past its day."""
    return task.done is None and task.due is not None and task.due < reading.today


def _last_printed(
    reading: Reading, subject: Record[Meeting], earlier: Sequence[Record[Meeting]]
) -> date | None:
    """Return the day of the last brief about those we meet, printed for another meeting.

    A second copy of this brief says the same as the first; an agenda or a card says nothing of
    what we know.
    """
    meetings = {record.id for record in earlier}
    theirs = set(subject.content.organisations)
    days = [
        record.content.printed.date()
        for record in reading.all(PrintedBrief)
        if record.content.printed is not None
        and record.content.form not in _NO_BRIEFS
        and record.content.printed < reading.options.printed_at
        and record.content.meeting != subject.id
        and (record.content.meeting in meetings or theirs & set(record.content.about))
    ]
    return max(days, default=None)


def since_last_time(
    reading: Reading, subject: Record[Meeting], past: Before, coverages: Sequence[Coverage]
) -> tuple[Block, ...]:
    """Return what happened since we last met, for page 1."""
    say = reading.words.say
    if past.last is None and not past.promises:
        return (Paragraph(plain(say.first_meeting)),)
    items = [(*_last(reading, past.last), *_kept(reading, past))] if past.last else []
    items += _front_promises(reading, past)
    if reading.options.internal and past.printed is not None:
        items += _changes(reading, subject.content, past.printed, coverages)
    return (Bullets(tuple(Item(spans) for spans in items)),)


def _last(reading: Reading, record: Record[Meeting]) -> Spans:
    meeting, words = record.content, reading.words
    day = words.near_day(meeting.when, reading.today) if meeting.when else ""
    label = words.say.last_meeting.format(
        date=day, subject=reading.pick(meeting.subject, meeting.subject_bn)
    )
    outcome = first_sentence(reading.aside(meeting.outcome))
    return plain(f"{label}{words.say.stop} {outcome}".rstrip())


def _kept(reading: Reading, past: Before) -> Spans:
    """Return how many promises were kept since the last meeting, as a sentence of its own."""
    since = past.last.content.when.date() if past.last and past.last.content.when else date.min
    kept = sum(r.content.done is not None and r.content.done >= since for r in past.promises)
    return plain(" " + reading.words.count(reading.words.say.kept, kept)) if kept else ()


def _front_promises(reading: Reading, past: Before) -> list[Spans]:
    waiting = [r.content for r in past.promises if r.content.done is None]
    most = _on_front(reading, past)
    lines = [promise(reading, task) for task in waiting[:most]]
    if len(waiting) > most:
        lines.append(plain(reading.words.count(reading.words.say.more_open, len(waiting) - most)))
    return lines


def promise(reading: Reading, task: Task) -> Spans:
    """Return a promise with whose it is and where it stands."""
    say = reading.words.say
    whose = say.our_promise if task.promised_by == "us" else say.their_promise
    return (
        Span(f"{whose} ", bold=True),
        reading.said(task.what, task.what_bn),
        Span(" – "),
        state(reading, task),
    )


def state(reading: Reading, task: Task) -> Span:
    """Return where a promise stands: done, overdue, due, or open."""
    say = reading.words.say

    def day(when: date) -> str:
        return reading.words.near_day(when, reading.today)

    if task.done is not None:
        return Span(say.done.format(date=day(task.done)), role="accent")
    if task.due is None:
        return Span(say.open_)
    if is_late(reading, task):
        if not reading.options.internal:
            return Span(say.due.format(date=day(task.due)))
        return Span(say.overdue.format(date=day(task.due)), bold=True, role="alert")
    return Span(say.due.format(date=day(task.due)))


def _changes(
    reading: Reading, meeting: Meeting, printed: date, coverages: Sequence[Coverage]
) -> list[Spans]:
    """Return who came and left, and what firms confirmed, since the last brief."""
    say, words = reading.words.say, reading.words
    changes = _moves(reading, meeting, printed)
    renewed = {
        (share.capacity.firm, share.capacity.skill, share.capacity.level)
        for coverage in coverages
        for share in coverage.shares
        if share.capacity.as_of is not None and share.capacity.as_of >= printed
    }
    if renewed:
        changes.append(words.count(say.new_capacity, len(renewed)))
    day = words.near_day(printed, reading.today)
    label = Span(say.since_printed.format(date=day) + " ", bold=True)
    return [(label, Span("; ".join(changes)))] if changes else []


def _moves(reading: Reading, meeting: Meeting, printed: date) -> list[str]:
    """Return who left since, and who came that is not among those we meet."""
    say, words = reading.words.say, reading.words
    found: list[str] = []
    for position in _positions_there(reading, meeting):
        name = reading.title(position.person)
        role = reading.pick(position.role, position.role_bn)
        if position.until and printed <= position.until < reading.today:
            found.append(say.departed.format(name=name, role=role))
        elif position.person in meeting.people:
            continue
        elif position.since and printed <= position.since <= reading.today:
            day = words.near_day(position.since, reading.today)
            found.append(say.joined.format(name=name, role=role, date=day))
    return found


def _positions_there(reading: Reading, meeting: Meeting) -> list[Position]:
    held = [record.content for record in reading.all(Position)]
    there = [p for p in held if p.organisation in meeting.organisations]
    return [position for position in there if reading.title(position.person)]


def history(reading: Reading, past: Before) -> tuple[Block, ...]:
    """Return the table of earlier meetings."""
    if not past.meetings:
        return ()
    heads, words = reading.words.say.columns, reading.words
    most = _MOST_MEETINGS[reading.options.length]
    columns = (
        Column(heads.when, 1.0, header=True),
        Column(heads.what, 1.9),
        Column(heads.outcome, 4.1),
    )
    rows = tuple(_history_row(reading, record.content) for record in past.meetings[:most])
    more = len(past.meetings) - most
    newest = max(record.envelope.updated.at for record in past.meetings).date()
    source = words.say.from_the_record.format(date=words.short_day(newest))
    if more > 0:
        source = f"{source} {words.count(words.say.history_more, more)}"
    return (Table(columns, rows, source=plain(source)),)


def _history_row(reading: Reading, meeting: Meeting) -> Row:
    day = reading.words.short_day(meeting.when) if meeting.when else ""
    return Row(
        (
            Cell(plain(day)),
            Cell((reading.said(meeting.subject, meeting.subject_bn),)),
            Cell(_outcome(reading, meeting)),
        )
    )


def _outcome(reading: Reading, meeting: Meeting) -> Spans:
    lines = reading.lines(meeting.outcome)
    return (reading.span(" ".join(lines)),) if lines else ()


def promises(reading: Reading, past: Before) -> tuple[Block, ...]:
    """Return the table of promises on either side.

    The most urgent stand on page 1, and here only where everything is told; so do those kept.
    """
    shown = [record.content for record in past.promises]
    first = 0 if reading.options.whole else _on_front(reading, past)
    if not reading.options.whole:
        shown = [task for task in shown if task.done is None][first:]
    if not shown:
        return ()
    heads = reading.words.say.columns
    columns = (
        Column(heads.who, 1.6, header=True),
        Column(heads.what, 3.4),
        Column(heads.state, 1.7),
    )
    rows = tuple(_promise_row(reading, task) for task in shown)
    newest = max(record.envelope.updated.at for record in past.promises).date()
    words = reading.words
    note = words.say.profile_as_of.format(date=words.short_day(newest))
    if first:
        note = f"{words.count(words.say.promises_on_front, first)} {note}"
    return (Table(columns, rows), SourceNote(plain(note)))


def _on_front(reading: Reading, past: Before) -> int:
    """Return how many of the promises, from the first, page 1 tells: never all but one."""
    waiting = sum(record.content.done is None for record in past.promises)
    most = _MOST_IN_LARGE_PRINT if reading.options.large_print else _MOST_PROMISES
    return waiting if waiting <= most + 1 else most


def _promise_row(reading: Reading, task: Task) -> Row:
    owner = reading.title(task.owner) or (
        reading.words.say.our_promise
        if task.promised_by == "us"
        else reading.words.say.their_promise
    ).rstrip(":")
    return Row(
        (
            Cell((reading.span(owner),)),
            Cell((reading.said(task.what, task.what_bn),)),
            Cell((state(reading, task),)),
        )
    )
