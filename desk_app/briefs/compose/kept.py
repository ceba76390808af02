"""The consortium that the desk keeps for a demand, and what it covers of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.coverage import Coverage, Covered, Share
from desk_app.briefs.compose.reading import Reading
from desk_app.domain.kinds import Capacity, Consortium, Demand, DemandLine, Firm, Member
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_FIRMEST = ("draft", "chosen", "offered")


class Kept(Struct, frozen=True):
    """One version of a consortium with its members that may be named, and those that may not."""

    version: Record[Consortium]
    members: tuple[Member, ...]
    unnamed: tuple[Member, ...] = ()

    @property
    def barred(self) -> tuple[UUID, ...]:
        """The firms whose checks are not passed."""
        return tuple(sorted({m.firm for m in self.unnamed if m.firm}))

    @property
    def firms(self) -> tuple[UUID, ...]:
        """The firms that may be named, the lead first."""
        ranked = sorted(self.members, key=lambda m: m.role != "lead")
        return tuple(dict.fromkeys(m.firm for m in ranked if m.firm))


def wants_proposal(material: Material) -> bool:
    """Tell whether the subject is a demand without a consortium, or with dropped ones only."""
    if material.get(Demand, material.subject) is None:
        return False
    versions = (record.content for record in material.all(Consortium))
    return not any(v.demand == material.subject and v.standing in _FIRMEST for v in versions)


def kept_for(reading: Reading, demand: Record[Demand]) -> Kept | None:
    """Return the firmest version that was not dropped, of those the newest."""
    versions = [
        record
        for record in reading.all(Consortium)
        if record.content.demand == demand.id and record.content.standing in _FIRMEST
    ]
    if not versions:
        return None
    version = max(versions, key=_firmness)
    members = [
        r.content
        for r in reading.all(Member)
        if r.content.consortium == version.id and r.content.answer != "declined"
    ]
    passed = {record.id: reading.passed(record.id) for record in reading.all(Firm)}
    named = [m for m in members if m.firm and passed.get(m.firm) is True]
    unnamed = [m for m in members if m.firm and passed.get(m.firm) is False]
    return Kept(version, tuple(named), tuple(unnamed))


def _firmness(record: Record[Consortium]) -> tuple[int, int, date, int]:
    version = record.content
    firm = _FIRMEST.index(version.standing)
    return firm, version.number or 0, version.made or date.min, record.id.int


def covered_by(kept: Kept, lines: Sequence[Record[DemandLine]]) -> Coverage:
    """Return how far a consortium covers a demand, line by line.

    A member counts with all heads that ever work on a line, up to what the line asks for.
    """
    told = tuple(_line(kept, number, line) for number, line in enumerate(lines))
    named = {share.firm for line in told for share in line.shares}
    firms = tuple(firm for firm in kept.firms if firm in named)
    return Coverage(told, firms, barred=kept.barred, agreed=True)


def _line(kept: Kept, number: int, line: Record[DemandLine]) -> Covered:
    left = line.content.heads or 0
    shares: list[Share] = []
    for member in (m for m in kept.members if m.line == line.id and m.firm and m.heads):
        heads = min(member.heads or 0, left)
        if heads and member.firm:
            shares.append(Share(member.firm, number, heads, _capacity(member)))
            left -= heads
    barred = min(left, sum(m.heads or 0 for m in kept.unnamed if m.line == line.id))
    return Covered(line.content, tuple(shares), barred=barred)


def _capacity(member: Member) -> Capacity:
    """Return what a member puts in as if it stood in the capacity book."""
    return Capacity(
        firm=member.firm,
        skill=member.skill,
        level=member.level,
        free=member.heads,
        free_from=member.start,
        evidence="document" if is_evidenced(member) else "declared",
    )


def is_evidenced(member: Member) -> bool:
    """Tell whether all heads of a member rest on more than the firm's word."""
    return (member.evidenced or 0) >= (member.heads or 0) > 0
