"""Rows done: what each one makes or changes, with the firms and positions that it needs."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.acts import Change, Create, Deed
from desk_app.domain.records import Audience, Source
from desk_app.domain.values import Plain
from desk_app.exchange.duplicates import Index, Party
from desk_app.exchange.kindtables import Job
from desk_app.exchange.planning import (
    SURE,
    Choice,
    Existing,
    Planned,
    Row,
    changes_of,
    new_jobs,
)


class Making(Struct, frozen=True):
    """How new records are made: their audience and source, and the side of unknown firms."""

    source: Source
    audience: Audience = "ministry"
    side: str = "foreign"


Look = Callable[[UUID], Existing | None]
"""Looks up a record as it is now."""


class Deeds:
    """Turns rows into deeds, one after another; every organisation is made once.

    `firms` are the organisations there are, by name. A row that completes the record of an
    earlier one changes the deed that makes it as long as `taken` has not handed it on.
    """

    def __init__(
        self,
        new_id: Callable[[], UUID],
        making: Making,
        firms: Mapping[UUID, str],
        look: Look,
    ) -> None:
        self._new_id = new_id
        self._making = making
        self._look = look
        self._firms = Index((Party(id, "firm", (n,)) for id, n in firms.items()), sure=True)
        self._names: dict[str, UUID] = {name.casefold(): id for id, name in firms.items()}
        self._known = set(firms)
        self._made: dict[int, UUID] = {}
        self._fresh: dict[UUID, Create] = {}
        self._now: dict[UUID, Existing] = {}

    def of(self, item: Planned, choice: Choice, target: UUID | None = None) -> tuple[Deed, ...]:
        """Return what `choice` does with a row; nothing for one that is left out.

        `target` is the record it is, where that is not the likeliest one.
        """
        row = item.row
        if target is None and item.matches:
            target = item.matches[0].id
        if choice == "create" or (choice in ("update", "fill") and target is None):
            return self._create(row)
        if choice == "join":
            return self._join(row, item.twin)
        if choice in ("update", "fill") and target is not None:
            return self._change(row, target, only_blank=choice == "fill")
        return ()

    def taken(self) -> None:
        """Take note that what was made so far is written down."""
        self._fresh.clear()
        self._now.clear()

    def _create(self, row: Row) -> tuple[Deed, ...]:
        deed = self._new(row.kind, self._sided(row))
        self._made[row.number] = deed.id
        self._fresh[deed.id] = deed
        return (*self._promised(row), deed, *self._jobs(deed.id, row.jobs))

    def _sided(self, row: Row) -> Plain:
        """Return what a new record says; a firm of which the row does not say its side has one."""
        sided = row.kind != "firm" or row.fields.get("side")
        return row.fields if sided else row.fields | {"side": self._making.side}

    def _join(self, row: Row, number: int) -> tuple[Deed, ...]:
        id = self._made.get(number)
        if id is None:  # the earlier row was left out
            return self._create(row)
        fresh = self._fresh.get(id)
        if fresh is None:
            return self._change(row, id, only_blank=True)
        for change in changes_of(row, fresh.fields, only_blank=True):
            fresh.fields[change.field] = change.after
        return (*self._promised(row), *self._jobs(id, row.jobs))

    def _change(self, row: Row, id: UUID, *, only_blank: bool) -> tuple[Deed, ...]:
        record = self._now.get(id) or self._look(id)
        if record is None:
            return self._create(row)
        changes = changes_of(row, record.fields, only_blank=only_blank)
        fresh = new_jobs(row, record.orgs)
        jobs = self._jobs(id, fresh)
        fields = {change.field: change.after for change in changes}
        orgs = (*record.orgs, *(job.org for job in fresh))
        self._now[id] = Existing(id, record.kind, record.fields | fields, orgs)
        changed: tuple[Deed, ...] = (Change(id, fields),) if fields else ()
        return (*self._promised(row), *changed, *jobs)

    def _promised(self, row: Row) -> list[Deed]:
        """Make the firms that a row's links were promised, each once."""
        deeds: list[Deed] = []
        for id, name in row.firms:
            if id not in self._known:
                self._known.add(id)
                self._names.setdefault(name.casefold(), id)
                deeds.append(replace(self._new("firm", self._firm_fields(name, "")), id=id))
        return deeds

    def _jobs(self, person: UUID, jobs: Iterable[Job]) -> list[Deed]:
        """Make positions, and the firms that nobody knows yet."""
        deeds: list[Deed] = []
        for job in jobs:
            if job.org:
                org = self._firm(job, deeds)
                fields: Plain = {"person": str(person), "organisation": str(org)}
                fields |= {"role": job.role} if job.role else {}
                deeds.append(self._new("position", fields))
        return deeds

    def _firm(self, job: Job, deeds: list[Deed]) -> UUID:
        known = self._names.get(job.org.casefold())
        if known is None:
            likes = self._firms.like(Party(None, "firm", (job.org,)), SURE)
            known = UUID(str(likes[0].other)) if likes else None
        if known is None:
            deed = self._new("firm", self._firm_fields(job.org, job.side))
            deeds.append(deed)
            known = deed.id
            self._firms.add(Party(known, "firm", (job.org,)))
        self._names[job.org.casefold()] = known
        return known

    def _firm_fields(self, name: str, side: str) -> Plain:
        return {"name": name, "side": side or self._making.side}

    def _new(self, kind: str, fields: Plain) -> Create:
        making = self._making
        return Create(self._new_id(), kind, dict(fields), making.audience, making.source)
