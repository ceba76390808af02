"""What came in as files and what went out: kept here alone, for the way back and to answer for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desk_app.store.models.base import Code, Key, Number, Row, Text, Value


class ImportRow(Row):
    """One import; the history of what it did carries its `id` as group.

    `stage` is running, done, undoing or undone; `counts` say how many rows came to what.
    `undo` is the group of what was taken back, `reached` the history's number it has got to.
    """

    __tablename__ = "imported"

    id: Mapped[Key]
    at: Mapped[datetime]
    by: Mapped[Text]
    name: Mapped[Text]
    sha256: Mapped[Text]
    kind: Mapped[Code]
    stage: Mapped[Code]
    counts: Mapped[Value]
    undo: Mapped[UUID | None]
    reached: Mapped[int] = mapped_column(default=0)


class ExportRow(Row):
    """One file that was written: who wrote what, how much of it, and its hash."""

    __tablename__ = "exported"

    number: Mapped[Number]
    at: Mapped[datetime]
    by: Mapped[Text]
    kind: Mapped[Code]
    form: Mapped[Code]
    name: Mapped[Text]
    count: Mapped[int]
    withheld: Mapped[int]
    sha256: Mapped[Text]


class MappingRow(Row):
    """How a table with these headings was read last time."""

    __tablename__ = "mapping"

    headings: Mapped[str] = mapped_column(primary_key=True)
    said: Mapped[Value]
