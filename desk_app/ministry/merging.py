"""How a typed change meets the record as the ministry holds it by now."""

from typing import Any

from msgspec import Struct

from desk_app.domain.edits import Edit, FieldDispute
from desk_app.domain.fields import Merge
from desk_app.domain.merge import merge
from desk_app.domain.problems import clean, wrong
from desk_app.domain.records import Audience, Stamp
from desk_app.domain.registry import KINDS, Kind
from desk_app.domain.values import Plain
from desk_app.ministry.ledger import Ledger
from desk_app.ministry.values import Note, State
from desk_app.ministry.visibility import narrower

_STRICT = ("withdrawn", "refused")


class Meeting(Struct, frozen=True):
    """What a change comes to: new fields, what is disputed, and whether two sides met."""

    fields: Plain
    changed: Plain
    disputed: tuple[str, ...]
    met: tuple[str, ...]


def meet(edit: Edit, current: State) -> Meeting:
    """Merge the change with the record; what cannot be merged keeps the ministry's value.

    A no to consent that meets a yes is not disputed: the no holds at once.
    """
    kind = KINDS[edit.kind]
    mine, was = clean(kind, edit.fields), _usable(kind, clean(kind, edit.was))
    merged = merge(kind, was, mine, current.fields)
    fields, disputed = dict(merged.fields), merged.disputed
    if "answer" in disputed and kind.name == "consent" and mine["answer"] in _STRICT:
        fields["answer"] = mine["answer"]
        disputed = tuple(name for name in disputed if name != "answer")
    met = tuple(name for name in mine if not same(was.get(name), current.fields.get(name)))
    changed = {n: v for n, v in fields.items() if not same(v, current.fields.get(n))}
    return Meeting(filled({**current.fields, **fields}), changed, disputed, met)


def _usable(kind: Kind, was: Plain) -> Plain:
    """What was seen before is hearsay: a value that does not fit its field counts as none."""
    return {name: value for name, value in was.items() if not _misfits(kind, name, value)}


def _misfits(kind: Kind, name: str, value: Any) -> bool:
    field = kind.fields.get(name)
    if field is None or field.merge is Merge.ONE_SIDE or value in (None, "", []):
        return False
    return bool(wrong(field, value))


def filled(fields: Plain) -> Plain:
    """Return the fields that hold something."""
    return {name: value for name, value in fields.items() if not same(value, None)}


def same(one: Any, other: Any) -> bool:
    """Compare two values; a cleared field is one never filled."""
    blanks: tuple[Any, ...] = ("", [], {})
    return (None if one in blanks else one) == (None if other in blanks else other)


def notes(edit: Edit, current: State, outcome: Meeting, stamp: Stamp, version: int) -> list[Note]:
    """Write the history of a merged change: both sides of it, the losing one too."""
    kind = KINDS[edit.kind]
    mine = clean(kind, edit.fields)
    found: list[Note] = []
    for name, value in mine.items():
        standing = current.fields.get(name)
        if name in outcome.disputed:
            found.append(Note(edit.record, version, name, stamp, "disputed", standing, value))
            continue
        if name not in outcome.changed:
            continue
        become = outcome.changed[name]
        if not same(become, value):
            was = edit.was.get(name)
            found.append(Note(edit.record, version, name, stamp, "typed", was, value))
        how = "merged" if name in outcome.met else "typed"
        found.append(Note(edit.record, version, name, stamp, how, standing, become))
    return found


def disputes(
    edit: Edit, current: State, names: tuple[str, ...], ledger: Ledger
) -> tuple[FieldDispute, ...]:
    """Return each disputed field with all its sides, and who wrote the other one."""
    mine = clean(KINDS[edit.kind], edit.fields)
    found: list[FieldDispute] = []
    for name in names:
        stamp = ledger.last_written(edit.record, name) or current.envelope.updated
        found.append(
            FieldDispute(
                name,
                edit.was.get(name),
                mine[name],
                current.fields.get(name),
                stamp.by,
                stamp.at,
            )
        )
    return tuple(found)


def audience(edit: Edit, current: State) -> Audience:
    """Return the audience after the edit; of two that did not know of each other, the narrower."""
    standing = current.envelope.audience
    if edit.audience is None:
        return standing
    seen = edit.was.get("audience", standing)
    return edit.audience if seen == standing else narrower(standing, edit.audience)
