"""What the page of gaps shows: a desk's own slips, or what may be told of all missions."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct

from desk_app.domain.gaps import Figure, Slip, added_up, parents, slips_of
from desk_app.domain.kinds.gap import Cohort, Shortfall
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.records import Record
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every

EVERYWHERE = ("analyst", "publisher", "auditor")
"""The roles whose desk holds the slips of all missions."""


class Gaps(Struct, frozen=True):
    """Figures by skill, level and period, and what training bodies answered.

    `everywhere`: the figures are of all missions, as far as they may be told; otherwise they are
    what this desk told itself, and say no missions.
    """

    everywhere: bool
    figures: tuple[Figure, ...]
    cohorts: tuple[Record[Cohort], ...]

    def answers(self, figure: Figure) -> tuple[Record[Cohort], ...]:
        """Return the cohorts that train what is missing."""
        return tuple(
            record
            for record in self.cohorts
            if record.content.skill == figure.skill
            and (not record.content.level or figure.level in ("", record.content.level))
        )


def gaps(desk: DeskStore) -> Gaps:
    """Read the slips this desk holds, and add them up as its officer may see them."""
    everywhere = bool(desk.desk.device) and desk.desk.role in EVERYWHERE
    slips = tuple(slips_of(every(desk, Shortfall)))
    if everywhere:
        skills = (record.content for record in every(desk, Skill))
        figures = added_up(slips, parents(skills))
    else:
        figures = tuple(own(slips, desk.desk.mission))
    cohorts = sorted(every(desk, Cohort), key=lambda r: (str(r.content.certified), r.id))
    return Gaps(everywhere, figures, tuple(cohorts))


def own(slips: Iterable[Slip], mission: UUID | None) -> list[Figure]:
    """Add up what one mission told, by skill, level and month: nothing of it is hidden from it."""
    heads: dict[tuple[str, str, str], int] = {}
    for slip in slips:
        if slip.mission == mission:
            key = slip.skill, slip.level, slip.month
            heads[key] = heads.get(key, 0) + slip.heads
    return [Figure(*key, heads=count) for key, count in sorted(heads.items())]
