"""What the numbers of a solved program mean: shares, gaps, reasons and risks."""

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from desk_app.matching.months import Month, written
from desk_app.matching.pools import CLAIMED, LEVEL_UNKNOWN, RATE_UNKNOWN, STALE
from desk_app.matching.program import Consortium, Join
from desk_app.matching.proposals import Covered, Gap, Proposal, Share
from desk_app.matching.remarks import Remark, Said
from desk_app.matching.solver import Solution

_RISKS = {
    CLAIMED: Said.CLAIMED,
    STALE: Said.STALE,
    LEVEL_UNKNOWN: Said.LEVEL_UNKNOWN,
    RATE_UNKNOWN: Said.RATE_UNKNOWN,
}
LEANING = 0.4  # the part of the work from which on a consortium leans on one firm


class _Reading:
    """One solution of one program."""

    def __init__(self, program: Consortium, solution: Solution) -> None:
        self.asked = program.asked
        self.pools = program.pools
        self.rules = program.rules
        self.joined = program.joined(solution.values)
        self.missing = program.missing_heads(solution.values)
        self.work: dict[UUID, int] = {}  # heads times months, by firm
        for join, heads in self.joined.items():
            firm = self.pools[join.pool].firm
            months = self.asked[join.line].last - join.month + 1
            self.work[firm] = self.work.get(firm, 0) + heads * months

    def firms(self) -> tuple[UUID, ...]:
        """Return the firms, the lead first: a pinned one, one that passed, one that does most."""
        order = sorted(self.work, key=lambda firm: (-self.work[firm], firm))
        lead = min(order, key=self._fitness_to_lead)
        return (lead, *(firm for firm in order if firm != lead))

    def _fitness_to_lead(self, firm: UUID) -> tuple[bool, bool, int, UUID]:
        rules = self.rules
        return firm not in rules.passed, firm not in rules.pinned, -self.work[firm], firm

    def shares(self) -> Iterator[Share]:
        """Yield shares by firm, line and month of joining."""

        def place(join: Join) -> tuple[UUID, int, Month]:
            return self.pools[join.pool].firm, join.line, join.month

        for (firm, line, month), joins in groupby(sorted(self.joined, key=place), key=place):
            alike = tuple(joins)
            sure = sum(self.joined[join] for join in alike if not join.doubts & (CLAIMED | STALE))
            heads = sum(self.joined[join] for join in alike)
            one = self.asked[line]
            yield Share(firm, one.id, heads, sure, written(month), written(one.last))

    def uncovered(self) -> Iterator[Gap]:
        """Yield gaps by line and month."""
        for (place, month), heads in sorted(self.missing.items()):
            line = self.asked[place]
            yield Gap(line.id, line.skill, line.level, written(month), heads, line.must)

    def covered(self, *, must: bool) -> Covered:
        """Return the heads times months covered on must lines or on nice ones."""
        asked = sum(
            line.heads * (line.last - line.first + 1) for line in self.asked if line.must == must
        )
        missing = sum(
            heads for (place, _), heads in self.missing.items() if self.asked[place].must == must
        )
        return Covered(asked - missing, asked)

    def heads(self, doubts: int = 0) -> int:
        """Return the heads of all shares, or those with one of `doubts`."""
        return sum(
            heads for join, heads in self.joined.items() if not doubts or join.doubts & doubts
        )

    def firms_of(self, doubts: int) -> tuple[UUID, ...]:
        """Return the firms that give heads with one of `doubts`."""
        return tuple(
            sorted({self.pools[join.pool].firm for join in self.joined if join.doubts & doubts})
        )

    def with_several_skills(self) -> tuple[UUID, ...]:
        """Return firms of unknown size that give heads of several pools: maybe the same people."""
        pools: dict[UUID, set[int]] = {}
        for join in self.joined:
            pools.setdefault(self.pools[join.pool].firm, set()).add(join.pool)
        return tuple(
            sorted(
                firm
                for firm, own in pools.items()
                if len(own) > 1 and firm not in self.rules.headcounts
            )
        )

    def late(self) -> int:
        """Return the heads that join after their line has begun."""
        return sum(
            heads
            for join, heads in self.joined.items()
            if join.month > self.asked[join.line].first
        )


def read_proposal(
    program: Consortium,
    solution: Solution,
    aim: Said,
    without: tuple[UUID, ...],
    *,
    cover_gap: float,
) -> Proposal:
    """Return what `solution` proposes, with its reasons and risks."""
    reading = _Reading(program, solution)
    firms = reading.firms()
    return Proposal(
        lead=firms[0],
        firms=firms,
        shares=tuple(reading.shares()),
        uncovered=tuple(reading.uncovered()),
        must=reading.covered(must=True),
        nice=reading.covered(must=False),
        why=tuple(_why(reading, firms, aim, without)),
        risks=tuple(_risks(reading, firms, max(solution.gap, cover_gap))),
        gap=solution.gap,
        cover_gap=cover_gap,
    )


def _why(
    reading: _Reading, firms: tuple[UUID, ...], aim: Said, without: tuple[UUID, ...]
) -> Iterator[Remark]:
    must = reading.covered(must=True)
    said = Said.COVERS_ALL if must.covered == must.asked else Said.COVERS_PART
    yield Remark(said, number=must.covered, of=must.asked)
    yield Remark(aim, about=without, number=len(firms))
    sure = reading.heads() - reading.heads(CLAIMED | STALE)
    if sure:
        yield Remark(Said.EVIDENCED, number=sure, of=reading.heads())
    passed = tuple(firm for firm in firms if firm in reading.rules.passed)
    if passed:
        yield Remark(Said.PASSED, about=passed, number=len(passed), of=len(firms))
    work = sum(reading.work.values())
    yield Remark(Said.LEADS, about=firms[:1], number=reading.work[firms[0]], of=work)
    pinned = tuple(firm for firm in firms if firm in reading.rules.pinned)
    if pinned:
        yield Remark(Said.PINNED, about=pinned, number=len(pinned))


def _risks(reading: _Reading, firms: tuple[UUID, ...], gap: float) -> Iterator[Remark]:
    heads, work = reading.heads(), sum(reading.work.values())
    for doubt, said in _RISKS.items():
        if doubted := reading.heads(doubt):
            yield Remark(said, about=reading.firms_of(doubt), number=doubted, of=heads)
    unchecked = tuple(firm for firm in firms if firm not in reading.rules.passed)
    if unchecked:
        yield Remark(Said.UNCHECKED, about=unchecked, number=len(unchecked), of=len(firms))
    if several := reading.with_several_skills():
        yield Remark(Said.SAME_HEADS, about=several, number=len(several))
    most = max(firms, key=lambda firm: reading.work[firm])
    if len(firms) > 1 and reading.work[most] > LEANING * work:
        yield Remark(Said.LEANS_ON_ONE, about=(most,), number=reading.work[most], of=work)
    if late := reading.late():
        yield Remark(Said.LATE, number=late, of=heads)
    if gap > 0:
        yield Remark(Said.NOT_BEST, number=round(gap * 1000), of=1000)
