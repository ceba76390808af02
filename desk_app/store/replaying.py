"""Putting the second journal's edits back into a store that does not know them."""

from collections.abc import Callable
from uuid import UUID, uuid5

from msgspec.structs import replace
from sqlalchemy import Connection, delete, insert, select, update

from desk_app.domain.edits import Edit
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Envelope, HistoryEntry, Source, Stamp
from desk_app.store import outbox, rows
from desk_app.store.connecting import Driver
from desk_app.store.journal import Journal
from desk_app.store.landing import overlaid, under_edits
from desk_app.store.models import ActRow, EditRow, ImportRow, PlaceRow
from desk_app.store.rows import Kept
from desk_app.store.shapes import canonical
from desk_app.store.sql import driver, over, writing
from desk_app.store.values import Desk
from desk_app.store.writing import forget, put, renew_states, take_out

SKIPPED = 1_000
"""How many batch numbers a store that went back leaves out, so that none comes twice."""


def replay(raw: Driver, journal: Journal, desk: Callable[[], Desk]) -> int:
    """Bring back what the journal holds and the store does not; return how many edits.

    The store is told to compare everything with the ministry, and its batches go on under
    numbers that were never used: the store it replaces may have used the next ones.

    Raises:
        StoreTrouble: the disk does not let it.
    """
    told = journal.read()
    with writing(over(raw)) as sql:
        known = set(sql.scalars(select(EditRow.id)))
        missing = [edit for edit in told.edits if edit.id not in known]
        imports = _registered(sql, missing)
        for edit in missing:
            _apply(sql, edit, imports.get(_file(edit), edit.group))
        _go_on(sql)
        journal.rewrite(desk(), outbox.unanswered(sql))
    return len(missing)


def _go_on(sql: Connection) -> None:
    sql.execute(update(PlaceRow).values(reconcile=1, batch=PlaceRow.batch + SKIPPED))
    pending = EditRow.answered_at.is_(None)
    sql.execute(update(EditRow).where(pending).values(stage="waiting", batch=0))
    renew_states(sql, set(sql.scalars(select(EditRow.record).where(pending))))


def _file(edit: Edit) -> Source | None:
    """Return the file whose import typed an edit, if one did."""
    return edit.source if edit.source is not None and edit.source.nature == "import" else None


def _registered(sql: Connection, edits: list[Edit]) -> dict[Source | None, UUID]:
    """Enter the imports that edits are of into the register, so that they can be taken back.

    One that the backup knows as begun goes on under its own entry. What the ministry had taken
    already is not among the edits, and stays when such an import is taken back.
    """
    found: dict[Source | None, UUID] = {}
    for file, some in _by_file(edits).items():
        first = some[0]
        known = select(ImportRow.id).where(
            ImportRow.name == file.name,
            ImportRow.sha256 == file.sha256,
            ImportRow.stage == "running",
        )
        id = sql.scalar(known) or uuid5(first.group, file.sha256)
        made = {edit.group for edit in some if edit.operation == "create"}
        counts = {"create": len(made), "update": len({edit.group for edit in some} - made)}
        entry = {
            "at": first.at,
            "by": first.by,
            "name": file.name,
            "sha256": file.sha256,
            "kind": first.kind,
            "stage": "done",
            "counts": {name: count for name, count in counts.items() if count},
        }
        sql.execute(
            insert(ImportRow).prefix_with("OR REPLACE"), [{"id": id, "reached": 0, **entry}]
        )
        sql.execute(delete(ActRow).where(ActRow.group == id))
        outbox.log_act(sql, id, "Import", first.at, None)
        found[file] = id
    return found


def _by_file(edits: list[Edit]) -> dict[Source, list[Edit]]:
    found: dict[Source, list[Edit]] = {}
    for edit in edits:
        if (file := _file(edit)) is not None:
            found.setdefault(file, []).append(edit)
    return found


def _apply(sql: Connection, edit: Edit, group: UUID) -> None:
    """Do an edit again as it was typed; `group` is whom its history belongs to."""
    raw = driver(sql)
    kept = rows.fetch(raw, [edit.record]).get(edit.record)
    if edit.operation == "erase":
        take_out(raw, {edit.record: edit.kind})
        forget(sql, edit.record)
        outbox.add_edits(sql, [edit])
        return
    if kept is not None and edit.record not in outbox.pending_records(sql, [edit.record]):
        outbox.keep_base(sql, [kept])
    outbox.add_edits(sql, [edit])
    after = _after(kept, edit)
    if after is None:
        return  # not in the backup: the ministry has it, and the edit is put on top when it comes
    _note(sql, kept, after, edit, group)
    put(raw, [after], edit.at)


def _after(kept: Kept | None, edit: Edit) -> Kept | None:
    kind = KINDS.get(edit.kind)
    if kind is None or (kept is None and edit.operation != "create"):
        return None
    if kept is None:
        return Kept(edit.record, edit.kind, 0, _envelope(edit), canonical(kind, edit.fields))
    fields = canonical(kind, overlaid(kind, kept.fields, [edit]))
    return replace(kept, fields=fields, envelope=under_edits(kept.envelope, [edit]))


def _envelope(edit: Edit) -> Envelope:
    stamp = Stamp(edit.at, edit.by)
    return Envelope(
        edit.owner, edit.audience or "ministry", stamp, stamp, source=edit.source or Source()
    )


def _note(sql: Connection, before: Kept | None, after: Kept, edit: Edit, group: UUID) -> None:
    stamp = Stamp(edit.at, edit.by)
    if before is None:
        notes = [HistoryEntry(after.id, "", stamp, "created", None, None)]
    else:
        notes = [
            HistoryEntry(
                after.id, name, stamp, "typed", before.fields.get(name), after.fields.get(name)
            )
            for name in edit.fields
        ]
    outbox.add_history(sql, notes, group)
