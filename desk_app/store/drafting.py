"""What an officer is typing and has not saved: kept in the encrypted file, for the next start.

A draft is scratch paper: no history, no search, no edit. Its table is made when the first draft
is kept and is no part of the migrated shape.
"""

import msgspec

from desk_app.domain.values import Plain
from desk_app.store.connecting import Driver, world

_TABLE = (
    "CREATE TABLE IF NOT EXISTS draft (name TEXT PRIMARY KEY, fields TEXT NOT NULL) WITHOUT ROWID"
)
_THERE = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'draft'"


def keep(raw: Driver, name: str, fields: Plain) -> None:
    """Keep `fields` under `name`, in the place of what was kept before.

    Raises:
        DiskFull: there is no room; the draft before stays.
    """
    with world():
        raw.execute(_TABLE)
        text = msgspec.json.encode(fields).decode()
        raw.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (name, text))


def kept(raw: Driver) -> dict[str, Plain]:
    """Return the drafts by name."""
    with world():
        if not raw.execute(_THERE).fetchone()[0]:
            return {}
        rows = raw.execute("SELECT name, fields FROM draft").fetchall()
    return {name: msgspec.json.decode(fields) for name, fields in rows}


def drop(raw: Driver, name: str) -> None:
    """Let the draft `name` go."""
    with world():
        if raw.execute(_THERE).fetchone()[0]:
            raw.execute("DELETE FROM draft WHERE name = ?", (name,))
