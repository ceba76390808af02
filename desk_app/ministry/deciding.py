"""What becomes of each edit: decided on values, before anything is written."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.contract.messages import Reason, Verdict
from desk_app.domain.edits import Edit
from desk_app.domain.problems import FieldProblem, clean, clean_text, problems
from desk_app.domain.records import Archived, Envelope, Merger, Source, Stamp
from desk_app.domain.registry import KINDS
from desk_app.domain.rules import broken
from desk_app.ministry import merging
from desk_app.ministry.agreeing import unagreed
from desk_app.ministry.ledger import Ledger
from desk_app.ministry.rights import new_owner, refusal
from desk_app.ministry.values import Device, Note, State

RECORD_LIMIT = 1_000_000
"""How many bytes of JSON a record's fields may take."""

DEPTH_LIMIT = 8
"""How deep lists and objects in a field may be nested."""

_CLOCK_SLACK = timedelta(minutes=5)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


class Author(Struct, frozen=True):
    """Who sends edits, and by how much the workstation's clock is behind the ministry's."""

    device: Device
    now: datetime
    behind: timedelta = timedelta()

    @property
    def clock_is_off(self) -> bool:
        """Tell whether the clock is off by more than a journey explains."""
        return abs(self.behind) > _CLOCK_SLACK

    def stamp(self, edit: Edit) -> Stamp:
        """Return when and by whom it was typed, a clock that is off set right."""
        by = clean_text(edit.by[:200], lines=False) or self.device.officer_name
        return Stamp(self._typed(edit), by, self.device.name)

    def _typed(self, edit: Edit) -> datetime:
        """A moment that cannot be is taken as now."""
        try:
            at = aware(edit.at) + (self.behind if self.clock_is_off else timedelta())
        except OverflowError:
            return self.now
        return at.astimezone(UTC) if _EARLIEST <= at <= self.now else self.now


