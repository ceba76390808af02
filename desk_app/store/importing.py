"""Whole files taken in: many rows a transaction, each a group of its own, under one register.

A row's records are applied together or not at all here and at the ministry, so that one bad row
never holds the others back. The history of everything an import did carries the import as its
group, and that is how all of it is found and taken back.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, insert, select, update

from desk_app.domain.acts import Act, Create
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Archived, Envelope, Source
from desk_app.domain.values import Plain
from desk_app.store import outbox, rows
from desk_app.store.agreeing import expect_agreed
from desk_app.store.connecting import Driver, begin_long_work, end_long_work, world
from desk_app.store.indexing import merge_words, quick_words
from desk_app.store.journal import Journal
from desk_app.store.models import ActRow, ExportRow, ImportRow
from desk_app.store.planning import Done, Known, Moment, decide
from desk_app.store.rows import Kept
from desk_app.store.shapes import canonical, layout
from desk_app.store.sql import driver, reading, writing
from desk_app.store.writing import Committing, World, Writer

MANY = 400
"""From how many rows on the search index is put right at the end instead of row by row."""


class Import(Struct, frozen=True):
    """One import: what came in when, from which file, and whether it was taken back.

    `stage` is running (it broke off), done, undoing (its taking back broke off) or undone.
    """

    id: UUID
    at: datetime
    by: str
    name: str
    sha256: str
    kind: str
    stage: str
    counts: dict[str, int]


class Export(Struct, frozen=True):
    """One file written: who, what, when, how many records, how many were withheld, its hash."""

    at: datetime
    by: str
    kind: str
    form: str
    name: str
    count: int
    withheld: int
    sha256: str


class Importer:
    """The imports of one connection."""

    def __init__(self, engine: Engine, journal: Journal, world: World, writer: Writer) -> None:
        self._engine = engine
        self._journal = journal
        self._world = world
        self._writer = writer

    def begin(self, name: str, sha256: str, kind: str) -> UUID:
        """Open the register of one import and return its identifier."""
        id, at = self._world.new_id(), self._world.clock()
        values: dict[str, Any] = {
            "id": id,
            "at": at,
            "by": self._world.desk().officer,
            "name": name,
            "sha256": sha256,
            "kind": kind,
            "stage": "running",
            "counts": {},
            "reached": 0,
        }
        with writing(self._engine) as sql:
            sql.execute(insert(ImportRow), [values])
            begin_long_work(driver(sql))
        return id

    def bring(self, id: UUID, acts: Sequence[Act], envelopes: Mapping[UUID, Envelope]) -> Changes:
        """Do acts in one transaction, each a group of its own, as part of an import.

        The fields of new records were cleaned and found right by whoever read the file. Records
        made that have one of the `envelopes` get it, reference data too: they were kept at a
        desk before.

        Raises:
            WrongInput: a value does not fit, or names somebody to firms who has not agreed to
                it; none of the acts was done.
            NoSuchRecord: a deed names a record that is not here; none was done.
        """
        with writing(self._engine) as sql, Committing(self._journal) as committing:
            done = _marked(sql, id, self._decided(sql, acts, envelopes))
            known = select(ActRow.number).where(ActRow.group == id)
            if done and sql.execute(known).first() is None:
                outbox.log_act(sql, id, "Import", self._world.clock(), None)
            with quick_words(driver(sql)) if len(acts) >= MANY else nullcontext():
                changes = self._writer.keep(sql, committing, done, id)
            fresh = [one for one in done if one.after and one.after.id not in envelopes]
            expect_agreed(driver(sql), fresh, self._world.clock().date())
            return changes

    def end(self, id: UUID, counts: Mapping[str, int]) -> None:
        """Close the register; `counts` tell how many rows came to what."""
        with writing(self._engine) as sql:
            if sum(counts.values()) >= MANY:
                merge_words(driver(sql))
            closed = {"stage": "done", "counts": dict(counts)}
            sql.execute(update(ImportRow).where(ImportRow.id == id).values(**closed))
            end_long_work(driver(sql))

    def imports(self) -> tuple[Import, ...]:
        """Return the imports, newest first."""
        columns = [getattr(ImportRow, name) for name in Import.__struct_fields__]
        with reading(self._engine) as sql:
            found = sql.execute(select(*columns).order_by(ImportRow.at.desc())).mappings()
            return tuple(Import(**row) for row in found)

    def log_export(self, export: Export) -> None:
        """Note a file that was written."""
        with writing(self._engine) as sql:
            sql.execute(insert(ExportRow), [msgspec.structs.asdict(export)])

    def exports(self) -> tuple[Export, ...]:
        """Return the files that were written, newest first."""
        columns = [getattr(ExportRow, name) for name in Export.__struct_fields__]
        with reading(self._engine) as sql:
            found = sql.execute(select(*columns).order_by(ExportRow.number.desc())).mappings()
            return tuple(Export(**row) for row in found)

    def _decided(
        self, sql: Connection, acts: Sequence[Act], envelopes: Mapping[UUID, Envelope]
    ) -> list[Done]:
        at, desk = self._world.clock(), self._world.desk()
        ids = {deed.id for act in acts for deed in act.deeds}
        now: dict[UUID, Kept | None] = dict(rows.fetch(driver(sql), ids))
        changed = [id for id, kept in now.items() if kept is not None]
        pending = outbox.pending_records(sql, changed)
        done: list[Done] = []
        for act in acts:
            moment = Moment(at, desk, self._world.new_id())
            for deed in act.deeds:
                known = Known(now.get(deed.id), deed.id in pending)
                if isinstance(deed, Create) and deed.id in envelopes:
                    some = self._held(deed, known, envelopes[deed.id], moment)
                else:
                    one = decide(deed, known, self._world.new_id(), moment, checked=True)
                    some = [] if one is None else [one]
                for one in some:
                    done.append(one)
                    now[deed.id] = one.after
                    if one.edit is not None:
                        pending.add(deed.id)
        return done

    def _held(self, deed: Create, known: Known, envelope: Envelope, moment: Moment) -> list[Done]:
        """Return a record as a desk held it before; the ministry learns of it as of any other."""
        if KINDS[deed.kind].read_only:
            if known.kept is not None:
                raise WrongInput("A record with this identifier is here already.")
            fields = canonical(KINDS[deed.kind], deed.fields)
            return [Done(None, Kept(deed.id, deed.kind, 0, envelope, fields), None)]
        made = decide(deed, known, self._world.new_id(), moment)
        if made is None or made.after is None:
            return []
        if moment.desk.mission is not None:
            envelope = replace(envelope, owner=moment.desk.mission)
        after = replace(made.after, envelope=envelope)
        edit = made.edit and replace(made.edit, owner=envelope.owner)
        done = [Done(None, after, edit, made.history)]
        if envelope.archived is not None and edit is not None:
            done.append(Done(after, after, self._archive(edit, envelope.archived)))
        return done

    def _archive(self, made: Edit, away: Archived) -> Edit:
        return replace(
            made,
            id=self._world.new_id(),
            operation="archive",
            fields={},
            owner=None,
            audience=None,
            source=None,
            why=away.why,
            into=away.into,
            merger=away.merger,
        )


def _marked(sql: Connection, id: UUID, done: list[Done]) -> list[Done]:
    """Let the edits of changes name their file as those of new records do.

    The second journal then tells of the whole import, and it can be taken back after a rescue.
    """
    row = sql.execute(select(ImportRow.name, ImportRow.sha256).where(ImportRow.id == id)).one()
    source = Source("import", row.name, row.sha256)
    return [
        replace(one, edit=replace(one.edit, source=source))
        if one.edit is not None and one.edit.operation == "set"
        else one
        for one in done
    ]


def columns(raw: Driver, kind: str, names: Sequence[str]) -> list[tuple[UUID, Plain]]:
    """Return some fields of all records in use of a kind: what a comparison with a file needs."""
    shape = layout(kind)
    places = {column.name: column for column in shape.columns}
    wanted = [places[name] for name in names if name in places]
    listed = "".join(f', t."{column.name}"' for column in wanted)
    with world():
        found = raw.execute(
            f'SELECT t.id{listed} FROM "{kind}" t JOIN entry e ON e.id = t.id'  # noqa: S608  # names of our declarations
            " WHERE e.archived = 0"
        )
        return [(UUID(bytes=row[0]), _filled(wanted, row[1:])) for row in found]


def _filled(wanted: Sequence[Any], values: Iterable[Any]) -> Plain:
    return {
        column.name: column.read(value)
        for column, value in zip(wanted, values, strict=True)
        if value is not None and value != column.empty
    }


def titles(raw: Driver, kind: str) -> dict[UUID, str]:
    """Return the titles of all records in use of a kind."""
    with world():
        found = raw.execute(
            "SELECT id, title FROM entry WHERE kind = ? AND archived = 0", (KINDS[kind].number,)
        )
        return {UUID(bytes=id): title for id, title in found}
