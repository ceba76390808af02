"""What an officer is typing and has not saved: kept in the encrypted file, for the next start.

A draft is scratch paper: no history, no search, no edit.
"""

import msgspec

from desk_app.domain.values import Plain
from desk_app.store.connecting import Driver, world


def keep(raw: Driver, name: str, fields: Plain) -> None:
    """Keep `fields` under `name`, in the place of what was kept before.

    Raises:
        DiskFull: there is no room; the draft before stays.
    """
    with world():
        text = msgspec.json.encode(fields).decode()
        raw.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (name, text))


def kept(raw: Driver) -> dict[str, Plain]:
    """Return the drafts by name."""
    with world():
        rows = raw.execute("SELECT name, fields FROM draft").fetchall()
    return {name: msgspec.json.decode(fields) for name, fields in rows}


def drop(raw: Driver, name: str) -> None:
    """Let the draft `name` go."""
    with world():
        raw.execute("DELETE FROM draft WHERE name = ?", (name,))
