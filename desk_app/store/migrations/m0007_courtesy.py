"""Which other missions speak with a firm, as the ministry tells it."""

from alembic import op

_BEFORE = (
    "id, version, leaf, envelope, extra, name, name_bn, other_names, side, domains, sectors, "
    "city, country, address, website, emails, phones, registration, association, headcount, "
    "turnover, founded, description, description_bn, strategy, relocation, notes"
)

STATEMENTS = (
    "DROP INDEX ix_firm_founded",
    "DROP INDEX ix_firm_leaf",
    "ALTER TABLE firm RENAME TO firm_before",
    """
    CREATE TABLE firm (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, other_names TEXT
        NOT NULL, side TEXT NOT NULL, domains TEXT NOT NULL, sectors TEXT NOT NULL, city TEXT
        NOT NULL, country TEXT NOT NULL, address TEXT NOT NULL, website TEXT NOT NULL, emails
        TEXT NOT NULL, phones TEXT NOT NULL, registration TEXT NOT NULL, association TEXT NOT
        NULL, headcount TEXT, turnover TEXT, founded TEXT, description TEXT NOT NULL,
        description_bn TEXT NOT NULL, strategy TEXT NOT NULL, relocation INTEGER NOT NULL, notes
        TEXT NOT NULL, spoken_by TEXT NOT NULL, CONSTRAINT pk_firm PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    f"""
    INSERT INTO firm ({_BEFORE}, spoken_by)
    SELECT {_BEFORE}, '[]' FROM firm_before
    """,  # noqa: S608  # names of our own
    "DROP TABLE firm_before",
    "CREATE INDEX ix_firm_founded ON firm (founded)",
    "CREATE INDEX ix_firm_leaf ON firm (leaf) WHERE version > 0",
)


def upgrade() -> None:
    """Give firms the new field."""
    for statement in STATEMENTS:
        op.execute(statement)
