"""SQLAlchemy over a connection of the driver that is already open."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # the wheel carries no types

from desk_app.store.connecting import Driver, meaning, world


def over(raw: Driver) -> Engine:
    """Return an engine whose one connection is `raw`; its transactions hold the write lock."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: raw,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(sql: Connection) -> None:
    reads = sql.get_execution_options().get("desk_reads", False)
    sql.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """Hold one transaction during the block: all of it is kept, or nothing.

    Raises:
        StoreTrouble: the disk or another program does not let it.
    """
    with world(), _wrapped(), engine.begin() as sql:
        try:
            yield sql
        except BaseException:
            sql.rollback()
            raise


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """Give a connection for reads; they see one moment.

    Raises:
        StoreTrouble: as in `writing`.
    """
    with world(), _wrapped(), engine.connect().execution_options(desk_reads=True) as sql:
        yield sql


@contextmanager
def _wrapped() -> Generator[None]:
    """Say what SQLAlchemy's wrapping of a driver's error means."""
    try:
        yield
    except DBAPIError as error:
        trouble = meaning(cast(Exception, error.orig))
        if trouble is None:
            raise
        raise trouble from None  # the statement may quote what was typed


def driver(sql: Connection) -> Driver:
    """Return the driver's connection behind `sql`, for prepared statements in its transaction."""
    return cast(Driver, sql.connection.driver_connection)
