"""Commands that care for the desk's files: backup, restore, check."""

from pathlib import Path

import click

from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json
from desk_app.domain.errors import StoreDamaged
from desk_app.store.rescue import rescue
from desk_app.store.rescue import restore as restore_store
from desk_app.store.values import Health, Rescued
from desk_app.sync.desks import keys_of


@command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(setting: Setting, file: Path) -> None:
    """Write an encrypted copy of the desk to FILE, and check that it opens.

    It opens with the keys of this profile only.
    """
    with setting.desk() as desk:
        desk.store.backup(file.absolute())
    click.echo(f"{file}: the copy is written and opens.")


@command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(setting: Setting, file: Path) -> None:
    """Take the desk back to the copy in FILE.

    What was typed since and was never sent stays; the rest comes back with the next exchange.
    """
    machine = setting.machine()
    key = keys_of(setting.folder, machine)
    back = restore_store(
        setting.folder, file.absolute(), key, now=machine.clock(), random=machine.random
    )
    click.echo("\n".join(_rescued("The desk is taken back to that copy.", back)))


@command("check")
@click.option("--repair", is_flag=True, help="Mend what can be mended.")
@json_option
def check(setting: Setting, *, repair: bool, as_json: bool) -> None:
    """Check the desk's files; exit code 1 when something is wrong and was not mended."""
    try:
        with setting.desk() as desk:
            health = desk.store.check(repair)
    except StoreDamaged:
        if not repair:
            raise
        health = _rebuilt(setting)
    if as_json:
        tell_json(health)
    else:
        click.echo("\n".join(_lines(health)))
    if not health.sound and not repair:
        raise StoreDamaged(
            "Something is wrong with this desk; “ict-desk check --repair” mends it."
        )


def _rebuilt(setting: Setting) -> Health:
    machine = setting.machine()
    key = keys_of(setting.folder, machine)
    back = rescue(setting.folder, key, now=machine.clock(), random=machine.random)
    words = _rescued("The desk's file was damaged; it is built anew.", back)
    return Health(sound=True, found=(words[0],), repaired=tuple(words[1:]))


def _rescued(first: str, back: Rescued) -> list[str]:
    lines = [first]
    if back.backup is not None:
        lines.append(f"It starts from the backup of {back.backup.astimezone():%Y-%m-%d %H:%M}.")
    if back.edits:
        lines.append(f"{back.edits} changes that were not sent are in it.")
    if back.kept:
        lines.append(f"The file it replaces is kept as {back.kept}.")
    lines.append("“ict-desk sync” brings the rest from the ministry.")
    return lines


def _lines(health: Health) -> list[str]:
    if health.sound and not health.found:
        return ["All is well."]
    return [*health.found, *health.repaired]
