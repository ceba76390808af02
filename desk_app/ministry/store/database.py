"""Opening the ministry's database and its two kinds of transaction.

Every write holds the lock of the one row that counts, from its first statement to its commit:
numbers appear in commit order, and a reader that has seen a number has seen all lower ones, with
any number of server processes on one PostgreSQL.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert, inspect, make_url, update
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from desk_app.domain.errors import StoreTooNew, StoreTrouble, WrongInput
from desk_app.ministry.store.models import Base, ServerRow
from desk_app.ministry.values import Standing

Transaction = Session
"""What the functions of this package work in."""

FORM = 1
"""The version of the tables."""


class Database:
    """The ministry's database, usable from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = (
            engine.execution_options(isolation_level="REPEATABLE READ")
            if engine.dialect.name == "postgresql"
            else engine
        )

    @contextmanager
    def read(self) -> Generator[Session]:
        """See one moment of the database, whatever is written meanwhile."""
        with _world(), Session(self._reading) as session:
            yield session

    @contextmanager
    def write(self) -> Generator[tuple[Session, Standing]]:
        """Write alone: nobody else writes until the block ends; all of it stands, or none."""
        with (
            _world(),
            self._engine.connect().execution_options(writing=True) as connection,
            Session(connection) as session,
            session.begin(),
        ):
            yield session, _locked(session)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def prepare(self, today: date, random: Callable[[int], bytes]) -> None:
        """Make the tables and the counter, where they are not there yet."""
        with _world(), self._engine.begin() as connection:
            Base.metadata.create_all(connection)
            if connection.execute(ServerRow.__table__.select()).first() is None:
                connection.execute(insert(ServerRow), [_beginning(today, random)])

    def is_prepared(self) -> bool:
        """Tell whether the tables are there.

        Raises:
            StoreTooNew: they were made by a newer program.
        """
        if self._engine.dialect.name == "sqlite" and not self._file().exists():
            return False  # to look would make the file
        with _world(), self._engine.connect() as connection:
            if not inspect(connection).has_table(ServerRow.__tablename__):
                return False
            row = connection.execute(ServerRow.__table__.select()).first()
        if row is not None and row.form > FORM:
            raise StoreTooNew("This ministry's database was made by a newer program. Update it.")
        return row is not None

    def _file(self) -> Path:
        return Path(self._engine.url.database or "")

    def forget_erased_pages(self) -> None:
        """Write SQLite's log back and empty it, so that what was erased is not read from it."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def open_database(url: str) -> Database:
    """Return the database at `url` (`sqlite:///…` or `postgresql+psycopg://…`).

    Raises:
        WrongInput: the address is none.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return Database(_sqlite(url))
        return Database(
            create_engine(
                parsed, pool_pre_ping=True, pool_size=16, max_overflow=8, hide_parameters=True
            )
        )
    except (ArgumentError, ImportError) as error:
        raise WrongInput(
            "This is not the address of a database. Give sqlite:///FILE or "
            "postgresql+psycopg://USER@HOST/NAME."
        ) from error


def _sqlite(url: str) -> Engine:
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "timeout": 60, "isolation_level": None},
        pool_size=16,
        max_overflow=8,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    """Writers queue before they read, so that none has to give up half-way."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _locked(session: Session) -> Standing:
    row = session.execute(
        update(ServerRow)
        .values(seq=ServerRow.seq)
        .returning(ServerRow.epoch, ServerRow.secret, ServerRow.seq, ServerRow.swept)
    ).one()
    return Standing(*row)


def _beginning(today: date, random: Callable[[int], bytes]) -> dict[str, Any]:
    return {
        "id": 1,
        "form": FORM,
        "epoch": random(8).hex(),
        "secret": random(32),
        "seq": 0,
        "swept": today,
    }


@contextmanager
def _world() -> Generator[None]:
    try:
        yield
    except OperationalError as error:
        raise StoreTrouble(
            "The ministry's database does not answer. Nothing half-done was kept; try again."
        ) from error
