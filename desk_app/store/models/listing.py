"""The lists: a line for every record in display order, and who points at whom."""

from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.store.models.base import Key, Number, Reference, Row


class EntryRow(Row):
    """One record's line; `place` is its place in the display order (`desk_app.store.places`).

    `kind` is the kind's number and `key` what its list is sorted by; `words` are the folded
    words the record is found by, each once.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index("ix_entry_key", "kind", "key"),
        Index("ix_entry_shelf", "kind", "archived"),
        Index("ix_entry_state", "state", sqlite_where=text("state NOT IN ('here', 'received')")),
    )

    place: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    kind: Mapped[int]
    archived: Mapped[int]
    state: Mapped[str]
    title: Mapped[str]
    detail: Mapped[str]
    cells: Mapped[str]
    key: Mapped[str]
    words: Mapped[str]


class MergedRow(Row):
    """A record that is the same as another one, which stands for it; as its envelope says."""

    __tablename__ = "merged"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[Key]
    survivor: Mapped[Reference]


class PartedRow(Row):
    """Two records that an officer said are not one, the one made first first; kept here only."""

    __tablename__ = "parted"
    __table_args__ = ({"sqlite_with_rowid": False},)

    one: Mapped[Key]
    other: Mapped[Key]


class HeardRow(Row):
    """A word some record is found by, and the consonants by which it is heard.

    `number` only grows, so that a reader can ask for the words that came since.
    """

    __tablename__ = "heard"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[Number]
    word: Mapped[str] = mapped_column(unique=True)
    frame: Mapped[str] = mapped_column(index=True)


class LinkRow(Row):
    """One record points at another: `source` of `kind` from its `field` to `target`."""

    __tablename__ = "link"
    __table_args__ = ({"sqlite_with_rowid": False},)

    source: Mapped[UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[Reference] = mapped_column(primary_key=True)
    kind: Mapped[str]
