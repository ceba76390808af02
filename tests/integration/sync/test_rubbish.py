"""Answers that can be read and make no sense, on a real store: a sentence, and nothing lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from desk_app.contract.codec import decode, encode
from desk_app.contract.messages import Answer, Round
from desk_app.store.store import Store
from desk_app.sync.engine import Engine
from desk_app.sync.exchange import exchange
from tests.integration.store.making import NOW, names, opened, person
from tests.support.dict_ministry import DictMinistry, Session

THEIRS = UUID(int=77)
Spoil = Callable[[dict[str, Any]], None]


class Muddled:
    """A ministry whose answers are spoiled as text, before they are read."""

    def __init__(self, session: Session, spoil: Spoil) -> None:
        self.session = session
        self.spoil = spoil

    def sync(self, sent: Round) -> Answer:
        answer = msgspec.json.decode(encode(self.session.sync(sent)))
        self.spoil(answer)
        return decode(msgspec.json.encode(answer), Answer)

    def snapshot(self, name: str, start: int, length: int) -> bytes:
        return self.session.snapshot(name, start, length)


def change(**more: Any) -> Spoil:
    def spoil(answer: dict[str, Any]) -> None:
        theirs = {
            "id": str(THEIRS),
            "kind": "person",
            "version": 5,
            "envelope": envelope(),
            "fields": {"name": "Theirs"},
            **more,
        }
        others = [one for one in answer.get("changes", ()) if one["id"] != str(THEIRS)]
        answer["changes"] = [*others, theirs]

    return spoil


def envelope(at: str = "2026-11-01T09:00:00Z", **more: Any) -> dict[str, Any]:
    return {
        "owner": None,
        "audience": "ministry",
        "created": {"at": at},
        "updated": {"at": at},
        **more,
    }


def whole(**more: Any) -> Spoil:
    def spoil(answer: dict[str, Any]) -> None:
        answer.update(more)

    return spoil


def verdict(**more: Any) -> Spoil:
    def spoil(answer: dict[str, Any]) -> None:
        for one in answer.get("verdicts", ()):
            one.update(more)

    return spoil


def nested(depth: int) -> Any:
    value: Any = "deep"
    for _ in range(depth):
        value = [value]
    return value


NAIVE = "2026-11-01T09:00:00"
NOWHERE = {"name": "no", "size": -1, "sha256": "", "records": -1, "cursor": "c"}
SPOILT: dict[str, Spoil] = {
    "a clock without a zone": whole(clock=NAIVE),
    "a clock at the beginning of time": whole(clock="0001-01-01T00:00:00Z"),
    "a clock at the end of time": whole(clock="9999-12-31T23:59:59Z"),
    "a cursor of nothing": whole(cursor=""),
    "digests of nothing": whole(digests={"person": "", "nothing": "x" * 9_000, "": "1"}),
    "a snapshot of less than nothing": whole(snapshot=NOWHERE),
    "a snapshot beyond all disks": whole(snapshot={**NOWHERE, "size": 2**70}),
    "a snapshot that is not there": whole(snapshot={**NOWHERE, "size": 10}),
    "a version below zero": change(version=-5),
    "a version beyond all numbers": change(version=2**64),
    "a version at the end of numbers": change(version=2**63 - 1),
    "a moment without a zone": change(envelope=envelope(NAIVE)),
    "a moment at the end of time": change(envelope=envelope("9999-12-31T23:59:59-12:00")),
    "archived without a zone": change(
        envelope=envelope(archived={"at": NAIVE, "by": "", "why": ""})
    ),
    "another kind for a record": change(kind="firm"),
    "a kind nobody knows": change(kind="robert'); DROP TABLE person;--"),
    "fields of no name": change(fields={"": 1, "name": None, "id": 7, "version": "x"}),
    "fields nested without end": change(fields={"name": "N", "odd": nested(200)}),
    "a name of another type": change(fields={"name": [1, {"a": 2}], "languages": "bn"}),
    "a name without end": change(fields={"name": "x" * 2_000_000}),
    "a dispute about nothing": verdict(
        outcome="disputed",
        disputes=[{"field": "no", "base": 1, "yours": [], "theirs": {}, "theirs_at": NAIVE}],
    ),
    "a refusal of a field that is none": verdict(outcome="refused", field="x\u202ey"),
    "a forget of everything": whole(
        forgets=[{"id": str(THEIRS), "kind": "nothing", "version": -1, "why": "erased"}]
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        yield found


@pytest.mark.parametrize("what", SPOILT)
def test_an_answer_that_makes_no_sense_loses_nothing(store: Store, what: str) -> None:
    ministry = DictMinistry(lambda: NOW)
    session = ministry.session(UUID(int=1))
    ministry.put(THEIRS, "person", {"name": "Known"})
    exchange(Engine(store.port()), session, lambda: NOW)
    person(store, "Typed")
    ministry.put(THEIRS, "person", {"name": "Known", "city": "Delft"})
    report = exchange(Engine(store.port()), Muddled(session, SPOILT[what]), lambda: NOW)
    assert report.problem is None or str(report.problem)
    assert "Typed" in names(store) or store.refusals()

    # Sane again, the ministry gets everything that was not refused, and the two agree.
    for _ in range(3):
        report = exchange(Engine(store.port()), session, lambda: NOW)
    assert report.problem is None, str(report.problem)
    assert not store.waiting()
    assert "Typed" in names(store) or store.refusals()
    assert store.check().sound
