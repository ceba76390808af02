"""The results as an Excel workbook: numbers as numbers, currencies in columns of their own."""

from desk_app.domain.results import Span, credited, values_by_year
from desk_app.exchange.tablewriting import Sheet, Value, write_workbook
from desk_app.i18n import t
from desk_app.ui.results.reading import Results
from desk_app.ui.results.wording import choice_words, country_words, loss_tables
from desk_app.ui.showing import Skills


def workbook(read: Results, skills: Skills) -> bytes:
    """Return the workbook."""
    sheets = [_targets(read), _wins(read), _pipeline(read), *_losses(read, skills)]
    content, _cut = write_workbook(sheets, t("Results"))
    return content


def _targets(read: Results) -> Sheet:
    heads = [t("Year"), t("Measure"), t("Country"), t("Currency"), t("Target")]
    heads += [t("Confirmed"), t("Not confirmed"), t("Source")]
    rows: list[list[Value]] = []
    for one in read.progress:
        target = one.target.content
        unit = target.value.unit if target.value else ""
        row: list[Value] = [
            target.year,
            choice_words("target", "measure", target.measure),
            country_words(target.country),
            unit,
            target.value.low if target.value else None,
        ]
        if one.reached is None:
            row += [None, None]
        else:
            row += [
                one.reached.sure.get(unit, Span()).low,
                one.reached.unsure.get(unit, Span()).low,
            ]
        rows.append([*row, target.source])
    return Sheet(t("Targets"), heads, rows)


def _wins(read: Results) -> Sheet:
    heads = [t("Win"), t("Client"), t("Signed on"), t("Client's confirmation"), t("Our share")]
    heads += [t("Without us"), t("Year of the win"), t("Currency"), t("At least"), t("At most")]
    rows: list[list[Value]] = []
    for record in read.wins:
        win = record.content
        head: list[Value] = [
            win.name,
            read.names.get(str(win.client), ""),
            win.on,
            choice_words("win", "confirmation", win.confirmation),
            win.share,
            choice_words("win", "without_us", win.without_us),
        ]
        for year, figure in enumerate(values_by_year(win), 1):
            if figure is not None:
                part = credited(figure, win.share)
                rows.append([*head, year, figure.unit, part.low, part.high])
    return Sheet(t("Wins"), heads, rows)


def _pipeline(read: Results) -> Sheet:
    heads = [t("Stage"), t("Demands"), t("Currency"), t("At least"), t("At most")]
    rows: list[list[Value]] = []
    for step in read.pipeline:
        stage = choice_words("demand", "stage", step.stage)
        worth = sorted(step.worth.items()) or [("", Span())]
        for unit, span in worth:
            rows.append([stage, step.count, unit, span.low, span.high])
    return Sheet(t("Pipeline"), heads, rows)


def _losses(read: Results, skills: Skills) -> list[Sheet]:
    return [
        Sheet(f"{t('Losses')} {title}", [title, t("Demands")], [list(pair) for pair in counted])
        for title, counted in loss_tables(read, skills)
    ]
