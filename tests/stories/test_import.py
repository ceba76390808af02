"""What an officer already has comes in by a command, and goes out again."""

import json
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest

from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, make_desk
from tests.support.trial import Commands, Trial

CARDS = """BEGIN:VCARD
VERSION:3.0
N:Hossain;Kamal;;Dr.;
FN:Dr. Kamal Hossain
ORG:Padma Soft Ltd.;Research
TITLE:CTO
TEL;TYPE=CELL:+8801711000001
EMAIL;TYPE=WORK:kamal@padma.example
ADR;TYPE=WORK:;;House 1;Dhaka;;1207;Bangladesh
BDAY:--04-26
X-ANNIVERSARY:2010-01-01
NOTE:Met in Delft
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:নুসরাত জাহান
EMAIL:nusrat@jamuna.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:nobody
END:VCARD
"""


class Office:
    """A mission whose desks one test uses."""

    def __init__(self, trial: Trial, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._trial = trial
        self._mission = trial.mission(f"Mission {uuid4()}")
        self._folder = folder
        self._capture = capture

    def desk(self, name: str) -> Commands:
        """Enrol another workstation."""
        desk = Commands(self._folder / name, self._capture)
        make_desk(desk.profile, Machine(), officer=name, hint=DEMO_WORD).close()
        code = self._trial.code(self._mission)
        desk.done("enrol", self._trial.address, code, "--officer", name, "--device-name", name)
        return desk


@pytest.fixture
def office(trial: Trial, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(trial, tmp_path, capsys)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    return written(tmp_path / "cards.vcf", CARDS)


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def people(desk: Commands) -> dict[str, dict[str, object]]:
    records = desk.done("list", "person", "--json").json["records"]
    return {one["fields"]["name"]: one for one in records}


def test_a_dry_run_says_what_is_in_a_file_without_any_desk(
    cards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Commands(tmp_path / "nothing", capsys).done("import", cards, "--dry-run", "--json").json
    assert told["contacts"][0] == {
        "name": "Dr. Kamal Hossain",
        "given": "Kamal",
        "family": "Hossain",
        "emails": ["kamal@padma.example"],
        "phones": ["+8801711000001"],
        "org": "Padma Soft Ltd.",
        "title": "CTO",
        "note": "Met in Delft",
        "bday": "--04-26",
        "urls": [],
        "photo_sha256": "",
    }
    assert [one["name"] for one in told["contacts"]] == ["Dr. Kamal Hossain", "নুসরাত জাহান", ""]
    assert told["problems"] == ["Line 19: Name: This is needed."]
    assert told["matches"] == []
    assert not (tmp_path / "nothing").exists()


def test_cards_come_in_once_and_go_again_with_one_undo_after_an_exchange(
    office: Office, cards: Path, tmp_path: Path
) -> None:
    rina, sohel = office.desk("Rina"), office.desk("Sohel")
    failed = tmp_path / "failed.vcf"
    first = rina.done("import", cards, "--json", "--failed", failed).json
    assert first["counts"] == {"create": 2, "wrong": 1}
    assert "NOTE:nobody" in failed.read_text("utf-8")
    kamal = people(rina)["Dr. Kamal Hossain"]["fields"]
    assert kamal["birthday"] == "--04-26"  # type: ignore[index]  # JSON
    assert rina.done("list", "firm", "--json").json["total"] == 1
    assert rina.done("list", "position", "--json").json["total"] == 1

    again = rina.done("import", cards, "--json").json
    assert again["counts"] == {"same": 2, "wrong": 1}

    rina.done("sync")
    sohel.done("sync")
    assert set(people(sohel)) == {"Dr. Kamal Hossain", "নুসরাত জাহান"}

    # Somebody else works with one of them meanwhile: she stays.
    sohel.done("set", str(people(sohel)["নুসরাত জাহান"]["id"]), "city=Delft")
    sohel.done("sync")
    rina.done("sync")
    undone = rina.done("import", "--undo", first["import"], "--json").json
    assert undone["put_away"] == 3
    assert [one["kind"] for one in undone["stays"]] == ["person"]
    rina.done("sync")
    sohel.done("sync")
    assert set(people(sohel)) == {"নুসরাত জাহান"}
    assert rina("import", "--undo", first["import"]).code == 1
    listed = rina.done("import", "--list", "--json").json["imports"]
    assert {one["id"]: one["stage"] for one in listed}[first["import"]] == "undone"


def test_an_import_that_changed_people_is_taken_back_field_by_field(
    office: Office, tmp_path: Path
) -> None:
    rina = office.desk("Rina")
    file = written(tmp_path / "p.json", json.dumps({"name": "Ana Sen", "emails": ["a@s.example"]}))
    ana = rina.done("add", "person", "--json", file).json["id"]
    table = written(
        tmp_path / "list.csv", "Name;E-mail;City;Notes\nAna Sen;a@s.example;Delft;Met her\n"
    )
    brought = rina.done("import", table, "--json", "--on-match", "update").json
    assert brought["counts"] == {"update": 1}
    assert rina.done("show", ana, "--json").json["fields"]["city"] == "Delft"
    rina.done("set", ana, "notes=Met her twice")
    undone = rina.done("import", "--undo", brought["import"], "--json").json
    assert [one["field"] for one in undone["stays"]] == ["notes"]
    fields = rina.done("show", ana, "--json").json["fields"]
    assert (fields["notes"], fields.get("city", "")) == ("Met her twice", "")


def test_a_mapping_is_followed_to_the_letter(office: Office, tmp_path: Path) -> None:
    rina = office.desk("Rina")
    table = written(tmp_path / "t.csv", "Kol1|Kol2|Kol3\nSen|Ana|aktiv\n")
    mapping = written(
        tmp_path / "m.json",
        json.dumps(
            {
                "encoding": "utf-8",
                "delimiter": "|",
                "header_row": 1,
                "mapping": {"Kol1": "family", "Kol2": "given", "Kol3": ""},
            }
        ),
    )
    told = rina.done("import", table, "--mapping", mapping, "--dry-run", "--json").json
    assert [one["name"] for one in told["contacts"]] == ["Ana Sen"]
    assert told["problems"] == []
    wrong = written(tmp_path / "w.json", json.dumps({"mapping": {"Kol9": "name"}}))
    refused = rina("import", table, "--mapping", wrong)
    assert refused.code == 1
    assert "Kol9" in refused.err


def test_capacity_lines_bring_the_firms_they_name(office: Office, tmp_path: Path) -> None:
    rina = office.desk("Rina")
    table = written(
        tmp_path / "capacity.csv",
        "Firm,Skill,Level,Heads employed,As of\n"
        "Padma Soft Ltd,java,senior,12,2026-11-01\n"
        "Padma Soft Limited,python,senior,5,2026-11-01\n",
    )
    rina.done("import", table, "--kind", "capacity", "--json")
    firms = rina.done("list", "firm", "--json").json["records"]
    assert [one["fields"]["name"] for one in firms] == ["Padma Soft Ltd"]
    lines = rina.done("list", "capacity", "--json").json["records"]
    assert {one["fields"]["firm"] for one in lines} == {firms[0]["id"]}
    again = rina.done("import", table, "--kind", "capacity", "--json").json
    assert again["counts"] == {"same": 2}


def test_cards_written_for_phones_come_back_as_they_were(
    office: Office, cards: Path, tmp_path: Path
) -> None:
    rina, sohel = office.desk("Rina"), Commands(tmp_path / "other", office._capture)
    rina.done("import", cards)
    for form in ("3.0", "4.0"):
        file = tmp_path / f"out-{form}.vcf"
        rina.done("export", "person", "--to", "vcard", "-o", file, "--card-version", form)
        make_desk(tmp_path / form, Machine(), officer="Sohel", hint=DEMO_WORD).close()
        sohel = Commands(tmp_path / form, office._capture)
        sohel.done("import", file)
        ours, theirs = people(rina), people(sohel)
        assert {name: one["fields"] for name, one in ours.items()} == {
            name: one["fields"] for name, one in theirs.items()
        }


def test_an_export_asks_for_consent_and_is_noted(office: Office, tmp_path: Path) -> None:
    rina = office.desk("Rina")
    named = {"Keeps": "", "Refuses": "keep", "Quiet": "contact", "Agrees": "contact"}
    for name, asked in named.items():
        fields = {"name": name, "emails": [f"{name}@x.example"], "notes": "=1+1"}
        id = rina.done(
            "add", "person", "--json", written(tmp_path / "a.json", json.dumps(fields))
        ).json["id"]
        if asked:
            said = "agreed" if name == "Agrees" else "refused"
            answer = {"person": id, "purpose": asked, "answer": said, "on": "2026-01-01"}
            rina.done("add", "consent", "--json", written(tmp_path / "c.json", json.dumps(answer)))
    file = tmp_path / "people.csv"
    told = rina.done("export", "person", "--to", "csv", "-o", file, "--json").json
    assert (told["count"], told["withheld"], told["without_details"]) == (3, {"keep": 1}, 1)
    text = file.read_text("utf-8-sig")
    assert "Refuses" not in text
    assert "Quiet@x.example" not in text
    assert '"\'=1+1"' in text

    told = rina.done(
        "export", "person", "--to", "xlsx", "-o", tmp_path / "f.xlsx", "--for", "firms", "--json"
    ).json
    assert told["withheld"] == {"share": 3, "keep": 1}

    rina.done("export", "person", "--to", "csv", "--mail-merge", "-o", file)
    assert [line.partition(",")[0] for line in file.read_text("utf-8-sig").splitlines()[1:]] == [
        '"Dear Agrees"'
    ]
    assert rina("export", "firm", "--to", "vcard", "-o", tmp_path / "f.vcf").code == 1


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bomb(file: Path) -> Path:
    """A workbook of a few kilobytes that unpacks to more than any desk wants."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<w/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(220):
                part.write(bytes(1 << 20))
    return file


def hostile(folder: Path) -> dict[str, Path]:
    """Files that no desk should choke on, each with the word its refusal must hold."""
    sparse = folder / "large.csv"
    with sparse.open("wb") as stream:
        stream.truncate(2 << 30)
    picture = folder / "picture.vcf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    cell = folder / "cell.csv"
    cell.write_bytes(b"Name,Note\nA," + b"x" * 5_000_000 + b"\n")
    locked = folder / "locked.xlsx"
    locked.write_bytes(OLE + bytes(60) + "EncryptedPackage".encode("utf-16-le"))
    return {
        "MB": sparse,
        "folder": folder,
        "picture": picture,
        "unpacks": bomb(folder / "bomb.xlsx"),
        "columns": written(folder / "wide.csv", ",".join("abcdefgh" * 2_000) + "\nA\n"),
        "cell": cell,
        "password": locked,
        "no such file": folder / "nothing.vcf",
    }


def test_hostile_files_are_refused_in_words_and_leave_the_desk_as_it_was(
    office: Office, tmp_path: Path
) -> None:
    rina = office.desk("Rina")
    folder = tmp_path / "files"
    folder.mkdir()
    for word, file in hostile(folder).items():
        told = rina("import", file)
        assert told.code == 1, file
        assert word in told.err
        assert "Nothing was imported." in told.err
        assert "mistake" not in told.err
    assert rina.done("list", "person", "--json").json["total"] == 0
    assert rina.done("import", "--list", "--json").json["imports"] == []
