"""The courtesy light: a mission is told which others already speak with a firm it knows.

Told are who and since when, by the months of meetings that were held; nothing of what was said.
What a mission keeps to itself, firm or meeting, does not count. Two records are the same firm
when they share a registration number, a web site, or a name within one country.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from desk_app.domain.edits import Edit
from desk_app.domain.ids import uuid7
from desk_app.domain.words import fold
from desk_app.ministry.store import records
from desk_app.ministry.store.database import Database, Transaction
from desk_app.ministry.taking import ministry_itself, take
from desk_app.ministry.values import State

FIELD = "spoken_by"
_FEW = 20
"""So many firms are looked for one by one; for more, all firms are read once."""

_Since = Mapping[UUID, str]
"""The month of the first meeting, by mission."""


def tell(
    database: Database, edits: Sequence[Edit], now: datetime, random: Callable[[int], bytes]
) -> None:
    """After `edits` were taken, say anew who speaks with the firms that they concern."""
    firms = {edit.record for edit in edits if edit.kind == "firm"}
    meetings = {edit.record for edit in edits if edit.kind == "meeting"}
    if not firms and not meetings:
        return
    with database.read() as session:
        firms |= _met(records.states(session, meetings).values())
        told = list(_told(session, firms))
    changes = [_change(firm, words, now, random) for firm, words in told]
    if changes:
        take(database, ministry_itself(now), changes)


def _met(meetings: Iterable[State]) -> set[UUID]:
    return {firm for meeting in meetings for firm in _organisations(meeting)}


def _organisations(meeting: State) -> Iterator[UUID]:
    for text in meeting.fields.get("organisations", ()):
        try:
            yield UUID(str(text))
        except ValueError:
            continue


def _told(session: Transaction, ids: set[UUID]) -> Iterator[tuple[State, list[str]]]:
    """Yield the firms that are to say something else than they do, and what."""
    done: set[UUID] = set()
    for family in _families(session, ids):
        fresh = [firm for firm in family if firm.id not in done]
        done |= {firm.id for firm in fresh}
        if len({firm.owner for firm in family}) < 2:
            continue
        since = _since(session, family)
        names = _names(session, since)
        for firm in fresh:
            others = (m for m in since if m != firm.owner)
            words = sorted(f"{names.get(other, '?')} · {since[other]}" for other in others)
            if words != firm.fields.get(FIELD, []):
                yield firm, words


def _families(session: Transaction, ids: set[UUID]) -> Iterator[list[State]]:
    """Yield each firm of `ids` that others may know of, with all that are the same."""
    chosen = [firm for firm in records.states(session, ids).values() if _counts(firm)]
    chosen = [firm for firm in chosen if firm.kind == "firm" and firm.owner is not None]
    keys = {key: text for firm in chosen for key, text in _keys(firm).items()}
    if not keys:
        return
    by_key: dict[str, list[State]] = {}
    for firm in records.holding(session, "firm", keys.values() if len(chosen) <= _FEW else ()):
        if _counts(firm) and firm.owner is not None:
            for key in _keys(firm).keys() & keys.keys():
                by_key.setdefault(key, []).append(firm)
    for firm in chosen:
        same = {other.id: other for key in _keys(firm) for other in by_key.get(key, ())}
        yield [same[id] for id in sorted(same)]


def _counts(state: State) -> bool:
    return not state.erased and state.reach != "mission" and state.envelope.archived is None


def _keys(firm: State) -> dict[str, str]:
    """Return what tells that two records are one firm, each with a text that its fields hold."""
    fields = firm.fields
    name, country = str(fields.get("name", "")), str(fields.get("country", ""))
    number = str(fields.get("registration", ""))
    host = _host(str(fields.get("website", "")))
    told = {
        f"name {country} {fold(name)}": name,
        f"number {country} {number}": number,
        f"host {host}": host,
    }
    return {key: text for key, text in told.items() if text}


def _host(url: str) -> str:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _since(session: Transaction, family: Sequence[State]) -> _Since:
    ids = {firm.id for firm in family}
    since: dict[UUID, str] = {}
    for meeting in records.holding(session, "meeting", sorted(map(str, ids))):
        month = str(meeting.fields.get("when", ""))[:7]
        held = meeting.fields.get("standing") == "held" and _counts(meeting)
        owner = meeting.owner
        if held and month and owner is not None and ids & set(_organisations(meeting)):
            since[owner] = min(month, since.get(owner, month))
    return since


def _names(session: Transaction, missions: Iterable[UUID]) -> dict[UUID, str]:
    found = records.states(session, missions)
    return {id: str(state.fields.get("name", "?")) for id, state in found.items()}


def _change(firm: State, words: list[str], now: datetime, random: Callable[[int], bytes]) -> Edit:
    return Edit(
        id=uuid7(now, random(10)),
        group=uuid7(now, random(10)),
        record=firm.id,
        kind="firm",
        operation="set",
        at=now,
        by="",
        base=firm.version,
        fields={FIELD: words},
        was={FIELD: firm.fields.get(FIELD, [])},
    )
