"""A whole import taken back: what it made is put away, what it changed is as it was.

What somebody changed or used since stays as it is, and is told. It goes on in stretches, newest
first, and from where it broke off when it is asked for again.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from uuid import UUID

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Engine, func, select, update

from desk_app.domain.acts import Archive, Change, Deed
from desk_app.domain.changes import Changes
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.domain.records import HistoryEntry, Stamp
from desk_app.store import outbox, rows
from desk_app.store.connecting import Driver, begin_long_work, end_long_work
from desk_app.store.indexing import merge_words, quick_words
from desk_app.store.journal import Journal
from desk_app.store.models import ActRow, HistoryRow, ImportRow
from desk_app.store.planning import Known as Found
from desk_app.store.planning import Moment, decide
from desk_app.store.rows import IDS, Kept, ids_parameter
from desk_app.store.sql import driver, reading, writing
from desk_app.store.writing import Committing, World, Writer

FIRST_STRETCH, STRETCH = 1_000, 8_000
"""How many notes of the history are taken back in one transaction, at first and at most."""

WHY = "Import taken back"


class Stays(Struct, frozen=True):
    """What was not taken back: a field changed since, or (`field` empty) a record in use."""

    record: UUID
    kind: str
    field: str
    title: str


class Undone(Struct, frozen=True):
    """What taking an import back came to."""

    archived: int = 0
    restored: int = 0
    stays: tuple[Stays, ...] = ()
    changes: Changes = Changes()

    def and_also(self, other: "Undone") -> "Undone":
        """Return what this and `other` came to together."""
        return Undone(
            self.archived + other.archived,
            self.restored + other.restored,
            self.stays + other.stays,
            self.changes.and_also(other.changes),
        )


class Unimporter:
    """Takes imports of one connection back."""

    def __init__(self, engine: Engine, journal: Journal, world: World, writer: Writer) -> None:
        self._engine = engine
        self._journal = journal
        self._world = world
        self._writer = writer

    def is_import(self, group: UUID) -> bool:
        """Tell whether an act is a whole import."""
        with reading(self._engine) as sql:
            asked = select(ImportRow.id).where(ImportRow.id == group)
            return sql.execute(asked).first() is not None

    def size(self, id: UUID) -> int:
        """Return how many notes of the history an import has left to take back.

        Raises:
            NoSuchRecord: there is no such import.
            WrongInput: it was taken back already.
        """
        with reading(self._engine) as sql:
            _expect(sql, id)
            count = select(func.count()).where(*_left(sql, id))
            return int(sql.scalar(count) or 0)

    def stretch(self, id: UUID, most: int = STRETCH) -> tuple[Undone, int]:
        """Take the next `most` notes back; also return how many there were, none at the end."""
        with writing(self._engine) as sql, Committing(self._journal) as committing:
            undo, reached = _expect(sql, id)
            undo = undo or self._world.new_id()
            notes = _notes(sql, id, most)
            if not notes:
                ended = {"stage": "undone", "undo": undo}
                sql.execute(update(ImportRow).where(ImportRow.id == id).values(**ended))
                sql.execute(update(ActRow).where(ActRow.group == id).values(undone=1))
                if reached:
                    merge_words(driver(sql))
                end_long_work(driver(sql))
                return Undone(), 0
            begin_long_work(driver(sql))
            many = reached or len(notes) >= FIRST_STRETCH
            with quick_words(driver(sql)) if many else nullcontext():
                undone = self._undone(sql, committing, id, undo, [note for _, note in notes])
            so_far = {"stage": "undoing", "undo": undo, "reached": min(n for n, _ in notes)}
            sql.execute(update(ImportRow).where(ImportRow.id == id).values(**so_far))
            return undone, len(notes)

    def _undone(
        self,
        sql: Connection,
        committing: Committing,
        id: UUID,
        undo: UUID,
        notes: list[HistoryEntry],
    ) -> Undone:
        raw = driver(sql)
        now = rows.fetch(raw, {note.record for note in notes})
        used = _used(raw, [note.record for note in notes if not note.field], id, undo)
        deeds: dict[UUID, Deed] = {}
        stays: list[Stays] = []
        for note in notes:
            kept = now.get(note.record)
            if kept is None or (kept.envelope.archived is not None and not note.field):
                continue
            if note.field == "" and note.record in used:
                stays.append(_stays(raw, kept, ""))
            elif note.field == "":
                deeds[note.record] = Archive(note.record, WHY)
            elif kept.fields.get(note.field) != note.after:
                stays.append(_stays(raw, kept, note.field))
            elif not isinstance(deeds.get(note.record), Archive):
                before = deeds.get(note.record)
                fields = before.fields if isinstance(before, Change) else {}
                deeds[note.record] = Change(note.record, fields | {note.field: note.before})
        changes = self._done(sql, committing, undo, deeds.values(), now)
        archived = sum(isinstance(deed, Archive) for deed in deeds.values())
        return Undone(archived, len(deeds) - archived, tuple(stays), changes)

    def _done(
        self,
        sql: Connection,
        committing: Committing,
        undo: UUID,
        deeds: Iterable[Deed],
        now: dict[UUID, Kept],
    ) -> Changes:
        at, desk = self._world.clock(), self._world.desk()
        pending = outbox.pending_records(sql, now)
        done = [
            decide(
                deed,
                Found(now[deed.id], deed.id in pending),
                self._world.new_id(),
                Moment(at, desk, self._world.new_id()),
            )
            for deed in deeds
        ]
        return self._writer.keep(sql, committing, [one for one in done if one is not None], undo)


def _expect(sql: Connection, id: UUID) -> tuple[UUID | None, int]:
    query = select(ImportRow.undo, ImportRow.reached, ImportRow.stage).where(ImportRow.id == id)
    row = sql.execute(query).first()
    if row is None:
        raise NoSuchRecord("No import of this desk has that identifier. Nothing was changed.")
    if row.stage == "undone":
        raise WrongInput("This import was taken back already. Nothing was changed.")
    return row.undo, row.reached


def _left(sql: Connection, id: UUID) -> list[ColumnElement[bool]]:
    _, reached = _expect(sql, id)
    left = [HistoryRow.group == id]
    return [*left, HistoryRow.number < reached] if reached else left


def _notes(sql: Connection, id: UUID, most: int) -> list[tuple[int, HistoryEntry]]:
    """Return the next notes to take back, newest first."""
    query = select(HistoryRow.__table__).where(*_left(sql, id))
    found = sql.execute(query.order_by(HistoryRow.number.desc()).limit(most)).mappings()
    return [
        (
            row["number"],
            HistoryEntry(
                row["record"],
                row["field"],
                Stamp(row["at"], row["by"], row["device"]),
                row["how"],
                row["before"],
                row["after"],
            ),
        )
        for row in found
    ]


def _used(raw: Driver, made: list[UUID], id: UUID, undo: UUID) -> set[UUID]:
    """Return those of the records an import made that somebody changed or linked to since."""
    if not made:
        return set()
    asked = ids_parameter(made)
    own = (id.bytes, undo.bytes)
    changed = raw.execute(
        f"SELECT DISTINCT record FROM history WHERE record IN {IDS}"  # noqa: S608  # a constant
        ' AND (+"group" IS NULL OR +"group" NOT IN (?, ?))',
        (asked, *own),
    )
    found = {UUID(bytes=record) for (record,) in changed}
    linked = raw.execute(
        f"SELECT DISTINCT l.target FROM link l JOIN entry e ON e.id = l.source"  # noqa: S608  # a constant
        f" WHERE l.target IN {IDS} AND e.archived = 0 AND NOT EXISTS ("
        " SELECT 1 FROM history h WHERE h.record = l.source AND h.field = ''"
        ' AND +h."group" = ?)',
        (asked, id.bytes),
    )
    return found | {UUID(bytes=target) for (target,) in linked}


def _stays(raw: Driver, kept: Kept, field: str) -> Stays:
    row = raw.execute("SELECT title FROM entry WHERE id = ?", (kept.id.bytes,)).fetchone()
    return Stays(kept.id, kept.kind, field, row[0] if row else "")
