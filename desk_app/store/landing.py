"""What an answer changes here: verdicts on edits, records as they now are, records that left."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, insert, select, update

from desk_app.contract.messages import Change, Forget, Verdict
from desk_app.contract.port import Landed, Landing, Place
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.kinds import KINDS
from desk_app.domain.merge import merge
from desk_app.domain.records import Archived, Envelope, HistoryEntry, Stamp
from desk_app.domain.registry import Kind
from desk_app.domain.values import Plain
from desk_app.store import entries, outbox, rows
from desk_app.store.models import (
    BaseRow,
    DisputeRow,
    EditRow,
    PlaceRow,
    RefusalRow,
    SeenRow,
)
from desk_app.store.planning import told_of
from desk_app.store.rows import Kept
from desk_app.store.shapes import canonical
from desk_app.store.sql import driver
from desk_app.store.writing import forget, put, renew_states, take_out

Seen = dict[UUID, tuple[UUID, ...]]
"""By record, the unanswered edits that the engine saw when it composed the record's view."""

Outcomes = Mapping[UUID, str]
"""By record, what became of its edits in this answer."""


def land_records(
    sql: Connection,
    landed: Sequence[Landed],
    seen: Seen,
    outcomes: Outcomes,
    at: datetime,
    *,
    fetching: bool,
) -> None:
    """Write records as they now are, with the edits that still wait on top."""
    if not landed:
        return
    ids = [one.change.id for one in landed]
    waiting = _waiting(sql, ids)
    before = rows.fetch(driver(sql), ids)
    after: dict[UUID, Kept] = {}
    for one in landed:
        edits = waiting.get(one.change.id, [])
        if not any(edit.operation == "erase" for edit in edits):
            after[one.change.id] = _kept(one, edits, seen.get(one.change.id))
    _keep_bases(sql, [one.change for one in landed], waiting)
    notes = [
        note
        for id, now in after.items()
        for note in _notes(before.get(id), now, outcomes.get(id, ""), at)
    ]
    outbox.add_history(sql, notes, None)
    put(driver(sql), after.values(), at)
    if fetching:
        sql.execute(insert(SeenRow).prefix_with("OR IGNORE"), [{"record": id} for id in ids])


def land_rest(sql: Connection, landing: Landing, landed: Sequence[Landed], seen: Seen) -> Changes:
    """Write verdicts, the records they speak of, departures, and the new place."""
    edits = _edits(sql, [verdict.edit for verdict in landing.verdicts])
    judged = [(edits[v.edit], v) for v in landing.verdicts if v.edit in edits]
    for edit, verdict in judged:
        _judge(sql, edit, verdict, landing.at)
    outcomes = {edit.record: verdict.outcome for edit, verdict in judged}
    _move(sql, landing.place)
    fetching = landing.place.fetching is not None
    land_records(sql, landed, seen, outcomes, landing.at, fetching=fetching)
    gone = [*landing.forgets, *_erased(judged)]
    changes = depart(sql, gone, landing.at)
    _drop_bases(sql, outcomes)
    renew_states(sql, outcomes)
    if judged:
        sql.execute(update(PlaceRow).values(last_receipt=landing.at))
    sql.execute(update(PlaceRow).values(notice=landing.notice, last_attempt=landing.at))
    kinds = {edit.kind for edit, _ in judged}
    return changes.and_also(Changes(frozenset(kinds), frozenset(outcomes), standing=True))


def _waiting(sql: Connection, ids: Iterable[UUID]) -> dict[UUID, list[Edit]]:
    found: dict[UUID, list[Edit]] = {}
    for some in rows.in_chunks(ids, 500):
        for edit in outbox.unanswered(sql, EditRow.record.in_(some)):
            found.setdefault(edit.record, []).append(edit)
    return found


def _kept(one: Landed, edits: list[Edit], seen: tuple[UUID, ...] | None) -> Kept:
    change = one.change
    kind = KINDS[change.kind]
    view = one.view
    if {edit.id for edit in edits} - set(seen or ()):
        # Typed since the engine looked: put it on top, or it would leave the officer's screen.
        view = overlaid(kind, change.fields, edits)
    envelope = under_edits(change.envelope, edits)
    return Kept(change.id, change.kind, change.version, envelope, canonical(kind, view))


