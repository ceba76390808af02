"""Records of one kind from the store, their content known to be of that class."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from desk_app.domain.kinds import KINDS
from desk_app.domain.material import kind_of
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.titles import linked
from desk_app.ui.desk import DeskStore

C = TypeVar("C", bound=Content)


def only(records: Iterable[Record[Content]], content: type[C]) -> list[Record[C]]:
    """Return those of `records` that are of one kind, in their order."""
    found: list[Record[C]] = []
    for record in records:
        if isinstance(record.content, content):
            found.append(record)  # type: ignore[arg-type]  # narrowed by its content
    return found


def every(desk: DeskStore, content: type[C]) -> list[Record[C]]:
    """Return every record of a kind that is in use."""
    return only(desk.all(kind_of(content)), content)


def pointing(desk: DeskStore, ids: Iterable[UUID], content: type[C]) -> list[Record[C]]:
    """Return the records of a kind that point at any of `ids`."""
    return only(desk.linked_records(ids, (kind_of(content),)), content)


def names_in(desk: DeskStore, records: Iterable[Record[Content]]) -> dict[str, str]:
    """Return the titles of what `records` point to, by identifier as text."""
    pairs = (linked(KINDS[r.kind], plain(r.content)) for r in records)
    titles = desk.titles({id for links in pairs for _field, id in links})
    return {str(id): name for id, name in titles.items()}
