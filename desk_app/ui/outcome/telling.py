"""What an officer tells of a meeting, and the one act it becomes. Values in, values out."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk_app.domain.acts import Act, Change, Create, Deed
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.values import Plain

ASKS = 3
"""How many of the points that were asked stand on the paper, and so on the form."""

How = Literal["", "hoped", "partly", "no", "later"]


class Promise(Struct, frozen=True):
    """Something promised, by us or by them, until a day."""

    what: str
    due: date | None = None


class Told(Struct, frozen=True):
    """The form as it was filled in; `demands` are the fields that change in each demand."""

    how: How = ""
    asks: tuple[tuple[str, How], ...] = ()
    said: str = ""
    ours: tuple[Promise, ...] = ()
    theirs: tuple[Promise, ...] = ()
    new: str = ""
    next_step: str = ""
    demands: tuple[tuple[UUID, Plain], ...] = ()


class Wording(Struct, frozen=True):
    """The words in which an outcome is kept, in the officer's language."""

    how: str
    answers: dict[How, str]
    new: str
    label: str


def asked(meeting: Meeting, *, bangla: bool = False) -> tuple[str, ...]:
    """Return the points that were asked, as they stand on the paper."""
    text = (meeting.asks_bn if bangla else "") or meeting.asks
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line)[:ASKS]


def act(
    id: UUID, meeting: Meeting, told: Told, new_id: Callable[[], UUID], wording: Wording
) -> Act:
    """Return everything the form tells as one act: the meeting, tasks, demands.

    What stood in the meeting's outcome before stays above what is told now.
    """
    deeds: list[Deed] = [Change(id, _meeting(meeting, told, wording))]
    deeds += [Create(new_id(), "task", fields) for fields in _tasks(id, meeting, told)]
    deeds += [Change(demand, fields) for demand, fields in told.demands if fields]
    return Act(tuple(deeds), wording.label)


def _meeting(meeting: Meeting, told: Told, wording: Wording) -> Plain:
    lines = [meeting.outcome, *_lines(told, wording)]
    fields: Plain = {"outcome": "\n".join(filter(None, lines))}
    if told.how != "later":
        fields["standing"] = "held"
    if told.next_step:
        fields["next_step"] = told.next_step
    return fields


def _lines(told: Told, wording: Wording) -> Iterator[str]:
    if told.how:
        yield f"{wording.how}: {wording.answers[told.how]}"
    for ask, how in told.asks:
        if how:
            yield f"{ask.rstrip('.।')}: {wording.answers[how]}"
    yield told.said
    if told.new:
        yield f"{wording.new}: {told.new}"


def _tasks(id: UUID, meeting: Meeting, told: Told) -> Iterator[Plain]:
    sides = (("us", told.ours), ("them", told.theirs))
    for side, promises in sides:
        for promise in promises:
            fields: Plain = {
                "what": promise.what,
                "promised_by": side,
                "meeting": str(id),
                "about": [str(organisation) for organisation in meeting.organisations],
            }
            yield fields | ({"due": promise.due.isoformat()} if promise.due else {})
