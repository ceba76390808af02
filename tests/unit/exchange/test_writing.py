"""What goes out comes back the same, and nothing in it runs."""

import io
import zipfile
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.registry import plain
from desk_app.exchange.contacts import Address, Contact, Employment, FileTrouble, Labelled
from desk_app.exchange.contacttable import contact_sheet
from desk_app.exchange.defusing import defused, restored
from desk_app.exchange.delimited import read_table
from desk_app.exchange.dump import is_dump, read_dump, write_dump
from desk_app.exchange.reading import contacts as read_workbook
from desk_app.exchange.rows import read_csv
from desk_app.exchange.tablewriting import Sheet, write_csv, write_workbook
from desk_app.exchange.workbooks import sheets
from tests.support.sample import records

WRITTEN = datetime(2026, 11, 21, tzinfo=UTC)
HOSTILE = [
    "=1+1",
    '=cmd|"/c calc"!A1',
    "+880 1700-000001",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "＝1",
    "plain",
    "'quoted'",
]
PERSON = Contact(
    name="রহিমা খাতুন",
    given="Rahima",
    family="Khatun",
    birthday="1980-03-22",
    emails=(Labelled("a@x.example", "work"), Labelled("=b@x.example")),
    phones=(Labelled("+880 1700-000001", "cell"), Labelled("-", "work")),
    employments=(Employment("@Firm, Ltd.", ("R&D",), "=Boss"),),
    addresses=(Address(street="Weg 1", extended="Hof", city="Köln", code="04315"),),
    note="two\nlines",
    urls=(Labelled("https://a.example", "blog"),),
    categories=("one", "two"),
    line=2,
)


@given(st.text() | st.sampled_from(HOSTILE))
def test_defused_texts_come_back_and_begin_with_no_sign(text: str) -> None:
    assert restored(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(
    st.lists(
        st.text("'=+-@\t ,;\"x১\uff1d0") | st.from_regex(r"\+?[0-9 ()/-]{5,20}", fullmatch=True),
        min_size=1,
        max_size=4,
    )
)
def test_every_cell_is_the_same_after_the_way_out_and_back(cells: list[str]) -> None:
    sheet = Sheet("S", ["Name"] * len(cells), [[*cells, "end"]])
    headed = Sheet("S", [*sheet.headings, "Last"], sheet.rows)
    for table in (read_table(write_csv(headed)), sheets(write_workbook([headed])[0])[0]):
        assert [restored(cell) for cell in table.rows[1]] == [*cells, "end"]


@pytest.mark.parametrize("phone", ["+880 1711-000001", "+31 (0)15 278 1234", "-", "01711000001"])
def test_phones_survive_both_ways_out(phone: str) -> None:
    ana = Contact(name="=Ana", phones=(Labelled(phone, "work"),), note="@home")
    for data in (write_csv(contact_sheet([ana])), write_workbook([contact_sheet([ana])])[0]):
        (again,) = read_workbook(data).contacts
        assert (again.name, again.phones, again.note) == ("=Ana", ana.phones, "@home")


def test_contacts_survive_the_way_out_and_back_in_csv_and_xlsx() -> None:
    sheet = contact_sheet([PERSON])
    assert read_csv(write_csv(sheet)).contacts == (PERSON,)
    assert read_workbook(write_workbook([sheet])[0]).contacts == (PERSON,)


def test_no_cell_of_a_csv_begins_with_a_sign_of_formulas() -> None:
    text = write_csv(Sheet("A", ["=h"], [[value] for value in HOSTILE])).decode("utf-8-sig")
    for line in text.split("\r\n"):
        assert not line.startswith(tuple(f'"{sign}' for sign in "=+-@\t\r＝"))


def test_no_cell_of_a_workbook_is_a_formula_or_a_link() -> None:
    rows = [[value, 5, date(2020, 1, 2), WRITTEN, True, None] for value in HOSTILE]
    data, cut = write_workbook([Sheet("A", list("abcdef"), rows)])
    assert cut == ()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        page = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in page
    assert b"hyperlink" not in page
    read = sheets(data)[0].rows[1:]
    assert [restored(row[0]) for row in read] == [value.replace("\r", "\n") for value in HOSTILE]
    assert read[0][1:] == ("5", "2020-01-02", "2026-11-21", "TRUE", "")


def test_a_text_too_long_for_excel_is_cut_and_told() -> None:
    data, cut = write_workbook([Sheet("A", ["Note"], [["x" * 40_000]])])
    assert cut == ("Row 2: “Note” is cut; it is too long.",)
    assert sheets(data)[0].rows[1][0].endswith("[…]")


def test_sheet_names_are_made_fit_for_excel() -> None:
    data, _ = write_workbook([Sheet("a/b*" + "c" * 40, ["x"], []), Sheet("AB" + "c" * 40, [], [])])
    assert len({table.sheet for table in sheets(data)}) == 2


def test_a_dump_of_everything_is_read_back_without_loss() -> None:
    kept = records(WRITTEN.date())
    data = write_dump(kept, WRITTEN)
    assert is_dump(data)
    dump = read_dump(data)
    assert dump.problems == ()
    assert dump.written == WRITTEN
    read = {record.id: record for record in dump.records}
    assert len(read) == len(kept)
    for record in kept:
        back = read[record.id]
        assert (back.kind, back.fields) == (record.kind, plain(record.content))
        assert (back.envelope, back.version, back.state) == (
            record.envelope,
            record.version,
            record.state,
        )


def test_records_of_a_dump_that_do_not_fit_are_told_by_their_place() -> None:
    good = records(WRITTEN.date())[0]
    document = msgspec.json.decode(write_dump([good, good, good], WRITTEN))
    document["records"][1]["kind"] = "dragon"
    document["records"][2] = {"id": "x"}
    dump = read_dump(msgspec.json.encode(document))
    assert (len(dump.records), [problem.line for problem in dump.problems]) == (1, [2, 3])


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b'{"format":"ict-desk records"}'])
def test_what_is_no_dump_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(FileTrouble, match="Nothing was imported"):
        read_dump(data)


def test_a_dump_of_a_newer_program_is_refused_in_words() -> None:
    data = write_dump([], WRITTEN).replace(b'"version":1', b'"version":2')
    with pytest.raises(FileTrouble, match="newer version"):
        read_dump(data)
