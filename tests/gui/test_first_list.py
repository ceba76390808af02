"""What stands between the start of the program and its first list: nothing that could wait."""

import json
import os
import subprocess
import sys

import pytest

from tests.bench.desks import make_desk, show_first

LATER = {
    "asyncio": "the exchange and the ministry",
    "babel": "names of countries, loaded once the list is there",
    "click": "commands",
    "concurrent.futures": "asking for a passphrase",
    "desk_app.briefs": "briefs",
    "desk_app.cli": "commands",
    "desk_app.exchange": "files of contacts",
    "desk_app.matching": "answers to demands",
    "desk_app.store.writing": "the first act",
    "desk_app.sync.background": "the exchange",
    "desk_app.ui.forms": "the first form",
    "desk_app.ui.records": "the first record",
    "difflib": "long texts that two sides changed",
    "email": "mail",
    "logging.handlers": "the log, begun once the list is there",
    "PySide6.QtNetwork": "nothing: the exchange has its own client",
    "PySide6.QtPrintSupport": "printing",
    "reportlab": "briefs",
    "sqlalchemy": "the first act",
    "ssl": "the exchange",
}
"""Modules, and what brings them."""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What is imported when the list of people is painted for the first time."""
    desk = tmp_path_factory.mktemp("desk")
    make_desk(desk, 40)
    show_first(desk, "people")
    words = ["-m", "tests.bench.painted", "list", "desk", "--profile", str(desk)]
    ended = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=120,
    )
    return set(json.loads(ended.stdout.splitlines()[-1])["modules"])


@pytest.mark.parametrize("later", sorted(LATER))
def test_the_first_list_does_not_wait_for(later: str, imported: set[str]) -> None:
    assert "desk_app.ui.lists.page" in imported
    assert later not in imported


def test_no_module_is_read_for_what_pyside_could_do_with_it() -> None:
    """PySide's `__feature_import__` reads the source text of each; its other one does not."""
    ended = subprocess.run(
        [sys.executable, "-c", _LOOK], check=True, stdout=subprocess.PIPE, text=True, timeout=60
    )
    assert ended.stdout.split() == ["__lazy_import__"]


_LOOK = """
import builtins
from desk_app.ui.binding import import_plainly
import_plainly()
import desk_app.app
from linecache import cache
print(builtins.__import__.__name__, *[name for name in cache if "desk_app" in name])
"""
