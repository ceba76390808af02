"""Merging two records into one, and taking a merge back: read, decide, then one act.

What a merge moved is not rewritten: readers follow a merged record to its survivor
(`desk_app.store.survivors`). Only what would then say the same twice is put away with it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from msgspec import Struct

from desk_app.domain.acts import Act, Archive, Change, Deed, Restore
from desk_app.domain.changes import Changes
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import (
    MERGED,
    TIED,
    Pick,
    Take,
    combined,
    filling,
    followed,
    narrower,
    picks,
    same_twice,
    taken_back,
)
from desk_app.domain.records import Merger, Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.titles import linked
from desk_app.domain.values import Plain
from desk_app.store.values import Desk

WHY = "The same as another record"


class Merging(Protocol):
    """What merging needs of a store."""

    @property
    def desk(self) -> Desk:
        """Who works here."""
        ...

    def record(self, id: UUID) -> Record[Content]:
        """Return one record."""
        ...

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return those of `ids` that are here."""
        ...

    def linked_records(
        self, ids: Iterable[UUID], kinds: tuple[str, ...] = ()
    ) -> list[Record[Content]]:
        """Return the records in use that point at any of `ids`."""
        ...

    def do(self, act: Act) -> Changes:
        """Write one act."""
        ...


class Preview(Struct, frozen=True):
    """What a merge would do.

    `fields` are the survivor's values that change; `follows` the records in use that point at
    the other one and will mean the survivor; `doubles` pairs those of them that say what another
    record says already with that one: (goes, stays).
    """

    keep: Record[Content]
    gone: Record[Content]
    picks: tuple[Pick, ...]
    fields: Plain
    follows: tuple[Record[Content], ...]
    doubles: tuple[tuple[UUID, UUID], ...]


class Unmerged(Struct, frozen=True):
    """What taking a merge back came to.

    `survivor` has those fields back that nobody changed since; `stay` names its fields that
    could not be told apart any more, `gone` counts what was put away with the merge and is not
    here any more. `links` counts the records that point at the record taken out again.
    """

    survivor: UUID
    changes: Changes
    stay: tuple[str, ...] = ()
    gone: int = 0
    links: int = 0


def preview(
    store: Merging, keep: UUID, gone: UUID, takes: Mapping[str, Take] | None = None
) -> Preview:
    """Tell what merging `gone` into `keep` would do; `takes` chooses fields against `picks`.

    Raises:
        WrongInput: the two cannot be merged.
        NoSuchRecord: one of them is not here.
    """
    one, other = store.record(keep), store.record(gone)
    _expect_mergeable(store, one, other)
    kind = KINDS[one.kind]
    fields = combined(kind, plain(one.content), plain(other.content), takes)
    pointing = tuple(store.linked_records([gone]))
    return Preview(
        one,
        other,
        picks(kind, plain(one.content), plain(other.content)),
        fields,
        pointing,
        _doubles(store, one, other, pointing),
    )


def merge(
    store: Merging, keep: UUID, gone: UUID, takes: Mapping[str, Take] | None = None
) -> Changes:
    """Merge `gone` into `keep` as one act; it can be undone, and taken back later.

    Raises:
        WrongInput, NoSuchRecord: as in `preview`; nothing was changed.
    """
    seen = preview(store, keep, gone, takes)
    deeds: list[Deed] = []
    for goes, stays in seen.doubles:
        deeds += _double(store, goes, stays)
    deeds += _deeds(seen)
    label = KINDS[seen.keep.kind].label.en
    return store.do(Act(tuple(deeds), f"Merge {label}"))


def _deeds(seen: Preview) -> list[Deed]:
    one, other = seen.keep.envelope.audience, seen.gone.envelope.audience
    narrow = narrower(one, other)
    before = plain(seen.keep.content)
    merger = Merger(
        was={name: before[name] for name in seen.fields if name in before},
        took=dict(seen.fields),  # a field that the merge cleared among them, as None
        doubles=tuple(goes for goes, _ in seen.doubles),
        audiences=(one, other) if one != other else (),
    )
    to_keep = seen.fields | ({"audience": narrow} if narrow != one else {})
    deeds: list[Deed] = [Change(seen.keep.id, to_keep)] if to_keep else []
    if narrow != other:
        deeds.append(Change(seen.gone.id, {"audience": narrow}))
    return [*deeds, Archive(seen.gone.id, WHY, seen.keep.id, merger)]


def _double(store: Merging, goes: UUID, stays: UUID) -> list[Deed]:
    """Put one of two records away that say the same; the other one gets what only it says."""
    found = store.records([goes, stays])
    if goes == stays or stays not in found:  # somebody tied to themselves
        return [Archive(goes, WHY)]
    mine, theirs = plain(found[stays].content), plain(found[goes].content)
    links = KINDS[found[stays].kind].links()
    took = {name: value for name, value in filling(mine, theirs).items() if name not in links}
    merger = Merger(took=took)
    change: list[Deed] = [Change(stays, took)] if took else []
    return [*change, Archive(goes, WHY, stays, merger)]


