"""Lines of the lists keep what it takes to say them in Bangla."""


def upgrade() -> None:
    """Change no table: `desk_app.store.renewing` writes the lines anew when all steps are done."""
