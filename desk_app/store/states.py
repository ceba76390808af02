"""Where records stand with the ministry, derived from what is kept of their edits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from desk_app.domain.records import State
from desk_app.domain.registry import KINDS
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS, Kept, ids_parameter, in_chunks


def state(*, local: bool, version: int, stages: set[str], disputed: bool, refused: bool) -> State:
    """Return a record's state; what an officer must decide comes before what only waits."""
    if local:
        return "here"
    if disputed:
        return "disputed"
    if refused:
        return "refused"
    if "unconfirmed" in stages:
        return "unconfirmed"
    if "sending" in stages:
        return "sending"
    if stages:
        return "waiting"
    return "received" if version else "here"


def states_of(raw: Driver, kepts: Mapping[UUID, Kept]) -> dict[UUID, State]:
    """Return the states of records from their edits, disputes and refusals."""
    stages: dict[UUID, set[str]] = defaultdict(set)
    disputed: set[UUID] = set()
    refused: set[UUID] = set()
    for some in in_chunks(kepts):
        asked = (ids_parameter(some),)
        pending = f"SELECT record, stage FROM edit WHERE answered_at IS NULL AND record IN {IDS}"  # noqa: S608  # a constant
        for record, stage in raw.execute(pending, asked):
            stages[UUID(bytes=record)].add(stage)
        disputed |= _records(raw, "dispute", asked)
        refused |= _records(raw, "refusal", asked)
    return {
        id: state(
            local=KINDS[kept.kind].local,
            version=kept.version,
            stages=stages.get(id, set()),
            disputed=id in disputed,
            refused=id in refused,
        )
        for id, kept in kepts.items()
    }


def _records(raw: Driver, table: str, asked: tuple[str]) -> set[UUID]:
    found = raw.execute(f"SELECT record FROM {table} WHERE record IN {IDS}", asked)  # noqa: S608  # our own tables
    return {UUID(bytes=record) for (record,) in found}


def renew(raw: Driver, ids: Iterable[UUID], kepts: Mapping[UUID, Kept]) -> None:
    """Write the states of records whose edits moved on, and nothing else of them."""
    known = {id: kepts[id] for id in ids if id in kepts}
    raw.executemany(
        "UPDATE entry SET state = ? WHERE id = ?",
        [(now, id.bytes) for id, now in states_of(raw, known).items()],
    )
