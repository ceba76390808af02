"""Proposals with what was replied to them, read in one piece of work on the store lane."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.proposal import PROPOSAL_STATES, Proposal, Question, Reply
from desk_app.domain.records import Record
from desk_app.ui.country.reading import Asked, newest_reply
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every, only, pointing

ORDER = ("returned", "draft", "submitted", "acknowledged", "accepted", "closed")
"""States in the order they want something of the officer."""


class Entry(Struct, frozen=True):
    """A proposal and the replies to it, the oldest first."""

    proposal: Record[Proposal]
    replies: tuple[Record[Reply], ...]


class Correspondence(Struct, frozen=True):
    """All that goes between the desk and the ministry beside the exchange."""

    entries: tuple[Entry, ...]
    questions: tuple[Asked, ...]

    def in_state(self, state: str) -> tuple[Entry, ...]:
        """Return the proposals in one state, those with the nearest deadline first."""
        found = (e for e in self.entries if e.proposal.content.state == state)
        return tuple(sorted(found, key=lambda e: e.proposal.content.deadline or date.max))


def correspondence(desk: DeskStore) -> Correspondence:
    """Read all proposals and questions."""
    proposals, questions = every(desk, Proposal), every(desk, Question)
    replies = pointing(desk, [r.id for r in (*proposals, *questions)], Reply)
    return Correspondence(
        entries=tuple(Entry(r, _to(r.id, replies)) for r in proposals),
        questions=tuple(Asked(r, newest_reply(r.id, replies)) for r in questions),
    )


def entry(desk: DeskStore, id: UUID) -> Entry:
    """Read one proposal.

    Raises:
        NoSuchRecord: it is not here.

    """
    (found,) = only([desk.record(id)], Proposal)
    return Entry(found, _to(id, pointing(desk, [id], Reply)))


def _to(id: UUID, replies: Iterable[Record[Reply]]) -> tuple[Record[Reply], ...]:
    found = (r for r in replies if r.content.about == id)
    return tuple(sorted(found, key=lambda r: (r.content.on or date.min, r.id)))


STATES = {choice.code: choice for choice in PROPOSAL_STATES}
