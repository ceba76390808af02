"""The paper's way back: boxes to fill in by hand, with the code that finds the meeting again."""

from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import Block, OutcomeBox, OutcomeBoxes
from desk_app.domain.codes import code_of
from desk_app.domain.kinds import Meeting
from desk_app.domain.kinds.demand import LOSSES
from desk_app.domain.records import Record

_MOST_ASKS = 3
_LONGEST = 70


def outcome(reading: Reading, subject: Record[Meeting]) -> tuple[Block, ...]:
    """Return the boxes of a meeting: how it went, each thing asked, promises, what is new."""
    say, meeting = reading.words.say, subject.content
    boxes = [OutcomeBox(say.outcome_how, say.outcome_choices, 1)]
    asks = reading.lines(meeting.asks, meeting.asks_bn)[:_MOST_ASKS]
    boxes += [OutcomeBox(_short(ask), say.outcome_choices, 0) for ask in asks]
    boxes += [OutcomeBox(say.outcome_ours), OutcomeBox(say.outcome_theirs)]
    boxes.append(OutcomeBox(say.outcome_new))
    reasons = tuple(reading.words.label(choice.label) for choice in LOSSES)
    if meeting.demands:
        boxes.append(OutcomeBox(say.outcome_reasons, reasons, 0))
    code = code_of(subject.id)
    note = say.outcome_note
    if officer := reading.options.officer:
        note = f"{note} {say.prepared_by.format(name=reading.officer_name(officer))}"
    return (OutcomeBoxes(tuple(boxes), code, f"ict-desk:outcome/{code}", note),)


def _short(text: str) -> str:
    """Return the first words of a point, enough to know it by."""
    if len(text) <= _LONGEST:
        return text.rstrip(".।")
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
