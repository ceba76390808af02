"""`ict-desk demo`: a ministry and a desk of its own, in one folder, with invented people.

Everything lies in the folder: the ministry's database, the desk's profile, the two briefs and
the picture. Started again it goes on where it was; what cannot be used any more is put aside and
made anew. The ministry runs for as long as the command does.
"""

import os
import secrets
import shutil
import subprocess
import sys
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import click
import msgspec

from desk_app.commands.setting import Setting, command
from desk_app.domain.errors import DeskError, WrongInput
from desk_app.ministry import sample
from desk_app.ministry.commands import initialise
from desk_app.ministry.embedded import running
from desk_app.ministry.serving import open_service
from desk_app.profile import Profile, write_whole
from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, OpenDesk, has_desk, make_desk
from desk_app.sync.enrolment import Invitation, enrol
from desk_app.sync.exchange import Report
from desk_app.sync.link import Link

MISSION = "Embassy of Bangladesh, The Hague"
OFFICER = "Rezwana Lojjaboti"
FRESH = timedelta(days=30)
"""The sample's meetings lie around the day it was made; later a demo has none to come."""


class Made(msgspec.Struct, frozen=True):
    """Noted when a demo is whole: a folder without the note was left half made."""

    at: datetime


class Demo:
    """The folder of a demo."""

    def __init__(self, folder: Path, machine: Machine) -> None:
        self.folder = folder.expanduser().absolute()
        self.machine = machine
        self.note = self.folder / "demo.json"
        self.database = self.folder / "ministry.db"
        self.profile = self.folder / "profile"

    @property
    def url(self) -> str:
        """The ministry's database."""
        return f"sqlite:///{self.database}"

    def usable(self) -> bool:
        """Tell whether the folder holds a whole demo that is not too old."""
        try:
            made = msgspec.json.decode(self.note.read_bytes(), type=Made)
        except (OSError, msgspec.MsgspecError):
            return False
        whole = self.database.exists() and has_desk(self.profile)
        return whole and abs(self.machine.clock() - made.at) < FRESH

    def put_aside(self) -> None:
        """Make room for a new demo; nothing is deleted, for somebody may have typed into it."""
        parts = [self.profile, self.note, *self.folder.glob("ministry.db*")]
        parts = [part for part in parts if part.exists()]
        if parts:
            aside = self.folder / f"before-{self.machine.clock():%Y-%m-%dT%H%M%S}"
            aside.mkdir(exist_ok=True)
            for part in parts:
                shutil.move(part, aside / part.name)

    def make_ministry(self) -> None:
        """Make the ministry's database with the practice world."""
        Profile(self.folder).make()
        initialise(self.url)
        with closing(open_service(self.url)) as service:
            sample.load(service, secrets.token_bytes)

    def open_desk(self, address: str) -> OpenDesk:
        """Open the desk on the ministry at `address`, enrolling it where it is new."""
        desk = make_desk(
            self.profile, self.machine, officer=OFFICER, device_name="Demo", hint=DEMO_WORD
        )
        try:
            if not desk.enrolled:
                with closing(open_service(self.url)) as service:
                    code = service.invite(MISSION, officer=OFFICER).code
                enrol(desk, Invitation(address, code, OFFICER, "Demo"))
            desk.bind(msgspec.structs.replace(desk.binding, address=address))
        except BaseException:
            desk.close()
            raise
        return desk

    def finished(self) -> None:
        """Note that the demo is whole, unless that was noted already."""
        if not self.usable():
            write_whole(self.note, msgspec.json.encode(Made(self.machine.clock())))


def default_demo() -> Path:
    """Return where the demo lies unless somebody says otherwise."""
    from platformdirs import user_data_path  # only where nobody named a folder

    return user_data_path("ict-desk", appauthor=False) / "demo"


@command("demo")
@click.option("--headless", is_flag=True, help="Write two briefs and a picture, and end.")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where everything of the demo lies.",
)
def demo(setting: Setting, folder: Path | None, *, headless: bool) -> int:
    """Try the program with invented people, a ministry and a desk of its own.

    With --headless writes brief-en.pdf, brief-bn.pdf and window.png and ends.
    """
    trial = Demo(folder or default_demo(), setting.machine())
    with ExitStack() as stack:
        _prepare(trial, stack)
        if headless:
            return _headless(trial)
        _write_briefs(trial)
        click.echo(f"The desk of the demo lies in {trial.profile}; the window opens.")
        return setting.window(trial.profile, None)


def _prepare(trial: Demo, stack: ExitStack) -> None:
    """Start the ministry for as long as `stack` is open, and bring the desk up to date."""
    if trial.usable():
        try:
            _start(trial, stack)
        except DeskError as error:
            stack.close()
            click.echo(f"The demo in {trial.folder} cannot go on, so it is made anew. ({error})")
        else:
            return
    trial.put_aside()
    trial.make_ministry()
    _start(trial, stack)


def _start(trial: Demo, stack: ExitStack) -> None:
    address = stack.enter_context(running(trial.url))
    with trial.open_desk(address) as desk:
        _exchanged(desk)
        trial.finished()
        _say_whose_key(desk)


def _exchanged(desk: OpenDesk) -> Report:
    link = Link(desk)
    try:
        report = link.exchange()
    finally:
        link.close()
    if report.problem is not None:
        raise report.problem
    return report


def _say_whose_key(desk: OpenDesk) -> None:
    if desk.binding.keeper == "passphrase":
        click.echo(
            "This machine has no keychain; the demo holds invented people only, so its vault "
            f"opens by the word “{DEMO_WORD}” unless ICT_DESK_PASSPHRASE gave another."
        )


def _headless(trial: Demo) -> int:
    picture = trial.folder / "window.png"
    picture.unlink(missing_ok=True)
    window = _begin_picture(trial, picture)
    written = _write_briefs(trial)
    code = window.wait(120)
    if code != 0 or not picture.exists():
        raise DeskError(
            "The window could not be drawn on this machine; the briefs are written all the same: "
            f"{', '.join(map(str, written))}."
        )
    for file in (*written, picture):
        click.echo(str(file))
    return 0


def _begin_picture(trial: Demo, picture: Path) -> "subprocess.Popen[bytes]":
    """Draw the window in a process of its own, away from any display, beside the briefs."""
    words = ["--profile", str(trial.profile), "--picture", str(picture)]
    return subprocess.Popen(  # noqa: S603  # this program itself
        [sys.executable, "-m", "desk_app", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
    )


def _write_briefs(trial: Demo) -> list[Path]:
    from desk_app.commands.briefing import LANGUAGES, briefs  # typesetting: while the window draws

    written: list[Path] = []
    with make_desk(trial.profile, trial.machine, hint=DEMO_WORD) as desk:
        for printed in briefs(desk, _meeting(desk), LANGUAGES):
            written.append(trial.folder / f"brief-{printed.language}.pdf")
            write_whole(written[-1], printed.laid.data)
    return written


def _meeting(desk: OpenDesk) -> UUID:
    from desk_app.commands.briefing import next_meeting  # typesetting: as above

    found = next_meeting(desk.store, desk.machine.clock())
    if found is None:
        raise WrongInput("The demo holds no meeting.")
    return found
