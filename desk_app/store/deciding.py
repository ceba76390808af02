"""Undo, disputes and refusals: what an officer decides after the fact."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, delete, select, update

from desk_app.domain.acts import Act, Archive, Change, Deed, Restore
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Language
from desk_app.domain.records import HistoryEntry, Stamp
from desk_app.store import naming, outbox, rows
from desk_app.store.journal import Journal
from desk_app.store.models import ActRow, DisputeRow, HistoryRow, RefusalRow
from desk_app.store.planning import own_names
from desk_app.store.rows import Kept
from desk_app.store.sql import driver, reading, writing
from desk_app.store.values import Dispute, Refusal
from desk_app.store.writing import Committing, World, Writer, renew_states

_NOTHING = "There is nothing to undo."
_CHANGED = "This was changed again since, so it cannot simply be undone. Nothing was changed."
_ERASED = "Erased content cannot be brought back. Nothing was changed."
_SETTLED = "This dispute is settled already. Nothing was changed."


class Decider:
    """The inbox and the undo of one connection."""

    def __init__(self, engine: Engine, journal: Journal, world: World, writer: Writer) -> None:
        self._engine = engine
        self._journal = journal
        self._world = world
        self._writer = writer

    def undo(self, group: UUID | None) -> tuple[str, Changes]:
        """Take back an act by a new one; the label of what was undone comes with the changes.

        Raises:
            WrongInput: nothing to undo, or it was changed again since.
        """
        with writing(self._engine) as sql, Committing(self._journal) as committing:
            number, asked, label = _act(sql, group)
            notes = outbox.history(sql, HistoryRow.group == asked)
            now = rows.fetch(driver(sql), {note.record for note in notes})
            deeds = tuple(_inverse(note, now) for note in notes)
            if not deeds:
                raise WrongInput(_ERASED)
            act = Act(_gathered(deeds), label)
            changes = self._writer.within(sql, committing, act, undoes=asked)
            sql.execute(update(ActRow).where(ActRow.number == number).values(undone=1))
            return label, changes

    def disputes(self, language: Language) -> tuple[Dispute, ...]:
        """Return what waits for a decision, oldest first."""
        with reading(self._engine) as sql:
            found = sql.execute(
                select(DisputeRow.__table__).order_by(DisputeRow.mine_at)
            ).mappings()
            lines = [dict(row) for row in found]
            titles = naming.titles(driver(sql), {line["record"] for line in lines}, language)
        return tuple(Dispute(title=titles.get(line["record"], ""), **line) for line in lines)

    def refusals(self, language: Language) -> tuple[Refusal, ...]:
        """Return what the ministry did not take, newest first."""
        with reading(self._engine) as sql:
            query = select(RefusalRow.__table__).order_by(RefusalRow.refused_at.desc())
            lines = [dict(row) for row in sql.execute(query).mappings()]
            titles = naming.titles(driver(sql), {line["record"] for line in lines}, language)
        return tuple(
            Refusal(id=line.pop("edit"), title=titles.get(line["record"], ""), **line)
            for line in lines
        )

    def settle(self, record: UUID, field: str, value: Any) -> Changes:
        """Settle a dispute with `value`: mine, theirs, or anything between.

        Raises:
            WrongInput: no such dispute, or the value does not fit.
        """
        with writing(self._engine) as sql, Committing(self._journal) as committing:
            about = (DisputeRow.record == record, DisputeRow.field == field)
            if sql.execute(select(DisputeRow.kind).where(*about)).first() is None:
                raise WrongInput(_SETTLED)
            sql.execute(delete(DisputeRow).where(*about))
            act = Act((Change(record, {field: value}),), "Settle a dispute")
            changes = self._writer.within(sql, committing, act, how="settled")
            kept = rows.fetch(driver(sql), [record]).get(record)
            if not changes.records and kept is not None:
                self._note_theirs(sql, kept, field)
            renew_states(sql, [record])
        own = Changes(frozenset({kept.kind} if kept else ()), frozenset({record}), standing=True)
        return changes.and_also(own)

    def _note_theirs(self, sql: Connection, kept: Kept, field: str) -> None:
        """Note that the value which stands was chosen."""
        desk = self._world.desk()
        stamp = Stamp(self._world.clock(), desk.officer, desk.device_name)
        stands = kept.fields.get(field)
        note = HistoryEntry(kept.id, field, stamp, "settled", stands, stands)
        outbox.add_history(sql, [note], None)

    def dismiss(self, refusal: UUID) -> Changes:
        """Take note of a refusal; what was typed stays in the history."""
        with writing(self._engine) as sql:
            about = RefusalRow.edit == refusal
            found = sql.execute(select(RefusalRow.record, RefusalRow.kind).where(about)).first()
            if found is None:
                raise NoSuchRecord("This was dismissed already.")
            sql.execute(delete(RefusalRow).where(about))
            renew_states(sql, [found.record])
            return Changes(frozenset({found.kind}), frozenset({found.record}), standing=True)

    def waiting(self) -> tuple[Edit, ...]:
        """Return the edits the ministry has not answered, in the order typed."""
        with reading(self._engine) as sql:
            return outbox.unanswered(sql)

    def history(self, id: UUID) -> tuple[HistoryEntry, ...]:
        """Return what befell a record, newest first."""
        with reading(self._engine) as sql:
            return tuple(outbox.history(sql, HistoryRow.record == id))


def _act(sql: Connection, group: UUID | None) -> tuple[int, UUID, str]:
    query = select(ActRow.number, ActRow.group, ActRow.label).where(ActRow.undone == 0)
    if group is None:
        query = query.where(ActRow.undoes.is_(None))
    else:
        query = query.where(ActRow.group == group)
    row = sql.execute(query.order_by(ActRow.number.desc()).limit(1)).first()
    if row is None:
        raise WrongInput(_NOTHING)
    return row.number, row.group, row.label


def _inverse(note: HistoryEntry, now: dict[UUID, Kept]) -> Deed:
    """Return the deed that takes one note of history back.

    Raises:
        WrongInput: the record is gone, or what the note says does not stand any more.
    """
    kept = now.get(note.record)
    if kept is None:
        raise WrongInput(_ERASED)
    if note.field:
        if _standing(kept, note.field) != note.after:
            raise WrongInput(_CHANGED)
        return Change(note.record, {note.field: note.before})
    if note.how == "archived":
        return Restore(note.record)
    if note.how == "restored" and isinstance(note.before, dict):
        return msgspec.convert({"id": note.record, **note.before}, Archive)  # pyright: ignore[reportUnknownMemberType]  # JSON of our own
    why = str(note.before or "Restored") if note.how == "restored" else "Undone"
    return Archive(note.record, why)


def _standing(kept: Kept, field: str) -> object:
    if field in own_names(KINDS[kept.kind]):
        value = getattr(kept.envelope, field)
        return None if value is None else str(value)
    return kept.fields.get(field)


def _gathered(deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """Join the changes of one record, so that undoing an act is one edit a record."""
    joined: dict[UUID, Change] = {}
    others: list[Deed] = []
    for deed in deeds:
        if isinstance(deed, Change):
            before = joined.get(deed.id)
            joined[deed.id] = Change(deed.id, (before.fields if before else {}) | deed.fields)
        else:
            others.append(deed)
    return (*joined.values(), *others)
