"""The side of the store by which whole files come in and go out.

It is the keeper that `desk_app.exchange.keeping` asks for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from threading import RLock
from uuid import UUID

import msgspec
from sqlalchemy import Engine

from desk_app.domain.acts import Act
from desk_app.domain.changes import Changes
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Envelope, Record
from desk_app.domain.registry import Content
from desk_app.domain.values import Plain
from desk_app.store import importing
from desk_app.store.connecting import Driver, transaction, world
from desk_app.store.importing import Export, Import, Importer
from desk_app.store.journal import Journal
from desk_app.store.reading import Reader
from desk_app.store.turns import Turns
from desk_app.store.unimporting import FIRST_STRETCH, STRETCH, Undone, Unimporter
from desk_app.store.writing import World, Writer


class Filing:
    """Imports and exports of one store; every method blocks, and gives others a turn between.

    Long ones tell `progress` how much of how much is done and stop where it answers no.
    """

    def __init__(
        self,
        turn: RLock,
        turns: Turns,
        raw: Driver,
        parts: tuple[Engine, Journal, World, Writer],
    ) -> None:
        self._turn = turn
        self._turns = turns
        self._raw = raw
        self._world = parts[2]
        self._parts = parts

    @cached_property
    def _importer(self) -> Importer:
        return Importer(*self._parts)

    @cached_property
    def _unimporter(self) -> Unimporter:
        return Unimporter(*self._parts)

    # What an import compares with

    @property
    def mission(self) -> UUID | None:
        """Whose desk it is; None before it was enrolled."""
        return self._world.desk().mission

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        return self._world.new_id()

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return records of any kind; those unknown here are left out."""
        with self._turn, world():
            return Reader(self._raw).records(ids)

    def columns(self, kind: str, names: Sequence[str]) -> list[tuple[UUID, Plain]]:
        """Return some fields of all records in use of a kind."""
        with self._turn:
            return importing.columns(self._raw, kind, names)

    def titled(self, kind: str) -> dict[UUID, str]:
        """Return the titles of all records in use of a kind."""
        with self._turn:
            return importing.titles(self._raw, kind)

    def all(self, kind: str) -> list[Record[Content]]:
        """Return the records in use of a kind, in display order."""
        with self._turn, world():
            return Reader(self._raw).all(KINDS[kind], False)

    def every(self) -> list[Record[Content]]:
        """Return every record of the desk, those put away too."""
        with self._turn, world():
            reader = Reader(self._raw)
            return [
                record
                for kind in KINDS.values()
                for record in reader.all(kind, archived=True, followed=False)
            ]

    # Coming in

    def begin_import(self, name: str, sha256: str, kind: str) -> UUID:
        """Open the register of an import."""
        with self._turn, self._turns.officer():
            return self._importer.begin(name, sha256, kind)

    def bring(self, id: UUID, acts: Sequence[Act], envelopes: Mapping[UUID, Envelope]) -> Changes:
        """Do acts of an import in one transaction; they are on disk on return.

        Raises:
            WrongInput, NoSuchRecord: something does not fit; none of the acts was done.
            DiskFull, StoreTrouble: the disk did not let it; none of the acts was done.
        """
        with self._turn, self._turns.officer():
            return self._importer.bring(id, acts, envelopes)

    def end_import(self, id: UUID, counts: Mapping[str, int]) -> None:
        """Close the register of an import."""
        with self._turn, self._turns.officer():
            self._importer.end(id, counts)

    def imports(self) -> tuple[Import, ...]:
        """Return the imports, newest first."""
        with self._turn:
            return self._importer.imports()

    def last_act(self) -> UUID | None:
        """Return the group of the act that an undo would take back."""
        with self._turn, world():
            row = self._raw.execute(
                'SELECT "group" FROM act WHERE undone = 0 AND undoes IS NULL'
                " ORDER BY number DESC LIMIT 1"
            ).fetchone()
        return UUID(bytes=row[0]) if row else None

    def is_import(self, group: UUID) -> bool:
        """Tell whether an act is a whole import."""
        with self._turn:
            return self._unimporter.is_import(group)

    def undo_import(
        self, id: UUID, progress: Callable[[int, int], bool] = lambda _done, _of: True
    ) -> Undone:
        """Take an import back, its updates too; what was changed since stays and is told.

        Raises:
            NoSuchRecord: there is no such import.
            WrongInput: it was taken back already.
        """
        found, did, most = Undone(), 0, FIRST_STRETCH
        with self._turn:
            whole = self._unimporter.size(id)
        while progress(did, whole):
            with self._turn, self._turns.officer():
                part, count = self._unimporter.stretch(id, most)
            if not count:
                break
            did += count
            most = min(2 * most, STRETCH)
            found = found.and_also(part)
        return found

    # Going out

    def log_export(self, export: Export) -> None:
        """Note a file that was written."""
        with self._turn, self._turns.officer():
            self._importer.log_export(export)

    def exports(self) -> tuple[Export, ...]:
        """Return the files that were written, newest first."""
        with self._turn:
            return self._importer.exports()

    # Remembered mappings

    def keep_mapping(self, headings: str, said: Plain) -> None:
        """Remember how a table with these headings was read."""
        text = msgspec.json.encode(said).decode()
        with self._turn, self._turns.officer(), transaction(self._raw) as raw:
            raw.execute("INSERT OR REPLACE INTO mapping VALUES (?, ?)", (headings, text))

    def mapping(self, headings: str) -> Plain | None:
        """Return how a table with these headings was read last time."""
        with self._turn, world():
            found = self._raw.execute("SELECT said FROM mapping WHERE headings = ?", (headings,))
            row = found.fetchone()
        said: Plain | None = msgspec.json.decode(row[0]) if row else None
        return said
