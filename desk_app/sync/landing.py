"""What lands of a record: the ministry's state, and the officer's unsent edits on top."""

from collections.abc import Iterable, Mapping, Set
from uuid import UUID

import msgspec
from msgspec.structs import replace

from desk_app.contract.messages import Change
from desk_app.contract.port import Held, Landed, Landing
from desk_app.domain.edits import Edit
from desk_app.domain.kinds import KINDS
from desk_app.domain.merge import merge
from desk_app.domain.registry import Kind
from desk_app.domain.values import Plain
from desk_app.sync.steps import Tally


def landed(change: Change, held: Held | None, answered: Set[UUID]) -> Landed:
    """Put the edits on top of `change` that wait and are not among the `answered`."""
    kind = KINDS[change.kind]
    fields = readable(kind, change.fields)
    waiting = held.edits if held is not None else ()
    view = overlay(kind, fields, (edit for edit in waiting if edit.id not in answered))
    return Landed(replace(change, fields=fields), view)


def is_of_another_kind(change: Change, held: Mapping[UUID, Held]) -> bool:
    """Tell whether the record is known here as one of another kind, which it cannot become."""
    known = held.get(change.id)
    if known is None:
        return False
    kinds = [edit.kind for edit in known.edits]
    if known.base is not None:
        kinds.append(known.base.kind)
    return bool(kinds) and change.kind not in kinds


def counted(tally: Tally, landing: Landing) -> Tally:
    """Add what `landing` brings to `tally`."""
    outcomes = [verdict.outcome for verdict in landing.verdicts]
    return Tally(
        sent=tally.sent + len(outcomes),
        accepted=tally.accepted + outcomes.count("accepted"),
        merged=tally.merged + outcomes.count("merged"),
        disputed=tally.disputed + outcomes.count("disputed"),
        refused=tally.refused + outcomes.count("refused"),
        received=tally.received + len(landing.records),
        forgotten=tally.forgotten + len(landing.forgets),
    )


def overlay(kind: Kind, fields: Plain, waiting: Iterable[Edit]) -> Plain:
    """Apply `waiting` to the ministry's `fields`.

    A field that the ministry changed too keeps what the officer typed until the ministry has
    judged it: what was typed never leaves the screen by itself.
    """
    view = dict(fields)
    for edit in waiting:
        merged = merge(kind, edit.was, edit.fields, view)
        view |= merged.fields
        view |= {name: edit.fields[name] for name in merged.disputed}
    return {name: value for name, value in view.items() if not _blank(value)}


def _blank(value: object) -> bool:
    return value is None or value in ("", [], {})


def readable(kind: Kind, fields: Plain) -> Plain:
    """Leave out the fields whose values this program cannot read.

    A newer ministry may have widened a field; the rest of the record is shown all the same, and
    nothing is lost, because a desk sends only the fields its officer changed.
    """
    if _fits(kind, fields):
        return fields
    return {name: value for name, value in fields.items() if _fits(kind, {name: value})}


def _fits(kind: Kind, fields: Plain) -> bool:
    try:
        kind.read(fields)
    except msgspec.ValidationError:
        return False
    return True
