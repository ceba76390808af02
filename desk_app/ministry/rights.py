"""Who may write what: decided here and nowhere else."""

from uuid import UUID

from desk_app.contract.messages import Reason
from desk_app.domain.edits import Edit
from desk_app.domain.registry import KINDS
from desk_app.ministry.values import Device, State
from desk_app.ministry.visibility import scope_of

_WRITERS = ("officer", "head", "publisher")


def refusal(device: Device, edit: Edit, current: State | None) -> Reason:
    """Return why `device` may not do `edit` to the record as it is, or an empty text.

    A mission writes its own records; in these a publisher may set what is declared `answered`.
    What belongs to the ministry, all reference data, and what is declared `by_ministry` is
    written by publishers alone; analysts and auditors write nothing.
    """
    if edit.kind not in KINDS or KINDS[edit.kind].local:
        return "unknown-kind"
    if current is None and edit.operation != "create":
        return "unknown-record"
    if current is not None and not _may_know(device, current):
        return "unknown-record"
    if current is not None and current.kind != edit.kind:
        return "invalid"
    if device.role not in _WRITERS:
        return "read-only"
    return _by_owner(device, edit, current)


def _may_know(device: Device, current: State) -> bool:
    scope = scope_of(device.mission, device.role)
    return scope.sees(current.owner, "mission" if current.erased else current.reach)


def _by_owner(device: Device, edit: Edit, current: State | None) -> Reason:
    owner = new_owner(device, edit) if current is None else current.owner
    if KINDS[edit.kind].read_only or owner is None:
        return "" if device.role == "publisher" else "read-only"
    if owner == device.mission or (device.role == "publisher" and _answers(edit, current)):
        return ""
    return "not-yours"


def _answers(edit: Edit, current: State | None) -> bool:
    """Tell whether an edit sets nothing but what the ministry may set in a mission's record."""
    if current is None or edit.operation != "set" or not edit.fields:
        return False
    fields = KINDS[edit.kind].fields
    own = edit.audience is not None or edit.owner is not None
    return not own and all(name in fields and fields[name].answered for name in edit.fields)


def new_owner(device: Device, edit: Edit) -> UUID | None:
    """Return whose a new record will be: a publisher's is the ministry's unless it says."""
    if edit.owner is not None and not KINDS[edit.kind].reference:
        return edit.owner
    is_ministrys = device.role == "publisher" or KINDS[edit.kind].reference
    return None if is_ministrys else device.mission
