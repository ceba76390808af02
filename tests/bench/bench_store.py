"""The store beside bare SQLite: search as one types, saving an edit, landing an exchange."""

import os
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

import msgspec

from desk_app.domain.acts import Act, Create
from desk_app.domain.words import fold, search_words
from desk_app.store.store import Store
from tests.bench.people import filled, in_order, landings, opened, person
from tests.bench.registry import Report, bench
from tests.bench.timing import Sample, interleaved, ratio, sample

QUERIES = 60
ROUNDS = 5


def typed(people: int) -> list[str]:
    """What officers type: growing beginnings of names in either script, phones and addresses."""
    random = Random(1)
    asked: list[str] = []
    for _ in range(QUERIES):
        one = person(random.randrange(people))
        whole = str(
            random.choice([one["name"], one["name_bn"], one["phones"][0], one["emails"][0]])
        )
        asked += [whole[:length] for length in range(1, len(whole) + 1)]
    return asked


def bare(folder: Path, people: int) -> sqlite3.Connection:
    """The same people in plain SQLite with the same kind of index, and nothing around it."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE person (place INTEGER PRIMARY KEY, name TEXT, fields TEXT)")
    connection.execute(
        "CREATE VIRTUAL TABLE found USING fts5 (words, content='', tokenize='trigram')"
    )
    connection.execute("BEGIN")
    for place, number in enumerate(in_order(people)):
        fields = person(number)
        text = msgspec.json.encode(fields).decode()
        row = (place, fields["name"], text)
        connection.execute("INSERT INTO person VALUES (?, ?, ?)", row)
        connection.execute("INSERT INTO found (rowid, words) VALUES (?, ?)", (place, fold(text)))
    connection.execute("COMMIT")
    return connection


def bare_search(connection: sqlite3.Connection, words: str) -> list[tuple[object, ...]]:
    """Fifty people with the words, as bare SQLite finds them."""
    long = [f'"{word}"' for word in search_words(words) if len(word) > 2]
    if not long:
        return connection.execute("SELECT * FROM person LIMIT 50").fetchall()
    return connection.execute(
        "SELECT p.* FROM found JOIN person p ON p.place = found.rowid "
        "WHERE found MATCH ? ORDER BY found.rowid LIMIT 50",
        (" ".join(long),),
    ).fetchall()


def each(asked: list[str], search: Callable[[str], object]) -> Sample:
    """Every query once, the first of all not counted."""
    search(asked[0])
    samples = [sample(lambda words=words: search(words), 1, 0) for words in asked]  # type: ignore[misc]  # a default binds the word
    return Sample(tuple(one.seconds[0] for one in samples))


def searching(folder: Path, people: int) -> Report:
    """Key → rows, both on the same queries."""
    store = filled(folder / "desk", people)
    connection = bare(folder, people)
    asked = typed(people)
    mine = each(asked, lambda words: store.page("person", words=words))
    theirs = each(asked, lambda words: bare_search(connection, words))
    store.close()
    connection.close()
    return Report(
        reference="bare SQLite, trigram index in display order, not encrypted",
        figures={**mine.figures("key_to_rows"), **theirs.figures("bare_key_to_rows")},
        ratios={"p50": mine.median / theirs.median, "p95": mine.p95 / theirs.p95},
    )


@bench("search-100000")
def search_100_000(folder: Path) -> Report:
    """A keystroke → the rows of the list, at 100,000 people."""
    return searching(folder, 100_000)


@bench("search-1000000")
def search_1_000_000(folder: Path) -> Report:
    """A keystroke → the rows of the list, at 1,000,000 people."""
    return searching(folder, 1_000_000)


@bench("save-edit")
def saving(folder: Path) -> Report:
    """An edit saved, with list, search, history, outbox and journal, at 10,000 people."""
    store = filled(folder / "desk", 10_000)
    connection = bare(folder, 10_000)
    numbers = count(20_000)

    def save() -> None:
        fields = person(next(numbers))
        store.do(Act((Create(store.new_id(), "person", fields),), "New person"))

    def insert() -> None:
        text = msgspec.json.encode(person(next(numbers))).decode()
        connection.execute("INSERT INTO person (name, fields) VALUES ('', ?)", (text,))

    taken = interleaved({"store": save, "bare": insert}, rounds=100, warm_up=3)
    store.close()
    connection.close()
    return Report(
        reference="one row inserted and committed by bare SQLite, synchronous=FULL",
        figures={**taken["store"].figures("save"), **taken["bare"].figures("bare_insert")},
        ratios={"save": ratio(taken["store"], taken["bare"])},
    )


@bench("land-10000")
def landing(folder: Path) -> Report:
    """Ten thousand people landed as an exchange lands them, 250 a stretch."""
    stretches = list(landings(10_000, 250))
    stores: list[Store] = []

    def land() -> None:
        store = opened(folder / f"desk-{len(stores)}")
        stores.append(store)
        port = store.port()
        for stretch in stretches:
            port.land(stretch)
        store.close()

    def fill() -> None:
        place = folder / f"bare-{os.urandom(4).hex()}"
        place.mkdir()
        bare(place, 10_000).close()

    taken = interleaved({"store": land, "bare": fill}, rounds=ROUNDS - 2, warm_up=0)
    return Report(
        reference="the same people inserted and indexed by bare SQLite in one transaction",
        figures={"land_s": taken["store"].median, "bare_s": taken["bare"].median},
        ratios={"land": ratio(taken["store"], taken["bare"])},
    )
