"""What nobody can offer of a demand, and what stands in the way of those who could."""

from collections.abc import Sequence

from desk_app.briefs.compose.coverage import Coverage, Covered
from desk_app.briefs.compose.offer import skill_level
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import Block, Bullets, Item, Paragraph, Span, Spans, plain


def gap(reading: Reading, coverages: Sequence[Coverage]) -> tuple[Block, ...]:
    """Return what Dhaka should hear is missing; line by line where everything is told."""
    say, words = reading.words.say, reading.words
    lines = [line for coverage in coverages for line in coverage.lines if line.missing]
    if not lines:
        whole = any(coverage.lines for coverage in coverages)
        return (Paragraph(plain(say.no_gap)),) if whole else ()
    lines.sort(key=lambda line: (line.barred - line.missing, -line.missing))
    skills = words.listed(list(dict.fromkeys(reading.skill(e.line.skill) for e in lines[:3])))
    missing = sum(line.missing - line.barred for line in lines)
    told = say.gap_signal.format(missing=words.number(missing), skills=skills)
    signal = Span(told if missing else say.gap_checks, bold=True)
    if not reading.options.whole:
        return (Paragraph((signal, *_almost(reading, lines))),)
    items = tuple(Item(_gap_line(reading, line)) for line in lines)
    return (Bullets(items), Paragraph((signal,)))


def _almost(reading: Reading, lines: Sequence[Covered]) -> Spans:
    """Return how many of those missing are known, but at small firms or too late."""
    words, say = reading.words, reading.words.say
    small, later = (sum(line.small for line in lines), sum(line.later for line in lines))
    days = [line.later_from for line in lines if line.later_from]
    parts = [words.count(say.gap_small, small)] if small else []
    if barred := sum(line.barred for line in lines):
        parts.insert(0, words.count(say.gap_barred, barred))
    if later and days:
        day = words.near_day(min(days), reading.today)
        parts.append(say.gap_later.format(n=words.number(later), date=day))
    return plain(f" {words.sentence('; '.join(parts))}{say.stop}") if parts else ()


def _gap_line(reading: Reading, covered: Covered) -> Spans:
    say, words = reading.words.say, reading.words
    text = say.gap_line.format(
        skill=skill_level(reading, covered.line),
        missing=words.number(covered.missing),
        asked=words.number(covered.asked),
    )
    parts = [text]
    if covered.barred:
        parts.append(words.count(say.gap_barred, covered.barred))
    if covered.small:
        parts.append(words.count(say.gap_small, covered.small))
    if covered.later and covered.later_from:
        day = words.short_day(covered.later_from)
        parts.append(say.gap_later.format(n=words.number(covered.later), date=day))
    if not (covered.found or covered.small or covered.later or covered.barred):
        parts.append(say.gap_nobody)
    return plain("; ".join(parts))
