"""What holds for every test: no screen, no settings or secrets of the person who runs it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# A shared machine is slow at times: examples are judged by what they show, not by the clock.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("desk")

# Before anything asks: Qt draws into memory, the session bus of the tester is out of reach (a
# test of the keychain brings its own), and so are the tester's folders and print server.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
os.environ["CUPS_SERVER"] = "/nonexistent/cups.sock"
_HOME = Path(tempfile.mkdtemp(prefix="ict-desk-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
for _name in ("CONFIG", "DATA", "CACHE", "STATE"):
    os.environ[f"XDG_{_name}_HOME"] = str(_HOME / _name.lower())

# A slow machine is no failure.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("desk")

pytest_plugins = [
    "tests.support.clock",
    "tests.support.display",
    "tests.support.keychain",
    "tests.support.logs",
    "tests.support.postgres",
    "tests.support.printing",
    "tests.support.trial",
]
