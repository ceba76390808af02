"""The loss ledger: what was lost for which reason, to which country, over which skill.

No client is in it. Before it leaves those who may see the demands themselves, a line needs
`LEAST` losses of `MISSIONS` missions; those of fewer are told without their skill, then without
their country, then only as a number.
"""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.records import Record

LEAST = 3
MISSIONS = 2


class Loss(Struct, frozen=True):
    """One lost demand: `skill` is the one most heads were asked of, empty where none was."""

    mission: UUID | None
    reason: str
    country: str
    skill: str
    heads: int


class Row(Struct, frozen=True):
    """Losses of a kind; an empty `country`, `skill` or `reason` stands for any or none told."""

    reason: str
    country: str
    skill: str
    losses: int
    missions: int
    heads: int


_Place = tuple[str, str, str]


def losses_of(
    demands: Iterable[Record[Demand]], lines: Iterable[Record[DemandLine]]
) -> Iterator[Loss]:
    """Yield the losses among demands in use."""
    heads: dict[UUID, dict[str, int]] = {}
    for line in lines:
        if line.content.demand is not None and line.envelope.archived is None:
            own = heads.setdefault(line.content.demand, {})
            own[line.content.skill] = own.get(line.content.skill, 0) + (line.content.heads or 0)
    for demand in demands:
        content = demand.content
        if content.stage == "lost" and demand.envelope.archived is None:
            own = heads.get(demand.id, {})
            skill = max(sorted(own), key=lambda one: own[one], default="")
            owner, total = demand.envelope.owner, sum(own.values())
            yield Loss(owner, content.lost_reason, content.lost_to, skill, total)


def ledger(losses: Iterable[Loss], *, protected: bool) -> tuple[Row, ...]:
    """Return the lines of the ledger, the most losses first.

    `protected` applies the rule for small numbers; without it every loss is told, which is for
    those who may read the demands.
    """
    left = list(losses)
    rows: list[Row] = []
    for place in _STEPS[: None if protected else 1]:
        together: dict[_Place, list[Loss]] = {}
        for loss in left:
            together.setdefault(place(loss), []).append(loss)
        left = list[Loss]()
        for key, some in sorted(together.items()):
            row = _row(key, some)
            if protected and (row.losses < LEAST or row.missions < MISSIONS):
                left.extend(some)
            else:
                rows.append(row)
    rows.sort(key=lambda row: (-row.losses, row.reason, row.country, row.skill))
    # Of what is left nothing but that there were some; not even how many missions.
    return (*rows, Row("", "", "", len(left), 0, 0)) if left else tuple(rows)


_STEPS: tuple[Callable[[Loss], _Place], ...] = (
    lambda loss: (loss.reason, loss.country, loss.skill),
    lambda loss: (loss.reason, loss.country, ""),
    lambda loss: (loss.reason, "", ""),
)


def _row(place: _Place, losses: list[Loss]) -> Row:
    missions = len({loss.mission for loss in losses})
    return Row(*place, len(losses), missions, sum(loss.heads for loss in losses))
