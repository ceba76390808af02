"""The file's shape, made from the models where the file is new."""

from typing import Any

from sqlalchemy import Connection, insert

from desk_app.store import indexing
from desk_app.store.models import PlaceRow, Row
from desk_app.store.revision import REVISION


def create(sql: Connection) -> None:
    """Make all tables of a fresh file and stamp it with the newest revision."""
    Row.metadata.create_all(sql)
    for statement in indexing.TABLES:
        sql.exec_driver_sql(statement)
    sql.execute(insert(PlaceRow), [FIRST_PLACE])
    sql.exec_driver_sql(f"PRAGMA user_version = {REVISION}")


FIRST_PLACE: dict[str, Any] = {
    "one": 1,
    "desk": "",
    "cursor": "",
    "reconcile": 0,
    "offer": "",
    "received": 0,
    "tail": b"",
    "seen_in": "",
    "batch": 0,
    "problem": "",
    "differing": "",
    "notice": "",
}
"""The place of a desk that has never asked the ministry anything."""
