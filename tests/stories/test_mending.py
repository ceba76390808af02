"""Rows that did not come in come back as a file, are mended in it, and come in."""

import csv
import io
import json
from pathlib import Path

import pytest

from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, make_desk
from tests.support.trial import Commands
from tests.support.workbooks import read_sheets, write_sheet

ROWS = 1_000
WRONG = 37
HEADINGS = ["Given", "Family", "Tel", "Tel", "Mail", "Seat", "Notes"]
MAPPING = {
    "encoding": "cp1252",
    "delimiter": ";",
    "header_row": 2,
    "mapping": {
        "Given": "given",
        "Family": "family",
        "Tel": "phones",
        "Mail": "emails",
        "Seat": None,
        "Notes": "note",
    },
}


def row(number: int) -> list[str]:
    """A row of a list; every 27th says only where it comes from and where it sits."""
    if is_wrong(number):
        return ["", "", "", "", "", f"{number:05}", f"+Täble {number}"]
    phone = f"+88017{number:08}"
    return [f"Ana{number}", "Sén", phone, f"+88018{number:08}", f"a{number}@x.example", "", ""]


def is_wrong(number: int) -> bool:
    return number % 27 == 0


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    make_desk(tmp_path / "desk", Machine(), officer="Rina", hint=DEMO_WORD).close()
    return Commands(tmp_path / "desk", capsys)


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    file = tmp_path / "mapping.json"
    file.write_text(json.dumps(MAPPING))
    return file


def as_csv(file: Path) -> Path:
    stream = io.StringIO(newline="")
    stream.write("List of the fair\n")
    csv.writer(stream, delimiter=";").writerows([HEADINGS, *map(row, range(1, ROWS + 1))])
    file.write_bytes(stream.getvalue().encode("cp1252"))
    return file


def people(desk: Commands) -> int:
    total: int = desk.done("list", "person", "--json").json["total"]
    return total


def test_a_table_is_mended_with_the_mapping_it_came_with(
    desk: Commands, mapping: Path, tmp_path: Path
) -> None:
    failed = tmp_path / "failed.csv"
    file = as_csv(tmp_path / "list.csv")
    told = desk.done("import", file, "--mapping", mapping, "--failed", failed, "--json").json
    assert told["counts"] == {"create": ROWS - WRONG, "wrong": WRONG}
    assert (len(told["left"]), people(desk)) == (WRONG, ROWS - WRONG)
    assert told["left"][0] == {"row": 27, "line": 29, "why": "Name: This is needed."}

    head, *rows = csv.reader(io.StringIO(failed.read_text("utf-8-sig")), delimiter=";")
    assert head == [*HEADINGS, "Not imported because"]
    assert rows[0] == ["", "", "", "", "", "00027", "'+Täble 27", "Name: This is needed."]
    for place, cells in enumerate(rows):
        cells[:4] = [f"Bo{place}", "Lee", f"+88019{place:08}", f"+88016{place:08}"]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows([head, *rows])
    failed.write_bytes(stream.getvalue().encode("cp1252"))

    again = desk.done("import", failed, "--mapping", mapping, "--json").json
    assert (again["counts"], again["left"]) == ({"create": WRONG}, [])
    assert people(desk) == ROWS
    found = desk.done("list", "person", "--words", "Bo5", "--json").json["records"]
    fields = found[0]["fields"]
    assert fields["phones"] == ["+8801900000005", "+8801600000005"]
    assert fields["notes"] == "+Täble 162"


def test_a_workbook_comes_back_as_one_and_keeps_its_zeros(desk: Commands, tmp_path: Path) -> None:
    file, failed = tmp_path / "list.xlsx", tmp_path / "failed.xlsx"
    write_sheet(file, "Fair", [HEADINGS, *map(row, range(1, ROWS + 1))])
    told = desk.done("import", file, "--failed", failed, "--json").json
    assert told["counts"] == {"create": ROWS - WRONG, "wrong": WRONG}
    ((_, (head, *rows)),) = read_sheets(failed).items()
    assert (head[:-1], len(rows)) == (HEADINGS, WRONG)
    assert rows[0][5:7] == ["00027", "+Täble 27"]
    for place, cells in enumerate(rows):
        cells[0] = f"Bo{place}"
    write_sheet(failed, "Mended", [head, *rows])
    again = desk.done("import", failed, "--json").json
    assert again["counts"] == {"create": WRONG}
    assert people(desk) == ROWS


def test_a_list_without_headings_comes_back_with_words_that_are_understood(
    desk: Commands, tmp_path: Path
) -> None:
    file, failed = tmp_path / "list.csv", tmp_path / "failed.csv"
    mapping = tmp_path / "m.json"
    said = {"header_row": None, "mapping": {"1": "given", "2": "note", "3": "emails"}}
    mapping.write_text(json.dumps(said))
    file.write_text("Ana,x,a@x.example\n,only a note,\n")
    desk.done("import", file, "--mapping", mapping, "--failed", failed)
    mended = failed.read_text("utf-8-sig").replace('"",', '"Bo",', 1)
    assert mended.splitlines()[0] == '"First Name","Notes","E-mail","Not imported because"'
    said_again: list[str | Path] = ["--mapping", mapping]
    for how in (said_again, []):
        failed.write_text(mended)
        told = desk.done("import", failed, *how, "--dry-run", "--json").json
        assert [(c["given"], c["note"]) for c in told["contacts"]] == [("Bo", "only a note")]


def test_a_list_of_people_and_firms_without_headings_comes_back_with_the_desks_words(
    desk: Commands, tmp_path: Path
) -> None:
    file, failed, mapping = (tmp_path / name for name in ("list.csv", "failed.csv", "m.json"))
    file.write_text(",Padma Soft\n")
    said = {"header_row": None, "mapping": {"1": "name_bn", "2": "@org"}}
    mapping.write_text(json.dumps(said))
    desk.done("import", file, "--mapping", mapping, "--failed", failed)
    head = failed.read_text("utf-8-sig").splitlines()[0]
    assert head == '"Name in Bangla","Organisation","Not imported because"'
