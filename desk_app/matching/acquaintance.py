"""Who knows whom, kept compactly: 100,000 people and 300,000 ties in a few megabytes.

People and organisations are places in arrays; the ties of a person lie side by side, as in
compressed sparse rows. Only what a path needs is kept: no names, no notes.
"""

from array import array
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from desk_app.domain.surroundings import Seat, Surroundings, Tied

BY_STRENGTH = (0.30, 0.20, 0.35, 0.50, 0.70, 0.85)
"""How likely an introduction comes about, by the strength of the tie; first where it is untold."""

UNSAID = 0.6  # nobody said whether the person may be asked about this tie
A_YEAR_LESS = 0.1  # what an acquaintance loses a year nobody confirmed it
LEAST = 0.5  # what is left of an old one
CROWDS = ((10, 0.5), (40, 0.25))
"""How well two people know each other in an organisation of so many; in larger ones not at all."""
NOT_AT_ONCE = 0.3  # they were there at different times
LEFT = 0.5  # what having worked somewhere counts beside working there
INSIDE = 0.9  # somebody who works there can name the right colleague
NEVER = 0  # the day of what has not happened
FOREVER = date.max.toordinal()


class Bond(NamedTuple):
    """Why one place leads to another: `tie` or `organisation` is a place, -1 where it is not."""

    other: int
    likely: float
    tie: int = -1
    organisation: int = -1


class Stay(NamedTuple):
    """Somebody's time at an organisation, in days; `likely` is how much they belong to it.

    Somebody who only knows it has the place of that `tie`, others -1.
    """

    person: int
    likely: float
    since: int
    until: int
    here: bool
    tie: int = -1


