"""Many seeded lives of a few desks on a bad link: what was typed is never lost, all agree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from desk_app.contract.messages import Answer, Round
from desk_app.domain.acts import Operation
from desk_app.domain.edits import Edit
from desk_app.domain.errors import LinkDown
from desk_app.domain.values import Plain
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import Report, exchange
from desk_app.sync.steps import NeverSent, Sizes
from tests.support.dict_ministry import DictMinistry, Session
from tests.support.dict_port import DictPort

BEGAN = datetime(2026, 11, 2, 9, tzinfo=UTC)
SCALARS = ("name", "city", "country")


class Crash(Exception):
    """The power went: nothing of the exchange is remembered but what the store holds."""


@dataclass
class BadLink:
    """A ministry behind a link that fails at the rates of this life."""

    session: Session
    random: Random
    rate: float

    def sync(self, sent: Round) -> Answer:
        self._fail_before()
        answer = self.session.sync(sent)
        if self.random.random() < self.rate:
            answer = self.session.sync(sent)  # a proxy delivered the request twice
        self._fail_after()
        return answer

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        self._fail_before()
        stretch = self.session.snapshot(name, start, length)
        if self.random.random() < self.rate:
            return stretch[: self.random.randint(1, len(stretch))]
        self._fail_after()
        return stretch

    def _fail_before(self) -> None:
        if self.random.random() < self.rate:
            raise NeverSent("No connection.")

    def _fail_after(self) -> None:
        if self.random.random() < self.rate:
            raise LinkDown("The answer was lost.")
        if self.random.random() < self.rate / 2:
            raise Crash


@dataclass
class Life:
    """One seeded run."""

    seed: int
    restores: bool = False
    random: Random = field(init=False)
    now: datetime = BEGAN
    typed: list[Edit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.rate = self.random.choice((0.0, 0.05, 0.2, 0.4))
        pages = self.random.choice((1, 2, 7))
        self.ministry = DictMinistry(self.tick, page_records=pages)
        self.desks = [DictPort() for _ in range(self.random.choice((2, 2, 3)))]
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

    def run(self) -> None:
        for _ in range(self.random.choice((10, 40))):
            self.step()
            for desk in self.desks:
                assert_nothing_typed_left_the_screen(desk)

    def step(self) -> None:
        desk = self.random.choice(self.desks)
        roll = self.random.random()
        if roll < 0.55:
            self.type_something(desk)
        elif roll < 0.60 and self.restores:
            # A desk amid its first exchange has no cursor yet by which a ministry would notice.
            settled = all(desk.at.cursor and not desk.at.fetching for desk in self.desks)
            if settled and self.random.random() < 0.5:
                self.ministry.restore()
            else:
                self.ministry.back_up()
        elif roll < 0.60 and self.ministry.records:
            self.ministry.erase(self.random.choice(sorted(self.ministry.records)))
        elif roll < 0.65:
            self.ministry.rebuild()
        elif roll < 0.68:
            self.ministry.notice = self.random.choice(("", "reconcile", "went-back"))
        else:
            self.exchange(desk, self.rate)

    def type_something(self, desk: DictPort) -> None:
        records = sorted(desk.view)
        if not records or self.random.random() < 0.3:
            record, was = UUID(int=self.random.getrandbits(100)), Plain()
            fields: Plain = {"name": self.word()}
        else:
            record = self.random.choice(records)
            was, fields = self.change(desk.view[record])
        at = self.tick()
        identifier = UUID(int=self.random.getrandbits(120))
        group = (
            identifier if self.random.random() < 0.8 or not self.typed else self.typed[-1].group
        )
        base = desk.base[record].version if record in desk.base else 0
        operation: Operation = "set" if was or base else "create"
        edit = Edit(identifier, group, record, "person", operation, at, "A", base, fields, was)
        self.typed.append(edit)
        desk.typed(edit)

    def change(self, seen: Plain) -> tuple[Plain, Plain]:
        name = self.random.choice((*SCALARS, "languages", "notes"))
        before = seen.get(name)
        after: Any = self.word()
        if name == "languages":
            after = [*(before or []), self.word()][-3:]
        return {name: before}, {name: after}

    def word(self) -> str:
        return f"w{self.random.getrandbits(40):x}"

    def exchange(self, desk: DictPort, rate: float) -> Report | None:
        device = UUID(int=self.desks.index(desk))
        link = BadLink(self.ministry.session(device), self.random, rate)
        try:
            return exchange(Engine(desk, self.sizes), link, self.tick)
        except Crash:
            return None

    def heal(self) -> None:
        self.ministry.notice = ""
        for _ in range(12):
            reports = [self.exchange(desk, 0.0) for desk in self.desks]
            quiet = all(r is not None and r.tally.sent + r.tally.received == 0 for r in reports)
            proven = all(r is not None and not r.problem and not r.differing for r in reports)
            if quiet and proven:
                return
        pytest.fail("The desks and the ministry do not come to rest.")


def assert_nothing_typed_left_the_screen(desk: DictPort) -> None:
    typed = [edit for edit in desk.waiting if edit.fields != edit.was]
    newest = {(e.record, n): e.fields[n] for e in typed for n in e.fields if n in SCALARS}
    for (record, name), value in newest.items():
        assert record not in desk.view or desk.view[record][name] == value


def assert_kept(life: Life) -> None:
    """Each scalar typed is current, was replaced by who saw it, disputed, refused, or erased."""
    disputed = {(record, d.field, d.yours) for desk in life.desks for record, d in desk.disputes}
    refused = {edit.id for desk in life.desks for edit, _ in desk.refused}
    seen_by_others = {
        (edit.record, name, value)
        for edit in life.typed
        for name, value in edit.was.items()
        if name in SCALARS
    }
    for edit in life.typed:
        for name in set(edit.fields) & set(SCALARS):
            typed = (edit.record, name, edit.fields[name])
            current = life.ministry.records.get(edit.record)
            now = current.fields.get(name) if current is not None else None
            gone = edit.id in refused or edit.record in life.ministry.gone
            assert now == typed[2] or gone or typed in disputed | seen_by_others, typed


def each_once(life: Life) -> Iterator[bool]:
    receipts = [verdict.edit for desk in life.desks for verdict in desk.receipts]
    for edit in life.typed:
        yield receipts.count(edit.id) == 1 and life.ministry.counted[edit.id] == 1


@pytest.mark.parametrize("block", range(20))
def test_desks_on_a_bad_link_agree_in_the_end_and_lose_nothing(block: int) -> None:
    for seed in range(block * 25, block * 25 + 25):
        life = Life(seed)
        life.run()
        life.heal()
        assert all(each_once(life)), seed
        assert_kept(life)
        for desk in life.desks:
            assert desk.base == life.ministry.records, seed
            assert desk.view == {c.id: c.fields for c in desk.base.values()}, seed
            assert not desk.waiting


@pytest.mark.parametrize("block", range(8))
def test_a_ministry_that_went_back_gets_again_what_it_lost(block: int) -> None:
    for seed in range(block * 25, block * 25 + 25):
        life = Life(seed, restores=True)
        life.run()
        life.heal()
        typed = {edit.record for edit in life.typed}
        assert typed <= life.ministry.records.keys(), seed
        for desk in life.desks:
            assert desk.base == life.ministry.records, seed
            assert desk.view == {c.id: c.fields for c in desk.base.values()}, seed
            assert not desk.waiting


def test_the_same_seed_lives_the_same_life() -> None:
    lives = [Life(11), Life(11)]
    for life in lives:
        life.run()
        life.heal()
    assert lives[0].ministry.records == lives[1].ministry.records
    assert lives[0].now == lives[1].now
