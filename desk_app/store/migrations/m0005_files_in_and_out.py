"""Files in and out: registers of both, remembered mappings, and all that a card says."""

from alembic import op

_BEFORE = (
    "id, version, leaf, envelope, extra, name, name_bn, honorific, given, family, roles, emails, "
    "phones, website, city, country, languages, skills, do_not_approach, verified, notes"
)

STATEMENTS = (
    """
    CREATE TABLE imported (
        id BLOB NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT
        NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, counts TEXT NOT NULL, undo BLOB,
        reached INTEGER NOT NULL, CONSTRAINT pk_imported PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE exported (
        number INTEGER NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL, kind TEXT NOT NULL, form
        TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, withheld INTEGER NOT NULL,
        sha256 TEXT NOT NULL, CONSTRAINT pk_exported PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE mapping (
        headings TEXT NOT NULL, said TEXT NOT NULL, CONSTRAINT pk_mapping PRIMARY KEY (headings)
    )
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
        verified TEXT, card TEXT NOT NULL, notes TEXT NOT NULL, CONSTRAINT pk_person PRIMARY KEY
        (id)
    )
    WITHOUT ROWID
    """,
    f"""
    INSERT INTO person ({_BEFORE}, other_names, birthday, photo, address, card)
    SELECT {_BEFORE}, '[]', '', '', '', '[]' FROM person_before
    """,  # noqa: S608  # names of our own
    "DROP TABLE person_before",
    "CREATE INDEX ix_person_leaf ON person (leaf) WHERE version > 0",
    "CREATE INDEX ix_person_verified ON person (verified)",
)


def upgrade() -> None:
    """Make the tables, and give people the new fields."""
    for statement in STATEMENTS:
        op.execute(statement)
