"""Warm introductions to a person or a firm of this desk: from its store to paths in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds.firm import Firm
from desk_app.domain.labels import Language
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.domain.surroundings import Surroundings
from desk_app.matching.acquaintance import Acquaintance
from desk_app.matching.introductions import ASKS_A_YEAR, YEAR, Path, introductions
from desk_app.matching.remarks import Remark
from desk_app.matching.wording import worded

REACHED = ("person", "firm", "hub")
LONG_AGO = 730  # days since the last meeting after which somebody hardly expects a call
COOLED = 0.7


class Paths(Protocol):
    """What is asked of a store; `desk_app.store.store.Store` is one."""

    def record(self, id: UUID) -> Record[Content]:
        """Return one record."""
        ...

    def around(self, target: UUID) -> Surroundings:
        """Return who is known around a person or an organisation."""
        ...

    def titles(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """Return the titles of records."""
        ...


class Warm(Struct, frozen=True):
    """The best paths to `target`, the likeliest first, with the names they speak of.

    `known` tells whether the paths begin with people this mission has met; if it met nobody who
    leads there, they begin with anybody who agreed to be asked. `courtesy` tells which other
    missions already speak with a firm and since when.
    """

    target: UUID
    paths: tuple[Path, ...]
    remarks: tuple[Remark, ...]
    names: Mapping[UUID, str]
    asked: Mapping[UUID, int]
    known: bool
    courtesy: tuple[str, ...] = ()

    def name(self, id: UUID) -> str:
        """Return what a person, firm or hub is called."""
        return self.names.get(id, "?")

    def asks(self, person: UUID) -> tuple[int, int]:
        """Return how often somebody was asked in a year, and how often is enough."""
        return self.asked.get(person, 0), ASKS_A_YEAR

    def sentences(self, remarks: Iterable[Remark], language: Language = "en") -> tuple[str, ...]:
        """Return remarks in words."""
        return tuple(worded(remark, self.names).text(language) for remark in remarks)


def warm(store: Paths, target: UUID, *, today: date, count: int = 5) -> Warm:
    """Find the best paths to a person, firm or hub.

    Raises:
        NoSuchRecord: it is not here.
        WrongInput: nobody can be introduced to a record of its kind.
    """
    record = store.record(target)
    if record.kind not in REACHED:
        raise WrongInput(
            "An introduction leads to a person, a firm or a hub. Choose one of these."
        )
    around = store.around(target)
    graph = Acquaintance(around, today=today)
    met = {person: _warmth(today, day) for person, day in around.met}
    found = introductions(graph, target, known=met, count=count) if met else None
    if found is None or not found.paths:
        met, found = {}, introductions(graph, target, count=count)
    people = {hop.asked for path in found.paths for hop in path.hops}
    return Warm(
        target=target,
        paths=found.paths,
        remarks=found.remarks,
        names=store.titles(_named(target, found.paths)),
        asked={person: graph.asks_since(graph.places[person], YEAR) for person in people},
        known=bool(met),
        courtesy=spoken_with(record),
    )


def _warmth(today: date, met: date) -> float:
    return 1.0 if (today - met).days <= LONG_AGO else COOLED


def spoken_with(record: Record[Content]) -> tuple[str, ...]:
    """Return which other missions speak with a firm and since when, as the ministry told it."""
    return record.content.spoken_by if isinstance(record.content, Firm) else ()


def _named(target: UUID, paths: Iterable[Path]) -> set[UUID]:
    found = {target}
    for path in paths:
        for hop in path.hops:
            found |= {hop.asked, hop.to}
            found |= {id for id in (hop.organisation, hop.told_by) if id is not None}
            found |= {id for why in hop.why for id in why.about}
    return found
