"""Where the desk stands with the ministry, and what an officer still has to decide."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desk_app.store.models.base import Code, Key, Reference, Row, Text, Value


class PlaceRow(Row):
    """The one row that tells who this desk is and how far it has got."""

    __tablename__ = "place"

    one: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    desk: Mapped[Text]
    cursor: Mapped[Text]
    reconcile: Mapped[int] = mapped_column(default=0)
    offer: Mapped[Text]
    received: Mapped[int] = mapped_column(default=0)
    tail: Mapped[bytes] = mapped_column(default=b"")
    seen_in: Mapped[Text]
    batch: Mapped[int] = mapped_column(default=0)
    last_receipt: Mapped[datetime | None]
    last_attempt: Mapped[datetime | None]
    problem: Mapped[Text]
    differing: Mapped[Text]
    notice: Mapped[Code]


class SeenRow(Row):
    """A record met in the snapshot that is being fetched."""

    __tablename__ = "seen"

    record: Mapped[Key]


class DisputeRow(Row):
    """A field that two sides changed differently, with all three sides."""

    __tablename__ = "dispute"

    record: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    base: Mapped[Value]
    mine: Mapped[Value]
    theirs: Mapped[Value]
    mine_at: Mapped[datetime | None]
    theirs_by: Mapped[Text]
    theirs_at: Mapped[datetime | None]


class RefusalRow(Row):
    """An edit the ministry did not take, with what was typed."""

    __tablename__ = "refusal"

    edit: Mapped[Key]
    record: Mapped[Reference]
    kind: Mapped[str]
    operation: Mapped[Code]
    reason: Mapped[Code]
    field: Mapped[Code]
    fields: Mapped[Value]
    typed_at: Mapped[datetime]
    refused_at: Mapped[datetime]


class DraftRow(Row):
    """What an officer is typing and has not saved."""

    __tablename__ = "draft"

    name: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[str]
