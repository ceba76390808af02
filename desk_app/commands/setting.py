"""What every command shares: the profile it works on, and how its desk is opened."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from desk_app.profile import default_folder

if TYPE_CHECKING:
    from desk_app.domain.labels import Language
    from desk_app.sync.desks import Machine, OpenDesk


class Window(Protocol):
    """Opens the window on a profile's folder, or saves its picture; returns the exit code.

    `code` from paper tells what it shows first.
    """

    def __call__(self, folder: Path, picture: Path | None, code: str = "") -> int:
        """Open it."""
        ...


class Setting:
    """What the command line said before the command's own words."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """The profile's folder."""
        return self._folder if self._folder is not None else default_folder()

    def choose(self, folder: Path | None) -> None:
        """Work on this profile."""
        if folder is not None:
            self._folder = folder

    def machine(self) -> "Machine":
        """Return what a desk takes from here."""
        from desk_app.sync.desks import Machine

        return Machine(ask=ask_passphrase)

    def desk(self) -> "OpenDesk":
        """Open the desk; use it in a `with`."""
        from desk_app.sync.desks import open_desk

        return open_desk(self.folder, self.machine())


def ask_passphrase(new: bool) -> str | None:
    """Ask at the terminal; nobody is there in a script."""
    if not sys.stdin.isatty():
        return None
    words = "A new passphrase for this profile" if new else "The passphrase of this profile"
    answer: str = click.prompt(words, hide_input=True, confirmation_prompt=new, err=True)
    return answer


def _chosen(context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    setting = context.find_object(Setting)
    if setting is not None:
        setting.choose(folder)


profile_option = click.option(
    "--profile",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    expose_value=False,
    is_eager=True,
    callback=_chosen,
    help="The desk's folder; otherwise ICT_DESK_PROFILE, or the usual place.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command that takes the setting first and `--profile` among its options."""

    def declare(function: Callable[..., Any]) -> click.Command:
        return click.command(name)(profile_option(click.pass_obj(function)))

    return declare


def language_of(desk: "OpenDesk") -> "Language":
    """Return the language in which the window speaks."""
    from desk_app.settings import read_settings

    return read_settings(desk.profile.settings_file).language
