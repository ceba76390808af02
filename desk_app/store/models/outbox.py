"""What was done here: acts, their edits until the ministry has answered, and field history."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.store.models.base import Code, Key, Number, Reference, Row, Text, Value


class ActRow(Row):
    """One act of an officer; `undoes` names the act it took back."""

    __tablename__ = "act"

    number: Mapped[Number]
    group: Mapped[UUID] = mapped_column(unique=True)
    label: Mapped[Text]
    at: Mapped[datetime]
    undoes: Mapped[UUID | None]
    undone: Mapped[int] = mapped_column(default=0)


class EditRow(Row):
    """One edit: in the outbox while `answered_at` is empty, after that a line of the log.

    `stage` is waiting, sending or unconfirmed, then the verdict's outcome. An answered edit
    keeps no content: the history has it, or the refusal.
    """

    __tablename__ = "edit"
    __table_args__ = (
        Index("ix_edit_record", "record", sqlite_where=text("answered_at IS NULL")),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[Number]
    id: Mapped[UUID] = mapped_column(unique=True)
    group: Mapped[Reference]
    record: Mapped[UUID]
    kind: Mapped[str]
    operation: Mapped[Code]
    at: Mapped[datetime]
    by: Mapped[Text]
    base: Mapped[int] = mapped_column(default=0)
    fields: Mapped[Value]
    was: Mapped[Value]
    owner: Mapped[UUID | None]
    audience: Mapped[str | None]
    source: Mapped[Value]
    why: Mapped[Text]
    into: Mapped[UUID | None]
    merger: Mapped[Value]
    stage: Mapped[Code]
    batch: Mapped[int] = mapped_column(default=0, index=True)
    answered_at: Mapped[datetime | None]


class BaseRow(Row):
    """The ministry's newest state of a record that has unanswered edits, as it came."""

    __tablename__ = "base"

    record: Mapped[Key]
    change: Mapped[bytes]


class HistoryRow(Row):
    """One change of one field; `field` is empty for what befell the whole record."""

    __tablename__ = "history"

    number: Mapped[Number]
    record: Mapped[Reference]
    group: Mapped[UUID | None] = mapped_column(index=True)
    field: Mapped[Code]
    at: Mapped[datetime]
    by: Mapped[Text]
    device: Mapped[Text]
    how: Mapped[Code]
    before: Mapped[Value]
    after: Mapped[Value]
