"""The first list is shown before SQLAlchemy is imported."""

import subprocess
import sys
from pathlib import Path

from tests.integration.store.making import opened, person

FIRST_LIST = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from desk_app.store.opening import open_store
from desk_app.store.values import Desk
store = open_store(
    Path(sys.argv[1]),
    bytes(range(48)),
    desk=Desk(),
    clock=lambda: datetime.now(UTC),
    random=os.urandom,
    window=True,
)
rows = store.page("person").rows
rows += store.page("person", words="tan").rows
store.search("tan"), store.standing(), store.record(rows[0].id)
store.between("meeting", "when", "2026", "2027"), store.material(rows[0].id), store.drafts()
slow = [name for name in ("sqlalchemy", "alembic", "cryptography.x509") if name in sys.modules]
print(len(rows), *slow)
"""


def test_reading_a_list_imports_no_sqlalchemy(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store)
    done = subprocess.run(
        [sys.executable, "-c", FIRST_LIST, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == "2"