def _doubles(
    store: Merging,
    one: Record[Content],
    other: Record[Content],
    moving: tuple[Record[Content], ...],
) -> tuple[tuple[UUID, UUID], ...]:
    """Pair what would say the same twice once `other` means `one`: (goes, stays)."""
    stands = {str(other.id): str(one.id)}
    theirs = [r for r in store.linked_records([one.id], TIED) if r not in moving]
    pairs: list[tuple[UUID, UUID]] = []
    for name in TIED:
        some = [r for r in (*theirs, *moving) if r.kind == name and _ours(store, r)]
        said = [(r.id, followed(KINDS[name], plain(r.content), stands)) for r in some]
        loops = {id for id, fields in said if _to_itself(name, fields)}
        pairs += [(id, id) for id in sorted(loops)]
        rest = [(id, fields) for id, fields in said if id not in loops]
        pairs += [(goes, stays) for stays, goes in same_twice(rest)]
    moved = {record.id for record in moving}
    return tuple(pair for pair in pairs if moved & set(pair))


def _to_itself(kind: str, fields: Plain) -> bool:
    ends = [target for name, target in linked(KINDS[kind], fields) if name != "told_by"]
    return len(ends) != len(set(ends))


def _ours(store: Merging, record: Record[Content]) -> bool:
    """Tell whether this desk may change the record."""
    owner = record.envelope.owner
    return owner is None or owner == store.desk.mission or store.desk.role == "publisher"


def _expect_mergeable(store: Merging, one: Record[Content], other: Record[Content]) -> None:
    """Refuse what cannot be one.

    Raises:
        WrongInput: the two are of different kinds, one record, or not in use.
    """
    if one.id == other.id:
        raise WrongInput("A record cannot be merged with itself. Nothing was changed.")
    if one.kind != other.kind:
        raise WrongInput("Two records of different kinds are never one. Nothing was changed.")
    if one.kind not in MERGED:
        raise WrongInput("Only persons, firms and hubs can be merged. Nothing was changed.")
    if one.envelope.archived is not None or other.envelope.archived is not None:
        raise WrongInput(
            "One of the two is put away already. Take it back first. Nothing was changed."
        )
    if not (_ours(store, one) and _ours(store, other)):
        raise WrongInput(
            "One of the two belongs to another mission, which alone can merge it. "
            "Nothing was changed."
        )


def unmerge(store: Merging, gone: UUID) -> Unmerged:
    """Take a merged record out of its survivor again, as one act.

    The links go back to whom they were made to by themselves; what points at the survivor since
    stays there.

    Raises:
        WrongInput: the record was not merged.
        NoSuchRecord: it is not here.
    """
    record = store.record(gone)
    away = record.envelope.archived
    if away is None or away.into is None:
        raise WrongInput("This record was not merged into another one. Nothing was changed.")
    merger = away.merger or Merger()
    found = store.records([away.into, *merger.doubles])
    deeds: list[Deed] = [Restore(gone)]
    stay: tuple[str, ...] = ()
    survivor = found.get(away.into)
    if survivor is not None:
        back, stay = _back(record, survivor, merger)
        deeds += [Change(survivor.id, back)] if back else []
    if merger.audiences and merger.audiences[1] != record.envelope.audience:
        deeds.append(Change(gone, {"audience": merger.audiences[1]}))
    missing = 0
    for id in merger.doubles:
        double = found.get(id)
        if double is None or double.envelope.archived is None:
            missing += 1
        else:
            deeds += _double_back(store, double)
    links = len(store.linked_records([gone]))
    changes = store.do(Act(tuple(deeds), f"Take apart {KINDS[record.kind].label.en}"))
    return Unmerged(away.into, changes, stay, missing, links)


def _back(
    gone: Record[Content], survivor: Record[Content], merger: Merger
) -> tuple[dict[str, Any], tuple[str, ...]]:
    back, stay = taken_back(KINDS[gone.kind], merger, plain(survivor.content))
    if merger.audiences:
        narrow = narrower(*merger.audiences)
        if survivor.envelope.audience == narrow != merger.audiences[0]:
            back["audience"] = merger.audiences[0]
    return back, stay


def _double_back(store: Merging, double: Record[Content]) -> list[Deed]:
    away = double.envelope.archived
    deeds: list[Deed] = [Restore(double.id)]
    if away is None or away.into is None or away.merger is None:
        return deeds
    stays = store.records([away.into]).get(away.into)
    if stays is None:
        return deeds
    back, _ = taken_back(KINDS[double.kind], away.merger, plain(stays.content))
    return [Change(stays.id, back), *deeds] if back else deeds
