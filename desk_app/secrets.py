"""Where a profile's keys lie: the system's keychain, or a vault that a passphrase opens.

The keychain's backends are chosen from a list of real ones and imported directly: the library
would otherwise pick whatever is installed, a plain file among them, and search every installed
package for it at each start. Where there is none, the keys lie in the profile's `vault`, under a
key made from a passphrase with Argon2id (RFC 9106) and ChaCha20-Poly1305 (RFC 8439). There is no
third way: nothing is ever written in clear.
"""

import os
import sys
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from desk_app.domain.errors import (
    KeychainLocked,
    PassphraseNeeded,
    SecretsTrouble,
    StoreDamaged,
    WrongPassphrase,
)
from desk_app.profile import Keeper, write_whole

PASSPHRASE = "ICT_DESK_PASSPHRASE"  # noqa: S105  # the variable's name, not a passphrase
DEMO_WORD = "demo"
"""Opens the vault of a demo, which holds invented data only; it is recorded as a hint."""

_SERVICE = "ict-desk"
_BACKENDS: dict[str, tuple[tuple[str, str], ...]] = {
    "linux": (
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    ),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
}

Ask = Callable[[bool], str | None]
"""Asks for the passphrase, twice when it is a new one; None when nobody can be asked."""


class Secrets(Protocol):
    """Keeps a few small secrets of one profile by name; its methods raise `SecretsTrouble`."""

    def read(self, name: str) -> bytes | None:
        """Return a secret, or None where there is none of that name."""
        ...

    def write(self, name: str, secret: bytes) -> None:
        """Keep a secret; it is on disk on return."""
        ...

    def forget(self, name: str) -> None:
        """Drop a secret, if there is one of that name."""
        ...


def nobody(new: bool) -> None:  # the signature of `Ask`
    """Ask nobody: for programs that run unattended."""


def keeper_here() -> Keeper:
    """Tell where a new profile's keys go on this machine."""
    return "passphrase" if _backend() is None else "keychain"


# The keychain


class KeychainSecrets:
    """Secrets in the keychain of the system; `profile` tells those of several profiles apart.

    Raises:
        SecretsTrouble: this machine has no keychain that can be trusted.
    """

    def __init__(self, profile: str) -> None:
        backend = _backend()
        if backend is None:
            raise SecretsTrouble(
                "The keychain that holds this profile's keys does not answer. Your data is safe; "
                "log in to your desktop session and start again."
            )
        self._backend = backend
        self._profile = profile

    def read(self, name: str) -> bytes | None:
        """See `Secrets.read`."""
        with _Keychain():
            text = self._backend.get_password(_SERVICE, self._account(name))
        try:
            return None if text is None else b64decode(text, validate=True)
        except (NotBase64, ValueError) as error:
            raise SecretsTrouble("What the keychain holds for this profile is no key.") from error

    def write(self, name: str, secret: bytes) -> None:
        """See `Secrets.write`."""
        with _Keychain():
            self._backend.set_password(_SERVICE, self._account(name), b64encode(secret).decode())

    def forget(self, name: str) -> None:
        """See `Secrets.forget`."""
        if self.read(name) is not None:
            with _Keychain():
                self._backend.delete_password(_SERVICE, self._account(name))

    def _account(self, name: str) -> str:
        return f"{self._profile}/{name}"


def _backend() -> Any:
    """Return the first backend of the list that works here, or None; quick where none can."""
    if sys.platform == "linux" and not _session_bus():
        return None
    for module, name in _BACKENDS.get(sys.platform, ()):
        try:
            made = getattr(import_module(module), name)
            if made.priority > 0:
                return made()
        except Exception:  # noqa: BLE001, S112  # each backend fails in its own way where its system is not
            continue
    return None


def _session_bus() -> bool:
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if address:
        return not address.startswith("disabled:")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(folder) and (Path(folder) / "bus").exists()


