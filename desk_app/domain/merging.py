"""Two records that are one: what the surviving one takes, who stands for whom, and the way back.

A merged record is put away with `Archived.into`. Nothing that points at it is rewritten: whoever
reads follows it to the survivor, so that links made elsewhere meanwhile are followed as well,
and a merge taken back gives every link to whom it was made to.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from desk_app.domain.fields import Field, Merge, Shape
from desk_app.domain.merge import merge_field
from desk_app.domain.records import Audience, Merger
from desk_app.domain.registry import Kind
from desk_app.domain.values import Plain
from desk_app.domain.words import fold

Take = Literal["keep", "gone", "both"]
"""Whose value the survivor has: its own, the other one's, or both joined."""

MERGED = ("person", "firm", "hub")
"""The kinds an officer merges; positions and the like follow."""

TIED = ("position", "tie", "membership")
"""The kinds of which two that say the same become one when what they link is merged."""

_BY_WIDTH: tuple[Audience, ...] = ("mission", "ministry", "all")


class Pick(Struct, frozen=True):
    """A field that differs: both values, what may be taken, and what is taken unless said."""

    field: str
    keep: Any
    gone: Any
    may: tuple[Take, ...]
    take: Take


def picks(kind: Kind, keep: Plain, gone: Plain) -> tuple[Pick, ...]:
    """List the fields in which two records differ, in the order of the form.

    A blank is filled, sets are joined; of two values the survivor's stands until said otherwise.
    """
    return tuple(
        _pick(name, field, keep.get(name), gone.get(name))
        for name, field in kind.fields.items()
        if not _same(keep.get(name), gone.get(name))
    )


def _pick(name: str, field: Field, keep: Any, gone: Any) -> Pick:
    joins = field.merge in (Merge.SET, Merge.LINES) and not _blank(keep) and not _blank(gone)
    may: tuple[Take, ...] = ("keep", "gone", "both") if joins else ("keep", "gone")
    if _blank(gone):
        take: Take = "keep"
    elif _blank(keep) or (field.shape is Shape.YES_NO and gone is True):
        take = "gone"  # a yes such as "do not approach" is never lost by a merge
    else:
        take = "both" if joins else "keep"
    return Pick(name, keep, gone, may, take)


def combined(
    kind: Kind, keep: Plain, gone: Plain, takes: Mapping[str, Take] | None = None
) -> Plain:
    """Return the survivor's fields that change: None clears one.

    `takes` says what is not taken as `picks` proposes. A firm's other name is kept as one.
    """
    said = takes or {}
    chosen = {
        pick.field: _chosen(kind.fields[pick.field], pick, said.get(pick.field, pick.take))
        for pick in picks(kind, keep, gone)
    }
    changed = {n: v for n, v in chosen.items() if not _same(v, keep.get(n))}
    return changed | _other_name(kind, keep, gone, changed, said)


def _chosen(field: Field, pick: Pick, take: Take) -> Any:
    if take == "keep":
        return pick.keep
    if take == "gone":
        return pick.gone
    if field.merge is Merge.SET:
        return joined(field, pick.keep, pick.gone)
    return _one_text(str(pick.keep), str(pick.gone))


def _one_text(keep: str, gone: str) -> str:
    """Return a text with what only the other one says below it; no line stands twice."""
    known = {line.strip() for line in keep.splitlines()}
    new = [line for line in gone.splitlines() if line.strip() not in known or not line.strip()]
    more = "\n".join(new).strip()
    return f"{keep.rstrip()}\n\n{more}" if more else keep


def joined(field: Field, one: Any, other: Any) -> Any:
    """Return two sets as one: the first one's items, then those only the second has."""
    by_key = {_key(field, item): item for item in (*other, *one)}  # of two claims the first's
    order = dict.fromkeys(_key(field, item) for item in (*one, *other))
    return [by_key[key] for key in order]


def _key(field: Field, item: Any) -> str:
    return str(item["skill"] if field.shape is Shape.SKILLS else item)


