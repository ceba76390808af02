"""The cards of *Results*: the aim of all, the pipeline, the losses."""

from desk_app.domain.results import Progress, Span, values_by_year
from desk_app.i18n import digits, number, short_day, t
from desk_app.ui.charts import Bar, Bars, Fill, Part
from desk_app.ui.results.reading import Results
from desk_app.ui.results.wording import (
    choice_words,
    country_words,
    loss_tables,
    percent,
    pipeline_headings,
    pipeline_rows,
    span_words,
    sums_words,
)
from desk_app.ui.showing import Skills, worded
from desk_app.ui.tables import Table
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Card, Words, column, row

MOST = 12
"""How many bars one chart has at most; the table beside it and the workbook have all."""


def aim_card(read: Results) -> Card:
    """Return the aim of all, what our wins are of it, and the export figures that may be said."""
    card = Card()
    aim = read.aim.content if read.aim is not None else None
    if aim is None or aim.value is None:
        card.column.addWidget(Words(t("Exports of all Bangladesh: no target here."), "muted"))
        return card
    value, unit = aim.value.low, aim.value.unit
    goal = span_words(Span(value, aim.value.high), unit)
    year = digits(str(aim.year))
    card.column.addWidget(Words(t("The aim: {goal} by {year}", goal=goal, year=year), "large"))
    sure = read.toward.sure.get(unit, Span()).low
    unsure = read.toward.unsure.get(unit, Span()).low
    parts = (Part(sure), Part(unsure, "hatched"))
    name, words = t("Our wins in {unit}", unit=unit), f"{number(percent(sure, value))} %"
    card.column.addWidget(Bars(t("Wins against the aim"), [Bar(name, parts, words, value)]))
    for line in _contributions(read, unit):
        card.column.addWidget(Words(line))
    card.column.addWidget(Words(t("What is said of all exports"), "heading"))
    _add_facts(card, read)
    return card


def _add_facts(card: Card, read: Results) -> None:
    for record in read.facts:
        fact = record.content
        said = worded(fact, "statement")
        card.column.addWidget(Words(said, copied=True))
        under = [choice_words("fact", "certainty", fact.certainty), fact.source]
        under += [t("Checked {day}", day=short_day(fact.checked))] if fact.checked else []
        card.column.addWidget(Words("  ·  ".join(under), "small"))


def _contributions(read: Results, unit: str) -> list[str]:
    lines = [
        t("Confirmed by clients: {sums}", sums=sums_words(read.toward.sure)),
        t("Not confirmed: {sums}", sums=sums_words(read.toward.unsure)),
    ]
    figures = [figure for win in read.wins for figure in values_by_year(win.content)]
    if any(figure is not None and figure.unit != unit for figure in figures):
        lines.append(t("Wins in other currencies are not converted: see the wins."))
    return lines


def pipeline_card(read: Results) -> Card:
    """Return the demands by stage."""
    card = Card()
    card.column.addWidget(Words(t("Pipeline"), "large"))
    bars = [
        Bar(
            choice_words("demand", "stage", step.stage),
            (Part(step.count, _FILLS.get(step.stage, "hatched")),),
            number(step.count),
        )
        for step in read.pipeline
    ]
    card.column.addWidget(Bars(t("Demands by stage"), bars))
    rows = pipeline_rows(read.pipeline)
    card.column.addWidget(Table(t("Demands by stage"), pipeline_headings(), rows))
    return card


_FILLS: dict[str, Fill] = {"won": "full", "lost": "empty"}


def losses_card(read: Results, skills: Skills) -> Card:
    """Return the loss ledger: by reason, by country, by skill."""
    card = Card()
    card.column.addWidget(Words(t("Losses: {count}", count=read.losses.total), "large"))
    words = t("Of all missions whose demands this desk may see.")
    card.column.addWidget(Words(words, "muted"))
    line = row(gap=3 * UNIT)
    for title, counted in loss_tables(read, skills):
        part = column()
        part.addWidget(Words(title, "heading"))
        bars = [Bar(name, (Part(count, "empty"),), number(count)) for name, count in counted]
        part.addWidget(Bars(title, bars[:MOST]))
        part.addStretch(1)
        line.addLayout(part, 1)
    card.column.addLayout(line)
    return card


def progress_bar(one: Progress) -> Bar:
    """Return a target as a bar whose mark is the target itself."""
    target = one.target.content
    aim = target.value.low if target.value else 0
    unit = target.value.unit if target.value else ""
    sure = one.reached.sure.get(unit, Span()).low if one.reached else 0
    unsure = one.reached.unsure.get(unit, Span()).low if one.reached else 0
    name = choice_words("target", "measure", target.measure)
    if not target.country:
        name = f"{name}, {country_words('')}"
    parts = (Part(_share(sure, aim)), Part(_share(unsure, aim), "hatched"))
    goal = span_words(Span(aim, aim), unit)
    words = t("{sure} of {goal}", sure=span_words(Span(sure, sure), ""), goal=goal)
    return Bar(name, parts, words, 1.0)


def _share(value: int, aim: int) -> float:
    return value / aim if aim else 0
