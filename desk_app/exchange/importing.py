"""A plan done: the one act that an import is, so that one undo takes it back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from desk_app.domain.acts import Act, Change, Create, Deed
from desk_app.domain.records import Audience, Source
from desk_app.domain.values import Plain
from desk_app.exchange.duplicates import Index, Party
from desk_app.exchange.firmnames import firm_alike
from desk_app.exchange.people import Job
from desk_app.exchange.planning import SURE, Choice, Existing, FieldChange, Plan, Row, changes_of


class Making(Struct, frozen=True):
    """How new records are made: their audience and source, and the side of unknown firms."""

    source: Source
    audience: Audience = "ministry"
    side: str = "foreign"


class _Deeds:
    """Collects the deeds of an import, each organisation made once."""

    def __init__(
        self, new_id: Callable[[], UUID], making: Making, firms: Mapping[UUID, str]
    ) -> None:
        self._new_id = new_id
        self._making = making
        self._firms = Index(Party(id, "firm", (name,)) for id, name in firms.items())
        self._names: dict[str, UUID] = {name.casefold(): id for id, name in firms.items()}
        self.made: dict[int, Create] = {}
        self.deeds: list[Deed] = []

    def create(self, row: Row) -> None:
        """Make the record of a row; deeds that complete it come later and are folded in."""
        deed = self._create(row.kind, row.fields)
        self.made[row.line] = deed
        self.deeds.append(deed)
        self._hold(deed.id, row)

    def join(self, row: Row, line: int) -> None:
        """Complete the record that an earlier row made."""
        deed = self.made.get(line)
        if deed is None:
            self.create(row)
            return
        fields = {
            change.field: change.after for change in changes_of(row, deed.fields, only_blank=True)
        }
        deed.fields.update(fields)
        self._hold(deed.id, row)

    def change(self, row: Row, id: UUID, changes: Sequence[FieldChange]) -> None:
        """Change a record the desk has."""
        if changes:
            self.deeds.append(Change(id, {change.field: change.after for change in changes}))
        self._hold(id, row)

    def _create(self, kind: str, fields: Plain) -> Create:
        making = self._making
        return Create(self._new_id(), kind, dict(fields), making.audience, making.source)

    def _hold(self, person: UUID, row: Row) -> None:
        """Make the positions of a row, and the firms that nobody knows yet."""
        for job in row.jobs:
            if job.org:
                fields: Plain = {"person": str(person), "organisation": str(self._firm(job))}
                self.deeds.append(
                    self._create("position", fields | ({"role": job.role} if job.role else {}))
                )

    def _firm(self, job: Job) -> UUID:
        known = self._names.get(job.org.casefold())
        if known is None:
            likes = self._firms.like(Party(None, "firm", (job.org,)), SURE)
            known = UUID(str(likes[0].other)) if likes else None
        if known is None:
            deed = self._create("firm", {"name": job.org, "side": job.side or self._making.side})
            self.deeds.append(deed)
            known = deed.id
            self._firms.add(Party(known, "firm", (job.org,)))
        self._names[job.org.casefold()] = known
        return known


def act(
    planned: Plan,
    choices: Mapping[int, Choice],
    *,
    new_id: Callable[[], UUID],
    making: Making,
    existing: Iterable[Existing] = (),
) -> tuple[Act, tuple[Row, ...]]:
    """Return the one act of an import, and the rows it leaves out because nobody decided.

    `choices` override what was proposed, by line. Positions that a matched person already holds
    are not made again.
    """
    known = {record.id: record for record in existing}
    firms = {
        id: record.fields.get("name", "")
        for id, record in known.items()
        if record.kind != "person"
    }
    deeds = _Deeds(new_id, making, firms)
    left: list[Row] = []
    for item in planned.rows:
        choice = choices.get(item.row.line, item.choice)
        if choice == "ask":
            left.append(item.row)
        elif choice == "join":
            deeds.join(item.row, item.twin)
        elif choice == "create" or (choice in ("update", "fill") and not item.matches):
            deeds.create(item.row)
        elif choice in ("update", "fill"):
            record = known.get(item.matches[0].id)
            row = _new_jobs(item.row, record.orgs if record else ())
            changes = item.matches[0].changes
            if choice == "fill" and record is not None:
                changes = changes_of(row, record.fields, only_blank=True)
            deeds.change(row, item.matches[0].id, changes)
    return Act(tuple(deeds.deeds), f"Import {len(planned.rows) - len(left)}"), tuple(left)


def _new_jobs(row: Row, orgs: Sequence[str]) -> Row:
    jobs = tuple(
        job for job in row.jobs if not any(firm_alike(job.org, org) >= SURE for org in orgs)
    )
    return Row(row.line, row.kind, row.fields, jobs, row.wrong, row.cells, row.contact)
