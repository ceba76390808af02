"""Where keys lie: a real keychain, and the vault of a machine without one."""

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk_app import secrets
from desk_app.domain.errors import (
    KeychainLocked,
    PassphraseNeeded,
    SecretsTrouble,
    StoreDamaged,
    WrongPassphrase,
)
from desk_app.secrets import Cost, KeychainSecrets, PassphraseSecrets, Sealed, keeper_here, nobody
from tests.support.keychain import Keychain, private_keychain


def vault(
    file: Path, passphrase: str = "", hint: str = "", env: Mapping[str, str] | None = None
) -> PassphraseSecrets:
    return PassphraseSecrets(
        file, lambda new: passphrase or None, os.urandom, hint, env if env is not None else {}
    )


def test_the_keychain_keeps_secrets_of_profiles_apart(keychain: Keychain) -> None:
    one, other = KeychainSecrets("one"), KeychainSecrets("other")
    one.write("store", bytes(range(48)))
    other.write("store", b"x")
    assert one.read("store") == bytes(range(48))
    assert one.read("device") is None
    one.forget("store")
    one.forget("store")
    assert one.read("store") is None
    assert other.read("store") == b"x"


def test_a_machine_with_a_keychain_uses_it(keychain: Keychain) -> None:
    assert keeper_here() == "keychain"


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_locked_keychain_is_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with private_keychain(tmp_path) as own:
        address = own.env["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        KeychainSecrets("p").write("store", b"x")
        own.lock()
        with pytest.raises(KeychainLocked, match="unlock"):
            KeychainSecrets("p").read("store")
    gc.collect()  # the library leaves its connection open, which is said when it is collected


def test_without_a_session_bus_the_keychain_is_not_even_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(importlib, "import_module", pytest.fail)
    assert keeper_here() == "passphrase"
    with pytest.raises(SecretsTrouble, match="safe"):
        KeychainSecrets("p")


def test_no_backend_outside_the_list_is_used(
    keychain: Keychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, _ in secrets._BACKENDS[sys.platform]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert keeper_here() == "passphrase"


def test_a_vault_keeps_secrets_under_a_passphrase(tmp_path: Path) -> None:
    file = tmp_path / "vault"
    first = vault(file, "long words")
    first.write("store", b"k" * 48)
    first.write("device", b"d")
    assert vault(file, "long words").read("store") == b"k" * 48
    first.forget("device")
    assert vault(file, "long words").read("device") is None
    assert file.stat().st_mode & 0o077 == 0
    assert b"k" * 48 not in file.read_bytes()
    assert msgspec.json.decode(file.read_bytes(), type=Sealed).cost == Cost()


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "vault"
    vault(file, "right").write("store", b"k")
    before = file.read_bytes()
    with pytest.raises(WrongPassphrase):
        vault(file, "wrong").write("store", b"other")
    assert file.read_bytes() == before


def test_where_nobody_can_be_asked_a_passphrase_is_asked_for_in_words(tmp_path: Path) -> None:
    unattended = PassphraseSecrets(tmp_path / "vault", nobody, os.urandom, environment={})
    with pytest.raises(PassphraseNeeded, match="ICT_DESK_PASSPHRASE"):
        unattended.write("store", b"k")
    assert not (tmp_path / "vault").exists()


def test_the_environment_answers_before_anybody_is_asked(tmp_path: Path) -> None:
    env = {"ICT_DESK_PASSPHRASE": "from outside"}
    vault(tmp_path / "vault", "asked", env=env).write("store", b"k")
    assert vault(tmp_path / "vault", "from outside").read("store") == b"k"


def test_a_demo_opens_by_the_word_that_its_vault_records(tmp_path: Path) -> None:
    file = tmp_path / "vault"
    vault(file, hint="demo").write("store", b"k")
    again = PassphraseSecrets(file, nobody, os.urandom, environment={})
    assert again.read("store") == b"k"
    again.write("device", b"d")
    assert vault(file, env={"ICT_DESK_PASSPHRASE": "of another profile"}).read("device") == b"d"


def test_a_demo_under_a_passphrase_of_its_own_records_no_hint(tmp_path: Path) -> None:
    file = tmp_path / "vault"
    env = {"ICT_DESK_PASSPHRASE": "mine"}
    vault(file, hint="demo", env=env).write("store", b"k")
    assert not msgspec.json.decode(file.read_bytes(), type=Sealed).hint
    with pytest.raises(WrongPassphrase):
        vault(file, "demo").read("store")


IMPOSSIBLE = ({"cost": Cost(memory=2**40)}, {"cost": Cost(passes=0)}, {"version": 2})


@pytest.mark.parametrize("change", IMPOSSIBLE)
def test_a_vault_that_asks_for_the_impossible_is_refused(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    file = tmp_path / "vault"
    vault(file, "right").write("store", b"k")
    sealed = msgspec.json.decode(file.read_bytes(), type=Sealed)
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(sealed, **change)))
    with pytest.raises(StoreDamaged, match="vault"):
        vault(file, "right").read("store")


def test_a_vault_whose_cost_somebody_lowered_does_not_open(tmp_path: Path) -> None:
    file = tmp_path / "vault"
    vault(file, "right").write("store", b"k")
    sealed = msgspec.json.decode(file.read_bytes(), type=Sealed)
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(sealed, hint="right")))
    with pytest.raises(WrongPassphrase):
        vault(file, "right").read("store")
