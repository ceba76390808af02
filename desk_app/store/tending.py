"""What an officer tends the records by: pairs that are one or not, and lists that want care.

All of it looks at very many records. It reads on connections of its own, so that it may be asked
on any thread, and nobody who types waits for it.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import date
from threading import RLock
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.domain.quality import BARE, LISTS, STALE, UNVERIFIED, CareList, wanted
from desk_app.store import rows, survivors
from desk_app.store.comparing import Compared
from desk_app.store.connecting import Driver, world
from desk_app.store.rows import IDS, ids_parameter, in_chunks
from desk_app.store.shapes import column
from desk_app.store.turns import Turns

MOST = 500
"""How many records a list shows; its number counts all."""

_IN_USE = "instr(t.envelope, '\"archived\":{') = 0"
"""A record that is not put away; its envelope is JSON of our own, without spaces."""


class Wanting(Struct, frozen=True):
    """The records of one list that want care: the first of them, and how many there are."""

    name: CareList
    kind: str
    ids: tuple[UUID, ...]
    total: int


class Tending:
    """The tending of one store; its methods block, and may be called on any thread."""

    def __init__(
        self, turn: RLock, turns: Turns, raw: Driver, connect: Callable[[], Driver]
    ) -> None:
        self._turn = turn
        self._turns = turns
        self._raw = raw
        self._connect = connect

    @contextmanager
    def _reading(self) -> Generator[Driver]:
        with world():
            raw = self._connect()
            try:
                yield raw
            finally:
                raw.close()

    # Pairs

    def part(self, one: UUID, other: UUID) -> None:
        """Keep that an officer said the two are not one, so that nobody suggests it again."""
        pair = sorted((one.bytes, other.bytes))
        with self._turn, self._turns.officer(), world():
            self._raw.execute("INSERT OR IGNORE INTO parted VALUES (?, ?)", pair)

    def parted(self) -> set[frozenset[UUID]]:
        """Return the pairs that are not one."""
        with self._reading() as raw:
            found = raw.execute("SELECT one, other FROM parted").fetchall()
        return {frozenset((UUID(bytes=one), UUID(bytes=other))) for one, other in found}

    def merged(self, kinds: Iterable[str]) -> list[tuple[UUID, UUID]]:
        """Return which records of `kinds` were merged into which, the newest record first."""
        numbers = [KINDS[name].number for name in kinds]
        marks = ", ".join("?" for _ in numbers)
        with self._reading() as raw:
            found = raw.execute(
                "SELECT m.id, m.survivor FROM merged m JOIN entry e ON e.id = m.id "  # noqa: S608  # constants
                f"WHERE e.kind IN ({marks}) ORDER BY m.id DESC LIMIT {MOST}",
                numbers,
            ).fetchall()
        return [(UUID(bytes=gone), UUID(bytes=into)) for gone, into in found]

    def torn(self, kinds: Iterable[str]) -> list[tuple[UUID, UUID]]:
        """Return pairs in use that one record was merged into, here and elsewhere at once.

        The ministry keeps the merge that came first; that the other one is the same, too, was
        said by an officer of this desk, who is asked again.
        """
        wanted = {KINDS[name].number for name in kinds}
        with self._reading() as raw:
            found = [(UUID(bytes=a), UUID(bytes=b)) for a, b in raw.execute(_TORN).fetchall()]
            stands = survivors.standing(raw, {id for pair in found for id in pair})
            pairs = {tuple(sorted((stands.get(a, a), stands.get(b, b)))) for a, b in found}
            used = _used(raw, {id for pair in pairs for id in pair}, wanted)
        return sorted((a, b) for a, b in pairs if a != b and {a, b} <= used)

    def stretch(
        self, kind: str, after: UUID | None = None, count: int = 1_000
    ) -> tuple[list[Compared], UUID | None]:
        """Return the next `count` records of a kind, those made first first, as they are compared.

        Only those in use are among them. The identifier to go on behind is None at the end.
        """
        start = b"" if after is None else after.bytes
        with self._reading() as raw:
            where = "t.id > ? ORDER BY t.id LIMIT ?"
            kepts = rows.select(raw, kind, where, (start, count))
            used = [kept for kept in kepts if kept.envelope.archived is None]
            orgs = _orgs(raw, [kept.id for kept in used]) if kind == "person" else {}
        end = kepts[-1].id if len(kepts) == count else None
        return [
            Compared(k.id, kind, str(k.fields.get("name", "")), "", k.fields, orgs.get(k.id, ()))
            for k in used
        ], end

    # Lists

    def wanting(self, name: CareList, kind: str, today: date) -> Wanting:
        """Return the records of a list that want care, in the order of their names."""
        if kind not in LISTS[name]:
            raise ValueError(f"no {kind} is on the list {name}")
        condition, values = _condition(name, kind, today)
        order = "t.name, t.id" if "name" in KINDS[kind].fields else "t.id"
        with self._reading() as raw:
            found = raw.execute(
                f'SELECT t.id FROM "{kind}" t WHERE {_IN_USE} AND {condition} ORDER BY {order}',  # noqa: S608  # names of our declarations
                values,
            ).fetchall()
            ids = [UUID(bytes=id) for (id,) in found]
            if name in _UNTOLD:
                told = _told(raw, _UNTOLD[name])
                ids = [id for id in ids if id not in told]
        return Wanting(name, kind, tuple(ids[:MOST]), len(ids))


_TORN = """
    SELECT m.survivor, e."into" FROM merged m JOIN edit e ON e.record = m.id
    WHERE e.operation = 'archive' AND e."into" <> m.survivor AND e.answered_at IS NOT NULL
    AND e.stage = 'accepted' AND e.number = (
        SELECT max(l.number) FROM edit l
        WHERE l.record = m.id AND l.operation IN ('archive', 'restore')
    )