def overlaid(kind: Kind, fields: Plain, edits: list[Edit]) -> Plain:
    """Put edits on top of `fields`; what was typed stays where both sides changed a field."""
    view = dict(fields)
    for edit in edits:
        merged = merge(kind, edit.was, edit.fields, view)
        view |= merged.fields | {name: edit.fields[name] for name in merged.disputed}
    return view


def under_edits(envelope: Envelope, edits: list[Edit]) -> Envelope:
    """Show what unanswered edits do to the record itself."""
    for edit in edits:
        if edit.operation == "archive":
            envelope = replace(envelope, archived=archived_by(edit))
        elif edit.operation == "restore":
            away = envelope.archived
            if away is not None and away.into == edit.into:
                envelope = replace(envelope, archived=None)
        elif edit.audience is not None:
            envelope = replace(envelope, audience=edit.audience)
    return envelope


def archived_by(edit: Edit) -> Archived:
    """Return how a record is put away that `edit` archives."""
    return Archived(edit.at, edit.by, edit.why, edit.into, edit.merger)


def _keep_bases(
    sql: Connection, changes: Iterable[Change], waiting: Mapping[UUID, list[Edit]]
) -> None:
    some = [
        {"record": change.id, "change": msgspec.json.encode(change)}
        for change in changes
        if change.id in waiting
    ]
    if some:
        sql.execute(insert(BaseRow).prefix_with("OR REPLACE"), some)


def _drop_bases(sql: Connection, records: Iterable[UUID]) -> None:
    """Drop the bases of records whose last edit was answered."""
    some = set(records)
    done = some - outbox.pending_records(sql, some)
    if done:
        sql.execute(delete(BaseRow).where(BaseRow.record.in_(done)))


def _notes(before: Kept | None, after: Kept, outcome: str, at: datetime) -> list[HistoryEntry]:
    """Note what differs from what this desk showed before; it came from elsewhere."""
    if before is None:
        return []
    how = "merged" if outcome == "merged" else "received"
    by = after.envelope.updated
    stamp = by if by.at <= at else Stamp(at, by.by, by.device)
    names = sorted(before.fields.keys() | after.fields.keys())
    notes = [
        HistoryEntry(after.id, name, stamp, how, before.fields.get(name), after.fields.get(name))
        for name in names
        if before.fields.get(name) != after.fields.get(name)
    ]
    return notes + _own_notes(before, after, stamp)


def _own_notes(before: Kept, after: Kept, stamp: Stamp) -> list[HistoryEntry]:
    was, now = before.envelope, after.envelope
    notes: list[HistoryEntry] = []
    if was.audience != now.audience:
        notes.append(
            HistoryEntry(after.id, "audience", stamp, "received", was.audience, now.audience)
        )
    if (was.archived is None) != (now.archived is None):
        how = "restored" if now.archived is None else "archived"
        why = [None if kept.archived is None else told_of(kept.archived) for kept in (was, now)]
        notes.append(HistoryEntry(after.id, "", stamp, how, *why))
    return notes


def _edits(sql: Connection, ids: list[UUID]) -> dict[UUID, Edit]:
    return {edit.id: edit for edit in outbox.unanswered(sql, EditRow.id.in_(ids))} if ids else {}


def _judge(sql: Connection, edit: Edit, verdict: Verdict, at: datetime) -> None:
    """Take an edit out of the outbox; what it typed goes where its verdict sends it."""
    answered: dict[str, Any] = {
        "stage": verdict.outcome,
        "answered_at": at,
        "fields": {},
        "was": {},
        "source": None,
        "why": "",
        "merger": None,
    }
    sql.execute(update(EditRow).where(EditRow.id == edit.id).values(answered))
    if verdict.disputes:
        _dispute(sql, edit, verdict, at)
    if verdict.outcome == "refused" and verdict.reason != "erased":
        refusal = {
            "edit": edit.id,
            "record": edit.record,
            "kind": edit.kind,
            "operation": edit.operation,
            "reason": verdict.reason,
            "field": verdict.field,
            "fields": edit.fields,
            "typed_at": edit.at,
            "refused_at": at,
        }
        sql.execute(insert(RefusalRow).prefix_with("OR REPLACE"), [refusal])


