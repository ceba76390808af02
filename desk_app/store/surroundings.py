"""Who is known around somebody, step by step from there.

First only who leads to whom is looked up; then the records of those alone who lie on a way of
`HOPS` steps from somebody this mission has met. Where it has met nobody who leads there, those
are told who are two steps away at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from desk_app.domain.consent import may_introduce
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.person import Person
from desk_app.domain.surroundings import Seat, Surroundings, Tied
from desk_app.store import survivors
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS
from desk_app.store.shapes import to_json

HOPS = 3
CROWD = 40
"""Of so many who belong to an organisation nobody is thought to know the others."""

_IN_USE = "json_extract(t.envelope, '$.archived') IS NULL"
_CHUNK = 2_000
_TIE = (
    "t.id, t.strength, t.may_ask, "
    "json_extract(t.envelope, '$.updated.at'), t.told_by, t.last_asked"
)


Id = bytes
"""An identifier as the tables hold it: thousands are compared before any becomes a UUID."""


def around(raw: Driver, target: UUID, mission: UUID | None, today: date) -> Surroundings:
    """Return who leads to `target`; `mission` is the one whose meetings count as having met."""
    web = _Web(raw)
    met = _met(raw, mission)
    near = web.spread(target.bytes, HOPS - 1)
    last = web.neighbours(near[-1]) & met.keys()
    kept = _on_the_way(web, near, last, met.keys()) or set[Id]().union(*near)
    return _Told(raw, web, today).around(kept | {target.bytes}, met)


def _on_the_way(web: "_Web", near: list[set[Id]], last: set[Id], met: Iterable[Id]) -> set[Id]:
    """Return those from whom and through whom somebody met leads to the target in time."""
    ahead = (set[Id]().union(*near[1:]) | last) & set(met)
    found = set(ahead)
    # Somebody `steps` away from those met may be as far from the target as the rest allows.
    for steps in range(1, HOPS):
        ahead = web.neighbours(ahead) & set[Id]().union(*near[1 : HOPS - steps + 1])
        found |= ahead
    return found


class _Web:
    """Who is tied to whom, and who belongs to one organisation.

    An organisation is no step of its own: those who belong to one are neighbours, as long as they
    are no crowd. Somebody who is tied to a firm belongs to it.
    """

    def __init__(self, raw: Driver) -> None:
        self._raw = raw
        self._near: dict[Id, set[Id]] = {}
        self._stands: dict[Id, Id] = {}
        self._merged = raw.execute("SELECT 1 FROM merged LIMIT 1").fetchone() is not None
        self.ties: dict[Id, tuple[Id, Id]] = {}
        self.houses: dict[Id, set[Id]] = {}

    def spread(self, target: Id, steps: int) -> list[set[Id]]:
        """Return the target, those one step from it, and so on; nobody twice."""
        self._belonging({target})
        circles = [{target}]
        seen = {target}
        for _ in range(steps):
            circles.append(self.neighbours(circles[-1]) - seen)
            seen |= circles[-1]
        return circles

    def neighbours(self, ids: Iterable[Id]) -> set[Id]:
        """Return who is one step from any of `ids`."""
        asked = set(ids)
        self._look(asked - self._near.keys())
        return set[Id]().union(*(self._near[id] for id in asked))

    def _look(self, new: set[Id]) -> None:
        for id in new:
            self._near[id] = set()
        own = self._seated(new)
        self._tied(new, own)
        self._belonging({house for houses in own.values() for house in houses})
        for id in new:
            for house in own.get(id, ()):
                members = self.houses[house]
                self._near[id] |= members if len(members) <= CROWD else set()
            self._near[id] |= self.houses.get(id, set())
            self._near[id].discard(id)

    def _tied(self, ids: set[Id], own: dict[Id, set[Id]]) -> None:
        columns = 't.id, t.person, t."to", (SELECT 1 FROM firm f WHERE f.id = t."to")'
        for side in ("t.person", 't."to"'):
            sql = f"SELECT {columns} FROM tie t WHERE {side} IN {IDS}"  # noqa: S608  # constants
            for id, person, to, firm in self.rows(sql, ids):
                if not person or not to:
                    continue
                ends = self.ties[id] = self.standing(person), self.standing(to)
                if firm:
                    own[ends[0]].add(ends[1])
                    continue
                for one, other in (ends, ends[::-1]):
                    if one in self._near:
                        self._near[one].add(other)

    def _seated(self, ids: set[Id]) -> dict[Id, set[Id]]:
        """Return the organisations that people have a seat at."""
        own: dict[Id, set[Id]] = defaultdict(set)
        sql = f"SELECT t.person, t.organisation FROM position t WHERE t.person IN {IDS}"  # noqa: S608  # constants
        for person, house in self.rows(sql, ids):
            if house:
                own[self.standing(person)].add(self.standing(house))
        return own

    def _belonging(self, houses: set[Id]) -> None:
        """Find out who belongs to organisations that were not looked at before."""
        new = houses - self.houses.keys()
        for house in new:
            self.houses[house] = set()
        seated = f"SELECT t.organisation, t.person FROM position t WHERE t.organisation IN {IDS}"  # noqa: S608  # constants
        for house, person in self.rows(seated, new):
            if person:
                self.houses[self.standing(house)].add(self.standing(person))
        tied = f'SELECT t.id, t."to", t.person FROM tie t WHERE t."to" IN {IDS}'  # noqa: S608  # constants
        for id, house, person in self.rows(tied, new):
            if person:
                ends = self.ties[id] = self.standing(person), self.standing(house)
                self.houses[ends[1]].add(ends[0])

    def rows(self, sql: str, ids: Iterable[Id]) -> Iterator[tuple[Any, ...]]:
        """Ask for rows of many identifiers, and of those merged into them."""
        asked = set(ids)
        if self._merged:
            asked |= {id.bytes for id in survivors.families(self._raw, map(_uuid, asked))}
        every = sorted(asked)
        for start in range(0, len(every), _CHUNK):
            some = to_json([id.hex() for id in every[start : start + _CHUNK]])
            yield from self._raw.execute(sql, (some,)).fetchall()

    def standing(self, id: Id) -> Id:
        """Return the record, or the one that stands for it."""
        if not self._merged:
            return id
        if id not in self._stands:
            who = _uuid(id)
            self._stands[id] = survivors.standing(self._raw, [who]).get(who, who).bytes
        return self._stands[id]


class _Told:
    """What the records say of those who were kept."""

    def __init__(self, raw: Driver, web: _Web, today: date) -> None:
        self._raw = raw
        self._web = web
        self._today = today

    def around(self, kept: set[Id], met: dict[Id, date]) -> Surroundings:
        """Return what is known of them."""
        people = self._people(kept)
        willing = self._willing(people)
        seats = tuple(self._seats(people))
        houses = {seat.organisation.bytes for seat in seats} | kept | self._web.houses.keys()
        ends = self._web.ties.items()
        between = [id for id, (one, to) in ends if one in people and (to in kept or to in houses)]
        return Surroundings(
            people=frozenset(map(_uuid, people)),
            willing=frozenset(map(_uuid, willing)),
            barred=frozenset(_uuid(person) for person, barred in people.items() if barred),
            ties=tuple(self._ties(between)),
            seats=seats,
            crowds=tuple(self._crowds()),
            asks=tuple(self._asks(willing)),
            met=tuple((_uuid(person), day) for person, day in met.items() if person in willing),
        )

    def _crowds(self) -> Iterator[tuple[UUID, int]]:
        for house, members in self._web.houses.items():
            if members:
                yield _uuid(house), len(members)

    def _people(self, ids: set[Id]) -> dict[Id, bool]:
        sql = f"SELECT t.id, t.do_not_approach FROM person t WHERE t.id IN {IDS} AND {_IN_USE}"  # noqa: S608  # constants
        return {id: bool(barred) for id, barred in self._web.rows(sql, ids)}

    def _willing(self, people: dict[Id, bool]) -> set[Id]:
        consents: dict[Id, list[Consent]] = defaultdict(list)
        columns = 't.person, t.answer, t."on", t.until, t.withdrawn'
        sql = (
            f"SELECT {columns} FROM consent t WHERE t.person IN {IDS} "  # noqa: S608  # constants
            f"AND t.purpose = 'introduce' AND {_IN_USE}"
        )
        for person, answer, *days in self._web.rows(sql, people):
            on, until, withdrawn = map(_day, days)
            consents[self._web.standing(person)].append(
                Consent(
                    purpose="introduce", answer=answer, on=on, until=until, withdrawn=withdrawn
                )
            )
        return {
            person
            for person, barred in people.items()
            if may_introduce(Person(do_not_approach=barred), consents[person], self._today)
        }

    def _ties(self, ids: Iterable[Id]) -> Iterator[Tied]:
        sql = f"SELECT {_TIE} FROM tie t WHERE t.id IN {IDS} AND {_IN_USE}"  # noqa: S608  # constants
        for id, strength, may_ask, told, told_by, asked in self._web.rows(sql, ids):
            person, to = self._web.ties[id]
            yield Tied(
                id=_uuid(id),
                person=_uuid(person),
                to=_uuid(to),
                strength=min(5, max(0, strength or 0)),
                may_ask=bool(may_ask),
                told=date.fromisoformat(told[:10]),
                told_by=_uuid(told_by) if told_by else None,
                asked=_day(asked),
            )

    def _seats(self, people: Iterable[Id]) -> Iterator[Seat]:
        sql = (
            "SELECT t.person, t.organisation, t.since, t.until FROM position t "  # noqa: S608  # constants
            f"WHERE t.person IN {IDS} AND {_IN_USE}"
        )
        for person, house, since, until in self._web.rows(sql, people):
            if house:
                who, where = self._web.standing(person), self._web.standing(house)
                yield Seat(_uuid(who), _uuid(where), _day(since), _day(until))

    def _asks(self, people: Iterable[Id]) -> Iterator[tuple[UUID, date]]:
        sql = (
            f"SELECT t.asked, t.asked_on FROM introduction t WHERE t.asked IN {IDS} "  # noqa: S608  # constants
            f"AND t.asked_on IS NOT NULL AND {_IN_USE}"
        )
        for person, on in self._web.rows(sql, people):
            yield _uuid(self._web.standing(person)), date.fromisoformat(on[:10])


def _met(raw: Driver, mission: UUID | None) -> dict[Id, date]:
    """Return whom the mission has met, and when last: a desk has held few meetings."""
    sql = (
        'SELECT l.target, t."when" FROM meeting t CROSS JOIN link l ON l.source = t.id '  # noqa: S608  # constants
        "AND l.field = 'people' WHERE t.standing = 'held' AND t.\"when\" IS NOT NULL AND "
        f"{_IN_USE} AND coalesce(json_extract(t.envelope, '$.owner'), ?1) = ?1"
    )
    found: dict[Id, date] = {}
    for person, when in raw.execute(sql, (str(mission or ""),)).fetchall():
        day = date.fromisoformat(when[:10])
        found[person] = max(day, found.get(person, day))
    return found


def _uuid(id: Id) -> UUID:
    return UUID(bytes=id)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
