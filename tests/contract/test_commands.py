"""What the ministry's staff types, and what it prints."""

import json
import secrets
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.contract.enrolment import enrol_request
from desk_app.domain.errors import DeskError, WrongInput
from desk_app.ministry import sample
from desk_app.ministry.commands import ministry
from desk_app.ministry.embedded import running
from desk_app.ministry.service import Service
from desk_app.ministry.store.database import open_database
from tests.contract.worlds import World
from tests.support.clock import Clock


def run(*words: str) -> Result:
    result = CliRunner().invoke(ministry, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database made ready by the command."""
    address = f"sqlite:///{tmp_path / 'ministry.db'}"
    assert run("init", "--database", address).output == "Ready.\n"
    return address


def invite(url: str, mission: str, *more: str) -> str:
    told = run("invite", "--database", url, "--mission", mission, "--json", *more)
    document = json.loads(told.output)
    assert document.keys() == {"code", "mission", "until"}
    code: str = document["code"]
    return code


def test_a_mission_is_added_its_officer_invited_and_the_device_withdrawn(
    url: str, clock: Clock
) -> None:
    added = run("desk", "add", "--database", url, "--mission", "Oslo", "--country", "no", "--json")
    again = run("desk", "add", "--database", url, "--mission", "Oslo", "--country", "no", "--json")
    assert json.loads(added.output) == json.loads(again.output)
    code = invite(url, "oslo", "--role", "head", "--officer", "Ada")
    database = open_database(url)
    service = Service(database, clock, secrets.token_bytes)
    clock.set(clock())
    request = enrol_request(Ed25519PrivateKey.generate(), code=code, device_name="pc", officer="")
    enrolment = service.enrol(request)
    database.close()
    assert (enrolment.country, enrolment.role, enrolment.officer_name) == ("NO", "head", "Ada")
    device = str(enrolment.device)
    listed = json.loads(run("devices", "--database", url, "--json").output)["devices"]
    assert [(row["id"], row["revoked"]) for row in listed] == [(device, None)]
    run("revoke", "--database", url, "--device", device)
    assert "(withdrawn)" in run("devices", "--database", url).output


def test_what_cannot_be_done_is_said(url: str, tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="no mission"):
        run("invite", "--database", url, "--mission", "Atlantis")
    with pytest.raises(DeskError, match="init"):
        run("devices", "--database", f"sqlite:///{tmp_path / 'other.db'}")
    assert run("serve", "--database", url, "--workers", "3").exit_code == 2
    assert run("serve", "--database", url, "--host", "0.0.0.0").exit_code == 2  # noqa: S104 - it is refused


def test_the_sample_is_loaded_once_and_fits(url: str, own_world: World, clock: Clock) -> None:
    first = sample.load(own_world.service, secrets.token_bytes)
    assert first > 1_000
    assert sample.load(own_world.service, secrets.token_bytes) == 0
    desk = own_world.desk("Embassy of Bangladesh, The Hague")
    today = clock().date().isoformat()
    ahead = [c for c in desk.held.values() if c.kind == "meeting" and c.fields["when"] > today]
    assert ahead, "there is always a meeting to come"
    refs = [c for c in desk.held.values() if c.kind == "mission"]
    assert all(change.envelope.owner is None for change in refs)


def test_relative_dates_are_set_around_today() -> None:
    today = date(2026, 3, 1)
    told = {"a": {"days": -1}, "b": [{"days": 1, "time": "10:30"}], "c": {"low": 1}}
    assert sample.around(told, today) == {
        "a": "2026-02-28",
        "b": ["2026-03-02T10:30:00Z"],
        "c": {"low": 1},
    }


def test_a_sample_that_does_not_fit_is_said(own_world: World, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(WrongInput):
        sample.load(own_world.service, secrets.token_bytes, tmp_path)
    line = {
        "id": str(UUID(int=7)),
        "kind": "mission",
        "mission": "",
        "audience": "all",
        "fields": {"name": "X", "country": "nowhere"},
    }
    (tmp_path / "bad.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(WrongInput, match="country"):
        sample.load(own_world.service, secrets.token_bytes, tmp_path)


def test_any_server_can_be_checked_against_the_contract(url: str) -> None:
    for mission in ("Oslo", "Bonn"):
        run("desk", "add", "--database", url, "--mission", mission, "--country", "NO")
    codes = [invite(url, mission) for mission in ("Oslo", "Oslo", "Bonn", "Bonn")]
    with running(url) as address:
        words = [word for code in codes for word in ("--code", code)]
        told = run("check", address, *words, "--json")
    found = json.loads(told.output)["checks"]
    assert [finding for finding in found if finding["problem"]] == []
    assert told.exit_code == 0


def test_part_of_a_missions_name_is_enough_where_it_is_the_only_one(url: str) -> None:
    for name in ("Embassy of Bangladesh, Oslo", "Embassy of Bangladesh, Rome"):
        run("desk", "add", "--database", url, "--mission", name, "--country", "NO")
    told = run("invite", "--database", url, "--mission", "oslo", "--json")
    assert json.loads(told.output)["mission"] == "Embassy of Bangladesh, Oslo"
    with pytest.raises(WrongInput, match="several missions"):
        run("invite", "--database", url, "--mission", "Embassy")
