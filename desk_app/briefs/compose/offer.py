"""What Bangladesh can offer for a demand: on page 1 in three lines, then line by line."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from desk_app.briefs.compose.coverage import Coverage, Covered, Share, barring, cover
from desk_app.briefs.compose.integrity import integrity, left_out, not_named
from desk_app.briefs.compose.kept import covered_by, kept_for
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import (
    Block,
    Callout,
    Cell,
    Column,
    Length,
    Mark,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
    plain,
    text_of,
)
from desk_app.domain.kinds import Capacity, Certificate, Demand, DemandLine, Firm, Meeting
from desk_app.domain.kinds.lists import LEVELS
from desk_app.domain.records import Record
from desk_app.domain.values import Figure, SkillClaim

_LEVELS = {choice.code: choice.label for choice in LEVELS}
_MARKS: dict[str, Mark] = {
    "declared": "declared",
    "document": "document",
    "visited": "visited",
    "reference": "reference",
}
_MOST_NAMED = 2
_FIRMS_A_LINE: dict[Length, int] = {"points": 1, "brief": 1, "book": 100}
_FIRMS: dict[Length, int] = {"points": 0, "brief": 3, "book": 1_000}
_WEAKEST_FIRST: tuple[Mark, ...] = ("expired", "declared", "document", "reference", "visited")


def demands(reading: Reading, meeting: Meeting) -> list[Record[Demand]]:
    """Return the demands a meeting is about."""
    return reading.some(Demand, meeting.demands)


def coverage_of(reading: Reading, demand: Record[Demand]) -> Coverage:
    """Return how far firms that passed their checks cover a demand today.

    Where a consortium is kept for it, that is the answer.
    """
    asked = [r for r in reading.all(DemandLine) if r.content.demand == demand.id]
    asked.sort(key=lambda r: _by_day(r.content))
    if (kept := kept_for(reading, demand)) is not None:
        return covered_by(kept, asked)
    lines = [record.content for record in asked]
    ours = {r.id: reading.passed(r.id) for r in reading.all(Firm) if is_ours(r.content)}
    under = {line.skill: reading.under(line.skill) for line in lines}
    named, barred = list[Capacity](), list[Capacity]()
    for capacity in (record.content for record in reading.all(Capacity)):
        if capacity.firm and capacity.firm in ours:
            (named if ours[capacity.firm] else barred).append(capacity)
    found = cover(lines, named, under, reading.today)
    return barring(found, barred, under, reading.today)


def _by_day(line: DemandLine) -> tuple[date, int, str]:
    return line.start or date.max, -(line.heads or 0), line.skill


def is_ours(firm: Firm) -> bool:
    """Tell whether a firm is one that can be offered."""
    return firm.side == "bangladeshi"


def mark_of(capacity: Capacity, today: date) -> Mark:
    """Return the mark of a capacity line's evidence; out of date beats everything."""
    if capacity.until is not None and capacity.until < today:
        return "expired"
    return mark_of_evidence(capacity.evidence)


def mark_of_evidence(evidence: str) -> Mark:
    """Return the mark of a kind of evidence; the weakest for one of a later version."""
    return _MARKS.get(evidence, "declared")


def skill_level(reading: Reading, line: DemandLine | Capacity | SkillClaim) -> str:
    """Return a skill with its level."""
    level = _LEVELS.get(line.level)
    said = reading.skill(line.skill)
    return (
        f"{said}{reading.words.say.comma}{reading.words.label(level).lower()}" if level else said
    )


