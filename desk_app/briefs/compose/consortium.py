"""The consortium of a demand: the version the desk keeps, or what is proposed today."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.integrity import not_named
from desk_app.briefs.compose.offer import skill_level
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Head, tabled
from desk_app.briefs.content import Block, Bullets, Item, Mark, Paragraph, Span, Spans, plain
from desk_app.domain.kinds import Consortium, Demand, DemandLine, Member
from desk_app.domain.kinds.consortium import CONSORTIUM_STANDINGS, MEMBER_ANSWERS, MEMBER_ROLES
from desk_app.domain.records import Record

_STANDINGS = {choice.code: choice.label for choice in CONSORTIUM_STANDINGS}
_ANSWERS = {choice.code: choice.label for choice in MEMBER_ANSWERS}
_ROLES = {choice.code: choice.label for choice in MEMBER_ROLES}
_FIRMEST = ("draft", "chosen", "offered")


class Kept(Struct, frozen=True):
    """One version of a consortium with its members that may be named, and who may not."""

    version: Record[Consortium]
    members: tuple[Member, ...]
    barred: tuple[UUID, ...]

    @property
    def firms(self) -> tuple[UUID, ...]:
        """The firms that may be named, the lead first."""
        ranked = sorted(self.members, key=lambda m: m.role != "lead")
        return tuple(dict.fromkeys(m.firm for m in ranked if m.firm))


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
    firms = dict.fromkeys(m.firm for m in members if m.firm)
    barred = {firm for firm in firms if not reading.passed(firm)}
    named = (m for m in members if m.firm and m.firm not in barred)
    return Kept(version, tuple(named), tuple(sorted(barred)))


def _firmness(record: Record[Consortium]) -> tuple[int, int, date, int]:
    version = record.content
    firm = _FIRMEST.index(version.standing)
    return firm, version.number or 0, version.made or date.min, record.id.int


def consortium(reading: Reading, found: Kept | None) -> tuple[Block, ...]:
    """Return who brings what, from when, and whether they agreed; then why, and what it risks."""
    if found is None:
        return ()
    version = found.version.content
    blocks: list[Block] = [Paragraph(_which(reading, version))]
    blocks += tabled(_heads(reading), _rows(reading, found))
    if found.barred:
        blocks.append(Paragraph(not_named(reading, [found])))
    if reading.options.internal:
        blocks += _said(reading, reading.words.say.why, version.why)
        blocks += _said(reading, reading.words.say.risks, version.risks)
        blocks += _said(reading, reading.words.say.uncovered, version.uncovered)
    return tuple(blocks)


def _which(reading: Reading, version: Consortium) -> Spans:
    say, words = reading.words.say, reading.words
    made = words.short_day(version.made or reading.today)
    if version.number is None:
        told = say.proposed_today.format(date=made)
    else:
        state = words.label(_STANDINGS[version.standing]).lower()
        number = words.number(version.number)
        told = say.version.format(n=number, date=made, state=state)
    if not reading.options.internal:
        told = say.as_of_day.format(date=made)
    if version.asked:
        covered = words.number(version.covered or 0)
        told += " " + say.covered.format(covered=covered, asked=words.number(version.asked))
    return plain(told)


def _heads(reading: Reading) -> list[Head]:
    heads, internal = reading.words.say.columns, reading.options.internal
    answer = [Head(heads.state, 1.5)] if internal else []
    return [
        Head(heads.firm, 2.6),
        Head(heads.skill, 2.8),
        Head(heads.people, 0.9, "end"),
        Head(heads.when, 2.2),
        *answer,
    ]


def _rows(reading: Reading, found: Kept) -> list[Sequence[Spans]]:
    by_firm: dict[UUID, list[Member]] = defaultdict(list)
    for member in found.members:
        if member.firm:
            by_firm[member.firm].append(member)
    return [
        _row(reading, firm, member, first=n == 0)
        for firm in found.firms
        for n, member in enumerate(by_firm[firm])
    ]


def _row(reading: Reading, firm: UUID, member: Member, *, first: bool) -> Sequence[Spans]:
    words = reading.words
    name: Spans = (reading.span(reading.title(firm), bold=True),)
    if first and member.role == "lead":
        name = (*name, Span(f" ({words.label(_ROLES['lead']).lower()})"))
    days = [words.short_day(day) for day in (member.start, member.until) if day]
    answer = _ANSWERS.get(member.answer)
    cells: list[Spans] = [
        name if first else (reading.span(reading.title(firm)),),
        plain(_skill(reading, member)),
        (Span(words.number(member.heads or 0), mark=_mark(member)),),
        plain(
            words.say.range_.format(low=days[0], high=days[1]) if len(days) == 2 else "".join(days)
        ),
    ]
    if reading.options.internal:
        cells.append(plain(words.label(answer) if answer else ""))
    return cells


def _skill(reading: Reading, member: Member) -> str:
    line = reading.find(DemandLine, member.line)
    if member.skill or line is None:
        return skill_level(reading, DemandLine(skill=member.skill, level=member.level))
    return skill_level(reading, line.content)


def _mark(member: Member) -> Mark:
    """Return the mark of a member's heads: all of them on more than the firm's word, or not."""
    return "document" if (member.evidenced or 0) >= (member.heads or 0) > 0 else "declared"


def _said(reading: Reading, label: str, text: str) -> list[Block]:
    lines = reading.lines(text)
    if not lines:
        return []
    items = tuple(Item((reading.span(line),)) for line in lines)
    return [Paragraph((Span(label, bold=True),)), Bullets(items)]