"""
"""What this desk said last of a merged record, where it named another survivor."""


def _used(raw: Driver, ids: set[UUID], numbers: set[int]) -> set[UUID]:
    """Return those of `ids` that are in use and of these kinds."""
    found: set[UUID] = set()
    for some in in_chunks(ids):
        rows = raw.execute(
            f"SELECT id, kind FROM entry WHERE archived = 0 AND id IN {IDS}",  # noqa: S608  # a constant
            (ids_parameter(some),),
        )
        found |= {UUID(bytes=id) for id, kind in rows if kind in numbers}
    return found


_UNTOLD: dict[CareList, str] = {"no_consent": "consent", "no_position": "position"}
"""The kinds of record about a person whose absence makes a list."""


def _told(raw: Driver, kind: str) -> set[UUID]:
    """Return the persons about whom a record of `kind` is in use, their survivors for them."""
    found = raw.execute(
        f'SELECT DISTINCT t.person FROM "{kind}" t WHERE t.person IS NOT NULL AND {_IN_USE}'  # noqa: S608  # names of our declarations
    )
    persons = {UUID(bytes=id) for (id,) in found}
    stands = survivors.standing(raw, persons)
    return {stands.get(id, id) for id in persons}


def _condition(name: CareList, kind: str, today: date) -> tuple[str, list[Any]]:
    match name:
        case "no_consent" | "no_position":
            return "1", []
        case "bounced":
            return "t.bounced <> '[]'", []
        case "stale_capacity":
            old = (today - STALE).isoformat()
            return "(t.as_of IS NULL OR t.as_of < ? OR t.until < ?)", [old, today.isoformat()]
        case "unverified":
            old = (today - UNVERIFIED).isoformat()
            return "(t.verified IS NULL OR t.verified < ?)", [old]
        case "bare":
            return _bare(kind)


def _bare(kind: str) -> tuple[str, list[Any]]:
    declared = KINDS[kind].fields
    names = wanted(kind, tuple(declared))
    held = [f'(t."{name}" IS NOT NULL AND t."{name}" IS NOT ?)' for name in names]
    values = [column(name, declared[name]).empty for name in names]
    return f"({' + '.join(held)}) < {BARE * len(names):.3f}", values


def _orgs(raw: Driver, people: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Return the names of where people work."""
    family = survivors.families(raw, people)
    stands = survivors.standing(raw, family)
    held: dict[UUID, list[UUID]] = {}
    for some in in_chunks(family):
        found = raw.execute(
            f"SELECT t.person, t.organisation FROM position t WHERE t.person IN {IDS} "  # noqa: S608  # constants
            f"AND t.organisation IS NOT NULL AND {_IN_USE}",
            (ids_parameter(some),),
        )
        for person, organisation in found:
            id = UUID(bytes=person)
            held.setdefault(stands.get(id, id), []).append(UUID(bytes=organisation))
    names = _names(raw, {id for ids in held.values() for id in ids})
    return {
        person: tuple(names[id] for id in dict.fromkeys(ids) if id in names)
        for person, ids in held.items()
    }


def _names(raw: Driver, ids: set[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for some in in_chunks(ids):
        named = raw.execute(
            f"SELECT id, title FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
            (ids_parameter(some),),
        )
        found |= {UUID(bytes=id): title for id, title in named}
    return found
