"""Who is known around somebody, step by step from there.

Nobody is asked for an introduction who did not agree to it, so that no step goes on from such a
person. First only who leads to whom is looked up; then the records of those alone who lie on a
way of `HOPS` steps from somebody this mission has met. Where it has met nobody who leads there,
those are told who are two steps away at most.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from desk_app.domain.consent import may_introduce
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.person import Person
from desk_app.domain.surroundings import Seat, Surroundings, Tied
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS
from desk_app.store.web import Id, Web

HOPS = 3

_IN_USE = "json_extract(t.envelope, '$.archived') IS NULL"
_TIE = (
    "t.id, t.strength, t.may_ask, "
    "json_extract(t.envelope, '$.updated.at'), t.told_by, t.last_asked"
)


def around(raw: Driver, target: UUID, mission: UUID | None, today: date) -> Surroundings:
    """Return who leads to `target`; `mission` is the one whose meetings count as having met."""
    web = Web(raw, target.bytes)
    people = _People(web, today)
    people.meet({target.bytes})
    met = _met(raw, mission)
    near = _circles(web, people, target.bytes)
    last = people.willing(web.neighbours(near[-1]) & met.keys())
    kept = _on_the_way(web, near, last, met.keys()) or set[Id]().union(*near)
    return _Told(web, people).around(kept | {target.bytes}, met)


def _circles(web: Web, people: "_People", target: Id) -> list[set[Id]]:
    """Return the target, those one step from it who may be asked, and so on; nobody twice."""
    circles = [{target}]
    seen = {target}
    for _ in range(HOPS - 1):
        circles.append(people.willing(web.neighbours(circles[-1]) - seen))
        seen |= circles[-1]
    return circles


def _on_the_way(web: Web, near: list[set[Id]], last: set[Id], met: Iterable[Id]) -> set[Id]:
    """Return those from whom and through whom somebody met leads to the target in time."""
    ahead = (set[Id]().union(*near[1:]) | last) & set(met)
    found = set(ahead)
    # Somebody `steps` away from those met may be as far from the target as the rest allows.
    for steps in range(1, HOPS):
        ahead = web.leading(set[Id]().union(*near[1 : HOPS - steps + 1]), ahead)
        found |= ahead
    return found


class _People:
    """Who is in use, whom nobody may approach, and who agreed to introduce; each read once."""

    def __init__(self, web: Web, today: date) -> None:
        self._web = web
        self._today = today
        self._asked: set[Id] = set()
        self._willing: set[Id] = set()
        self.barred: dict[Id, bool] = {}

    def willing(self, ids: set[Id]) -> set[Id]:
        """Return those of `ids` who agreed to introduce others and may be approached."""
        new = ids - self._asked
        self._asked |= new
        consents = self._consents(new)
        self.meet(set(consents))
        self._willing |= {
            id
            for id, said in consents.items()
            if id in self.barred
            and may_introduce(Person(do_not_approach=self.barred[id]), said, self._today)
        }
        return ids & self._willing

    def meet(self, ids: set[Id]) -> None:
        """Read of people in use whether they are barred; few are asked, for few ever answered."""
        sql = f"SELECT t.id, t.do_not_approach FROM person t WHERE t.id IN {IDS} AND {_IN_USE}"  # noqa: S608  # constants
        self.barred |= {id: bool(never) for id, never in self._web.rows(sql, ids)}

    def _consents(self, people: set[Id]) -> dict[Id, list[Consent]]:
        found: dict[Id, list[Consent]] = defaultdict(list)
        columns = 't.person, t.answer, t."on", t.until, t.withdrawn'
        sql = (
            f"SELECT {columns} FROM consent t WHERE t.person IN {IDS} "  # noqa: S608  # constants
            f"AND t.purpose = 'introduce' AND {_IN_USE}"
        )
        for person, answer, *days in self._web.rows(sql, people):
            on, until, withdrawn = map(_day, days)
            found[self._web.standing(person)].append(
                Consent(
                    purpose="introduce", answer=answer, on=on, until=until, withdrawn=withdrawn
                )
            )
        return found


class _Told:
    """What the records say of those who were kept."""

    def __init__(self, web: Web, people: _People) -> None:
        self._web = web
        self._people = people

    def around(self, kept: set[Id], met: dict[Id, str]) -> Surroundings:
        """Return what is known of them; `met` is when they were, as the store writes it."""
        willing = self._people.willing(kept)
        barred = self._people.barred
        people = kept & barred.keys()
        seats = tuple(self._seats(people))
        houses = {seat.organisation.bytes for seat in seats} | kept | self._web.houses.keys()
        ends = self._web.ties.items()
        between = [id for id, (one, to) in ends if one in people and (to in kept or to in houses)]
        return Surroundings(
            people=frozenset(map(_uuid, people)),
            willing=frozenset(map(_uuid, willing)),
            barred=frozenset(_uuid(person) for person in people if barred[person]),
            ties=tuple(self._ties(between)),
            seats=seats,
            crowds=tuple(self._crowds()),
            asks=tuple(self._asks(willing)),
            met=tuple((_uuid(id), _on(met[id])) for id in sorted(willing & met.keys())),
        )

    def _crowds(self) -> Iterator[tuple[UUID, int]]:
        for house, members in self._web.houses.items():
            if members:
                yield _uuid(house), len(members)

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
                told=_on(told),
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
            yield _uuid(self._web.standing(person)), _on(on)


def _met(raw: Driver, mission: UUID | None) -> dict[Id, str]:
    """Return whom the mission has met, and when last: a desk has held few meetings."""
    sql = (
        'SELECT l.target, t."when" FROM meeting t CROSS JOIN link l ON l.source = t.id '  # noqa: S608  # constants
        "AND l.field = 'people' WHERE t.standing = 'held' AND t.\"when\" IS NOT NULL AND "
        f"{_IN_USE} AND coalesce(json_extract(t.envelope, '$.owner'), ?1) = ?1 "
        'ORDER BY t."when"'
    )
    return dict(raw.execute(sql, (str(mission or ""),)).fetchall())


def _uuid(id: Id) -> UUID:
    return UUID(bytes=id)


def _on(text: str) -> date:
    return date.fromisoformat(text[:10])


def _day(text: str | None) -> date | None:
    return _on(text) if text else None
