"""What the ministry tells of all missions together, the small numbers protected."""

from collections.abc import Iterable
from typing import TypeVar

from desk_app.domain.gaps import Figure, added_up, parents, slips_of
from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.kinds.gap import Cohort, Shortfall
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.losses import Row, ledger, losses_of
from desk_app.domain.records import Record
from desk_app.domain.registry import KINDS, Content
from desk_app.ministry.service import Service
from desk_app.ministry.values import State

C = TypeVar("C", bound=Content)


def gaps(service: Service, since: str = "") -> tuple[Figure, ...]:
    """Return what is missing from the month `since` (2027-03) on; see `desk_app.domain.gaps`."""
    slips = slips_of(_records(service, Shortfall))
    wider = parents(record.content for record in _records(service, Skill))
    return added_up(slips, wider, since)


def cohorts(service: Service) -> tuple[Cohort, ...]:
    """Return what training bodies replied, the first certified first."""
    found = [r.content for r in _records(service, Cohort) if r.envelope.archived is None]
    return tuple(sorted(found, key=lambda cohort: (str(cohort.certified), cohort.skill)))


def losses(service: Service, *, protected: bool) -> tuple[Row, ...]:
    """Return the loss ledger; see `desk_app.domain.losses`."""
    found = losses_of(_records(service, Demand), _records(service, DemandLine))
    return ledger(found, protected=protected)


def skills(service: Service) -> dict[str, str]:
    """Return what skills are called, by code."""
    return {r.content.code: r.content.name for r in _records(service, Skill)}


def _records(service: Service, content: type[C]) -> list[Record[C]]:
    """Return the records of a kind, those left out that a mission keeps to itself."""
    kind = next(kind for kind in KINDS.values() if kind.content is content)
    return list(_read(service.of_kind(kind.name), content))


def _read(states: Iterable[State], content: type[C]) -> Iterable[Record[C]]:
    for state in states:
        if state.reach == "mission" and state.owner is not None:
            continue
        known = {name: v for name, v in state.fields.items() if name in KINDS[state.kind].fields}
        value = KINDS[state.kind].read(known)
        if isinstance(value, content):
            yield Record(state.id, state.kind, value, state.envelope, state.version, "received")
