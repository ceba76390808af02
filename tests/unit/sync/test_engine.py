"""The engine's decisions one by one, on stores and ministries of plain dictionaries."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import pytest

from desk_app.contract.messages import VERSION, Answer, Change, Round
from desk_app.contract.port import Place
from desk_app.domain.changes import Changes
from desk_app.domain.edits import Edit
from desk_app.domain.errors import LinkDown, NotTheMinistry, OtherContract
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import Report, Watch, exchange
from desk_app.sync.steps import Cancelled, NeverSent, Progress, Sizes, TooMuch
from tests.support.dict_ministry import DictMinistry, Session
from tests.support.dict_port import DictPort

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DEVICE = UUID(int=1)
SMALL = Sizes(edits=2, records=3, stretch=100)


def an_edit(number: int, **more: Any) -> Edit:
    id = UUID(int=10_000 + number)
    edit = Edit(id, id, UUID(int=number), "person", "create", NOW, "A", 0, {"name": f"N{number}"})
    return msgspec.structs.replace(edit, **more)


T = TypeVar("T")


def as_it_is(came: T) -> T:
    return came


class Between:
    """A ministry whose questions are counted and whose answers a test may change."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.asked: list[Round] = []
        self.stretches: list[tuple[int, int]] = []
        self.change: Callable[[Answer], Answer] = as_it_is
        self.spoil: Callable[[bytes], bytes] = as_it_is

    def sync(self, sent: Round) -> Answer:
        self.asked.append(sent)
        return self.change(self.session.sync(sent))

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        self.stretches.append((start, length))
        return self.spoil(self.session.snapshot(name, start, length))


@pytest.fixture
def desk() -> DictPort:
    return DictPort()


@pytest.fixture
def ministry() -> DictMinistry:
    return DictMinistry(lambda: NOW)


@pytest.fixture
def between(ministry: DictMinistry) -> Between:
    return Between(ministry.session(DEVICE))


def filled(ministry: DictMinistry, count: int) -> None:
    for number in range(count):
        ministry.put(UUID(int=500 + number), "person", {"name": f"P{number}"})


def run(desk: DictPort, between: Between, watch: Watch | None = None) -> Report:
    return exchange(Engine(desk, SMALL), between, lambda: NOW, watch)


def test_an_exchange_of_nothing_and_one_of_an_edit_ask_once(
    desk: DictPort, between: Between
) -> None:
    assert run(desk, between).problem is None
    between.asked.clear()
    assert run(desk, between).problem is None
    assert len(between.asked) == 1
    desk.typed(an_edit(1))
    between.asked.clear()
    report = run(desk, between)
    assert len(between.asked) == 1
    assert (report.tally.sent, report.tally.accepted) == (1, 1)


def test_a_first_exchange_fetches_a_snapshot_in_stretches(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 20)
    report = run(desk, between)
    assert desk.base == ministry.records
    assert report.tally.received == 20
    assert len(between.stretches) > 3
    assert [start for start, _ in between.stretches] == [
        100 * turn for turn in range(len(between.stretches))
    ]
    assert desk.proofs == 1


def test_what_was_typed_before_the_first_exchange_goes_with_its_first_round(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 3)
    desk.typed(an_edit(1))
    run(desk, between)
    assert between.asked[0].want_snapshot
    assert len(between.asked[0].edits) == 1
    assert UUID(int=1) in ministry.records


def test_a_cut_snapshot_is_resumed_at_the_byte(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 20)

    def cut(stretch: bytes) -> bytes:
        if len(between.stretches) == 3:
            raise LinkDown("cut")
        return stretch

    between.spoil = cut
    assert isinstance(run(desk, between).problem, LinkDown)
    assert len(desk.base) > 0
    between.spoil = as_it_is
    between.asked.clear()
    run(desk, between)
    assert between.stretches[3] == (200, 100)
    assert not between.asked[0].want_snapshot
    assert desk.base == ministry.records


def test_edits_typed_between_two_halves_of_a_snapshot_are_not_kept_waiting(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 20)
    between.spoil = lambda stretch: stretch[:10]

    class Impatient(Watch):
        def cancelled(self) -> bool:
            return len(between.stretches) >= 3

    assert isinstance(run(desk, between, Impatient()).problem, Cancelled)
    desk.typed(an_edit(1))
    between.asked.clear()
    run(desk, between)
    assert [edit.record for edit in between.asked[0].edits] == [UUID(int=1)]
    assert desk.base == ministry.records
    assert UUID(int=1) in desk.base


def _another_page(stretch: bytes) -> bytes:
    return b"\x00\x00\x00\x05hello" + stretch[9:]


def _backwards(stretch: bytes) -> bytes:
    return stretch[::-1]


@pytest.mark.parametrize("spoil", [_another_page, _backwards])
def test_a_snapshot_that_is_rubbish_is_given_up_and_asked_for_anew(
    desk: DictPort, ministry: DictMinistry, between: Between, spoil: Callable[[bytes], bytes]
) -> None:
    filled(ministry, 20)
    between.spoil = spoil
    assert isinstance(run(desk, between).problem, NotTheMinistry)
    assert desk.at.fetching is None
    between.spoil = as_it_is
    assert run(desk, between).problem is None
    assert desk.base == ministry.records