class _Keychain:
    """Turns the failures of any backend into those an officer can act on."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None or not isinstance(error, Exception):
            return
        names = {cause.__name__ for cause in type(error).__mro__}
        if names & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
            raise KeychainLocked(
                "The keychain is locked, so this profile's data stays closed. It is safe; "
                "unlock the keychain (log in to your desktop session) and start again."
            ) from error
        raise SecretsTrouble(
            "The keychain does not answer, so this profile's data stays closed. It is safe; "
            "log in to your desktop session and start again."
        ) from error


# The vault


class Cost(Struct, frozen=True):
    """What Argon2id spends on one guess of a passphrase: memory in KiB."""

    passes: int = 3
    memory: int = 64 * 1024
    lanes: int = 4


DEMO_COST = Cost(passes=1, memory=8 * 1024, lanes=1)
"""A word that everybody knows is not worth the time."""

_HIGHEST = Cost(passes=20, memory=1024 * 1024, lanes=16)


class Sealed(Struct, frozen=True, omit_defaults=True):
    """The form of a vault: texts are base64."""

    version: int
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    hint: str = ""


class PassphraseSecrets:
    """Secrets in the file `vault`, opened by a passphrase that is asked for once.

    Args:
        vault: the file.
        ask: asks the officer, unless the environment variable ICT_DESK_PASSPHRASE answers.
        random: gives so many bytes nobody can guess.
        hint: the passphrase itself, recorded openly: for demos, whose data is invented.
    """

    def __init__(
        self,
        vault: Path,
        ask: Ask,
        random: Callable[[int], bytes],
        hint: str = "",
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._vault = vault
        self._ask = ask
        self._random = random
        self._hint = hint
        self._environment = environment
        self._secrets: dict[str, bytes] | None = None
        self._lock: Lock | None = None

    def read(self, name: str) -> bytes | None:
        """See `Secrets.read`."""
        return self._open().get(name)

    def write(self, name: str, secret: bytes) -> None:
        """See `Secrets.write`."""
        self._keep(self._open() | {name: secret})

    def forget(self, name: str) -> None:
        """See `Secrets.forget`."""
        secrets = self._open()
        if name in secrets:
            self._keep({n: s for n, s in secrets.items() if n != name})

    def _open(self) -> dict[str, bytes]:
        if self._secrets is None:
            sealed = _read_vault(self._vault)
            if sealed is None:
                self._lock = self._new_lock()
                self._secrets = {}
            else:
                self._lock, self._secrets = self._unlocked(sealed)
        return self._secrets

    def _new_lock(self) -> "Lock":
        passphrase = self._given() or self._hint or self._asked(new=True)
        if passphrase == self._hint:
            return make_lock(passphrase, self._random(16), DEMO_COST, self._hint)
        return make_lock(passphrase, self._random(16), Cost())

    def _unlocked(self, sealed: Sealed) -> "tuple[Lock, dict[str, bytes]]":
        """Try the hint first: whoever set a passphrase for other profiles need not unset it."""
        if sealed.hint:
            lock = make_lock(sealed.hint, sealed.salt, sealed.cost, sealed.hint)
            try:
                return lock, lock.opened(sealed)
            except WrongPassphrase:
                pass
        passphrase = self._given() or self._asked(new=False)
        lock = make_lock(passphrase, sealed.salt, sealed.cost, sealed.hint)
        return lock, lock.opened(sealed)

    def _given(self) -> str:
        return self._environment.get(PASSPHRASE, "")

    def _asked(self, *, new: bool) -> str:
        answer = self._ask(new)
        if not answer:
            raise PassphraseNeeded(
                "This machine has no keychain, so a passphrase protects this profile. "
                "Start again and type it, or set it as {name}.",
                name=PASSPHRASE,
            )
        return answer

    def _keep(self, secrets: dict[str, bytes]) -> None:
        if self._lock is not None:
            write_whole(self._vault, msgspec.json.encode(self._lock.closed(secrets, self._random)))
            self._secrets = secrets


class Lock(Struct, frozen=True):
    """The key made from a passphrase, with what it was made from; slow to make."""

    key: bytes
    salt: bytes
    cost: Cost
    hint: str

    def closed(self, secrets: dict[str, bytes], random: Callable[[int], bytes]) -> Sealed:
        """Seal `secrets`."""
        bare = Sealed(1, self.cost, self.salt, random(12), b"", self.hint)
        text = _cipher(self.key).encrypt(bare.nonce, msgspec.json.encode(secrets), _header(bare))
        return msgspec.structs.replace(bare, sealed=text)

    def opened(self, sealed: Sealed) -> dict[str, bytes]:
        """Return what is sealed.

        Raises:
            WrongPassphrase: the key does not fit.
        """
        from cryptography.exceptions import InvalidTag  # slow to import

        try:
            text = _cipher(self.key).decrypt(sealed.nonce, sealed.sealed, _header(sealed))
        except InvalidTag as error:
            raise WrongPassphrase(
                "The passphrase does not open this profile. Nothing was changed; try again."
            ) from error
        return msgspec.json.decode(text, type=dict[str, bytes])


def make_lock(passphrase: str, salt: bytes, cost: Cost, hint: str = "") -> Lock:
    """Make the key that `passphrase` stands for (Argon2id)."""
    from argon2.low_level import (  # slow to import, not needed with a keychain
        Type,
        hash_secret_raw,
    )

    key = hash_secret_raw(
        passphrase.encode(), salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID
    )
    return Lock(key, salt, cost, hint)


def _read_vault(file: Path) -> Sealed | None:
    try:
        sealed = msgspec.json.decode(file.read_bytes(), type=Sealed)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise _damaged(file) from error
    cost, high = sealed.cost, _HIGHEST
    sane = 0 < cost.passes <= high.passes and 0 < cost.lanes <= high.lanes
    if sealed.version != 1 or not sane or not 8 * cost.lanes <= cost.memory <= high.memory:
        raise _damaged(file)
    return sealed


def _damaged(file: Path) -> StoreDamaged:
    return StoreDamaged(
        "The file {file}, which holds this profile's keys, cannot be read. Nothing was "
        "changed; put it back from a copy of the folder.",
        file=file.name,
    )


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # slow to import

    return ChaCha20Poly1305(key)


def _header(sealed: Sealed) -> bytes:
    """What is sealed along, so that nobody weakens the cost of a guess."""
    bare = msgspec.structs.replace(sealed, sealed=b"")
    return msgspec.json.encode(bare, order="deterministic")
