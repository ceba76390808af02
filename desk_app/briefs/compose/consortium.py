"""The consortium of a demand: the version the desk keeps, or what is proposed today."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from desk_app.briefs.compose.integrity import not_named
from desk_app.briefs.compose.kept import Kept, is_evidenced
from desk_app.briefs.compose.offer import legend, skill_level
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Head, tabled
from desk_app.briefs.content import Block, Bullets, Item, Mark, Paragraph, Span, Spans, plain
from desk_app.domain.kinds import Consortium, DemandLine, Member
from desk_app.domain.kinds.consortium import CONSORTIUM_STANDINGS, MEMBER_ANSWERS, MEMBER_ROLES

_STANDINGS = {choice.code: choice.label for choice in CONSORTIUM_STANDINGS}
_ANSWERS = {choice.code: choice.label for choice in MEMBER_ANSWERS}
_NOT_ASKED = "not_asked"
_ROLES = {choice.code: choice.label for choice in MEMBER_ROLES}


def consortium(reading: Reading, found: Kept | None) -> tuple[Block, ...]:
    """Return who brings what, from when, and whether they agreed; then why, and what it risks."""
    if found is None:
        return ()
    version = found.version.content
    told = reading.options.internal and any(m.answer != _NOT_ASKED for m in found.members)
    blocks: list[Block] = [Paragraph(_which(reading, version))]
    blocks += [
        replace(table, source=legend(reading))
        for table in tabled(_heads(reading, answered=told), _rows(reading, found, answered=told))
    ]
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


def _heads(reading: Reading, *, answered: bool) -> list[Head]:
    heads = reading.words.say.columns
    columns = [Head(heads.firm, 2.4), Head(heads.brings, 4.4), Head(heads.wanted, 1.4)]
    return [*columns, Head(heads.state, 1.5)] if answered else columns


def _rows(reading: Reading, found: Kept, *, answered: bool) -> list[Sequence[Spans]]:
    """Return a line a firm, the lead first, the others by their heads."""
    by_firm: dict[UUID, list[Member]] = defaultdict(list)
    for member in found.members:
        if member.firm:
            by_firm[member.firm].append(member)
    lead = next(iter(found.firms), None)

    def place(firm: UUID) -> tuple[bool, int, int]:
        return firm != lead, -sum(m.heads or 0 for m in by_firm[firm]), firm.int

    return [
        _row(reading, firm, by_firm[firm], answered=answered)
        for firm in sorted(by_firm, key=place)
    ]


def _row(
    reading: Reading, firm: UUID, members: Sequence[Member], *, answered: bool
) -> Sequence[Spans]:
    words = reading.words
    name: Spans = (reading.span(reading.short_title(firm)),)
    if any(member.role == "lead" for member in members):
        name = (*name, Span(f" ({words.label(_ROLES['lead']).lower()})"))
    first = min((m.start for m in members if m.start), default=None)
    cells: list[Spans] = [
        name,
        _brought(reading, members),
        plain(words.near_day(first, reading.today) if first else ""),
    ]
    if answered:
        answers = dict.fromkeys(_ANSWERS[m.answer] for m in members if m.answer in _ANSWERS)
        cells.append(plain("; ".join(words.label(answer) for answer in answers)))
    return cells


def _brought(reading: Reading, members: Sequence[Member]) -> Spans:
    """Return skill, heads and evidence of each line that a firm serves."""
    spans: list[Span] = []
    for member in members:
        spans += [Span("; ")] if spans else []
        mark: Mark = "document" if is_evidenced(member) else "declared"
        heads = reading.words.number(member.heads or 0)
        spans.append(Span(f"{_skill(reading, member)} {heads}", mark=mark))
    return tuple(spans)


def _skill(reading: Reading, member: Member) -> str:
    line = reading.find(DemandLine, member.line)
    if member.skill or line is None:
        return skill_level(reading, DemandLine(skill=member.skill, level=member.level))
    return skill_level(reading, line.content)


def _said(reading: Reading, label: str, text: str) -> list[Block]:
    lines = reading.lines(text)
    if not lines:
        return []
    items = tuple(Item((reading.span(reading.in_digits(line)),)) for line in lines)
    return [Paragraph((Span(label, bold=True),)), Bullets(items)]
