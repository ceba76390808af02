"""A desk, open: its profile, keys and store, and the way to its ministry.

The window and the commands open desks here; nobody else reads the machine's clock, its random
source or its keychain.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from desk_app.domain.errors import StoreDamaged, WrongInput
from desk_app.profile import Binding, Profile
from desk_app.secrets import (
    Ask,
    KeychainSecrets,
    PassphraseSecrets,
    Secrets,
    keeper_here,
    nobody,
)
from desk_app.store.opening import open_store
from desk_app.store.store import Store
from desk_app.store.values import Desk

STORE_KEY = "store"
DEVICE_KEY = "device"
_WORTH_NOTING = 60
"""Seconds by which a clock's difference must have moved to be written down."""


def machine_clock() -> datetime:
    """Return the machine's time; everything else takes its clock as a parameter."""
    return datetime.now(UTC)  # noqa: TID251  # the one place that wires the desk's clock


class Machine(Struct, frozen=True):
    """What a desk takes from the machine and from who sits before it."""

    clock: Callable[[], datetime] = machine_clock
    random: Callable[[int], bytes] = os.urandom
    ask: Ask = nobody


class OpenDesk:
    """One profile while it is in use; close it in the end."""

    def __init__(
        self, profile: Profile, binding: Binding, secrets: Secrets, store: Store, machine: Machine
    ) -> None:
        self.profile = profile
        self.binding = binding
        self.secrets = secrets
        self.store = store
        self.machine = machine

    def __enter__(self) -> "OpenDesk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    @property
    def enrolled(self) -> bool:
        """Whether this workstation is a device of a mission."""
        return self.binding.device is not None and bool(self.binding.address)

    def bind(self, binding: Binding) -> None:
        """Write down a new way to the ministry."""
        self.profile.bind(binding)
        self.binding = binding

    def note_skew(self, skew: timedelta) -> None:
        """Remember how far the clock here is off, so that no round trip is lost to it."""
        seconds = round(skew.total_seconds())
        if abs(seconds - self.binding.skew) > _WORTH_NOTING:
            self.bind(msgspec.structs.replace(self.binding, skew=seconds))


def has_desk(folder: Path) -> bool:
    """Tell whether a desk was set up in `folder`."""
    return Profile(folder).holds_desk


def open_desk(folder: Path, machine: Machine, *, window: bool = False) -> OpenDesk:
    """Open the desk in `folder`.

    Raises:
        WrongInput: no desk was set up there.
        SecretsTrouble: its keys cannot be had.
        StoreTrouble: its store cannot be opened.
    """
    profile = Profile(folder)
    if not has_desk(folder):
        raise WrongInput(
            "There is no desk in {folder} yet. Enrol this workstation with "
            "“ict-desk enrol ADDRESS CODE”, or try the program with “ict-desk demo”.",
            folder=profile.folder,
        )
    return make_desk(folder, machine, window=window)


def make_desk(
    folder: Path,
    machine: Machine,
    *,
    officer: str = "",
    device_name: str = "",
    hint: str = "",
    window: bool = False,
) -> OpenDesk:
    """Open the desk in `folder`, setting it up where there is none; it is not enrolled yet.

    `hint` is a passphrase recorded openly, for demos only.

    Raises:
        SecretsTrouble: the keys cannot be had or kept.
        StoreTrouble: the store cannot be opened.
    """
    profile = Profile(folder)
    profile.make()
    binding = profile.binding
    if binding is None:
        binding = Binding(machine.random(16).hex(), keeper_here())
        profile.bind(binding)
    secrets = _secrets(profile, binding, machine, hint)
    key = _store_key(profile, secrets, machine)
    store = open_store(
        profile.folder,
        key,
        desk=Desk(device_name=device_name, officer=officer),
        clock=machine.clock,
        random=machine.random,
        window=window,
    )
    return OpenDesk(profile, binding, secrets, store, machine)


def keys_of(folder: Path, machine: Machine) -> bytes:
    """Return the key of the store in `folder`, whose file may be damaged or gone.

    Raises:
        WrongInput: no desk was set up there.
        SecretsTrouble: the key cannot be had.
    """
    profile = Profile(folder)
    binding = profile.binding
    key = None if binding is None else _secrets(profile, binding, machine, "").read(STORE_KEY)
    if key is None:
        raise WrongInput(
            "There is no desk in {folder} whose keys are known here.", folder=profile.folder
        )
    return key


def _secrets(profile: Profile, binding: Binding, machine: Machine, hint: str) -> Secrets:
    if binding.keeper == "keychain":
        return KeychainSecrets(binding.id)
    if profile.holds_desk and not profile.vault.exists():
        raise StoreDamaged(
            "The file {file}, which holds this profile's keys, is gone. Your "
            "records are unchanged; put it back from a copy of the folder, or enrol into a new "
            "profile with --profile.",
            file=profile.vault.name,
        )
    return PassphraseSecrets(profile.vault, machine.ask, machine.random, hint)


def _store_key(profile: Profile, secrets: Secrets, machine: Machine) -> bytes:
    """A store whose key is gone is never covered by a new one."""
    key = secrets.read(STORE_KEY)
    if key is not None:
        return key
    if profile.holds_desk:
        raise StoreDamaged(
            "The key of this profile's store is gone from the place that keeps it. The store is "
            "unchanged; restore the keychain, or enrol into a new profile with --profile."
        )
    key = machine.random(48)
    secrets.write(STORE_KEY, key)
    return key
