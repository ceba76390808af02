"""Country facts, printed briefs, members of hubs; drafts of what is being typed."""

from alembic import op

TABLES = (
    """
    CREATE TABLE brief (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, form TEXT NOT NULL, length TEXT NOT NULL,
        language TEXT NOT NULL, classification TEXT NOT NULL, meeting BLOB, about TEXT NOT NULL,
        printed TEXT, pages INTEGER, sha256 TEXT NOT NULL, said TEXT NOT NULL, CONSTRAINT
        pk_brief PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_brief_leaf ON brief (leaf) WHERE version > 0",
    "CREATE INDEX ix_brief_meeting ON brief (meeting)",
    "CREATE INDEX ix_brief_printed ON brief (printed)",
    """
    CREATE TABLE draft (
        name TEXT NOT NULL, fields TEXT NOT NULL, CONSTRAINT pk_draft PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE fact (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, country TEXT NOT NULL, topic TEXT NOT NULL, statement TEXT
        NOT NULL, statement_bn TEXT NOT NULL, value TEXT NOT NULL, period TEXT NOT NULL,
        certainty TEXT NOT NULL, source TEXT NOT NULL, checked TEXT, until TEXT, CONSTRAINT
        pk_fact PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_fact_checked ON fact (checked)",
    "CREATE INDEX ix_fact_leaf ON fact (leaf) WHERE version > 0",
    "CREATE INDEX ix_fact_until ON fact (until)",
    """
    CREATE TABLE membership (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, hub BLOB, member BLOB, role TEXT NOT NULL, number TEXT NOT
        NULL, since TEXT, until TEXT, CONSTRAINT pk_membership PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_membership_hub ON membership (hub)",
    "CREATE INDEX ix_membership_leaf ON membership (leaf) WHERE version > 0",
    "CREATE INDEX ix_membership_member ON membership (member)",
    "CREATE INDEX ix_membership_since ON membership (since)",
    "CREATE INDEX ix_membership_until ON membership (until)",
)


def upgrade() -> None:
    """Make the tables, and ask for a comparison that brings the new kinds' records."""
    for statement in TABLES:
        op.execute(statement)
    op.execute("UPDATE place SET reconcile = 1 WHERE cursor <> ''")
