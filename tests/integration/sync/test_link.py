"""A desk with its store on a real ministry over HTTP: enrolled, cut off, revoked, restored."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
import trustme

from desk_app.domain.acts import Act, Change, Create
from desk_app.domain.changes import Changes
from desk_app.domain.errors import (
    CodeRefused,
    DeviceRevoked,
    SecretsTrouble,
    StoreDamaged,
    WrongInput,
)
from desk_app.ministry.embedded import running
from desk_app.ministry.serving import open_service
from desk_app.profile import Profile
from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import (
    DEVICE_KEY,
    Machine,
    OpenDesk,
    machine_clock,
    make_desk,
    open_desk,
)
from desk_app.sync.enrolment import Invitation, enrol
from desk_app.sync.exchange import Report, Watch
from desk_app.sync.link import Link
from desk_app.sync.steps import Cancelled, NeverSent, Progress, Sizes
from desk_app.sync.wire import Stranger
from tests.support.keychain import Keychain
from tests.support.trial import Trial

Makes = Callable[..., OpenDesk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Makes]:
    """Make desks in folders of their own, closed in the end."""
    made: list[OpenDesk] = []

    def make(name: str = "desk", machine: Machine | None = None) -> OpenDesk:
        made.append(make_desk(tmp_path / name, machine or Machine(), hint=DEMO_WORD))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def invitation(trial: Trial, mission: str | None = None) -> Invitation:
    code = trial.code(mission or trial.mission(f"Mission {uuid4()}"))
    return Invitation(trial.address, code, "Rina", "Rina's desk")


def exchanged(desk: OpenDesk, watch: Watch | None = None, sizes: Sizes | None = None) -> Report:
    link = Link(desk, sizes) if sizes is not None else Link(desk)
    with closing(link):
        return link.exchange(watch)


def typed(desk: OpenDesk, name: str = "Waterlicht B.V.") -> UUID:
    id = desk.store.new_id()
    fields = {"name": name, "side": "foreign", "country": "NL"}
    desk.store.do(Act((Create(id, "firm", fields),)))
    return id


def copied(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def test_enrolled_twice_a_desk_keeps_what_it_has_and_what_waits(
    trial: Trial, desks: Makes
) -> None:
    desk = desks()
    firm = typed(desk)  # before it is anybody's desk
    enrol(desk, invitation(trial))
    first = desk.binding.device
    assert exchanged(desk).tally.accepted == 1
    later = typed(desk, "Typed later")
    enrol(desk, invitation(trial, desk.store.desk.mission_name))
    assert desk.binding.device != first
    report = exchanged(desk)
    assert report.problem is None
    assert report.tally.accepted == 1
    assert desk.store.record(firm).state == desk.store.record(later).state == "received"


def test_an_enrolment_whose_answer_was_lost_is_repeated_with_the_same_code(
    trial: Trial, desks: Makes, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desks()
    invited = invitation(trial)
    with monkeypatch.context() as patch:

        def full(_binding: object) -> None:
            raise StoreDamaged("The disk went away just then.")

        patch.setattr(desk, "bind", full)
        with pytest.raises(StoreDamaged):
            enrol(desk, invited)
    assert not desk.enrolled
    enrol(desk, invited)
    assert exchanged(desk).problem is None


def test_a_spent_code_makes_no_second_device(trial: Trial, desks: Makes) -> None:
    invited = invitation(trial)
    enrol(desks("one"), invited)
    other = desks("other")
    with pytest.raises(CodeRefused):
        enrol(other, invited)
    assert not other.enrolled


def test_a_desk_that_is_not_enrolled_says_what_to_do(desks: Makes) -> None:
    with pytest.raises(WrongInput, match="ict-desk enrol"):
        Link(desks())


def test_a_device_key_that_is_gone_is_said_so(trial: Trial, desks: Makes) -> None:
    desk = desks()
    enrol(desk, invitation(trial))
    desk.secrets.forget(DEVICE_KEY)
    with pytest.raises(SecretsTrouble, match="new code"):
        Link(desk)


def test_a_store_whose_key_is_gone_is_never_covered_by_a_new_one(desks: Makes) -> None:
    desk = desks()
    typed(desk)
    before = (desk.profile.folder / "desk.db").read_bytes()
    desk.profile.vault.unlink()
    with pytest.raises(StoreDamaged, match="key"):
        desks()
    assert (desk.profile.folder / "desk.db").read_bytes() == before


def test_where_no_desk_was_set_up_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="no desk"):
        open_desk(tmp_path / "nowhere", Machine())
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_is_off_by_a_year_costs_nothing_once_it_is_known(
    trial: Trial, desks: Makes, days: int
) -> None:
    off = timedelta(days=days)
    desk = desks(machine=Machine(clock=lambda: machine_clock() + off))
    enrol(desk, invitation(trial))
    firm = typed(desk)
    first = exchanged(desk)
    assert (first.problem, first.notice) == (None, "clock")
    report = exchanged(desk)
    assert report.round_trips == 1
    assert desk.store.record(firm).state == "received"
    assert abs(desk.binding.skew + off.total_seconds()) < 120


def test_a_clock_that_jumps_after_enrolment_is_met_within_one_exchange(
    trial: Trial, desks: Makes
) -> None:
    off = [timedelta()]
    desk = desks(machine=Machine(clock=lambda: machine_clock() + off[0]))
    enrol(desk, invitation(trial))
    exchanged(desk)
    off[0] = -timedelta(days=365)
    assert exchanged(desk).problem is None
    assert exchanged(desk).round_trips == 1


def test_a_revoked_desk_is_told_and_sends_nothing_more(trial: Trial, desks: Makes) -> None:
    desk = desks()
    enrol(desk, invitation(trial))
    firm = typed(desk)
    assert desk.binding.device is not None
    with closing(open_service(trial.url)) as service:
        service.revoke(desk.binding.device)
    report = exchanged(desk)
    assert isinstance(report.problem, DeviceRevoked)
    assert desk.store.record(firm).state == "waiting"
    assert "withdrawn" in desk.store.standing().problem


def test_without_a_ministry_nothing_is_said_to_be_sent(trial: Trial, desks: Makes) -> None:
    desk = desks()
    enrol(desk, invitation(trial))
    firm = typed(desk)
    address = desk.binding.address
    desk.bind(msgspec.structs.replace(desk.binding, address="http://127.0.0.1:9"))
    assert isinstance(exchanged(desk).problem, NeverSent)
    assert desk.store.record(firm).state == "waiting"
    desk.bind(msgspec.structs.replace(desk.binding, address=address))
    assert exchanged(desk).problem is None


def test_an_exchange_is_stopped_and_goes_on_where_it_was(trial: Trial, desks: Makes) -> None:
    one = desks("one")
    enrol(one, invitation(trial))
    for number in range(60):
        typed(one, f"Firm {number}")
    exchanged(one)
    other = desks("other")
    enrol(other, invitation(trial, one.store.desk.mission_name))

    class Stopping(Watch):
        fetched = 0

        def progressed(self, progress: Progress) -> None:
            self.fetched = progress.fetched

        def cancelled(self) -> bool:
            return self.fetched >= 1_000

    stopped = exchanged(other, Stopping(), Sizes(stretch=500))
    assert isinstance(stopped.problem, Cancelled)
    assert other.store.standing().fetched >= 1_000
    rest = exchanged(other)
    assert rest.problem is None
    assert other.store.count("firm") == 60
    assert rest.differing == ()


def test_what_changed_is_told_while_it_lands(trial: Trial, desks: Makes) -> None:
    one = desks("one")
    enrol(one, invitation(trial))
    firm = typed(one)
    exchanged(one)
    other = desks("other")
    enrol(other, invitation(trial, one.store.desk.mission_name))

    class Hearing(Watch):
        touched = Changes()

        def changed(self, changes: Changes) -> None:
            self.touched = self.touched.and_also(changes)

    hearing = Hearing()
    exchanged(other, hearing)
    assert firm in hearing.touched.records
    assert hearing.touched.touch("firm")


def test_a_ministry_restored_from_a_backup_gets_back_what_it_lost(
    trial: Trial, desks: Makes, tmp_path: Path
) -> None:
    url, copy = f"sqlite:///{tmp_path / 'own.db'}", tmp_path / "own-copy.db"
    copied(Path(trial.url.removeprefix("sqlite:///")), tmp_path / "own.db")
    desk = desks()
    with running(url) as address:
        own = Trial(url, address)
        enrol(desk, invitation(own))
        kept = typed(desk, "Kept by the backup")
        exchanged(desk)
    copied(tmp_path / "own.db", copy)
    with running(url) as address:
        desk.bind(msgspec.structs.replace(desk.binding, address=address))
        lost = typed(desk, "Made after the backup")
        desk.store.do(Act((Change(kept, {"city": "Delft"}),)))
        assert exchanged(desk).tally.accepted == 2
    for file in tmp_path.glob("own.db*"):
        file.unlink()
    shutil.copyfile(copy, tmp_path / "own.db")
    with running(url) as address:
        desk.bind(msgspec.structs.replace(desk.binding, address=address))
        report = exchanged(desk)
        assert report.problem is None
        assert report.differing == ()
        assert desk.store.record(lost).state == "received"
        with closing(open_service(url)) as service:
            assert [note.how for note in service.history(lost)] == ["created"]
    cities = {str(entry.before) for entry in desk.store.history(kept) if entry.field == "city"}
    assert "Delft" in cities


def test_over_tls_the_ministrys_certificate_is_pinned(
    trial: Trial, desks: Makes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    leaf = authority.issue_cert("127.0.0.1")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    key.write_bytes(leaf.private_key_pem.bytes())
    monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(tmp_path / "nothing.pem"))
    desk = desks()
    with running(trial.url, cert, key) as address:
        invited = msgspec.structs.replace(invitation(trial), address=address)
        with pytest.raises(Stranger):
            enrol(desk, invited)
        ca = authority.cert_pem.bytes().decode()
        enrol(desk, msgspec.structs.replace(invited, certificate=ca))
        assert desk.binding.certificate == ca
        assert exchanged(desk).problem is None
        stranger = trustme.CA().cert_pem.bytes().decode()
        desk.bind(msgspec.structs.replace(desk.binding, certificate=stranger))
        firm = typed(desk)
        assert isinstance(exchanged(desk).problem, Stranger)
        assert desk.store.record(firm).state == "waiting"


def test_met_through_the_systems_authorities_the_certificate_itself_is_pinned(
    trial: Trial, desks: Makes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    leaf = authority.issue_cert("127.0.0.1")
    cert, key, ca = (tmp_path / name for name in ("cert.pem", "key.pem", "ca.pem"))
    cert.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    key.write_bytes(leaf.private_key_pem.bytes())
    ca.write_bytes(authority.cert_pem.bytes())
    monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(ca))
    desk = desks()
    with running(trial.url, cert, key) as address:
        enrol(desk, msgspec.structs.replace(invitation(trial), address=address))
        monkeypatch.delitem(os.environ, "SSL_CERT_FILE")
        assert desk.binding.certificate.strip() == leaf.cert_chain_pems[0].bytes().decode().strip()
        assert exchanged(desk).problem is None


def test_where_there_is_a_keychain_no_key_lies_in_the_profile(
    trial: Trial, desks: Makes, keychain: Keychain
) -> None:
    desk = desks()
    enrol(desk, invitation(trial))
    typed(desk)
    assert exchanged(desk).problem is None
    assert desk.binding.keeper == "keychain"
    assert not desk.profile.vault.exists()
    desk.close()
    with open_desk(desk.profile.folder, Machine()) as again:
        assert again.store.count("firm") == 1


def test_a_profile_is_the_same_after_it_was_closed(trial: Trial, desks: Makes) -> None:
    desk = desks()
    enrol(desk, invitation(trial))
    firm = typed(desk)
    exchanged(desk)
    desk.close()
    with open_desk(desk.profile.folder, Machine()) as again:
        assert again.enrolled
        assert again.binding == desk.binding == Profile(desk.profile.folder).binding
        assert again.store.record(firm).state == "received"
        assert exchanged(again).round_trips == 1
