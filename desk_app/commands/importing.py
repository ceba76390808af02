"""Commands that take files in: import, with its dry run, its list and its undo."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import msgspec

from desk_app.commands.reading import identifier, kind_name
from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json, tell_lines
from desk_app.exchange.bringing import Order, Outcome, Survey, bring, survey
from desk_app.exchange.dumping import bring_dump, survey_dump
from desk_app.exchange.failing import failed_file
from desk_app.exchange.files import contents
from desk_app.exchange.keeping import Keeper
from desk_app.exchange.planning import Planned
from desk_app.exchange.reading import Intake, shown
from desk_app.exchange.tables import instructions
from desk_app.profile import Profile, write_whole

_EVERY_ROW = sys.maxsize


@command("import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=kind_name, default="person", show_default=True)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help=(
        "A JSON file with “mapping” (column: field; null leaves a column out) and, where wanted, "
        "“encoding”, “delimiter” and “header_row” (from 1; null for none). Nothing is guessed "
        "then."
    ),
)
@click.option("--dry-run", is_flag=True, help="Say what would come in; change nothing.")
@click.option(
    "--on-match",
    "rule",
    type=click.Choice(("skip", "update", "fill")),
    default="fill",
    show_default=True,
    help="What becomes of a row the desk knows: left out, changed, or only its blanks filled.",
)
@click.option(
    "--unsure",
    type=click.Choice(("ask", "create", "skip", "match")),
    default="ask",
    show_default=True,
    help="What becomes of a row the desk may know; “ask” gives it back with --failed.",
)
@click.option("--country", default="", help="Where phone numbers are dialled from, such as NL.")
@click.option("--failed", type=click.Path(path_type=Path), help="Writes what did not come in.")
@click.option("--undo", type=identifier, metavar="IMPORT_ID", help="Take a whole import back.")
@click.option("--list", "listing", is_flag=True, help="List the imports.")
@json_option
def import_file(
    setting: Setting,
    file: Path | None,
    undo: UUID | None,
    failed: Path | None,
    *,
    listing: bool,
    dry_run: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Take the records of FILE in: visiting cards, a table, a workbook, or a whole dump."""
    if undo is not None:
        _undo(setting, undo, as_json=as_json)
    elif listing:
        _list(setting, as_json=as_json)
    elif file is None:
        raise click.UsageError("Say which file is to be imported.")
    elif dry_run:
        _dry_run(setting, file, said, as_json=as_json)
    else:
        _import(setting, file, said, failed, as_json=as_json)


def _order(said: dict[str, Any], country: str) -> Order:
    mapping: Path | None = said.pop("mapping")
    instructed = instructions(contents(mapping)) if mapping is not None else None
    return Order(
        said=instructed,
        country=(said.pop("country") or country).upper(),
        **said,
    )


def _dry_run(setting: Setting, file: Path, said: dict[str, Any], *, as_json: bool) -> None:
    intake = Intake(contents(file), file.name)
    if not Profile(setting.folder).holds_desk:
        _tell_plan(intake, _order(said, ""), None, as_json=as_json)
        return
    with setting.desk() as desk:
        order = _order(said, desk.store.desk.country)
        _tell_plan(intake, order, desk.store.filing, as_json=as_json)


def _tell_plan(intake: Intake, order: Order, keeper: Keeper | None, *, as_json: bool) -> None:
    if intake.nature == "dump":
        found = survey_dump(intake, order, keeper)
    else:
        found = survey(intake, order, keeper, _progress("read"), shown=_EVERY_ROW)
    if as_json:
        tell_json(_planned(found))
        return
    tell_lines(_line(item) for item in found.plan.rows[:1_000])
    _tell_counts(found.plan.counts, "would")
    _tell_problems(found.problems)


def _planned(found: Survey) -> dict[str, Any]:
    """Return a dry run in its documented form."""
    rows = found.plan.rows
    problems = [str(problem) for problem in found.problems]
    problems += [
        f"Line {item.row.line}: {one.heading or one.field}: {one.text}"
        for item in rows
        for one in item.row.wrong
    ]
    problems += [f"Line {item.row.line}: {text}" for item in rows for text in item.row.lost]
    return {
        "contacts": [shown(item.row) for item in rows if item.row.kind == "person"],
        "records": [
            {"kind": item.row.kind, "fields": item.row.fields}
            for item in rows
            if item.row.kind != "person"
        ],
        "problems": problems,
        "matches": [_match(item) for item in rows if item.matches or item.twin],
        "counts": found.plan.counts,
    }


