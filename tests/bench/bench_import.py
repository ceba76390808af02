"""Importing 100,000 people from a table into an encrypted desk, beside bare SQLite inserts.

Two references are measured in the same run, for two questions. The rows of the table as they are,
put into one table without an index: what reading and writing costs at all. And the records that
the desk must hold of them (people, firms, positions with a link each), with unique identifiers and
a full-text index of the same words: what any program that can find them again has to write.
"""

import csv
import io
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time
from uuid import UUID

from desk_app.exchange.bringing import Order, bring, survey
from desk_app.exchange.reading import Intake
from tests.bench.memory import peak_resident
from tests.bench.people import opened
from tests.bench.registry import Report, bench
from tests.bench.timing import seconds_of

ROWS = 100_000
HEADINGS = "First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,Business City,Notes"
SOUNDS = "karamatanasalabadaharimiinisolumofajupaze"
SYLLABLES = [SOUNDS[place : place + 2] for place in range(0, len(SOUNDS), 2)]


@bench("import")
def importing(folder: Path) -> Report:
    """Read, compare, write: in a process of its own, whose memory is the import's alone."""
    rows = people(random.Random(7))
    file = folder / "people.csv"
    file.write_bytes(table(rows))
    bare = seconds_of(lambda: insert(folder / "bare.db", rows))
    indexed = seconds_of(lambda: insert_indexed(folder / "indexed.db", rows))
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_import", str(file), str(folder / "desk")],
        check=True,
        capture_output=True,
        text=True,
    )
    figures = dict(zip(NAMES, map(float, told.stdout.split()), strict=True))
    whole = figures["import_s"]
    return Report(
        "bare SQLite, one transaction: the rows as they are (whole), and the records of them,"
        " indexed (records)",
        figures | {"rows": float(ROWS), "insert_s": bare, "insert_indexed_s": indexed},
        {"whole": whole / bare, "records": whole / indexed},
    )


NAMES = ("preview_s", "survey_s", "import_s", "import_cpu_s", "peak_bytes", "people")


def measured(file: Path, folder: Path) -> Iterator[float]:
    """Preview, survey and import of one file, and the memory it took."""
    data = file.read_bytes()
    start = perf_counter()
    glance = Intake(data, file.name, glance=True)
    survey(glance, Order(country="BD"), None)
    yield perf_counter() - start
    start = perf_counter()
    survey(Intake(data, file.name), Order(country="BD"), None)
    yield perf_counter() - start
    folder.mkdir()
    store = opened(folder)
    start, worked = perf_counter(), process_time()
    bring(Intake(data, file.name), Order(country="BD"), store.filing)
    yield perf_counter() - start
    yield process_time() - worked
    yield float(peak_resident())
    yield float(store.count("person"))
    store.close()


def people(chance: random.Random) -> list[list[str]]:
    """Rows of invented people, nine in ten with a name of their own."""

    def name() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()

    firms = [name() for _ in range(5_000)]

    def row(number: int) -> list[str]:
        given = "Kamal" if number % 10 == 0 else name()
        return [
            given,
            name(),
            f"p{number}@firm{number % 5000}.example",
            f"+88017{number:08d}",
            f"{firms[number % len(firms)]} Soft",
            "Engineer",
            "Dhaka",
            f"note {number}",
        ]

    return [row(number) for number in range(ROWS)]


def table(rows: list[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    stream.write(HEADINGS + "\n")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def insert(file: Path, rows: list[list[str]]) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE person (a, b, c, d, e, f, g, h)")
        connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.close()


FIELDS = "a, b, c, d, e, f"


def insert_indexed(file: Path, rows: list[list[str]]) -> None:
    """The records in tables of their kinds, found by identifier and by fragments of words."""
    chance = random.Random(3)
    firms = {row[4]: UUID(int=chance.getrandbits(128)).bytes for row in rows}
    with sqlite3.connect(file) as raw:
        for kind in ("person", "firm", "position"):
            raw.execute(
                f"CREATE TABLE {kind} (id BLOB PRIMARY KEY, a, b, c, d, e, f) WITHOUT ROWID"
            )
        raw.execute("CREATE TABLE link (source BLOB, target BLOB, PRIMARY KEY (source, target))")
        raw.execute("CREATE VIRTUAL TABLE found USING fts5 (words, tokenize = 'trigram')")
        for row in rows:
            id, position = (UUID(int=chance.getrandbits(128)).bytes for _ in range(2))
            raw.execute(
                "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", (id, *row[:4], *row[6:])
            )
            firm = firms[row[4]]
            raw.execute(
                "INSERT INTO position VALUES (?, ?, ?, ?, 0, 0, 0)", (position, id, firm, row[5])
            )
            raw.executemany("INSERT INTO link VALUES (?, ?)", [(position, id), (position, firm)])
            raw.execute("INSERT INTO found VALUES (?)", (" ".join(row),))
            raw.execute("INSERT INTO found VALUES (?)", (" ".join(row[4:6]),))
        for name, id in firms.items():
            raw.execute("INSERT INTO firm VALUES (?, ?, 0, 0, 0, 0, 0)", (id, name))
            raw.execute("INSERT INTO found VALUES (?)", (name,))
    raw.close()


if __name__ == "__main__":
    print(*measured(Path(sys.argv[1]), Path(sys.argv[2])))
