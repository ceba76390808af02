"""Country facts with source and age, and the exports as two sides count them."""

import re
from collections.abc import Sequence
from datetime import date

from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.content import (
    Block,
    Cell,
    Chart,
    Column,
    Lang,
    Paragraph,
    Point,
    Row,
    Series,
    Span,
    Spans,
    Table,
    plain,
)
from desk_app.domain.kinds import Fact, Firm, Hub, Meeting
from desk_app.domain.kinds.fact import CERTAINTIES, TOPICS
from desk_app.domain.labels import Label
from desk_app.domain.places import country_name

HOME = "BD"
_MOST_ABROAD, _MOST_AT_HOME = 2, 2
_ASKED_FIRST = ("payment", "data_law", "incentive", "trade", "certification")
"""Topics of our own country that a client asks about in a first talk, the first ones first."""
_TO_COME = ("tax", "incentive", "parks", "visa", "payment")
"""The same of a client who may come to Bangladesh."""
_TOPICS = tuple(choice.code for choice in TOPICS)
_WHOLE_YEAR = re.compile(r"(?:FY)?(\d{4})(?:-\d{2})?")
_MILLIONS = re.compile(r"([\d.]+) USD million")
_URL = re.compile(r"https?://(?:www\.)?([^\s/]+)\S*")
_LEAST_POINTS = 3
_CERTAINTIES = {choice.code: choice.label for choice in CERTAINTIES}


def countries(reading: Reading, meeting: Meeting) -> list[str]:
    """Return the countries of those we meet, then our own."""
    hosts = [record.content.country for record in reading.some(Firm, meeting.organisations)]
    hosts += [record.content.country for record in reading.some(Hub, meeting.organisations)]
    return [*dict.fromkeys(code for code in hosts if code and code != HOME), HOME]


def is_expired(fact: Fact, today: date) -> bool:
    """Tell whether a fact is past the day until which it may be said."""
    return fact.until is not None and fact.until < today


def facts(
    reading: Reading,
    meeting: Meeting,
    charted: Sequence[Fact],
    codes: Sequence[str] = (),
) -> tuple[Block, ...]:
    """Return the facts by country; what a chart shows is not said twice.

    A brief keeps to what is in date and fits those we meet. Where everything is told, facts out
    of date stand last, hatched; in a hand-out they are left out. What is left out is counted.
    """
    shown: list[Fact] = []
    expired = known_in_all = 0
    for code in codes or countries(reading, meeting):
        known = [r.content for r in reading.all(Fact) if r.content.country == code]
        old = [fact for fact in known if is_expired(fact, reading.today)]
        current = [f for f in known if not is_expired(f, reading.today) and f not in charted]
        shown += _fresh(reading, meeting, code, current)
        shown += _stale(reading, old)
        expired, known_in_all = expired + len(old), known_in_all + len(current) + len(old)
    return _table(reading, shown, expired, known_in_all - len(shown))


def _fresh(reading: Reading, meeting: Meeting, code: str, current: Sequence[Fact]) -> list[Fact]:
    if reading.options.whole:
        return _newest_first(current, _TOPICS, len(current))
    if code != HOME:
        alone = not meeting.organisations or reading.material.kind() == "country"
        return _newest_first(current, _TOPICS, 2 if alone else 1)[: 20 if alone else _MOST_ABROAD]
    hosts = reading.some(Firm, meeting.organisations)
    topics = _TO_COME if any(host.content.relocation for host in hosts) else _ASKED_FIRST
    fitting = [fact for fact in current if fact.topic in topics]
    return _newest_first(fitting, topics, 1)[:_MOST_AT_HOME]


def _stale(reading: Reading, old: Sequence[Fact]) -> list[Fact]:
    if not (reading.options.internal and reading.options.whole):
        return []
    return sorted(old, key=lambda f: (f.until or date.min, f.statement), reverse=True)


def _newest_first(known: Sequence[Fact], topics: Sequence[str], most: int) -> list[Fact]:
    """Return the `most` newest facts of each topic, topic by topic."""
    found: list[Fact] = []
    for topic in dict.fromkeys((*topics, *sorted({f.topic for f in known}))):
        of_topic = [fact for fact in known if fact.topic == topic]
        of_topic.sort(key=_recency, reverse=True)
        found += of_topic[:most]
    return found


def _recency(fact: Fact) -> tuple[str, date, str]:
    years: list[str] = re.findall(r"\d{4}", fact.period)
    return (max(years, default=""), fact.checked or date.min, fact.statement)


def _table(reading: Reading, shown: Sequence[Fact], expired: int, more: int) -> tuple[Block, ...]:
    say, words = reading.words.say, reading.words
    hatched = any(is_expired(fact, reading.today) for fact in shown)
    notes = [say.facts_source] if hatched else []
    if expired:
        phrase = say.facts_expired if reading.options.internal else say.facts_left_out
        notes.append(words.count(phrase, expired))
    if more and reading.options.internal:
        notes.append(words.count(say.facts_more, more))
    if (more or expired) and not reading.options.whole:
        notes.append(say.left_for_the_book)
    if not shown:
        return (Paragraph(plain(" ".join(notes))),) if expired else ()
    heads = say.columns
    whole = reading.options.whole
    columns = (
        *(() if whole else (Column(heads.country, 1.2),)),
        Column(heads.statement, 5.0 if whole else 4.8),
        Column(heads.standing, 2.2 if whole else 1.9),
        Column(heads.source, 0.6, align="end"),
    )
    numbers = {source: n for n, source in enumerate(dict.fromkeys(f.source for f in shown), 1)}
    rows: list[Row] = []
    for code in dict.fromkeys(fact.country for fact in shown):
        rows += [_country(reading, code)] if whole else []
        rows += [_row(reading, f, numbers[f.source]) for f in shown if f.country == code]
    counted = plain("\n" + " ".join(notes)) if notes else ()
    source = (*_sources(reading, shown, numbers), *counted)
    return (Table(columns, tuple(rows), source=source),)


