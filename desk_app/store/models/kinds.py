"""One table a record kind, its columns derived from the declaration."""

from sqlalchemy import BLOB, INTEGER, TEXT, Column, Index, Table, text

from desk_app.domain.fields import Shape
from desk_app.domain.kinds import KINDS
from desk_app.store.models.base import Row
from desk_app.store.shapes import layout

_TYPES = {"BLOB": BLOB, "TEXT": TEXT, "INTEGER": INTEGER}
_RANGED = (Shape.DATE, Shape.MOMENT)

BESIDE = {
    ("tie", "person"): "to",
    ("tie", "to"): "person",
    ("position", "person"): "organisation",
    ("position", "organisation"): "person",
}
"""The link that stands beside another one in its index: who leads to whom is then read from the
index alone. Rows of so many ties lie all over the file, and each would cost a page of it."""


def kind_table(name: str) -> Table:
    """Return the table of kind `name`, with indexes for links, dates and the digest."""
    shape = layout(name)
    table = Table(
        name,
        Row.metadata,
        Column("id", BLOB, primary_key=True),
        Column("version", INTEGER, nullable=False),
        Column("leaf", INTEGER, nullable=False),
        Column("envelope", TEXT, nullable=False),
        Column("extra", TEXT, nullable=False),
        *(Column(c.name, _TYPES[c.sql], nullable=c.empty is None) for c in shape.columns),
        sqlite_with_rowid=False,
    )
    for c in shape.columns:
        field = shape.kind.fields[c.name]
        if field.shape is Shape.LINK or field.shape in _RANGED:
            columns = [c.name, BESIDE[name, c.name]] if (name, c.name) in BESIDE else [c.name]
            Index("_".join(["ix", name, *columns]), *(table.c[column] for column in columns))
    Index(f"ix_{name}_leaf", table.c.leaf, sqlite_where=text("version > 0"))
    return table


KIND_TABLES: dict[str, Table] = {name: kind_table(name) for name in KINDS}
