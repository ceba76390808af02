"""The store: what pages and commands ask, and what officers do."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from desk_app.contract.messages import Enrolment
from desk_app.contract.port import Port
from desk_app.domain.acts import Act
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.ids import uuid7
from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Language
from desk_app.domain.material import Material, Period
from desk_app.domain.records import HistoryEntry, Link, Record
from desk_app.domain.registry import Content
from desk_app.domain.surroundings import Surroundings
from desk_app.domain.values import Plain
from desk_app.store import backups, drafting, naming
from desk_app.store.connecting import Driver, connect, transaction, world
from desk_app.store.files import Files
from desk_app.store.listing import Lists, kind_called
from desk_app.store.locking import Lock
from desk_app.store.reading import Reader
from desk_app.store.turns import Turns
from desk_app.store.values import (
    NO_FILTER,
    Desk,
    Dispute,
    Filter,
    Health,
    Page,
    Refusal,
    Row,
    Standing,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk_app.store.deciding import Decider
    from desk_app.store.filing import Filing
    from desk_app.store.journal import Journal
    from desk_app.store.tending import Tending
    from desk_app.store.writing import World, Writer


class Store:
    """The open store of one profile; `opening.open_store` makes it.

    Every method blocks until it is done, and one runs at a time: pages call them on the store
    lane. The exchange works beside them on the connection of its `port`. Methods raise
    `StoreTrouble` for what the disk or other programs do.
    """

    def __init__(
        self,
        files: Files,
        key: bytes,
        raw: Driver,
        desk: Desk,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        lock: Lock | None,
    ) -> None:
        self._files = files
        self._key = key
        self._raw = raw
        self._desk = desk
        self._clock = clock
        self._random = random
        self._lock = lock
        self._turn = RLock()
        self._turns = Turns()
        self._reader = Reader(raw)
        self._language: Callable[[], Language] = lambda: "en"
        self._lists = Lists(raw, self._language)
        self._others: list[Driver] = []

    def close(self) -> None:
        """Close every connection, once nobody writes, and let another window in."""
        with self._turn, self._turns.officer():
            for connection in (*self._others, self._raw):
                connection.close()
            if self._lock is not None:
                self._lock.release()

    def speak(self, language: Callable[[], Language]) -> None:
        """Tell in lists what records are called in the language that `language` gives."""
        self._language = self._lists.language = language

    # Who works here

    @property
    def desk(self) -> Desk:
        """Who works at this desk."""
        return self._desk

    def enrol(self, enrolment: Enrolment) -> Changes:
        """Keep what the ministry gave this workstation when it was enrolled."""
        desk = msgspec.structs.replace(
            self._desk,
            device=enrolment.device,
            mission=enrolment.mission,
            officer=enrolment.officer_name or self._desk.officer,
            officer_id=enrolment.officer,
            mission_name=enrolment.mission_name,
            country=enrolment.country,
            role=enrolment.role,
        )
        with self._turn, self._turns.officer(), transaction(self._raw) as raw:
            raw.execute("UPDATE place SET desk = ?", (msgspec.json.encode(desk).decode(),))
            if desk.mission is not None:
                raw.execute(
                    "UPDATE edit SET owner = ? WHERE owner IS NULL AND operation = 'create'",
                    (desk.mission.bytes,),
                )
            self._desk = desk
        self._renew_journal()
        # From now on the file holds what a fresh one does not know: who this desk is.
        self.roll_backups(self._clock())
        return Changes(standing=True)

    def _renew_journal(self) -> None:
        from desk_app.store.outbox import unanswered  # imports SQLAlchemy
        from desk_app.store.sql import over, writing  # imports SQLAlchemy

        with self._turn, self._turns.officer(), writing(over(self._raw)) as sql:
            self._journal.rewrite(self._desk, unanswered(sql))

    def new_id(self) -> UUID:
        """Return a fresh identifier that sorts by now."""
        return uuid7(self._clock(), self._random(10))

    # Reading

    def page(
        self,
        kind: str,
        *,
        words: str = "",
        first: int = 0,
        after: int | None = None,
        count: int = 50,
        archived: bool = False,
        only: Filter = NO_FILTER,
    ) -> Page:
        """Return a stretch of a kind's list in display order.

        From the `first`-th line on, or quicker from behind the place `after`. `archived` chooses
        the shelf: the records in use, or those put away.
        """
        with self._turn, world():
            return self._lists.page(kind_called(kind), words, first, after, count, archived, only)

    def count(
        self, kind: str, *, words: str = "", archived: bool = False, only: Filter = NO_FILTER
    ) -> int:
        """Count the lines of a list exactly; may take longer than a page."""
        with self._turn, world():
            return self._lists.count(kind_called(kind), words, archived, only)

    def search(
        self, words: str, *, kinds: tuple[str, ...] = (), limit: int = 50
    ) -> tuple[Row, ...]:
        """Return records in use of `kinds`, or any kind, that have all the words."""
        asked = [kind_called(name) for name in kinds] or list(KINDS.values())
        with self._turn, world():
            return self._lists.search(words, asked, limit)

    def record(self, id: UUID) -> Record[Content]:
        """Return one record.

        Raises:
            NoSuchRecord: nothing here has that identifier.
        """
        with self._turn, world():
            return self._reader.record(id)

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return records of any kind; those unknown here are left out."""
        with self._turn, world():
            return self._reader.records(ids)

    def all(self, kind: str, *, archived: bool = False) -> list[Record[Content]]:
        """Return every record of a kind in display order, those put away too if `archived`."""
        with self._turn, world():
            return self._reader.all(kind_called(kind), archived)

    def between(self, kind: str, field: str, low: str, high: str) -> list[Record[Content]]:
        """Return records in use whose date or moment is from `low` on and before `high`, by it."""
        with self._turn, world():
            return self._reader.between(kind_called(kind), field, low, high)

    def linked(self, id: UUID, kinds: tuple[str, ...] = ()) -> tuple[Link, ...]:
        """Return who points at a record."""
        with self._turn, world():
            return self._reader.linked(id, kinds)

    def linked_records(
        self, ids: Iterable[UUID], kinds: tuple[str, ...] = ()
    ) -> list[Record[Content]]:
        """Return the records in use that point at any of `ids`."""
        with self._turn, world():
            return self._reader.linked_records(ids, kinds)

    def titles(self, ids: Iterable[UUID], language: Language | None = None) -> dict[UUID, str]:
        """Return the titles of records, in `language` or the one in use; unknown ones left out."""
        with self._turn, world():
            return naming.titles(self._raw, ids, language or self._language())

    def standing(self) -> Standing:
        """Tell where the desk stands with the ministry."""
        with self._turn, world():
            return self._reader.standing()

    def material(
        self, subject: UUID, period: Period | None = None, chosen: tuple[UUID, ...] = ()
    ) -> Material:
        """Return the records that a brief about `subject`, and those `chosen`, may speak of.

        `period` bounds what is told of a mission: without one a year back and half one ahead.

        Raises:
            NoSuchRecord: one of them is not here.
        """
        from desk_app.store.gathering import Gathering  # not needed for a list

        with self._turn, world():
            return Gathering(self._raw, self._clock().date()).around(subject, period, chosen)

    def around(self, target: UUID) -> Surroundings:
        """Return who is known around a person or an organisation, for introductions."""
        from desk_app.store.surroundings import around  # not needed for a list

        with self._turn, world():
            return around(self._raw, target, self._desk.mission, self._clock().date())

    def coded(self, code: str) -> tuple[UUID, ...]:
        """Return the records whose printed code this is; see `domain.codes`."""
        from desk_app.store.gathering import coded  # not needed for a list

        with self._turn, world():
            return coded(self._raw, code)

    def history(self, id: UUID) -> tuple[HistoryEntry, ...]:
        """Return what befell a record, newest first."""
        with self._turn:
            return self._decider.history(id)

    def disputes(self) -> tuple[Dispute, ...]:
        """Return the fields that wait for an officer's decision."""
        with self._turn:
            return self._decider.disputes(self._language())

    def refusals(self) -> tuple[Refusal, ...]:
        """Return what the ministry did not take."""
        with self._turn:
            return self._decider.refusals(self._language())

    def waiting(self) -> tuple[Edit, ...]:
        """Return the edits the ministry has not answered, in the order typed."""
        with self._turn:
            return self._decider.waiting()

    # Writing

    def do(self, act: Act) -> Changes:
        """Do an act; row, list, search, history, edit and journal are on disk on return.

        Raises:
            WrongInput: a value does not fit, or the kind is not the desk's to change.
            NoSuchRecord: a deed names a record that is not here.
        """
        from desk_app.store.writing import erases  # imports SQLAlchemy

        with self._turn, self._turns.officer():
            changes = self._writer.do(act)
            if erases(act):
                self._wipe_log()
            return changes

    def undo(self, group: UUID | None = None) -> tuple[str, Changes]:
        """Take back the last act of this desk, or that group, by a new act; return its label.

        Raises:
            WrongInput: there is nothing to undo, or it was changed again since.
        """
        last = group or self.filing.last_act()
        if last is not None and self.filing.is_import(last):
            return "Import", self.filing.undo_import(last).changes
        with self._turn, self._turns.officer():
            return self._decider.undo(group)

    def settle(self, record: UUID, field: str, value: Any) -> Changes:
        """Settle a dispute: mine, theirs or anything between.

        Raises:
            WrongInput: the dispute is settled already, or the value does not fit.
        """
        with self._turn, self._turns.officer():
            return self._decider.settle(record, field, value)

    def dismiss(self, refusal: UUID) -> Changes:
        """Take note of a refusal.

        Raises:
            NoSuchRecord: it was dismissed already.
        """
        with self._turn, self._turns.officer():
            return self._decider.dismiss(refusal)

    # Whole files

    @property
    def filing(self) -> "Filing":
        """The side by which files come in and go out; for any one thread at a time."""
        return self._filing

    @property
    def tending(self) -> "Tending":
        """Pairs that are one or not, and the lists of records that want care."""
        return self._tending

    @cached_property
    def _filing(self) -> "Filing":
        from desk_app.store.filing import Filing  # imports SQLAlchemy

        with self._turn:
            return Filing(self._turn, self._turns, self._raw, self._parts)

    @cached_property
    def _tending(self) -> "Tending":
        from desk_app.store.tending import Tending  # not needed for a list

        again = lambda: connect(self._files.store, self._key)  # noqa: E731  # a connection each
        return Tending(self._turn, self._turns, self._raw, again)

    # Drafts

    def keep_draft(self, name: str, fields: Plain) -> None:
        """Keep what is being typed, so that a crash or a kill does not lose it.

        Raises:
            DiskFull: there is no room; the draft before stays.
        """
        with self._turn, self._turns.officer():
            drafting.keep(self._raw, name, fields)

    def drafts(self) -> dict[str, Plain]:
        """Return the kept drafts by name."""
        with self._turn:
            return drafting.kept(self._raw)

    def drop_draft(self, name: str) -> None:
        """Let a draft go: it was saved or given up."""
        with self._turn, self._turns.officer():
            drafting.drop(self._raw, name)

    # The exchange

    def port(self) -> Port:
        """Return the exchange's side of the store, on a connection of its own, for one thread.

        Raises:
            StoreTrouble: the connection cannot be opened.
        """
        with self._turn:
            return self._port

    @cached_property
    def _port(self) -> Port:
        from desk_app.store.exchanging import StorePort  # imports SQLAlchemy
        from desk_app.store.journal import Journal  # imports the ciphers

        raw = connect(self._files.store, self._key)
        self._others.append(raw)
        journal = Journal(self._files.journal, self._key, self._random)
        return StorePort(raw, journal, lambda: self._desk, self._turns)

    # Care

    def backup(self, file: Path) -> None:
        """Write a copy under the same key to `file`, checked by opening it.

        Other threads may go on working with the store meanwhile.

        Raises:
            DiskFull: there is no room; a file that was there before stays.
        """
        backups.back_up(self._files.store, self._key, file)

    def roll_backups(self, now: datetime) -> bool:
        """Make the rolling backup that is due, if one is, and say whether; for any thread.

        Raises:
            DiskFull: there is no room; the backups there were stay.
        """
        return backups.roll(self._files.store, self._key, self._files.backups, now)

    def sound(self) -> bool:
        """Tell whether the file's pages are whole; for any thread, and nobody waits for it."""
        return backups.sound(self._files.store, self._key)

    def check(self, repair: bool = False) -> Health:
        """Check pages, lists, links and search; `repair` makes lists and search anew."""
        from desk_app.store import checking  # not needed for a list

        with self._turn, self._turns.officer(), world():
            return checking.check(self._raw, self._clock().date().isoformat(), repair=repair)

    def _wipe_log(self) -> None:
        """Take erased content out of the write-ahead log as well, as far as readers let it."""
        with world():
            self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # What writing needs, made when it is first needed: it brings SQLAlchemy

    @cached_property
    def _journal(self) -> "Journal":
        from desk_app.store.journal import Journal  # imports the ciphers

        return Journal(self._files.journal, self._key, self._random)

    @cached_property
    def _parts(self) -> "tuple[Engine, Journal, World, Writer]":
        from desk_app.store.sql import over  # imports SQLAlchemy
        from desk_app.store.writing import World, Writer  # imports SQLAlchemy

        engine = over(self._raw)
        outside = World(self._clock, self._random, lambda: self._desk)
        return engine, self._journal, outside, Writer(engine, self._journal, outside)

    @property
    def _writer(self) -> "Writer":
        return self._parts[3]

    @cached_property
    def _decider(self) -> "Decider":
        from desk_app.store.deciding import Decider  # imports SQLAlchemy

        return Decider(*self._parts)