def _country(reading: Reading, code: str) -> Row:
    return Row((Cell(plain(reading.words.label(country_name(code))), columns=3),), "group")


def _row(reading: Reading, fact: Fact, number: int) -> Row:
    old = is_expired(fact, reading.today)
    said = reading.said(fact.statement, fact.statement_bn)
    statement: Spans = (Span(said.text, lang=said.lang, mark="expired" if old else None),)
    source = plain(reading.words.number(number))
    country = Cell(plain(reading.words.label(country_name(fact.country))))
    return Row(
        (
            *(() if reading.options.whole else (country,)),
            Cell(statement, expired=old),
            Cell(_standing(reading, fact), expired=old),
            Cell(source),
        )
    )


def _standing(reading: Reading, fact: Fact) -> Spans:
    """Return how sure a fact is, and until when it holds or held."""
    say, words = reading.words.say, reading.words
    certainty = words.label(
        _CERTAINTIES.get(fact.certainty, Label(fact.certainty, fact.certainty))
    )
    if fact.certainty == "official" and not fact.value:
        certainty = say.official_text
    if fact.until is None:
        return plain(certainty)
    old = is_expired(fact, reading.today)
    phrase = say.fact_expired if old else say.fact_valid
    until = phrase.format(date=words.short_day(fact.until))
    return (Span(f"{certainty}; "), Span(until, bold=old, role="alert" if old else "text"))


def _sources(reading: Reading, shown: Sequence[Fact], numbers: dict[str, int]) -> Spans:
    """Return the numbered sources, each with the day on which its facts were last checked."""
    say, words = reading.words.say, reading.words
    spans = [Span(say.facts_sources + " ", bold=True)]
    for source, number in numbers.items():
        checked = min((f.checked for f in shown if f.source == source and f.checked), default=None)
        day = words.short_day(checked) if checked else "–"
        spans.append(Span(f"{words.number(number)}\u00a0", bold=True))
        spans += sourced(reading, source)
        spans.append(Span(f"; {say.fact_checked.format(date=day)}. "))
    return tuple(spans)


def sourced(reading: Reading, source: str) -> list[Span]:
    """Return a source with its web addresses as short links."""
    spans: list[Span] = []
    at = 0
    for match in _URL.finditer(source):
        spans.append(reading.span(source[at : match.start()]))
        spans.append(Span(match[1], link=match[0].rstrip(",;)"), lang=_latin(reading)))
        at = match.end()
    spans.append(reading.span(source[at:]))
    return [span for span in spans if span.text]


def _latin(reading: Reading) -> Lang | None:
    return None if reading.options.language == "en" else "en"


def chart(reading: Reading) -> tuple[tuple[Block, ...], list[Fact]]:
    """Return the exports of Bangladesh as a chart, with the facts it shows.

    Only whole years in millions of dollars; official and industry figures are two series. Nothing
    where there are fewer than three points.
    """
    known = [
        r.content
        for r in reading.all(Fact)
        if r.content.country == HOME
        and r.content.topic == "export"
        and r.content.certainty in ("official", "industry")
        and not is_expired(r.content, reading.today)
        and _WHOLE_YEAR.fullmatch(r.content.period)
        and _MILLIONS.fullmatch(r.content.value)
    ]
    if len(known) < _LEAST_POINTS:
        return (), []
    places = sorted({fact.period for fact in known}, key=_year)
    say = reading.words.say
    series = tuple(
        _series(reading, name, [f for f in known if f.certainty == certainty], places)
        for certainty, name in (
            ("official", say.figure_official),
            ("industry", say.figure_industry),
        )
        if any(f.certainty == certainty for f in known)
    )
    return (_chart(reading, series, known),), known


def _year(period: str) -> tuple[str, str]:
    return (re.sub(r"\D", "", period)[:4], period)


def _series(reading: Reading, name: str, known: Sequence[Fact], places: Sequence[str]) -> Series:
    by_period = {fact.period: fact for fact in known}
    return Series(name, tuple(_point(reading, at, by_period.get(at)) for at in places))


def _point(reading: Reading, at: str, fact: Fact | None) -> Point:
    words = reading.words
    shown_at = words.digits(at if words.language == "en" else at.removeprefix("FY"))
    match = _MILLIONS.fullmatch(fact.value) if fact else None
    if match is None:
        return Point(shown_at, None)
    value = float(match[1])
    return Point(shown_at, value, words.digits(f"{value:,.0f}"))


def _chart(reading: Reading, series: tuple[Series, ...], known: Sequence[Fact]) -> Chart:
    say, words = reading.words.say, reading.words
    points = [
        say.chart_point.format(series=s.name, at=p.at, value=p.shown)
        for s in series
        for p in s.points
        if p.value is not None
    ]
    sources = list(dict.fromkeys(_short_source(fact.source) for fact in known))
    checked = min((fact.checked for fact in known if fact.checked), default=None)
    source = say.chart_source.format(
        sources="; ".join(sources), date=words.short_day(checked) if checked else "–"
    )
    return Chart(
        title=say.chart_title,
        unit=say.chart_unit,
        series=series,
        alt=say.chart_alt.format(points="; ".join(points)),
        source=plain(source),
    )


def _short_source(source: str) -> str:
    return _URL.sub(lambda match: match[1], source)
