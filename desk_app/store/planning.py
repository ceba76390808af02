"""What a deed does to a record: the new record, its edit, its history. Values in, values out."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.acts import Archive, Change, Create, Deed, Operation, Restore
from desk_app.domain.edits import Edit
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.domain.labels import Label
from desk_app.domain.problems import SENTENCES, FieldProblem, clean, clean_text, problems
from desk_app.domain.records import Archived, Audience, Envelope, HistoryEntry, Stamp
from desk_app.domain.registry import KINDS, Kind
from desk_app.domain.rules import broken
from desk_app.domain.values import Plain
from desk_app.store.rows import Kept
from desk_app.store.shapes import blank, canonical
from desk_app.store.values import Desk

_GONE = "This record is not at this desk any more. Nothing was changed."
_OWN = ("audience", "owner")

REASON_LIMIT = 2_000
"""Characters; the ministry keeps no more of why a record was put away."""


class Moment(Struct, frozen=True):
    """When an act happens, who does it, and under which group."""

    at: datetime
    desk: Desk
    group: UUID

    @property
    def stamp(self) -> Stamp:
        """Return who did it when."""
        return Stamp(self.at, self.desk.officer, self.desk.device_name)


class Done(Struct, frozen=True):
    """What one deed came to: `after` is None for an erased record, `edit` for one kept here."""

    before: Kept | None
    after: Kept | None
    edit: Edit | None
    history: tuple[HistoryEntry, ...] = ()


class Known(Struct, frozen=True):
    """A record as a deed finds it; `pending`: the ministry has yet to answer edits on it."""

    kept: Kept | None
    pending: bool


class _Found(Struct, frozen=True):
    """A record that is here."""

    kept: Kept
    pending: bool


def decide(
    deed: Deed,
    known: Known,
    edit: UUID,
    moment: Moment,
    how: str = "typed",
    *,
    checked: bool = False,
) -> Done | None:
    """Return what the deed does, or None where it changes nothing.

    `checked` says that a new record's fields were cleaned and found right already.

    Raises:
        WrongInput: the deed does not fit; the text names the fields.
        NoSuchRecord: there is no such record.
    """
    if isinstance(deed, Create):
        return _create(deed, known, edit, moment, checked=checked)
    if known.kept is None:
        raise NoSuchRecord(_GONE)
    kind = _writable(known.kept.kind)
    found = _Found(known.kept, known.pending)
    if isinstance(deed, Change):
        return _change(kind, deed, found, edit, moment, how)
    if isinstance(deed, Archive):
        return _archive(deed, found, edit, moment)
    if isinstance(deed, Restore):
        return _restore(found, edit, moment)
    return Done(found.kept, None, _edit(found, "erase", edit, moment))


def _writable(name: str) -> Kind:
    kind = KINDS.get(name)
    if kind is None:
        raise WrongInput("There is no kind of record called “{name}”.", name=name)
    if kind.read_only:
        raise WrongInput(
            "{kinds} are kept by the ministry and cannot be changed here.", kinds=kind.plural
        )
    return kind


def _checked(kind: Kind, fields: Plain, *, whole: bool) -> Plain:
    cleaned = clean(kind, fields)
    _refuse(kind, problems(kind.name, cleaned, whole=whole))
    return cleaned


def _refuse(kind: Kind, found: list[FieldProblem]) -> None:
    if found:
        raise WrongInput("{problems} Nothing was saved.", problems=_named(kind, found[:5]))


def _named(kind: Kind, found: list[FieldProblem]) -> Label:
    named = [(kind.fields[p.field].label, SENTENCES[p.code]) for p in found]
    return Label(
        " ".join(f"{field.en}: {said.en}" for field, said in named),
        " ".join(f"{field.bn}: {said.bn}" for field, said in named),
    )


def _create(deed: Create, known: Known, edit: UUID, moment: Moment, *, checked: bool) -> Done:
    kind = _writable(deed.kind)
    if known.kept is not None:
        raise WrongInput("A record with this identifier is here already. Nothing was saved.")
    right = deed.fields if checked else _checked(kind, deed.fields, whole=True)
    fields = canonical(kind, right)
    _refuse(kind, broken(kind.name, {}, fields))
    envelope = Envelope(
        owner=moment.desk.mission,
        audience=deed.audience,
        created=moment.stamp,
        updated=moment.stamp,
        source=deed.source,
    )
    after = Kept(deed.id, kind.name, 0, envelope, fields)
    note = HistoryEntry(deed.id, "", moment.stamp, "created", None, None)
    return Done(None, after, _create_edit(after, edit, moment), (note,))


def _create_edit(kept: Kept, edit: UUID, moment: Moment) -> Edit | None:
    if KINDS[kept.kind].local:
        return None
    return Edit(
        id=edit,
        group=moment.group,
        record=kept.id,
        kind=kept.kind,
        operation="create",
        at=moment.at,
        by=moment.desk.officer,
        fields=kept.fields,
        owner=kept.envelope.owner,
        audience=kept.envelope.audience,
        source=kept.envelope.source,
    )


def _edit(found: _Found, operation: Operation, edit: UUID, moment: Moment) -> Edit | None:
    kept = found.kept
    if KINDS[kept.kind].local:
        return None
    if not kept.version and not found.pending:
        return None  # the ministry never took it, so there is nothing to tell
    return Edit(
        id=edit,
        group=moment.group,
        record=kept.id,
        kind=kept.kind,
        operation=operation,
        at=moment.at,
        by=moment.desk.officer,
        base=kept.version,
    )


def _change(
    kind: Kind, deed: Change, found: _Found, edit: UUID, moment: Moment, how: str
) -> Done | None:
    before = found.kept
    addresses = own_names(kind)
    given = {name: value for name, value in deed.fields.items() if name not in addresses}
    fields = _merged(kind, before.fields, _checked(kind, given, whole=False))
    _refuse(kind, broken(kind.name, before.fields, fields))
    addressed = {name: deed.fields[name] for name in addresses if name in deed.fields}
    envelope = _addressed(before.envelope, addressed)
    names = [n for n in given if before.fields.get(n) != fields.get(n)]
    own = [n for n in _OWN if getattr(envelope, n) != getattr(before.envelope, n)]
    if not names and not own:
        return None
    after = replace(before, fields=fields, envelope=replace(envelope, updated=moment.stamp))
    notes = [
        HistoryEntry(before.id, n, moment.stamp, how, before.fields.get(n), fields.get(n))
        for n in names
    ]
    notes += [_own_note(n, before, after, moment, how) for n in own]
    return Done(before, after, _set_edit(found, after, names, own, edit, moment), tuple(notes))


def _merged(kind: Kind, before: Plain, given: Plain) -> Plain:
    fields = canonical(kind, before | {n: v for n, v in given.items() if not blank(v)})
    return {name: value for name, value in fields.items() if not blank(given.get(name, value))}


def own_names(kind: Kind) -> tuple[str, ...]:
    """Return the names that mean the record itself: not those that the kind has as a field."""
    return tuple(name for name in _OWN if name not in kind.fields)


def _addressed(envelope: Envelope, fields: Plain) -> Envelope:
    """Give the record the audience and owner that a change names."""
    if "audience" in fields:
        audience: Audience = fields["audience"]
        if audience not in ("mission", "ministry", "all"):
            raise WrongInput("Audience is “mission”, “ministry” or “all”. Nothing was saved.")
        envelope = replace(envelope, audience=audience)
    if fields.get("owner"):
        envelope = replace(envelope, owner=_mission(fields["owner"]))
    return envelope


def _mission(given: Any) -> UUID:
    try:
        return UUID(str(given))
    except ValueError as error:
        raise WrongInput("Owner is the identifier of a mission. Nothing was saved.") from error


def _own_note(name: str, before: Kept, after: Kept, moment: Moment, how: str) -> HistoryEntry:
    was, now = (getattr(kept.envelope, name) for kept in (before, after))
    return HistoryEntry(
        before.id, name, moment.stamp, how, None if was is None else str(was), str(now)
    )


def _set_edit(
    found: _Found, after: Kept, names: list[str], own: list[str], edit: UUID, moment: Moment
) -> Edit | None:
    before = found.kept
    if not before.version and not found.pending:
        # The ministry has never taken this record: send all of it again, not a change of it.
        return _create_edit(after, edit, moment)
    plain = _edit(found, "set", edit, moment)
    return plain and replace(
        plain,
        fields={name: after.fields.get(name) for name in names},
        was={name: before.fields.get(name) for name in names} | _own_was(before, own),
        audience=after.envelope.audience if "audience" in own else None,
        owner=after.envelope.owner if "owner" in own else None,
    )


def _own_was(before: Kept, own: list[str]) -> Plain:
    """Tell the audience the officer saw: of two that knew nothing of each other one gives way."""
    return {"audience": before.envelope.audience} if "audience" in own else {}


def _archive(deed: Archive, found: _Found, edit: UUID, moment: Moment) -> Done | None:
    before = found.kept
    away = before.envelope.archived
    if away is not None and (deed.into is None or away.into is not None):
        return None
    why = _reason(deed.why)
    put_away = Archived(moment.at, moment.desk.officer, why, deed.into, deed.merger)
    envelope = replace(before.envelope, archived=put_away, updated=moment.stamp)
    note = HistoryEntry(before.id, "", moment.stamp, "archived", None, why)
    plain = _edit(found, "archive", edit, moment)
    sent = plain and replace(plain, why=why, into=deed.into, merger=deed.merger)
    return Done(before, replace(before, envelope=envelope), sent, (note,))


def told_of(away: Archived) -> Any:
    """Return what the history keeps of how a record was put away: why, or the merge whole."""
    if away.into is None:
        return away.why
    return msgspec.to_builtins({"why": away.why, "into": away.into, "merger": away.merger})


def _reason(given: str) -> str:
    why = clean_text(given, lines=True)
    if len(why) > REASON_LIMIT:
        raise WrongInput(
            "The reason is too long to keep: at most {count} characters. Nothing was changed.",
            count=REASON_LIMIT,
        )
    return why


def _restore(found: _Found, edit: UUID, moment: Moment) -> Done | None:
    before = found.kept
    if before.envelope.archived is None:
        return None
    envelope = replace(before.envelope, archived=None, updated=moment.stamp)
    away = before.envelope.archived
    note = HistoryEntry(before.id, "", moment.stamp, "restored", told_of(away), None)
    plain = _edit(found, "restore", edit, moment)
    sent = plain and replace(plain, into=away.into)
    return Done(before, replace(before, envelope=envelope), sent, (note,))
