"""Can this demand be delivered? From the records of a desk to an answer, and to what is kept.

`gathered` reads the records and belongs where the store is read; `delivered` computes, for a
second or two at worst, and reads nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec import Struct

from desk_app.domain import integrity
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.kinds.check import Check
from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.kinds.firm import Firm
from desk_app.domain.kinds.lists import LEVELS
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.labels import Label, Language
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.matching.consortium import USUAL, Effort, propose
from desk_app.matching.proposals import Answer
from desk_app.matching.remarks import Remark, Said
from desk_app.matching.skills import SkillTree
from desk_app.matching.terms import Rules, line_of, offer_of
from desk_app.matching.wording import worded

C = TypeVar("C", bound=Content)


class Shelf(Protocol):
    """What is asked of a store; `desk_app.store.store.Store` is one."""

    def record(self, id: UUID) -> Record[Content]:
        """Return one record."""
        ...

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return records of any kind; those unknown are left out."""
        ...

    def all(self, kind: str, *, archived: bool = False) -> list[Record[Content]]:
        """Return every record of a kind in use, and those put away if asked."""
        ...

    def between(self, kind: str, field: str, low: str, high: str) -> list[Record[Content]]:
        """Return the records in use whose field is from `low` on and before `high`."""
        ...

    def linked_records(
        self, ids: Iterable[UUID], kinds: tuple[str, ...] = ()
    ) -> list[Record[Content]]:
        """Return the records in use that point at any of `ids`."""
        ...


class Wish(Struct, frozen=True, kw_only=True):
    """What the officer decides beforehand: who must take part, who must not, how many at most."""

    pinned: frozenset[UUID] = frozenset()
    barred: frozenset[UUID] = frozenset()
    max_firms: int | None = None
    max_share: float = 0.5


class Gathered(Struct, frozen=True):
    """Everything an answer is computed from."""

    demand: Record[Demand]
    lines: tuple[Record[DemandLine], ...]
    capacity: tuple[Record[Capacity], ...]
    firms: Mapping[UUID, Record[Firm]]
    checks: tuple[Record[Check], ...]
    skills: tuple[Skill, ...]


class Delivery(Struct, frozen=True):
    """The answer to a demand, with what its remarks speak of.

    `barred` are the firms left out because a check failed or was refused.
    """

    gathered: Gathered
    answer: Answer
    barred: tuple[UUID, ...]
    today: date

    @property
    def demand(self) -> UUID:
        """The demand."""
        return self.gathered.demand.id

    def name(self, firm: UUID, language: Language = "en") -> str:
        """Return what a firm is called."""
        record = self.gathered.firms.get(firm)
        if record is None:
            return "?"
        content = record.content
        return (content.name_bn if language == "bn" else "") or content.name

    def line(self, line: UUID) -> DemandLine:
        """Return a line of the demand."""
        return next(one.content for one in self.gathered.lines if one.id == line)

    def sentence(self, remark: Remark, language: Language = "en") -> str:
        """Return a remark in words, with the line it is about in front."""
        names = {firm: self.name(firm, language) for firm in remark.about}
        said = worded(remark, names).text(language)
        return said if remark.line is None else f"{self._line_name(remark.line, language)}: {said}"

    def sentences(self, remarks: Iterable[Remark], language: Language = "en") -> tuple[str, ...]:
        """Return remarks in words."""
        return tuple(self.sentence(remark, language) for remark in remarks)

    def _line_name(self, line: UUID, language: Language) -> str:
        content = self.line(line)
        level = next((one.label for one in LEVELS if one.code == content.level), None)
        named = self.skill(content.skill, language), level.text(language) if level else ""
        return " · ".join(filter(None, named))

    def skill(self, code: str, language: Language = "en") -> str:
        """Return what a skill is called."""
        named = next((skill for skill in self.gathered.skills if skill.code == code), None)
        return code if named is None else Label(named.name, named.name_bn).text(language)