def _match(item: Planned) -> dict[str, Any]:
    best = item.matches[0] if item.matches else None
    return {
        "row": item.row.number,
        "line": item.row.line,
        "name": str(item.row.fields.get("name", "")),
        "choice": item.choice,
        "twin_of_row": item.twin,
        "id": str(best.id) if best else None,
        "confidence": best.confidence if best else 1.0,
        "reasons": list(best.reasons) if best else [],
        "changes": [msgspec.to_builtins(one) for one in best.changes] if best else [],
    }


def _import(
    setting: Setting, file: Path, said: dict[str, Any], failed: Path | None, *, as_json: bool
) -> None:
    intake = Intake(contents(file), file.name)
    with setting.desk() as desk:
        order = _order(said, desk.store.desk.country)
        if intake.nature == "dump":
            outcome = bring_dump(intake, order, desk.store.filing, _progress("import"))
        else:
            outcome = bring(intake, order, desk.store.filing, _progress("import"))
        if failed is not None and outcome.left:
            workbook = failed.suffix.lower() == ".xlsx"
            write_whole(failed, failed_file(intake, outcome.left, workbook=workbook))
    if as_json:
        tell_json(_done(outcome))
    else:
        _tell(outcome, failed)
    if outcome.trouble is not None:
        raise outcome.trouble


def _tell(outcome: Outcome, failed: Path | None) -> None:
    click.echo(str(outcome.id))
    _tell_counts(outcome.counts, "did")
    _tell_problems(outcome.problems)
    if outcome.stopped:
        click.echo("Only a part of the file came in; the same file again adds the rest.", err=True)
    if outcome.left:
        where = f"written to {failed}" if failed else "see them with --failed FILE"
        click.echo(f"{len(outcome.left)} rows did not come in; {where}.", err=True)
    click.echo(f"“ict-desk import --undo {outcome.id}” takes all of it back.", err=True)


def _done(outcome: Outcome) -> dict[str, Any]:
    return {
        "import": str(outcome.id),
        "counts": outcome.counts,
        "left": [
            {"row": one.row.number, "line": one.row.line, "why": one.why} for one in outcome.left
        ],
        "problems": [str(problem) for problem in outcome.problems],
    }


def _undo(setting: Setting, id: UUID, *, as_json: bool) -> None:
    with setting.desk() as desk:
        undone = desk.store.filing.undo_import(id, _progress("undo"))
    if as_json:
        stays = [
            {"id": str(one.record), "kind": one.kind, "field": one.field} for one in undone.stays
        ]
        counts = {"put_away": undone.archived, "set_back": undone.restored}
        tell_json({"import": str(id), **counts, "stays": stays})
        return
    click.echo(f"Records put away: {undone.archived}; as before again: {undone.restored}.")
    for one in undone.stays:
        what = f"{one.field} was changed since" if one.field else "it is in use since"
        click.echo(f"Stays: {one.title} ({one.kind}): {what}.")


def _list(setting: Setting, *, as_json: bool) -> None:
    with setting.desk() as desk:
        imports = desk.store.filing.imports()
    if as_json:
        tell_json({"imports": [msgspec.to_builtins(one) for one in imports]})
        return
    tell_lines(
        (str(one.id), one.at.isoformat(" ", "minutes"), one.name, one.kind, one.stage)
        for one in imports
    )


def _line(item: Planned) -> tuple[str, str, str, str]:
    sure = f"{item.matches[0].confidence:.0%}" if item.matches else ""
    why = ", ".join(item.matches[0].reasons) if item.matches else ""
    why = why or " ".join(one.text for one in item.row.wrong)
    return f"{item.row.line}", item.choice, str(item.row.fields.get("name", "")), f"{sure} {why}"


def _tell_counts(counts: Any, tense: str) -> None:
    listed = ", ".join(
        f"{count} {_WORDS[tense].get(name, name)}" for name, count in counts.items()
    )
    click.echo(listed or "Nothing came in.", err=True)


_WORDS = {
    "would": {"create": "would be new", "fill": "would fill blanks", "ask": "for an officer"},
    "did": {"create": "new", "fill": "filled blanks", "ask": "left for an officer"},
}


def _tell_problems(problems: Any) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _progress(what: str) -> Callable[[int, int], bool]:
    """Return what tells a waiting officer how far it is; scripts are told nothing."""

    def tell(done: int, of: int) -> bool:
        if sys.stderr.isatty() and done:
            click.echo(f"\r{what}: {done:,} of {of:,} ", err=True, nl=done >= of)
        return True

    return tell
