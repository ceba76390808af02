"""A store with very many people, in both scripts, made through the store's own bulk path."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from desk_app.contract.digest import leaf
from desk_app.contract.messages import Change
from desk_app.contract.port import Landed, Landing
from desk_app.domain.ids import uuid7
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Envelope, Stamp
from desk_app.domain.titles import NO_TITLES
from desk_app.domain.values import Plain
from desk_app.domain.words import sort_key
from desk_app.store import indexing, rows, vocabulary
from desk_app.store.connecting import Driver, connect, transaction
from desk_app.store.lines import Composer, Line
from desk_app.store.opening import open_store
from desk_app.store.places import between
from desk_app.store.placing import INSERT_ENTRY, Entry
from desk_app.store.rows import Kept
from desk_app.store.shapes import layout
from desk_app.store.store import Store
from desk_app.store.values import Desk

Item = TypeVar("Item")
KEY = bytes(range(48))
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
MISSION = UUID(int=2)

GIVEN = (
    ("Abdul", "আব্দুল"),
    ("Ayesha", "আয়েশা"),
    ("Farhana", "ফারহানা"),
    ("Golam", "গোলাম"),
    ("Habib", "হাবিব"),
    ("Imran", "ইমরান"),
    ("Jahanara", "জাহানারা"),
    ("Kamal", "কামাল"),
    ("Laila", "লায়লা"),
    ("Mahbub", "মাহবুব"),
    ("Nusrat", "নুসরাত"),
    ("Omar", "ওমর"),
    ("Parvin", "পারভীন"),
    ("Rafiq", "রফিক"),
    ("Shirin", "শিরিন"),
    ("Tanvir", "তানভীর"),
    ("Umme", "উম্মে"),
    ("Wahid", "ওয়াহিদ"),
    ("Yasmin", "ইয়াসমিন"),
    ("Zubair", "জুবায়ের"),
)
MIDDLE = (
    ("Al", "আল"),
    ("Kumar", "কুমার"),
    ("Binte", "বিনতে"),
    ("Haque", "হক"),
    ("Uddin", "উদ্দিন"),
    ("Chandra", "চন্দ্র"),
    ("Nahar", "নাহার"),
    ("Islam", "ইসলাম"),
)
FAMILY = (
    ("Ahmed", "আহমেদ"),
    ("Akhtar", "আখতার"),
    ("Banerjee", "ব্যানার্জি"),
    ("Chowdhury", "চৌধুরী"),
    ("Das", "দাস"),
    ("Ghosh", "ঘোষ"),
    ("Hossain", "হোসেন"),
    ("Karim", "করিম"),
    ("Khan", "খান"),
    ("Mahmud", "মাহমুদ"),
    ("Mollah", "মোল্লা"),
    ("Rahman", "রহমান"),
    ("Roy", "রায়"),
    ("Sarkar", "সরকার"),
    ("Siddique", "সিদ্দিক"),
    ("Talukder", "তালুকদার"),
    ("Uddin", "উদ্দিন"),
)
TOWNS = ("Delft", "Rotterdam", "Eindhoven", "Utrecht", "Den Haag", "Leiden", "Dhaka", "Sylhet")
SKILLS = ("python", "java", "dotnet", "data", "cloud", "embedded", "testing", "design")
SYLLABLES = tuple(a + b for a in "bdghjklmnprstz" for b in ("a", "i", "u"))


class Draws:
    """Gives invented choices by a person's number: the bits of one mixed number (SplitMix64)."""

    def __init__(self, number: int) -> None:
        mixed = (number + 1) * 0x9E3779B97F4A7C15 & _ALL
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _ALL
        self.left = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _ALL

    def below(self, count: int) -> int:
        """Return the next number below `count`."""
        self.left, drawn = divmod(self.left, count)
        return drawn


_ALL = (1 << 64) - 1


