"""Damage, full disks, backups: what was confirmed comes back, every failure says a sentence."""

import os
import resource
import shutil
import signal
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desk_app.contract.messages import Enrolment
from desk_app.domain.acts import Act, Create, Erase
from desk_app.domain.errors import (
    DeskError,
    DiskFull,
    StoreDamaged,
    StoreInUse,
    StoreTrouble,
    WrongInput,
)
from desk_app.domain.records import Source
from desk_app.exchange.bringing import Order, bring
from desk_app.exchange.reading import Intake
from desk_app.store.backups import moments, wanted
from desk_app.store.opening import open_store
from desk_app.store.rescue import rescue, restore
from desk_app.store.store import Store
from tests.integration.store.making import KEY, NOW, RAHIMA, changed, names, opened, person, shown
from tests.support.clock import Clock


def flip(file: Path, at: int, by: int = 0x40) -> None:
    """Change a bit in a file."""
    text = bytearray(file.read_bytes())
    text[at % len(text)] ^= by
    file.write_bytes(text)


def rot(folder: Path) -> None:
    """Damage every page of the store."""
    file = folder / "desk.db"
    for at in range(100, file.stat().st_size, 4096):
        flip(file, at)


def test_the_file_shows_nothing_of_its_content(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store, "Xylophon Quux")
        store.backup(tmp_path / "copy.db")
        for file in tmp_path.rglob("*"):
            if file.is_file():
                text = file.read_bytes()
                assert b"Xylophon" not in text
                assert not text.startswith(b"SQLite format 3")


def test_a_wrong_key_does_not_open_the_store(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store)
    with pytest.raises(StoreDamaged):
        open_store(tmp_path, bytes(48), desk=RAHIMA, clock=Clock(NOW), random=Random(1).randbytes)


def test_a_second_window_is_told_about_the_first_and_a_command_works_beside_it(
    tmp_path: Path,
) -> None:
    with opened(tmp_path, window=True) as window:
        with pytest.raises(StoreInUse, match="another window"), opened(tmp_path, window=True):
            pass
        with opened(tmp_path) as command:
            person(command, "Tanvir Hossain")
        assert names(window) == ["Tanvir Hossain"]
        with pytest.raises(StoreInUse):
            rescue(tmp_path, KEY, now=NOW)
    with opened(tmp_path, window=True):
        pass


def test_a_damaged_store_says_so_and_comes_back_with_every_edit(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store, "In the backup")
        store.roll_backups(NOW)
        id = person(store, "After the backup")
        changed(store, id, city="Delft")
        assert store.sound()
    rot(tmp_path)
    with pytest.raises(StoreDamaged, match="repair"), opened(tmp_path):
        pass
    told = rescue(tmp_path, KEY, now=NOW)
    assert told.backup == NOW
    assert told.edits == 2
    assert Path(told.kept, "desk.db").exists()
    with opened(tmp_path) as store:
        assert names(store) == ["After the backup", "In the backup"]
        assert store.record(id).state == "waiting"
        assert [edit.operation for edit in store.waiting()] == ["create", "create", "set"]
        assert store.port().place().reconcile
        assert store.check().sound


def test_an_import_can_be_taken_back_after_a_rescue_its_updates_too(tmp_path: Path) -> None:
    table = b"Name;E-mail;City\nAna Sen;a@x.example;Delft\nBo Roy;b@x.example;Leiden\n"
    with opened(tmp_path) as store:
        ana = person(store, "Ana Sen", emails=["a@x.example"], notes="Met in May")
        store.roll_backups(NOW)
        bring(Intake(table, "list.csv"), Order(), store.filing)
        before = store.filing.imports()
        assert shown(store, ana)["city"] == "Delft"
    rot(tmp_path)
    rescue(tmp_path, KEY, now=NOW)
    with opened(tmp_path) as store:
        assert names(store) == ["Ana Sen", "Bo Roy"]
        (entry,) = store.filing.imports()
        assert (entry.name, entry.sha256, entry.stage) == ("list.csv", before[0].sha256, "done")
        assert entry.counts == {"create": 1, "update": 1}
        undone = store.filing.undo_import(entry.id)
        assert (undone.archived, undone.restored, undone.stays) == (1, 1, ())
        assert names(store) == ["Ana Sen"]
        assert "city" not in shown(store, ana)
        assert store.check().sound


