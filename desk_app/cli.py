"""The command line: which commands there are, and how a failure is told.

Each command's module is imported when it is called, so that a search does not wait for what an
exchange needs. Exit code 0: done; 1: the world said no, in a sentence on the error stream;
2: wrong usage.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from desk_app.commands.setting import Setting, Window, profile_option
from desk_app.domain.errors import DeskError
from desk_app.profile import Profile

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("desk_app.demo:demo", "Try the program: a ministry and a desk of its own."),
    "enrol": ("desk_app.commands.exchanging:enrol", "Make this workstation a mission's device."),
    "sync": ("desk_app.commands.exchanging:sync", "Exchange with the ministry once."),
    "search": ("desk_app.commands.reading:search", "Find records by their words."),
    "show": ("desk_app.commands.reading:show", "Show one record."),
    "list": ("desk_app.commands.reading:list_records", "List the records of a kind."),
    "history": ("desk_app.commands.reading:history", "Tell what befell a record."),
    "disputes": ("desk_app.commands.reading:disputes", "List the fields that wait for you."),
    "add": ("desk_app.commands.editing:add", "Add records from a JSON file."),
    "set": ("desk_app.commands.editing:set_fields", "Change fields of a record."),
    "archive": ("desk_app.commands.editing:archive", "Put a record away, for a reason."),
    "unarchive": ("desk_app.commands.editing:unarchive", "Take a record out of the archive."),
    "duplicates": ("desk_app.commands.merging:duplicates", "List records that may be the same."),
    "merge": ("desk_app.commands.merging:merge", "Merge two records that are one."),
    "unmerge": ("desk_app.commands.merging:unmerge", "Take a merged record out again."),
    "erase": ("desk_app.commands.editing:erase", "Erase a record everywhere, for good."),
    "import": ("desk_app.commands.importing:import_file", "Take a file of contacts or lists in."),
    "export": ("desk_app.commands.exporting:export_records", "Write records to a file."),
    "match": ("desk_app.commands.matching:match", "Propose firms for a demand, and the gap."),
    "introduce": ("desk_app.commands.introducing:introduce", "Find who could open a door."),
    "report": ("desk_app.commands.reporting:report", "Tell gaps, losses, results, a month."),
    "brief": ("desk_app.commands.briefing:brief", "Print briefs to PDF files."),
    "open": ("desk_app.commands.opening:open_code", "Open what a code on paper belongs to."),
    "backup": ("desk_app.commands.caring:backup", "Write an encrypted copy of the desk."),
    "restore": ("desk_app.commands.caring:restore", "Take the desk back from a copy."),
    "check": ("desk_app.commands.caring:check", "Check the desk's files, and mend them."),
    "ministry": ("desk_app.ministry.commands:ministry", "Run the ministry's reference server."),
}


class LateGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order they are explained."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if ctx.resilient_parsing or cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        found: click.Command = getattr(import_module(module), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Explain the commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LateGroup, invoke_without_command=True)
@profile_option
@click.option("--picture", type=click.Path(path_type=Path), hidden=True)
@click.version_option(package_name="ict-desk", message="%(version)s")
@click.pass_context
def cli(context: click.Context, picture: Path | None) -> None:
    """ICT Desk: the program of the ICT desks of Bangladesh's missions.

    Without a command the window opens.
    """
    if context.invoked_subcommand is None:
        setting: Setting = context.obj
        context.exit(setting.window(setting.folder, picture))


def run(arguments: Sequence[str], window: Window) -> int:
    """Do what the command line says and return the exit code."""
    setting = Setting(window)
    try:
        code = cli.main(list(arguments), "ict-desk", standalone_mode=False, obj=setting)
    except DeskError as error:
        click.echo(str(error), err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 1
    except BrokenPipeError:
        # Whoever read has read enough; what else is printed goes nowhere.
        sys.stdout = None
        return 0
    except Exception as error:  # noqa: BLE001  # the one place that reports a mistake of the program
        _tell_mistake(setting, error)
        return 1
    return code if isinstance(code, int) else 0


def _tell_mistake(setting: Setting, error: Exception) -> None:
    """Write a mistake of the program into the profile's log, and tell it without any value."""
    from desk_app.logs import report, start_log, stop_log  # slow to import

    profile = Profile(setting.folder)
    if profile.binding_file.exists():
        start_log(profile.logs)
    click.echo("The program made a mistake; what was saved is safe.", err=True)
    click.echo(report(error), err=True)
    stop_log()
