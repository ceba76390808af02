"""What the exchange page shows, read in one piece of work on the store lane."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from msgspec import Struct

from desk_app.domain.edits import Edit
from desk_app.domain.kinds import KINDS
from desk_app.domain.titles import linked
from desk_app.domain.values import Plain
from desk_app.store.values import Dispute, Refusal, Standing
from desk_app.ui.desk import DeskStore

SHOWN = 12
"""How many waiting changes are named; the others are a number."""


class Board(Struct, frozen=True):
    """Where the desk stands, and what has to be decided; `names` titles records by identifier."""

    standing: Standing
    disputes: tuple[Dispute, ...]
    refusals: tuple[Refusal, ...]
    waiting: tuple[Edit, ...]
    names: dict[str, str]


def board(desk: DeskStore) -> Board:
    """Read the page."""
    disputes, refusals, waiting = desk.disputes(), desk.refusals(), desk.waiting()
    wanted = {edit.record for edit in waiting[-SHOWN:]} | {dispute.record for dispute in disputes}
    for dispute in disputes:
        for side in (dispute.base, dispute.mine, dispute.theirs):
            wanted |= _links(dispute.kind, {dispute.field: side})
    for refusal in refusals:
        wanted |= _links(refusal.kind, refusal.fields)
    titles = desk.titles(wanted)
    names = {str(id): title for id, title in titles.items()}
    return Board(desk.standing(), disputes, refusals, waiting, names)


def _links(kind: str, fields: Plain) -> set[UUID]:
    return {id for _field, id in linked(KINDS[kind], fields)} if kind in KINDS else set()


def newest(edits: Iterable[Edit]) -> list[Edit]:
    """Return the changes to name, newest first."""
    return list(reversed(list(edits)[-SHOWN:]))


def both_texts(mine: str, theirs: str) -> str:
    """Return a text with every line of either side, to be edited by an officer."""
    from difflib import SequenceMatcher

    ours, others = mine.splitlines(), theirs.splitlines()
    lines: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
        lines += ours[a:b] if tag == "equal" else [*ours[a:b], *others[c:d]]
    return "\n".join(lines)


def items_of(*sides: Any) -> list[Any]:
    """Return every item of the given sets once, in the order met."""
    found: list[Any] = []
    for side in sides:
        found += [item for item in side or () if item not in found]
    return found
