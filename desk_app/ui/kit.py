"""What every page is built with."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desk_app.ui.acts import Acts
from desk_app.ui.jobs import Jobs
from desk_app.ui.lookups import Lookups


class Ways(QObject):
    """Where a page may ask the window to go.

    Signals:
        record: show the record of a kind (str) and identifier (UUID).
        edit: open the form of a record (kind, identifier).
        create: open an empty form of a kind (str), with fields filled in (dict).
        section: show a section by its name.
        brief: compose a brief about a record (UUID), or as a `Wanted` of the briefs' own.
        exchange: exchange with the ministry now.
        outcome: tell what came of a meeting (UUID).
        code: open what a code on paper belongs to (str).
    """

    record = Signal(str, object)
    edit = Signal(str, object)
    create = Signal(str, object)
    section = Signal(str)
    brief = Signal(object)
    exchange = Signal()
    outcome = Signal(object)
    code = Signal(str)


class Settings(Protocol):
    """What a window remembers between starts; no record content."""

    def read(self, name: str, usual: str = "") -> str:
        """Return a remembered word."""
        ...

    def write(self, name: str, value: str) -> None:
        """Remember a word."""
        ...


class Kit:
    """Lanes, acts, look-ups, ways, clock and settings, handed to each page by the window."""

    def __init__(
        self,
        jobs: Jobs,
        acts: Acts,
        lookups: Lookups,
        ways: Ways,
        clock: Callable[[], datetime],
        settings: Settings,
    ) -> None:
        self.jobs = jobs
        self.acts = acts
        self.lookups = lookups
        self.ways = ways
        self.clock = clock
        self.settings = settings


Chosen = tuple[str, UUID]
"""A record as pages name it to each other: kind and identifier."""
