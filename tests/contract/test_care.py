"""What the ministry does with time, backups and what must not remain."""

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.contract.messages import VERSION, Round
from desk_app.domain.errors import NoSuchRecord, StoreTooNew, StoreTrouble, WrongInput
from desk_app.ministry import cursors
from desk_app.ministry.conformance.edits import new_firm
from desk_app.ministry.conformance.plain_desk import PlainDesk
from desk_app.ministry.conformance.views import new_person
from desk_app.ministry.service import Service
from desk_app.ministry.serving import open_service
from desk_app.ministry.store import records
from desk_app.ministry.store.database import open_database
from tests.contract.worlds import TestBench, World
from tests.support.clock import Clock


def test_a_consent_that_lapses_in_the_night_takes_effect_by_itself(
    own_bench: TestBench, clock: Clock
) -> None:
    home, abroad = own_bench.desk(), own_bench.desk("abroad")
    person, consent = new_person(home, agrees=True)
    home.send(home.change(consent, {"until": (clock() + timedelta(days=3)).date().isoformat()}))
    clock.advance(days=3)
    abroad.pull()
    assert person in abroad.held, "the last day counts"
    clock.advance(days=1)
    abroad.pull()
    assert person not in abroad.held
    home.pull()
    assert person in home.held


def test_a_ministry_that_went_back_is_noticed_by_every_desk(
    world: World, bench: TestBench
) -> None:
    desk, other = bench.desk(), bench.desk("abroad")
    with world.database.read() as session:
        standing = records.standing(session)
    place = cursors.read(desk.cursor, standing.secret)
    assert place is not None
    ahead = cursors.Place(place.epoch, place.scope, standing.seq + 50)
    answer = desk.ministry.sync(
        Round(VERSION, desk.clock(), cursors.write(ahead, standing.secret))
    )
    assert answer.notice == "went-back"
    assert answer.snapshot is not None
    desk.fetch(answer.snapshot, 1_000_000)
    desk.pull()
    with world.database.read() as session:
        after = records.standing(session)
    assert after.seq > ahead.seq, "no number is given a second time"
    told = other.ministry.sync(Round(VERSION, other.clock(), other.cursor))
    assert told.notice == "went-back", "desks whose cursor looks sound are told as well"


def test_a_restored_backup_is_noticed_and_nothing_typed_is_refused(
    own_world: World, own_bench: TestBench, tmp_path: Path
) -> None:
    desk = own_bench.desk()
    kept = new_firm(desk)
    file, backup = tmp_path / "ministry.db", tmp_path / "backup.db"
    with sqlite3.connect(file) as live, sqlite3.connect(backup) as copy:
        live.backup(copy)
    live.close()
    copy.close()
    lost = desk.create("firm", {"name": "After the backup", "side": "foreign"})
    desk.send(lost)
    own_world.database.close()
    for name in ("ministry.db-wal", "ministry.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(backup, file)
    answer = desk.again(lost, batch=desk.batch)
    assert answer.notice == "went-back"
    assert answer.verdicts[0].outcome == "accepted", "what was lost is taken again"
    assert answer.snapshot is not None
    desk.held = {}
    desk.fetch(answer.snapshot, 1_000_000)
    desk.pull()
    assert {kept, lost.record} <= desk.held.keys()


def test_what_was_erased_is_nowhere_in_the_file(
    own_bench: TestBench, own_world: World, tmp_path: Path
) -> None:
    home, abroad = own_bench.desk(), own_bench.desk("abroad")
    canary = "Zyxwvut-Canary"
    person, _ = new_person(home, agrees=True)
    for desk in (home, abroad):
        desk.pull()
    second = own_bench.desk()
    clash = second.change(person, {"name": f"{canary} B"})
    home.send(home.change(person, {"name": f"{canary} A", "notes": canary}))
    assert second.send(clash)[0].outcome == "disputed"
    abroad.first()
    assert canary in str(home.held[person].fields)
    home.send(home.other(person, "person", "erase"))
    written = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("ministry.db*")))
    assert canary.encode() not in written
    notes = own_world.service.history(person)
    assert [note.how for note in notes] == ["erased"]
    assert person.bytes.hex().encode() in written, "the identifier stays"


def test_a_snapshot_is_gone_once_somebody_withdraws(own_bench: TestBench) -> None:
    home, abroad = own_bench.desk(), own_bench.desk("abroad")
    person, consent = new_person(home, agrees=True)
    asked = Round(VERSION, abroad.clock(), want_snapshot=True)
    offer = abroad.ministry.sync(asked).snapshot
    assert offer is not None
    home.pull()
    home.send(home.change(consent, {"answer": "withdrawn"}))
    with pytest.raises(NoSuchRecord):
        abroad.ministry.snapshot(offer.name, 0, 10)
    abroad.held = {}
    abroad.first()
    assert person not in abroad.held


