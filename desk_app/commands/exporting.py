"""The command that writes records to a file for other programs."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json
from desk_app.domain.kinds import KINDS
from desk_app.exchange.exporting import EVERYTHING, REASONS, Request, Written, export
from desk_app.profile import write_whole
from desk_app.store.importing import Export
from desk_app.sync.desks import OpenDesk


@command("export")
@click.argument("kind", type=click.Choice((*KINDS, EVERYTHING)))
@click.option("--to", "form", type=click.Choice(("vcard", "csv", "xlsx", "json")), required=True)
@click.option("-o", "file", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option(
    "--for",
    "readers",
    type=click.Choice(("desk", "missions", "firms")),
    default="desk",
    show_default=True,
    help="Who will read it; outside the desk only what was agreed to goes.",
)
@click.option("--mail-merge", "mailing", is_flag=True, help="A list of people to write to.")
@click.option("--words", default="", help="Only records that have these words.")
@click.option(
    "--card-version",
    "version",
    type=click.Choice(("3.0", "4.0")),
    default="3.0",
    show_default=True,
    help="The version of visiting cards; older phones and Outlook read 3.0.",
)
@json_option
def export_records(
    setting: Setting, file: Path, words: str, *, as_json: bool, **asked: Any
) -> None:
    """Write the records of KIND to a file; consent and audience are checked, and it is noted.

    “all --to json” writes everything the desk holds, which “import” reads back without loss.
    """
    now = setting.machine().clock()
    with setting.desk() as desk:
        chosen = _chosen(desk, asked["kind"], words)
        request = Request(**asked, chosen=chosen)
        written = _written(desk, request, now) if chosen or not words else None
        if written is None:
            raise click.UsageError("No record has these words; nothing was written.")
        write_whole(file.absolute(), written.data)
        _note(desk, request, file, written, now)
    if as_json:
        tell_json(_told(file, written))
        return
    click.echo(f"{written.count} records were written to {file}.")
    for reason, count in written.withheld.items():
        click.echo(f"{count} were withheld: they {REASONS[reason].en}.", err=True)
    if written.bared:
        click.echo(f"{written.bared} went without contact details, as they asked.", err=True)
    for note in written.notes:
        click.echo(note, err=True)


def _chosen(desk: OpenDesk, kind: str, words: str) -> frozenset[Any]:
    if not words or kind == EVERYTHING:
        return frozenset()
    found = desk.store.page(kind, words=words, count=1_000_000)
    return frozenset(row.id for row in found.rows)


def _written(desk: OpenDesk, request: Request, now: datetime) -> Written:
    role = desk.store.desk.role if desk.store.desk.device else ""
    return export(request, desk.store.filing, role=role, now=now)


def _note(desk: OpenDesk, request: Request, file: Path, written: Written, now: datetime) -> None:
    withheld = sum(written.withheld.values())
    desk.store.filing.log_export(
        Export(
            at=now,
            by=desk.store.desk.officer,
            kind=request.kind,
            form="mail-merge " * request.mailing + request.form,
            name=file.name,
            count=written.count,
            withheld=withheld,
            sha256=written.sha256,
        )
    )


def _told(file: Path, written: Written) -> dict[str, Any]:
    return {
        "file": str(file),
        "count": written.count,
        "withheld": dict(written.withheld),
        "without_details": written.bared,
        "sha256": written.sha256,
        "notes": list(written.notes),
    }
