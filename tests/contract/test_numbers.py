"""Numbers appear in commit order: a reader never skips a change, however many servers write."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from threading import Event
from uuid import UUID, uuid4

import pytest

from desk_app.contract.messages import VERSION, Round
from desk_app.domain.edits import Edit
from desk_app.ministry.conformance.plain_desk import PlainDesk
from desk_app.ministry.serving import now, open_service
from tests.contract.worlds import HTTP_POSTGRES, IN_PROCESS, TestBench, World

WRITERS = 3
ROUNDS = 10


def write(url: str, device: UUID, start: str) -> list[UUID]:
    """One server process that answers one writing device; returns the records it made."""
    service = open_service(url)
    made: list[UUID] = []
    session = service.session(device)
    for batch in range(1, ROUNDS + 1):
        edits = tuple(_firm() for _ in range(2))
        answer = session.sync(Round(VERSION, now(), start, batch, edits, limit=1))
        assert all(verdict.outcome == "accepted" for verdict in answer.verdicts)
        made += [edit.record for edit in edits]
    service.close()
    return made


def _firm() -> Edit:
    return Edit(
        id=uuid4(),
        group=uuid4(),
        record=uuid4(),
        kind="firm",
        operation="create",
        at=now(),
        by="",
        fields={"name": "W", "side": "foreign"},
    )


@pytest.mark.parametrize("world", [IN_PROCESS, HTTP_POSTGRES], indirect=True, scope="session")
def test_a_reader_skips_nothing_while_several_processes_write(
    world: World, bench: TestBench
) -> None:
    reader = bench.desk()
    writers = [bench.desk() for _ in range(WRITERS)]
    reader.pull()
    seen: list[UUID] = []
    done = Event()
    with ThreadPoolExecutor(1) as beside, get_context("spawn").Pool(WRITERS) as pool:
        reading = beside.submit(_read, reader, seen, done)
        jobs = [(world.url, desk.enrolment.device, desk.cursor) for desk in writers]
        try:
            made = [record for batch in pool.starmap(write, jobs) for record in batch]
        finally:
            done.set()
        reading.result()
    assert len(made) == WRITERS * ROUNDS * 2
    assert sorted(seen) == sorted(set(made)), "each change came to the reader exactly once"
    reader.pull()


def _read(reader: PlainDesk, seen: list[UUID], done: Event) -> None:
    """Read in small pages until the writers have ended and nothing is left."""
    while True:
        last = done.is_set()
        more = True
        while more:
            answer = reader.ministry.sync(Round(VERSION, now(), reader.cursor, limit=5))
            seen += [change.id for change in answer.changes if change.kind == "firm"]
            reader.apply(answer)
            more = answer.more
        if last:
            return
