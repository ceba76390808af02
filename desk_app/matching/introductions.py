"""Warm introductions: whom to ask, so that somebody is reached through people who know them."""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count as count_up
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from desk_app.matching.acquaintance import Acquaintance, Bond, Known
from desk_app.matching.remarks import Remark, Said

HOPS = 3
REST = 90  # days somebody who was asked is left in peace
YEAR = 365
ASKS_A_YEAR = 3  # the ask budget: who gave so much is asked last
TIRED, USED = 0.25, 0.7  # what is left of a path through somebody asked too often, or lately
OLD = 2  # years after which an acquaintance is worth a question


class Hop(Struct, frozen=True):
    """`asked` is asked to introduce us to `to`, because of a tie or an organisation they share.

    `told_by` says so. `likely` is our guess that it comes about, for ranking only.
    """

    asked: UUID
    to: UUID
    tie: UUID | None
    organisation: UUID | None
    told_by: UUID | None
    likely: float
    why: tuple[Remark, ...]


class Path(Struct, frozen=True):
    """From the first person we ask to the one we want to meet; at most `HOPS` hops."""

    hops: tuple[Hop, ...]
    likely: float

    @property
    def first(self) -> UUID:
        """Whom we ask ourselves."""
        return self.hops[0].asked


class Introductions(Struct, frozen=True):
    """The best path for each person who could be asked first, the likeliest first."""

    paths: tuple[Path, ...]
    remarks: tuple[Remark, ...] = ()


class _Reached(NamedTuple):
    """A person on the way back from the target: `after` leads on to it."""

    place: int
    bond: Bond | None
    after: "_Reached | None"
    hops: int


def introductions(
    graph: Acquaintance, target: UUID, *, known: Known | None = None, count: int = 5
) -> Introductions:
    """Find the best paths to a person or an organisation.

    Only people who agreed to be asked and may be approached are named. `known` are those we can
    turn to ourselves; without it, everybody who agreed. The likelihood of a path is the product
    of its hops', so a path in circles never wins; the search (Dijkstra's, from the target
    backwards, bounded in hops) is exact.
    """
    place = graph.places.get(target)
    if place is None:
        return Introductions((), (Remark(Said.NOT_HERE, about=(target,)),))
    if place < graph.people and graph.barred[place]:
        return Introductions((), (Remark(Said.NOT_TO_BE_APPROACHED, about=(target,)),))
    found = _Search(graph, place, known, count).best()
    paths = tuple(Path(tuple(_hops(graph, reached)), likely) for likely, reached in found)
    remarks = () if paths else (Remark(Said.NOBODY_KNOWS, about=(target,)),)
    return Introductions(paths, remarks)


class _Search:
    """Dijkstra's search from the target backwards; a way of fewer hops stays open beside it."""

    def __init__(self, graph: Acquaintance, target: int, known: Known | None, count: int) -> None:
        self._graph = graph
        self._target = target
        self._known = known
        self._count = count
        self._heap: list[tuple[float, int, UUID, int, _Reached]] = []
        self._fewest: dict[int, int] = {}
        self._found: dict[int, tuple[float, _Reached]] = {}
        self._turns = count_up()
        self._least = 0.0  # what a path must be worth to be among the best

    def best(self) -> list[tuple[float, _Reached]]:
        """Return the best path for each person we can turn to, the likeliest first."""
        self._spread(1.0, _Reached(self._target, None, None, 0))
        while self._heap:
            chance, hops, _, _, reached = heappop(self._heap)
            if -chance < self._least:
                break
            if hops >= self._fewest.get(reached.place, HOPS + 1):
                continue  # a likelier way with no more hops is known
            self._fewest[reached.place] = hops
            self._note(-chance, reached)
            if hops < HOPS:
                self._spread(-chance, reached)
        ids = self._graph.ids
        order = sorted(
            self._found.values(), key=lambda one: (-one[0], one[1].hops, ids[one[1].place])
        )
        return order[: self._count]

    def _note(self, likely: float, reached: _Reached) -> None:
        likely *= self._answers(reached.place)
        known = self._found.get(reached.place)
        if likely > 0 and (known is None or likely > known[0]):
            self._found[reached.place] = likely, reached
            if len(self._found) >= self._count:
                worth = sorted((one[0] for one in self._found.values()), reverse=True)
                self._least = worth[self._count - 1]

    def _answers(self, place: int) -> float:
        if self._known is None:
            return 1.0
        return min(1.0, self._known.get(self._graph.ids[place], 0.0))

    def _spread(self, likely: float, reached: _Reached) -> None:
        graph, hops = self._graph, reached.hops + 1
        for bond in graph.who_know(reached.place):
            other = bond.other
            if not graph.willing[other] or hops >= self._fewest.get(other, HOPS + 1):
                continue
            chance = likely * bond.likely * _freshness(graph, other)
            if chance < self._least or other == self._target:
                continue
            if hops == HOPS and not self._answers(other):
                continue
            step = _Reached(other, bond, reached, hops)
            heappush(self._heap, (-chance, hops, graph.ids[other], next(self._turns), step))


def _freshness(graph: Acquaintance, place: int) -> float:
    """Return how much somebody's readiness suffers from having been asked."""
    days = graph.last_asked(place)
    if days < 0 or days > YEAR:
        return 1.0
    return TIRED if days <= REST or graph.asks_since(place, YEAR) >= ASKS_A_YEAR else USED


def _hops(graph: Acquaintance, reached: _Reached) -> Iterator[Hop]:
    step = reached
    while step.bond is not None and step.after is not None:
        bond = step.bond
        yield Hop(
            asked=graph.ids[step.place],
            to=graph.ids[step.after.place],
            tie=graph.ties[bond.tie] if bond.tie >= 0 else None,
            organisation=graph.ids[bond.organisation] if bond.organisation >= 0 else None,
            told_by=graph.tellers.get(bond.tie),
            likely=bond.likely * _freshness(graph, step.place),
            why=tuple(_why(graph, step.place, step.after.place, bond)),
        )
        step = step.after


def _why(graph: Acquaintance, asked: int, to: int, bond: Bond) -> Iterator[Remark]:
    if bond.tie >= 0:
        yield Remark(Said.KNOWS, about=(graph.ids[to],), number=graph.strength[bond.tie], of=5)
        said = graph.may_ask[bond.tie] and graph.ends[0][bond.tie] == asked
        yield Remark(Said.MAY_BE_ASKED if said else Said.NOT_SAID_IF_ASKED)
        years = (graph.today - graph.told[bond.tie]) // YEAR
        if years >= OLD:
            yield Remark(Said.HEARD_LONG_AGO, number=years)
    else:
        yield _where(graph, asked, to, bond.organisation)
    days = graph.last_asked(asked)
    if 0 <= days <= YEAR:
        asks = graph.asks_since(asked, YEAR)
        yield Remark(Said.ASKED_LATELY, number=days, of=asks)


def _where(graph: Acquaintance, asked: int, to: int, organisation: int) -> Remark:
    stays = [stay for stay in graph.stays[organisation] if stay.person == asked]
    here = any(stay.here for stay in stays)
    about = (graph.ids[organisation],)
    if to == organisation:
        return Remark(Said.WORKS_THERE if here else Said.WORKED_THERE, about=about)
    others = any(stay.here for stay in graph.stays[organisation] if stay.person == to)
    said = Said.WORKS_TOGETHER if here and others else Said.SHARED_ORGANISATION
    return Remark(said, about=about)
