"""The store under the exchange engine: the same laws as on plain dictionaries, on a real file."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from desk_app.contract.messages import Answer, Enrolment, Round
from desk_app.contract.port import Port
from desk_app.domain.acts import Act, Archive, Change, Create, Erase
from desk_app.domain.errors import DeskError, LinkDown, NoSuchRecord
from desk_app.domain.registry import plain
from desk_app.store.exchanging import StorePort
from desk_app.store.store import Store
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import Report, exchange
from desk_app.sync.steps import NeverSent, Sizes
from tests.integration.store.making import NOW, changed, names, opened, person
from tests.support.clock import Clock
from tests.support.dict_ministry import MISSION, DictMinistry, Session

DEVICE = UUID(int=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "a") as store:
        yield store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "b") as store:
        yield store


@pytest.fixture
def ministry() -> DictMinistry:
    return DictMinistry(Clock(NOW))


def synced(store: Store, ministry: DictMinistry, device: UUID = DEVICE) -> Report:
    report = exchange(Engine(store.port()), ministry.session(device), Clock(NOW))
    assert report.problem is None
    return report


def test_the_store_is_a_port(store: Store) -> None:
    port: Port = store.port()
    assert isinstance(port, StorePort)


def test_what_was_typed_reaches_the_ministry_and_gets_a_receipt(
    store: Store, ministry: DictMinistry
) -> None:
    id = person(store)
    assert store.record(id).state == "waiting"
    synced(store, ministry)
    assert store.record(id).state == "received"
    assert ministry.records[id].fields == {"name": "Tanvir Hossain"}
    assert store.waiting() == ()
    assert store.standing().last_receipt == NOW


def test_a_record_of_another_desk_is_listed_and_found(
    store: Store, ministry: DictMinistry
) -> None:
    ministry.put(UUID(int=9), "person", {"name": "Nusrat Jahan"})
    synced(store, ministry)
    assert names(store, words="nusr") == ["Nusrat Jahan"]
    assert store.record(UUID(int=9)).state == "received"


def test_fields_changed_on_two_desks_merge_and_history_tells_both(
    store: Store, other: Store, ministry: DictMinistry
) -> None:
    id = person(store)
    synced(store, ministry)
    synced(other, ministry, UUID(int=2))
    changed(store, id, city="Delft")
    changed(other, id, country="NL")
    synced(store, ministry)
    synced(other, ministry, UUID(int=2))
    synced(store, ministry)
    for desk in (store, other):
        assert plain(desk.record(id).content) == {
            "name": "Tanvir Hossain",
            "city": "Delft",
            "country": "NL",
        }
    assert [(h.field, h.how) for h in store.history(id)][:2] == [
        ("country", "received"),
        ("city", "typed"),
    ]


def disputed(store: Store, other: Store, ministry: DictMinistry) -> UUID:
    id = person(store, city="Delft")
    synced(store, ministry)
    synced(other, ministry, UUID(int=2))
    changed(store, id, city="Leiden")
    changed(other, id, city="Utrecht")
    synced(other, ministry, UUID(int=2))
    synced(store, ministry)
    return id


def test_a_dispute_keeps_all_three_sides_until_it_is_settled(
    store: Store, other: Store, ministry: DictMinistry
) -> None:
    id = disputed(store, other, ministry)
    (dispute,) = store.disputes()
    assert (dispute.base, dispute.mine, dispute.theirs) == ("Delft", "Leiden", "Utrecht")
    assert dispute.title == "Tanvir Hossain"
    assert store.record(id).state == "disputed"
    store.settle(id, "city", "Leiden")
    assert store.disputes() == ()
    assert store.record(id).state == "waiting"
    synced(store, ministry)
    assert ministry.records[id].fields["city"] == "Leiden"
    assert [h.how for h in store.history(id) if h.field == "city"][:2] == ["settled", "received"]


def test_settling_for_the_other_side_sends_nothing(
    store: Store, other: Store, ministry: DictMinistry
) -> None:
    id = disputed(store, other, ministry)
    store.settle(id, "city", "Utrecht")
    assert store.disputes() == ()
    assert store.waiting() == ()
    assert store.record(id).state == "received"
    assert store.history(id)[0].how == "settled"


def test_a_second_settling_is_refused_with_a_sentence(
    store: Store, other: Store, ministry: DictMinistry
) -> None:
    id = disputed(store, other, ministry)
    store.settle(id, "city", "Utrecht")
    with pytest.raises(DeskError, match="settled already"):
        store.settle(id, "city", "Leiden")


def test_an_erased_record_leaves_every_table_and_the_search(
    store: Store, ministry: DictMinistry
) -> None:
    id = person(store, name="Xylophon Quux")
    synced(store, ministry)
    changed(store, id, city="Delft")
    ministry.erase(id)
    synced(store, ministry)
    with pytest.raises(NoSuchRecord):
        store.record(id)
    assert names(store, words="xylo") == []
    assert store.history(id) == ()
    assert store.waiting() == ()


def test_an_unanswered_batch_is_sent_again_as_it_was(store: Store) -> None:
    id = person(store)
    port = store.port()
    first = port.outgoing(10, 1_000_000)
    assert first is not None
    assert store.record(id).state == "sending"
    port.unanswered(first.number)
    assert store.record(id).state == "unconfirmed"
    assert store.standing().unconfirmed == 1
    person(store, "Nusrat Jahan")
    assert store.port().outgoing(10, 1_000_000) == first


def test_a_sending_that_a_crash_cut_off_is_unconfirmed_at_the_next_start(tmp_path: Path) -> None:
    with opened(tmp_path, window=True) as store:
        id = person(store)
        store.port().outgoing(10, 1_000_000)
        assert store.record(id).state == "sending"
    with opened(tmp_path, window=True) as store:
        assert store.record(id).state == "unconfirmed"
        assert store.standing().unconfirmed == 1


def test_a_group_is_never_cut(store: Store) -> None:
    ids = [store.new_id() for _ in range(5)]
    store.do(Act(tuple(Create(id, "person", {"name": "A"}) for id in ids)))
    person(store)
    batch = store.port().outgoing(2, 1_000_000)
    assert batch is not None
    assert [edit.record for edit in batch.edits] == ids


def test_an_edit_typed_while_an_answer_lands_stays_on_the_screen(
    store: Store, ministry: DictMinistry
) -> None:
    id = person(store)
    synced(store, ministry)
    ministry.put(id, "person", {"name": "Tanvir Hossain", "country": "NL"})

    class Typing(Session):
        def sync(self, sent: Round) -> Answer:
            answer = super().sync(sent)
            changed(store, id, city="Delft")
            return answer

    exchange(Engine(store.port()), Typing(ministry, DEVICE), Clock(NOW))
    content = plain(store.record(id).content)
    assert content == {"name": "Tanvir Hossain", "country": "NL", "city": "Delft"}


def test_fields_of_a_newer_ministry_are_kept_and_counted(
    store: Store, ministry: DictMinistry
) -> None:
    id = UUID(int=9)
    change = ministry.put(id, "person", {"name": "Nusrat Jahan", "mood": {"today": "fine"}})
    synced(store, ministry)
    assert store.port().held([id])[id].base == change
    changed(store, id, city="Delft")
    assert store.port().held([id])[id].base == change


class Crash(Exception):
    """The power went."""


class Life:
    """Two desks on real files and one ministry behind a bad link, after one seed."""

    def __init__(self, seed: int, stores: list[Store]) -> None:
        self.random = Random(seed)
        self.rate = self.random.choice((0.0, 0.2, 0.4))
        self.now = datetime(2026, 11, 2, 9, tzinfo=UTC)
        self.ministry = DictMinistry(self.tick, page_records=self.random.choice((1, 2, 7)))
        self.stores = stores
        self.sizes = Sizes(
            edits=self.random.choice((1, 2, 5)),
            records=self.random.choice((1, 2, 7)),
            stretch=self.random.choice((50, 300, 5_000)),
        )
        for number in range(self.random.choice((0, 3, 12))):
            self.ministry.put(UUID(int=1_000 + number), "person", {"name": f"P{number}"})

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def sync(self, sent: Round, device: UUID) -> Answer:
        if self.random.random() < self.rate:
            raise NeverSent("No connection.")
        answer = self.ministry.session(device).sync(sent)
        if self.random.random() < self.rate:
            raise LinkDown("The answer was lost.")
        if self.random.random() < self.rate / 2:
            raise Crash
        return answer

    def step(self) -> None:
        store = self.random.choice(self.stores)
        roll = self.random.random()
        if roll < 0.55:
            self.type_something(store)
        elif roll < 0.60 and self.ministry.records:
            self.ministry.erase(self.random.choice(sorted(self.ministry.records)))
        elif roll < 0.65:
            self.ministry.rebuild()
        elif roll < 0.68:
            self.ministry.notice = self.random.choice(("", "reconcile", "went-back"))
        else:
            self.exchange(store)

    def type_something(self, store: Store) -> None:
        records = [record.id for record in store.all("person", archived=True)]
        if not records or self.random.random() < 0.3:
            person(store, f"w{self.random.getrandbits(40):x}")
            return
        id = self.random.choice(records)
        value: Any = f"w{self.random.getrandbits(40):x}"
        name = self.random.choice(("name", "city", "notes", "languages"))
        if name == "languages":
            value = [self.random.choice(("bn", "en", "nl", "de"))]
        if self.random.random() < 0.05:
            store.do(Act((Erase(id),)))
        else:
            store.do(Act((Change(id, {name: value}),)))

    def exchange(self, store: Store) -> Report | None:
        device = UUID(int=self.stores.index(store))
        life = self

        class Link(Session):
            def sync(self, sent: Round) -> Answer:
                return life.sync(sent, device)

        try:
            return exchange(
                Engine(store.port(), self.sizes), Link(self.ministry, device), self.tick
            )
        except Crash:
            return None

    def heal(self) -> None:
        self.rate, self.ministry.notice = 0.0, ""
        for _ in range(12):
            reports = [self.exchange(store) for store in self.stores]
            quiet = all(r is not None and r.tally.sent + r.tally.received == 0 for r in reports)
            if quiet and all(r is not None and not r.differing for r in reports):
                return
        pytest.fail("The desks and the ministry do not come to rest.")


@pytest.mark.parametrize("seed", range(30))
def test_desks_on_real_files_agree_in_the_end(seed: int, tmp_path: Path) -> None:
    with opened(tmp_path / "a") as a, opened(tmp_path / "b") as b:
        life = Life(seed, [a, b])
        for _ in range(25):
            life.step()
        life.heal()
        for store in (a, b):
            held = {r.id: plain(r.content) for r in store.all("person", archived=True)}
            assert held == {id: change.fields for id, change in life.ministry.records.items()}
            assert sorted(names(store)) == sorted(
                c.fields["name"] for c in life.ministry.records.values()
            )
            assert store.waiting() == ()
            assert not store._journal.read().edits


def test_an_archived_record_stays_archived_while_its_edit_waits(
    store: Store, ministry: DictMinistry
) -> None:
    id = person(store)
    synced(store, ministry)
    store.do(Act((Archive(id, "Moved away"),), "Archive"))
    ministry.put(id, "person", {"name": "Tanvir Hossain", "country": "NL"})
    port = store.port()
    held = port.held([id])[id]
    assert [edit.operation for edit in held.edits] == ["archive"]
    assert store.page("person").rows == ()
    assert [row.title for row in store.page("person", archived=True).rows] == ["Tanvir Hossain"]


def test_a_ministry_restored_twice_is_handed_the_same_records_twice(
    store: Store, ministry: DictMinistry
) -> None:
    enrolment = Enrolment(DEVICE, MISSION, "Mission", "NL", DEVICE, "Rina", "officer", "M", NOW)
    store.enrol(enrolment)
    person(store)
    synced(store, ministry)
    for _ in range(2):
        store.port().hand_back(NOW)
        assert len(store.waiting()) == 1
        synced(store, ministry)
    assert store.waiting() == ()
