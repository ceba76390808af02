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

_MOST_ON_FRONT, _MOST_IN_LARGE_PRINT = 5, 2
_NEW = timedelta(days=60)
_MAY_BE_KEPT = ("agreed", "unknown")


def attendees(reading: Reading, meeting: Meeting) -> list[Record[Person]]:
    """Return the people of a meeting, in the order the officer gave them."""
    return reading.some(Person, meeting.people)


def whom_we_meet(reading: Reading, meeting: Meeting) -> tuple[Block, ...]:
    """Return who we meet and who goes there, for page 1."""
    people = attendees(reading, meeting)
    most = _most_on_front(reading)
    items = [Item(_introduced(reading, meeting, p)) for p in people[:most]]
    say, words = reading.words.say, reading.words
    if len(people) > most:
        items.append(Item(plain(words.count(say.others, len(people) - most))))
    blocks: list[Block] = (
        [Bullets(tuple(items))] if items else [Paragraph(plain(say.names_to_come))]
    )
    return tuple(blocks)


def _most_on_front(reading: Reading) -> int:
    return _MOST_IN_LARGE_PRINT if reading.options.large_print else _MOST_ON_FRONT


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
    """Return the table of all attendees; nothing where nobody is named.

    What page 1 says of somebody is said again only where everything is told.
    """
    present = attendees(reading, meeting)
    if not present:
        return ()
    heads = reading.words.say.columns
    named = [] if reading.options.whole else present[: _most_on_front(reading)]
    columns = (
        Column(heads.name, 1.7 if named == present else 2.4),
        *((Column(heads.role, 2.2),) if reading.options.whole else ()),
        Column(heads.languages, 1.1),
        Column(heads.contact, 2.6),
    )
    rows = tuple(Row(_row(reading, meeting, person, person in named)) for person in present)
    blocks: list[Block] = [Table(columns, rows)]
    withheld = sum(not _shown(reading, person) for person in present)
    if withheld:
        blocks.append(SourceNote(plain(reading.words.count(reading.words.say.withheld, withheld))))
    return tuple(blocks)


def _row(
    reading: Reading, meeting: Meeting, person: Record[Person], on_front: bool
) -> tuple[Cell, ...]:
    comma = reading.words.say.comma
    position = reading.position_at(person.id, meeting.organisations)
    held = function(reading, position, host=meeting.organisations) if position else []
    name = Span(reading.words.name(person.content), bold=True)
    tongues = [reading.words.label(language_name(code)) for code in person.content.languages]
    rest = (Cell(plain(comma.join(tongues))), Cell(contact(reading, person)))
    if reading.options.whole:
        return (Cell((name,)), Cell(tuple(held)), *rest)
    told = (name,) if on_front or not held else (name, Span(comma), *held)
    return (Cell(told), *rest)


def _shown(reading: Reading, person: Record[Person]) -> bool:
    return reading.consent(person.id, "keep") in _MAY_BE_KEPT


def contact(reading: Reading, person: Record[Person]) -> Spans:
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
    return separated(ways, "\n" if reading.options.whole else reading.words.say.comma)


def _latin(reading: Reading) -> Lang | None:
    return None if reading.options.language == "en" else "en"


def separated(spans: list[Span], mark: str) -> Spans:
    """Put `mark` between the spans."""
    found: list[Span] = []
    for span in spans:
        found += [Span(mark), span] if found else [span]
    return tuple(found)
