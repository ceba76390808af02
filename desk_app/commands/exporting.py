"""The command that writes records to a file for other programs."""

from pathlib import Path
from typing import Any

import click

from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json
from desk_app.domain.kinds import KINDS
from desk_app.exchange.exporting import EVERYTHING, Request, Written
from desk_app.exchange.saving import narrowed, save
from desk_app.exchange.withholding import REASONS


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
        store = desk.store
        request = Request(**asked, chosen=narrowed(store, asked["kind"], words))
        written = save(request, store.filing, store.desk, file, now)
    if as_json:
        tell_json(_told(file, written))
        return
    click.echo(f"{written.count} records were written to {file}.")
    for reason, count in written.withheld.items():
        click.echo(f"{count} withheld: {REASONS[reason].en}.", err=True)
    if written.bared:
        click.echo(f"{written.bared} without contact details, as they asked.", err=True)
    for note in written.notes:
        click.echo(note, err=True)


def _told(file: Path, written: Written) -> dict[str, Any]:
    return {
        "file": str(file),
        "count": written.count,
        "withheld": dict(written.withheld),
        "without_details": written.bared,
        "sha256": written.sha256,
        "notes": list(written.notes),
    }
