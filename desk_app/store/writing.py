"""Acts written down: record, list, search index, history, edit and journal line as one."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Engine, delete, select

from desk_app.domain.acts import Act, Create, Deed, Erase
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.errors import DeskError, WrongInput
from desk_app.domain.ids import uuid7
from desk_app.domain.stages import STAGED, logged
from desk_app.store import entries, outbox, rows, states, survivors
from desk_app.store.agreeing import expect_agreed
from desk_app.store.connecting import Driver
from desk_app.store.journal import Journal
from desk_app.store.models import BaseRow, DisputeRow, EditRow, HistoryRow, RefusalRow
from desk_app.store.planning import Done, Known, Moment, decide
from desk_app.store.rows import Kept
from desk_app.store.sql import driver, writing
from desk_app.store.values import Desk


class World(Struct, frozen=True):
    """What a writer takes from outside: the time, chance, and who works here."""

    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    desk: Callable[[], Desk]

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        return uuid7(self.clock(), self.random(10))


class Writer:
    """The writes of one connection."""

    def __init__(self, engine: Engine, journal: Journal, world: World) -> None:
        self._engine = engine
        self._journal = journal
        self._world = world

    def do(self, act: Act, *, undoes: UUID | None = None, how: str = "typed") -> Changes:
        """Do an act: durable, with its edits, when this returns.

        Raises:
            WrongInput: a value does not fit; nothing was done.
            NoSuchRecord: a deed names a record that is not here.
            StoreTrouble: the disk did not let it; nothing was done.
        """
        with writing(self._engine) as sql, Committing(self._journal) as committing:
            return self.within(sql, committing, act, undoes=undoes, how=how)

    def within(
        self,
        sql: Connection,
        committing: "Committing",
        act: Act,
        *,
        undoes: UUID | None = None,
        how: str = "typed",
    ) -> Changes:
        """Do an act in a transaction that is already open."""
        moment = Moment(self._world.clock(), self._world.desk(), self._world.new_id())
        done = self._decided(sql, _with_twins(driver(sql), act.deeds), moment, how)
        if undoes is None:
            done += self._decided(sql, self._stage_log(done, moment), moment, how)
        if not done:
            return Changes()
        outbox.log_act(sql, moment.group, act.label, moment.at, undoes)
        edits = [one.edit for one in done if one.edit is not None]
        self._keep(sql, done, edits, moment.group)
        expect_agreed(driver(sql), done, moment.at.date())
        erased = [(one, one.before) for one in done if one.after is None and one.before]
        for one, before in erased:
            _erase(sql, one, before)
        if erased:
            self._journal.rewrite(moment.desk, outbox.unanswered(sql))
        elif edits:
            committing.append(edits)
        return _changes(done)

    def _decided(
        self, sql: Connection, deeds: Iterable[Deed], moment: Moment, how: str
    ) -> list[Done]:
        """Decide deed after deed, each on what the ones before it made."""
        deeds = tuple(deeds)
        ids = [deed.id for deed in deeds]
        now: dict[UUID, Kept | None] = dict(rows.fetch(driver(sql), ids))
        pending = outbox.pending_records(sql, ids)
        done: list[Done] = []
        for deed in deeds:
            known = Known(now.get(deed.id), deed.id in pending)
            one = decide(deed, known, self._world.new_id(), moment, how)
            if one is None:
                continue
            done.append(one)
            now[deed.id] = one.after
            if one.edit is not None:
                pending.add(deed.id)
        return done

    def _stage_log(self, done: list[Done], moment: Moment) -> list[Deed]:
        """Return a line of the log for each demand whose stage changed."""
        staged = [
            (one.before, one.after)
            for one in done
            if one.before and one.after and one.after.kind == STAGED
        ]
        lines = (
            (after, logged(str(after.id), before.fields, after.fields, moment.stamp))
            for before, after in staged
        )
        return [
            Create(self._world.new_id(), "stage", line, after.envelope.audience)
            for after, line in lines
            if line is not None
        ]

    def keep(
        self, sql: Connection, committing: "Committing", done: list[Done], group: UUID
    ) -> Changes:
        """Write down what was decided elsewhere, under one group of the history."""
        edits = [one.edit for one in done if one.edit is not None]
        self._keep(sql, done, edits, group)
        if edits:
            committing.append(edits)
        return _changes(done)

    def _keep(self, sql: Connection, done: list[Done], edits: list[Edit], group: UUID) -> None:
        first = {one.before.id: one.before for one in reversed(done) if one.before and one.edit}
        outbox.keep_base(sql, first.values())
        outbox.add_edits(sql, edits)
        _answer_refusals(sql, edits)
        notes = [note for one in done for note in one.history]
        outbox.add_history(sql, notes, group)
        last = {one.after.id: one.after for one in done if one.after is not None}
        put(driver(sql), last.values(), self._world.clock())


def _with_twins(raw: Driver, deeds: Iterable[Deed]) -> list[Deed]:
    """Let an erasure take along what was merged into the erased record: it is the same person.

    Raises:
        WrongInput: the record itself was merged into another one.
    """
    every: list[Deed] = []
    for deed in deeds:
        every.append(deed)
        if not isinstance(deed, Erase):
            continue
        if survivors.standing(raw, [deed.id]):
            raise WrongInput(
                "This record was merged into another one. Erase that one, which takes this one "
                "along, or take this one out of it first. Nothing was changed."
            )
        twins = survivors.families(raw, [deed.id]) - {deed.id}
        every += [Erase(id) for id in sorted(twins)]
    return every


def put(raw: Driver, kepts: Iterable[Kept], now: datetime) -> None:
    """Write records with their links, lines and search words."""
    some = list(kepts)
    left = entries.old_carriers(raw, [kept.id for kept in some])
    before = survivors.standing(raw, [kept.id for kept in some])
    rows.put(raw, some)
    moved = survivors.note(raw, some)
    left |= {before.get(id, id) for id in moved}
    left |= set(survivors.standing(raw, moved).values())
    entries.refresh(raw, some, left, now.date().isoformat(), moved)


def take_out(raw: Driver, kinds: dict[UUID, str]) -> None:
    """Drop records from the tables, the lists and the search index."""
    entries.remove(raw, kinds)
    rows.drop(raw, kinds)


class Committing:
    """The second journal's part of a transaction: taken back when the transaction fails."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._edits: list[Edit] = []

    def append(self, edits: Iterable[Edit]) -> None:
        """Write edits to the journal; they are on disk when this returns."""
        some = list(edits)
        self._journal.append(some)
        self._edits += some

    def __enter__(self) -> "Committing":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            self.void()

    def void(self) -> None:
        """Take back what was written; where that fails, a spare edit harms nobody."""
        edits, self._edits = self._edits, []
        if edits:
            try:
                self._journal.void(edits)
            except DeskError:
                return


