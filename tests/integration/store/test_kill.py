"""A desk that is killed in mid-write finds everything it had confirmed at its next start."""

import os
import signal
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from uuid import UUID

from desk_app.store.store import Store
from tests.integration.store.making import changed, opened, person, shown

KILLS = 200
AT_LEAST = 100


def work(folder: Path, seed: int, report: int) -> None:
    """Do acts for ever, and report each one once the store has confirmed it."""
    random = Random(seed)
    with opened(folder, window=True) as store:
        ids: list[UUID] = []
        while True:
            word = f"w{random.getrandbits(32):08x}"
            if ids and random.random() < 0.3:
                id = random.choice(ids)
                changed(store, id, city=word)
            else:
                id = person(store, word, notes=word * random.choice((1, 100)))
                ids.append(id)
            os.write(report, f"{id} {word}\n".encode())


@contextmanager
def worker(folder: Path, seed: int) -> Generator[tuple[int, int]]:
    """A child process at work: its process id and the pipe it reports through."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(folder, seed, writing)
        finally:
            os._exit(1)
    os.close(writing)
    try:
        yield child, reading
    finally:
        os.close(reading)


def killed(folder: Path, seed: int) -> list[tuple[UUID, str]]:
    """Kill a worker some moments after a few confirmed acts; return what it confirmed."""
    random = Random(seed)
    with worker(folder, seed) as (child, reading):
        said = b""
        for _act in range(random.randint(1, 3)):
            more = os.read(reading, 100)
            assert more, "the worker ended by itself"
            said += more
        time.sleep(random.uniform(0, 0.01))  # to be killed anywhere in the next act
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reading, 65_536):
            said += more
    lines = [line.split() for line in said.decode().split("\n")[:-1]]
    return [(UUID(id), word) for id, word in lines]


def assert_found(store: Store, confirmed: list[tuple[UUID, str]]) -> None:
    newest: dict[UUID, list[str]] = {}
    for id, word in confirmed:
        newest.setdefault(id, []).append(word)
    edits = {(e.record, v) for e in store.waiting() for v in e.fields.values()}
    journal = {(e.record, v) for e in store._journal.read().edits for v in e.fields.values()}
    for id, words in newest.items():
        assert shown(store, id)["name"] == words[0]
        assert {(id, word) for word in words} <= edits
        assert {(id, word) for word in words} <= journal
        assert store.page("person", words=words[0]).rows[0].id == id


def test_two_hundred_kills_lose_nothing_that_was_confirmed(tmp_path: Path) -> None:
    confirmed = 0
    for batch in range(10):
        folder = tmp_path / str(batch)
        acts: list[tuple[UUID, str]] = []
        for number in range(KILLS // 10):
            acts += killed(folder, batch * 100 + number)
        with opened(folder) as store:
            assert_found(store, acts)
            assert store.check().sound
        confirmed += len(acts)
    assert confirmed >= KILLS + AT_LEAST
