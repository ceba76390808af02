"""Reading a ledger before a write, and writing it down after."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from desk_app.domain.edits import Edit
from desk_app.domain.records import Stamp
from desk_app.domain.rules import consent_needed
from desk_app.ministry.ledger import Ledger
from desk_app.ministry.store import records, snapshots, tallies
from desk_app.ministry.values import Departure, Standing, State


def read_ledger(session: Session, seq: int, edits: Iterable[Edit]) -> Ledger:
    """Read the records that `edits` are about, and all that an erasure takes along."""
    every = list(edits)
    ledger = Ledger(
        records.states(session, (edit.record for edit in every)),
        seq,
        lambda record, field: last_written(session, record, field),
    )
    _add_survivors(session, ledger, {edit.into for edit in every if edit.into is not None})
    erased = {edit.record for edit in every if edit.operation == "erase"}
    _add_about(session, ledger, erased | _asked(every, ledger))
    return ledger


def _asked(edits: Iterable[Edit], ledger: Ledger) -> set[UUID]:
    """Return whose consent edits may need: of whom they say, or the record says already."""
    found: set[UUID] = set()
    for edit in edits:
        state = ledger.get(edit.record)
        fields = ({} if state is None else state.fields) | edit.fields
        asked = consent_needed(edit.kind, {}, fields)
        found |= {asked.person} if asked is not None else set()
    return found


def _add_survivors(session: Session, ledger: Ledger, ids: set[UUID]) -> None:
    """Read who stands for whom, to the end, so that nobody is merged in a circle."""
    while ids:
        ledger.add(records.states(session, ids))
        found = [ledger.get(id_) for id_ in ids]
        further = {state.into for state in found if state is not None}
        ids = {id_ for id_ in further if id_ is not None and ledger.get(id_) is None}


def _add_about(session: Session, ledger: Ledger, persons: set[UUID]) -> None:
    """Read everything about persons, and about those merged with them."""
    known: set[UUID] = set()
    while fresh := persons - known:
        known |= fresh
        ledger.add(records.about(session, fresh) | records.states(session, fresh))
        family = [s for s in ledger.all() if s.kind == "person" and {s.id, s.person} & fresh]
        persons = {id_ for s in family for id_ in (s.id, s.person) if id_ is not None}


def read_people(session: Session, ledger: Ledger) -> None:
    """Read everything about each person the ledger speaks of."""
    states: list[State | None] = []
    for state in ledger.all():
        states += [state, ledger.was(state.id)]
    persons = {state.person for state in states if state is not None}
    _add_about(session, ledger, {person for person in persons if person is not None})


def last_written(session: Session, record: UUID, field: str) -> Stamp | None:
    """Tell who last changed a field, as the history knows it."""
    notes = records.history(session, record, field)
    return next((note.stamp for note in notes if note.how != "disputed"), None)


def write_ledger(
    session: Session, standing: Standing, ledger: Ledger, left: Sequence[Departure], today: date
) -> bool:
    """Write what changed; tell whether content was erased."""
    touched = ledger.touched()
    was = {state.id: ledger.was(state.id) for state in touched}
    new = [state for state in touched if was[state.id] is None]
    old = [state for state in touched if was[state.id] is not None]
    erased = [departure.record for departure in left if departure.why == "erased"]
    records.forget_content(session, erased)
    records.put(session, new, old)
    tallies.count(session, [state for state in was.values() if state is not None], touched)
    gone = set(erased)
    records.put_notes(
        session, [n for n in ledger.notes if n.record not in gone or n.how == "erased"]
    )
    records.put_departures(session, left)
    if left:
        snapshots.forget_all(session)
    now = msgspec.structs.replace(standing, seq=ledger.seq, swept=max(today, standing.swept))
    records.put_standing(session, now)
    return bool(erased)
