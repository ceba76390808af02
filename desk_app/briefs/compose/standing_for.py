"""A firm, hub or person as if we met them now, for what is composed around a meeting."""

from uuid import UUID

from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import Span, Spans
from desk_app.domain.kinds import Demand, Meeting, Position
from desk_app.domain.records import Record
from desk_app.domain.registry import Content

_OVER = ("won", "lost")
_MOST_PLANNED = 3


def imagined(
    reading: Reading,
    subject: Record[Content],
    *,
    organisations: tuple[UUID, ...] = (),
    people: tuple[UUID, ...] = (),
    demands: tuple[UUID, ...] = (),
) -> Record[Meeting]:
    """Return a meeting at the moment of printing; it has the identity of `subject`."""
    meeting = Meeting(
        when=reading.options.printed_at,
        organisations=organisations,
        people=people,
        demands=demands,
    )
    return Record(subject.id, "meeting", meeting, subject.envelope, subject.version, subject.state)


def people_at(reading: Reading, organisation: UUID) -> tuple[UUID, ...]:
    """Return who holds a position there today, the longest there first."""
    held = [r.content for r in reading.all(Position) if r.content.organisation == organisation]
    held = [p for p in held if reading.present(p) and reading.title(p.person)]
    held.sort(key=lambda p: (p.since is None, p.since or reading.today, str(p.person)))
    return tuple(dict.fromkeys(p.person for p in held if p.person))


def open_demands(reading: Reading, client: UUID) -> tuple[UUID, ...]:
    """Return the demands of a client that are not decided."""
    theirs = [r for r in reading.all(Demand) if r.content.client == client]
    return tuple(r.id for r in theirs if r.content.stage not in _OVER)


def planned(reading: Reading, met: Record[Meeting]) -> list[Spans]:
    """Return the next meetings that are planned with them, the soonest first."""
    words, meeting = reading.words, met.content
    theirs = {*meeting.organisations, *meeting.people}
    coming = [
        (r.content.when, r.content)
        for r in reading.all(Meeting)
        if r.content.standing == "planned"
        and r.content.when is not None
        and r.content.when >= reading.options.printed_at
        and theirs & {*r.content.organisations, *r.content.people}
    ]
    coming.sort(key=lambda pair: pair[0])
    return [
        (
            Span(f"{words.near_day(when, reading.today)}: ", bold=True),
            reading.said(found.subject, found.subject_bn),
        )
        for when, found in coming[:_MOST_PLANNED]
    ]
