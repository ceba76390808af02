"""Which firms could staff a demand, and what is left: a first answer, by a greedy rule.

The firm that could take on most of what is still open comes next (greedy set cover, after Chvátal
1979), so that few firms do the work; heads with proof count more than heads on a firm's word.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.kinds import Capacity, DemandLine
from desk_app.domain.kinds.lists import LEVELS

_RANK = {choice.code: rank for rank, choice in enumerate(LEVELS)}
_WEIGHT = {"visited": 3.0, "reference": 3.0, "document": 2.5}
_DECLARED = 1.0
_LEAST = 3
"""A firm is taken on for fewer heads only where nobody serves the line: each is a contract."""


class Share(Struct, frozen=True):
    """So many heads of one capacity line, given to one line of a demand."""

    firm: UUID
    line: int
    heads: int
    capacity: Capacity

    @property
    def proven(self) -> bool:
        """Tell whether somebody besides the firm stands for these heads."""
        return self.capacity.evidence in _WEIGHT


class Covered(Struct, frozen=True):
    """One line of a demand with the shares that serve it, and what would come too late.

    `small` counts heads free in time at firms too small to take on, `barred` those of the missing
    that firms could give whose checks are not passed.
    """

    line: DemandLine
    shares: tuple[Share, ...]
    small: int = 0
    later: int = 0
    later_from: date | None = None
    barred: int = 0

    @property
    def asked(self) -> int:
        """How many heads the line asks for."""
        return self.line.heads or 0

    @property
    def found(self) -> int:
        """How many heads were found in time."""
        return sum(share.heads for share in self.shares)

    @property
    def missing(self) -> int:
        """How many heads are left to find."""
        return self.asked - self.found


class Coverage(Struct, frozen=True):
    """A demand, line by line; `firms` in the order in which they were taken on.

    `barred` are firms with fitting free heads that may not be named: their checks are not passed.
    `agreed` tells that a consortium is the source, and not the capacity book of today.
    """

    lines: tuple[Covered, ...]
    firms: tuple[UUID, ...]
    stale: int = 0
    barred: tuple[UUID, ...] = ()
    agreed: bool = False

    @property
    def asked(self) -> int:
        """All heads asked for."""
        return sum(line.asked for line in self.lines)

    @property
    def found(self) -> int:
        """All heads found."""
        return sum(line.found for line in self.lines)

    @property
    def shares(self) -> tuple[Share, ...]:
        """All shares of all lines."""
        return tuple(share for line in self.lines for share in line.shares)


def cover(
    lines: Sequence[DemandLine],
    capacities: Iterable[Capacity],
    under: Mapping[str, frozenset[str]],
    today: date,
) -> Coverage:
    """Give the lines of a demand to firms with free heads of the skill and at least the level.

    `under` tells for each skill asked which skills count for it. A head is counted once; capacity
    out of date is left out and counted in `stale`; heads free after a line's start are told apart.
    """
    wanted = frozenset[str]().union(*(under.get(line.skill, {line.skill}) for line in lines))
    fitting = [c for c in capacities if c.skill in wanted and c.firm and c.free]
    valid = [c for c in fitting if c.until is None or c.until >= today]
    book = _Book(lines, valid, under)
    firms = book.fill()
    covered = tuple(_covered(n, line, book) for n, line in enumerate(lines))
    return Coverage(covered, tuple(firms), len(fitting) - len(valid))


def barring(
    found: Coverage,
    capacities: Iterable[Capacity],
    under: Mapping[str, frozenset[str]],
    today: date,
) -> Coverage:
    """Return `found` with the firms of `capacities`, which may not be named, and what they hold.

    Their heads are not offered: they tell how much of what is missing waits for checks alone.
    """
    lines = [covered.line for covered in found.lines]
    valid = [c for c in capacities if c.free and (c.until is None or c.until >= today)]
    book = _Book(lines, valid, under)
    fitting = {c.firm for c in valid if c.firm and any(book.fits(c, line) for line in lines)}
    left = [replace(covered.line, heads=covered.missing) for covered in found.lines]
    theirs = cover(left, valid, under, today)
    told = tuple(
        replace(covered, barred=more.found)
        for covered, more in zip(found.lines, theirs.lines, strict=True)
    )
    return replace(found, lines=told, barred=tuple(sorted(fitting)))


class _Book:
    """What is still open of the lines, and still free at the firms."""

    def __init__(
        self,
        lines: Sequence[DemandLine],
        capacities: Sequence[Capacity],
        under: Mapping[str, frozenset[str]],
    ) -> None:
        self.lines, self.under = lines, under
        self.capacities = sorted(capacities, key=_order)
        self.open = [line.heads or 0 for line in lines]
        self.free = [capacity.free or 0 for capacity in self.capacities]
        self.shares: list[Share] = []
        self._serves = [self._served_by(capacity) for capacity in self.capacities]
        self._by_firm: dict[UUID, list[int]] = {}
        for place, capacity in enumerate(self.capacities):
            if capacity.firm:
                self._by_firm.setdefault(capacity.firm, []).append(place)

    def fill(self) -> list[UUID]:
        """Take on firms until nothing is gained; return them in that order.

        What a firm could take on shrinks as others are taken on, so an offer is looked at again
        only when it leads (lazy greedy, after Minoux 1978).
        """
        taken: list[UUID] = []
        queue = [self._entry(firm) for firm in self._by_firm]
        heapify(queue)
        while queue:
            entry = heappop(queue)
            now = self._entry(entry[2])
            if queue and now > queue[0]:
                heappush(queue, now)
                continue
            offer = self._offer(entry[2])
            if offer and self._is_worth_a_contract(offer):
                self._take(offer)
                taken.append(entry[2])
        return taken

    def _entry(self, firm: UUID) -> tuple[float, int, UUID]:
        """Return a firm's place in the queue: the most useful first."""
        return (-_worth(self._offer(firm)), firm.int, firm)

    def _is_worth_a_contract(self, offer: list[tuple[int, Share]]) -> bool:
        """Tell whether an offer is large enough, or helps a line that nobody serves yet."""
        served = {share.line for share in self.shares}
        heads = sum(share.heads for _, share in offer)
        return heads >= min(_LEAST, sum(self.open)) or any(s.line not in served for _, s in offer)

    def _offer(self, firm: UUID) -> list[tuple[int, Share]]:
        """Return what a firm could take on now: capacity place and share."""
        open_, offer = list(self.open), list[tuple[int, Share]]()
        for place in self._by_firm[firm]:
            capacity, free = self.capacities[place], self.free[place]
            for number in self._serves[place]:
                heads = min(free, open_[number])
                if heads > 0:
                    offer.append((place, Share(firm, number, heads, capacity)))
                    free -= heads
                    open_[number] -= heads
        return offer

    def _served_by(self, capacity: Capacity) -> list[int]:
        """Return the lines a capacity may serve in time, the closest level first."""
        fits = [n for n, line in enumerate(self.lines) if self.fits(capacity, line)]
        in_time = [n for n in fits if not self.late(capacity, self.lines[n])]
        return sorted(in_time, key=lambda n: (_gap(capacity, self.lines[n]), n))

    def fits(self, capacity: Capacity, line: DemandLine) -> bool:
        """Tell whether skill and level serve the line."""
        skills = self.under.get(line.skill, frozenset((line.skill,)))
        return capacity.skill in skills and _gap(capacity, line) >= 0

    def late(self, capacity: Capacity, line: DemandLine) -> bool:
        """Tell whether the heads are free only after the line begins."""
        return bool(line.start and capacity.free_from and capacity.free_from > line.start)

    def _take(self, offer: list[tuple[int, Share]]) -> None:
        for place, share in offer:
            self.free[place] -= share.heads
            self.open[share.line] -= share.heads
            self.shares.append(share)


