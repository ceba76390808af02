"""In Bangla lists, searches and titles name records as they are called there."""

from pathlib import Path
from typing import cast
from uuid import UUID

import pytest

from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Language
from desk_app.store import merging
from desk_app.store.connecting import connect
from desk_app.store.revision import LINE_REVISION
from desk_app.store.store import Store
from desk_app.store.values import Row
from tests.integration.store.making import KEY, changed, created, opened, person


def bangla(store: Store) -> None:
    store.speak(lambda: "bn")


def the_row(store: Store, kind: str) -> Row:
    (row,) = store.page(kind).rows
    return row


def test_a_list_shows_the_bangla_name_where_there_is_one(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store, "Anika Chowdhury", name_bn="আনিকা চৌধুরী")
        person(store, "Johan de Vries")
        said = [(row.title, row.other) for row in store.page("person").rows]
        bangla(store)
        told = [(row.title, row.other) for row in store.page("person").rows]
    assert said == [("Anika Chowdhury", "আনিকা চৌধুরী"), ("Johan de Vries", "")]
    assert told == [("আনিকা চৌধুরী", "Anika Chowdhury"), ("Johan de Vries", "")]


def test_somebodys_position_is_told_in_bangla_with_the_firm(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        bank = created(store, "firm", name="Meghna Bank", name_bn="মেঘনা ব্যাংক", side="foreign")
        who = person(store, "Johan de Vries", city="Delft")
        here = {"person": str(who), "organisation": str(bank)}
        held = created(store, "position", **here, role="Director", role_bn="পরিচালক")
        bangla(store)
        assert the_row(store, "person").detail == "পরিচালক, মেঘনা ব্যাংক"
        assert store.titles([held]) == {held: "পরিচালক, মেঘনা ব্যাংক"}
        changed(store, bank, name_bn="মেঘনা")
        assert the_row(store, "person").detail == "পরিচালক, মেঘনা"
        changed(store, held, role_bn="প্রধান")
        assert the_row(store, "person").detail == "প্রধান, মেঘনা"
        changed(store, held, until="2026-01-01")
        assert the_row(store, "person").detail == "Delft"


def test_what_a_record_points_to_is_told_in_bangla(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        bank = created(store, "firm", name="Meghna Bank", name_bn="মেঘনা ব্যাংক", side="foreign")
        told = {"subject": "Talk", "subject_bn": "আলোচনা", "when": "2026-11-05T09:00:00Z"}
        created(store, "meeting", **told, organisations=[str(bank)])
        bangla(store)
        row = the_row(store, "meeting")
    assert (row.title, row.detail) == ("আলোচনা", "2026-11-05 · মেঘনা ব্যাংক")
    assert row.cells["organisations"] == ["মেঘনা ব্যাংক"]
    assert row.cells.keys() <= {n for n, f in KINDS["meeting"].fields.items() if f.column}


def test_titles_of_several_links_and_codes_are_told_in_bangla(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        who = person(store, "Anika", name_bn="আনিকা")
        agreed = {"purpose": "introduce", "answer": "agreed", "on": "2026-01-10"}
        consent = created(store, "consent", person=str(who), **agreed)
        proposal = created(store, "proposal", name="Fibre", name_bn="ফাইবার")
        purpose = KINDS["consent"].fields["purpose"].choice("introduce").bn
        bangla(store)
        named = store.titles([consent, proposal, UUID(int=9)])
    assert named == {consent: f"আনিকা · {purpose}", proposal: "ফাইবার"}


def test_whoever_stands_for_a_merged_record_is_named_in_bangla(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        old = created(store, "firm", name="Meghna", name_bn="মেঘনা পুরোনো", side="foreign")
        bank = created(store, "firm", name="Meghna Bank", name_bn="মেঘনা ব্যাংক", side="foreign")
        created(store, "demand", name="Thirty engineers", client=str(old))
        merging.merge(store, bank, old)
        bangla(store)
        assert the_row(store, "demand").detail == "মেঘনা ব্যাংক"


def test_a_search_finds_by_either_name_and_shows_the_one_in_use(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store, "Anika Chowdhury", name_bn="আনিকা চৌধুরী")
        for language, shown in (("en", "Anika Chowdhury"), ("bn", "আনিকা চৌধুরী")):
            store.speak(lambda language=language: cast("Language", language))  # type: ignore[misc]  # bound early on purpose
            for words in ("anika", "আনিকা"):
                assert [row.title for row in store.search(words)] == [shown]


def test_lines_of_an_older_file_are_told_in_bangla_after_the_steps(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        bank = created(store, "firm", name="Meghna Bank", name_bn="মেঘনা ব্যাংক", side="foreign")
        who = person(store, "Anika", name_bn="আনিকা")
        created(store, "position", person=str(who), organisation=str(bank), role="Director")
    raw = connect(tmp_path / "desk.db", KEY)
    raw.execute("UPDATE entry SET cells = '{}'")
    raw.execute(f"PRAGMA user_version = {LINE_REVISION - 1}")
    raw.close()
    with opened(tmp_path) as store:
        bangla(store)
        row = the_row(store, "person")
        assert (row.title, row.detail) == ("আনিকা", "Director, মেঘনা ব্যাংক")
        assert store.check().sound


@pytest.mark.parametrize("name", KINDS)
def test_a_title_in_bangla_comes_from_fields_of_one_shape(name: str) -> None:
    kind = KINDS[name]
    for field in kind.fields:
        if f"{field}_bn" in kind.fields:
            assert kind.fields[f"{field}_bn"].shape is kind.fields[field].shape
