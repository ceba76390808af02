"""The number of the file's shape: known without the models, so that a start need not load them."""

from desk_app.domain.errors import StoreTooNew
from desk_app.store.connecting import Driver

REVISION = 11
"""The newest revision in `desk_app.store.migrations`."""

SEARCH_REVISION = 10
"""The newest revision since which words are folded and heard otherwise than before."""

LINE_REVISION = 11
"""The newest revision since which lines of the lists keep more than before."""

TOO_NEW = (
    "Your records were last opened by a newer version of this program. Nothing was changed. "
    "Install the newer version again, or restore a backup made by this one."
)


def revision(raw: Driver) -> int:
    """Return the file's revision; 0 for a fresh file."""
    return int(raw.execute("PRAGMA user_version").fetchone()[0])


def expect_known(raw: Driver) -> int:
    """Return the file's revision.

    Raises:
        StoreTooNew: a newer program wrote the file.
    """
    found = revision(raw)
    if found > REVISION:
        raise StoreTooNew(TOO_NEW)
    return found
