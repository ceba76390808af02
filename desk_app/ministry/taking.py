"""Taking edits in: everything a batch changes is written in one transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.contract.messages import Verdict
from desk_app.domain.edits import Edit
from desk_app.ministry.closing import settle
from desk_app.ministry.deciding import Author, Rules, decide
from desk_app.ministry.store import answers, records, writing
from desk_app.ministry.store.database import Database, Transaction
from desk_app.ministry.values import MINISTRY, Device, Standing


class Taken(Struct, frozen=True):
    """What became of a batch; `copied` when its number came before with other content."""

    verdicts: tuple[Verdict, ...]
    copied: bool = False


def ministry_itself(now: datetime) -> Author:
    """Return the author of what the ministry writes on its own."""
    itself = Device(
        id=MINISTRY,
        name="",
        mission=MINISTRY,
        officer=MINISTRY,
        officer_name="",
        role="publisher",
        public_key=b"",
        enrolled=now,
    )
    return Author(itself, now)


def take(database: Database, author: Author, edits: Sequence[Edit], batch: int = 0) -> Taken:
    """Apply a batch; what was answered before is answered the same way again.

    `batch` is 0 for edits that no numbered batch carries. Without edits, only the consents that
    lapsed since the last time take effect.
    """
    with database.write() as (session, standing):
        known = answers.verdicts(session, (edit.id for edit in edits))
        fresh = list({edit.id: edit for edit in edits if edit.id not in known}.values())
        new, erased = apply(session, standing, author, fresh)
        known |= {verdict.edit: verdict for verdict in new}
        copied = _remember(session, author, edits, batch) if batch and edits else False
    if erased:
        database.forget_erased_pages()
    return Taken(tuple(known[edit.id] for edit in edits), copied)


def apply(
    session: Transaction, standing: Standing, author: Author, edits: Sequence[Edit]
) -> tuple[list[Verdict], bool]:
    """Decide and write within a transaction; tell the verdicts, and whether content was erased."""
    today = author.now.astimezone(UTC).date()
    ledger = writing.read_ledger(session, standing.seq, edits)
    verdicts = decide(ledger, edits, Rules(author, lambda id_: _is_mission(session, id_)))
    ledger.add(records.about(session, records.lapsed(session, standing.swept, today)))
    writing.read_people(session, ledger)
    left = settle(ledger, today)
    record_of = {edit.id: edit.record for edit in edits}
    told = [(record_of[verdict.edit], verdict) for verdict in verdicts]
    answers.put_verdicts(session, author.device.id, told)
    return verdicts, writing.write_ledger(session, standing, ledger, left, today)


def _is_mission(session: Transaction, record: UUID) -> bool:
    state = records.states(session, [record]).get(record)
    return state is not None and state.kind == "mission"


def _remember(session: Transaction, author: Author, edits: Sequence[Edit], batch: int) -> bool:
    """Keep the batch's fingerprint; tell whether its number had another one."""
    mark = sha256(msgspec.json.encode(list(edits), order="deterministic")).digest()
    before = answers.fingerprint(session, author.device.id, batch)
    if before is None:
        answers.put_batch(session, author.device.id, batch, mark, author.now)
    return before is not None and before != mark
