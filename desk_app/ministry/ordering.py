"""The order of a snapshot: what an officer needs first comes first."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from desk_app.domain.registry import KINDS
from desk_app.ministry.values import State

SOON = timedelta(days=8)
"""From this morning to the end of the seventh day."""


def ordered(states: Iterable[State], now: datetime) -> list[State]:
    """Sort: reference data, the meetings of the week with all around them, then the rest."""
    every = list(states)
    soon = _around([state for state in every if _is_soon(state, now)], every)

    def rank(state: State) -> tuple[int, int, UUID]:
        kind = KINDS[state.kind]
        step = 0 if kind.reference else 1 if state.id in soon else 2
        return step, kind.number, state.id

    return sorted((state for state in every if state.kind in KINDS), key=rank)


def _is_soon(state: State, now: datetime) -> bool:
    if state.kind != "meeting" or state.envelope.archived is not None:
        return False
    try:
        when = datetime.fromisoformat(str(state.fields.get("when")))
    except ValueError:
        return False
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return when.tzinfo is not None and today <= when < today + SOON


def _around(meetings: Sequence[State], every: Sequence[State]) -> set[UUID]:
    """The meetings, what they name, what tells about those persons, and what those name."""
    found = {state.id for state in meetings} | _named(meetings)
    near = [
        s for s in every if s.person in found or (s.kind == "demand_line" and _named([s]) & found)
    ]
    return found | {state.id for state in near} | _named(near)


def _named(states: Iterable[State]) -> set[UUID]:
    found: set[UUID] = set()
    for state in states:
        for name in KINDS[state.kind].links() if state.kind in KINDS else ():
            found |= _identifiers(state.fields.get(name))
    return found


def _identifiers(value: Any) -> set[UUID]:
    texts = value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]  # JSON
    found: set[UUID] = set()
    for text in texts:  # pyright: ignore[reportUnknownVariableType]  # JSON
        try:
            found.add(UUID(str(text)))  # pyright: ignore[reportUnknownArgumentType]  # JSON
        except ValueError:
            continue
    return found
