"""Who is known around somebody: no more of people, ties and positions than a path needs."""

from datetime import date
from uuid import UUID

from msgspec import Struct


class Tied(Struct, frozen=True):
    """Somebody knows a person or an organisation; `told` is when that was last said or changed."""

    id: UUID
    person: UUID
    to: UUID
    strength: int
    may_ask: bool
    told: date
    told_by: UUID | None = None
    asked: date | None = None


class Seat(Struct, frozen=True):
    """Somebody works or worked at an organisation."""

    person: UUID
    organisation: UUID
    since: date | None = None
    until: date | None = None


class Surroundings(Struct, frozen=True):
    """People around a target, and what connects them.

    `willing` agreed to be asked for introductions, `barred` are not to be approached, `asks` are
    the days on which somebody was asked, `met` is when this mission last met somebody;
    `crowds` tell how many belong to an organisation, those too who are not among the people.
    """

    people: frozenset[UUID] = frozenset()
    willing: frozenset[UUID] = frozenset()
    barred: frozenset[UUID] = frozenset()
    ties: tuple[Tied, ...] = ()
    seats: tuple[Seat, ...] = ()
    asks: tuple[tuple[UUID, date], ...] = ()
    met: tuple[tuple[UUID, date], ...] = ()
    crowds: tuple[tuple[UUID, int], ...] = ()
