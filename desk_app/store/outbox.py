"""Edits, their history and what came of them, in the typed tables: values in, values out."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, RowMapping, delete, insert, select
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from desk_app.domain.edits import Edit
from desk_app.domain.records import HistoryEntry, Stamp
from desk_app.store.models import ActRow, BaseRow, EditRow, HistoryRow
from desk_app.store.models.base import Moment
from desk_app.store.rows import Kept, in_chunks
from desk_app.store.shapes import to_json
from desk_app.store.sql import driver

_CONTENT = [
    EditRow.id,
    EditRow.group,
    EditRow.record,
    EditRow.kind,
    EditRow.operation,
    EditRow.at,
    EditRow.by,
    EditRow.base,
    EditRow.fields,
    EditRow.was,
    EditRow.owner,
    EditRow.audience,
    EditRow.source,
    EditRow.why,
    EditRow.into,
    EditRow.merger,
]


_DIALECT = SQLiteDialect()
_PUT_EDIT = (
    'INSERT INTO edit (id, "group", record, kind, operation, at, "by", base, fields, was, owner, '
    'audience, source, why, "into", merger, stage, batch, answered_at) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PUT_HISTORY = (
    'INSERT INTO history (record, "group", field, at, "by", device, how, "before", "after") '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
"""Prepared by hand: an import writes hundreds of thousands of these."""


def log_act(sql: Connection, group: UUID, label: str, at: datetime, undoes: UUID | None) -> None:
    """Note an act, so that it can be undone by its label."""
    sql.execute(
        insert(ActRow), [{"group": group, "label": label, "at": at, "undoes": undoes, "undone": 0}]
    )


def add_edits(sql: Connection, edits: Sequence[Edit]) -> None:
    """Put edits into the outbox, in their order."""
    driver(sql).executemany(_PUT_EDIT, [_edit_values(edit) for edit in edits])


def drop_answered(sql: Connection, ids: Iterable[UUID]) -> None:
    """Take answered edits out of the log, so that they can be sent once more."""
    for some in in_chunks(ids):
        sql.execute(delete(EditRow).where(EditRow.answered_at.is_not(None), EditRow.id.in_(some)))


def _edit_values(edit: Edit) -> tuple[Any, ...]:
    """Return the values of an edit as the typed columns would write them."""
    return (
        *(edit.id.bytes, edit.group.bytes, edit.record.bytes, edit.kind, edit.operation),
        *(_moment(edit.at), edit.by, edit.base, to_json(edit.fields), to_json(edit.was)),
        *(edit.owner and edit.owner.bytes, edit.audience, to_json(edit.source), edit.why),
        *(edit.into and edit.into.bytes, to_json(edit.merger), "waiting", 0, None),
    )


@lru_cache(maxsize=64)
def _moment(at: datetime) -> str | None:
    """Write a moment down; the edits of one piece of work share theirs."""
    return Moment().process_bind_param(at, _DIALECT)


def read_edit(row: RowMapping) -> Edit:
    """Turn a row into its edit."""
    return msgspec.convert(dict(row), Edit)


def unanswered(sql: Connection, *conditions: Any) -> tuple[Edit, ...]:
    """Return the edits without a verdict for which `conditions` hold, in the order typed."""
    query = select(*_CONTENT).where(EditRow.answered_at.is_(None), *conditions)
    rows = sql.execute(query.order_by(EditRow.number)).mappings()
    return tuple(read_edit(row) for row in rows)


def pending_records(sql: Connection, records: Iterable[UUID]) -> set[UUID]:
    """Return those of `records` that have edits without a verdict."""
    found: set[UUID] = set()
    for some in in_chunks(records):
        query = select(EditRow.record).where(
            EditRow.answered_at.is_(None), EditRow.record.in_(some)
        )
        found |= set(sql.scalars(query))
    return found


def keep_base(sql: Connection, kepts: Iterable[Kept]) -> None:
    """Keep the ministry's state of records that get their first unanswered edit."""
    rows = [
        {"record": kept.id, "change": msgspec.json.encode(kept.change())}
        for kept in kepts
        if kept.version
    ]
    if rows:
        sql.execute(insert(BaseRow).prefix_with("OR IGNORE"), rows)


def add_history(sql: Connection, entries: Iterable[HistoryEntry], group: UUID | None) -> None:
    """Note changes of fields."""
    driver(sql).executemany(
        _PUT_HISTORY,
        [
            (
                *(note.record.bytes, group and group.bytes, note.field, _moment(note.stamp.at)),
                *(note.stamp.by, note.stamp.device, note.how),
                *(to_json(note.before), to_json(note.after)),
            )
            for note in entries
        ],
    )


def history(sql: Connection, *conditions: Any) -> list[HistoryEntry]:
    """Return history entries for which `conditions` hold, newest first."""
    query = select(HistoryRow.__table__).where(*conditions).order_by(HistoryRow.number.desc())
    return [
        HistoryEntry(
            row["record"],
            row["field"],
            Stamp(row["at"], row["by"], row["device"]),
            row["how"],
            row["before"],
            row["after"],
        )
        for row in sql.execute(query).mappings()
    ]
