"""Naming: nobody's name goes to a firm before they agreed to it."""

from uuid import UUID

from desk_app.domain.edits import Edit
from desk_app.ministry.conformance.cases import Bench, case
from desk_app.ministry.conformance.plain_desk import PlainDesk, expect, grouped


def _answer(desk: PlainDesk, person: UUID, answer: str) -> Edit:
    said = {
        "person": str(person),
        "purpose": "share_firms",
        "answer": answer,
        "on": desk.clock().date().isoformat(),
    }
    return desk.create("consent", said)


def _candidacy(desk: PlainDesk, **more: str) -> tuple[UUID, Edit]:
    """Make a person and an opening; return the person and a candidacy not yet sent."""
    person = desk.create("person", {"name": "Ada Example"})
    opening = desk.create("opening", {"name": "Java in Delft"})
    for verdict in desk.send(person, opening):
        expect(verdict.outcome == "accepted", "a person and an opening are accepted")
    links = {"person": str(person.record), "opening": str(opening.record)}
    return person.record, desk.create("candidacy", links | more)


@case
def nobody_is_named_who_has_not_agreed(bench: Bench) -> None:
    """Neither in a new record nor by a change; once there is a yes, they are."""
    desk = bench.desk()
    person, candidacy = _candidacy(desk, stage="named")
    verdict = desk.send(candidacy)[0]
    expect((verdict.reason, verdict.field) == ("not-agreed", "stage"), "a new one is refused")
    _, later = _candidacy(desk)
    expect(desk.send(later)[0].outcome == "accepted", "who is only suggested needs no answer")
    desk.pull()
    verdict = desk.send(desk.change(later.record, {"stage": "hired"}))[0]
    expect(verdict.reason == "not-agreed", "a change is refused")
    verdicts = desk.send(
        *grouped(desk, [_again(desk, candidacy), _answer(desk, person, "agreed")])
    )
    expect([v.outcome for v in verdicts] == ["accepted"] * 2, "a yes of the same act counts")


@case
def who_was_named_and_takes_it_back_goes_no_further(bench: Bench) -> None:
    """What the employer knows already can still be corrected."""
    desk = bench.desk()
    person, candidacy = _candidacy(desk, stage="named")
    desk.send(_answer(desk, person, "agreed"))
    expect(desk.send(candidacy)[0].outcome == "accepted", "who agreed is named")
    desk.send(_answer(desk, person, "withdrawn"))
    desk.pull()
    verdict = desk.send(desk.change(candidacy.record, {"stage": "interview"}))[0]
    expect(verdict.reason == "not-agreed", "nobody goes on who took it back")
    verdict = desk.send(desk.change(candidacy.record, {"why": "Knows Java"}))[0]
    expect(verdict.outcome == "accepted", "everything else can be written")
    closed = {"stage": "closed", "closing": "not_interested"}
    desk.pull()
    verdict = desk.send(desk.change(candidacy.record, closed))[0]
    expect(verdict.outcome == "accepted", "and it can be closed")


def _again(desk: PlainDesk, edit: Edit) -> Edit:
    """Return the same new record under a new edit: the first one was answered."""
    return desk.create(edit.kind, edit.fields)
