"""Words are heard otherwise: doubled letters of Bangla, and endings that English spells -tion."""


def upgrade() -> None:
    """Change no table; `desk_app.store.renewing` hears the words anew when all steps are done."""