def in_short(reading: Reading, coverages: Sequence[Coverage]) -> list[Spans]:
    """Return what the capacity book says of the demands: found, proven, when, missing."""
    if not any(coverage.lines for coverage in coverages):
        return []
    say, words = reading.words.say, reading.words
    asked, found = (sum(c.asked for c in coverages), sum(c.found for c in coverages))
    if not found:
        return [not_named(reading, coverages) or plain(say.offered_none)]
    shares = [share for coverage in coverages for share in coverage.shares]
    firms = words.count(say.firms, len({share.firm for share in shares}))
    first = say.offered.format(asked=words.number(asked), found=words.number(found), firms=firms)
    proven = words.number(sum(share.heads for share in shares if share.proven))
    rest = f"{_free_between(reading, shares)}; {say.offered_proven.format(proven=proven)}"
    lines: list[Spans] = [(Span(first, bold=True), Span(rest))]
    if not reading.options.internal:
        return lines
    short = _missing(reading, coverages, asked - found) if asked > found else ()
    unnamed = left_out(reading, coverages)
    between = plain(f"{say.stop} ") if short and unnamed else ()
    return [*lines, (*short, *between, *unnamed)] if short or unnamed else lines


def _free_between(reading: Reading, shares: Sequence[Share]) -> str:
    days = sorted({share.capacity.free_from for share in shares if share.capacity.free_from})
    if not days:
        return ""
    first, last = (reading.words.month(day) for day in (days[0], days[-1]))
    if first == last:
        return f"{reading.words.say.comma}{reading.words.say.from_.format(date=first)}"
    said = reading.words.say.offered_from.format(first=first, last=last)
    return f"{reading.words.say.comma}{said}"


def _missing(reading: Reading, coverages: Sequence[Coverage], missing: int) -> Spans:
    words = reading.words
    lines = sorted(
        (line for coverage in coverages for line in coverage.lines if line.missing),
        key=lambda line: -line.missing,
    )
    named = [
        f"{skill_level(reading, line.line)} {words.number(line.missing)}"
        for line in lines[:_MOST_NAMED]
    ]
    skills = "; ".join([*named, "…"] if len(lines) > _MOST_NAMED else named)
    return plain(words.say.shortfall.format(missing=words.number(missing), skills=skills))


def coverage(
    reading: Reading, found: Coverage, demand: Record[Demand], *, described: bool = True
) -> tuple[Block, ...]:
    """Return a demand line by line: asked, found, missing, and from whom."""
    say, words = reading.words.say, reading.words
    blocks: list[Block] = []
    if demand.content.description and described:
        lines = reading.lines(demand.content.description)
        blocks.append(Paragraph((reading.span(" ".join(lines)),)))
    if demand.content.confidential and described and reading.options.internal:
        blocks.append(Callout(say.confidential_client, (), kind="warning"))
    if not found.lines:
        return tuple(blocks)
    heads = say.columns
    whole = reading.options.whole
    columns = (
        Column(heads.skill, 2.6 if whole else 2.9, header=True),
        *(() if whole else (Column(heads.wanted, 1.6),)),
        Column(heads.asked, 0.8, align="end"),
        Column(heads.found, 0.8, align="end"),
        Column(heads.missing, 0.8, align="end"),
        Column(heads.firms, 4.2 if whole else 3.9),
    )
    told = _waves(reading, found) if whole else [_line(reading, line) for line in found.lines]
    rows = (*told, _total(reading, found))
    book = _book(reading, found)
    if found.stale:
        book = f"{book} {words.count(say.stale_capacity, found.stale)}"
    if found.barred:
        book = f"{book} {text_of(not_named(reading, [found]))}"
    blocks.append(Table(columns, rows, source=(Span(f"{book}\n"), *legend(reading))))
    return tuple(blocks)


def _waves(reading: Reading, found: Coverage) -> list[Row]:
    """Return the lines under the day from which they are wanted."""
    rows: list[Row] = []
    starts = list(dict.fromkeys(line.line.start for line in found.lines))
    for start in sorted(starts, key=lambda day: day or date.max):
        if start is not None:
            said = reading.words.say.from_day.format(date=reading.words.day(start))
            rows.append(Row((Cell(plain(said), columns=5),), "group"))
        rows += [_line(reading, line) for line in found.lines if line.line.start == start]
    return rows


