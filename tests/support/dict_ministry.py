"""A ministry on plain dictionaries: small enough to be seen to be right."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from desk_app.contract.digest import digest_of
from desk_app.contract.messages import (
    VERSION,
    Answer,
    Change,
    Forget,
    Notice,
    Round,
    SnapshotOffer,
    Verdict,
)
from desk_app.contract.snapshot import write_pages
from desk_app.domain.edits import Edit, FieldDispute
from desk_app.domain.errors import NoSuchRecord
from desk_app.domain.kinds import KINDS
from desk_app.domain.merge import merge
from desk_app.domain.records import Envelope, Stamp
from desk_app.domain.values import Plain

MISSION = UUID(int=7)


def _no_clock() -> datetime:
    raise AssertionError("a copy tells no time")


@dataclass
class DictMinistry:
    """Keeps one state a record and one log of numbers; every desk sees everything.

    `offered` snapshots are kept and offered again until `rebuild`, as a real server caches them.
    """

    clock: Callable[[], datetime]
    records: dict[UUID, Change] = field(default_factory=dict)
    log: list[tuple[int, UUID]] = field(default_factory=list)
    gone: dict[UUID, Forget] = field(default_factory=dict)
    answered: dict[tuple[UUID, int], tuple[Verdict, ...]] = field(default_factory=dict)
    snapshots: dict[str, tuple[SnapshotOffer, bytes]] = field(default_factory=dict)
    latest: str = ""
    number: int = 0
    counted: dict[UUID, int] = field(default_factory=dict)
    notice: Notice = ""
    page_records: int = 3
    epoch: int = 0
    kept: "DictMinistry | None" = None

    def session(self, device: UUID) -> "Session":
        """Speak to this ministry as `device`."""
        return Session(self, device)

    def next_number(self) -> int:
        self.number += 1
        return self.number

    def put(self, record: UUID, kind: str, fields: Plain) -> Change:
        """Commit a new state of a record."""
        now = self.clock()
        envelope = Envelope(MISSION, "ministry", Stamp(now), Stamp(now))
        change = Change(record, kind, self.next_number(), envelope, fields)
        self.records[record] = change
        self.gone.pop(record, None)
        self.log.append((change.version, record))
        return change

    def erase(self, record: UUID) -> None:
        """Drop a record everywhere."""
        kind = self.records.pop(record).kind
        forget = Forget(record, kind, self.next_number(), "erased")
        self.gone[record] = forget
        self.log.append((forget.version, record))

    def back_up(self) -> None:
        """Keep a copy of everything."""
        self.kept = None
        self.kept = deepcopy(replace(self, clock=_no_clock))

    def restore(self) -> None:
        """Go back to the copy, as after a disk failed; numbers given since are not given again."""
        if self.kept is not None:
            copy = deepcopy(self.kept)
            for name in ("records", "log", "gone", "answered", "snapshots", "latest", "counted"):
                setattr(self, name, getattr(copy, name))
            self.epoch += 1
            self.number += 1_000
            self.rebuild()

    def rebuild(self) -> None:
        """Let the next snapshot be a fresh one, and the others vanish."""
        self.snapshots.clear()
        self.latest = ""

    def cursor(self, number: int) -> str:
        return f"{self.epoch}:{number}"

    def offer(self) -> SnapshotOffer:
        if self.latest not in self.snapshots:
            text = b"".join(write_pages(self.records.values(), each=self.page_records))
            name = f"snapshot-{self.number}"
            sha = sha256(text).hexdigest()
            offer = SnapshotOffer(
                name, len(text), sha, len(self.records), self.cursor(self.number)
            )
            self.snapshots[name] = (offer, text)
            self.latest = name
        return self.snapshots[self.latest][0]


@dataclass
class Session:
    """One device's view; implements `contract.ministry.Ministry`."""

    ministry: DictMinistry
    device: UUID

    def sync(self, sent: Round) -> Answer:
        m = self.ministry
        verdicts = self._judge(sent) if sent.batch else ()
        named = {edit.record for edit in sent.edits}
        own = [m.records[r] for r in named if r in m.records]
        epoch, _, seen = sent.cursor.partition(":")
        notice = m.notice
        if sent.cursor and int(epoch) != m.epoch:
            notice = "went-back"
        if sent.want_snapshot or (notice and m.number % 2):
            offer = m.offer()
            told = "" if sent.want_snapshot else notice
            return Answer(
                VERSION, m.clock(), "", verdicts, tuple(own), snapshot=offer, notice=told
            )
        start = int(seen or 0)
        newest = {record: number for number, record in m.log if number > start}
        due = sorted((number, record) for record, number in newest.items())
        page, rest = due[: sent.limit], due[sent.limit :]
        cursor = m.cursor(page[-1][0] if page else start)
        changes = {c.id: c for c in own}
        changes |= {r: m.records[r] for _, r in page if r in m.records}
        forgets = tuple(m.gone[r] for _, r in page if r in m.gone)
        digests = {} if rest else self._digests()
        return Answer(
            VERSION,
            m.clock(),
            cursor,
            verdicts,
            tuple(changes.values()),
            forgets,
            more=bool(rest),
            digests=digests,
            notice=notice,
        )

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        if name not in self.ministry.snapshots:
            raise NoSuchRecord("The snapshot is gone.")
        return self.ministry.snapshots[name][1][start : start + length]

    def _digests(self) -> dict[str, str]:
        changes = self.ministry.records.values()
        kinds = {change.kind for change in changes}
        return {
            kind: digest_of((c.id, c.version) for c in changes if c.kind == kind) for kind in kinds
        }

    def _judge(self, sent: Round) -> tuple[Verdict, ...]:
        key = (self.device, sent.batch)
        if key not in self.ministry.answered:
            self.ministry.answered[key] = tuple(self._apply(edit) for edit in sent.edits)
        return self.ministry.answered[key]

    def _apply(self, edit: Edit) -> Verdict:
        m = self.ministry
        m.counted[edit.id] = m.counted.get(edit.id, 0) + 1
        if edit.record in m.gone:
            return Verdict(edit.id, "refused", reason="erased")
        before = m.records.get(edit.record)
        theirs = before.fields if before is not None else {}
        merged = merge(KINDS[edit.kind], edit.was, edit.fields, theirs)
        disputes = tuple(
            FieldDispute(name, edit.was.get(name), edit.fields[name], theirs.get(name))
            for name in merged.disputed
        )
        after = {k: v for k, v in {**theirs, **merged.fields}.items() if v not in (None, "", [])}
        version = before.version if before is not None else 0
        if before is None or after != theirs:
            version = m.put(edit.record, edit.kind, after).version
        return Verdict(edit.id, "disputed" if disputes else "accepted", version, disputes)
