"""What was answered to whom: verdicts by edit, batches by number."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from desk_app.contract.messages import Verdict
from desk_app.ministry.store.models import BatchRow, VerdictRow

_CHUNK = 500
_verdict = msgspec.json.Decoder(Verdict)


def verdicts(session: Session, edits: Iterable[UUID]) -> dict[UUID, Verdict]:
    """Return what was already answered to these edits.

    Of an edit on a record erased since, only that it was accepted is still known.
    """
    every = list(edits)
    found: dict[UUID, Verdict] = {}
    for start in range(0, len(every), _CHUNK):
        some = every[start : start + _CHUNK]
        query = select(VerdictRow.edit, VerdictRow.answer).where(VerdictRow.edit.in_(some))
        for edit, answer in session.execute(query):
            found[edit] = _verdict.decode(answer) if answer else Verdict(edit, "accepted")
    return found


def put_verdicts(session: Session, device: UUID, answers: Iterable[tuple[UUID, Verdict]]) -> None:
    """Remember verdicts, each with the record its edit was about."""
    rows = [
        {
            "edit": verdict.edit,
            "record": record,
            "device": device,
            "answer": msgspec.json.encode(verdict).decode("utf-8"),
        }
        for record, verdict in answers
    ]
    if rows:
        session.execute(insert(VerdictRow), rows)


def fingerprint(session: Session, device: UUID, batch: int) -> bytes | None:
    """Return what is remembered of a device's batch, or None for a new one."""
    query = select(BatchRow.fingerprint).where(BatchRow.device == device, BatchRow.number == batch)
    return session.scalar(query)


def put_batch(session: Session, device: UUID, batch: int, mark: bytes, at: datetime) -> None:
    """Remember a batch."""
    row: Mapping[str, object] = {
        "device": device,
        "number": batch,
        "fingerprint": mark,
        "at": at,
    }
    session.execute(insert(BatchRow), [row])
