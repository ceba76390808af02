"""What is kept of an answer: a consortium with its members, and slips of what nobody covers.

A slip names no demand. Its identifier is made from the demand's, so that a newer answer to the
same demand changes the slips of the older one; whoever does not know the demand cannot tell which
slips belong together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from uuid import UUID

from desk_app.domain.acts import Act, Archive, Change, Create, Deed, Restore
from desk_app.domain.ids import named_id
from desk_app.domain.kinds.consortium import Consortium
from desk_app.domain.kinds.gap import Shortfall
from desk_app.domain.kinds.lists import LEVELS
from desk_app.domain.labels import Language
from desk_app.domain.records import Record
from desk_app.domain.values import Plain
from desk_app.matching.delivering import Delivery, Shelf
from desk_app.matching.months import first_day, read, written
from desk_app.matching.proposals import Gap, Proposal, Share

NewId = Callable[[], UUID]
Place = tuple[str, str, str, str]
"""Skill, level, month (2027-03) and need of a slip."""


def kept(
    shelf: Shelf, delivery: Delivery, new_id: NewId, *, place: int = 0, language: Language = "en"
) -> Act:
    """Return the act that keeps the proposal at `place` and files what stays uncovered.

    Without any proposal only the slips are filed. Reads what was kept for the demand before.
    """
    deeds: list[Deed] = []
    if delivery.answer.proposals:
        deeds += _consortium(shelf, delivery, place, new_id, language)
    every = shelf.all("shortfall", archived=True)
    known: list[Record[Shortfall]] = [r for r in every if isinstance(r.content, Shortfall)]  # type: ignore[misc]  # narrowed by its content
    deeds += slips(delivery, _uncovered(delivery, place), known)
    return Act(tuple(deeds), "Keep a consortium")


def _uncovered(delivery: Delivery, place: int) -> tuple[Gap, ...]:
    answer = delivery.answer
    return answer.proposals[place].uncovered if answer.proposals else answer.uncovered


def _consortium(
    shelf: Shelf, delivery: Delivery, place: int, new_id: NewId, language: Language
) -> Iterator[Deed]:
    proposal = delivery.answer.proposals[place]
    before = shelf.linked_records([delivery.demand], ("consortium",))
    numbers = [r.content.number or 0 for r in before if isinstance(r.content, Consortium)]
    id, audience = new_id(), delivery.gathered.demand.envelope.audience
    fields = _told(delivery, proposal, language) | {"number": max(numbers, default=0) + 1}
    yield Create(id, "consortium", fields, audience)
    for share in proposal.shares:
        yield Create(new_id(), "member", _member(delivery, proposal, share, id), audience)


def _told(delivery: Delivery, proposal: Proposal, language: Language) -> Plain:
    remarks = (*proposal.risks, *delivery.answer.remarks)
    fields: Plain = {
        "demand": str(delivery.demand),
        "made": delivery.today.isoformat(),
        "covered": proposal.must.covered,
        "asked": proposal.must.asked,
        "why": "\n".join(delivery.sentences(proposal.why, language))[:10_000],
        "risks": "\n".join(delivery.sentences(remarks, language))[:10_000],
        "uncovered": "\n".join(uncovered_lines(delivery, proposal.uncovered, language))[:10_000],
    }
    return fields


def uncovered_lines(
    delivery: Delivery, gaps: Iterable[Gap], language: Language = "en"
) -> Iterator[str]:
    """Yield what stays uncovered, a line a skill and level: stretches of months, their heads."""
    by_line: dict[tuple[str, str], dict[int, int]] = {}
    for gap in gaps:
        months = by_line.setdefault((gap.skill, gap.level), {})
        months[read(gap.month)] = months.get(read(gap.month), 0) + gap.heads
    for (skill, level), months in by_line.items():
        name = " · ".join(filter(None, (delivery.skill(skill, language), _level(level, language))))
        yield f"{name}: {', '.join(_stretches(months))}"


def _level(code: str, language: Language) -> str:
    return next((one.label.text(language) for one in LEVELS if one.code == code), code)


def _stretches(months: Mapping[int, int]) -> Iterator[str]:
    """Yield `13 (2027-01 – 2027-06)` for months on end that miss the same heads."""
    first = last = None
    for month in sorted(months):
        if first is not None and last == month - 1 and months[month] == months[first]:
            last = month
            continue
        if first is not None and last is not None:
            yield _stretch(months[first], first, last)
        first = last = month
    if first is not None and last is not None:
        yield _stretch(months[first], first, last)


def _stretch(heads: int, first: int, last: int) -> str:
    span = written(first) if first == last else f"{written(first)} – {written(last)}"
    return f"{heads} ({span})"


def _member(delivery: Delivery, proposal: Proposal, share: Share, consortium: UUID) -> Plain:
    line = delivery.line(share.line)
    start = first_day(read(share.first))
    until = first_day(read(share.last) + 1).toordinal() - 1
    fields: Plain = {
        "consortium": str(consortium),
        "firm": str(share.firm),
        "role": "lead" if share.firm == proposal.lead else "member",
        "line": str(share.line),
        "skill": line.skill,
        "level": line.level,
        "heads": share.heads,
        "evidenced": share.evidenced,
        "start": max(start, line.start or start).isoformat(),
        "until": type(start).fromordinal(until).isoformat(),
    }
    return {name: value for name, value in fields.items() if value != ""}


def slips(
    delivery: Delivery, gaps: Iterable[Gap], known: Iterable[Record[Shortfall]]
) -> Iterator[Deed]:
    """Yield what makes the slips of the demand say what `gaps` say, and nothing else."""
    heads = missing(gaps)
    before = {r.id: r for r in known if r.id == slip_id(delivery.demand, _place(r.content))}
    wanted = {slip_id(delivery.demand, place): (place, n) for place, n in heads.items()}
    told = delivery.today.isoformat()
    for id, (place, number) in wanted.items():
        if id not in before:
            yield Create(id, "shortfall", _slip(place, number, told))
        elif before[id].content.heads != number:
            yield Change(id, {"heads": number, "told": told})
        if id in before and before[id].envelope.archived is not None:
            yield Restore(id)
    for id, record in before.items():
        if id not in wanted and record.envelope.archived is None:
            yield Archive(id, "A newer answer to the demand covers it.")


def missing(gaps: Iterable[Gap]) -> Mapping[Place, int]:
    """Add up the heads missing by skill, level, month and need."""
    heads: dict[Place, int] = {}
    for gap in gaps:
        place = gap.skill, gap.level, gap.month, "must" if gap.must else "nice"
        heads[place] = heads.get(place, 0) + gap.heads
    return dict(sorted(heads.items()))


def slip_id(demand: UUID, place: Place) -> UUID:
    """Return the identifier of a demand's slip; without the demand nobody can make it."""
    return named_id("shortfall", *place, key=demand.bytes)


def _place(content: Shortfall) -> Place:
    month = content.month.strftime("%Y-%m") if content.month else ""
    return content.skill, content.level, month, content.need


def _slip(place: Place, heads: int, told: str) -> Plain:
    skill, level, month, need = place
    fields: Plain = {
        "skill": skill,
        "level": level,
        "month": f"{month}-01",
        "heads": heads,
        "need": need,
        "told": told,
    }
    return {name: value for name, value in fields.items() if value != ""}
