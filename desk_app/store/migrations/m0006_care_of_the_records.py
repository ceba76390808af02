"""Addresses that letters come back from, and pairs that an officer said are not one."""

from alembic import op

_BEFORE = (
    "id, version, leaf, envelope, extra, name, name_bn, honorific, given, family, other_names, "
    "birthday, photo, roles, emails, phones, website, city, country, address, languages, skills, "
    "do_not_approach, verified, card, notes"
)

STATEMENTS = (
    """
    CREATE TABLE parted (
        one BLOB NOT NULL, other BLOB NOT NULL, CONSTRAINT pk_parted PRIMARY KEY (one, other)
    )
    WITHOUT ROWID
    """,
    "DROP INDEX ix_person_leaf",
    "DROP INDEX ix_person_verified",
    "ALTER TABLE person RENAME TO person_before",
    """
    CREATE TABLE person (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, honorific TEXT NOT
        NULL, given TEXT NOT NULL, family TEXT NOT NULL, other_names TEXT NOT NULL, birthday TEXT
        NOT NULL, photo TEXT NOT NULL, roles TEXT NOT NULL, emails TEXT NOT NULL, phones TEXT NOT
        NULL, website TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL, address TEXT NOT
        NULL, languages TEXT NOT NULL, skills TEXT NOT NULL, do_not_approach INTEGER NOT NULL,
        verified TEXT, bounced TEXT NOT NULL, card TEXT NOT NULL, notes TEXT NOT NULL, CONSTRAINT
        pk_person PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    f"""
    INSERT INTO person ({_BEFORE}, bounced)
    SELECT {_BEFORE}, '[]' FROM person_before
    """,  # noqa: S608  # names of our own
    "DROP TABLE person_before",
    "CREATE INDEX ix_person_leaf ON person (leaf) WHERE version > 0",
    "CREATE INDEX ix_person_verified ON person (verified)",
)


def upgrade() -> None:
    """Make the table, and give people the new field."""
    for statement in STATEMENTS:
        op.execute(statement)