def test_a_snapshot_other_than_the_offered_one_is_noticed(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 5)
    between.session.ministry.offer()
    offer, text = ministry.snapshots[ministry.latest]
    wrong = msgspec.structs.replace(offer, sha256="0" * 64)
    ministry.snapshots[ministry.latest] = (wrong, text)
    report = run(desk, between)
    assert isinstance(report.problem, NotTheMinistry)
    assert desk.at.fetching is None


def test_a_snapshot_that_is_gone_is_replaced_by_another(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 20)

    def forget(stretch: bytes) -> bytes:
        if len(between.stretches) == 2:
            ministry.rebuild()
            ministry.put(UUID(int=900), "person", {"name": "later"})
        return stretch

    between.spoil = forget
    assert run(desk, between).problem is None
    assert desk.base == ministry.records


def test_a_difference_is_mended_by_the_next_exchange_which_keeps_what_waits(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 5)
    run(desk, between)
    lost, *_ = desk.base
    changed = msgspec.structs.replace(desk.base.pop(lost), id=UUID(int=77))
    desk.base[UUID(int=77)] = changed  # the store rotted: one gone, one nobody knows
    desk.kinds[UUID(int=77)] = "person"
    report = run(desk, between)
    assert report.differing == ("person",)
    assert desk.at.reconcile
    desk.typed(an_edit(1))
    report = run(desk, between)
    assert report.differing == ()
    assert desk.base == ministry.records
    assert UUID(int=1) in ministry.records
    assert not desk.at.reconcile


