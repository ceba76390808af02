"""The lists of records that want care, and pairs that an officer said are not one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.quality import LISTS, CareList, completeness, is_stale, is_unverified
from desk_app.store import merging
from desk_app.store.comparing import those
from desk_app.store.store import Store
from tests.integration.store.making import NOW, created, opened, person, shown

TODAY = NOW.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def test_each_list_names_the_records_that_want_care(store: Store) -> None:
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi", domains=["ai"])
    good = person(
        store,
        "Rahima Khatun",
        name_bn="রহিমা খাতুন",
        roles=["diaspora"],
        emails=["r@padma.example"],
        city="Delft",
        verified="2026-10-01",
    )
    created(store, "position", person=str(good), organisation=str(firm), role="Director")
    said = {"purpose": "keep", "answer": "agreed", "on": "2026-01-01"}
    created(store, "consent", person=str(good), **said)
    bad = person(store, "Kamal Hasan", bounced=["k@padma.example"], verified="2024-01-01")
    line = {"firm": str(firm), "skill": "python", "evidence": "declared"}
    created(store, "capacity", **line, as_of="2026-10-01")
    old = created(store, "capacity", **line, as_of="2026-01-01")
    ended = created(store, "capacity", **line, as_of="2026-10-01", until="2026-10-31")
    wanting = store.tending.wanting
    about: tuple[CareList, ...] = ("no_consent", "no_position", "bounced", "unverified")
    for name in about:
        assert wanting(name, "person", TODAY).ids == (bad,), name
    assert set(wanting("stale_capacity", "capacity", TODAY).ids) == {old, ended}
    assert wanting("bare", "person", TODAY).ids == (bad,)
    assert wanting("bare", "firm", TODAY).ids == (firm,)
    assert wanting("bare", "hub", TODAY).total == 0
    for id in (good, bad):
        fields = shown(store, id)
        assert (completeness("person", fields) < 0.4) is (id == bad)
        assert is_unverified(fields, TODAY) is (id == bad)
    assert is_stale(shown(store, old), TODAY)
    assert is_stale(shown(store, ended), TODAY)
    for name, kinds in LISTS.items():
        assert sum(wanting(name, kind, TODAY).total for kind in kinds) > 0, name


def test_what_was_said_by_the_merged_one_counts_for_the_survivor(store: Store) -> None:
    keep, gone = person(store, "One"), person(store, "Other")
    said = {"purpose": "keep", "answer": "agreed", "on": "2026-01-01"}
    created(store, "consent", person=str(gone), **said)
    merging.merge(store, keep, gone)
    assert store.tending.wanting("no_consent", "person", TODAY).total == 0
    assert store.tending.merged(["person"]) == [(gone, keep)]
    assert store.tending.merged(["firm"]) == []


def test_a_list_counts_all_and_shows_the_first(store: Store) -> None:
    with pytest.raises(ValueError, match="no firm"):
        store.tending.wanting("bounced", "firm", date(2026, 1, 1))


def test_pairs_that_are_not_one_are_remembered(store: Store, tmp_path: Path) -> None:
    one, other = person(store, "One"), person(store, "Other")
    store.tending.part(other, one)
    store.tending.part(one, other)
    assert store.tending.parted() == {frozenset((one, other))}


def test_records_to_compare_come_a_stretch_at_a_time_with_where_people_work(
    store: Store,
) -> None:
    firm = created(store, "firm", name="Padma Soft", side="bangladeshi")
    people = [person(store, f"Person {n}") for n in range(5)]
    twin = person(store, "Person 0 again")
    created(store, "position", person=str(twin), organisation=str(firm), role="Director")
    merging.merge(store, people[0], twin)
    first, after = store.tending.stretch("person", None, 3)
    rest, end = store.tending.stretch("person", after, 4)
    assert {one.id for one in (*first, *rest)} == set(people)
    assert end is None
    assert {one.id: one.orgs for one in (*first, *rest) if one.orgs} == {
        people[0]: ("Padma Soft",)
    }
    assert [one.title for one in those(store, people[:2])] == ["Person 0", "Person 1"]
