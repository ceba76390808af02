"""Reading and writing records, their history and their departures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from desk_app.domain.records import Audience, Envelope, Stamp
from desk_app.domain.values import Plain
from desk_app.ministry.store.models import (
    DepartureRow,
    HistoryRow,
    RecordRow,
    ServerRow,
    VerdictRow,
)
from desk_app.ministry.values import Departure, Note, Standing, State
from desk_app.ministry.visibility import Scope

_CHUNK = 500
"""How many identifiers one statement names."""

_TEXTS = 60
"""How many texts one statement looks for."""

_fields = msgspec.json.Decoder(Plain)
_envelope = msgspec.json.Decoder(Envelope)
_value = msgspec.json.Decoder()


def standing(session: Session) -> Standing:
    """Return the ministry's own standing, as of the moment this session sees."""
    row = session.execute(
        select(ServerRow.epoch, ServerRow.secret, ServerRow.seq, ServerRow.swept)
    ).one()
    return Standing(*row)


def put_standing(session: Session, now: Standing) -> None:
    """Write the counter, epoch and day of the last sweep."""
    session.execute(update(ServerRow).values(epoch=now.epoch, seq=now.seq, swept=now.swept))


def states(session: Session, ids: Iterable[UUID]) -> dict[UUID, State]:
    """Return the records with these identifiers that there are."""
    found: dict[UUID, State] = {}
    for some in _chunks(ids):
        for state in _read(session, _STATE.where(RecordRow.id.in_(some))):
            found[state.id] = state
    return found


def about(session: Session, persons: Iterable[UUID]) -> dict[UUID, State]:
    """Return every record whose view depends on the consent of one of `persons`."""
    found: dict[UUID, State] = {}
    for some in _chunks(persons):
        for state in _read(session, _STATE.where(RecordRow.person.in_(some))):
            found[state.id] = state
    return found


def lapsed(session: Session, since: date, today: date) -> set[UUID]:
    """Return the persons of consents that ran out on a day from `since` on, before `today`."""
    query = select(RecordRow.person).where(RecordRow.lapses >= since, RecordRow.lapses < today)
    return {person for person in session.scalars(query) if person is not None}


def of_kind(session: Session, kind: str) -> list[State]:
    """Return all records of a kind, the erased ones left out."""
    query = _STATE.where(RecordRow.kind == kind, RecordRow.erased.is_(False))
    return list(_read(session, query.order_by(RecordRow.version)))


def holding(session: Session, kind: str, texts: Iterable[str]) -> list[State]:
    """Return the records of a kind whose fields hold one of `texts` anywhere, in any case.

    Without texts: all of the kind. One pass over the kind for some dozen texts.
    """
    query = _STATE.where(RecordRow.kind == kind, RecordRow.erased.is_(False))
    wanted = sorted({_written(text) for text in texts})
    if not wanted:
        return list(_read(session, query))
    found: dict[UUID, State] = {}
    for start in range(0, len(wanted), _TEXTS):
        some = wanted[start : start + _TEXTS]
        held = or_(*(func.lower(RecordRow.fields).contains(one, autoescape=True) for one in some))
        found |= {state.id: state for state in _read(session, query.where(held))}
    return list(found.values())


def _written(text: str) -> str:
    """Return a text as the fields' JSON has it, letters beyond ASCII in the case they have."""
    inside = _text(text)[1:-1]
    return "".join(letter.lower() if letter.isascii() else letter for letter in inside)


def seen(session: Session, scope: Scope) -> Iterator[State]:
    """Yield everything in view."""
    return _read(session, _STATE.where(_in_view(scope), RecordRow.erased.is_(False)))


def changed(session: Session, scope: Scope, after: int, limit: int) -> list[State]:
    """Return the first `limit` records in view with a number above `after`, lowest first."""
    query = (
        _STATE.where(RecordRow.version > after, RecordRow.erased.is_(False), _in_view(scope))
        .order_by(RecordRow.version)
        .limit(limit)
    )
    return list(_read(session, query))


def departed(session: Session, scope: Scope, after: int, limit: int) -> list[Departure]:
    """Return the first `limit` departures from view above `after` that were not undone since."""
    was_in_view = _in_view(scope, DepartureRow)
    is_in_view = and_(_in_view(scope), RecordRow.erased.is_(False))
    query = (
        select(
            *(DepartureRow.seq, DepartureRow.record, DepartureRow.kind),
            *(DepartureRow.owner, DepartureRow.reach, DepartureRow.why),
        )
        .outerjoin(RecordRow, RecordRow.id == DepartureRow.record)
        .where(DepartureRow.seq > after, was_in_view, ~func.coalesce(is_in_view, False))
        .order_by(DepartureRow.seq)
        .limit(limit)
    )
    return [_departure(*row) for row in session.execute(query)]


