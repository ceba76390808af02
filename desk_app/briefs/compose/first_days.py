"""What falls due in the days ahead: meetings, promises, decisions, and what runs out."""

from collections.abc import Iterator
from datetime import date

from desk_app.briefs.compose.offer import is_ours
from desk_app.briefs.compose.report import named_demand
from desk_app.briefs.compose.workload import Work
from desk_app.briefs.content import Spans
from desk_app.domain.kinds import Check, Consent, Fact, Firm, Proposal, Task
from desk_app.domain.kinds.check import CHECKS
from desk_app.domain.material import Period

_CHECKS = {choice.code: choice.label for choice in CHECKS}

Due = tuple[date, Spans, str]
"""On which day, what, and what kind of thing it is."""


def due(work: Work, ahead: Period) -> list[Due]:
    """Return what falls into a period, by day."""
    found = [
        *_meetings(work, ahead),
        *_tasks(work, ahead),
        *_decisions(work, ahead),
        *_expiring(work, ahead),
    ]
    return sorted(found, key=lambda line: line[0])


def _meetings(work: Work, ahead: Period) -> Iterator[Due]:
    reading = work.reading
    for meeting in (record.content for record in work.meetings(ahead, "planned")):
        if meeting.when is not None:
            said = reading.said(meeting.subject, meeting.subject_bn)
            yield meeting.when.date(), (said,), reading.words.say.due_kinds["meeting"]


def _tasks(work: Work, ahead: Period) -> Iterator[Due]:
    reading, kinds = work.reading, work.reading.words.say.due_kinds
    for task in (record.content for record in work.all(Task)):
        if task.done is None and task.due is not None and ahead.has(task.due):
            said = reading.said(task.what, task.what_bn)
            yield task.due, (said,), kinds.get(task.promised_by, kinds["task"])


def _decisions(work: Work, ahead: Period) -> Iterator[Due]:
    reading, kinds = work.reading, work.reading.words.say.due_kinds
    for record in work.live():
        if (day := record.content.decision) and ahead.has(day):
            yield day, named_demand(reading, record), kinds["decision"]
    for proposal in (record.content for record in work.all(Proposal)):
        ours = proposal.state in ("draft", "returned")
        if ours and (day := proposal.deadline) and ahead.has(day):
            yield day, (reading.said(proposal.name, proposal.name_bn),), kinds["proposal"]


def _expiring(work: Work, ahead: Period) -> Iterator[Due]:
    """Yield facts, consents and checks that run out: renewed in time they are not missed."""
    reading, kinds = work.reading, work.reading.words.say.due_kinds
    for fact in (record.content for record in reading.all(Fact)):
        if (day := fact.until) and ahead.has(day):
            yield day, (reading.said(fact.statement, fact.statement_bn),), kinds["fact"]
    for consent in (record.content for record in work.all(Consent)):
        name = reading.title(consent.person)
        if name and (day := consent.until) and ahead.has(day):
            yield day, (reading.span(name),), kinds["consent"]
    for check in (record.content for record in reading.all(Check)):
        firm = reading.find(Firm, check.firm)
        if firm and is_ours(firm.content) and (day := check.until) and ahead.has(day):
            label = _CHECKS.get(check.nature)
            said = f"{reading.title(firm.id)}: {reading.words.label(label) if label else ''}"
            yield day, (reading.span(said),), kinds["check"]