def _order(capacity: Capacity) -> tuple[float, int, str, str]:
    firm = str(capacity.firm)
    return (-_weight(capacity), -(capacity.free or 0), firm, capacity.skill + capacity.level)


def _weight(capacity: Capacity) -> float:
    return _WEIGHT.get(capacity.evidence, _DECLARED)


def _worth(offer: list[tuple[int, Share]]) -> float:
    return sum(share.heads * _weight(share.capacity) for _, share in offer)


def _gap(capacity: Capacity, line: DemandLine) -> int:
    """Return by how many levels the capacity is above the line; negative when it is below.

    Where either is silent on the level they meet.
    """
    if not capacity.level or not line.level:
        return 0
    return _RANK.get(capacity.level, 0) - _RANK.get(line.level, 0)


def _covered(number: int, line: DemandLine, book: _Book) -> Covered:
    shares = tuple(share for share in book.shares if share.line == number)
    left = [
        (capacity, free)
        for capacity, free in zip(book.capacities, book.free, strict=True)
        if free and book.fits(capacity, line)
    ]
    missing = (line.heads or 0) - sum(share.heads for share in shares)
    small = sum(free for capacity, free in left if not book.late(capacity, line))
    late = [(c.free_from, free) for c, free in left if c.free_from and book.late(c, line)]
    later = min(max(0, missing - small), sum(free for _, free in late))
    return Covered(
        line,
        shares,
        min(missing, small),
        later,
        min(day for day, _ in late) if later else None,
    )
