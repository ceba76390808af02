"""What a person must have agreed to before a record may say it: asked when records are kept."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from desk_app.domain.consent import allows
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import KINDS, Consent
from desk_app.domain.rules import Asked, consent_needed
from desk_app.store import rows, survivors
from desk_app.store.connecting import Driver
from desk_app.store.planning import Done
from desk_app.store.rows import IDS, ids_parameter


def expect_agreed(raw: Driver, done: Iterable[Done], today: date) -> None:
    """Refuse what names a person to firms who has not agreed to it.

    The records are written already: an answer noted by the same act counts.

    Raises:
        WrongInput: somebody has not agreed; the transaction must not be committed.
    """
    for one in done:
        if one.after is None:
            continue
        before = {} if one.before is None else one.before.fields
        asked = consent_needed(one.after.kind, before, one.after.fields)
        if asked is not None and not allows(_answers(raw, asked), asked.purpose, today):
            raise WrongInput(
                "{name} has not agreed to be named to firms. Note their answer first. "
                "Nothing was saved.",
                name=_title(raw, asked.person),
            )


def _answers(raw: Driver, asked: Asked) -> list[Consent]:
    """Return what the person said, and what was said under records merged into theirs.

    As at the ministry, the person's own mission hears a yes; a no counts whoever heard it.
    """
    person = survivors.standing(raw, [asked.person]).get(asked.person, asked.person)
    family = survivors.families(raw, [person])
    owners = {kept.envelope.owner for kept in rows.fetch(raw, [person]).values()}
    found = rows.select(raw, "consent", f"t.person IN {IDS}", (ids_parameter(family),))
    contents = [
        (kept.envelope.owner in owners, KINDS["consent"].read(kept.fields))
        for kept in found
        if kept.envelope.archived is None
    ]
    return [
        content
        for own, content in contents
        if isinstance(content, Consent) and (own or content.answer != "agreed")
    ]


def _title(raw: Driver, person: UUID) -> str:
    found = raw.execute("SELECT title FROM entry WHERE id = ?", (person.bytes,)).fetchone()
    return str(found[0]) if found else "?"
