"""Importing 100,000 people from a table, beside a bare SQLite insert of the same rows."""

import csv
import io
import random
import sqlite3
from itertools import count
from pathlib import Path
from time import perf_counter
from uuid import UUID

from desk_app.domain.records import Source
from desk_app.exchange.contacts import Contact
from desk_app.exchange.importing import Making, act
from desk_app.exchange.planning import Existing, Plan, contact_rows, plan
from desk_app.exchange.reading import contacts, preview
from tests.bench.memory import peak_resident
from tests.bench.registry import Report, bench
from tests.bench.timing import seconds_of

ROWS = 100_000
HEADINGS = "First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,Business City,Notes"
SOUNDS = "karamatanasalabadaharimiinisolumofajupaze"
SYLLABLES = [SOUNDS[place : place + 2] for place in range(0, len(SOUNDS), 2)]


@bench("import")
def importing(folder: Path) -> Report:
    """Read, compare and plan; what the store then does is the store's bench."""
    rows = people(random.Random(7))
    data = table(rows)
    figures = {"preview_s": seconds_of(lambda: preview(data))}
    read: list[tuple[Contact, ...]] = []
    figures["read_s"] = seconds_of(lambda: read.append(contacts(data).contacts))
    plans: list[Plan] = []
    start = perf_counter()
    drafts = contact_rows(read.pop(), "BD")
    figures["draft_s"] = perf_counter() - start
    known: list[Existing] = []
    figures["plan_s"] = seconds_of(lambda: plans.append(plan(drafts, known)))
    figures["act_s"] = seconds_of(lambda: done(plans[0]))
    figures["peak_bytes"] = float(peak_resident())
    bare = seconds_of(lambda: insert(folder / "bare.db", rows))
    whole = sum(figures[f"{part}_s"] for part in ("read", "draft", "plan", "act"))
    return Report(
        "a bare SQLite insert of the same rows in one transaction",
        figures | {"insert_s": bare, "whole_s": whole},
        {"whole": whole / bare, "read": figures["read_s"] / bare},
    )


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


def done(planned: Plan) -> None:
    numbers = count(1)
    making = Making(Source("import", "people.csv"))
    act(planned, {}, new_id=lambda: UUID(int=next(numbers)), making=making)


def insert(file: Path, rows: list[list[str]]) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE person (a, b, c, d, e, f, g, h)")
        connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.close()