def _other_name(
    kind: Kind, keep: Plain, gone: Plain, changed: Plain, said: Mapping[str, Take]
) -> Plain:
    """Keep the name that is not taken among a firm's other names, unless those were chosen."""
    if "other_names" not in kind.fields or "other_names" in said:
        return {}
    name = changed.get("name", keep.get("name"))
    others: list[str] = changed.get("other_names", keep.get("other_names")) or []
    known = {fold(str(text)) for text in [name, *others]}
    new = [n for n in (keep.get("name"), gone.get("name")) if n and fold(str(n)) not in known]
    return {"other_names": [*others, *new]} if new else {}


def narrower(one: Audience, other: Audience) -> Audience:
    """Return the smaller circle of the two: what few may see is not shown to more by a merge."""
    return one if _BY_WIDTH.index(one) <= _BY_WIDTH.index(other) else other


def says_the_same(one: Plain, other: Plain) -> bool:
    """Tell whether nothing in the one contradicts the other; blanks contradict nothing."""
    names = one.keys() | other.keys()
    return all(
        _blank(one.get(n)) or _blank(other.get(n)) or _alike(one[n], other[n]) for n in names
    )


def filling(one: Plain, other: Plain) -> Plain:
    """Return what `other` says and `one` leaves blank."""
    return {n: v for n, v in other.items() if not _blank(v) and _blank(one.get(n))}


def taken_back(kind: Kind, merger: Merger, now: Plain) -> tuple[Plain, tuple[str, ...]]:
    """Return the survivor's fields as they are without the merge, and those that stay.

    A field that was changed since keeps that change; where it cannot be told from what the merge
    brought, the field stays as it is and is named.
    """
    back: Plain = {}
    stay: list[str] = []
    for name, took in merger.took.items():
        value, agreed = merge_field(
            kind.fields.get(name), took, merger.was.get(name), now.get(name)
        )
        if not agreed:
            stay.append(name)
        elif not _same(value, now.get(name)):
            back[name] = value
    return back, tuple(stay)


def survivors(into: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """Return who stands for each merged record in the end.

    Where desks merged in a circle before they knew of each other, the one made first stands for
    all: every desk comes to the same.
    """
    found: dict[UUID, UUID] = {}
    for start in into:
        path: list[UUID] = []
        at = start
        while at in into and at not in found and at not in path:
            path.append(at)
            at = into[at]
        last = min(path[path.index(at) :]) if at in path else found.get(at, at)
        found |= dict.fromkeys(path, last)
    return {gone: last for gone, last in found.items() if gone != last}


def followed(kind: Kind, fields: Plain, stands: Mapping[str, str]) -> Plain:
    """Return `fields` with every link to a merged record leading to its survivor.

    `stands` maps identifiers as text.
    """
    changed: Plain = {}
    for name in kind.links():
        value = fields.get(name)
        if isinstance(value, list):
            links: list[str] = value  # pyright: ignore[reportUnknownVariableType]  # JSON
            if any(link in stands for link in links):
                changed[name] = list(dict.fromkeys(stands.get(link, link) for link in links))
        elif isinstance(value, str) and value in stands:
            changed[name] = stands[value]
    return {**fields, **changed} if changed else fields


def same_twice(records: Iterable[tuple[UUID, Plain]]) -> list[tuple[UUID, UUID]]:
    """Pair records of one kind that say the same: (stays, goes), in the order given."""
    kept: list[tuple[UUID, Plain]] = []
    pairs: list[tuple[UUID, UUID]] = []
    for id, fields in records:
        twin = next((other for other, said in kept if says_the_same(said, fields)), None)
        if twin is None:
            kept.append((id, fields))
        else:
            pairs.append((twin, id))
            kept = [(k, f | filling(f, fields) if k == twin else f) for k, f in kept]
    return pairs


def _blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _same(one: Any, other: Any) -> bool:
    return (None if _blank(one) else one) == (None if _blank(other) else other)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return fold(one).strip() == fold(other).strip()
    return bool(one == other)
