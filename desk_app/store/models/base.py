"""What all tables share: names of constraints, and the named shapes of columns."""

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

import msgspec
from sqlalchemy import BLOB, TEXT, Dialect, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment: kept as RFC 3339 text in UTC, refused without a zone, read back aware."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write an aware moment in UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Read a moment back."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


class Id(TypeDecorator[UUID]):
    """An identifier in its sixteen bytes."""

    impl = BLOB
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        """Write the bytes."""
        del dialect
        return None if value is None else value.bytes

    def process_result_value(self, value: Any | None, dialect: Dialect) -> UUID | None:
        """Read them back."""
        del dialect
        return None if value is None else UUID(bytes=value)


class Json(TypeDecorator[Any]):
    """Anything JSON can say, `null` included, in its shortest form."""

    impl = TEXT
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str:
        """Write the value down."""
        del dialect
        return msgspec.json.encode(value).decode()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        """Read it back."""
        del dialect
        return None if value is None else msgspec.json.decode(value)


class Row(DeclarativeBase):
    """Base of the typed tables; no mapped object ever leaves the store."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment(),
        UUID: Id(),
        str: TEXT(),
        bytes: BLOB(),
    }


Key = Annotated[UUID, mapped_column(primary_key=True)]
Number = Annotated[int, mapped_column(primary_key=True, autoincrement=True)]
Reference = Annotated[UUID, mapped_column(index=True)]
Value = Annotated[Any, mapped_column(Json())]
Text = Annotated[str, mapped_column(default="")]
Code = Annotated[str, mapped_column(default="")]
