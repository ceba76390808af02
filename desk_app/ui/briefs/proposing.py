"""What would be proposed for a demand today, computed beside everything for its brief."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from desk_app.domain.errors import DeskError
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.i18n import language
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit

if TYPE_CHECKING:
    from desk_app.matching.delivering import Delivery, Gathered

Records = tuple[Record[Content], ...]


def propose(owner: QObject, kit: Kit, demand: UUID, done: Callable[[Records], None]) -> None:
    """Read on the store lane, compute beside it, and hand over records nobody has kept."""

    def compute(known: "Gathered") -> None:
        today = kit.clock().astimezone().date()
        kit.jobs.aside(owner, lambda: _delivered(known, today), write, _no_matter)

    def write(delivery: "Delivery") -> None:
        kit.jobs.read(owner, partial(_records, delivery=delivery, kit=kit), done, _no_matter)

    kit.jobs.read(owner, partial(_gathered, demand=demand), compute, _no_matter)


def _gathered(desk: DeskStore, demand: UUID) -> "Gathered":
    from desk_app.matching.delivering import gathered  # matching, only when wanted

    return gathered(desk, demand)


def _delivered(known: "Gathered", today: date) -> "Delivery":
    from desk_app.matching.delivering import Wish, delivered

    return delivered(known, Wish(), today=today)


def _records(desk: DeskStore, delivery: "Delivery", kit: Kit) -> Records:
    from desk_app.matching.proposing import as_records

    now = kit.clock().astimezone()
    return as_records(desk, delivery, desk.new_id, now=now, language=language())


def _no_matter(_error: DeskError) -> None:
    """A demand that cannot be answered has a brief all the same: it says what it is."""
