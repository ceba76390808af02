"""Who could open a door: only people who agreed to be asked, and never those left in peace."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.who import function
from desk_app.briefs.content import (
    Block,
    Cell,
    Column,
    Length,
    Paragraph,
    Row,
    SourceNote,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.kinds import Meeting, Person, Tie
from desk_app.domain.kinds.tie import TIES
from desk_app.domain.records import Record

_MOST: dict[Length, int] = {"points": 0, "brief": 2, "book": 100}
_NATURES = {choice.code: choice.label for choice in TIES}


class Doors(Struct, frozen=True):
    """Ties that may be used, the strongest first, and how many may not.

    Of those that may not, `unasked` would be usable if the person agreed: nobody asked them yet.
    """

    open: tuple[tuple[Record[Person], Tie], ...]
    hidden: int
    unasked: tuple[tuple[Record[Person], Tie], ...] = ()


def doors(reading: Reading, meeting: Meeting) -> Doors:
    """Return the ties to the people and organisations of a meeting, sorted out by consent."""
    targets = {*meeting.people, *meeting.organisations}
    ties = [
        record.content
        for record in reading.all(Tie)
        if record.content.to in targets and record.content.person not in targets
    ]
    known = [(person, tie) for tie in ties if (person := reading.find(Person, tie.person))]
    usable = [(person, tie) for person, tie in known if _may_ask(reading, person, tie)]
    usable.sort(key=lambda pair: (-(pair[1].strength or 0), pair[0].content.name))
    unasked = [
        (person, tie)
        for person, tie in known
        if _approachable(person, tie) and reading.consent(person.id, "introduce") == "unknown"
    ]
    return Doors(tuple(usable), len(ties) - len(usable), tuple(unasked))


def _may_ask(reading: Reading, person: Record[Person], tie: Tie) -> bool:
    """Tell whether a tie may be used: consent, no wish to be left in peace, and not archived."""
    return _approachable(person, tie) and reading.consent(person.id, "introduce") == "agreed"


def _approachable(person: Record[Person], tie: Tie) -> bool:
    away = person.envelope.archived is not None or person.content.do_not_approach
    return tie.may_ask and not away


def introducers(reading: Reading, meeting: Meeting) -> tuple[Block, ...]:
    """Return the table of possible introducers, with how many are not shown."""
    found = doors(reading, meeting)
    say, words = reading.words.say, reading.words
    if not found.open and not found.hidden:
        return ()
    hidden = words.count(say.introducers_hidden, found.hidden) if found.hidden else ""
    if not found.open:
        return (Paragraph(plain(say.introducers_none)), SourceNote(plain(hidden)))
    ties = _by_person(found)
    most = _MOST[reading.options.length]
    left = len(ties) - most
    more = words.count(say.introducers_more, left) if left > 0 else ""
    note = " ".join(part for part in (say.introducers_note, more, hidden) if part)
    return (_table(reading, ties[:most]), SourceNote(plain(note)))


def _by_person(found: Doors) -> list[tuple[Record[Person], list[Tie]]]:
    """Return each person with their ties, in the order of the strongest."""
    people = {person.id: person for person, _ in found.open}
    ties: dict[UUID, list[Tie]] = defaultdict(list)
    for person, tie in found.open:
        ties[person.id].append(tie)
    return [(people[id], held) for id, held in ties.items()]


def _table(reading: Reading, ties: Sequence[tuple[Record[Person], list[Tie]]]) -> Table:
    heads = reading.words.say.columns
    columns = (
        Column(heads.introducer, 2.6),
        Column(heads.knows, 1.9),
        Column(heads.tie, 2.6),
    )
    return Table(columns, tuple(_row(reading, person, held) for person, held in ties))


def _row(reading: Reading, person: Record[Person], ties: Sequence[Tie]) -> Row:
    """Return one person with everybody they know, and how well they know the first."""
    known = [reading.title(tie.to) for tie in ties]
    return Row(
        (
            Cell(_who(reading, person)),
            Cell((reading.span(reading.words.say.comma.join(known)),)),
            Cell(_how(reading, ties[0])),
        )
    )


def _who(reading: Reading, person: Record[Person]) -> Spans:
    spans = [Span(reading.words.name(person.content), bold=True)]
    position = next(iter(reading.positions(person.id)), None)
    if position is not None and reading.present(position):
        comma = reading.words.say.comma
        spans += [Span("\n" if reading.options.whole else comma), *function(reading, position)]
    return tuple(spans)


def _how(reading: Reading, tie: Tie) -> Spans:
    say, words = reading.words.say, reading.words
    nature = _NATURES.get(tie.nature)
    parts = [words.label(nature)] if nature else []
    if nature and tie.strength:
        parts = [say.tie_line.format(nature=parts[0], strength=words.number(tie.strength))]
    if tie.last_asked:
        parts.append(say.asked_before.format(date=words.month(tie.last_asked)))
    spans = [Span("; ".join(parts))]
    note = reading.lines(tie.notes)
    if note:
        spans += [Span("\n" if reading.options.whole else "; "), reading.span(note[0])]
    return tuple(spans)
