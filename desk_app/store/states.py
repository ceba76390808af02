"""Where records stand with the ministry, derived from what is kept of their edits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from uuid import UUID

from desk_app.domain.records import State
from desk_app.domain.registry import KINDS
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS, Kept, in_chunks
from desk_app.store.shapes import to_json

_NONE: Set[str] = frozenset()


def state(*, local: bool, version: int, stages: Set[str], disputed: bool, refused: bool) -> State:
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


def states_of(raw: Driver, kepts: Sequence[Kept]) -> list[State]:
    """Return the states of records, in their order, from edits, disputes and refusals."""
    ids = [kept.id.bytes for kept in kepts]
    stages: dict[bytes, set[str]] = defaultdict(set)
    disputed: set[bytes] = set()
    refused: set[bytes] = set()
    for some in in_chunks(map(bytes.hex, ids)):
        asked = (to_json(some),)
        pending = f"SELECT record, stage FROM edit WHERE answered_at IS NULL AND record IN {IDS}"  # noqa: S608  # a constant
        for record, stage in raw.execute(pending, asked):
            stages[record].add(stage)
        disputed |= _records(raw, "dispute", asked)
        refused |= _records(raw, "refusal", asked)
    return [
        state(
            local=KINDS[kept.kind].local,
            version=kept.version,
            stages=stages.get(id, _NONE),
            disputed=id in disputed,
            refused=id in refused,
        )
        for id, kept in zip(ids, kepts, strict=True)
    ]


def _records(raw: Driver, table: str, asked: tuple[str]) -> set[bytes]:
    found = raw.execute(f"SELECT record FROM {table} WHERE record IN {IDS}", asked)  # noqa: S608  # our own tables
    return {record for (record,) in found}


def renew(raw: Driver, ids: Iterable[UUID], kepts: Mapping[UUID, Kept]) -> None:
    """Write the states of records whose edits moved on, and nothing else of them."""
    known = [kepts[id] for id in ids if id in kepts]
    raw.executemany(
        "UPDATE entry SET state = ? WHERE id = ?",
        [(now, kept.id.bytes) for kept, now in zip(known, states_of(raw, known), strict=True)],
    )
