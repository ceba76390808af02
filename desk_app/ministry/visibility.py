"""Who sees a record: decided here and nowhere else."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.consent import allows
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.records import Audience
from desk_app.domain.registry import KINDS
from desk_app.ministry.values import Role, State

_WIDTH: dict[Audience, int] = {"mission": 0, "ministry": 1, "all": 2}
_BY_WIDTH: tuple[Audience, ...] = ("mission", "ministry", "all")


class Scope(Struct, frozen=True):
    """What somebody may see: a mission's view, or the ministry's with `everywhere`."""

    mission: UUID
    everywhere: bool = False

    @property
    def key(self) -> str:
        """A name for the view; two scopes with one key see the same."""
        return "ministry" if self.everywhere else str(self.mission)

    def sees(self, owner: UUID | None, reach: Audience) -> bool:
        """Tell whether a record of `owner` that goes as far as `reach` is in view."""
        if reach == "all" or owner == self.mission:
            return True
        return self.everywhere and (reach == "ministry" or owner is None)


def scope_of(mission: UUID, role: Role) -> Scope:
    """Return the view of an officer of `mission` with that role."""
    return Scope(mission, everywhere=role in ("analyst", "publisher", "auditor"))


def narrower(one: Audience, other: Audience) -> Audience:
    """Return the smaller circle of the two."""
    return _BY_WIDTH[min(_WIDTH[one], _WIDTH[other])]


def is_wider(one: Audience, other: Audience) -> bool:
    """Tell whether `one` reaches people that `other` does not."""
    return _WIDTH[one] > _WIDTH[other]


def reach(state: State, person: State | None, consents: Iterable[State], today: date) -> Audience:
    """Return how far a record goes: its audience, as far as consent allows.

    What is known of a person goes to other missions only while the person agrees to that, and
    never further than the person's own record.

    Args:
        state: the record.
        person: the record of the person it is about (itself, for a person); None when it is not
            here, or when nobody's consent decides.
        consents: all consent records about that person.
        today: the day consents are judged by.
    """
    if KINDS[state.kind].reference:
        return "all"
    audience = state.envelope.audience
    if state.person is None:
        return audience
    if person is None or person.erased:
        return narrower(audience, "ministry")
    audience = narrower(audience, person.envelope.audience)
    if allows(heard(person, consents), "share_missions", today):
        return audience
    return narrower(audience, "ministry")


def heard(person: State, consents: Iterable[State]) -> list[Consent]:
    """Return the answers that count for a person.

    The person's own mission hears a yes; a no counts whoever heard it.
    """
    found: list[Consent] = []
    for state in consents:
        consent = None if state.envelope.archived else state.consent
        if consent and (state.owner == person.owner or consent.answer != "agreed"):
            found.append(consent)
    return found
