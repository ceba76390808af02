"""What else is under way with somebody: introductions, proposals, referrals, openings, wins."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.report import asked_name
from desk_app.briefs.compose.sheet import bullets
from desk_app.briefs.content import Block, Span, Spans
from desk_app.domain.kinds import KINDS, Introduction, Opening, Proposal, Referral, Win

_OVER = ("closed", "declined")


def under_way(reading: Reading, subject: UUID) -> tuple[Block, ...]:
    """Return a line for each matter about `subject` that is not closed, and for each win."""
    found = [
        *_introductions(reading, subject),
        *_proposals(reading, subject),
        *_referrals(reading, subject),
        *_openings(reading, subject),
        *_wins(reading, subject),
    ]
    return bullets(found)


def _line(reading: Reading, kind: str, said: Span, state: str, day: date | None) -> Spans:
    words, declared = reading.words, KINDS[kind]
    field = "confirmation" if kind == "win" else "state"
    told = words.label(declared.fields[field].choice(state))
    when = f"{words.say.comma}{words.short_day(day)}" if day else ""
    label = Span(f"{words.label(declared.label)}: ", bold=True)
    return (label, said, Span(f" – {told.lower()}{when}"))


def _introductions(reading: Reading, subject: UUID) -> Iterator[Spans]:
    """Yield introductions to the subject and by them; who is asked is named with consent only."""
    for one in (record.content for record in reading.all(Introduction)):
        if subject not in (one.to, one.asked) or one.state in _OVER:
            continue
        other = asked_name(reading, one.asked) if one.to == subject else reading.title(one.to)
        day = one.made_on or one.answered_on or one.asked_on
        yield _line(reading, "introduction", reading.span(other), one.state, day)


def _proposals(reading: Reading, subject: UUID) -> Iterator[Spans]:
    for one in (record.content for record in reading.all(Proposal)):
        if subject in one.about and one.state not in _OVER:
            said = reading.said(one.name, one.name_bn)
            yield _line(reading, "proposal", said, one.state, one.submitted)


def _referrals(reading: Reading, subject: UUID) -> Iterator[Spans]:
    for one in (record.content for record in reading.all(Referral)):
        if subject in one.about and one.state not in _OVER:
            yield _line(reading, "referral", reading.span(one.name), one.state, one.on)


def _openings(reading: Reading, subject: UUID) -> Iterator[Spans]:
    for one in (record.content for record in reading.all(Opening)):
        if one.employer == subject and one.state == "open":
            said = reading.said(one.name, one.name_bn)
            yield _line(reading, "opening", said, one.state, one.until)


def _wins(reading: Reading, subject: UUID) -> Iterator[Spans]:
    for one in (record.content for record in reading.all(Win)):
        if subject == one.client or subject in one.firms or subject == one.demand:
            said = reading.said(one.name, one.name_bn)
            yield _line(reading, "win", said, one.confirmation, one.on)