def test_an_import_that_broke_off_at_the_backup_goes_on_as_one_after_a_rescue(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as store:
        id = store.filing.begin_import("list.csv", "5e", "person")
        store.roll_backups(NOW)
        source = Source("import", "list.csv", "5e")
        new = Create(store.new_id(), "person", {"name": "Ana Sen"}, "ministry", source)
        act = Act((new,), "Import")
        store.filing.bring(id, [act], {})
        store.filing.end_import(id, {"create": 1})
    rot(tmp_path)
    rescue(tmp_path, KEY, now=NOW)
    with opened(tmp_path) as store:
        (entry,) = store.filing.imports()
        assert (entry.id, entry.counts) == (id, {"create": 1})
        store.undo()
        assert names(store) == []


def test_without_a_backup_the_unsent_edits_and_the_desk_come_back(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.enrol(
            Enrolment(
                RAHIMA.device or store.new_id(),
                store.new_id(),
                "The Hague",
                "NL",
                store.new_id(),
                "Rahima Khatun",
                "officer",
                "ministry",
                NOW,
            )
        )
        desk = store.desk
        id = person(store)
    shutil.rmtree(tmp_path / "backups")
    rot(tmp_path)
    told = rescue(tmp_path, KEY, now=NOW)
    assert told.backup is None
    with opened(tmp_path) as store:
        assert store.desk == desk
        assert store.record(id).state == "waiting"


def test_a_damaged_backup_is_passed_over_for_an_older_good_one(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store, "First")
        store.roll_backups(NOW)
        store.roll_backups(NOW + timedelta(hours=1))
    newest, _ = moments(tmp_path / "backups").values()
    flip(newest, 9_000)
    rot(tmp_path)
    assert rescue(tmp_path, KEY, now=NOW).backup == NOW
    with opened(tmp_path) as store:
        assert names(store) == ["First"]


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store, "Tanvir Hossain")
    whole = (tmp_path / "desk.db").read_bytes()
    random = Random(5)
    for _ in range(40):
        (tmp_path / "desk.db").write_bytes(whole)
        flip(tmp_path / "desk.db", random.randrange(len(whole)), 1 << random.randrange(8))
        try:
            with opened(tmp_path) as store:
                assert store.check().damaged
        except StoreDamaged:
            continue


def test_a_restored_backup_keeps_what_was_typed_since(tmp_path: Path) -> None:
    with opened(tmp_path / "desk") as store:
        person(store, "Old")
        store.backup(tmp_path / "usb.db")
        id = person(store, "New")
    told = restore(tmp_path / "desk", tmp_path / "usb.db", KEY, now=NOW)
    assert told.edits == 1
    with opened(tmp_path / "desk") as store:
        assert names(store) == ["New", "Old"]
        batch = store.port().outgoing(10, 1_000_000)
        assert batch is not None
        assert batch.number > 1_000
        assert id in {edit.record for edit in batch.edits}


@pytest.mark.parametrize("content", [b"", b"no backup", bytes(9_000)])
def test_a_file_that_is_no_backup_is_refused_and_changes_nothing(
    tmp_path: Path, content: bytes
) -> None:
    with opened(tmp_path / "desk") as store:
        person(store, "Here")
    (tmp_path / "usb.db").write_bytes(content)
    with pytest.raises(WrongInput, match="no backup"):
        restore(tmp_path / "desk", tmp_path / "usb.db", KEY, now=NOW)
    with opened(tmp_path / "desk") as store:
        assert names(store) == ["Here"]


def test_rolling_backups_keep_few_and_reach_back_weeks(tmp_path: Path) -> None:
    clock = Clock(NOW)
    with opened(tmp_path, clock) as store:
        person(store)
        made = [store.roll_backups(clock.advance(minutes=20)) for _ in range(4)]
        assert made == [True, False, True, False]
        for _ in range(40):
            store.roll_backups(clock.advance(days=1))
    there = moments(tmp_path / "backups")
    assert len(there) <= 14
    assert clock() - min(there) > timedelta(weeks=3)


def test_the_slots_keep_the_newest_and_a_bounded_number() -> None:
    made = [NOW - timedelta(minutes=30 * n) for n in range(5_000)]
    keep = wanted(made, NOW)
    assert set(made[:2]) <= keep
    assert len(keep) <= 15


def very_many(store: Store) -> None:
    for number in range(200):
        person(store, f"Xylophon {number}", notes="x" * 5_000)


def limited(folder: Path) -> int:
    """In a process of its own: write until no file may grow any more; tell how many were kept."""
    done = 0
    with opened(folder) as store:
        size = (folder / "desk.db-wal").stat().st_size
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, resource.RLIM_INFINITY))
        try:
            for number in range(200):
                person(store, f"Xylophon {number}", notes="x" * 5_000)
                done += 1
        except StoreTrouble:
            return done
    return -1