class Acquaintance:
    """Surroundings as a graph, on one day."""

    def __init__(self, known: Surroundings, *, today: date) -> None:
        self.today = today.toordinal()
        self.ids: list[UUID] = []
        self.places: dict[UUID, int] = {}
        for person in sorted(known.people):
            self._place(person)
        self.people = len(self.ids)
        self.barred = bytearray(id in known.barred for id in self.ids)
        self.willing = bytearray(id in known.willing for id in self.ids)
        self.ties: list[UUID] = []
        self.tellers: dict[int, UUID] = {}
        self.ends = array("q"), array("q")
        self.strength = bytearray()
        self.may_ask = bytearray()
        self.told = array("q")
        self.asked: dict[int, list[int]] = {}
        self.stays: dict[int, list[Stay]] = {}
        self.organisations: dict[int, list[int]] = {}
        self._crowds = dict(known.crowds)
        for tie in sorted(known.ties, key=lambda tie: tie.id):
            self._add_tie(tie)
        for seat in sorted(known.seats, key=_seat_order):
            self._add_seat(seat)
        for who, day in sorted(known.asks):
            days = self.asked.setdefault(self.places[who], [])
            if day.toordinal() not in days:  # a tie may tell of the same ask
                days.append(day.toordinal())
        self._starts, self._sorted = self._side_by_side()

    def _place(self, id: UUID) -> int:
        place = self.places.setdefault(id, len(self.ids))
        if place == len(self.ids):
            self.ids.append(id)
        return place

    def _add_tie(self, tie: Tied) -> None:
        person = self.places.get(tie.person)
        if person is None or person >= self.people or tie.to == tie.person:
            return
        other = self._place(tie.to)
        number = len(self.ties)
        self.ties.append(tie.id)
        self.ends[0].append(person)
        self.ends[1].append(other)
        self.strength.append(min(5, max(0, tie.strength)))
        self.may_ask.append(tie.may_ask)
        self.told.append(tie.told.toordinal())
        if tie.told_by is not None:
            self.tellers[number] = tie.told_by
        if tie.asked is not None:
            self.asked.setdefault(person, []).append(tie.asked.toordinal())
        if other >= self.people:
            likely = self._likely(number) * (1.0 if tie.may_ask else UNSAID)
            self._stay(other, Stay(person, likely, NEVER, FOREVER, here=False, tie=number))

    def _add_seat(self, seat: Seat) -> None:
        person = self.places.get(seat.person)
        if person is None or person >= self.people:
            return
        since = seat.since.toordinal() if seat.since else NEVER
        until = seat.until.toordinal() if seat.until else FOREVER
        here = until >= self.today
        likely = 1.0 if here else LEFT * self._kept(until)
        place = self._place(seat.organisation)
        if place >= self.people:
            self._stay(place, Stay(person, likely, since, until, here))

    def _stay(self, organisation: int, stay: Stay) -> None:
        self.stays.setdefault(organisation, []).append(stay)
        self.organisations.setdefault(stay.person, []).append(organisation)

    def _side_by_side(self) -> "tuple[array[int], array[int]]":
        """Return where each person's ties start, and the ties in that order."""
        starts = array("q", bytes(8 * (self.people + 2)))
        pairs = [(n, at) for side in self.ends for n, at in enumerate(side) if at < self.people]
        for _, person in pairs:
            starts[person + 2] += 1
        for place in range(2, len(starts)):
            starts[place] += starts[place - 1]
        ordered = array("q", bytes(8 * len(pairs)))
        for tie, person in pairs:
            ordered[starts[person + 1]] = tie
            starts[person + 1] += 1
        return starts, ordered

    def _kept(self, day: int) -> float:
        return max(LEAST, 1 - A_YEAR_LESS * max(0, self.today - day) / 365)

    def _likely(self, tie: int) -> float:
        return BY_STRENGTH[self.strength[tie]] * self._kept(self.told[tie])

    def who_know(self, place: int) -> Iterator[Bond]:
        """Yield the people who could be asked about a person or organisation, and how likely."""
        if place >= self.people:
            for stay in self.stays.get(place, ()):
                if stay.tie >= 0:
                    yield Bond(stay.person, stay.likely, tie=stay.tie)
                else:
                    yield Bond(stay.person, stay.likely * INSIDE, organisation=place)
        else:
            yield from self._tied(place)
            yield from self._met_somewhere(place)

    def _tied(self, place: int) -> Iterator[Bond]:
        for spot in range(self._starts[place], self._starts[place + 1]):
            tie = self._sorted[spot]
            one, other = self.ends[0][tie], self.ends[1][tie]
            if other >= self.people:
                continue
            said = other == place and self.may_ask[tie]  # it was said of `one` only
            likely = self._likely(tie) * (1.0 if said else UNSAID)
            yield Bond(one if other == place else other, likely, tie=tie)

    def _met_somewhere(self, place: int) -> Iterator[Bond]:
        for organisation in dict.fromkeys(self.organisations.get(place, ())):
            stays = self.stays[organisation]
            crowd = max(len(stays), self._crowds.get(self.ids[organisation], 0))
            closeness = next((likely for most, likely in CROWDS if crowd <= most), 0.0)
            if not closeness:
                continue
            own = [stay for stay in stays if stay.person == place]
            for stay in stays:
                if stay.person != place:
                    likely = closeness * max(_together(mine, stay) for mine in own)
                    yield Bond(stay.person, likely, organisation=organisation)

    def last_asked(self, place: int) -> int:
        """Return how many days ago somebody was last asked, or -1."""
        asked = [day for day in self.asked.get(place, ()) if day <= self.today]
        return self.today - max(asked) if asked else -1

    def asks_since(self, place: int, days: int) -> int:
        """Return how often somebody was asked in the last `days` days."""
        return sum(0 <= self.today - day <= days for day in self.asked.get(place, ()))


def _seat_order(seat: Seat) -> tuple[UUID, UUID, date, date]:
    return seat.person, seat.organisation, seat.since or date.min, seat.until or date.max


def _together(one: Stay, other: Stay) -> float:
    at_once = one.since <= other.until and other.since <= one.until
    return one.likely * other.likely * (1.0 if at_once else NOT_AT_ONCE)


Known = Mapping[UUID, float]
"""The people a desk is itself in touch with, each with how likely they answer, up to 1."""
