"""What the page of a country shows, read in one piece of work on the store lane."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.domain.kinds.demand import Demand
from desk_app.domain.kinds.dossier import Strategy
from desk_app.domain.kinds.fact import Fact
from desk_app.domain.kinds.firm import Firm
from desk_app.domain.kinds.proposal import Question, Reply
from desk_app.domain.kinds.reference import Country
from desk_app.domain.kinds.result import Win
from desk_app.domain.records import Record
from desk_app.store.values import Filter
from desk_app.ui.desk import DeskStore
from desk_app.ui.fetching import every, names_in, pointing

COUNTED = ("firm", "hub", "person", "opening")
"""Kinds whose records in the country are counted."""


class Asked(Struct, frozen=True):
    """A question to the ministry about something, and the newest reply to it."""

    question: Record[Question]
    reply: Record[Reply] | None = None


class Land(Struct, frozen=True):
    """One country: what is known of it, what is wanted of it, what came of it.

    `id` is the country's own record. `countries` are those something is known of. `asked` tells
    the newest question about a fact or a strategy. `names` are titles by identifier, as text.
    """

    code: str
    id: UUID | None
    countries: tuple[str, ...]
    counts: dict[str, int]
    facts: tuple[Record[Fact], ...]
    strategies: tuple[Record[Strategy], ...]
    asked: dict[UUID, Asked]
    live: tuple[Record[Demand], ...]
    lost: tuple[Record[Demand], ...]
    wins: tuple[Record[Win], ...]
    names: dict[str, str]


def land(desk: DeskStore, code: str) -> Land:
    """Read the page of country `code`."""
    facts = every(desk, Fact)
    here = [r for r in facts if r.content.country == code]
    plans = [r for r in every(desk, Strategy) if r.content.country in (code, "")]
    clients = {r.id for r in every(desk, Firm) if r.content.country == code}
    demands = every(desk, Demand)
    live = [
        r
        for r in demands
        if r.content.client in clients and r.content.stage not in ("won", "lost")
    ]
    lost = [r for r in demands if _lost(r.content, code, clients)]
    wins = [r for r in every(desk, Win) if r.content.client in clients]
    return Land(
        code=code,
        id=next((r.id for r in every(desk, Country) if r.content.code == code), None),
        countries=tuple(sorted({r.content.country for r in facts} | {code, "BD"} - {""})),
        counts={
            kind: desk.count(kind, only=Filter(values={"country": (code,)})) for kind in COUNTED
        },
        facts=tuple(here),
        strategies=tuple(plans),
        asked=asked_about(desk, [r.id for r in here] + [r.id for r in plans]),
        live=tuple(live),
        lost=tuple(lost),
        wins=tuple(wins),
        names=names_in(desk, (*live, *lost, *wins)),
    )


def _lost(demand: Demand, code: str, clients: set[UUID]) -> bool:
    """Tell whether a demand was lost here, or to here."""
    return demand.stage == "lost" and (demand.client in clients or demand.lost_to == code)


def asked_about(desk: DeskStore, ids: Iterable[UUID]) -> dict[UUID, Asked]:
    """Return the newest question about each of `ids` that was asked about."""
    questions = pointing(desk, ids, Question)
    replies = pointing(desk, [r.id for r in questions], Reply)
    newest: dict[UUID, Asked] = {}
    for question in sorted(questions, key=lambda r: (r.content.on or date.min, r.id)):
        about = question.content.about
        if about is not None:
            newest[about] = Asked(question, newest_reply(question.id, replies))
    return newest


def newest_reply(to: UUID, replies: Iterable[Record[Reply]]) -> Record[Reply] | None:
    """Return the newest of `replies` to a question or proposal."""
    found = (r for r in replies if r.content.about == to)
    return max(found, key=lambda r: (r.content.on or date.min, r.id), default=None)
