"""Who is in the room: the short list on page 1, and the table behind it."""

from datetime import timedelta
from uuid import UUID

from desk_app.briefs.compose.reading import Reading, first_sentence
from desk_app.briefs.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Lang,
    Paragraph,
    Row,
    SourceNote,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.kinds import Meeting, Officer, Person, Position
from desk_app.domain.places import language_name
from desk_app.domain.records import Record

_MOST_ON_FRONT = 5
_NEW = timedelta(days=60)
_MAY_BE_KEPT = ("agreed", "unknown")


def attendees(reading: Reading, meeting: Meeting) -> list[Record[Person]]:
    """Return the people of a meeting, in the order the officer gave them."""
    return reading.some(Person, meeting.people)


def whom_we_meet(reading: Reading, meeting: Meeting) -> tuple[Block, ...]:
    """Return who we meet and who goes there, for page 1."""
    people = attendees(reading, meeting)
    items = [Item(_introduced(reading, meeting, p)) for p in people[:_MOST_ON_FRONT]]
    say, words = reading.words.say, reading.words
    if len(people) > _MOST_ON_FRONT:
        items.append(Item(plain(words.count(say.others, len(people) - _MOST_ON_FRONT))))
    blocks: list[Block] = (
        [Bullets(tuple(items))] if items else [Paragraph(plain(say.names_to_come))]
    )
    return tuple(blocks)


def our_side(reading: Reading, meeting: Meeting) -> str:
    """Return our officers with their functions."""
    officers = [record.content for record in reading.some(Officer, meeting.officers)]
    return reading.words.say.comma.join(reading.pick(o.name, o.name_bn) for o in officers)


def _introduced(reading: Reading, meeting: Meeting, person: Record[Person]) -> Spans:
    """Return name, function and, inside the mission, the one thing to know of somebody."""
    say = reading.words.say
    spans = [Span(reading.words.name(person.content), bold=True)]
    position = reading.position_at(person.id, meeting.organisations)
    if position is not None:
        spans += [Span(say.comma), *function(reading, position, host=meeting.organisations)]
    if not reading.options.internal:
        return tuple(spans)
    if person.content.do_not_approach:
        spans.append(Span(f" – {say.do_not_approach}", bold=True, role="alert"))
    known = first_sentence(reading.aside(person.content.notes))
    if known and not person.content.do_not_approach:
        spans.append(Span(f" – {known}"))
    return tuple(spans)


def function(reading: Reading, position: Position, *, host: tuple[UUID, ...] = ()) -> list[Span]:
    """Return a function, the organisation unless it is the only host, and since when."""
    say, words = reading.words.say, reading.words
    spans = [reading.said(position.role, position.role_bn)] if position.role else []
    if host != (position.organisation,):
        if spans:
            spans.append(Span(say.comma))
        spans.append(reading.span(reading.title(position.organisation)))
    if position.until is not None and not reading.present(position):
        left = say.left.format(date=words.month(position.until))
        spans.append(Span(f" ({left})", bold=True, role="alert"))
    elif position.since is not None and reading.options.internal:
        new = reading.today - position.since < _NEW
        phrase = say.new_since if new else say.since
        spans.append(
            Span(f" ({phrase.format(date=words.tenure(position.since, reading.today))})", bold=new)
        )
    return spans


def people(reading: Reading, meeting: Meeting) -> tuple[Block, ...]:
    """Return the table of all attendees; nothing where nobody is named."""
    present = attendees(reading, meeting)
    if not present:
        return ()
    heads = reading.words.say.columns
    columns = (
        Column(heads.name, 1.5, header=True),
        Column(heads.role, 2.2),
        Column(heads.languages, 1.1),
        Column(heads.contact, 2.3),
    )
    rows = tuple(Row(_row(reading, meeting, person)) for person in present)
    blocks: list[Block] = [Table(columns, rows)]
    withheld = sum(not _shown(reading, person) for person in present)
    if withheld:
        blocks.append(SourceNote(plain(reading.words.count(reading.words.say.withheld, withheld))))
    return tuple(blocks)


def _row(reading: Reading, meeting: Meeting, person: Record[Person]) -> tuple[Cell, ...]:
    position = reading.position_at(person.id, meeting.organisations)
    held = tuple(function(reading, position, host=meeting.organisations)) if position else ()
    tongues = [reading.words.label(language_name(code)) for code in person.content.languages]
    return (
        Cell(plain(reading.words.name(person.content))),
        Cell(held),
        Cell(plain(reading.words.say.comma.join(tongues))),
        Cell(_contact(reading, person)),
    )


def _shown(reading: Reading, person: Record[Person]) -> bool:
    return reading.consent(person.id, "keep") in _MAY_BE_KEPT


def _contact(reading: Reading, person: Record[Person]) -> Spans:
    """Return how to reach somebody, as far as they agreed to it."""
    say = reading.words.say
    if person.content.do_not_approach:
        return (Span(say.do_not_approach, bold=True, role="alert"),)
    if not _shown(reading, person):
        return (Span(say.consent_refused, role="muted"),)
    ways = [Span(e, link=f"mailto:{e}", lang=_latin(reading)) for e in person.content.emails[:1]]
    ways += [Span(p, link=f"tel:{p}", lang=_latin(reading)) for p in person.content.phones[:1]]
    if reading.consent(person.id, "keep") == "unknown":
        ways.append(Span(say.consent_unknown, role="muted"))
    return separated(ways)


def _latin(reading: Reading) -> Lang | None:
    return None if reading.options.language == "en" else "en"


def separated(spans: list[Span]) -> Spans:
    """Put each span on a line of its own."""
    found: list[Span] = []
    for span in spans:
        found += [Span("\n"), span] if found else [span]
    return tuple(found)