def _line(reading: Reading, covered: Covered) -> Row:
    words, say = reading.words, reading.words.say
    line = covered.line
    named = skill_level(reading, line)
    if line.need == "nice":
        named = f"{named} ({say.nice.lower()})"
    missing = words.number(covered.missing) if covered.missing else "–"
    start = plain(words.near_day(line.start, reading.today) if line.start else "")
    return Row(
        (
            Cell(plain(named)),
            *(() if reading.options.whole else (Cell(start),)),
            Cell(plain(words.number(covered.asked))),
            Cell(plain(words.number(covered.found))),
            Cell((Span(missing, bold=bool(covered.missing)),)),
            Cell(_from_whom(reading, covered)),
        )
    )


def _from_whom(reading: Reading, covered: Covered) -> Spans:
    """Return the firms of a line with their heads, the weakest evidence of each as its mark."""
    words = reading.words
    given: dict[UUID, list[Share]] = defaultdict(list)
    for share in covered.shares:
        given[share.firm].append(share)
    heads = _by_heads(covered.shares)
    ranked = list(heads)
    most = _FIRMS_A_LINE[reading.options.length]
    spans: list[Span] = []
    for firm in ranked[:most]:
        spans += [Span(words.say.comma)] if spans else []
        mark = _weakest(reading, given[firm])
        spans.append(reading.span(reading.short_title(firm)))
        spans.append(Span(f" {words.number(heads[firm])}", mark=mark))
    if len(ranked) > most:
        more = words.number(sum(heads[firm] for firm in ranked[most:]))
        count = len(ranked) - most
        spans.append(Span(words.say.comma + words.count(words.say.more_firms, count, heads=more)))
    return tuple(spans)


def _weakest(reading: Reading, shares: Sequence[Share]) -> Mark:
    marks = {mark_of(share.capacity, reading.today) for share in shares}
    return next(mark for mark in _WEAKEST_FIRST if mark in marks)


def _total(reading: Reading, found: Coverage) -> Row:
    words = reading.words
    missing = found.asked - found.found
    numbers = [words.number(found.asked), words.number(found.found)]
    numbers.append(words.number(missing) if missing else "–")
    across = 1 if reading.options.whole else 2
    cells = [Cell(plain(words.say.coverage_total), columns=across)]
    cells += [Cell(plain(text)) for text in numbers]
    cells.append(Cell(plain(words.count(words.say.firms, len(found.firms)))))
    return Row(tuple(cells), "total")


def _book(reading: Reading, found: Coverage) -> str:
    """Return where the heads are from and how old the entries are."""
    if found.agreed:
        return reading.words.say.as_in_the_consortium
    days = sorted({s.capacity.as_of for s in found.shares if s.capacity.as_of})
    if not days:
        return reading.words.say.coverage_empty
    short = reading.words.short_day
    return reading.words.say.coverage_source.format(first=short(days[0]), last=short(days[-1]))


def legend(reading: Reading) -> Spans:
    """Return what the marks mean."""
    say = reading.words.say
    spans = [Span(say.marks + " ", bold=True)]
    for mark in _MARKS.values():
        spans += [Span(say.mark_names[mark], mark=mark), Span("   ")]
    return tuple(spans[:-1])


def firms(reading: Reading, coverages: Sequence[Coverage]) -> tuple[Block, ...]:
    """Return the firms behind the offer, with what each brings and on what evidence."""
    shares: dict[UUID, list[Share]] = defaultdict(list)
    for found in coverages:
        for firm in found.firms:
            shares[firm] += [share for share in found.shares if share.firm == firm]
    if not shares:
        return ()
    heads, words, whole = reading.words.say.columns, reading.words, reading.options.whole
    columns = (
        Column(heads.firm, 2.0),
        *((Column(heads.heads, 3.2),) if whole else (Column(heads.found, 0.8, align="end"),)),
        Column(heads.certificates, 2.4 if whole else 4.7),
        Column(heads.as_of, 1.0 if whole else 1.3),
    )
    ranked = sorted(shares, key=lambda firm: (-sum(s.heads for s in shares[firm]), firm.int))
    most = _FIRMS[reading.options.length]
    rows = tuple(_firm_row(reading, firm, shares[firm]) for firm in ranked[:most])
    days = sorted(s.capacity.as_of for given in shares.values() for s in given if s.capacity.as_of)
    short = words.short_day
    source = (
        words.say.book_as_of.format(first=short(days[0]), last=short(days[-1])) if days else ""
    )
    if len(ranked) > most:
        left = words.number(sum(s.heads for firm in ranked[most:] for s in shares[firm]))
        source += " " + words.count(words.say.firms_more, len(ranked) - most, heads=left)
    return (Table(columns, rows, source=plain(source.strip())),)


