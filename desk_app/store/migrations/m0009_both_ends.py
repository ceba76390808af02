"""Who knows whom, answered by indexes alone: both ends of ties and positions side by side."""

from alembic import op

NARROW = ("ix_tie_person", "ix_tie_to", "ix_position_person", "ix_position_organisation")
WIDE = (
    'ix_tie_person_to ON tie (person, "to")',
    'ix_tie_to_person ON tie ("to", person)',
    "ix_position_person_organisation ON position (person, organisation)",
    "ix_position_organisation_person ON position (organisation, person)",
)


def upgrade() -> None:
    """Put the wide indexes in place of the narrow ones."""
    for name in NARROW:
        op.execute(f"DROP INDEX IF EXISTS {name}")
    for index in WIDE:
        op.execute(f"CREATE INDEX IF NOT EXISTS {index}")
