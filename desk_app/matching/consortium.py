"""From what a client asks to proposed consortia: cover first, then firms, checks and evidence."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.errors import WrongInput
from desk_app.matching.asking import Asked, planned
from desk_app.matching.greedy import Greedy, all_wanted
from desk_app.matching.months import written
from desk_app.matching.pools import Pool, pooled, punctual
from desk_app.matching.program import Allowed, Consortium, Weights
from desk_app.matching.proposals import Answer, Gap, Proposal, Size
from desk_app.matching.reading import read_proposal
from desk_app.matching.remarks import Remark, Said
from desk_app.matching.skills import SkillTree
from desk_app.matching.solver import Solution
from desk_app.matching.terms import Line, Offer, Rules

FEW = Weights(firm=100, unchecked=30, doubt=1)
"""One firm more is worth 25 heads that are evidenced instead of claimed."""

SURE = Weights(firm=20, unchecked=100, doubt=10)
"""One firm more is worth half a head that is evidenced, and a fifth of a passed check."""

ENOUGH = 0.02  # a gap at which the search may end
TRIES = 3  # for the first proposal; others say how far they may be from the best
MANY_LINES = 500  # capacity lines of one firm that are worth a remark


class Effort(Struct, frozen=True):
    """How far to search: until the gap is `gap`, looking at about so many `firms` first.

    `seconds` a program end the search that would never end; no usual one comes near it.
    """

    gap: float = ENOUGH
    seconds: float = 30.0
    proposals: int = 3
    firms: int = 24


USUAL = Effort()


class _Problem(Struct, frozen=True):
    asked: tuple[Asked, ...]
    pools: tuple[Pool, ...]
    rules: Rules
    effort: Effort


def propose(
    lines: Iterable[Line],
    offers: Iterable[Offer],
    rules: Rules,
    tree: SkillTree,
    *,
    today: date,
    effort: Effort = USUAL,
) -> Answer:
    """Propose up to `effort.proposals` consortia of different firms, the best first.

    The first has few firms, the second the surest ones, others do without the firms that
    lead earlier ones. The same input, in any order, gives the same answer.

    Raises:
        WrongInput: the rules contradict themselves.

    """
    _refuse_contradictions(rules)
    offers = tuple(offers)
    asked, remarks = planned(lines, tree, today)
    pools, lapsed = pooled(asked, offers, rules, tree, today)
    remarks += (*_on_lines(asked, pools, lapsed), *_on_firms(offers, pools, rules))
    present = {pool.firm for pool in pools}
    rules = msgspec.structs.replace(rules, pinned=rules.pinned & present)
    if not asked or not pools:
        return Answer((), remarks, _everything(asked), Size(firms=len(present)))
    problem = _Problem(asked, pools, rules, effort)
    found = _different(problem)
    size = max((size for _, size in found), key=lambda size: size.numbers, default=Size())
    proposals = tuple(proposal for proposal, _ in found)
    uncovered = proposals[0].uncovered if proposals else _everything(asked)
    return Answer(proposals, remarks, uncovered, msgspec.structs.replace(size, firms=len(present)))


def _refuse_contradictions(rules: Rules) -> None:
    both = len(rules.pinned & rules.barred)
    if both:
        raise WrongInput(
            "{count} of the firms that must take part are also barred. "
            "Nothing was computed: take them out of one of the two lists.",
            count=both,
        )
    if rules.max_firms is not None and len(rules.pinned) > rules.max_firms:
        raise WrongInput(
            "{count} firms must take part, but only {most} may. "
            "Nothing was computed: pin fewer firms or allow more.",
            count=len(rules.pinned),
            most=rules.max_firms,
        )
    if rules.max_firms is not None and rules.max_firms < 1:
        raise WrongInput("No firm may take part at all. Allow at least one.")
    if not 0 < rules.max_share <= 1:
        raise WrongInput("The share of one firm is a part of the whole: more than 0, up to 1.")


def _on_lines(
    asked: Sequence[Asked], pools: Sequence[Pool], lapsed: dict[int, int]
) -> Iterator[Remark]:
    served = {use.line for pool in pools for use in pool.uses}
    for place, line in enumerate(asked):
        if place not in served:
            yield Remark(Said.NOBODY_HAS, line=line.id, number=line.heads)
        if place in lapsed:
            yield Remark(Said.WOULD_BE_CONFIRMED, line=line.id, number=lapsed[place])


def _on_firms(offers: Sequence[Offer], pools: Sequence[Pool], rules: Rules) -> Iterator[Remark]:
    lines: dict[UUID, int] = {}
    for offer in offers:
        lines[offer.firm] = lines.get(offer.firm, 0) + 1
    for firm in sorted(firm for firm, count in lines.items() if count > MANY_LINES):
        yield Remark(Said.MANY_LINES, about=(firm,), number=lines[firm])
    idle = rules.pinned - {pool.firm for pool in pools}
    if idle:
        yield Remark(Said.PINNED_IDLE, about=tuple(sorted(idle)), number=len(idle))


def _everything(asked: Sequence[Asked]) -> tuple[Gap, ...]:
    return tuple(
        Gap(line.id, line.skill, line.level, written(month), line.heads, line.must)
        for line in asked
        for month in range(line.first, line.last + 1)
    )


def _different(problem: _Problem) -> list[tuple[Proposal, Size]]:
    """Return proposals of different sets of firms, the one that covers most first."""
    found: list[tuple[Proposal, Size]] = []
    for one in _variants(problem, found):
        if one is not None and all(set(one[0].firms) != set(p.firms) for p, _ in found):
            found.append(one)
        if len(found) >= problem.effort.proposals:
            break
    return sorted(found, key=lambda one: (-one[0].must.covered, -one[0].nice.covered))


def _variants(
    problem: _Problem, found: list[tuple[Proposal, Size]]
) -> Iterator[tuple[Proposal, Size] | None]:
    choice = _Choice(problem)
    yield choice.best(FEW, Said.FEWEST_FIRMS, tries=TRIES)
    yield choice.best(SURE, Said.SUREST)
    left_out: list[UUID] = []
    for _ in range(problem.effort.proposals):
        leading = (_leading(proposal, problem.rules) for proposal, _ in found)
        firm = next((one for one in leading if one and one not in left_out), None)
        if firm is None:
            return
        left_out.append(firm)
        without = _without(problem, left_out)
        if not without.pools:
            return
        if choice.covers_all and _covers_all(without):
            yield choice.best(FEW, Said.OTHER_FIRMS, without=tuple(left_out))
        else:
            yield _Choice(without).best(FEW, Said.OTHER_FIRMS, without=tuple(left_out))


def _leading(proposal: Proposal, rules: Rules) -> UUID | None:
    return next((firm for firm in proposal.firms if firm not in rules.pinned), None)


def _without(problem: _Problem, firms: Sequence[UUID]) -> _Problem:
    pools = tuple(pool for pool in problem.pools if pool.firm not in firms)
    return msgspec.structs.replace(problem, pools=pools)


class _Choice:
    """One problem with what can be covered of it, and the search for who does so best."""

    def __init__(self, problem: _Problem) -> None:
        from desk_app.matching.searching import Search  # brings numpy: at the first question

        self._problem = problem
        allowed, self._gap = _target(problem)
        self.covers_all = len(allowed.full) == len(problem.asked)
        pools = punctual(problem.pools, problem.asked, allowed.full)
        self._search = Search(problem.asked, pools, problem.rules, allowed)

    def best(
        self, weights: Weights, why: Said, *, tries: int = 1, without: tuple[UUID, ...] = ()
    ) -> tuple[Proposal, Size] | None:
        """Return the least costly consortium, or None where none was found in time."""
        effort = self._problem.effort
        found = self._search.best(
            weights,
            gap=effort.gap,
            seconds=effort.seconds,
            firms=effort.firms,
            tries=tries,
            without=without,
        )
        if found is None:
            return None
        numbers, conditions = self._search.size
        proposal = read_proposal(
            found.consortium, found.solution, why, without, cover_gap=self._gap
        )
        return proposal, Size(numbers=numbers, conditions=conditions)


def _covers_all(problem: _Problem) -> bool:
    """Tell whether a quick try covers every line from its first month."""
    every = frozenset(range(len(problem.asked)))
    pools = punctual(problem.pools, problem.asked, every)
    quick = Greedy(problem.asked, pools, problem.rules, FEW)
    return quick.steps(all_wanted(problem.asked)) is not None


def _target(problem: _Problem) -> tuple[Allowed, float]:
    """Find out how much can be covered, by a quick try or by the program; with the gap left."""
    asked, pools, rules = problem.asked, problem.pools, problem.rules
    if _covers_all(problem):
        return Allowed(0, 0, frozenset(range(len(asked)))), 0
    program = Consortium(asked, pools, rules)
    must = _least_missing(program, problem.effort, must=True)
    program.miss_no_more(must.cost, must=True)
    nice = _least_missing(program, problem.effort, must=False, start=must.values)
    full = frozenset(
        place for place, line in enumerate(asked) if (must if line.must else nice).cost == 0
    )
    return Allowed(must.cost, nice.cost, full), max(must.gap, nice.gap)


def _least_missing(
    program: Consortium, effort: Effort, *, must: bool, start: Sequence[float] = ()
) -> Solution:
    program.miss_least(must=must)
    solution = program.program.solve(gap=0, seconds=effort.seconds, start=start)
    if not solution.values:
        if solution.in_time:
            raise WrongInput(
                "The firms that must take part cannot all be given work: too few heads are asked "
                "for. Nothing was proposed: pin fewer firms."
            )
        raise WrongInput(
            "No consortium was found in the time allowed. Allow more time, or bar some firms."
        )
    return solution._replace(cost=float(round(solution.cost)))