def _answer_refusals(sql: Connection, edits: Iterable[Edit]) -> None:
    """Drop refusals that a newer edit of the same fields answers."""
    if sql.execute(select(RefusalRow.edit).limit(1)).first() is None:
        return
    for edit in edits:
        about = [RefusalRow.record == edit.record]
        if edit.operation == "set":
            about.append(RefusalRow.field.in_(list(edit.fields)))
        sql.execute(delete(RefusalRow).where(*about))


def _erase(sql: Connection, one: Done, before: Kept) -> None:
    """Remove everything that is kept of a record; what is on its way is cleared on its answer."""
    id = before.id
    raw = driver(sql)
    speaking = entries.speaking_of(raw, [id]) - {id}
    carrying = entries.old_carriers(raw, [id])
    take_out(raw, {id: before.kind})
    unsent = not before.version and not outbox.unanswered(
        sql, EditRow.record == id, EditRow.batch > 0
    )
    own = one.edit.id if one.edit is not None and not unsent else None
    forget(sql, id, keeping=own)
    entries.refresh(raw, rows.fetch(raw, speaking).values(), carrying, _day(one, before))


def _day(one: Done, before: Kept) -> str:
    """Return the day of a deed, for what is current on it."""
    at = one.edit.at if one.edit is not None else before.envelope.updated.at
    return at.date().isoformat()


def forget(sql: Connection, id: UUID, *, keeping: UUID | None = None, edits: bool = True) -> None:
    """Delete a record's base, history, disputes and refusals; its unsent edits but `keeping` too.

    Edits that were sent stay until they are answered: a batch is sent again as it was.
    """
    columns: list[Any] = [BaseRow.record, HistoryRow.record, DisputeRow.record, RefusalRow.record]
    for column in columns:
        sql.execute(delete(column.class_).where(column == id))
    if not edits:
        return
    unsent = [EditRow.record == id, EditRow.batch == 0, EditRow.answered_at.is_(None)]
    if keeping is not None:
        unsent.append(EditRow.id != keeping)
    sql.execute(delete(EditRow).where(*unsent))


def _changes(done: list[Done]) -> Changes:
    kepts = [kept for one in done for kept in (one.before, one.after) if kept is not None]
    return Changes(
        frozenset(kept.kind for kept in kepts),
        frozenset(kept.id for kept in kepts),
        standing=any(one.edit is not None for one in done),
    )


def renew_states(sql: Connection, ids: Iterable[UUID]) -> None:
    """Write the states of records whose edits, disputes or refusals changed."""
    raw = driver(sql)
    some = list(ids)
    states.renew(raw, some, rows.fetch(raw, some))


def erases(act: Act) -> bool:
    """Tell whether an act erases content, which must then leave the file at once."""
    return any(isinstance(deed, Erase) for deed in act.deeds)
