"""What a person must have agreed to before a record may say it: asked once a group was done."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from desk_app.contract.messages import Verdict
from desk_app.domain.consent import allows
from desk_app.domain.edits import Edit
from desk_app.domain.records import Stamp
from desk_app.domain.rules import Asked, consent_needed
from desk_app.ministry.ledger import Ledger
from desk_app.ministry.values import State
from desk_app.ministry.visibility import heard


def unagreed(
    ledger: Ledger,
    edits: Collection[Edit],
    before: Mapping[UUID, State | None],
    stamp: Callable[[Edit], Stamp],
) -> Verdict | None:
    """Refuse the first edit of a group that names a person to firms who has not agreed to it.

    An answer noted by the same group counts, wherever in it; consent is judged by the day the
    edit was typed. A record that a restored ministry lost is handed back as it was.
    """
    for edit in edits:
        after = ledger.get(edit.record)
        handed_back = edit.operation == "create" and edit.base > 0
        if after is None or after.erased or handed_back:
            continue
        was = before[edit.record]
        asked = consent_needed(after.kind, {} if was is None else was.fields, after.fields)
        if asked is None:
            continue
        person, answers = _answers(ledger, asked)
        said = [] if person is None else heard(person, answers)
        if not allows(said, asked.purpose, stamp(edit).at.date()):
            return Verdict(edit.id, "refused", reason="not-agreed", field=asked.field)
    return None


def _answers(ledger: Ledger, asked: Asked) -> tuple[State | None, list[State]]:
    """Return the person, or whom that one was merged into, and the answers of all of them."""
    person = ledger.get(asked.person)
    seen: set[UUID] = set()
    while person is not None and person.into is not None and person.id not in seen:
        seen.add(person.id)
        person = ledger.get(person.into)
    if person is None or person.erased:
        return None, []
    family = {person.id}
    while more := {s.id for s in ledger.all() if s.kind == "person" and s.into in family} - family:
        family |= more
    return person, [state for id_ in sorted(family) for state in ledger.about(id_)]
