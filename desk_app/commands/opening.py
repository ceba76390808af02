"""The command that opens the window where a code on paper leads."""

import click

from desk_app.commands.setting import Setting, command
from desk_app.domain.codes import code_in
from desk_app.domain.errors import StoreInUse, WrongInput
from desk_app.profile import Profile
from desk_app.store.locking import held


@command("open")
@click.argument("code", default="")
def open_code(setting: Setting, code: str) -> None:
    """Open the window on what CODE belongs to: typed, or scanned as ict-desk:outcome/CODE.

    A window that is open already shows it.
    """
    found = code_in(code)
    if code and not found:
        raise WrongInput("This is not a code of a brief. It has eight signs, such as KX3B-04QM.")
    profile = Profile(setting.folder)
    if found and _is_open(profile):
        profile.ask(found)
        click.echo("The window that is open shows it.")
        return
    click.get_current_context().exit(setting.window(profile.folder, None, found))


def _is_open(profile: Profile) -> bool:
    if not profile.holds_desk:
        return False
    try:
        with held(profile.folder / "lock"):
            return False
    except StoreInUse:
        return True
