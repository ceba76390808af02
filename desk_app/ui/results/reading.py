"""What *Results* shows, read in one piece of work on the store lane."""

from msgspec import Struct

from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.kinds.fact import Fact
from desk_app.domain.kinds.introduction import Introduction
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.opening import Candidacy
from desk_app.domain.kinds.reference import Mission
from desk_app.domain.kinds.result import Target, Win
from desk_app.domain.records import Record
from desk_app.domain.results import (
    Losses,
    Progress,
    Reached,
    Step,
    Work,
    losses,
    pipeline,
    progress,
    toward,
)
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every, names_in


class Results(Struct, frozen=True):
    """Everything on the page; `aim` is the last target of all exports, `facts` what is known."""

    progress: tuple[Progress, ...]
    years: tuple[int, ...]
    aim: Record[Target] | None
    toward: Reached
    facts: tuple[Record[Fact], ...]
    wins: tuple[Record[Win], ...]
    pipeline: tuple[Step, ...]
    losses: Losses
    names: dict[str, str]


def results(desk: DeskStore) -> Results:
    """Read and count everything that this desk may see."""
    work = Work(
        wins=tuple(every(desk, Win)),
        demands=tuple(every(desk, Demand)),
        lines=tuple(every(desk, DemandLine)),
        meetings=tuple(every(desk, Meeting)),
        introductions=tuple(every(desk, Introduction)),
        candidacies=tuple(every(desk, Candidacy)),
        countries={r.id: r.content.country for r in every(desk, Mission)},
    )
    targets = every(desk, Target)
    aim = _aim(targets)
    unit = aim.content.value.unit if aim is not None and aim.content.value is not None else "USD"
    return Results(
        progress=progress(targets, work),
        years=tuple(sorted({r.content.year for r in targets if r.content.year})),
        aim=aim,
        toward=toward(unit, work),
        facts=tuple(_exports(desk)),
        wins=work.wins,
        pipeline=pipeline(work.demands),
        losses=losses(work),
        names=names_in(desk, work.wins),
    )


def _aim(targets: list[Record[Target]]) -> Record[Target] | None:
    """Return the target for all exports of the country that lies farthest ahead."""
    of_all = [r for r in targets if r.content.measure == "exports" and not r.content.country]
    return max(of_all, key=lambda r: (r.content.year or 0, r.id), default=None)


def _exports(desk: DeskStore) -> list[Record[Fact]]:
    """Return the figures of exports that may be said, the surest and newest first."""
    found = [r for r in every(desk, Fact) if r.content.topic == "export" and r.content.value]
    return sorted(found, key=lambda r: (_SURE.get(r.content.certainty, 2), r.content.statement))[
        :_MOST
    ]


_MOST = 4
_SURE = {"official": 0, "industry": 1}
