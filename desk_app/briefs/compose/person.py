"""The brief about a person: what they are, what we owe each other, and what they agreed to.

Who refused that details are kept, took that back or let it lapse stands here by name and function
alone; nobody is named as a way to others who did not agree to be asked.
"""

from typing import get_args

from desk_app.briefs.compose.before import before, history, promises, since_last_time
from desk_app.briefs.compose.offer import certificates, mark_of_evidence, skill_level
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, bullets, opened, prose, seat
from desk_app.briefs.compose.standing_for import imagined, planned
from desk_app.briefs.compose.underway import under_way
from desk_app.briefs.compose.who import contact, function
from desk_app.briefs.content import (
    Block,
    Brief,
    Callout,
    Cell,
    Column,
    Fact,
    Paragraph,
    Row,
    Section,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.consent import Purpose
from desk_app.domain.kinds import Person, Tie
from desk_app.domain.kinds.consent import ANSWERS, PURPOSES
from desk_app.domain.kinds.person import ROLES
from desk_app.domain.kinds.tie import TIES
from desk_app.domain.material import Material
from desk_app.domain.places import language_name
from desk_app.domain.records import Record

_PURPOSES = {choice.code: choice.label for choice in PURPOSES}
_ANSWERS = {choice.code: choice.label for choice in ANSWERS}
_ROLES = {choice.code: choice.label for choice in ROLES}
_TIES = {choice.code: choice.label for choice in TIES}
_MOST_TIES = 5


def person(material: Material, options: Options) -> Brief:
    """Compose the brief about a person.

    Raises:
        NoSuchRecord: the person is not among the records.

    """
    reading, subject = opened(Person, material, options)
    titles, details = reading.words.say.sections, may_tell(reading, subject)
    front = [
        Section("care", titles.avoid, _care(reading, subject)),
        Section("positions", titles.positions, _positions(reading, subject)),
    ]
    sections: list[Section] = []
    if details:
        front.append(Section("skills", titles.brings, _skills(reading, subject)))
    if details and options.internal:
        meeting = imagined(reading, subject, people=(subject.id,))
        past = before(reading, meeting)
        since = since_last_time(reading, meeting, past, ())
        front += [
            Section("since", titles.since, since, share=1.3),
            Section("contact", titles.contact, _contact(reading, subject)),
            Section("notes", titles.notes, prose(reading, subject.content.notes)),
            Section("next", titles.planned, bullets(planned(reading, meeting)), share=0.5),
        ]
        sections = [
            Section("promises", titles.promises, promises(reading, past)),
            Section("history", titles.history, history(reading, past)),
            Section("underway", titles.underway, under_way(reading, subject.id)),
            Section("ties", titles.ties, _ties(reading, subject)),
        ]
    if options.internal:
        sections.append(Section("consents", titles.consents, _consents(reading, subject)))
    roles = [reading.words.label(_ROLES[role]) for role in subject.content.roles if role in _ROLES]
    sheet = Sheet(
        form="person",
        title=reading.words.name(subject.content),
        subtitle=reading.words.say.comma.join(roles) if details else "",
        front=front,
        sections=sections,
        facts=_masthead(reading, subject.content) if details else (),
    )
    return assembled(reading, sheet)


def may_tell(reading: Reading, subject: Record[Person]) -> bool:
    """Tell whether more than name and function of somebody may stand on paper.

    Outside the mission that needs their word; inside, that they did not say no.
    """
    if reading.options.internal:
        return reading.consent(subject.id, "keep") in ("agreed", "unknown")
    return reading.consent(subject.id, "share_firms") == "agreed"


def _care(reading: Reading, subject: Record[Person]) -> tuple[Block, ...]:
    say = reading.words.say
    if not may_tell(reading, subject):
        return (Callout(say.consent_refused_all, (), kind="warning"),)
    if subject.content.do_not_approach and reading.options.internal:
        return (Callout(say.do_not_approach_at_all, (), kind="warning"),)
    return ()


def _positions(reading: Reading, subject: Record[Person]) -> tuple[Block, ...]:
    held = [tuple(function(reading, position)) for position in reading.positions(subject.id)]
    return bullets([spans for spans in held if spans]) or (
        Paragraph((Span(reading.words.say.nothing_written, role="muted"),)),
    )


def _skills(reading: Reading, subject: Record[Person]) -> tuple[Block, ...]:
    known = [
        (Span(skill_level(reading, claim), mark=mark_of_evidence(claim.evidence)),)
        for claim in subject.content.skills
    ]
    held = certificates(reading, subject.id)
    return bullets([*known, held] if held else known)


def _contact(reading: Reading, subject: Record[Person]) -> tuple[Block, ...]:
    told = contact(reading, subject)
    return (Paragraph(told),) if told else ()


def _masthead(reading: Reading, person: Person) -> tuple[Fact, ...]:
    heads, words = reading.words.say.columns, reading.words
    tongues = [words.label(language_name(code)) for code in person.languages]
    verified = words.near_day(person.verified, reading.today) if person.verified else ""
    return (
        Fact(heads.where, seat(reading, person.city, person.country)),
        Fact(heads.languages, plain(words.say.comma.join(tongues))),
        Fact(heads.as_of, plain(verified)),
    )


def _ties(reading: Reading, subject: Record[Person]) -> tuple[Block, ...]:
    """Return whom the person could open a door to, if they agreed to be asked."""
    say, words = reading.words.say, reading.words
    own = [r.content for r in reading.all(Tie) if r.content.person == subject.id and r.content.to]
    if not own:
        return ()
    agreed = reading.consent(subject.id, "introduce") == "agreed"
    usable = [t for t in own if t.may_ask and agreed and not subject.content.do_not_approach]
    usable.sort(key=lambda tie: -(tie.strength or 0))
    most = len(usable) if reading.options.whole else _MOST_TIES
    hidden = len(own) - len(usable)
    note = words.count(say.introducers_hidden, hidden) if hidden else ""
    shown = [_tie(reading, tie) for tie in usable[:most]]
    return bullets(shown, note) or (Paragraph(plain(note)),)


def _tie(reading: Reading, tie: Tie) -> Spans:
    nature = _TIES.get(tie.nature)
    said = f" – {reading.words.label(nature).lower()}" if nature else ""
    return (reading.span(reading.title(tie.to), bold=True), Span(said))


def _consents(reading: Reading, subject: Record[Person]) -> tuple[Block, ...]:
    """Return where the person stands on every purpose; not asked is an answer, too."""
    heads, words = reading.words.say.columns, reading.words
    purposes: tuple[Purpose, ...] = get_args(Purpose)
    rows: list[Row] = []
    for purpose in purposes:
        where = reading.consent(subject.id, purpose)
        answer = _ANSWERS.get(where)
        said = words.label(answer) if answer else words.say.consent_states[where]
        firm = where == "agreed"
        rows.append(
            Row(
                (
                    Cell(plain(words.label(_PURPOSES[purpose]))),
                    Cell((Span(said, bold=not firm, role="text" if firm else "alert"),)),
                )
            )
        )
    columns = (Column(heads.what, 2, header=True), Column(heads.state, 2))
    return (Table(columns, tuple(rows)),)
