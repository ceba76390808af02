"""What an officer tends the records by: pairs that are one or not, and lists that want care."""

from collections.abc import Iterable
from datetime import date
from threading import RLock
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.domain.quality import BARE, LISTS, STALE, UNVERIFIED, CareList, wanted
from desk_app.store.connecting import Driver, world
from desk_app.store.rows import IDS, ids_parameter
from desk_app.store.shapes import column
from desk_app.store.turns import Turns

MOST = 500
"""How many records a list shows; its number counts all."""


class Wanting(Struct, frozen=True):
    """The records of one list that want care: the first of them, and how many there are."""

    name: CareList
    kind: str
    ids: tuple[UUID, ...]
    total: int


class Tending:
    """The tending of one store; its methods block, as those of the store."""

    def __init__(self, turn: RLock, turns: Turns, raw: Driver) -> None:
        self._turn = turn
        self._turns = turns
        self._raw = raw

    # Pairs

    def part(self, one: UUID, other: UUID) -> None:
        """Keep that an officer said the two are not one, so that nobody suggests it again."""
        pair = sorted((one.bytes, other.bytes))
        with self._turn, self._turns.officer(), world():
            self._raw.execute("INSERT OR IGNORE INTO parted VALUES (?, ?)", pair)

    def parted(self) -> set[frozenset[UUID]]:
        """Return the pairs that are not one."""
        with self._turn, world():
            rows = self._raw.execute("SELECT one, other FROM parted").fetchall()
        return {frozenset((UUID(bytes=one), UUID(bytes=other))) for one, other in rows}

    def merged(self, kinds: Iterable[str]) -> list[tuple[UUID, UUID]]:
        """Return which records of `kinds` were merged into which, the newest record first."""
        numbers = [KINDS[name].number for name in kinds]
        marks = ", ".join("?" for _ in numbers)
        with self._turn, world():
            rows = self._raw.execute(
                "SELECT m.id, m.survivor FROM merged m JOIN entry e ON e.id = m.id "  # noqa: S608  # constants
                f"WHERE e.kind IN ({marks}) ORDER BY m.id DESC LIMIT {MOST}",
                numbers,
            ).fetchall()
        return [(UUID(bytes=gone), UUID(bytes=into)) for gone, into in rows]

    def merged_into(self, id: UUID) -> list[UUID]:
        """Return the records that were merged into one."""
        with self._turn, world():
            rows = self._raw.execute(
                f"SELECT id FROM merged WHERE survivor IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter([id]),),
            ).fetchall()
        return [UUID(bytes=gone) for (gone,) in rows]

    # Lists

    def wanting(self, name: CareList, kind: str, today: date) -> Wanting:
        """Return the records of a list that want care, in the order of their list."""
        if kind not in LISTS[name]:
            raise ValueError(f"no {kind} is on the list {name}")
        condition, values = _condition(name, kind, today)
        source = (
            f'FROM entry e JOIN "{kind}" t ON t.id = e.id '
            f"WHERE e.kind = ? AND e.archived = 0 AND {condition}"
        )
        asked = (KINDS[kind].number, *values)
        with self._turn, world():
            total = self._raw.execute(f"SELECT count(*) {source}", asked).fetchone()[0]
            rows = self._raw.execute(
                f"SELECT e.id {source} ORDER BY e.place LIMIT {MOST}", asked
            ).fetchall()
        return Wanting(name, kind, tuple(UUID(bytes=id) for (id,) in rows), int(total))


def _condition(name: CareList, kind: str, today: date) -> tuple[str, list[object]]:
    match name:
        case "no_consent":
            return _unlinked("consent")
        case "no_position":
            return _unlinked("position")
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


def _unlinked(kind: str) -> tuple[str, list[object]]:
    """Nothing of `kind` that is in use points at the record, or at one merged into it."""
    targets = "l.target = e.id OR l.target IN (SELECT m.id FROM merged m WHERE m.survivor = e.id)"
    return (
        "NOT EXISTS (SELECT 1 FROM link l JOIN entry s ON s.id = l.source "  # noqa: S608  # constants
        f"WHERE ({targets}) AND l.kind = ? AND s.archived = 0)",
        [kind],
    )


def _bare(kind: str) -> tuple[str, list[object]]:
    declared = KINDS[kind].fields
    names = wanted(kind, tuple(declared))
    held: list[str] = []
    values: list[object] = []
    for name in names:
        empty = column(name, declared[name]).empty
        held.append(f'(t."{name}" IS NOT NULL AND t."{name}" IS NOT ?)')
        values.append(empty)
    return f"({' + '.join(held)}) < {BARE * len(names):.3f}", values