def aware(moment: datetime) -> datetime:
    """Return a moment that was sent, taken as UTC where its zone is missing."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


class Rules(Struct, frozen=True):
    """What a decision needs to know beside the records."""

    author: Author
    is_mission: Callable[[UUID], bool]


class Refused(Exception):
    """An edit is refused; it takes its whole group with it."""

    def __init__(self, reason: Reason, field: str = "") -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.field = field


def decide(ledger: Ledger, edits: Iterable[Edit], rules: Rules) -> list[Verdict]:
    """Apply `edits` to the ledger in their order, each group wholly or not at all."""
    groups: dict[UUID, dict[UUID, Edit]] = {}
    for edit in edits:
        groups.setdefault(edit.group, {})[edit.id] = edit
    return [v for group in groups.values() for v in _together(ledger, group.values(), rules)]


def _together(ledger: Ledger, edits: Collection[Edit], rules: Rules) -> list[Verdict]:
    mark = ledger.mark()
    before = {edit.record: ledger.get(edit.record) for edit in edits}
    verdicts: list[Verdict] = []
    refused: Verdict | None = None
    for edit in edits:
        try:
            verdicts.append(_answer(ledger, edit, rules))
        except Refused as no:
            refused = Verdict(edit.id, "refused", reason=no.reason, field=no.field)
            break
    refused = refused or unagreed(ledger, edits, before, rules.author.stamp)
    if refused is None:
        return verdicts
    ledger.back_to(mark)
    return [
        refused if edit.id == refused.edit else Verdict(edit.id, "refused", reason="group")
        for edit in edits
    ]


def _answer(ledger: Ledger, edit: Edit, rules: Rules) -> Verdict:
    current = ledger.get(edit.record)
    if reason := refusal(rules.author.device, edit, current):
        raise Refused(reason)
    if current is None:
        return _create(ledger, edit, rules)
    if edit.operation == "erase":
        return _erase(ledger, edit, current, rules)
    if current.erased:
        raise Refused("erased")
    match edit.operation:
        case "create" | "set":
            return _set(ledger, edit, current, rules)
        case "archive" | "restore":
            return _put_away(ledger, edit, current, rules)


def _create(ledger: Ledger, edit: Edit, rules: Rules) -> Verdict:
    fields = merging.filled(clean(KINDS[edit.kind], _bounded(edit)))
    _check(edit.kind, fields, whole=True)
    _refuse(broken(edit.kind, {}, fields))
    stamp = rules.author.stamp(edit)
    envelope = Envelope(
        owner=new_owner(rules.author.device, edit),
        audience=edit.audience or "ministry",
        created=stamp,
        updated=stamp,
        source=edit.source or Source(),
    )
    state = State(edit.record, edit.kind, ledger.next(), envelope, fields, reach="mission")
    ledger.put(state)
    ledger.notes.append(Note(state.id, state.version, "", stamp, "created"))
    return Verdict(edit.id, "accepted", state.version)


def _set(ledger: Ledger, edit: Edit, current: State, rules: Rules) -> Verdict:
    _check(edit.kind, clean(KINDS[edit.kind], _bounded(edit)), whole=False)
    outcome = merging.meet(edit, current)
    _check(edit.kind, outcome.changed, whole=False)
    _refuse(broken(edit.kind, current.fields, outcome.fields))
    if len(msgspec.json.encode(outcome.fields)) > RECORD_LIMIT:
        raise Refused("too-large")
    stamp = rules.author.stamp(edit)
    envelope = _moved(edit, current, rules)
    if outcome.changed or envelope != current.envelope:
        known = msgspec.structs.replace(envelope, updated=stamp)
        ledger.bump(msgspec.structs.replace(current, fields=outcome.fields, envelope=known))
    after = ledger.get(edit.record) or current
    disputed = merging.disputes(edit, current, outcome.disputed, ledger)
    ledger.notes += merging.notes(edit, current, outcome, stamp, after.version)
    ledger.notes += _moves(current, after, stamp)
    if disputed:
        return Verdict(edit.id, "disputed", after.version, disputed)
    return Verdict(edit.id, "merged" if outcome.met else "accepted", after.version)


def _moved(edit: Edit, current: State, rules: Rules) -> Envelope:
    """The envelope with the audience and the owner that the edit gives the record."""
    owner = current.owner if edit.owner is None or current.owner is None else edit.owner
    if owner != current.owner and owner is not None and not rules.is_mission(owner):
        raise Refused("invalid", "owner")
    audience = merging.audience(edit, current)
    return msgspec.structs.replace(current.envelope, owner=owner, audience=audience)


def _moves(before: State, after: State, stamp: Stamp) -> list[Note]:
    pairs: list[tuple[str, Any, Any]] = [
        ("audience", before.envelope.audience, after.envelope.audience),
        ("owner", before.owner, after.owner),
    ]
    return [
        Note(after.id, after.version, name, stamp, "typed", was, now)
        for name, was, now in pairs
        if was != now
    ]


def _put_away(ledger: Ledger, edit: Edit, current: State, rules: Rules) -> Verdict:
    """Archive or restore; what already is so stays as it is."""
    away = edit.operation == "archive"
    if not (_goes(ledger, edit, current) if away else _comes_back(edit, current)):
        return Verdict(edit.id, "accepted", current.version)
    stamp = rules.author.stamp(edit)
    archived = None
    if away:
        archived = Archived(stamp.at, stamp.by, edit.why[:2_000], edit.into, _kept_of(edit))
    envelope = msgspec.structs.replace(current.envelope, archived=archived, updated=stamp)
    ledger.bump(msgspec.structs.replace(current, envelope=envelope))
    how = "archived" if away else "restored"
    why = edit.why[:2_000] or None
    ledger.notes.append(Note(edit.record, ledger.seq, "", stamp, how, None, why))
    return Verdict(edit.id, "accepted", ledger.seq)


def _goes(ledger: Ledger, edit: Edit, current: State) -> bool:
    if edit.into is None:
        return current.envelope.archived is None
    return _is_merged_now(ledger, edit, current)


def _comes_back(edit: Edit, current: State) -> bool:
    """A merged record is taken out by whoever names its survivor, thus knows of the merge."""
    away = current.envelope.archived
    return away is not None and away.into == edit.into


def _is_merged_now(ledger: Ledger, edit: Edit, current: State) -> bool:
    """Tell whether an archive that names a survivor is to be done.

    A record that was merged already stays with its first survivor, and one that its survivor was
    merged into by somebody else stays in use: the two are one already, and nobody walks in a
    circle.
    """
    target = None if edit.into is None else ledger.get(edit.into)
    if target is None or target.kind != current.kind or target.id == current.id:
        raise Refused("invalid", "into")
    if target.erased or target.owner != current.owner:
        raise Refused("invalid", "into")
    if current.into is not None:
        return False
    seen = {current.id}
    while target is not None and target.into is not None:
        if target.id in seen:
            return False
        seen.add(target.id)
        target = ledger.get(target.into)
    return target is None or target.id not in seen


def _kept_of(edit: Edit) -> Merger | None:
    """Return what the merge keeps for the way back, as far as it is no larger than a record."""
    if edit.into is None or edit.merger is None:
        return None
    kept: dict[str, Any] = msgspec.to_builtins(edit.merger)
    if _depth(kept) > DEPTH_LIMIT or len(msgspec.json.encode(kept)) > 2 * RECORD_LIMIT:
        raise Refused("too-large")
    return edit.merger


def _erase(ledger: Ledger, edit: Edit, current: State, rules: Rules) -> Verdict:
    """Leave the identifier only; of a person, so of everything that tells about them."""
    stamp = Stamp(rules.author.stamp(edit).at)
    also = _about_all(ledger, current) if current.kind == "person" and not current.erased else []
    for state in [current, *(s for s in also if s.id != current.id)]:
        if not state.erased:
            ledger.bump(_emptied(state, stamp))
            ledger.notes.append(Note(state.id, ledger.seq, "", stamp, "erased"))
    after = ledger.get(edit.record) or current
    return Verdict(edit.id, "accepted", after.version)


def _about_all(ledger: Ledger, person: State) -> list[State]:
    """Return what is about a person, and about those who were merged into that person."""
    found: dict[UUID, State] = {}
    persons = [person.id]
    while persons:
        for state in ledger.about(persons.pop()):
            if state.kind == "person" and state.id not in found and state.id != person.id:
                persons.append(state.id)
            found[state.id] = state
    return list(found.values())


def _emptied(state: State, stamp: Stamp) -> State:
    envelope = Envelope(state.owner, "mission", Stamp(state.envelope.created.at), stamp)
    return State(state.id, state.kind, state.version, envelope, {}, "mission", erased=True)


def _bounded(edit: Edit) -> dict[str, Any]:
    if _depth(edit.fields) > DEPTH_LIMIT or _depth(edit.was) > DEPTH_LIMIT:
        raise Refused("invalid")
    if not all(map(_FIELD_NAME.fullmatch, edit.fields)):
        raise Refused("invalid")
    if len(msgspec.json.encode(edit.fields)) > RECORD_LIMIT:
        raise Refused("too-large")
    return edit.fields


def _depth(value: Any) -> int:
    """How many levels of lists and objects; an iteration, since the value may be hostile."""
    level, inner = 0, [value]
    while inner := [item for outer in inner for item in _items(outer)]:
        level += 1
        if level > DEPTH_LIMIT:
            break
    return level


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON
    return list(value) if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON


def _check(kind: str, fields: dict[str, Any], *, whole: bool) -> None:
    _refuse(problems(kind, fields, whole=whole))


def _refuse(found: list[FieldProblem]) -> None:
    if found:
        reason: Reason = "too-large" if found[0].code in ("too-long", "too-many") else "invalid"
        raise Refused(reason, found[0].field)
