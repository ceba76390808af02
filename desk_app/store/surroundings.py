"""Who is known around somebody, step by step from there: a few short queries a step."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from desk_app.domain.consent import may_introduce
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.person import Person
from desk_app.domain.surroundings import Seat, Surroundings, Tied
from desk_app.store import survivors
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS, ids_parameter, in_chunks

HOPS = 3
CROWD = 40
"""People of one organisation beyond which nobody is thought to know the others."""

_IN_USE = "json_extract(t.envelope, '$.archived') IS NULL"
_TIE = (
    't.id, t.person, t."to", t.strength, t.may_ask, '
    "json_extract(t.envelope, '$.updated.at'), t.told_by, t.last_asked"
)
_SEAT = "t.person, t.organisation, t.since, t.until"


def around(raw: Driver, target: UUID, mission: UUID | None, today: date) -> Surroundings:
    """Return who leads to `target` in at most `HOPS` steps.

    From one step to the next only those are followed who may be asked. `mission` is the one
    whose meetings count as having met somebody.
    """
    walk = _Walk(raw, today)
    ahead = {target}
    for _ in range(HOPS):
        ahead = walk.step(ahead)
    return walk.seen(mission)


class _Walk:
    """The steps from one target outwards."""

    def __init__(self, raw: Driver, today: date) -> None:
        self._raw = raw
        self._today = today
        self._ties: dict[UUID, Tied] = {}
        self._seats: set[Seat] = set()
        self._people: dict[UUID, bool] = {}
        self._willing: set[UUID] = set()
        self._asked: set[UUID] = set()
        self._stands: dict[UUID, UUID] = {}

    def step(self, ahead: set[UUID]) -> set[UUID]:
        """Look at everybody around `ahead`; return the new ones who may be asked."""
        before = set(self._people)
        self._tied(ahead)
        self._seated("person", ahead)
        houses = {seat.organisation for seat in self._seats if seat.person in ahead}
        houses |= {tie.to for tie in self._ties.values() if tie.person in ahead}
        houses = (houses | ahead) - self._asked
        self._asked |= houses
        self._seated("organisation", self._small(houses))
        self._tied_to(houses - ahead - self._people.keys())
        named = {tie.person for tie in self._ties.values()}
        named |= {tie.to for tie in self._ties.values()}
        named |= {seat.person for seat in self._seats}
        self._meet((named | ahead) - before)
        return (self._people.keys() - before) & self._willing - ahead

    def seen(self, mission: UUID | None) -> Surroundings:
        """Return what was seen on the way."""
        people = self._people.keys()
        return Surroundings(
            people=frozenset(people),
            willing=frozenset(self._willing),
            barred=frozenset(person for person in people if self._people[person]),
            ties=tuple(tie for tie in self._ties.values() if tie.person in people),
            seats=tuple(seat for seat in self._seats if seat.person in people),
            asks=tuple(self._asks()),
            met=tuple(self._met(mission)),
        )

    def _tied(self, ids: set[UUID]) -> None:
        for side in ("t.person", 't."to"'):
            self._note_ties(side, ids)

    def _tied_to(self, ids: set[UUID]) -> None:
        self._note_ties('t."to"', self._small(ids))

    def _note_ties(self, side: str, ids: set[UUID]) -> None:
        sql = f"SELECT {_TIE} FROM tie t WHERE {side} IN {IDS} AND {_IN_USE}"  # noqa: S608  # constants
        for row in self._rows(sql, ids):
            tie = _tie(row, self._standing([row[1], row[2]]))
            if tie is not None:
                self._ties[tie.id] = tie

    def _seated(self, side: str, ids: set[UUID]) -> None:
        sql = f"SELECT {_SEAT} FROM position t WHERE t.{side} IN {IDS} AND {_IN_USE}"  # noqa: S608  # constants
        for row in self._rows(sql, ids):
            person, house = self._standing([row[0], row[1]])
            if person is not None and house is not None:
                self._seats.add(Seat(person, house, _day(row[2]), _day(row[3])))

    def _small(self, houses: set[UUID]) -> set[UUID]:
        """Leave out what so many belong to that it says nothing; the target's own house stays."""
        sql = (
            f"SELECT t.organisation FROM position t WHERE t.organisation IN {IDS} "  # noqa: S608  # constants
            f"GROUP BY t.organisation HAVING count(*) > {CROWD}"
        )
        large = {UUID(bytes=row[0]) for row in self._rows(sql, houses)}
        return houses - large if self._people else houses

    def _meet(self, ids: set[UUID]) -> None:
        """Find out who of `ids` are people, and whom of them may be asked."""
        sql = f"SELECT t.id, t.do_not_approach FROM person t WHERE t.id IN {IDS} AND {_IN_USE}"  # noqa: S608  # constants
        new = {UUID(bytes=id): bool(barred) for id, barred in self._rows(sql, ids)}
        self._people |= new
        consents: dict[UUID, list[Consent]] = {}
        sql = (
            't.person, t.answer, t."on", t.until, t.withdrawn FROM consent t '
            f"WHERE t.purpose = 'introduce' AND t.person IN {IDS} AND {_IN_USE}"
        )
        for person, answer, *days in self._rows(f"SELECT {sql}", set(new)):
            on, until, withdrawn = map(_day, days)
            told = Consent(
                purpose="introduce", answer=answer, on=on, until=until, withdrawn=withdrawn
            )
            (who,) = self._standing([person])
            consents.setdefault(who or UUID(bytes=person), []).append(told)
        for person, barred in new.items():
            content = Person(do_not_approach=barred)
            if may_introduce(content, consents.get(person, ()), self._today):
                self._willing.add(person)

    def _asks(self) -> Iterable[tuple[UUID, date]]:
        sql = (
            f"SELECT t.asked, t.asked_on FROM introduction t WHERE t.asked IN {IDS} "  # noqa: S608  # constants
            f"AND t.asked_on IS NOT NULL AND {_IN_USE}"
        )
        for person, on in self._rows(sql, self._willing):
            yield UUID(bytes=person), date.fromisoformat(on[:10])

    def _met(self, mission: UUID | None) -> Iterable[tuple[UUID, date]]:
        sql = (
            'SELECT l.target, max(t."when") FROM link l JOIN meeting t ON t.id = l.source '  # noqa: S608  # constants
            f"WHERE l.target IN {IDS} AND l.kind = 'meeting' AND l.field = 'people' "
            f"AND t.standing = 'held' AND {_IN_USE} "
            "AND coalesce(json_extract(t.envelope, '$.owner'), '') IN (?, '') GROUP BY l.target"
        )
        for person, when in self._rows(sql, self._willing, str(mission or "")):
            if when:
                yield UUID(bytes=person), date.fromisoformat(when[:10])

    def _rows(self, sql: str, ids: set[UUID], *more: Any) -> Iterable[tuple[Any, ...]]:
        for some in in_chunks(sorted(survivors.families(self._raw, ids))):
            yield from self._raw.execute(sql, (ids_parameter(some), *more)).fetchall()

    def _standing(self, ids: list[bytes | None]) -> list[UUID | None]:
        """Return the records, or those that stand for them."""
        found = [UUID(bytes=id) if id else None for id in ids]
        unknown = [id for id in found if id is not None and id not in self._stands]
        if unknown:
            into = survivors.standing(self._raw, unknown)
            self._stands |= {id: into.get(id, id) for id in unknown}
        return [None if id is None else self._stands[id] for id in found]


def _tie(row: tuple[Any, ...], ends: list[UUID | None]) -> Tied | None:
    id, _, _, strength, may_ask, told, told_by, asked = row
    person, to = ends
    if person is None or to is None or person == to:
        return None
    return Tied(
        id=UUID(bytes=id),
        person=person,
        to=to,
        strength=min(5, max(0, strength or 0)),
        may_ask=bool(may_ask),
        told=date.fromisoformat(told[:10]),
        told_by=UUID(bytes=told_by) if told_by else None,
        asked=_day(asked),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
