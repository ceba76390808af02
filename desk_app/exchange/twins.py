"""The work-list of likely twins: the surest first, bounded however many records there are."""

from collections.abc import Callable, Iterable, Iterator, Set
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from desk_app.domain.values import Plain
from desk_app.exchange.duplicates import SUGGESTED, Index, Party, Reason, Suggestion, compare
from desk_app.exchange.planning import named_party

MOST = 2_000
"""How many pairs a work-list holds; when they are seen to, the next look brings others."""

_SAID = 1.0
"""How sure a pair is that an officer named."""

_BREATH = 200
"""After so many pairs others may work for a moment."""


class Compared(Protocol):
    """A record as it is compared; `orgs` are the names of where a person works."""

    @property
    def id(self) -> UUID:
        """The record."""
        ...

    @property
    def kind(self) -> str:
        """Its kind."""
        ...

    @property
    def fields(self) -> Plain:
        """Its fields as JSON values."""
        ...

    @property
    def orgs(self) -> tuple[str, ...]:
        """Where it works."""
        ...


class Twins(Struct, frozen=True):
    """Two records that may be one, and why."""

    one: UUID
    other: UUID
    confidence: float
    reasons: tuple[Reason, ...]


def party(record: Compared) -> Party:
    """Return a record as duplicates compare it."""
    return named_party(record.id, record.kind, record.fields, record.orgs)


def work_list(
    parties: Iterable[Party],
    parted: Set[frozenset[UUID]] = frozenset(),
    *,
    said: Iterable[tuple[UUID, UUID]] = (),
    most: int = MOST,
    breathe: Callable[[], object] = lambda: None,
) -> list[Twins]:
    """Return the pairs that may be one, the surest first, at most `most`.

    Pairs of which more than the name is the same are looked for first, so that the bound leaves
    out the least sure. `parted` are pairs that an officer said are not one, `said` those that
    one said are, and which are not merged yet; `breathe` is called now and then.
    """
    every = list(parties)
    here = {party.key for party in every}
    found = {
        frozenset(pair): Twins(*pair, _SAID, ("same record",))
        for pair in said
        if frozenset(pair) not in parted and here.issuperset(pair)
    }
    for number, pair in enumerate(_pairs(every)):
        if number % _BREATH == 0:
            breathe()
        twins = _twins(pair)
        key = frozenset((twins.one, twins.other))
        if key not in parted:
            found.setdefault(key, twins)
        if len(found) >= most:
            break
    return sorted(found.values(), key=lambda twins: (-twins.confidence, twins.one, twins.other))


def _pairs(parties: list[Party]) -> Iterator[Suggestion]:
    yield from Index(parties, sure=True).pairs()
    yield from Index(parties).pairs()


def _twins(pair: Suggestion) -> Twins:
    if not (isinstance(pair.one, UUID) and isinstance(pair.other, UUID)):
        raise TypeError("records are known by their identifiers")
    return Twins(pair.one, pair.other, pair.confidence, pair.reasons)


def perhaps(draft: Party, known: Iterable[Compared], least: float = SUGGESTED) -> list[Twins]:
    """Return which of `known` a draft may be, the surest first; `one` is the known record."""
    found = [compare(party(record), draft) for record in known]
    likely = [
        Twins(pair.one, pair.one, pair.confidence, pair.reasons)
        for pair in found
        if pair.confidence >= least and isinstance(pair.one, UUID)
    ]
    return sorted(likely, key=lambda twins: -twins.confidence)
