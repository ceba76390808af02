"""Excel workbooks as people make them, and as people make them to do harm."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # has none

from desk_app.exchange import packages
from desk_app.exchange.contacts import FileTrouble
from desk_app.exchange.reading import contacts as read_workbook
from desk_app.exchange.tables import CELL_LIMIT, Instructions
from desk_app.exchange.workbooks import sheets


def book(fill: Callable[[Any], object], **options: object) -> bytes:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, options)
    fill(workbook)
    workbook.close()
    return stream.getvalue()


def filled(rows: list[list[object]], **options: object) -> bytes:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                style = day if isinstance(value, date) else None
                sheet.write(place, column, value, *([style] if style else []))

    return book(fill, **options)


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if re.search(part, name) else content)
    return stream.getvalue()


def added(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(name, content)
    return stream.getvalue()


def test_cells_are_read_as_a_person_sees_them() -> None:
    rows: list[list[object]] = [
        ["text", 4.0, 0.30000000000000004, True],
        [8801700000001, datetime(2020, 1, 2), datetime(2020, 1, 2, 3, 4), "a\r\nb"],  # noqa: DTZ001  # Excel knows no zones
    ]
    assert sheets(filled(rows))[0].rows == [
        ("text", "4", "0.3", "TRUE"),
        ("8801700000001", "2020-01-02", "2020-01-02 03:04:00", "a\nb"),
    ]


def test_dates_counted_from_1904_are_the_same_dates() -> None:
    data = filled([[date(2021, 1, 1)]], date_1904=True)
    assert sheets(data)[0].rows == [("2021-01-01",)]


def test_leading_zeros_of_a_number_format_are_shown() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Empty")
        sheet = workbook.add_worksheet("Codes")
        sheet.write(0, 0, "Code")
        sheet.write(1, 0, 4315, workbook.add_format({"num_format": "00000"}))
        sheet.write(2, 0, 4315)

    assert sheets(book(fill))[1].rows == [("Code",), ("04315",), ("4315",)]


def test_strict_workbooks_are_read() -> None:
    def strict(part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    data = changed(filled([["Name", "Phone"], ["Ana", "123"]]), ".", strict)
    assert sheets(data)[0].rows == [("Name", "Phone"), ("Ana", "123")]


def test_inline_strings_are_read() -> None:
    cell = b'<c r="A1" t="inlineStr"><is><t>in_x000D_line</t></is></c>'

    def inline(part: bytes) -> bytes:
        return re.sub(rb'<c r="A1"[^>]*><v>0</v></c>', cell, part)

    assert sheets(changed(filled([["a"]]), "sheet1", inline))[0].rows == [("in\nline",)]


def test_contacts_are_found_below_a_title_on_any_sheet() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Read me").write(0, 0, "Made in Delft")
        sheet = workbook.add_worksheet("Members")
        sheet.write(0, 0, "List of members")
        for place, row in enumerate((["Name", "E-mail"], ["Ana", "a@x.example"]), 2):
            sheet.write_row(place, 0, row)

    reading = read_workbook(book(fill))
    assert [(c.name, c.line) for c in reading.contacts] == [("Ana", 4)]
    told = " ".join(map(str, reading.problems))
    assert "“Read me” holds no contacts" in told
    assert "“List of members”" in told


def test_a_value_merged_over_rows_is_everyones() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        for place, row in enumerate((["Company", "Name"], ["", "Ana"], ["", "Bo"])):
            sheet.write_row(place, 0, row)
        sheet.merge_range(1, 0, 2, 0, "Firm")

    assert [contact.org for contact in read_workbook(book(fill)).contacts] == ["Firm", "Firm"]


def test_a_mapping_reads_the_sheet_it_fits() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("One").write_row(0, 0, ["X", "Y"])
        sheet = workbook.add_worksheet("Two")
        sheet.write_row(0, 0, ["P", "Q"])
        sheet.write_row(1, 0, ["Ana", "a@x.example"])

    reading = read_workbook(book(fill), Instructions({"P": "name", "Q": "emails"}))
    assert [contact.name for contact in reading.contacts] == ["Ana"]
    with pytest.raises(FileTrouble, match="no sheet"):
        read_workbook(book(fill), Instructions({"P": "name"}, sheet="Three"))


def test_formulas_macros_and_links_are_told_and_never_run() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Phone"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://127.0.0.1:9/","x")', None, "Ana")

    data = added(book(fill), "xl/vbaProject.bin", b"x")
    data = added(data, "xl/externalLinks/externalLink1.xml", b"<x/>")
    reading = read_workbook(data)
    assert reading.contacts[0].name == "Ana"
    told = " ".join(map(str, reading.problems))
    for word in ("macros", "other files", "1 cell is a formula"):
        assert word in told


def test_a_password_is_told() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(FileTrouble, match="password"):
        sheets(data)
    with pytest.raises(FileTrouble, match="old Office format"):
        sheets(data[:400])


def test_a_cell_far_out_asks_for_no_memory() -> None:
    def far(part: bytes) -> bytes:
        return part.replace(b'r="A1"', b'r="XFD1048576"')

    with pytest.raises(FileTrouble, match=r"column XFD \(16,384\)"):
        sheets(changed(filled([["a"]]), "sheet1", far))

    def deep(part: bytes) -> bytes:
        return part.replace(b'r="A1"', b'r="ZZ999999"')

    with pytest.raises(FileTrouble, match="row 999,999"):
        sheets(changed(filled([["a"]]), "sheet1", deep))


def test_a_bomb_is_refused_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "UNPACKED_LIMIT", 1_000_000)
    data = changed(filled([["a"]]), "sheet1", lambda part: part + b" " * 2_000_000)
    assert len(data) < 20_000
    with pytest.raises(FileTrouble, match="unpacks to more"):
        sheets(data)


def test_entities_of_xml_are_refused() -> None:
    data = changed(
        filled([["a"]]), "sheet1", lambda part: b"<!DOCTYPE x [<!ENTITY y 'z'>]>" + part
    )
    with pytest.raises(FileTrouble, match="workbooks do not"):
        sheets(data)


@pytest.mark.parametrize("cut", [30, 200, 1_000, 3_000])
def test_a_cut_workbook_is_told(cut: int) -> None:
    with pytest.raises(FileTrouble, match="Nothing was imported"):
        sheets(filled([["Name"], ["Ana"]])[:cut])


@pytest.mark.parametrize("lost", [1, 12, 57])
def test_a_workbook_that_lost_bytes_in_the_middle_is_told(lost: int) -> None:
    data = filled([["Name"], ["Ana"]])
    with pytest.raises(FileTrouble, match="damaged"):
        sheets(data[: 600 - lost] + data[600:])


def test_part_names_that_are_no_text_are_told() -> None:
    data = bytearray(added(filled([["Name"], ["Ana"]]), "xl/ä.xml", b"<x/>"))
    place = data.rfind("xl/ä.xml".encode())
    data[place + 3] = 0xFF
    with pytest.raises(FileTrouble, match="damaged"):
        sheets(bytes(data))


def test_damage_inside_a_sheet_is_told() -> None:
    data = changed(filled([["a"]]), "sheet1", lambda part: part[: len(part) // 2] + b"<<<&&&")
    with pytest.raises(FileTrouble, match="damaged"):
        sheets(data)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("content.xml", "OpenDocument"),
        ("[Content_Types].xml", "no Excel workbook"),
        ("xl/workbook.bin", "binary workbook"),
        ("ana.vcf", "compressed folder"),
    ],
)
def test_another_kind_of_zip_is_told(part: str, told: str) -> None:
    with pytest.raises(FileTrouble, match=told):
        sheets(added(b"", part, b"<x/>"))


def test_empty_cells_that_are_formatted_far_away_are_no_table() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        sheet.write_row(0, 0, ["Name", "Phone"])
        sheet.write_row(1, 0, ["Ana", "+31 15 1"])
        for row, column in ((1_048_575, 0), (700_000, 9), (1, 16_383)):
            sheet.write_blank(row, column, None, bold)

    assert sheets(book(fill))[0].rows == [("Name", "Phone"), ("Ana", "+31 15 1")]


def test_a_sheet_that_reaches_too_far_is_told_with_its_last_row() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "Name")
        sheet.write(400_000, 0, "Ana")

    with pytest.raises(FileTrouble, match="row 400,001, column A"):
        sheets(book(fill))


def test_a_cell_beyond_all_measure_is_told_with_its_place() -> None:
    part = b"<t>" + b"x" * (CELL_LIMIT + 1) + b"</t>"
    data = changed(
        filled([["Name"], ["Ana"]]), "sharedStrings", lambda c: c.replace(b"<t>Ana</t>", part)
    )
    with pytest.raises(FileTrouble, match="row 2, column A"):
        sheets(data)


@pytest.mark.parametrize("page", ["ascii", "utf-16"])
def test_entities_are_refused_in_whatever_encoding_they_are_declared(page: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'.encode(page)
    data = changed(filled([["a"]]), "sheet1", lambda _part: bomb)
    with pytest.raises(FileTrouble, match="workbooks do not"):
        sheets(data)


def test_formats_of_numbers_are_shown_where_they_tell_more() -> None:
    def fill(workbook: Any) -> None:
        sheet = workbook.add_worksheet()
        codes = ['"+880"0', "00000", "0%", "#,##0.00", '"€" #,##0.00', "000-0000"]
        for column, code in enumerate(codes):
            sheet.write(
                0,
                column,
                1711.5 if "." in code else 1711,
                workbook.add_format({"num_format": code}),
            )

    assert sheets(book(fill))[0].rows == [
        ("+8801711", "01711", "171100%", "1711.5", "€ 1711.5", "000-1711")
    ]


def test_charts_are_no_sheets_and_hidden_sheets_are_told() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet("Empty")
        workbook.add_chartsheet("Chart")
        for name in ("People", "Old"):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ["Name", "Phone"])
            sheet.write_row(1, 0, [name, "+31 15 1234567"])
            if name == "Old":
                sheet.hide()

    reading = read_workbook(book(fill))
    assert [contact.name for contact in reading.contacts] == ["People", "Old"]
    assert [str(problem) for problem in reading.problems] == [
        "The sheet “Old” is hidden in Excel; it is read too."
    ]


def test_macros_are_told_though_the_first_sheet_is_empty() -> None:
    def fill(workbook: Any) -> None:
        workbook.add_worksheet()
        workbook.add_worksheet().write_column(0, 0, ["Name", "Ana"])

    reading = read_workbook(added(book(fill), "xl/vbaProject.bin", b"x"))
    assert [str(p) for p in reading.problems] == ["The workbook holds macros; they are not run."]


def test_a_first_look_reads_the_beginning_of_every_sheet() -> None:
    def fill(workbook: Any) -> None:
        for name in ("One", "Two"):
            sheet = workbook.add_worksheet(name)
            sheet.write_column(0, 1, [f"{name} {row}" for row in range(400)])
            sheet.merge_range("A1:A2", "both")

    found = sheets(book(fill), first=3)
    assert [table.rows for table in found] == [
        [("both", f"{name} 0"), ("both", f"{name} 1"), ("", f"{name} 2")]
        for name in ("One", "Two")
    ]
