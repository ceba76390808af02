"""Much that was typed, on its way: what a batch holds, and what a store keeps of a huge edit."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.contract.codec import encode
from desk_app.contract.messages import Verdict
from desk_app.contract.port import Landing
from desk_app.domain.acts import Act, Archive, Change, Create
from desk_app.domain.errors import WrongInput
from desk_app.store.store import Store
from tests.integration.store.making import NOW, opened, person

LONG = "ক" * 19_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


def test_a_batch_is_bounded_by_the_bytes_of_its_edits(store: Store) -> None:
    for number in range(6):
        person(store, f"P{number}", notes=LONG)
    batch = store.port().outgoing(100, 150_000)
    assert batch is not None
    assert len(batch.edits) == 2
    assert len(encode(batch)) < 200_000


def test_a_group_is_whole_whatever_its_bytes_and_cut_only_when_it_must(store: Store) -> None:
    deeds = [Create(store.new_id(), "person", {"name": str(n), "notes": LONG}) for n in range(5)]
    store.do(Act(tuple(deeds), "Import"))
    person(store, "After")
    port = store.port()
    batch = port.outgoing(2, 1_000)
    assert batch is not None
    assert len(batch.edits) == 5
    half = port.divide(batch.number)
    assert half.edits == batch.edits[:2]
    assert port.outgoing(2, 1_000) == half
    assert [store.record(deed.id).state for deed in deeds] == ["sending"] * 2 + ["waiting"] * 3


def test_what_is_too_large_stands_among_the_refusals_with_what_was_typed(store: Store) -> None:
    id = person(store, "Long", notes=LONG)
    port = store.port()
    batch = port.outgoing(2, 1_000)
    assert batch is not None
    [edit] = batch.edits
    port.land(Landing(NOW, (Verdict(edit.id, "refused", reason="too-large"),), place=port.place()))
    [refusal] = store.refusals()
    assert (refusal.reason, refusal.fields["notes"]) == ("too-large", LONG)
    assert store.record(id).state == "refused"
    assert port.outgoing(2, 1_000) is None


def test_the_audience_that_was_seen_goes_with_the_one_that_is_wanted(store: Store) -> None:
    id = person(store, "Rahima")
    store.port().outgoing(5, 1_000)
    store.do(Act((Change(id, {"audience": "mission"}),), "Narrow"))
    edit = store.waiting()[-1]
    assert (edit.audience, edit.was) == ("mission", {"audience": "ministry"})


@pytest.mark.parametrize("owner", ["xx", 7, ["a"], "\ud800"])
def test_an_owner_that_is_no_identifier_is_said_so(store: Store, owner: object) -> None:
    id = person(store, "Rahima")
    with pytest.raises(WrongInput, match="Owner"):
        store.do(Act((Change(id, {"owner": owner}),), "Hand over"))


def test_a_reason_is_cleaned_and_bounded(store: Store) -> None:
    id: UUID = person(store, "Rahima")
    with pytest.raises(WrongInput, match="too long"):
        store.do(Act((Archive(id, "x" * 3_000),), "Put away"))
    store.do(Act((Archive(id, "left\ud800 \u202eus\x00"),), "Put away"))
    archived = store.record(id).envelope.archived
    assert archived is not None
    assert archived.why == "left us"