def _dispute(sql: Connection, edit: Edit, verdict: Verdict, at: datetime) -> None:
    disputes = [
        {
            "record": edit.record,
            "field": one.field,
            "kind": edit.kind,
            "base": one.base,
            "mine": one.yours,
            "theirs": one.theirs,
            "mine_at": edit.at,
            "theirs_by": one.theirs_by,
            "theirs_at": one.theirs_at,
        }
        for one in verdict.disputes
    ]
    sql.execute(insert(DisputeRow).prefix_with("OR REPLACE"), disputes)
    notes = [
        HistoryEntry(
            edit.record,
            one.field,
            Stamp(one.theirs_at or at, one.theirs_by),
            "disputed",
            one.yours,
            one.theirs,
        )
        for one in verdict.disputes
    ]
    outbox.add_history(sql, notes, None)


def _erased(judged: Iterable[tuple[Edit, Verdict]]) -> list[Forget]:
    """Name the records that the ministry says were erased."""
    return [
        Forget(edit.record, edit.kind, verdict.version, "erased")
        for edit, verdict in judged
        if verdict.reason == "erased"
    ]


def depart(sql: Connection, gone: Iterable[Forget], at: datetime) -> Changes:
    """Drop records that left this desk's view or were erased, with all that was kept of them.

    Edits that were not sent stay when a record left: the ministry answers them, and the refusal
    shows what was typed. An erasure takes them along.
    """
    reasons = {one.id: one.why for one in gone}
    if not reasons:
        return Changes()
    raw = driver(sql)
    here = rows.kinds_of(raw, reasons)
    speaking = entries.speaking_of(raw, here) - here.keys()
    left = entries.old_carriers(raw, here) - here.keys()
    take_out(raw, here)
    for id, why in reasons.items():
        forget(sql, id, edits=why == "erased")
    fresh = rows.fetch(raw, speaking).values()
    entries.refresh(raw, fresh, left, at.date().isoformat())
    return Changes(frozenset(here.values()), frozenset(here), standing=True)


def _move(sql: Connection, place: Place) -> None:
    """Keep how far the desk has got."""
    begin_seeing(sql, place)
    fetching = place.fetching
    values: dict[str, Any] = {
        "cursor": place.cursor,
        "reconcile": int(place.reconcile),
        "offer": msgspec.json.encode(fetching.offer).decode() if fetching else "",
        "received": fetching.received if fetching else 0,
        "tail": fetching.tail if fetching else b"",
    }
    sql.execute(update(PlaceRow).values(values))


def begin_seeing(sql: Connection, place: Place) -> None:
    """Count anew which records a snapshot holds when it is another one than before."""
    name = place.fetching.offer.name if place.fetching else ""
    if name != sql.scalars(select(PlaceRow.seen_in)).one():
        sql.execute(delete(SeenRow))
        sql.execute(update(PlaceRow).values(seen_in=name))


def sweep(sql: Connection, snapshot: str) -> Changes:
    """Forget what the ministry once sent and `snapshot` did not hold."""
    place = sql.execute(select(PlaceRow.seen_in, PlaceRow.last_attempt)).one()
    if place.seen_in != snapshot:
        raise ValueError(f"{snapshot} is not the snapshot that was fetched")
    raw = driver(sql)
    unseen: dict[UUID, str] = {}
    for name in KINDS:
        found = raw.execute(
            f'SELECT id FROM "{name}" WHERE version > 0 AND id NOT IN (SELECT record FROM seen)'  # noqa: S608  # names of our declarations
        )
        unseen |= {UUID(bytes=id): name for (id,) in found}
    unsent = outbox.pending_records(sql, unseen)
    _keep_here(sql, unsent, unseen)
    gone = [Forget(id, kind, 0) for id, kind in unseen.items() if id not in unsent]
    changes = depart(sql, gone, place.last_attempt)
    return changes.and_also(
        Changes(frozenset(unseen[id] for id in unsent), frozenset(unsent), standing=True)
    )


def _keep_here(sql: Connection, unsent: set[UUID], kinds: dict[UUID, str]) -> None:
    """Count records with unsent edits as known here only."""
    for id in unsent:
        driver(sql).execute(
            f'UPDATE "{kinds[id]}" SET version = 0, leaf = 0 WHERE id = ?',  # noqa: S608  # names of our declarations
            (id.bytes,),
        )
    if unsent:
        sql.execute(delete(BaseRow).where(BaseRow.record.in_(unsent)))
        renew_states(sql, unsent)
