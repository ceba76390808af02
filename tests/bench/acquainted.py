"""A store in which 100,000 people know each other by 300,000 ties."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from desk_app.domain.records import Envelope, Stamp
from desk_app.domain.values import Plain
from desk_app.store import rows
from desk_app.store.connecting import Driver, connect, transaction
from desk_app.store.rows import Kept
from tests.bench.people import KEY, MISSION, opened
from tests.support.market import TODAY, firm, person

PEOPLE, TIES, POSITIONS, ORGANISATIONS, MEETINGS = 100_000, 300_000, 60_000, 9_000, 800
_AT = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
_ENVELOPE = Envelope(MISSION, "ministry", Stamp(_AT), Stamp(_AT))


def make(folder: Path) -> None:
    """Fill a new store, through the store's own statements but without lists and search."""
    opened(folder).close()
    raw = connect(folder / "desk.db", KEY)
    raw.execute("PRAGMA synchronous = OFF")
    with transaction(raw):
        _fill(raw, Random(1))
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()


def _fill(raw: Driver, random: Random) -> None:
    _put(raw, 0, "person", [(person(n), {"name": f"Person {n}"}) for n in range(PEOPLE)])
    _put(raw, 1, "consent", [_consent(n) for n in range(PEOPLE) if n % 10])
    _put(raw, 2, "tie", [_tie(n, random) for n in range(TIES)])
    _put(raw, 3, "position", [_position(n, random) for n in range(POSITIONS)])
    _put(raw, 4, "meeting", [_meeting(n, random) for n in range(MEETINGS)])


def _put(raw: Driver, number: int, kind: str, told: list[tuple[UUID, Plain]]) -> None:
    rows.put(raw, (Kept(id, kind, 1 + number, _ENVELOPE, fields) for id, fields in told))


def _consent(number: int) -> tuple[UUID, Plain]:
    fields: Plain = {"person": str(person(number)), "purpose": "introduce", "answer": "agreed"}
    return UUID(int=50_000_000 + number), fields | {"on": TODAY.isoformat()}


def _tie(number: int, random: Random) -> tuple[UUID, Plain]:
    one, other = random.sample(range(PEOPLE), 2)
    fields: Plain = {"person": str(person(one)), "to": str(person(other)), "may_ask": True}
    return UUID(int=60_000_000 + number), fields | {"strength": 1 + number % 5}


def _position(number: int, random: Random) -> tuple[UUID, Plain]:
    who, where = random.randrange(PEOPLE), random.randint(1, ORGANISATIONS)
    return UUID(int=70_000_000 + number), {
        "person": str(person(who)),
        "organisation": str(firm(where)),
    }


def _meeting(number: int, random: Random) -> tuple[UUID, Plain]:
    when = _AT - timedelta(days=random.randrange(900))
    people = [str(person(random.randrange(PEOPLE))) for _ in range(3)]
    fields: Plain = {"subject": "Met", "standing": "held", "people": people}
    return UUID(int=80_000_000 + number), fields | {"when": when.isoformat()}