def departures_since(session: Session, after: int) -> bool:
    """Tell whether any record left anybody's view after number `after`."""
    return bool(
        session.scalar(select(select(DepartureRow).where(DepartureRow.seq > after).exists()))
    )


def put(session: Session, new: Sequence[State], changed: Sequence[State]) -> None:
    """Write records that were not there, and the newest states of those that were."""
    if new:
        session.execute(insert(RecordRow), [_row(state) for state in new])
    if changed:
        session.execute(update(RecordRow), [_row(state) for state in changed])


def put_notes(session: Session, notes: Sequence[Note]) -> None:
    """Add lines of history."""
    if notes:
        session.execute(insert(HistoryRow), [_line(note) for note in notes])


def put_departures(session: Session, departures: Sequence[Departure]) -> None:
    """Note what left whose view."""
    if departures:
        rows = [msgspec.structs.asdict(departure) for departure in departures]
        session.execute(insert(DepartureRow), rows)


def history(session: Session, record: UUID, field: str | None = None) -> list[Note]:
    """Return a record's history, or one field's, newest first."""
    query = select(
        *(HistoryRow.record, HistoryRow.version, HistoryRow.field, HistoryRow.at),
        *(HistoryRow.by, HistoryRow.device, HistoryRow.how),
        *(HistoryRow.before, HistoryRow.after),
    ).where(HistoryRow.record == record)
    if field is not None:
        query = query.where(HistoryRow.field == field)
    return [_note(*row) for row in session.execute(query.order_by(HistoryRow.id.desc()))]


def forget_content(session: Session, records: Iterable[UUID]) -> None:
    """Drop what history and answered edits say of erased records."""
    for some in _chunks(records):
        session.execute(delete(HistoryRow).where(HistoryRow.record.in_(some)))
        session.execute(update(VerdictRow).where(VerdictRow.record.in_(some)).values(answer=""))


_STATE = select(
    *(RecordRow.id, RecordRow.kind, RecordRow.version, RecordRow.envelope),
    *(RecordRow.fields, RecordRow.reach, RecordRow.erased),
)


def _read(
    session: Session, query: Select[UUID, str, int, str, str, Audience, bool]
) -> Iterator[State]:
    for id_, kind, version, envelope, fields, reach, erased in session.execute(query):
        known, plain = _envelope.decode(envelope), _fields.decode(fields)
        yield State(id_, kind, version, known, plain, reach, erased)


def _in_view(
    scope: Scope, of: type[RecordRow] | type[DepartureRow] = RecordRow
) -> ColumnElement[bool]:
    """`Scope.sees`, as SQL.

    A case, not an alternative: a planner that looked for each half by itself would sort every
    record in view to find the first few by number.
    """
    far = of.reach.in_(("all", "ministry")) if scope.everywhere else of.reach == "all"
    ministrys = and_(of.owner.is_(None), literal(value=scope.everywhere))
    return case((far, True), (of.owner == scope.mission, True), (ministrys, True), else_=False)


def _row(state: State) -> dict[str, Any]:
    return {
        "id": state.id,
        "kind": state.kind,
        "owner": state.owner,
        "reach": state.reach,
        "person": state.person,
        "lapses": state.lapses,
        "version": state.version,
        "erased": state.erased,
        "envelope": _text(state.envelope),
        "fields": _text(state.fields),
    }


def _line(note: Note) -> dict[str, Any]:
    return {
        "record": note.record,
        "version": note.version,
        "field": note.field,
        "at": note.stamp.at,
        "by": note.stamp.by,
        "device": note.stamp.device,
        "how": note.how,
        "before": _text(note.before),
        "after": _text(note.after),
    }


def _note(
    record: UUID,
    version: int,
    field: str,
    at: Any,
    by: str,
    device: str,
    how: str,
    before: str,
    after: str,
) -> Note:
    was, became = _value.decode(before), _value.decode(after)
    return Note(record, version, field, Stamp(at, by, device), how, was, became)


def _departure(
    seq: int,
    record: UUID,
    kind: str,
    owner: UUID | None,
    reach: Audience,
    why: Literal["left", "erased"],
) -> Departure:
    return Departure(seq, record, kind, owner, reach, why)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    every = list(dict.fromkeys(ids))
    for start in range(0, len(every), _CHUNK):
        yield every[start : start + _CHUNK]
