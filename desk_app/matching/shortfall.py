"""What nobody could cover, told to those who train people, without telling who asked.

A desk sends slips; the ministry adds them up. A figure is shown only when

* at least `DEMANDS` demands of at least `MISSIONS` missions are in it (the threshold rule of
  statistical disclosure control; OECD Glossary of Statistical Terms, "threshold rule"),
* no demand makes more than `LARGEST` of it, so that nobody's own need can be guessed from it (the
  dominance rule; Handbook on Statistical Disclosure Control, chapter "Magnitude tabular data"),
* and it is rounded to `ROUNDING` heads.

What cannot be shown so is put together with its like: month to quarter to year, then all levels,
then the wider skill. Each heads-and-month stands in one figure only, so nothing can be found by
subtracting one figure from another; what fits nowhere is withheld.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from desk_app.matching.proposals import Gap
from desk_app.matching.skills import SkillTree

DEMANDS = 3
MISSIONS = 2
LARGEST = 0.75
ROUNDING = 5


class Missing(Struct, frozen=True):
    """Heads of a skill and level that one demand lacks in a month (2027-03)."""

    skill: str
    level: str
    month: str
    heads: int


class Slip(Struct, frozen=True):
    """What one demand lacks. `token` tells demands apart; only its mission knows which it is."""

    mission: UUID
    token: str
    missing: tuple[Missing, ...]


class Figure(Struct, frozen=True):
    """Heads that are missing, about: `period` is 2027-03, 2027-Q1 or 2027, `level` empty for any.

    `heads` adds up the most that each demand misses at one time within the period.
    """

    skill: str
    level: str
    period: str
    heads: int
    demands: int
    missions: int


class Shortfall(Struct, frozen=True):
    """The figures that may be shown, and whether there is more that may not."""

    figures: tuple[Figure, ...]
    withheld: bool


def slip(mission: UUID, demand: UUID, gaps: Iterable[Gap], *, key: bytes) -> Slip:
    """Return what a demand lacks, without client, dates, places, prices or words.

    `key` is a secret of the mission (up to 64 bytes); the same demand keeps its token under it,
    so that a newer slip replaces an older one.
    """
    heads: dict[tuple[str, str, str], int] = {}
    for gap in gaps:
        place = gap.skill, gap.level, gap.month
        heads[place] = heads.get(place, 0) + gap.heads
    token = blake2b(demand.bytes, digest_size=16, key=key).hexdigest()
    missing = (Missing(*place, many) for place, many in sorted(heads.items()) if many > 0)
    return Slip(mission, token, tuple(missing))


class _Part(NamedTuple):
    mission: UUID
    token: str
    missing: Missing


_Place = tuple[str, str, str]  # skill, level, period
_Coarser = Callable[[Missing], _Place]


def added_up(slips: Iterable[Slip], tree: SkillTree) -> Shortfall:
    """Add up the slips of all missions; of two slips of one demand the later in order counts."""
    newest = {(slip.mission, slip.token): slip for slip in slips}
    left = [
        _Part(slip.mission, slip.token, missing)
        for _, slip in sorted(newest.items())
        for missing in slip.missing
        if missing.heads > 0
    ]
    figures: list[Figure] = []
    for coarser in _steps(tree):
        together: dict[_Place, list[_Part]] = {}
        for part in left:
            together.setdefault(coarser(part.missing), []).append(part)
        left = list[_Part]()
        for place, parts in sorted(together.items()):
            figure = _figure(place, parts)
            if figure is None:
                left.extend(parts)
            else:
                figures.append(figure)
    figures.sort(key=lambda figure: (figure.skill, figure.level, figure.period))
    return Shortfall(tuple(figures), withheld=bool(left))


def _steps(tree: SkillTree) -> Iterator[_Coarser]:
    yield lambda m: (m.skill, m.level, m.month)
    yield lambda m: (m.skill, m.level, _quarter(m.month))
    yield lambda m: (m.skill, m.level, m.month[:4])
    yield lambda m: (m.skill, "", _quarter(m.month))
    yield lambda m: (m.skill, "", m.month[:4])
    yield lambda m: (_wider(tree, m.skill, 1), "", m.month[:4])
    yield lambda m: (_wider(tree, m.skill, 2), "", m.month[:4])


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def _wider(tree: SkillTree, skill: str, steps: int) -> str:
    """Return the skill so many steps up, or the widest there is."""
    wider = (skill, *tree.ancestors(skill))
    return wider[min(steps, len(wider) - 1)]


def _figure(place: _Place, parts: Iterable[_Part]) -> Figure | None:
    """Return the figure of `parts`, or None where it may not be shown."""
    months: dict[tuple[UUID, str], dict[str, int]] = {}
    for part in parts:
        own = months.setdefault((part.mission, part.token), {})
        own[part.missing.month] = own.get(part.missing.month, 0) + part.missing.heads
    most = [max(own.values()) for own in months.values()]
    missions = len({mission for mission, _ in months})
    if len(most) < DEMANDS or missions < MISSIONS or max(most) > LARGEST * sum(most):
        return None
    heads = max(ROUNDING, ROUNDING * round(sum(most) / ROUNDING))
    return Figure(*place, heads, len(most), missions)
