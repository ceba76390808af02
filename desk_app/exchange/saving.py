"""A file saved for other programs: written whole, and noted in the register of exports."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desk_app.exchange.exporting import EVERYTHING, Going, Request, Written, export, going
from desk_app.exchange.withholding import Source
from desk_app.profile import write_whole
from desk_app.store.values import Desk, Page

if TYPE_CHECKING:
    from desk_app.store.importing import Export

_MOST = 1_000_000
"""More rows than any list has."""


class Lists(Protocol):
    """Finds the records of a list: `desk_app.store.store.Store`."""

    def page(self, kind: str, *, words: str = "", count: int = 50) -> Page:
        """Return the rows of a list that have `words`."""
        ...


class Register(Source, Protocol):
    """Keeps the records, and notes what went out: `desk_app.store.filing.Filing`."""

    def log_export(self, export: "Export") -> None:
        """Note a file that was written."""
        ...


def narrowed(lists: Lists, kind: str, words: str) -> frozenset[UUID] | None:
    """Return the records of a list that have `words`; None, which is all, without words."""
    if not words.strip() or kind == EVERYTHING:
        return None
    return frozenset(row.id for row in lists.page(kind, words=words, count=_MOST).rows)


def counted(request: Request, register: Register, desk: Desk, now: datetime) -> Going:
    """Count what `save` would write.

    Raises:
        WrongInput: the form does not fit the kind, or nothing was chosen.
    """
    return going(request, register, role=_role(desk), now=now)


def save(request: Request, register: Register, desk: Desk, file: Path, now: datetime) -> Written:
    """Write what is asked for into `file`, and note who took it out.

    Raises:
        WrongInput: the form does not fit, nothing was chosen, or the role may not take so many.
        DiskFull: the file cannot be written; what it held before is unchanged.
    """
    written = export(request, register, role=_role(desk), now=now)
    write_whole(file.absolute(), written.data)
    register.log_export(_noted(request, written, desk, file, now))
    return written


def _role(desk: Desk) -> str:
    """Return what the officer is at a ministry; a desk that belongs to nobody yet has no role."""
    return desk.role if desk.device else ""


def _noted(request: Request, written: Written, desk: Desk, file: Path, now: datetime) -> "Export":
    from desk_app.store.importing import Export  # imports SQLAlchemy

    return Export(
        at=now,
        by=desk.officer,
        kind=request.kind,
        form="mail-merge " * request.mailing + request.form,
        name=file.name,
        count=written.count,
        withheld=sum(written.withheld.values()),
        sha256=written.sha256,
    )
