"""A real Secret Service (GNOME Keyring) on a private session bus, unlocked."""

import os
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import secretstorage
from secretstorage.exceptions import SecretStorageException

from tests.support.processes import need_program, running, wait_until

# A session bus that starts no service by itself, least of all a second keychain of the tester.
BUS_RULES = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True)
class Keychain:
    """A running Secret Service and the environment in which a program finds it."""

    env: Mapping[str, str]

    def lock(self) -> None:
        """Lock the collection that secrets are kept in; nobody is there to unlock it."""
        with self._collection() as collection:
            collection.lock()

    def answers(self) -> bool:
        """Tell whether the service is there and its collection open."""
        try:
            with self._collection() as collection:
                return not collection.is_locked()
        except SecretStorageException:
            return False

    @contextmanager
    def _collection(self) -> Generator[secretstorage.Collection]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", self.env["DBUS_SESSION_BUS_ADDRESS"])
            connection = secretstorage.dbus_init()
        try:
            yield secretstorage.get_default_collection(connection)
        finally:
            connection.close()


@contextmanager
def private_keychain(home: Path) -> Generator[Keychain]:
    """Run a session bus and an unlocked GNOME Keyring with its files in `home`."""
    daemon = need_program("gnome-keyring-daemon", "gnome-keyring")
    with _session_bus(home) as address:
        env = {
            **{name: value for name, value in os.environ.items() if name != "DISPLAY"},
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "share"),
            "XDG_RUNTIME_DIR": str(home),
            "DBUS_SESSION_BUS_ADDRESS": address,
        }
        command = [daemon, "--foreground", "--components=secrets", "--unlock"]
        with running(command, home / "keyring.log", env=env, stdin=b"a passphrase"):
            keychain = Keychain(env)
            wait_until(keychain.answers, "the keychain answers")
            yield keychain


@contextmanager
def _session_bus(home: Path) -> Generator[str]:
    """Run a session bus during the block and give its address."""
    reading, writing = os.pipe()
    program = need_program("dbus-daemon", "dbus")
    rules = home / "bus.conf"
    rules.write_text(BUS_RULES, encoding="ascii")
    with running(
        [program, f"--config-file={rules}", "--nofork", f"--print-address={writing}"],
        home / "bus.log",
        pass_fds=[writing],
    ):
        os.close(writing)
        with os.fdopen(reading) as ready:
            address = ready.readline().strip()
        if not address:
            pytest.fail(f"dbus-daemon did not start: {(home / 'bus.log').read_text()}")
        yield address


@pytest.fixture(scope="session")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keychain]:
    """One unlocked keychain for the run; do not lock it, take `private_keychain` for that."""
    with private_keychain(tmp_path_factory.mktemp("keychain")) as keychain:
        yield keychain


@pytest.fixture
def keychain(secret_service: Keychain, monkeypatch: pytest.MonkeyPatch) -> Keychain:
    """The unlocked keychain, found by this process and, through `env`, by programs it starts."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service.env["DBUS_SESSION_BUS_ADDRESS"])
    return secret_service
