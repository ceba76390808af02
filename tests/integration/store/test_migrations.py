"""A file of an older program is brought up to date, a newer one is left alone."""

import re
from pathlib import Path

import pytest

from desk_app.domain.errors import StoreTooNew
from desk_app.domain.kinds import KINDS
from desk_app.store import indexing
from desk_app.store.connecting import Driver, connect
from desk_app.store.migrations import STEPS, migrate
from desk_app.store.revision import REVISION, SEARCH_REVISION, revision
from desk_app.store.sql import over, writing
from tests.integration.store.making import KEY, created, names, opened


def older(folder: Path, upto: int) -> Driver:
    """A file as the program of that revision left it."""
    folder.mkdir(exist_ok=True)
    raw = connect(folder / "desk.db", KEY)
    with writing(over(raw)) as sql:
        migrate(sql, 0, upto)
    return raw


def shape(raw: Driver) -> set[str]:
    found = raw.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {re.sub(r"\s*([(),])\s*", r"\1", " ".join(str(sql).split())) for (sql,) in found}


def test_the_steps_make_the_shape_that_the_models_make(tmp_path: Path) -> None:
    migrated = older(tmp_path / "old", REVISION)
    with opened(tmp_path / "new") as store:
        assert shape(migrated) == shape(store._raw)
        assert revision(store._raw) == len(STEPS) == REVISION
    migrated.close()


def test_an_older_file_is_copied_and_brought_up_to_date_with_its_records(tmp_path: Path) -> None:
    raw = older(tmp_path, 1)
    raw.execute("UPDATE place SET cursor = '7'")
    raw.close()
    with opened(tmp_path) as store:
        created(store, "fact", **FACT)
        assert names(store, "fact") == ["Exports grew"]
        assert store.port().place().reconcile
    (copy,) = (tmp_path / "backups").glob("shape-1-*.db")
    old = connect(copy, KEY)
    assert revision(old) == 1
    old.close()


FACT = {
    "country": "NL",
    "topic": "export",
    "statement": "Exports grew",
    "source": "Export Promotion Bureau",
    "checked": "2026-11-01",
}


LATER = ("draft", "merged", "imported", "exported", "mapping", "parted", "heard")
"""Tables of the bookkeeping that the first file did not have."""


def test_records_of_an_older_file_are_found_after_the_steps(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        created(store, "person", name="Tanvir Hossain")
        first = KINDS.keys() & {
            *("person", "firm", "hub", "meeting", "demand", "task", "consent", "position", "tie"),
            *("capacity", "certificate", "demand_line"),
            *("mission", "officer", "skill", "sector", "country"),
        }
        for table in (*(KINDS.keys() - first), *LATER):
            store._raw.execute(f'DROP TABLE "{table}"')
        store._raw.execute("PRAGMA user_version = 1")
    with opened(tmp_path) as store:
        assert names(store, words="tanv") == ["Tanvir Hossain"]
        assert names(store, words="তানভীর") == ["Tanvir Hossain"]
        assert store.check().sound
        assert revision(store._raw) == REVISION


def test_ties_of_an_older_file_are_found_from_both_ends_by_one_index_each(tmp_path: Path) -> None:
    raw = older(tmp_path, 8)
    before = index_names(raw, "tie")
    with writing(over(raw)) as sql:
        migrate(sql, 8)
    after = index_names(raw, "tie")
    assert {"ix_tie_person", "ix_tie_to"} == before - after
    assert {"ix_tie_person_to", "ix_tie_to_person"} == after - before
    raw.close()


def index_names(raw: Driver, table: str) -> set[str]:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?"
    return {str(name) for (name,) in raw.execute(sql, (table,))}


def test_words_that_an_older_program_folded_otherwise_are_found_after_the_steps(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as store:
        for name in ("Søren Lund", "Somebody"):
            created(store, "person", name=name)
        created(store, "person", name="Grouped", phones=["01711-234 567"])
        raw = store._raw
        entries = dict(raw.execute("SELECT title, place FROM entry").fetchall())
        for title, words in (("Søren Lund", "  søren  lund"), ("Grouped", "  grouped")):
            place = (entries[title],)
            old = raw.execute("SELECT words FROM entry WHERE place = ?", place).fetchone()
            indexing.remove(raw, [(*place, *old)])
            raw.execute("UPDATE entry SET words = ? WHERE place = ?", (words, *place))
            indexing.add(raw, [(*place, words)])
        raw.execute("UPDATE heard SET frame = 'x'")
        raw.execute(f"PRAGMA user_version = {SEARCH_REVISION - 1}")
    with opened(tmp_path) as store:
        assert names(store, words="soren") == ["Søren Lund"]
        assert names(store, words="01711234") == ["Grouped"]
        assert store.check().sound


def test_a_file_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store._raw.execute(f"PRAGMA user_version = {REVISION + 1}")
    with pytest.raises(StoreTooNew, match="newer version"), opened(tmp_path):
        pass
    raw = connect(tmp_path / "desk.db", KEY)
    assert revision(raw) == REVISION + 1
    raw.close()
