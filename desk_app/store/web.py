"""Who is tied to whom, and who belongs to one organisation, read one circle at a time.

Only identifiers are read, and from indexes alone that hold both ends of a tie or position side by
side (`models.kinds.BESIDE`): a row of the table would cost a page of the encrypted file each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from desk_app.store import survivors
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS
from desk_app.store.shapes import to_json

CROWD = 40
"""Of so many who belong to an organisation nobody is thought to know the others."""

_CHUNK = 2_000

Id = bytes
"""An identifier as the tables hold it: thousands are compared before any becomes a UUID."""


class Web:
    """Who is a step away from whom; looked up once a question.

    An organisation is no step of its own: those who belong to one are neighbours, as long as they
    are no crowd. Somebody who is tied to a firm belongs to it. `ties` are those met with so far,
    `houses` who belongs to the organisations met with.
    """

    def __init__(self, raw: Driver, target: Id) -> None:
        self._raw = raw
        self._near: dict[Id, set[Id]] = {}
        self._stands: dict[Id, Id] = {}
        self._merged = raw.execute("SELECT 1 FROM merged LIMIT 1").fetchone() is not None
        self._firms: dict[Id, bool] = {}
        self.ties: dict[Id, tuple[Id, Id]] = {}
        self.houses: dict[Id, set[Id]] = {}
        self._belonging({target})  # which may be an organisation itself

    def neighbours(self, ids: Iterable[Id]) -> set[Id]:
        """Return who is one step from any of `ids`."""
        asked = set(ids)
        self._look(asked - self._near.keys())
        return set[Id]().union(*(self._near[id] for id in asked))

    def leading(self, ids: Iterable[Id], to: set[Id]) -> set[Id]:
        """Return those of `ids`, looked up before, who are one step from any of `to`."""
        return {id for id in ids if not self._near[id].isdisjoint(to)}

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
        """Note the ties of people; a firm that one of them is tied to joins their `own`."""
        found: list[tuple[Id, Id, Id]] = []
        for side in ("person", "to"):
            sql = f'SELECT t.id, t.person, t."to" FROM tie t WHERE t."{side}" IN {IDS}'  # noqa: S608  # constants
            found += (row for row in self.rows(sql, ids) if row[1] and row[2])
        self._know_firms({to for _, _, to in found})
        for id, person, to in found:
            one, other = self.ties[id] = self.standing(person), self.standing(to)
            if self._firms[to]:
                own[one].add(other)
                continue
            if one in self._near:
                self._near[one].add(other)
            if other in self._near:
                self._near[other].add(one)

    def _know_firms(self, ids: set[Id]) -> None:
        new = ids - self._firms.keys()
        self._firms |= dict.fromkeys(new, False)
        sql = f"SELECT t.id FROM firm t WHERE t.id IN {IDS}"  # noqa: S608  # a constant
        self._firms |= {id: True for (id,) in self.rows(sql, new)}

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


def _uuid(id: Id) -> UUID:
    return UUID(bytes=id)