def test_a_disk_that_takes_no_more_bytes_keeps_everything_that_was_confirmed(
    tmp_path: Path,
) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, str(limited(tmp_path)).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    done = int(os.read(reading, 20))
    assert done > 0
    with opened(tmp_path) as store:
        assert store.count("person") == done
        assert len(store.waiting()) == done
        assert store.check().sound


def test_a_full_disk_keeps_everything_that_was_confirmed(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        person(store, "Before")
        (pages,) = store._raw.execute("PRAGMA page_count").fetchone()
        store._raw.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFull, match="disk is full"):
            very_many(store)
        done = names(store)
        edits = store.waiting()
        assert "Before" in done
        assert len(done) == len(edits)
        store._raw.execute("PRAGMA max_page_count = 1000000")
        person(store, "After")
        assert store.check().sound
        journal = {edit.id for edit in store._journal.read().edits}
        assert journal == {edit.id for edit in store.waiting()}


def test_a_broken_list_is_found_and_mended_from_the_records(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        first, _ = person(store, "Tanvir"), person(store, "Nusrat")
        store._raw.execute("DELETE FROM entry WHERE id = ?", (first.bytes,))
        told = store.check()
        assert not told.sound
        assert not told.damaged
        assert store.check(repair=True).repaired
        assert store.check().sound
        assert names(store) == ["Nusrat", "Tanvir"]
        assert names(store, words="tan") == ["Tanvir"]


def decrypted(file: Path) -> bytes:
    """Every page as SQLite sees it, free ones too; SQLCipher 4 is AES-256-CBC, 80 bytes kept."""
    text = file.read_bytes()
    pages: list[bytes] = []
    for start in range(0, len(text), 4_096):
        page = text[start + (16 if start == 0 else 0) : start + 4_096]
        secret, iv = page[:-80], page[-80:-64]
        opener = Cipher(algorithms.AES(KEY[:32]), modes.CBC(iv)).decryptor()
        pages.append(opener.update(secret) + opener.finalize())
    return b"".join(pages)


def test_erased_names_leave_every_page_of_every_file(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        ids = [person(store, f"Xylophon Quux {n}", notes=f"Quuxiana {n}") for n in range(30)]
        store._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert b"uuxiana" in decrypted(tmp_path / "desk.db")
        person(store, "Somebody Else")
        store.do(Act(tuple(Erase(id) for id in ids), "Erase"))
        assert (tmp_path / "desk.db-wal").stat().st_size == 0
        pages = decrypted(tmp_path / "desk.db")
        assert b"Somebody Else" in pages
        for fragment in (b"uuxiana", b"Quux", b"quux", b"Xyloph", b"xyloph"):
            assert fragment not in pages
        assert names(store) == ["Somebody Else"]
        assert not [edit for edit in store._journal.read().edits if edit.record in ids]


def test_what_goes_wrong_is_a_sentence_without_content(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        (pages,) = store._raw.execute("PRAGMA page_count").fetchone()
        store._raw.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DeskError) as caught:
            very_many(store)
        assert "Xylophon" not in str(caught.value)
        assert caught.value.__cause__ is None
