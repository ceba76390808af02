"""The tables of the ministry."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, Integer, String, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from desk_app.domain.records import Audience
from desk_app.ministry.values import Role


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite keeps no zones, so it is written and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - both dialects want the same
        """Refuse a moment without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - both dialects want the same
        """Return the moment aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = Annotated[UUID, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(String(40))]
Number = Annotated[int, mapped_column(BigInteger)]
When = Annotated[datetime, mapped_column(Moment)]
Circle = Annotated[Audience, mapped_column(String(40))]
Office = Annotated[Role, mapped_column(String(40))]
Cause = Annotated[Literal["left", "erased"], mapped_column(String(40))]
Json = Annotated[str, mapped_column(Text)]
"""JSON as text: PostgreSQL's own JSON type refuses characters that JSON may hold."""


class Base(DeclarativeBase):
    """All tables of the ministry."""


class ServerRow(Base):
    """One row: the number last given, under whose lock every write stands."""

    __tablename__ = "server"

    id: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[int]
    epoch: Mapped[Code]
    secret: Mapped[bytes]
    seq: Mapped[Number]
    swept: Mapped[date]


class RecordRow(Base):
    """A record's newest state."""

    __tablename__ = "record"

    id: Mapped[Key]
    kind: Mapped[Code] = mapped_column(index=True)
    owner: Mapped[UUID | None]
    reach: Mapped[Circle]
    person: Mapped[UUID | None] = mapped_column(index=True)
    lapses: Mapped[date | None] = mapped_column(index=True)
    version: Mapped[Number] = mapped_column(unique=True)
    erased: Mapped[bool]
    envelope: Mapped[Json]
    fields: Mapped[Json]


class TallyRow(Base):
    """How many records one mission has of a kind for one audience, and the sum of their leaves.

    Kept with every write, so that a digest costs the same however many records there are.
    """

    __tablename__ = "tally"

    owner: Mapped[Key]
    reach: Mapped[Circle] = mapped_column(primary_key=True)
    kind: Mapped[Code] = mapped_column(primary_key=True)
    records: Mapped[Number]
    leaves: Mapped[Number]


class HistoryRow(Base):
    """One change of one field, or of the whole record."""

    __tablename__ = "history"
    __table_args__ = (Index("history_field", "record", "field", "id"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    record: Mapped[UUID]
    version: Mapped[Number]
    field: Mapped[str] = mapped_column(String(300))
    at: Mapped[When]
    by: Mapped[str] = mapped_column(Text)
    device: Mapped[str] = mapped_column(Text)
    how: Mapped[Code]
    before: Mapped[Json]
    after: Mapped[Json]


class VerdictRow(Base):
    """What was answered to an edit, for as long as the edit may come again."""

    __tablename__ = "verdict"

    edit: Mapped[Key]
    record: Mapped[UUID] = mapped_column(index=True)
    device: Mapped[UUID]
    answer: Mapped[Json]


class BatchRow(Base):
    """A batch of a device, by number and fingerprint."""

    __tablename__ = "batch"

    device: Mapped[Key]
    number: Mapped[Number] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    at: Mapped[When]


class DepartureRow(Base):
    """A record left somebody's view."""

    __tablename__ = "departure"

    seq: Mapped[Number] = mapped_column(primary_key=True)
    record: Mapped[Key]
    kind: Mapped[Code]
    owner: Mapped[UUID | None]
    reach: Mapped[Circle]
    why: Mapped[Cause]


class SnapshotRow(Base):
    """A snapshot; its bytes are in `SnapshotPageRow`."""

    __tablename__ = "snapshot"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    scope: Mapped[str] = mapped_column(String(80), index=True)
    epoch: Mapped[Code]
    seq: Mapped[Number]
    size: Mapped[Number]
    sha256: Mapped[str] = mapped_column(String(64))
    records: Mapped[int]
    made: Mapped[When]


class SnapshotPageRow(Base):
    """A stretch of a snapshot's bytes, from `start` up to `stop`."""

    __tablename__ = "snapshot_page"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    start: Mapped[Number] = mapped_column(primary_key=True)
    stop: Mapped[Number]
    bytes: Mapped[bytes]


class DeviceRow(Base):
    """An enrolled workstation."""

    __tablename__ = "device"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(Text)
    mission: Mapped[UUID]
    officer: Mapped[UUID]
    officer_name: Mapped[str] = mapped_column(Text)
    role: Mapped[Office]
    public_key: Mapped[bytes]
    enrolled: Mapped[When]
    revoked: Mapped[datetime | None] = mapped_column(Moment)


class InviteRow(Base):
    """A one-time code, by its slow hash."""

    __tablename__ = "invite"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    mission: Mapped[UUID]
    role: Mapped[Office]
    officer_name: Mapped[str] = mapped_column(Text)
    until: Mapped[When]
    spent_by: Mapped[UUID | None]


class AttemptRow(Base):
    """A wrong code, and where it came from."""

    __tablename__ = "attempt"

    id: Mapped[Key]
    origin: Mapped[str] = mapped_column(String(100))
    at: Mapped[When] = mapped_column(index=True)


class UsedRow(Base):
    """The number of an assertion that was used, until it expires."""

    __tablename__ = "used"

    device: Mapped[Key]
    number: Mapped[str] = mapped_column(String(100), primary_key=True)
    until: Mapped[When] = mapped_column(index=True)
