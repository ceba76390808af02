"""A script finds the twins of a desk, merges them, and takes one merge apart again."""

import json
from pathlib import Path

import pytest

from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, make_desk
from tests.support.trial import Commands


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    made = Commands(tmp_path / "desk", capsys)
    make_desk(made.profile, Machine(), officer="Rina", hint=DEMO_WORD).close()
    return made


def add(desk: Commands, kind: str, *records: dict[str, object]) -> list[str]:
    file = desk.profile.parent / "records.json"
    file.write_text(json.dumps(list(records)), encoding="utf-8")
    return [one["id"] for one in desk.done("add", kind, "--json", file).json["records"]]


def test_twins_are_found_merged_and_taken_apart(desk: Commands) -> None:
    keep, gone, other = add(
        desk,
        "person",
        {"name": "Md. Rahman Chowdhury", "emails": ["rahman@a.example"], "city": "Delft"},
        {"name": "মোঃ রহমান চৌধুরী", "emails": ["rahman@a.example"], "country": "NL"},
        {"name": "Kamal Hasan"},
    )
    (firm,) = add(desk, "firm", {"name": "Padma Soft", "side": "bangladeshi"})
    (task,) = add(desk, "task", {"what": "Call", "owner": gone, "about": [gone, firm]})
    found = desk.done("duplicates", "--json").json
    assert found["total"] == 1
    (pair,) = found["duplicates"]
    assert {pair["one"]["id"], pair["other"]["id"]} == {keep, gone}
    assert pair["kind"] == "person"
    assert pair["confidence"] >= 0.9
    assert "same e-mail" in pair["reasons"]
    assert "Md. Rahman Chowdhury" in desk.done("duplicates", "--kind", "person").out

    tried = desk.done("merge", keep, gone, "--take", "name=gone", "--dry-run", "--json").json
    assert tried["changes"]["name"] == "মোঃ রহমান চৌধুরী"
    assert not tried["done"]
    assert desk.done("show", keep, "--json").json["fields"]["name"] == "Md. Rahman Chowdhury"

    told = desk.done("merge", keep, gone, "--json").json
    assert told["follows"] == [task]
    assert told["record"]["fields"]["country"] == "NL"
    assert f"merged into {keep}" in desk.done("show", gone).out
    assert desk.done("duplicates", "--json").json["total"] == 0
    assert desk.done("list", "person", "--json").json["total"] == 2
    assert desk.done("show", task, "--json").json["fields"]["about"] == [keep, firm]

    apart = desk.done("unmerge", gone, "--json").json
    assert (apart["survivor"], apart["links"], apart["stay"]) == (keep, 1, [])
    assert "country" not in desk.done("show", keep, "--json").json["fields"]
    assert desk.done("show", task, "--json").json["fields"]["owner"] == gone
    assert other in {r["id"] for r in desk.done("list", "person", "--json").json["records"]}


def test_what_cannot_be_merged_is_told_in_a_sentence(desk: Commands) -> None:
    one, two = add(
        desk, "person", {"name": "One", "city": "Delft"}, {"name": "Two", "city": "Ede"}
    )
    (firm,) = add(desk, "firm", {"name": "Padma Soft", "side": "bangladeshi"})
    assert "different kinds" in desk("merge", one, firm).err
    assert desk("merge", one, two, "--take", "city=both").code == 2
    assert desk("merge", one, two, "--take", "colour=keep").code == 2
    assert "not merged" in desk("unmerge", one).err
    assert "Merged into One" in desk.done("merge", one, two).out
    assert "taken out of One" in desk.done("unmerge", two).out