def folio_of(reading: Reading, coverages: Sequence[Coverage]) -> tuple[Block, ...]:
    """Return the checks of each firm that the offer names, those with most heads first."""
    lines = [line for found in coverages for line in found.lines]
    most = _FIRMS_A_LINE[reading.options.length]
    named = {firm for line in lines for firm in list(_by_heads(line.shares))[:most]}
    ranked = list(_by_heads([share for line in lines for share in line.shares]))
    behind = ranked[: _FIRMS[reading.options.length]]
    told = [firm for firm in ranked if firm in named or firm in behind]
    return tuple(integrity(reading, told))


def _by_heads(shares: Sequence[Share]) -> dict[UUID, int]:
    """Return the heads of each firm, the most first."""
    heads: dict[UUID, int] = defaultdict(int)
    for share in shares:
        heads[share.firm] += share.heads
    return dict(sorted(heads.items(), key=lambda pair: (-pair[1], pair[0].int)))


def _firm_row(reading: Reading, id: UUID, given: Sequence[Share]) -> Row:
    """Return a firm with what it brings: skill by skill, or where the lines say it, in sum."""
    words = reading.words
    oldest = min((s.capacity.as_of for s in given if s.capacity.as_of), default=None)
    total = Span(words.number(sum(s.heads for s in given)), mark=_weakest(reading, given))
    return Row(
        (
            Cell(_named_firm(reading, id)),
            Cell(_brought(reading, given) if reading.options.whole else (total,)),
            Cell(certificates(reading, id)),
            Cell(plain(words.near_day(oldest, reading.today) if oldest else "")),
        )
    )


def _brought(reading: Reading, given: Sequence[Share]) -> Spans:
    words = reading.words
    brought: dict[str, tuple[int, Mark]] = {}
    for share in given:
        named = skill_level(reading, share.capacity)
        heads = brought.get(named, (0, "declared"))[0]
        brought[named] = (heads + share.heads, mark_of(share.capacity, reading.today))
    spans: list[Span] = []
    for named, (heads, mark) in brought.items():
        spans += [Span("; ")] if spans else []
        spans.append(Span(f"{named} {words.number(heads)}", mark=mark))
    return tuple(spans)


def _named_firm(reading: Reading, id: UUID) -> Spans:
    record = reading.find(Firm, id)
    spans = [reading.span(reading.short_title(id), bold=True)]
    if record is not None and record.content.headcount is not None and reading.options.whole:
        known = record.content.headcount
        staff = reading.words.figure(Figure(known.low, known.high))
        spans.append(Span("\n" + reading.words.say.staff.format(n=staff), role="muted"))
    return tuple(spans)


def certificates(reading: Reading, holder: UUID) -> Spans:
    """Return what somebody is certified for, until when, and on what evidence."""
    say, today = reading.words.say, reading.today
    spans: list[Span] = []
    for record in reading.all(Certificate):
        held = record.content
        if held.holder != holder:
            continue
        expired = held.until is not None and held.until < today
        phrase = say.certificate_expired if expired else say.certificate_until
        day = reading.words.month(held.until) if held.until else ""
        text = phrase.format(name=held.name, date=day) if day else held.name
        mark: Mark = "expired" if expired else mark_of_evidence(held.evidence)
        spans += [Span("\n" if reading.options.whole else "; ")] if spans else []
        spans.append(Span(text, mark=mark))
    return tuple(spans)
