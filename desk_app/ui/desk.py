"""What the window needs of the store, so that no page imports how it is kept.

Every method blocks and is called on the store lane only (`desk_app.ui.jobs`).
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from desk_app.domain.acts import Act
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.labels import Language
from desk_app.domain.material import Material, Period
from desk_app.domain.records import HistoryEntry, Link, Record
from desk_app.domain.registry import Content
from desk_app.domain.surroundings import Surroundings
from desk_app.domain.values import Plain
from desk_app.store.values import NO_FILTER, Desk, Dispute, Filter, Page, Refusal, Row, Standing

if TYPE_CHECKING:
    from desk_app.store.filing import Filing  # imports SQLAlchemy
    from desk_app.store.tending import Tending  # not needed for a list


class DeskStore(Protocol):
    """The store as the window sees it; its failures of the world are `DeskError`s."""

    def close(self) -> None:
        """Close the file."""
        ...

    @property
    def desk(self) -> Desk:
        """Who works here."""
        ...

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
        """Return a stretch of the list of `kind` in display order."""
        ...

    def count(
        self, kind: str, *, words: str = "", archived: bool = False, only: Filter = NO_FILTER
    ) -> int:
        """Return the exact length of that list."""
        ...

    def search(
        self, words: str, *, kinds: tuple[str, ...] = (), limit: int = 50
    ) -> tuple[Row, ...]:
        """Return the best finds among all kinds."""
        ...

    def record(self, id: UUID) -> Record[Content]:
        """Return one record.

        Raises:
            NoSuchRecord: it is not here.

        """
        ...

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return those of `ids` that are here."""
        ...

    def all(self, kind: str, *, archived: bool = False) -> list[Record[Content]]:
        """Return every record of a kind."""
        ...

    def linked(self, id: UUID, kinds: tuple[str, ...] = ()) -> tuple[Link, ...]:
        """Return which records point at `id`, and from which field."""
        ...

    def linked_records(
        self, ids: Iterable[UUID], kinds: tuple[str, ...] = ()
    ) -> list[Record[Content]]:
        """Return the records that point at any of `ids`."""
        ...

    def speak(self, language: Callable[[], Language]) -> None:
        """Say from now on what records are called in the language that `language` tells."""
        ...

    def titles(self, ids: Iterable[UUID], language: Language | None = None) -> dict[UUID, str]:
        """Return what records are called, unless told otherwise in the language in use."""
        ...

    def history(self, id: UUID) -> tuple[HistoryEntry, ...]:
        """Return a record's changes, newest first."""
        ...

    def disputes(self) -> tuple[Dispute, ...]:
        """Return the fields an officer has to settle."""
        ...

    def refusals(self) -> tuple[Refusal, ...]:
        """Return the edits the ministry did not take."""
        ...

    def waiting(self) -> tuple[Edit, ...]:
        """Return the edits that have no receipt."""
        ...

    def standing(self) -> Standing:
        """Return where the desk stands with the ministry."""
        ...

    def between(self, kind: str, field: str, low: str, high: str) -> list[Record[Content]]:
        """Return the records whose date or moment lies from `low` up to `high`."""
        ...

    def do(self, act: Act) -> Changes:
        """Write one act; it is on the disk when this returns."""
        ...

    def undo(self, group: UUID | None = None) -> tuple[str, Changes]:
        """Take back this desk's last act and return its label."""
        ...

    def settle(self, record: UUID, field: str, value: Any) -> Changes:
        """Settle a dispute with `value`."""
        ...

    def dismiss(self, refusal: UUID) -> Changes:
        """Take note of a refusal."""
        ...

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        ...

    def material(
        self, subject: UUID, period: Period | None = None, chosen: tuple[UUID, ...] = ()
    ) -> Material:
        """Return what a brief about `subject` needs."""
        ...

    def around(self, target: UUID) -> Surroundings:
        """Return who is known around a person or an organisation."""
        ...

    def coded(self, code: str) -> tuple[UUID, ...]:
        """Return the records whose printed code this is."""
        ...

    @property
    def filing(self) -> "Filing":
        """Imports and exports; it may be used on another thread, beside the lane."""
        ...

    @property
    def tending(self) -> "Tending":
        """Pairs that are one or not, and the lists of records that want care."""
        ...

    def backup(self, file: Path) -> None:
        """Write a copy."""
        ...

    def keep_draft(self, name: str, fields: Plain) -> None:
        """Keep what is being typed, so that a crash does not lose it."""
        ...

    def drafts(self) -> dict[str, Plain]:
        """Return the kept drafts by name."""
        ...

    def drop_draft(self, name: str) -> None:
        """Let a draft go: it was saved or given up."""
        ...
