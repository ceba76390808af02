"""Sums, shares and their tables in words, for the page and for the workbook."""

from collections.abc import Sequence

from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.result import Win
from desk_app.domain.places import country_name
from desk_app.domain.records import Record
from desk_app.domain.results import Progress, Span, Step, Sums, credited, values_by_year
from desk_app.domain.values import Figure
from desk_app.i18n import label, number, t
from desk_app.ui.results.reading import Results
from desk_app.ui.showing import Skills, skill_name, worded


def span_words(span: Span, unit: str) -> str:
    """Write a sum or a range with its currency."""
    text = number(span.low)
    if span.high != span.low:
        text = f"{text}–{number(span.high)}"
    return f"{unit} {text}".strip()


def sums_words(sums: Sums) -> str:
    """Write sums beside each other; nothing is a dash."""
    return "  ·  ".join(span_words(span, unit) for unit, span in sorted(sums.items())) or "–"


def figure_words(figure: Figure | None, share: int | None) -> str:
    """Write our part of a figure."""
    return span_words(credited(figure, share), figure.unit) if figure is not None else ""


def choice_words(kind: str, field: str, code: str) -> str:
    """Write a code of a closed list; nothing told is said so."""
    return label(KINDS[kind].fields[field].choice(code)) if code else t("Not told")


def country_words(code: str) -> str:
    """Write a country; none stands for all."""
    return label(country_name(code)) if code else t("All countries")


def target_rows(found: Sequence[Progress]) -> list[list[str]]:
    """Return the table of targets: measure, country, target, confirmed, not yet, share."""
    return [_target_row(one) for one in found]


def _target_row(one: Progress) -> list[str]:
    target = one.target.content
    aim = target.value or Figure(0, 0)
    head = [
        choice_words("target", "measure", target.measure),
        country_words(target.country),
        span_words(Span(aim.low, aim.high), aim.unit),
    ]
    if one.reached is None:
        return [*head, t("not counted at a desk"), "", ""]
    sure, unsure = one.reached.sure, one.reached.unsure
    part = f"{number(percent(sure.get(aim.unit, Span()).low, aim.low))} %" if aim.low else ""
    return [*head, sums_words(sure), sums_words(unsure), part]


def percent(reached: int, aim: int) -> int:
    """Return the part reached, in whole percent."""
    return 100 * reached // aim if aim else 0


def win_rows(read: Results) -> list[list[str]]:
    """Return the table of wins: title, client, confirmation, share, the five years."""
    return [_win_row(record, read) for record in read.wins]


def _win_row(record: Record[Win], read: Results) -> list[str]:
    win = record.content
    name = worded(win, "name")
    share = "" if win.share is None else f"{number(win.share)} %"
    years = [figure_words(figure, win.share) for figure in values_by_year(win)]
    confirmed = choice_words("win", "confirmation", win.confirmation)
    return [name, read.names.get(str(win.client), ""), confirmed, share, *years]


def pipeline_rows(steps: Sequence[Step]) -> list[list[str]]:
    """Return the table of stages: stage, demands, worth."""
    return [
        [choice_words("demand", "stage", step.stage), number(step.count), sums_words(step.worth)]
        for step in steps
    ]


def loss_tables(read: Results, skills: Skills) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the ledger three times over: by reason, by country, by skill."""
    found = read.losses
    return [
        (
            t("By reason"),
            [(choice_words("demand", "lost_reason", c), count) for c, count in found.reasons],
        ),
        (
            t("By country"),
            [
                (label(country_name(c)) if c else t("Not told"), count)
                for c, count in found.countries
            ],
        ),
        (t("By skill"), [(skill_name(c, skills), count) for c, count in found.skills]),
    ]


def target_headings() -> list[str]:
    """Name the columns of `target_rows`."""
    return [t("Measure"), t("Country"), t("Target"), t("Confirmed"), t("Not confirmed"), t("Part")]


def win_headings() -> list[str]:
    """Name the columns of `win_rows`."""
    years = [t("Year {count}", count=year) for year in range(1, 6)]
    return [t("Win"), t("Client"), t("Client's confirmation"), t("Our share"), *years]


def pipeline_headings() -> list[str]:
    """Name the columns of `pipeline_rows`."""
    return [t("Stage"), t("Demands"), t("Worth")]
