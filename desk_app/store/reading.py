"""Records read by themselves, by their links, and where the desk stands."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from msgspec.structs import replace

from desk_app.domain.errors import NoSuchRecord
from desk_app.domain.merging import followed
from desk_app.domain.records import Link, Record, State
from desk_app.domain.registry import KINDS, Content, Kind
from desk_app.domain.titles import linked
from desk_app.store import rows, survivors
from desk_app.store.connecting import Driver
from desk_app.store.rows import IDS, Kept, as_record, ids_parameter, in_chunks
from desk_app.store.shapes import column, from_json
from desk_app.store.values import Standing


class Reader:
    """The reads of one connection."""

    def __init__(self, raw: Driver) -> None:
        self._raw = raw

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Fetch records of any kind; those unknown are left out."""
        kepts = rows.fetch(self._raw, ids)
        return self._as_records(list(kepts.values()))

    def record(self, id: UUID) -> Record[Content]:
        """Fetch one record.

        Raises:
            NoSuchRecord: nothing here has that identifier.
        """
        found = self.records([id]).get(id)
        if found is None:
            raise NoSuchRecord(
                "This desk has no such record. It may have been erased, or left your view."
            )
        return found

    def all(self, kind: Kind, archived: bool, *, followed: bool = True) -> list[Record[Content]]:
        """Fetch every record of a kind in display order.

        Unless `followed`, links lead to whom they were made to, merged since or not.
        """
        shelves = "e.archived <= ?"
        ids = self._raw.execute(
            f"SELECT e.id FROM entry e WHERE e.kind = ? AND {shelves} ORDER BY e.place",  # noqa: S608  # constants
            (kind.number, int(archived)),
        ).fetchall()
        order = [UUID(bytes=id) for (id,) in ids]
        found = self._as_records(rows.fetch_kind(self._raw, kind.name, order), followed=followed)
        return [found[id] for id in order if id in found]

    def between(self, kind: Kind, field: str, low: str, high: str) -> list[Record[Content]]:
        """Fetch records in use whose `field` is at least `low` and less than `high`, by it."""
        name = column(field, kind.fields[field]).name
        kepts = rows.select(
            self._raw,
            kind.name,
            f't."{name}" >= ? AND t."{name}" < ? ORDER BY t."{name}"',
            (low, high),
        )
        found = self._as_records([k for k in kepts if k.envelope.archived is None])
        return list(found.values())

    def linked(self, id: UUID, kinds: tuple[str, ...]) -> tuple[Link, ...]:
        """Return who points at a record."""
        found = self._raw.execute(
            f"SELECT DISTINCT source, kind, field FROM link WHERE target IN {IDS} "  # noqa: S608  # a constant
            "ORDER BY kind, source",
            (ids_parameter(survivors.families(self._raw, [id])),),
        )
        links = (Link(UUID(bytes=source), kind, field) for source, kind, field in found)
        return tuple(link for link in links if not kinds or link.kind in kinds)

    def linked_records(self, ids: Iterable[UUID], kinds: tuple[str, ...]) -> list[Record[Content]]:
        """Fetch the records in use that point at any of `ids`, kinds in their order."""
        by_kind: dict[str, set[UUID]] = {}
        for some in in_chunks(survivors.families(self._raw, ids)):
            found = self._raw.execute(
                f"SELECT source, kind FROM link WHERE target IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            for source, kind in found:
                by_kind.setdefault(kind, set()).add(UUID(bytes=source))
        kepts: list[Kept] = []
        for kind in sorted(by_kind, key=lambda name: KINDS[name].number):
            if not kinds or kind in kinds:
                kepts += rows.fetch_kind(self._raw, kind, by_kind[kind])
        in_use = [kept for kept in kepts if kept.envelope.archived is None]
        return list(self._as_records(in_use).values())

    def standing(self) -> Standing:
        """Tell where the desk stands with the ministry."""
        waiting = self._number("SELECT count(*) FROM edit WHERE answered_at IS NULL")
        unconfirmed = self._number(
            "SELECT count(*) FROM edit WHERE answered_at IS NULL AND stage = 'unconfirmed'"
        )
        row = self._raw.execute(
            "SELECT last_receipt, last_attempt, problem, differing, notice, received, offer "
            "FROM place"
        ).fetchone()
        receipt, attempt, problem, differing, notice, received, offer = row
        return Standing(
            waiting=waiting,
            unconfirmed=unconfirmed,
            disputes=self._number("SELECT count(*) FROM dispute"),
            refusals=self._number("SELECT count(*) FROM refusal"),
            last_receipt=_moment(receipt),
            last_attempt=_moment(attempt),
            problem=problem,
            differing=tuple(differing.split()),
            notice=notice,
            fetched=received,
            size=from_json(offer)["size"] if offer else 0,
        )

    def _number(self, sql: str, values: tuple[Any, ...] = ()) -> int:
        return int(self._raw.execute(sql, values).fetchone()[0])

    def as_records(self, kepts: list[Kept]) -> list[Record[Content]]:
        """Return the domain's values of fetched records, in their order."""
        found = self._as_records(kepts)
        return [found[kept.id] for kept in kepts]

    def _as_records(
        self, kepts: list[Kept], *, followed: bool = True
    ) -> dict[UUID, Record[Content]]:
        states: dict[bytes, State] = {}
        for some in in_chunks(kept.id for kept in kepts):
            found = self._raw.execute(
                f"SELECT id, state FROM entry WHERE id IN {IDS}",  # noqa: S608  # a constant
                (ids_parameter(some),),
            )
            states |= dict(cast("list[tuple[bytes, State]]", found.fetchall()))
        return {
            kept.id: as_record(kept, states.get(kept.id.bytes, "here"))
            for kept in (self._with_survivors(kepts) if followed else kepts)
        }

    def _with_survivors(self, kepts: list[Kept]) -> list[Kept]:
        """Let every link to a merged record lead to the one that stands for it."""
        pointing = {kept.kind for kept in kepts if KINDS[kept.kind].links()}
        if not pointing:
            return kepts
        spoken = [linked(KINDS[kept.kind], kept.fields) for kept in kepts if kept.kind in pointing]
        stands = survivors.standing(self._raw, (id for links in spoken for _, id in links))
        if not stands:
            return kepts
        texts = {str(gone): str(last) for gone, last in stands.items()}
        return [
            replace(kept, fields=followed(KINDS[kept.kind], kept.fields, texts)) for kept in kepts
        ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
