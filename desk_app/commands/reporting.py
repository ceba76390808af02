"""Commands that report: gaps and losses, results, and the report of a month."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json
from desk_app.domain import results as counted
from desk_app.domain.gaps import Figure, added_up, parents, slips_of
from desk_app.domain.kinds import KINDS
from desk_app.domain.kinds.demand import LOSSES, Demand, DemandLine
from desk_app.domain.kinds.gap import Cohort, Shortfall
from desk_app.domain.kinds.introduction import Introduction
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.opening import Candidacy
from desk_app.domain.kinds.reference import Mission, Skill
from desk_app.domain.kinds.result import MEASURES, Target, Win
from desk_app.domain.losses import Row, ledger, losses_of
from desk_app.domain.material import Period
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.store.store import Store

C = TypeVar("C", bound=Content)


@click.group("report")
def report() -> None:
    """Report what this desk sees: gaps, losses, results, a month."""


@command("gaps")
@click.option("--since", default="", metavar="YYYY-MM", help="Months before it are left out.")
@json_option
def gaps(setting: Setting, since: str, *, as_json: bool) -> None:
    """Tell what nobody could offer, and what training bodies replied.

    An officer's desk holds the slips of its own mission, an analyst's those of all: small
    numbers are protected either way.
    """
    first = _month(since)[0].strftime("%Y-%m") if since else ""
    with setting.desk() as desk:
        skills = [record.content for record in _all(desk.store, Skill)]
        figures = added_up(slips_of(_all(desk.store, Shortfall)), parents(skills), first)
        cohorts = [record.content for record in _all(desk.store, Cohort)]
    if as_json:
        tell_json({"gaps": msgspec.to_builtins(figures), "cohorts": msgspec.to_builtins(cohorts)})
        return
    names = {skill.code: skill.name for skill in skills}
    for figure in figures:
        click.echo(_gap_line(figure, names))
    for cohort in cohorts:
        click.echo(_cohort_line(cohort, names))


@command("losses")
@json_option
def losses(setting: Setting, *, as_json: bool) -> None:
    """Tell what was lost for which reason, to which country and over which skill."""
    with setting.desk() as desk:
        found = losses_of(_all(desk.store, Demand), _all(desk.store, DemandLine))
        rows = ledger(found, protected=False)
        names = {record.content.code: record.content.name for record in _all(desk.store, Skill)}
    if as_json:
        tell_json({"losses": msgspec.to_builtins(rows)})
        return
    for row in rows:
        click.echo(_loss_line(row, names))


@command("results")
@click.option("--year", type=int, help="Only the targets of this year.")
@json_option
def results(setting: Setting, year: int | None, *, as_json: bool) -> None:
    """Tell each target with what was reached of it, and the wins' worth by currency."""
    with setting.desk() as desk:
        work = _work(desk.store)
        targets = [t for t in _all(desk.store, Target) if year in (None, t.content.year)]
    progress = counted.progress(targets, work)
    if as_json:
        tell_json(
            {
                "targets": [_told_target(one) for one in progress],
                "pipeline": msgspec.to_builtins(counted.pipeline(work.demands)),
            }
        )
        return
    for one in progress:
        click.echo(_target_line(one))
    for step in counted.pipeline(work.demands):
        if step.count:
            click.echo(f"{step.count} demands: {step.stage}")


@command("monthly")
@click.argument("month", metavar="YYYY-MM")
@click.option("--lang", type=click.Choice(("en", "bn", "both")), default="en", show_default=True)
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), required=True
)
def monthly(setting: Setting, month: str, lang: str, file: Path) -> None:
    """Print the mission's report of a month to a PDF file."""
    first, last = _month(month)
    from desk_app.commands.briefing import print_report  # brings the layout: only for this one

    with setting.desk() as desk:
        print_report(desk, "monthly", Period(first, last), lang, file)


for one in (gaps, losses, results, monthly):
    report.add_command(one)


def _month(text: str) -> tuple[date, date]:
    """Return the first and the last day of a month as it is written: 2027-03."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise click.UsageError(f"“{text}” is no month: write it as 2027-03.") from error
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _all(store: Store, content: type[C]) -> list[Record[C]]:
    kind = next(kind for kind in KINDS.values() if kind.content is content)
    return [r for r in store.all(kind.name) if isinstance(r.content, content)]  # type: ignore[misc]  # narrowed by its content


def _work(store: Store) -> counted.Work:
    missions = {record.id: record.content.country for record in _all(store, Mission)}
    return counted.Work(
        wins=tuple(_all(store, Win)),
        demands=tuple(_all(store, Demand)),
        lines=tuple(_all(store, DemandLine)),
        meetings=tuple(_all(store, Meeting)),
        introductions=tuple(_all(store, Introduction)),
        candidacies=tuple(_all(store, Candidacy)),
        countries=missions,
    )


def _told_target(one: counted.Progress) -> dict[str, Any]:
    target = one.target.content
    return {
        "id": str(one.target.id),
        "year": target.year,
        "measure": target.measure,
        "country": target.country,
        "target": msgspec.to_builtins(target.value),
        "reached": msgspec.to_builtins(one.reached),
    }


def _target_line(one: counted.Progress) -> str:
    target = one.target.content
    measure = next((m.label.en for m in MEASURES if m.code == target.measure), target.measure)
    aim = f"{target.value.low:,} {target.value.unit}".strip() if target.value else "–"
    reached = "not counted here" if one.reached is None else _sums(one.reached)
    return f"{target.year}  {measure} {target.country}: {reached} of {aim}".replace("  ", " ", 1)


def _sums(reached: counted.Reached) -> str:
    sure = ", ".join(f"{span.low:,} {unit}".strip() for unit, span in reached.sure.items())
    unsure = ", ".join(f"{span.low:,} {unit}".strip() for unit, span in reached.unsure.items())
    return (sure or "0") + (f" (and {unsure} not confirmed)" if unsure else "")


def _gap_line(figure: Figure, names: dict[str, str]) -> str:
    what = " ".join(filter(None, (names.get(figure.skill, figure.skill), figure.level)))
    heads = figure.band or f"about {figure.heads}"
    return f"{figure.period}  {what}: {heads} heads"


def _cohort_line(cohort: Cohort, names: dict[str, str]) -> str:
    what = " ".join(filter(None, (names.get(cohort.skill, cohort.skill), cohort.level)))
    return f"In training  {what}: {cohort.heads}, certified by {cohort.certified} ({cohort.body})"


def _loss_line(row: Row, names: dict[str, str]) -> str:
    reason = next((one.label.en for one in LOSSES if one.code == row.reason), "no reason told")
    parts = [reason, row.country and f"to {row.country}", names.get(row.skill, row.skill)]
    return f"{row.losses}  {', '.join(filter(None, parts))}"
