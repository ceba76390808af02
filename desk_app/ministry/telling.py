"""`ict-desk ministry report …` and `publish`: what is told of all missions, and to all desks."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click
import msgspec

from desk_app.domain.gaps import Figure
from desk_app.domain.kinds.demand import LOSSES
from desk_app.domain.kinds.gap import Cohort
from desk_app.domain.losses import Row
from desk_app.ministry import publishing, reports
from desk_app.ministry.manuscripts import items
from desk_app.ministry.serving import open_service

database = click.option(
    "--database",
    "url",
    required=True,
    envvar="ICT_DESK_MINISTRY_DATABASE",
    help="sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def _month(_context: click.Context, _option: click.Parameter, text: str) -> str:
    if text and (len(text) != 7 or text[4] != "-" or not (text[:4] + text[5:]).isdigit()):
        raise click.BadParameter("a month is written as 2027-03")
    return text


@click.group("report")
def report() -> None:
    """Tell what all missions' records come to, the small numbers protected."""


@report.command("gaps")
@database
@click.option("--since", default="", metavar="YYYY-MM", callback=_month)
@_json
def gaps(url: str, since: str, *, as_json: bool) -> None:
    """Tell what nobody could offer, by skill, level and month, and what is trained for it.

    A figure rests on three tellings of two missions at least; what does not is told with its
    like, or as a band.
    """
    with closing(open_service(url)) as service:
        figures = reports.gaps(service, since)
        cohorts = reports.cohorts(service)
        names = reports.skills(service)
    if as_json:
        _say({"gaps": [_told(one) for one in figures], "cohorts": [_told(c) for c in cohorts]})
        return
    for figure in figures:
        click.echo(_gap_line(figure, names))
    for cohort in cohorts:
        click.echo(_cohort_line(cohort, names))


@report.command("losses")
@database
@click.option("--all", "whole", is_flag=True, help="Every loss: for those who read the demands.")
@_json
def losses(url: str, *, whole: bool, as_json: bool) -> None:
    """Tell what was lost for which reason, to which country and over which skill."""
    with closing(open_service(url)) as service:
        rows = reports.losses(service, protected=not whole)
        names = reports.skills(service)
    if as_json:
        _say({"losses": [_told(row) for row in rows]})
        return
    for row in rows:
        click.echo(_loss_line(row, names))


@click.command("publish")
@click.argument("place", type=click.Path(path_type=Path, exists=True))
@database
@_json
def publish(place: Path, url: str, *, as_json: bool) -> None:
    """Publish the dossiers, papers, facts, strategies, cohorts and replies of PLACE.

    PLACE is a .jsonl or .md file, or a folder of them. Every desk has them after its next
    exchange; a reply goes to the mission that it answers.
    """
    with closing(open_service(url)) as service:
        done = publishing.publish(service, items(place))
    if as_json:
        _say(msgspec.to_builtins(done))
    else:
        click.echo(f"{done.new} new, {done.changed} changed, {done.same} as they were.")


def _told(value: Figure | Cohort | Row) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(value)
    return told


def _gap_line(figure: Figure, names: dict[str, str]) -> str:
    what = " ".join(filter(None, (names.get(figure.skill, figure.skill), figure.level)))
    if figure.band:
        return f"{figure.period}  {what}: {figure.band} heads"
    return (
        f"{figure.period}  {what}: about {figure.heads} heads, "
        f"{figure.tellings} times told by {figure.missions} missions"
    )


def _cohort_line(cohort: Cohort, names: dict[str, str]) -> str:
    what = " ".join(filter(None, (names.get(cohort.skill, cohort.skill), cohort.level)))
    return f"In training  {what}: {cohort.heads}, certified by {cohort.certified} ({cohort.body})"


def _loss_line(row: Row, names: dict[str, str]) -> str:
    if not row.reason and not row.country and not row.skill:
        return f"{row.losses} more, too few of a kind to be told apart."
    reason = next((one.label.en for one in LOSSES if one.code == row.reason), "no reason told")
    parts = [reason, row.country and f"to {row.country}", names.get(row.skill, row.skill)]
    return f"{row.losses}  {', '.join(filter(None, parts))}"


def _say(document: Any) -> None:
    click.echo(msgspec.json.encode(document).decode("utf-8"))
