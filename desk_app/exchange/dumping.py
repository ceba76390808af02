"""A whole dump brought in: records as they were kept, those the desk has by the order's rule.

A desk that was never enrolled takes everything as it was. One that was takes its own mission's
records, those of a desk that had no mission yet, and those of missions that its ministry does
not know, which become its mission's. What belongs to another mission stays theirs and is left
out, for a file must not make one mission's records another's; what the ministry keeps comes from
the ministry alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec import Struct

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.changes import Changes
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Envelope, Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.sentences import Sentence
from desk_app.exchange.bringing import Order, Outcome, Survey
from desk_app.exchange.contacts import Problem
from desk_app.exchange.dump import Dump, Dumped, read_dump
from desk_app.exchange.keeping import Keeper, Nobody, Writing
from desk_app.exchange.planning import (
    Choice,
    Match,
    Plan,
    Planned,
    Progress,
    Row,
    changes_of,
    on_and_on,
)
from desk_app.exchange.reading import Intake
from desk_app.exchange.usual import usual

STRETCH = 500


def survey_dump(intake: Intake, order: Order, keeper: Keeper | None) -> Survey:
    """Return what bringing a dump in would do; nothing is written.

    Raises:
        FileTrouble: it is no whole dump.
    """
    dump = read_dump(intake.data)
    rows = tuple(_planned(dump, order, keeper or Nobody()))
    counts: Counter[Choice] = Counter(row.item.choice for row in rows)
    problems = dump.problems + _told(sum(row.theirs for row in rows))
    return Survey(Plan(tuple(row.item for row in rows), dict(counts)), problems)


def bring_dump(
    intake: Intake, order: Order, keeper: Writing, progress: Progress = on_and_on
) -> Outcome:
    """Bring a dump in: what is not here comes as it was kept, with its identifier.

    Raises:
        FileTrouble: it is no whole dump; nothing came in.
        StoreTrouble: the disk did not let it; the register knows what came in.
    """
    dump = read_dump(intake.data)
    id = keeper.begin_import(intake.name, intake.sha256, "")
    counts: Counter[str] = Counter()
    changes = Changes()
    stopped = False
    theirs = 0
    for start, some in _stretches(_planned(dump, order, keeper)):
        if not progress(start, len(dump.records)):
            stopped = True
            break
        envelopes: dict[UUID, Envelope] = {}
        acts: list[Act] = []
        for row in some:
            item, dumped = row.item, row.dumped
            counts[item.choice] += 1
            theirs += row.theirs
            if item.choice == "create":
                envelopes[dumped.id] = dumped.envelope
                audience, source = dumped.envelope.audience, dumped.envelope.source
                fields = usual(dumped.kind) | dumped.fields
                deed = Create(dumped.id, dumped.kind, fields, audience, source)
                acts.append(Act((deed,), "Import"))
            elif item.choice in ("update", "fill"):
                fields = {change.field: change.after for change in item.matches[0].changes}
                acts.append(Act((Change(dumped.id, fields),), "Import"))
        changes = changes.and_also(keeper.bring(id, acts, envelopes))
    keeper.end_import(id, counts)
    return Outcome(id, dict(counts), (), dump.problems + _told(theirs), changes, stopped)


class _Turn(Struct, frozen=True):
    """A record of the dump, and what becomes of it; `theirs`: it is not this mission's."""

    item: Planned
    dumped: Dumped
    theirs: bool = False


def _told(theirs: int) -> tuple[Problem, ...]:
    if not theirs:
        return ()
    sentence = Sentence(
        "One record belongs to another mission or to the ministry; it stays theirs and is left "
        "out. What is shared with this desk comes by the exchange.",
        "{count} records belong to other missions or to the ministry; they stay theirs and are "
        "left out. What is shared with this desk comes by the exchange.",
        count=theirs,
    )
    return (Problem(0, sentence),)


def _stretches(
    items: Iterable[_Turn],
) -> Iterator[tuple[int, list[_Turn]]]:
    some: list[_Turn] = []
    start = 0
    for item in items:
        some.append(item)
        if len(some) >= STRETCH:
            yield start, some
            start += len(some)
            some = []
    if some:
        yield start, some


def _planned(dump: Dump, order: Order, keeper: Keeper) -> Iterator[_Turn]:
    """Decide record after record; reference data first, for others point at it.

    What was merged comes after its survivor, which must be there to be named; people and their
    answers come before what needs their consent.
    """
    into = {d.id: d.envelope.archived.into for d in dump.records if d.envelope.archived}

    def turn(dumped: Dumped) -> tuple[bool, bool, int]:
        steps, at = 0, into.get(dumped.id)
        while at is not None and steps < len(into):
            steps, at = steps + 1, into.get(at)
        return not KINDS[dumped.kind].read_only, dumped.kind not in ("person", "consent"), steps

    known = _missions(dump, keeper)
    ordered = sorted(dump.records, key=turn)
    for start in range(0, len(ordered), STRETCH):
        some = ordered[start : start + STRETCH]
        here = keeper.records([dumped.id for dumped in some])
        for number, dumped in enumerate(some, start + 1):
            yield _one(dumped, number, order, here.get(dumped.id), known)


def _one(
    dumped: Dumped,
    number: int,
    order: Order,
    record: Record[Content] | None,
    known: "_Missions | None",
) -> _Turn:
    row = Row(number, dumped.kind, dumped.fields, number=number)
    envelope = dumped.envelope if record is None else record.envelope
    theirs = known is not None and known.others(dumped.kind, envelope.owner)
    if record is None:
        return _Turn(Planned(row, "skip" if theirs else "create"), dumped, theirs)
    before = plain(record.content)
    if record.kind != dumped.kind or KINDS[dumped.kind].read_only or before == dumped.fields:
        return _Turn(Planned(row, "same"), dumped)
    if theirs:
        return _Turn(Planned(row, "skip"), dumped, theirs=True)
    only_blank = order.rule == "fill"
    changes = changes_of(row, before, only_blank=only_blank)
    match = Match(record.id, 1.0, ("same record",), changes)
    return _Turn(Planned(row, order.rule if changes else "same", (match,)), dumped)


class _Missions(Struct, frozen=True):
    """Whose desk this is, and which owners in the dump its ministry knows as missions."""

    own: UUID
    known: frozenset[UUID]

    def others(self, kind: str, owner: UUID | None) -> bool:
        """Tell whether a record belongs to another mission or to the ministry."""
        if KINDS[kind].local:
            return False
        if KINDS[kind].read_only:
            return True
        # Before the first exchange no mission is known, and anybody may be one.
        told = self.own in self.known
        return owner not in (None, self.own) and (owner in self.known or not told)


def _missions(dump: Dump, keeper: Keeper) -> _Missions | None:
    """Return the missions; None at a desk that was never enrolled."""
    if keeper.mission is None:
        return None
    owners = {dumped.envelope.owner for dumped in dump.records} - {None}
    asked = [keeper.mission, *(owner for owner in owners if owner is not None)]
    return _Missions(keeper.mission, frozenset(keeper.records(asked)))
