"""How two changes of one record that did not know of each other become one.

Three-way merge by field, as each field's declaration says: sets by additions and removals, long
texts by line (diff3, Khanna, Kunal and Pierce 2007), everything else by whole value. What
cannot be merged is disputed and left to an officer; the other side's value stands meanwhile.
"""

from typing import Any

from msgspec import Struct

from desk_app.domain.fields import Field, Merge, Shape
from desk_app.domain.registry import Kind, usual
from desk_app.domain.values import Plain


class Merged(Struct, frozen=True):
    """The outcome: new values of changed fields, and the names that an officer must settle."""

    fields: Plain
    disputed: tuple[str, ...]


def merge(kind: Kind, base: Plain, mine: Plain, theirs: Plain) -> Merged:
    """Apply the changed fields `mine`, made on `base`, to the record that is now `theirs`.

    `base` and `mine` hold the changed fields only. Fields this program does not know are merged
    by whole value. A default that is written down and one that is not are the same.
    """
    defaults = usual(kind.content)
    kept: Plain = {}
    disputed: list[str] = []
    for name, value in mine.items():
        field = kind.fields.get(name)
        sides = (base.get(name), value, theirs.get(name))
        settled, agreed = merge_field(field, *(_told(v, defaults.get(name)) for v in sides))
        kept[name] = settled
        if not agreed:
            disputed.append(name)
    return Merged(kept, tuple(disputed))


def merge_field(field: Field | None, base: Any, mine: Any, theirs: Any) -> tuple[Any, bool]:
    """Return the merged value and whether the sides agree; `theirs` when they do not."""
    base, mine, theirs = (_blank_is_none(value) for value in (base, mine, theirs))
    if mine == theirs or theirs == base:
        return mine, True
    if mine == base:
        return theirs, True
    if field is not None and field.merge is Merge.SET:
        return _merge_sets(field, base, mine, theirs), True
    if field is not None and field.merge is Merge.LINES:
        return _merge_lines(base or "", mine or "", theirs or "")
    return theirs, False


def _told(value: Any, default: Any) -> Any:
    return None if value == default else value


def _blank_is_none(value: Any) -> Any:
    """A cleared field and one never filled are the same to an officer."""
    return None if value in ("", [], {}) else value


def _merge_sets(field: Field, base: Any, mine: Any, theirs: Any) -> list[Any]:
    was, ours, others = (_by_key(field, side) for side in (base, mine, theirs))
    merged = {key: item for key, item in others.items() if key in ours or key not in was}
    for key, item in ours.items():
        if key not in was or (key in others and item != was[key]):
            merged[key] = item
    return list(merged.values())


def _by_key(field: Field, items: list[Any] | None) -> dict[str, Any]:
    """A claim of a skill is replaced by a newer claim of the same skill; other items are atoms."""
    if field.shape is Shape.SKILLS:
        return {str(item["skill"]): item for item in items or ()}
    return {str(item): item for item in items or ()}


def _merge_lines(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    merged = three_way(base.splitlines(), mine.splitlines(), theirs.splitlines())
    return (theirs, False) if merged is None else ("\n".join(merged), True)


def three_way(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    """Merge two edits of a list of lines, or return None where they touch the same lines."""
    ours = _edits(base, mine)
    others = [edit for edit in _edits(base, theirs) if edit not in ours]
    if any(a[0] <= b[1] and b[0] <= a[1] for a in ours for b in others):
        return None
    out: list[str] = []
    at = 0
    for low, high, lines in sorted(ours + others):
        out += base[at:low] + lines
        at = high
    return out + base[at:]


def _edits(base: list[str], side: list[str]) -> list[tuple[int, int, list[str]]]:
    """List what `side` did to `base`: lines low to high became these."""
    from difflib import SequenceMatcher  # for long texts that both sides changed

    codes = SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
    return [(a, b, side[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
