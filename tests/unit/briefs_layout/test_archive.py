"""The decisive clauses of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), on finished files."""

import io
import itertools
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from desk_app.briefs.content import Brief
from desk_app.briefs.layout.archive import colour_profile
from desk_app.briefs.layout.document import pdf
from tests.support.briefs import (
    PRINTED_AT,
    bangla_brief,
    consent_slip,
    delegation_book,
    english_brief,
    large_print,
)
from tests.support.pdf_reading import (
    Element,
    contents,
    marked_numbers,
    structure,
    unmarked_drawing,
)

BRIEFS = {
    "en": english_brief(),
    "bn": bangla_brief(),
    "slip": consent_slip(),
    "large": large_print(),
    "book": delegation_book(),
}


@pytest.fixture(scope="module", params=BRIEFS.values(), ids=list(BRIEFS))
def brief(request: pytest.FixtureRequest) -> Brief:
    chosen: Brief = request.param
    return chosen


@pytest.fixture(scope="module")
def data(brief: Brief) -> bytes:
    return pdf(brief, printed_at=PRINTED_AT)


@pytest.fixture(scope="module")
def file(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def tree(file: pikepdf.Pdf) -> Element:
    return structure(file)


def test_qpdf_finds_no_fault(file: pikepdf.Pdf) -> None:
    assert file.check_pdf_syntax() == []


def test_qpdf_by_itself_finds_no_fault(data: bytes, tmp_path: Path) -> None:
    tool = shutil.which("qpdf")
    if tool is None:
        pytest.skip("qpdf is not installed")
    whole = tmp_path / "brief.pdf"
    whole.write_bytes(data)
    done = subprocess.run([tool, "--check", whole], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"No syntax or stream encoding errors" in done.stdout


def test_the_file_says_what_it_conforms_to(file: pikepdf.Pdf) -> None:
    said = file.open_metadata()
    assert said["pdfaid:part"] == "2"
    assert said["pdfaid:conformance"] == "A"
    assert said["pdfuaid:part"] == "1"


def test_metadata_and_document_information_agree(file: pikepdf.Pdf, brief: Brief) -> None:
    said = file.open_metadata()
    assert said["dc:title"] == str(file.docinfo.Title) == brief.title
    assert said["dc:creator"] == [str(file.docinfo.Author)]
    assert said["xmp:CreateDate"] == "2026-11-21T14:05:00Z"
    assert str(file.docinfo.CreationDate) == "D:20261121140500+00'00'"
    assert said["pdf:Producer"] == str(file.docinfo.Producer)


def test_metadata_stands_uncompressed(file: pikepdf.Pdf) -> None:
    assert "/Filter" not in file.Root.Metadata


def test_every_stream_ends_on_a_line_of_its_own(data: bytes) -> None:
    ends = re.findall(rb"(.)endstream", data, re.DOTALL)
    assert ends
    assert set(ends) == {b"\n"}


def test_the_header_says_binary(data: bytes) -> None:
    assert data.startswith(b"%PDF-1.7\n%")
    assert min(data[10:14]) > 127


def test_colours_are_meant_for_a_profile_that_is_there(file: pikepdf.Pdf) -> None:
    (intent,) = file.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    profile = intent.DestOutputProfile.read_bytes()
    assert intent.DestOutputProfile.N == 3
    assert profile == colour_profile()
    assert profile[36:40] == b"acsp"
    assert profile[12:20] == b"mntrRGB "
    assert int.from_bytes(profile[:4], "big") == len(profile)


def test_the_document_says_its_language_and_shows_its_title(
    file: pikepdf.Pdf, brief: Brief
) -> None:
    assert str(file.Root.Lang) == {"en": "en-GB", "bn": "bn-BD"}[brief.lang]
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(file.Root.MarkInfo.Marked)


def test_nothing_is_drawn_that_is_neither_content_nor_artifact(file: pikepdf.Pdf) -> None:
    assert [unmarked_drawing(page) for page in file.pages] == [[] for _ in file.pages]


def test_every_piece_of_content_is_in_the_structure_once(file: pikepdf.Pdf, tree: Element) -> None:
    claimed = [place for element in tree.walk() for place in element.content]
    drawn = [(n, mcid) for n, page in enumerate(file.pages) for mcid in marked_numbers(page)]
    assert sorted(claimed) == sorted(drawn)
    assert len(set(claimed)) == len(claimed)


def test_the_structure_is_in_the_order_of_drawing(tree: Element) -> None:
    places = [place for element in tree.walk() for place in element.content]
    first = [place for n, place in enumerate(places) if n == 0 or place > max(places[:n])]
    assert len(first) > 0.95 * len(places)  # a paragraph round a link comes back to itself


def test_the_parent_tree_leads_back_from_content_and_links(file: pikepdf.Pdf) -> None:
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for number, page in enumerate(file.pages):
        row = parents[int(page.StructParents)]
        for mcid in marked_numbers(page):
            assert (number, mcid) in contents(file, row[mcid])
        for note in page.get("/Annots", []):
            assert parents[int(note.StructParent)].S == "/Link"


def test_links_are_described_and_printed(file: pikepdf.Pdf, tree: Element) -> None:
    notes = [note for page in file.pages for note in page.get("/Annots", [])]
    assert all(str(note.Contents) and note.F == 4 for note in notes)
    assert sum(element.objects for element in tree.walk()) == len(notes)
    assert all(page.Tabs == "/S" for page in file.pages)


def test_headings_go_down_step_by_step(tree: Element) -> None:
    levels = [int(e.tag[1]) for e in tree.walk() if re.fullmatch("H[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_are_regular_and_their_heads_have_a_scope(tree: Element) -> None:
    for table in (e for e in tree.walk() if e.tag == "Table"):
        rows = [kid for kid in table.kids if kid.tag == "TR"]
        widths = {sum(int(str(c.attributes.get("/ColSpan", 1))) for c in r.kids) for r in rows}
        assert len(widths) == 1
        heads = [c for r in rows for c in r.kids if c.tag == "TH"]
        assert heads
        assert all(h.attributes.get("/Scope") in ("/Row", "/Column") for h in heads)
        assert all(cell.tag in ("TH", "TD") for r in rows for cell in r.kids)


def test_lists_hold_items_with_bodies(tree: Element) -> None:
    for entire in (e for e in tree.walk() if e.tag == "L"):
        assert entire.kids
        assert all(kid.tag == "LI" for kid in entire.kids)
        for item in entire.kids:
            assert {kid.tag for kid in item.kids} <= {"Lbl", "LBody"}


def test_figures_have_words_and_a_place(tree: Element) -> None:
    for figure in (e for e in tree.walk() if e.tag == "Figure"):
        assert figure.alt
        assert "/BBox" in figure.attributes


def test_only_known_structure_types_are_used(tree: Element) -> None:
    known = {
        "Document",
        "Sect",
        "Div",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "Caption",
        "Figure",
        "Link",
    }
    assert {e.tag for e in tree.walk()} <= known | {"Note", "Part", "TOC", "TOCI", "Reference"}


def test_a_section_in_the_other_language_says_so(tree: Element, brief: Brief) -> None:
    if brief.title == "Nordvik Digital AS":
        assert any(e.tag == "Sect" and e.lang == "bn-BD" for e in tree.walk())


def test_fonts_are_embedded_subsets_whose_codes_are_explained(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        for font in page.Resources.Font.values():
            (inner,) = font.DescendantFonts
            assert re.fullmatch("/[A-Z]{6}[+].+", str(font.BaseFont))
            assert font.Encoding == "/Identity-H"
            assert inner.BaseFont == font.BaseFont
            assert inner.FontDescriptor.FontFile2.read_bytes()[:4] == b"\0\1\0\0"
            mapped = font.ToUnicode.read_bytes().decode()
            assert "<0000> <FFFF>" in mapped
            assert "<0000> <0000>" not in mapped


def test_no_code_draws_the_missing_glyph_and_widths_are_those_of_the_font(
    file: pikepdf.Pdf,
) -> None:
    for font in file.pages[0].Resources.Font.values():
        (inner,) = font.DescendantFonts
        glyphs = inner.CIDToGIDMap.read_bytes()
        advances = _advances(inner.FontDescriptor.FontFile2.read_bytes())
        for code, width in _widths(inner.W):
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            assert glyph != 0
            assert advances[glyph] == width


def _widths(entries: pikepdf.Object) -> list[tuple[int, int]]:
    items = list(entries)
    return [
        (int(start) + n, int(width))
        for start, row in zip(items[::2], items[1::2], strict=True)
        for n, width in enumerate(row)
    ]


def _advances(font: bytes) -> list[int]:
    tables = {
        font[at : at + 4]: int.from_bytes(font[at + 8 : at + 12], "big")
        for at in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16)
    }
    count = int.from_bytes(font[tables[b"maxp"] + 4 : tables[b"maxp"] + 6], "big")
    long = int.from_bytes(font[tables[b"hhea"] + 34 : tables[b"hhea"] + 36], "big")
    at = tables[b"hmtx"]
    some = [int.from_bytes(font[at + 4 * n : at + 4 * n + 2], "big") for n in range(long)]
    return some + [some[-1]] * (count - long)


def test_bookmarks_lead_to_the_sections(file: pikepdf.Pdf, brief: Brief) -> None:
    with file.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == (brief.contents or brief.title)
    assert {s.title for s in brief.sections if s.title} <= set(titles)


def test_the_same_brief_gives_the_same_bytes(brief: Brief, data: bytes) -> None:
    pdf(BRIEFS["bn"], printed_at=PRINTED_AT)
    assert pdf(brief, printed_at=PRINTED_AT) == data


def test_other_processes_give_the_same_bytes() -> None:
    program = (
        "import sys; from hashlib import sha256; from desk_app.briefs.layout.document import pdf;"
        "from tests.support import briefs;"
        "made = [briefs.english_brief(), briefs.bangla_brief(), briefs.delegation_book()];"
        "[print(sha256(pdf(one, printed_at=briefs.PRINTED_AT)).hexdigest())"
        " for one in (made if sys.argv[1] == '1' else made[::-1])]"
    )
    made = [english_brief(), bangla_brief(), delegation_book()]
    wanted = [sha256(pdf(one, printed_at=PRINTED_AT)).hexdigest() for one in made]
    for seed, order in (("1", wanted), ("2", wanted[::-1])):
        done = subprocess.run(
            [sys.executable, "-c", program, seed],
            capture_output=True,
            check=True,
            text=True,
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        assert done.stdout.split() == order
