"""Records that were merged: who stands for them, and edits that say so."""

from alembic import op

STATEMENTS = (
    """
    CREATE TABLE merged (
        id BLOB NOT NULL, survivor BLOB NOT NULL, CONSTRAINT pk_merged PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_merged_survivor ON merged (survivor)",
    "DROP INDEX ix_edit_batch",
    "DROP INDEX ix_edit_group",
    "DROP INDEX ix_edit_record",
    "ALTER TABLE edit RENAME TO edit_before",
    """
    CREATE TABLE edit (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL, "group" BLOB NOT
        NULL, record BLOB NOT NULL, kind TEXT NOT NULL, operation TEXT NOT NULL, at TEXT NOT
        NULL, "by" TEXT NOT NULL, base INTEGER NOT NULL, fields TEXT NOT NULL, was TEXT NOT
        NULL, owner BLOB, audience TEXT, source TEXT NOT NULL, why TEXT NOT NULL, "into" BLOB,
        merger TEXT NOT NULL, stage TEXT NOT NULL, batch INTEGER NOT NULL, answered_at TEXT,
        CONSTRAINT uq_edit_id UNIQUE (id)
    )
    """,
    """
    INSERT INTO edit (
        number, id, "group", record, kind, operation, at, "by", base, fields, was, owner,
        audience, source, why, merger, stage, batch, answered_at
    )
    SELECT
        number, id, "group", record, kind, operation, at, "by", base, fields, was, owner,
        audience, source, why, 'null', stage, batch, answered_at
    FROM edit_before
    """,
    "DROP TABLE edit_before",
    "CREATE INDEX ix_edit_batch ON edit (batch)",
    'CREATE INDEX ix_edit_group ON edit ("group")',
    "CREATE INDEX ix_edit_record ON edit (record) WHERE answered_at IS NULL",
)


def upgrade() -> None:
    """Make the table, and give the outbox its two columns."""
    for statement in STATEMENTS:
        op.execute(statement)
