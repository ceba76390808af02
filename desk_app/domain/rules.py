"""What must hold between the fields of one record, and between its state before and after."""

from collections.abc import Callable, Iterator
from uuid import UUID

from msgspec import Struct

from desk_app.domain.consent import Purpose
from desk_app.domain.problems import FieldProblem
from desk_app.domain.values import Plain

Rule = Callable[[Plain, Plain], Iterator[FieldProblem]]
"""Compares the fields before (empty for a new record) with those after."""


def broken(kind: str, before: Plain, after: Plain) -> list[FieldProblem]:
    """List the rules of `kind` that a record going from `before` to `after` breaks.

    `before` is empty for a new record. Only what changes is judged: an old record that breaks
    a newer rule can still be corrected elsewhere.
    """
    rule = RULES.get(kind)
    return list(rule(before, after)) if rule else []


def _becomes(before: Plain, after: Plain, field: str, *values: str) -> bool:
    return after.get(field) in values and after.get(field) != before.get(field)


def _needed(after: Plain, *fields: str) -> Iterator[FieldProblem]:
    return (FieldProblem(field, "required") for field in fields if not after.get(field))


def _demand(before: Plain, after: Plain) -> Iterator[FieldProblem]:
    """A loss says why and to whom; a win is verified first."""
    if _becomes(before, after, "stage", "lost"):
        yield from _needed(after, "lost_reason", "lost_to", "would_have_won")
    if before and _becomes(before, after, "stage", "won") and before.get("stage") != "verify_win":
        yield FieldProblem("stage", "verify-first")


def _check(before: Plain, after: Plain) -> Iterator[FieldProblem]:
    """The second signature is another officer's."""
    del before
    if after.get("second") and after.get("second") == after.get("by"):
        yield FieldProblem("second", "other-officer")


def _win(before: Plain, after: Plain) -> Iterator[FieldProblem]:
    """A confirmation has a day and a name."""
    if _becomes(before, after, "confirmation", "card", "letter"):
        yield from _needed(after, "confirmed_on", "confirmed_by")


def _candidacy(before: Plain, after: Plain) -> Iterator[FieldProblem]:
    if _becomes(before, after, "stage", "closed"):
        yield from _needed(after, "closing")


NAMING = ("named", "interview", "offered", "hired")
"""The stages of a candidacy in which the employer knows who it is."""


class Asked(Struct, frozen=True):
    """Whose consent a change needs: without it `field` cannot be as it is."""

    person: UUID
    purpose: Purpose
    field: str


def consent_needed(kind: str, before: Plain, after: Plain) -> Asked | None:
    """Return whose consent a record going from `before` to `after` needs, if anybody's.

    `before` is empty for a new record. Only what changes asks: a person who was named and
    withdraws later is not un-named by it, but goes no further.
    """
    if kind != "candidacy" or after.get("stage") not in NAMING:
        return None
    if all(after.get(name) == before.get(name) for name in ("stage", "person")):
        return None
    try:
        return Asked(UUID(str(after.get("person"))), "share_firms", "stage")
    except ValueError:
        return None


RULES: dict[str, Rule] = {
    "demand": _demand,
    "check": _check,
    "win": _win,
    "candidacy": _candidacy,
}
"""The rules by kind; a new one costs a function and a line."""
