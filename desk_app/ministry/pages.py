"""A page of changes after a cursor."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.contract.messages import Change, Forget
from desk_app.ministry.values import Departure, State

PAGE_BYTES = 4 * 1024 * 1024
"""An answer stays well under what a desk reads."""


class Page(Struct, frozen=True):
    """What a desk has to hear next; everything up to number `upto` is in it or before it."""

    changes: tuple[Change, ...]
    forgets: tuple[Forget, ...]
    upto: int
    more: bool


def page(changed: Sequence[State], left: Sequence[Departure], limit: int, newest: int) -> Page:
    """Cut the first `limit` of what changed and what left, in the order of their numbers.

    Both come lowest number first and hold one more than `limit` where there is more.
    """
    news: list[State | Departure] = sorted([*changed, *left], key=_number)
    fits = _fitting(news[:limit])
    more = fits < len(news)
    told = news[:fits]
    return Page(
        tuple(state.change() for state in told if isinstance(state, State)),
        forgets(item for item in told if isinstance(item, Departure)),
        _number(told[-1]) if more else newest,
        more,
    )


def forgets(left: Iterable[Departure]) -> tuple[Forget, ...]:
    """Say each record that left once, with its last reason."""
    last: dict[UUID, Forget] = {}
    for gone in left:
        last[gone.record] = Forget(gone.record, gone.kind, gone.seq, gone.why)
    return tuple(last.values())


def _number(item: State | Departure) -> int:
    return item.version if isinstance(item, State) else item.seq


def _fitting(news: Sequence[State | Departure]) -> int:
    """How many of `news` one answer carries; at least one."""
    size = 0
    for index, item in enumerate(news):
        size += len(msgspec.json.encode(item))
        if size > PAGE_BYTES and index:
            return index
    return len(news)