def test_a_lost_answer_is_asked_for_again_and_counts_once(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    run(desk, between)
    desk.typed(an_edit(1))

    def lose(answer: Answer) -> Answer:
        raise LinkDown("lost")

    between.change = lose
    run(desk, between)
    assert desk.unconfirmed == {1}
    assert desk.waiting
    between.change = as_it_is
    report = run(desk, between)
    assert report.tally.sent == 1
    assert ministry.counted == {UUID(int=10_001): 1}
    assert [verdict.outcome for verdict in desk.receipts] == ["accepted"]


def test_what_never_left_is_not_said_to_be_sent(desk: DictPort, between: Between) -> None:
    run(desk, between)
    desk.typed(an_edit(1))

    def down(answer: Answer) -> Answer:
        raise NeverSent("no connection")

    between.change = down
    run(desk, between)
    assert not desk.unconfirmed
    assert desk.problem == "no connection"


def test_an_answer_of_another_contract_changes_nothing(desk: DictPort, between: Between) -> None:
    between.change = lambda answer: msgspec.structs.replace(answer, contract=VERSION + 1)
    assert isinstance(run(desk, between).problem, OtherContract)
    assert desk.at == Place()


def test_an_answer_that_leaves_an_edit_without_a_verdict_is_refused_whole(
    desk: DictPort, between: Between
) -> None:
    run(desk, between)
    desk.typed(an_edit(1))
    before = desk.at
    between.change = lambda answer: msgspec.structs.replace(answer, verdicts=())
    assert isinstance(run(desk, between).problem, NotTheMinistry)
    assert desk.at == before
    assert desk.waiting


def test_answers_that_never_end_are_noticed(desk: DictPort, between: Between) -> None:
    run(desk, between)
    between.change = lambda answer: msgspec.structs.replace(answer, more=True)
    assert isinstance(run(desk, between).problem, NotTheMinistry)
    assert len(between.asked) < 10


def test_verdicts_on_what_was_not_sent_are_passed_over(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    run(desk, between)
    desk.typed(an_edit(1))
    run(desk, between)
    receipts = list(desk.receipts)
    between.change = lambda answer: msgspec.structs.replace(answer, verdicts=tuple(receipts))
    assert run(desk, between).problem is None
    assert desk.receipts == receipts


def test_a_field_this_program_cannot_read_is_left_out_and_the_rest_shown(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    fields = {"name": "Rahima", "languages": "not a list", "new_field": {"a": 1}}
    record = ministry.put(UUID(int=500), "person", fields)
    ministry.put(UUID(int=501), "kind of tomorrow", {"x": 1})
    assert run(desk, between).differing == ()
    assert desk.view == {record.id: {"name": "Rahima", "new_field": {"a": 1}}}
    assert desk.base[record.id].version == record.version


def test_what_was_typed_stays_on_top_until_it_is_judged(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 1)
    run(desk, between)
    record = UUID(int=500)
    desk.typed(an_edit(500, operation="set", base=1, fields={"name": "mine"}, was={"name": "P0"}))
    ministry.put(record, "person", {"name": "theirs", "city": "Delft"})
    engine = Engine(desk, SMALL)
    step = engine.start(NOW)
    # Others' changes arrive while the edit is still on its way.
    desk.under_way = None
    change = ministry.records[record]
    engine._batch = None
    engine.answered(Answer(VERSION, NOW, "0:2", changes=(change,), more=True), NOW)
    assert desk.view[record] == {"name": "mine", "city": "Delft"}
    assert step.changes == Changes()
    run(desk, between)
    assert desk.view[record] == {"name": "theirs", "city": "Delft"}
    [(_, dispute)] = desk.disputes
    assert (dispute.base, dispute.yours, dispute.theirs) == ("P0", "mine", "theirs")


def test_a_stopped_exchange_keeps_what_arrived(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    filled(ministry, 20)

    class Stopping(Watch):
        told: Progress = Progress()
        touched = Changes()

        def progressed(self, progress: Progress) -> None:
            self.told = progress

        def changed(self, changes: Changes) -> None:
            self.touched = self.touched.and_also(changes)

        def cancelled(self) -> bool:
            return self.told.fetched >= 300

    watch = Stopping()
    report = run(desk, between, watch)
    assert isinstance(report.problem, Cancelled)
    assert 0 < len(desk.base) < 20
    assert watch.touched.records == frozenset(desk.base)
    assert watch.told.size > watch.told.fetched >= 300
    assert run(desk, between).problem is None
    assert desk.base == ministry.records


def test_many_edits_go_in_batches_one_after_the_other(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    run(desk, between)
    for number in range(5):
        desk.typed(an_edit(number))
    between.asked.clear()
    report = run(desk, between)
    assert [sent.batch for sent in between.asked] == [1, 2, 3]
    assert report.tally.sent == 5
    assert len(ministry.records) == 5


def test_the_difference_of_the_clocks_is_told(desk: DictPort, between: Between) -> None:
    year = timedelta(days=365)
    between.change = lambda answer: msgspec.structs.replace(answer, clock=answer.clock - year)
    assert run(desk, between).skew == -year


def test_a_change_for_a_record_never_seen_is_simply_new(
    desk: DictPort, ministry: DictMinistry, between: Between
) -> None:
    run(desk, between)
    change: Change = ministry.put(UUID(int=600), "person", {"name": "new"})
    report = run(desk, between)
    assert report.tally.received == 1
    assert desk.base == {change.id: change}


ENDLESS = "x" * 100_000


class Narrow(Between):
    """A ministry that reads no round with more edits than `most`, or with a text of its own."""

    def __init__(self, session: Session, most: int, hated: str = "none") -> None:
        super().__init__(session)
        self.most = most
        self.hated = hated

    def sync(self, sent: Round) -> Answer:
        if len(sent.edits) > self.most or any(e.fields["name"] == self.hated for e in sent.edits):
            self.asked.append(sent)
            raise TooMuch("Too large.")
        return super().sync(sent)


def test_what_is_too_large_at_once_goes_in_smaller_parts(
    desk: DictPort, ministry: DictMinistry
) -> None:
    group = UUID(int=7)
    for number in range(1, 8):
        desk.typed(an_edit(number, group=group))
    report = run(desk, Narrow(ministry.session(DEVICE), 2))
    assert report.problem is None
    assert report.tally.accepted == 7
    assert not desk.waiting
    assert set(ministry.counted.values()) == {1}


def test_an_edit_too_large_alone_is_settled_as_refused_and_holds_up_nothing(
    desk: DictPort, ministry: DictMinistry
) -> None:
    for number in range(1, 6):
        desk.typed(an_edit(number))
    desk.typed(an_edit(6, fields={"name": ENDLESS}))
    between = Narrow(ministry.session(DEVICE), 9, ENDLESS)
    report = run(desk, between)
    assert report.problem is None
    assert (report.tally.accepted, report.tally.refused) == (5, 1)
    [(edit, verdict)] = desk.refused
    assert (edit.fields["name"], verdict.reason) == (ENDLESS, "too-large")
    between.asked.clear()
    run(desk, between)
    assert [sent.edits for sent in between.asked] == [()]


def test_a_refused_change_shows_what_the_ministry_has(
    desk: DictPort, ministry: DictMinistry
) -> None:
    filled(ministry, 1)
    record = UUID(int=500)
    run(desk, Between(ministry.session(DEVICE)))
    fields = {"name": ENDLESS}
    desk.typed(an_edit(1, record=record, operation="set", fields=fields, was={"name": "P0"}))
    run(desk, Narrow(ministry.session(DEVICE), 9, ENDLESS))
    assert desk.view[record] == {"name": "P0"}


def test_where_nothing_at_all_is_read_the_exchange_ends(
    desk: DictPort, ministry: DictMinistry
) -> None:
    desk.typed(an_edit(1))
    report = run(desk, Narrow(ministry.session(DEVICE), -1))
    assert isinstance(report.problem, NotTheMinistry)
    assert "kept" in str(report.problem)
    assert len(desk.waiting) == 1


def test_a_batch_is_bounded_in_bytes_as_well(desk: DictPort, between: Between) -> None:
    for number in range(1, 5):
        desk.typed(an_edit(number, fields={"name": "x" * 600}))
    exchange(Engine(desk, Sizes(edits=100, bytes=1_000)), between, lambda: NOW)
    assert [len(sent.edits) for sent in between.asked if sent.edits] == [2, 2]
