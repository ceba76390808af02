"""The words that records are found by, with how they sound."""

from alembic import op

TABLES = (
    """
    CREATE TABLE heard (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL, frame TEXT NOT
        NULL, CONSTRAINT uq_heard_word UNIQUE (word)
    )
    """,
    "CREATE INDEX ix_heard_frame ON heard (frame)",
)


def upgrade() -> None:
    """Make the table; `desk_app.store.renewing` fills it when all steps are done."""
    for statement in TABLES:
        op.execute(statement)