def test_a_snapshot_is_reused_while_it_is_fresh(own_bench: TestBench, clock: Clock) -> None:
    desk = own_bench.desk()
    asked = Round(VERSION, desk.clock(), want_snapshot=True)
    first = desk.ministry.sync(asked).snapshot
    new_firm(desk)
    assert desk.ministry.sync(asked).snapshot == first
    clock.advance(hours=13)
    assert desk.ministry.sync(asked).snapshot != first


def test_history_has_both_sides_of_a_merge_and_the_losing_one_of_a_dispute(
    own_bench: TestBench, own_world: World
) -> None:
    one, two = own_bench.desk(), own_bench.desk()
    firm = new_firm(one, city="Leiden", domains=["ai"])
    two.pull()
    mine = two.change(firm, {"city": "Utrecht", "domains": ["ai", "cloud"]})
    one.send(one.change(firm, {"city": "Delft", "domains": ["ai", "data"]}))
    two.send(mine)
    told = {
        (note.field, note.how): (note.before, note.after, note.stamp.by)
        for note in reversed(own_world.service.history(firm))
    }
    officer = two.enrolment.officer_name
    assert told["city", "disputed"] == ("Delft", "Utrecht", officer)
    assert told["domains", "typed"] == (["ai"], ["ai", "cloud"], officer)
    assert told["domains", "merged"][1] == ["ai", "data", "cloud"]


def test_an_empty_ministry_gives_a_cursor_at_once(own_world: World) -> None:
    database = own_world.database
    with database.read() as session:
        assert records.standing(session).seq == 0
    desk = own_world.desk(own_world.new_mission())
    assert desk.held


def test_a_database_that_is_none_or_too_new_is_said(tmp_path: Path, own_world: World) -> None:
    with pytest.raises(WrongInput):
        open_database("nonsense")
    with pytest.raises(StoreTrouble):
        open_service(f"sqlite:///{tmp_path / 'nothing.db'}")
    assert not (tmp_path / "nothing.db").exists(), "looking makes no file"
    with sqlite3.connect(tmp_path / "ministry.db") as raw:
        raw.execute("UPDATE server SET form = 99")
    raw.close()
    with pytest.raises(StoreTooNew):
        open_service(own_world.url)


# Random lives, against the digests


@settings(max_examples=10)
@given(st.data())
def test_no_course_of_events_lets_a_desk_differ(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    clock = Clock()
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('life') / 'm.db'}")
    database.prepare(clock().date(), _seeded(data))
    world = World(database, Service(database, clock, _seeded(data)), None, "", clock)
    bench = TestBench(world)
    desks = [bench.desk(), bench.desk("abroad"), bench.as_role("analyst", "abroad")]
    mine: dict[int, list[UUID]] = {0: [], 1: []}
    for _ in range(data.draw(st.integers(3, 14))):
        _live(desks, mine, clock, data)
    for desk in desks:
        desk.pull()
    _check_views(desks)
    database.close()


def _seeded(data: st.DataObject) -> "_Bytes":
    return _Bytes(data.draw(st.integers(0, 2**32)))


class _Bytes:
    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def __call__(self, size: int) -> bytes:
        return self._random.randbytes(size)


def _live(
    desks: list[PlainDesk], mine: dict[int, list[UUID]], clock: Clock, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, 1))
    desk = desks[index]
    held = [id_ for id_ in mine[index] if id_ in desk.held]
    step = data.draw(st.sampled_from(("new", "say", "say", "audience", "erase", "read", "night")))
    if step == "night":
        clock.advance(days=1)
    elif step == "read":
        desks[data.draw(st.integers(0, 2))].pull(data.draw(st.sampled_from((1, 2, 100))))
    elif step == "new" or not held:
        audience = data.draw(st.sampled_from(("mission", "ministry", "all")))
        edit = desk.create("person", {"name": "P"}, audience=audience)
        desk.send(edit)
        mine[index].append(edit.record)
    else:
        _about(desk, data.draw(st.sampled_from(held)), step, clock, data)


def _about(desk: PlainDesk, person: UUID, step: str, clock: Clock, data: st.DataObject) -> None:
    if step == "erase":
        desk.send(desk.other(person, "person", "erase"))
    elif step == "audience":
        audience = data.draw(st.sampled_from(("mission", "ministry", "all")))
        desk.send(desk.change(person, {}, audience=audience))
    else:
        days = data.draw(st.integers(0, 3))
        fields = {
            "person": str(person),
            "purpose": "share_missions",
            "answer": data.draw(st.sampled_from(("agreed", "agreed", "refused"))),
            "on": clock().date().isoformat(),
            "until": (clock() + timedelta(days=days)).date().isoformat(),
        }
        desk.send(desk.create("consent", fields, audience="all"))


def _check_views(desks: list[PlainDesk]) -> None:
    """Nobody holds what the audience alone forbids, whatever consent says."""
    for desk in desks:
        for change in desk.held.values():
            envelope = change.envelope
            allowed = envelope.owner == desk.mission or envelope.audience == "all"
            from_ministry = desk.enrolment.role == "analyst" and envelope.audience == "ministry"
            assert allowed or from_ministry
