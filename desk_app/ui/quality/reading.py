"""What the page of care shows, read in one piece of work on the store lane."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from msgspec import Struct

from desk_app.domain.fields import Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.quality import LISTS, CareList, completeness
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.values import Plain
from desk_app.ui.desk import DeskStore
from desk_app.ui.showing import Names, Skills, title_words

if TYPE_CHECKING:
    from desk_app.store.tending import Tending, Wanting


class Count(Struct, frozen=True):
    """How many records of a kind are on a list."""

    name: CareList
    kind: str
    total: int


class Line(Struct, frozen=True):
    """One record of a list: how complete it is, and when somebody last looked at it."""

    id: UUID
    kind: str
    title: str
    share: float
    seen: str
    fields: Plain


class Listed(Struct, frozen=True):
    """A list: its first records, and how many there are."""

    name: CareList
    kind: str
    lines: tuple[Line, ...]
    total: int


def counts(
    tending: "Tending", today: date, stopped: Callable[[], bool] = lambda: False
) -> tuple[Count, ...]:
    """Count every list, until `stopped`; on any thread, for it may take long."""
    every: list[tuple[CareList, str]] = [
        (name, kind) for name, kinds in LISTS.items() for kind in kinds
    ]
    return tuple(
        Count(name, kind, tending.wanting(name, kind, today).total)
        for name, kind in every
        if not stopped()
    )


def listed(desk: DeskStore, wanting: "Wanting", skills: Skills) -> Listed:
    """Read the records of one list."""
    found = desk.records(wanting.ids)
    titles = desk.titles(wanting.ids)
    firms = {firm for record in found.values() if (firm := getattr(record.content, "firm", None))}
    names = {str(firm): title for firm, title in desk.titles(firms).items()}
    lines = (
        _line(record, titles.get(id, ""), names, skills)
        for id in wanting.ids
        if (record := found.get(id)) is not None
    )
    return Listed(wanting.name, wanting.kind, tuple(lines), wanting.total)


def _line(record: Record[Content], title: str, names: Names, skills: Skills) -> Line:
    fields = plain(record.content)
    kind = KINDS[record.kind]
    if any(kind.fields[name].shape is Shape.SKILL for name in kind.title):
        title = title_words(kind, fields, names, skills)  # the list knows skills by their codes
    seen = str(fields.get("verified") or fields.get("as_of") or "")
    return Line(record.id, record.kind, title, completeness(record.kind, fields), seen, fields)
