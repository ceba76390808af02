"""Records as they are compared with each other, with where they belong.

What is read here is judged elsewhere.
"""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from msgspec import Struct

from desk_app.domain.labels import Language
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.values import Plain


class Compared(Struct, frozen=True, gc=False):
    """A record in use: its fields, its list line, and the names of where a person works."""

    id: UUID
    kind: str
    title: str
    detail: str
    fields: Plain
    orgs: tuple[str, ...] = ()


class Shelves(Protocol):
    """What is read of a store."""

    def records(self, ids: Iterable[UUID]) -> dict[UUID, Record[Content]]:
        """Return records of any kind."""
        ...

    def linked_records(
        self, ids: Iterable[UUID], kinds: tuple[str, ...] = ()
    ) -> list[Record[Content]]:
        """Return the records in use that point at any of `ids`."""
        ...

    def titles(self, ids: Iterable[UUID], language: Language | None = None) -> dict[UUID, str]:
        """Return the titles of records."""
        ...


def those(store: Shelves, ids: Iterable[UUID]) -> list[Compared]:
    """Return the records of `ids` that are in use, in their order."""
    asked = list(ids)
    titles = store.titles(asked)
    return _compared(store, {id: (titles[id], "") for id in asked if id in titles})


def _compared(store: Shelves, lines: dict[UUID, tuple[str, str]]) -> list[Compared]:
    records = store.records(lines)
    people = [id for id, record in records.items() if record.kind == "person"]
    orgs = _orgs(store, people) if people else {}
    return [
        Compared(id, records[id].kind, title, detail, plain(records[id].content), orgs.get(id, ()))
        for id, (title, detail) in lines.items()
        if id in records and records[id].envelope.archived is None
    ]


def _orgs(store: Shelves, people: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    held: dict[UUID, list[UUID]] = {}
    for position in store.linked_records(people, ("position",)):
        content: Any = position.content
        if content.person is not None and content.organisation is not None:
            held.setdefault(content.person, []).append(content.organisation)
    names = store.titles({id for ids in held.values() for id in ids}, "en")
    return {
        person: tuple(names[id] for id in dict.fromkeys(ids) if id in names)
        for person, ids in held.items()
    }
