"""Programmes by day as tables: a row a stop, a column a participant."""

from desk_app.briefs.content import Cell, Column, Itinerary, Lang, Row, Span, Stop, Table, plain
from desk_app.briefs.layout.words import Words, digits, words

_MOST_COLUMNS = 12


def itinerary_table(itinerary: Itinerary, lang: Lang) -> Table:
    """`itinerary` as a table in `lang`: days as subheadings, who joins as ticks or numbers."""
    said = words(lang)
    people = itinerary.people if len(itinerary.people) > 1 else ()
    columns = (
        Column(said.time, 1.1, header=True),
        Column(said.programme, 4.0),
        *([Column(said.place, 2.0)] if _places(itinerary) else []),
        *_who_columns(people, said, lang),
    )
    rows: list[Row] = []
    for day in itinerary.days:
        rows.append(Row((Cell(plain(day.title), columns=len(columns)),), "group"))
        rows += [_row(stop, itinerary, people, lang) for stop in day.stops]
    legend = _legend(people, lang)
    between = (Span(" · "),) if legend and itinerary.source else ()
    source = (*legend, *between, *itinerary.source)
    return Table(columns, tuple(rows), itinerary.caption, source)


def _places(itinerary: Itinerary) -> bool:
    return any(stop.place for day in itinerary.days for stop in day.stops)


def _who_columns(people: tuple[str, ...], said: Words, lang: Lang) -> list[Column]:
    if len(people) > _MOST_COLUMNS:
        return [Column(said.who, 1.6)]
    return [Column(digits(n, lang), 0.05, "centre") for n in range(1, len(people) + 1)]


def _row(stop: Stop, itinerary: Itinerary, people: tuple[str, ...], lang: Lang) -> Row:
    cells = [Cell(plain(stop.time)), Cell(stop.what)]
    if _places(itinerary):
        cells.append(Cell(plain(stop.place)))
    joining = {n for n in stop.who if 0 <= n < len(people)} or set(range(len(people)))
    if len(people) > _MOST_COLUMNS:
        cells.append(Cell(plain(_numbers(joining, len(people), lang))))
    else:
        tick = (Span("", mark="joins"),)
        cells += [Cell(tick if n in joining else ()) for n in range(len(people))]
    return Row(tuple(cells))


def _numbers(joining: set[int], of: int, lang: Lang) -> str:
    if len(joining) == of:
        return words(lang).all_join
    return ", ".join(digits(n + 1, lang) for n in sorted(joining))


def _legend(people: tuple[str, ...], lang: Lang) -> tuple[Span, ...]:
    spans: list[Span] = []
    for number, name in enumerate(people, 1):
        spans.append(Span(f"{digits(number, lang)}\u00a0", bold=True))
        spans.append(Span(f"{name}{' · ' if number < len(people) else ''}"))
    return tuple(spans)