def person(number: int) -> Plain:
    """The invented person of this number: names in both scripts, reserved address and phone."""
    below = Draws(number).below
    given, middle, family = (names[below(len(names))] for names in (GIVEN, MIDDLE, FAMILY))
    rare = "".join([SYLLABLES[below(len(SYLLABLES))] for _ in range(3)])
    town = TOWNS[below(len(TOWNS))]
    fields: Plain = {
        "name": f"{given[0]} {middle[0]} {rare.title()} {family[0]}",
        "name_bn": f"{given[1]} {middle[1]} {family[1]}",
        "emails": [f"{given[0].lower()}.{rare}{number}@example.org"],
        "phones": [f"+3120{number:07d}"],
        "city": town,
        "country": "NL",
        "roles": ["diaspora"],
        "skills": [{"skill": SKILLS[below(len(SKILLS))], "level": "senior"}],
    }
    if below(10) < 3:
        fields["notes"] = f"Met {given[0]} at the {town} evening in {number}."
    return fields


def change(number: int) -> Change:
    """The person of this number as the ministry sends it."""
    at = BEGAN + timedelta(seconds=number)
    stamp = Stamp(at, "Rahima Khatun", "Front desk")
    envelope = Envelope(MISSION, "ministry", stamp, stamp)
    return Change(identifier(number), "person", number + 1, envelope, person(number))


def identifier(number: int) -> UUID:
    """The identifier of the person of this number."""
    at = BEGAN + timedelta(seconds=number)
    return uuid7(at, Draws(-number - 2).left.to_bytes(10, "big"))


def landings(count: int, each: int = 1_000) -> Iterator[Landing]:
    """People in stretches of an exchange."""
    for start in range(0, count, each):
        some = [change(number) for number in range(start, min(start + each, count))]
        yield Landing(BEGAN, records=tuple(Landed(one, one.fields) for one in some))


def opened(folder: Path) -> Store:
    """The store in `folder`, made where there is none."""
    return open_store(
        folder,
        KEY,
        desk=Desk(device=UUID(int=1), device_name="Bench", mission=MISSION, officer="Rahima"),
        clock=lambda: datetime.now(UTC),
        random=os.urandom,
    )


def filled(folder: Path, count: int) -> Store:
    """A store with `count` people; what an earlier run made in `folder` is used again.

    An exchange of a million people would take minutes: here the very rows that it would leave
    are made by one process a core, written in display order, and indexed at the end.
    """
    store = opened(folder)
    if store.count("person") == count:
        return store
    store.close()
    raw = connect(folder / "desk.db", KEY)
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("PRAGMA cache_size = -400000")
    with transaction(raw):
        _fill(raw, count)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    raw.close()
    return opened(folder)


def _fill(raw: Driver, count: int) -> None:
    kind = KINDS["person"]
    places = between(kind.number, None, None, count)
    assert places is not None
    listed = [(place, number) for place, number in zip(places, in_order(count), strict=True)]
    with get_context("fork").Pool(os.cpu_count()) as pool:
        # Each table in the order of its key, so that its pages are filled one after the other.
        for records in pool.imap(_records, _stretches(range(count))):
            raw.executemany(layout(kind.name).put, records)
        for entries in pool.imap(_entries, _stretches(listed)):
            raw.executemany(INSERT_ENTRY, entries)
    indexing.rebuild(raw)
    vocabulary.rebuild(raw)


def in_order(count: int) -> list[int]:
    """The numbers of so many people in the order of their names."""
    order = sorted((sort_key(person(number)["name"]), number) for number in range(count))
    return [number for _, number in order]


def _stretches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _STRETCH):
        yield items[start : start + _STRETCH]


_STRETCH = 5_000


def _records(numbers: Sequence[int]) -> list[list[Any]]:
    """The rows of people in their table."""
    ones = map(change, numbers)
    kepts = [Kept(one.id, one.kind, one.version, one.envelope, one.fields) for one in ones]
    return [rows._values(kept, leaf(kept.id, kept.version)) for kept in kepts]


def _entries(listed: Sequence[tuple[int, int]]) -> list[tuple[Any, ...]]:
    """The rows of people in the list, by place."""
    kind = KINDS["person"]
    return [
        Entry(
            0,
            identifier(number).bytes,
            kind.number,
            0,
            "received",
            _line(person(number)),
        ).values(place)
        for place, number in listed
    ]


def _line(fields: Plain) -> Line:
    kind = KINDS["person"]
    composer = Composer(NO_TITLES, "2026-01-01")
    said = composer.spoken(kind, fields, composer.title(kind, fields))
    return composer.line(kind, fields, said)
