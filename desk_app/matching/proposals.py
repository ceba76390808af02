"""A proposed consortium, and all that is answered to "can Bangladesh deliver this?"."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from desk_app.matching.months import read, written
from desk_app.matching.remarks import Remark


class Share(Struct, frozen=True):
    """Heads that a firm puts on a line from month `first` to `last` (ISO 8601, 2027-03).

    `evidenced` of them are more than the firm's word.
    """

    firm: UUID
    line: UUID
    heads: int
    evidenced: int
    first: str
    last: str

    def months(self) -> tuple[str, ...]:
        """Return the months in which these heads work."""
        return tuple(written(month) for month in range(read(self.first), read(self.last) + 1))


class Gap(Struct, frozen=True):
    """Heads of a line that nobody covers in a month."""

    line: UUID
    skill: str
    level: str
    month: str
    heads: int
    must: bool


class Covered(Struct, frozen=True):
    """Heads times months that are covered, of those asked for."""

    covered: int = 0
    asked: int = 0


class Proposal(Struct, frozen=True):
    """Firms that together cover what was asked, as far as it can be.

    `firms` are in the order of what they give, the lead first. `gap` is the part by which another
    choice of firms could at most be better in firms, checks and evidence: 0 at the optimum.
    `cover_gap` is the same for the heads covered.
    """

    lead: UUID
    firms: tuple[UUID, ...]
    shares: tuple[Share, ...]
    uncovered: tuple[Gap, ...]
    must: Covered
    nice: Covered
    why: tuple[Remark, ...]
    risks: tuple[Remark, ...]
    gap: float
    cover_gap: float

    def heads(self) -> Mapping[tuple[UUID, UUID, str], int]:
        """Return the heads by firm, line and month."""
        heads: dict[tuple[UUID, UUID, str], int] = {}
        for share in self.shares:
            for month in share.months():
                key = share.firm, share.line, month
                heads[key] = heads.get(key, 0) + share.heads
        return heads


class Size(Struct, frozen=True):
    """How large the question was: firms that could help, numbers and conditions solved for."""

    firms: int = 0
    numbers: int = 0
    conditions: int = 0


class Answer(Struct, frozen=True):
    """Proposals, the best first, and what is to be said about the question itself.

    Without proposals `uncovered` holds everything that was asked for; otherwise it is what the
    first proposal leaves uncovered.
    """

    proposals: tuple[Proposal, ...]
    remarks: tuple[Remark, ...]
    uncovered: tuple[Gap, ...]
    size: Size
