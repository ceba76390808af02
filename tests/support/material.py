"""Records made by hand, a line each, for tests on values."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import msgspec

from desk_app.domain.integrity import NEEDED
from desk_app.domain.kinds import Check
from desk_app.domain.material import Material, kind_of
from desk_app.domain.records import Archived, Envelope, Record, Stamp
from desk_app.domain.registry import Content

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TODAY = date(2026, 11, 21)
_SPACE = UUID("6b1a1c50-7e0f-4e6b-9d0a-1f6f6a3d2b11")


def id_of(name: str) -> UUID:
    """The identifier that the name stands for."""
    return uuid5(_SPACE, name)


class World:
    """Records under names of the test's own."""

    def __init__(self) -> None:
        self.records: dict[UUID, Record[Content]] = {}

    def add(self, name: str, content: Content, *, archived: bool = False) -> UUID:
        """Keep `content` under `name`; return its identifier."""
        stamp = Stamp(at=NOW)
        away = Archived(NOW, "somebody", "a reason") if archived else None
        envelope = Envelope(
            owner=id_of("mission"),
            audience="ministry",
            created=stamp,
            updated=stamp,
            archived=away,
        )
        id = id_of(name)
        self.records[id] = Record(id, kind_of(type(content)), content, envelope, 1, "received")
        return id

    def change(self, name: str, /, **fields: Any) -> None:
        """Give fields of the record new values."""
        record = self.records[id_of(name)]
        content = msgspec.structs.replace(record.content, **fields)
        self.records[record.id] = msgspec.structs.replace(record, content=content)

    def passes(self, name: str, **fields: Any) -> None:
        """Let a firm pass the checks it needs, signed by two officers; `fields` spoil them."""
        for nature in NEEDED:
            check = Check(
                firm=id_of(name),
                nature=nature,
                against="The register",
                on=TODAY - timedelta(days=30),
                result="clear",
                by=id_of("officer"),
                second=id_of("second officer"),
                until=TODAY + timedelta(days=300),
            )
            self.add(f"{nature} of {name}", msgspec.structs.replace(check, **fields))

    def material(self, subject: str) -> Material:
        """Everything, around the record of that name."""
        return Material(id_of(subject), tuple(self.records.values()))
