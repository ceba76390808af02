"""What nobody could offer, told to those who train people, without telling who asked.

Desks send slips; they are added up here and nowhere else, at the ministry and in the window of
whoever may see all slips. A figure is shown only when

* at least `TELLINGS` tellings of at least `MISSIONS` missions are in it (the threshold rule of
  statistical disclosure control; OECD Glossary of Statistical Terms, "threshold rule"). All that
  a mission told on one day counts as one telling, since it may be one client's demand;
* no telling makes more than `LARGEST` of it, so that nobody's own need can be guessed from it
  (the dominance rule; Handbook on Statistical Disclosure Control, "Magnitude tabular data");
* and it is rounded to `ROUNDING` heads.

What cannot be shown so is put together with its like: month to quarter to year, then all levels,
then the wider skill. What fits nowhere is told by skill and year as one of four `BANDS`, without
how many asked. Each heads-and-month stands in one place only, so nothing can be found by
subtracting one figure from another.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.gap import Shortfall
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.records import Record

TELLINGS = 3
MISSIONS = 2
LARGEST = 0.75
ROUNDING = 5
BANDS = ((25, "1–25"), (50, "26–50"), (100, "51–100"))
OVER = "over 100"


class Slip(Struct, frozen=True):
    """Heads of a skill and level that a mission lacks in a month (2027-03), told on a day."""

    mission: UUID
    told: date
    skill: str
    level: str
    month: str
    heads: int


class Figure(Struct, frozen=True):
    """Heads that are missing, about: `period` is 2027-03, 2027-Q1 or 2027, `level` empty for any.

    `heads` adds up the most that each telling lacks at one time within the period. Where only a
    `band` may be told, `heads`, `tellings` and `missions` are 0.
    """

    skill: str
    level: str
    period: str
    heads: int = 0
    tellings: int = 0
    missions: int = 0
    band: str = ""


Parents = Mapping[str, str]
"""The wider skill of each skill, by code."""

_Place = tuple[str, str, str]  # skill, level, period
_Coarser = Callable[[Slip], _Place]


def slips_of(records: Iterable[Record[Shortfall]]) -> Iterator[Slip]:
    """Yield the slips in use among records, those of the ministry itself left out."""
    for record in records:
        content, envelope = record.content, record.envelope
        if envelope.archived is not None or envelope.owner is None or content.month is None:
            continue
        told = content.told or envelope.updated.at.date()
        month = content.month.strftime("%Y-%m")
        if content.heads and content.heads > 0:
            yield Slip(envelope.owner, told, content.skill, content.level, month, content.heads)


def parents(skills: Iterable[Skill]) -> Parents:
    """Return the wider skill of each."""
    return {skill.code: skill.parent for skill in skills}


def added_up(slips: Iterable[Slip], wider: Parents, since: str = "") -> tuple[Figure, ...]:
    """Return what may be told of the months from `since` (2027-03) on."""
    left = sorted((slip for slip in slips if slip.month >= since and slip.heads > 0), key=_order)
    figures: list[Figure] = []
    for coarser in _steps(wider):
        together = _together(left, coarser)
        left = list[Slip]()
        for place, some in sorted(together.items()):
            figure = _figure(place, some)
            if figure is None:
                left.extend(some)
            else:
                figures.append(figure)
    rest = _together(left, lambda slip: (slip.skill, "", slip.month[:4]))
    figures += [_banded(place, some) for place, some in sorted(rest.items())]
    return tuple(sorted(figures, key=lambda figure: (figure.skill, figure.level, figure.period)))


def _order(slip: Slip) -> tuple[str, str, str, UUID, date, int]:
    return slip.skill, slip.level, slip.month, slip.mission, slip.told, slip.heads


def _together(slips: Iterable[Slip], coarser: _Coarser) -> dict[_Place, list[Slip]]:
    together: dict[_Place, list[Slip]] = {}
    for slip in slips:
        together.setdefault(coarser(slip), []).append(slip)
    return together


def _steps(wider: Parents) -> Iterator[_Coarser]:
    yield lambda s: (s.skill, s.level, s.month)
    yield lambda s: (s.skill, s.level, _quarter(s.month))
    yield lambda s: (s.skill, s.level, s.month[:4])
    yield lambda s: (s.skill, "", _quarter(s.month))
    yield lambda s: (s.skill, "", s.month[:4])
    yield lambda s: (_wider(wider, s.skill, 1), "", s.month[:4])
    yield lambda s: (_wider(wider, s.skill, 2), "", s.month[:4])


def _quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def _wider(wider: Parents, skill: str, steps: int) -> str:
    """Return the skill so many steps up, or the widest there is."""
    for _ in range(steps):
        skill = wider.get(skill) or skill
    return skill


def _most(slips: Iterable[Slip]) -> dict[tuple[UUID, date], int]:
    """Return the most heads that each telling lacks at one time."""
    months: dict[tuple[UUID, date], dict[str, int]] = {}
    for slip in slips:
        own = months.setdefault((slip.mission, slip.told), {})
        own[slip.month] = own.get(slip.month, 0) + slip.heads
    return {telling: max(own.values()) for telling, own in months.items()}


def _figure(place: _Place, slips: Iterable[Slip]) -> Figure | None:
    """Return the figure of `slips`, or None where it may not be told."""
    most = _most(slips)
    missions, heads = len({mission for mission, _ in most}), sum(most.values())
    if len(most) < TELLINGS or missions < MISSIONS or max(most.values()) > LARGEST * heads:
        return None
    return Figure(*place, max(ROUNDING, ROUNDING * round(heads / ROUNDING)), len(most), missions)


def _banded(place: _Place, slips: Iterable[Slip]) -> Figure:
    heads = sum(_most(slips).values())
    return Figure(*place, band=next((band for most, band in BANDS if heads <= most), OVER))
