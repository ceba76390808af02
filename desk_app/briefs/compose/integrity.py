"""The integrity folio: what was searched, when and against what; and which firms are not named."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import (
    Block,
    Cell,
    Column,
    Length,
    Paragraph,
    Row,
    SourceNote,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.integrity import NEEDED, Light, Line, folio, lacking
from desk_app.domain.kinds import Check, Officer
from desk_app.domain.kinds.check import CHECKS

_CHECKS = {choice.code: choice.label for choice in CHECKS}
_WORST_FIRST: tuple[Light, ...] = ("failed", "refused", "expired", "open", "missing")
_MOST: dict[Length, int] = {"points": 0, "brief": 3, "book": 1_000}


class Barring(Protocol):
    """Something that leaves firms out whose checks are not passed."""

    @property
    def barred(self) -> tuple[UUID, ...]:
        """The firms left out."""
        ...


def barrier(reading: Reading, firm: UUID) -> Light:
    """Return the gravest of what keeps a firm from being named."""
    lights = {line.light for line in lacking(reading.checks(firm), reading.today)}
    for light in _WORST_FIRST:
        if light in lights:
            return light
    return "missing"


def not_named(reading: Reading, coverages: Iterable[Barring]) -> Spans:
    """Return how many firms are not named, and inside the mission by which light."""
    firms = {firm for coverage in coverages for firm in coverage.barred}
    if not firms:
        return ()
    say, words = reading.words.say, reading.words
    if not reading.options.internal:
        return plain(words.count(say.unnamed_to_others, len(firms)))
    lights = Counter(barrier(reading, firm) for firm in firms)
    why = [
        say.unnamed_by[light].format(n=words.number(lights[light]))
        for light in _WORST_FIRST
        if lights[light]
    ]
    return plain(words.count(say.unnamed, len(firms), why=words.listed(why)))


def integrity(reading: Reading, firms: Sequence[UUID], *, most: int | None = None) -> list[Block]:
    """Return the folio of each firm: searched on which day, in what; never one score.

    What is handed out says what was searched, and neither by whom nor what is still open.
    """
    limit = _MOST[reading.options.length] if most is None else most
    shown = [firm for firm in dict.fromkeys(firms) if reading.title(firm)]
    if not shown or not limit:
        return []
    heads, internal = reading.words.say.columns, reading.options.internal
    columns = (
        Column(heads.check, 1.5, header=True),
        *((Column(heads.state, 1.5),) if internal else ()),
        Column(heads.searched, 4.2),
        *((Column(heads.signed, 2.0),) if internal else ()),
        Column(heads.valid, 1.4),
    )
    rows: list[Row] = []
    for firm in shown[:limit]:
        rows.append(
            Row((Cell((reading.span(reading.title(firm)),), columns=len(columns)),), "group")
        )
        rows += [_row(reading, line) for line in _told(reading, firm)]
    return [Table(columns, tuple(rows)), SourceNote(plain(_note(reading, len(shown) - limit)))]


def _note(reading: Reading, left: int) -> str:
    say, words = reading.words.say, reading.words
    more = words.count(say.integrity_more, left) if left > 0 else ""
    return f"{say.integrity_note} {more}".rstrip()


def _told(reading: Reading, firm: UUID) -> list[Line]:
    """Return the lines that are worth one: what is needed, and whatever was looked into."""
    lines = folio(reading.checks(firm), reading.today)
    if not reading.options.internal:
        return [line for line in lines if line.light == "clear"]
    return [line for line in lines if line.check is not None or line.nature in NEEDED]


def _row(reading: Reading, line: Line) -> Row:
    words, internal = reading.words, reading.options.internal
    old = line.light == "expired"
    check = line.check.content if line.check else None
    label = words.label(_CHECKS[line.nature])
    until = words.short_day(check.until) if check and check.until else ""
    return Row(
        (
            Cell(plain(label)),
            *((Cell((light_span(reading, line.light),)),) if internal else ()),
            Cell(searched(reading, check) if check else (), expired=old),
            *((Cell(plain(_signed(reading, check) if check else "")),) if internal else ()),
            Cell(plain(until), expired=old),
        )
    )


def light_span(reading: Reading, light: Light) -> Span:
    """Return how a check stands, in words; what bars a firm is bold."""
    clear = light == "clear"
    said = reading.words.say.lights[light]
    return Span(said, bold=not clear, role="text" if clear else "alert")


def searched(reading: Reading, check: Check) -> Spans:
    """Return on which day something was searched, and in which list of which day."""
    say, words = reading.words.say, reading.words
    day = words.short_day(check.on) if check.on else "–"
    if not check.against:
        return plain(say.searched_on.format(date=day))
    spans = [Span(say.searched_in.format(date=day) + " "), reading.span(check.against)]
    if check.list_date is not None:
        listed = say.list_of.format(date=words.short_day(check.list_date))
        spans.append(Span(f" ({listed})"))
    return tuple(spans)


def _signed(reading: Reading, check: Check) -> str:
    officers = reading.some(Officer, [id for id in (check.by, check.second) if id])
    names = [reading.pick(o.content.name, o.content.name_bn) for o in officers]
    return reading.words.say.comma.join(names)


def why_not_offered(reading: Reading, firm: UUID) -> tuple[Block, ...]:
    """Return why a firm at home may not be offered today; nothing where it may."""
    if reading.passed(firm):
        return ()
    say, words = reading.words.say, reading.words
    parts = [
        say.lacking.format(check=words.label(_CHECKS[line.nature]), light=say.lights[line.light])
        for line in lacking(reading.checks(firm), reading.today)
    ]
    told = say.not_offered.format(why="; ".join(parts)) if reading.options.internal else ""
    return (Paragraph(plain(told or say.not_offered_to_others)),)
