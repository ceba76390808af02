"""What a write does to everybody's view, once the edits have been decided."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from desk_app.domain.merging import survivors
from desk_app.ministry.ledger import Ledger
from desk_app.ministry.values import Departure, State
from desk_app.ministry.visibility import is_wider, reach


def settle(ledger: Ledger, today: date) -> list[Departure]:
    """Give every record here its reach, and return what left somebody's view.

    The ledger must hold everything about each person it speaks of, and about those merged into
    one: what one of them said counts for all. A record that more people see
    than before gets a new number, so that it travels to them however old it is.
    """
    every = list(ledger.all())
    stands = survivors({s.id: s.into for s in every if s.kind == "person" and s.into is not None})
    consents: dict[UUID, list[State]] = defaultdict(list)
    for state in every:
        if state.consent is not None and state.person is not None:
            consents[stands.get(state.person, state.person)].append(state)
    for state in every:
        if state.erased:
            continue
        person = None if state.person is None else stands.get(state.person, state.person)
        heard = [] if person is None else consents[person]
        _reach(ledger, state, person, heard, today)
    return [departure for state in ledger.touched() for departure in _departures(ledger, state)]


def _reach(
    ledger: Ledger, state: State, about: UUID | None, consents: Sequence[State], today: date
) -> None:
    person = None if about is None else ledger.get(about)
    now = reach(state, person, consents, today)
    if now == state.reach:
        return
    before = ledger.was(state.id)
    moved = msgspec.structs.replace(state, reach=now)
    if before is None or before.version != state.version or not is_wider(now, before.reach):
        ledger.put(moved)
    else:
        ledger.bump(moved)


def _departures(ledger: Ledger, state: State) -> list[Departure]:
    before = ledger.was(state.id)
    if before is None or before.erased:
        return []
    narrowed = is_wider(before.reach, state.reach)
    if not (state.erased or state.owner != before.owner or narrowed):
        return []
    seq = ledger.next() if state.version == before.version else state.version
    gone = Departure(seq, state.id, state.kind, before.owner, before.reach)
    return [msgspec.structs.replace(gone, why="erased") if state.erased else gone]
