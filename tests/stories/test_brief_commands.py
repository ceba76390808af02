"""Every kind of brief on the sample data by command, and the way back from paper."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from desk_app.briefs.compose import COMPOSERS
from desk_app.cli import run
from desk_app.domain.codes import code_of
from desk_app.secrets import DEMO_WORD
from desk_app.sync.desks import Machine, make_desk
from tests.support.pdf_reading import by_pypdf
from tests.support.sample import HAGUE, lines
from tests.support.trial import Commands, Trial

LENGTHS = ("points", "brief", "book")
CARDS = ("agenda", "consent", "win")


def _no_window(folder: Path, picture: Path | None, code: str = "") -> int:
    del folder, picture, code
    return 2


@pytest.fixture(scope="module")
def profile(practice: Trial, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of a desk of the sample's mission in The Hague, exchanged once."""
    folder = tmp_path_factory.mktemp("hague") / "profile"
    make_desk(folder, Machine(), officer="Shahana Kathgolap", hint=DEMO_WORD).close()
    enrol = ["enrol", practice.address, practice.code(HAGUE), "--officer", "Shahana Kathgolap"]
    for words in ([*enrol, "--device-name", "Desk"], ["sync"]):
        assert run([*words, "--profile", str(folder)], _no_window) == 0
    return folder


@pytest.fixture
def desk(profile: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(profile, capsys)


def named(kind: str, words: str = "") -> str:
    """The identifier of the first sample record of a kind that says `words`."""
    return next(
        str(line["id"])
        for line in lines()
        if line["kind"] == kind and words in json.dumps(line["fields"], ensure_ascii=False)
    )


def subject(form: str) -> str:
    """A record to print a brief of that kind about."""
    said = {"firm": "Tulpveld", "hub": "Brainport", "demand": "300", "country": '"NL"'}
    kind = COMPOSERS[form][0]
    usual = {"meeting": "next", "mission": "mission"}
    return usual.get(kind) or named(kind, said.get(kind, ""))


@pytest.mark.parametrize("form", COMPOSERS)
def test_every_kind_is_printed_in_both_languages_and_every_length(
    desk: Commands, tmp_path: Path, form: str
) -> None:
    for length in LENGTHS[:1] if form in CARDS else LENGTHS:
        file = tmp_path / f"{length}.pdf"
        words = ("brief", subject(form), "--kind", form, "--length", length)
        desk.done(*words, "--lang", "both", "-o", file)
        for language in ("en", "bn"):
            written = tmp_path / f"{length}-{language}.pdf"
            assert written.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("form", [form for form in COMPOSERS if form not in CARDS])
def test_every_kind_is_printed_large_and_to_hand_out(
    desk: Commands, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "out.pdf"
    desk.done(
        *("brief", subject(form), "--kind", form, "--length", "points"),
        *("--large-print", "--handout", "-o", file),
    )
    assert file.read_bytes().startswith(b"%PDF-")


def test_the_brief_of_a_demand_prints_what_is_proposed_today(
    desk: Commands, tmp_path: Path
) -> None:
    demand = subject("demand")
    desk.done("brief", demand, "-o", tmp_path / "demand.pdf")
    said = " ".join(" ".join(by_pypdf((tmp_path / "demand.pdf").read_bytes())).split())
    assert "The consortium" in said
    assert "not yet decided" in said
    lead = desk.done("match", demand, "--json").json["proposals"][0]["firms"][0]["name"]
    assert lead.removesuffix(" Ltd.") in said


def test_several_briefs_go_to_a_folder_under_names_of_our_own(
    desk: Commands, tmp_path: Path
) -> None:
    firm, hub = subject("firm"), subject("hub")
    folder = tmp_path / "new" / "folder"
    told = desk.done("brief", firm, hub, "-o", folder)
    files = sorted(file.name for file in folder.iterdir())
    assert [name.split("-")[0] for name in files] == ["firm", "hub"]
    assert all(str(folder / name) in told.out for name in files)


def test_the_meetings_of_a_delegation_make_one_book(desk: Commands, tmp_path: Path) -> None:
    meetings = [line["id"] for line in lines() if line["kind"] == "meeting"][:3]
    file = tmp_path / "book.pdf"
    told = desk.done("brief", *meetings, "--kind", "delegation", "-o", file)
    assert told.out.count("pages") == 1
    noted = desk.done("list", "brief", "--json", "--limit", "200").json["records"]
    assert "delegation" in {record["fields"].get("form") for record in noted}


def test_a_report_is_printed_for_its_month(desk: Commands, tmp_path: Path) -> None:
    desk.done("report", "monthly", "2026-10", "--lang", "both", "-o", tmp_path / "r.pdf")
    assert (tmp_path / "r-bn.pdf").read_bytes().startswith(b"%PDF-")
    assert desk("report", "monthly", "2026-13", "-o", tmp_path / "x.pdf").code == 2
    assert not (tmp_path / "x.pdf").exists()


def test_a_printed_code_finds_its_record_again(desk: Commands, tmp_path: Path) -> None:
    firm = subject("firm")
    desk.done("brief", firm, "--length", "points", "-o", tmp_path / "f.pdf")
    code = code_of(UUID(firm))
    told = desk.done("brief", "--code", code.lower(), "--json").json
    assert [record["id"] for record in told["records"]] == [firm]
    assert told["records"][0]["printed"][-1]["form"] == "firm"
    said = desk.done("brief", "--code", code).out
    assert "Tulpveld" in said
    assert "printed" in said
    wrong = desk("brief", "--code", "AAAA-AAAB")
    assert wrong.code == 1
    assert "AAAA-AAAB" in wrong.err


def test_a_template_decides_how_a_brief_is_made(desk: Commands, tmp_path: Path) -> None:
    fields = {"name": "Short", "form": "firm", "length": "points", "language": "en"}
    file = tmp_path / "template.json"
    file.write_text(json.dumps(fields), encoding="utf-8")
    desk.done("add", "template", "--json", file)
    told = desk.done("brief", subject("firm"), "--template", "Short", "-o", tmp_path / "t.pdf")
    assert "1 pages" in told.out
    missing = desk("brief", subject("firm"), "--template", "None", "-o", tmp_path / "u.pdf")
    assert missing.code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["brief"],
        ["brief", "next"],
        ["brief", "something", "-o", "x.pdf"],
        ["brief", "mission", "--kind", "delegation", "--from", "2026-01-02", "-o", "x.pdf"],
        ["brief", "next", "--kind", "poem", "-o", "x.pdf"],
    ],
)
def test_a_slip_at_the_command_line_is_told_as_one(desk: Commands, words: list[str]) -> None:
    assert desk(*words).code == 2


def test_days_without_a_meeting_make_no_book(desk: Commands, tmp_path: Path) -> None:
    days = ("--from", "2001-01-01", "--until", "2001-01-09")
    told = desk("brief", "mission", "--kind", "delegation", *days, "-o", tmp_path / "b.pdf")
    assert told.code == 1
    assert "no meeting in these days" in told.err
    assert not (tmp_path / "b.pdf").exists()
