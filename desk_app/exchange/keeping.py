"""What an import and an export need of whoever keeps the records; the desk's store has it all."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Protocol
from uuid import UUID

from desk_app.domain.acts import Act
from desk_app.domain.changes import Changes
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Envelope, Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.values import Plain
from desk_app.exchange.duplicates import Party
from desk_app.exchange.planning import PARTY_FIELDS, Existing, Known, named_party, party

_ORGANISATIONS = ("firm", "hub", "mission")
_NAMED = ("person", "firm", "hub")


class Keeper(Protocol):
    """Keeps records: `desk_app.store.filing.Filing`."""

    @property
    def mission(self) -> UUID | None:
        """Whose desk it is; None before it was enrolled."""
        ...

    def new_id(self) -> UUID:
        """Return a fresh identifier."""
        ...

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return records; those unknown are left out."""
        ...

    def columns(self, kind: str, names: Sequence[str]) -> list[tuple[UUID, Plain]]:
        """Return some fields of all records in use of a kind."""
        ...

    def titled(self, kind: str) -> dict[UUID, str]:
        """Return the titles of all records in use of a kind."""
        ...


class Writing(Keeper, Protocol):
    """A keeper that takes files in."""

    def begin_import(self, name: str, sha256: str, kind: str) -> UUID:
        """Open the register of an import."""
        ...

    def bring(self, id: UUID, acts: Sequence[Act], envelopes: Mapping[UUID, Envelope]) -> Changes:
        """Do acts of an import in one transaction, each on its own towards the ministry."""
        ...

    def end_import(self, id: UUID, counts: Mapping[str, int]) -> None:
        """Close the register of an import."""
        ...


class Nobody:
    """A keeper without records: for a look at a file where there is no desk yet."""

    mission: UUID | None = None

    def __init__(self) -> None:
        self._numbers = count(1)

    def new_id(self) -> UUID:
        """Return an identifier that only this look knows."""
        return UUID(int=next(self._numbers))

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return nothing."""
        del ids
        return {}

    def columns(self, kind: str, names: Sequence[str]) -> list[tuple[UUID, Plain]]:
        """Return nothing."""
        del kind, names
        return []

    def titled(self, kind: str) -> dict[UUID, str]:
        """Return nothing."""
        del kind
        return {}


class Acquaintance:
    """The records a file is compared with, looked up one by one as they are needed."""

    def __init__(self, keeper: Keeper, kind: str) -> None:
        self._keeper = keeper
        self._kind = kind
        self._held: dict[UUID, list[UUID]] = {}
        self._seen: dict[UUID, Existing] = {}
        self.organisations: dict[UUID, str] = {}
        if kind == "person":
            for name in _ORGANISATIONS:
                self.organisations |= keeper.titled(name)
            for _, fields in keeper.columns("position", ("person", "organisation")):
                if "person" in fields and "organisation" in fields:
                    person = UUID(fields["person"])
                    self._held.setdefault(person, []).append(UUID(fields["organisation"]))

    def known(self) -> Known:
        """Return everybody as duplicates compare them."""
        return Known(self._kind, self._parties(), self.look)

    def _parties(self) -> Iterable[Party]:
        if self._kind in _NAMED:
            for id, fields in self._keeper.columns(self._kind, PARTY_FIELDS):
                yield named_party(id, self._kind, fields, self._orgs(id))
            return
        for id, fields in self._keeper.columns(self._kind, tuple(KINDS[self._kind].fields)):
            yield party(id, Existing(id, self._kind, fields))

    def _orgs(self, id: UUID) -> tuple[str, ...]:
        return tuple(self.organisations.get(org, "") for org in self._held.get(id, ()))

    def look(self, id: UUID) -> Existing | None:
        """Return a record as it is now, remembered until something was written."""
        if id not in self._seen:
            record = self._keeper.records([id]).get(id)
            if record is None:
                return None
            self._seen[id] = Existing(id, record.kind, plain(record.content), self._orgs(id))
        return self._seen[id]

    def wrote(self) -> None:
        """Take note that records may have changed."""
        self._seen.clear()
