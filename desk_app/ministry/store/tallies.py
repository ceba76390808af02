"""Counts and sums from which digests are made."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from desk_app.contract.digest import digest, leaf
from desk_app.domain.records import Audience
from desk_app.ministry.store.models import TallyRow
from desk_app.ministry.values import MINISTRY, State
from desk_app.ministry.visibility import Scope

Place = tuple[UUID, Audience, str]


def count(session: Session, before: Iterable[State], after: Iterable[State]) -> None:
    """Take out the records as they were and put them in as they are."""
    moved: dict[Place, list[int]] = defaultdict(lambda: [0, 0])
    for sign, states in ((-1, before), (1, after)):
        for state in states:
            if not state.erased:
                entry = moved[state.owner or MINISTRY, state.reach, state.kind]
                entry[0] += sign
                entry[1] += sign * leaf(state.id, state.version)
    for place, (records, leaves) in moved.items():
        _move(session, place, records, leaves)


def _move(session: Session, place: Place, records: int, leaves: int) -> None:
    owner, reach, kind = place
    found = session.execute(
        update(TallyRow)
        .where(TallyRow.owner == owner, TallyRow.reach == reach, TallyRow.kind == kind)
        .values(records=TallyRow.records + records, leaves=TallyRow.leaves + leaves)
        .returning(TallyRow.records)
    )
    if found.first() is None:
        row = {"owner": owner, "reach": reach, "kind": kind, "records": records, "leaves": leaves}
        session.execute(insert(TallyRow), [row])


def digests(session: Session, scope: Scope) -> dict[str, str]:
    """Return, by kind, the digest of what is in view."""
    query = select(
        *(TallyRow.owner, TallyRow.reach, TallyRow.kind, TallyRow.records, TallyRow.leaves)
    )
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for owner, reach, kind, records, leaves in session.execute(query):
        if scope.sees(None if owner == MINISTRY else owner, reach):
            sums[kind][0] += records
            sums[kind][1] += leaves
    return {kind: digest(leaves, records) for kind, (records, leaves) in sums.items() if records}
