"""A whole dump brought in: records as they were kept, those the desk has by the order's rule."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.changes import Changes
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Envelope, Record
from desk_app.domain.registry import Content, plain
from desk_app.exchange.bringing import Order, Outcome, Survey
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
    counts: Counter[Choice] = Counter(item.choice for item, _ in rows)
    return Survey(Plan(tuple(item for item, _ in rows), dict(counts)), dump.problems)


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
    for start, some in _stretches(_planned(dump, order, keeper)):
        if not progress(start, len(dump.records)):
            stopped = True
            break
        envelopes: dict[UUID, Envelope] = {}
        acts: list[Act] = []
        for item, dumped in some:
            counts[item.choice] += 1
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
    return Outcome(id, dict(counts), (), dump.problems, changes, stopped)


def _stretches(
    items: Iterable[tuple[Planned, Dumped]],
) -> Iterator[tuple[int, list[tuple[Planned, Dumped]]]]:
    some: list[tuple[Planned, Dumped]] = []
    start = 0
    for item in items:
        some.append(item)
        if len(some) >= STRETCH:
            yield start, some
            start += len(some)
            some = []
    if some:
        yield start, some


def _planned(dump: Dump, order: Order, keeper: Keeper) -> Iterator[tuple[Planned, Dumped]]:
    """Decide record after record; reference data first, for others point at it.

    What was merged comes after its survivor, which must be there to be named.
    """
    into = {d.id: d.envelope.archived.into for d in dump.records if d.envelope.archived}

    def turn(dumped: Dumped) -> tuple[bool, int]:
        steps, at = 0, into.get(dumped.id)
        while at is not None and steps < len(into):
            steps, at = steps + 1, into.get(at)
        return not KINDS[dumped.kind].read_only, steps

    ordered = sorted(dump.records, key=turn)
    for start in range(0, len(ordered), STRETCH):
        some = ordered[start : start + STRETCH]
        here = keeper.records([dumped.id for dumped in some])
        for number, dumped in enumerate(some, start + 1):
            yield _one(dumped, number, order, here), dumped


def _one(
    dumped: Dumped, number: int, order: Order, here: Mapping[UUID, Record[Content]]
) -> Planned:
    row = Row(number, dumped.kind, dumped.fields, number=number)
    record = here.get(dumped.id)
    if record is None:
        return Planned(row, "create")
    before = plain(record.content)
    if record.kind != dumped.kind or KINDS[dumped.kind].read_only or before == dumped.fields:
        return Planned(row, "same")
    only_blank = order.rule == "fill"
    changes = changes_of(row, before, only_blank=only_blank)
    match = Match(record.id, 1.0, ("same record",), changes)
    return Planned(row, order.rule if changes else "same", (match,))