def gathered(shelf: Shelf, demand: UUID) -> Gathered:
    """Read what an answer to `demand` is computed from: a handful of queries.

    Raises:
        NoSuchRecord: it is not here.
        WrongInput: it is no demand.
    """
    demands = _of([shelf.record(demand)], Demand)
    if not demands:
        raise WrongInput("That record is no demand. Choose a demand to match.")
    lines = _of(shelf.linked_records([demand], ("demand_line",)), DemandLine)
    skills = _of(shelf.all("skill"), Skill)
    tree = SkillTree(skill.content for skill in skills)
    spelled = {one for line in lines for one in _spelled(tree, line.content.skill)}
    found = (shelf.between("capacity", "skill", one, f"{one}\0") for one in sorted(spelled))
    capacity = _of((record for some in found for record in some), Capacity)
    firms = shelf.records({line.content.firm for line in capacity if line.content.firm})
    ours = {record.id: record for record in _of(firms.values(), Firm) if _is_ours(record)}
    return Gathered(
        demand=demands[0],
        lines=tuple(lines),
        capacity=tuple(line for line in capacity if line.content.firm in ours),
        firms=ours,
        checks=tuple(_of(shelf.linked_records(ours, ("check",)), Check)),
        skills=tuple(skill.content for skill in skills),
    )


def _of(records: Iterable[Record[Content]], content: type[C]) -> list[Record[C]]:
    return [r for r in records if isinstance(r.content, content)]  # type: ignore[misc]  # narrowed by its content


def _is_ours(firm: Record[Firm]) -> bool:
    return firm.envelope.archived is None and firm.content.side != "foreign"


def _spelled(tree: SkillTree, asked: str) -> set[str]:
    """Return how what serves an asked skill may stand in the capacity book."""
    codes = tree.serving(tree.code(asked) or asked)
    named = [skill for code in codes if (skill := tree.skill(code))]
    return {
        asked,
        *codes,
        *(name for skill in named for name in (skill.name, *skill.other_names)),
    }


def delivered(known: Gathered, wish: Wish, *, today: date, effort: Effort = USUAL) -> Delivery:
    """Answer a demand with consortia of firms whose checks do not speak against them.

    Raises:
        WrongInput: the wishes contradict themselves or the checks.
    """
    standings = _standings(known, today)
    failed = {firm for firm, standing in standings.items() if standing == "failed"}
    _refuse_failed(wish.pinned & failed)
    offers = [offer for line in known.capacity if (offer := offer_of(line.id, line.content))]
    rules = Rules(
        pinned=wish.pinned,
        barred=wish.barred | failed,
        max_share=wish.max_share,
        max_firms=wish.max_firms,
        passed=frozenset(firm for firm, standing in standings.items() if standing == "passed"),
        headcounts=_headcounts(known.firms),
    )
    lines = [line_of(line.id, line.content) for line in known.lines]
    answer = propose(lines, offers, rules, SkillTree(known.skills), today=today, effort=effort)
    barred = tuple(sorted({offer.firm for offer in offers} & failed))
    if barred:
        said = Remark(Said.FAILED_CHECK, about=barred, number=len(barred))
        answer = Answer(answer.proposals, (*answer.remarks, said), answer.uncovered, answer.size)
    return Delivery(known, answer, barred, today)


def _standings(known: Gathered, today: date) -> dict[UUID, integrity.Standing]:
    checks: dict[UUID, list[Record[Check]]] = {}
    for check in known.checks:
        if check.content.firm is not None:
            checks.setdefault(check.content.firm, []).append(check)
    return {firm: integrity.standing(checks.get(firm, ()), today) for firm in known.firms}


def _refuse_failed(firms: frozenset[UUID]) -> None:
    if firms:
        raise WrongInput(
            "{count} of the firms that must take part failed a check or refused one. "
            "Nothing was computed: take them off the list of those that must take part.",
            count=len(firms),
        )


def _headcounts(firms: Mapping[UUID, Record[Firm]]) -> dict[UUID, int]:
    """A head-count that is a range bounds by its lower end; none told bounds nothing."""
    return {
        id: max(1, record.content.headcount.low)
        for id, record in firms.items()
        if record.content.headcount is not None
    }


def most_at_once(delivery: Delivery, place: int, firm: UUID) -> int:
    """Return the most heads a firm of the proposal at `place` gives in one month."""
    months: dict[str, int] = {}
    for (giver, _, month), heads in delivery.answer.proposals[place].heads().items():
        if giver == firm:
            months[month] = months.get(month, 0) + heads
    return max(months.values(), default=0)
