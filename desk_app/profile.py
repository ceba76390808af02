"""A profile: the folder in which one desk lives, and how it reaches the ministry."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.errors import DiskFull, StoreDamaged, StoreTrouble

Keeper = Literal["keychain", "passphrase"]
"""Where a profile's keys lie: in the system's keychain, or in its own `vault`."""


_ASKED = 60
"""How much is read of a code that was left."""


class Binding(Struct, frozen=True, omit_defaults=True):
    """What a profile must know before its store is open; none of it is a secret.

    `certificate` (PEM) is the only one trusted at `address`; empty for this machine itself.
    `skew` is the ministry's clock minus this workstation's, in seconds, as last learnt.
    """

    id: str
    keeper: Keeper
    address: str = ""
    certificate: str = ""
    device: UUID | None = None
    skew: int = 0


class Profile:
    """The files of a profile; nobody else on the machine may read them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().absolute()
        self.binding_file = self.folder / "profile.json"
        self.vault = self.folder / "vault"
        self.settings_file = self.folder / "settings.json"
        self.logs = self.folder / "logs"
        self.store_file = self.folder / "desk.db"
        self.journal_file = self.folder / "journal"
        self.asked_file = self.folder / "asked"

    def make(self) -> None:
        """Make the folder, readable by its owner alone.

        Raises:
            StoreTrouble: it cannot be made there.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreTrouble(
                "The folder {folder} cannot be used: {why}. Choose another folder.",
                folder=self.folder,
                why=error.strerror,
            ) from error

    def ask(self, code: str) -> None:
        """Leave a code from paper for the window that is open.

        Raises:
            DiskFull: there is no room, or no right, to write it.
        """
        write_whole(self.asked_file, code.encode())

    def asked(self) -> str:
        """Take the code that was left, if one was."""
        try:
            code = self.asked_file.read_bytes()[:_ASKED].decode("ascii", "ignore")
            self.asked_file.unlink()
        except OSError:
            return ""  # nobody left one, or another start took it
        return code

    @property
    def holds_desk(self) -> bool:
        """Whether a desk was set up here, be its store's file lost since."""
        known = self.store_file.exists() or self.journal_file.exists()
        return self.binding_file.exists() and known

    @property
    def binding(self) -> Binding | None:
        """What the profile knows, or None where none was made yet.

        Raises:
            StoreDamaged: the file is there but cannot be read.
        """
        try:
            return msgspec.json.decode(self.binding_file.read_bytes(), type=Binding)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise StoreDamaged(
                "The file {file} of this profile cannot be read. Nothing was "
                "changed; put it back from a copy of the folder, or enrol into a new profile.",
                file=self.binding_file.name,
            ) from error

    def bind(self, binding: Binding) -> None:
        """Write down what the profile must know."""
        write_whole(self.binding_file, msgspec.json.format(msgspec.json.encode(binding)))


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where a profile lies unless somebody says otherwise."""
    if named := environment.get("ICT_DESK_PROFILE"):
        return Path(named)
    from platformdirs import user_data_path  # only where nobody named a folder

    return user_data_path("ict-desk", appauthor=False) / "profile"


def write_whole(file: Path, content: bytes) -> None:
    """Replace `file` by `content`, readable by its owner alone: whole or not at all.

    Raises:
        DiskFull: there is no room, or no right, to write it.
    """
    temporary: Path | None = None
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as writing:
            temporary = Path(writing.name)
            writing.write(content)
            writing.flush()
            os.fsync(writing.fileno())
        temporary.replace(file)
        _sync_folder(file.parent)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise DiskFull(
            "The file {file} cannot be written: {why}. What it held before is "
            "unchanged; make room on the disk and try again.",
            file=file.name,
            why=error.strerror,
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make a rename outlive a power cut."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
