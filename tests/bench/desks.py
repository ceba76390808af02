"""Whole profiles with very many people, kept between runs in the system's temporary folder."""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import desk_app.store
from desk_app.domain import words
from desk_app.profile import Binding, Profile
from desk_app.secrets import DEMO_WORD, PassphraseSecrets, nobody
from desk_app.sync.desks import STORE_KEY
from desk_app.ui.preferences import Preferences
from tests.bench import people as invented
from tests.bench.bench_store import bare
from tests.bench.people import KEY, filled

_WRITTEN = ("indexing", "vocabulary", "entries", "lines", "cells")
_FORM = (*_WRITTEN, "places", "rows", "shapes", "revision")
"""The modules of the store that decide what its file holds."""


def desk_of(people: int, start: str = "people") -> Path:
    """Return a profile with so many people whose window opens on the section `start`.

    This machine's keychain may not exist, so its keys lie in a vault that opens by a word known
    to all, as a demo's; the real store behind it is encrypted as any.
    """
    folder = kept(f"desk-{people}-{form()}", lambda place: make_desk(place, people))
    show_first(folder, start)
    return folder


def show_first(folder: Path, section: str) -> None:
    """Let the window of a profile open on a section of this name."""
    Preferences(Profile(folder).settings_file).write("start", section)


def bare_of(people: int) -> sqlite3.Connection:
    """Return the same people in plain SQLite, indexed the same way."""
    folder = kept(f"bare-{people}", lambda place: bare(place, people).close())
    return sqlite3.connect(folder / "bare.db", isolation_level=None)


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of this name, which `make` fills when it is not there yet."""
    house = Path(tempfile.gettempdir()) / f"ict-desk-bench-{os.getuid()}"
    folder = house / name
    if not folder.exists():
        house.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=house) as place:
            made = Path(place) / name
            made.mkdir(mode=0o700)
            make(made)
            made.rename(folder)
    return folder


def copied(folder: Path, place: Path) -> Path:
    """Return a copy of a kept folder that may be changed."""
    shutil.copytree(folder, place)
    return place


def form() -> str:
    """Return a name for what a store looks like, so that none of an older form is used."""
    house = Path(desk_app.store.__path__[0])
    files = [house / f"{name}.py" for name in _FORM if (house / f"{name}.py").exists()]
    texts = [file.read_bytes() for file in (*files, Path(words.__file__), Path(invented.__file__))]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:12]


def make_desk(folder: Path, people: int) -> None:
    """Make a desk with so many people in `folder`, which is there and empty."""
    profile = Profile(folder)
    profile.bind(Binding(id="bench", keeper="passphrase"))
    secrets = PassphraseSecrets(profile.vault, nobody, os.urandom, hint=DEMO_WORD)
    secrets.write(STORE_KEY, KEY)
    filled(folder, people).close()
