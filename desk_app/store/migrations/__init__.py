"""The file's shape, one numbered step at a time, with Alembic's operations.

A step is a module `m<number>_<name>` with `upgrade()`. Steps that left a release are never
edited. `PRAGMA user_version` counts them, so that a start reads one number; a test compares the
shape that all steps make with the one the models make. A step that brings new kinds asks for a
comparison with the ministry: an older program passed their records over.
"""

from collections.abc import Callable

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from desk_app.store.migrations import (
    m0001_first_desk,
    m0002_facts_and_briefs,
    m0003_from_demand_to_win,
    m0004_merged_records,
    m0005_files_in_and_out,
    m0006_care_of_the_records,
    m0007_courtesy,
    m0008_heard_words,
    m0009_both_ends,
    m0010_heard_otherwise,
    m0011_told_in_bangla,
)
from desk_app.store.revision import REVISION

Step = Callable[[], None]

STEPS: tuple[Step, ...] = (
    m0001_first_desk.upgrade,
    m0002_facts_and_briefs.upgrade,
    m0003_from_demand_to_win.upgrade,
    m0004_merged_records.upgrade,
    m0005_files_in_and_out.upgrade,
    m0006_care_of_the_records.upgrade,
    m0007_courtesy.upgrade,
    m0008_heard_words.upgrade,
    m0009_both_ends.upgrade,
    m0010_heard_otherwise.upgrade,
    m0011_told_in_bangla.upgrade,
)


def migrate(sql: Connection, before: int, upto: int = REVISION) -> None:
    """Bring the file in the open transaction of `sql` from shape `before` to `upto`."""
    context = MigrationContext.configure(sql)
    with Operations.context(context):
        for step in STEPS[before:upto]:
            step()
    sql.exec_driver_sql(f"PRAGMA user_version = {upto}")
