"""Files are known by what they hold, not by what they are called."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.exchange.cardwriting import write_cards
from desk_app.exchange.charsets import page_of
from desk_app.exchange.contacts import Contact, FileTrouble
from desk_app.exchange.contacttable import contact_sheet
from desk_app.exchange.dump import write_dump
from desk_app.exchange.files import contents
from desk_app.exchange.reading import contacts
from desk_app.exchange.tables import Instructions
from desk_app.exchange.tablewriting import Sheet, write_csv, write_workbook

ANA = Contact(name="Ana Sen")
FILES = {
    "card": write_cards([ANA]),
    "table": write_csv(contact_sheet([ANA])),
    "workbook": write_workbook([contact_sheet([ANA])])[0],
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("ending", [".vcf", ".csv", ".xlsx", ".txt"])
def test_a_file_is_read_as_what_it_is(tmp_path: Path, name: str, ending: str) -> None:
    file = tmp_path / f"file{ending}"
    file.write_bytes(FILES[name])
    assert [contact.name for contact in contacts(contents(file)).contacts] == ["Ana Sen"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (write_dump([], datetime(2026, 11, 21, tzinfo=UTC)), "dump"),
        (b"", "empty"),
        (bytes(range(256)) * 20, "no text"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(range(32, 256)) * 20, "no text"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "XML"),
        (b'[{"name": "Ana"}]', "JSON"),
        (b"{\\rtf1 Name, Phone}", "RTF"),
    ],
)
def test_what_holds_no_contacts_is_refused_in_words(data: bytes, word: str) -> None:
    with pytest.raises(FileTrouble, match=word):
        contacts(data)


def test_a_cell_beyond_all_measure_is_told() -> None:
    with pytest.raises(FileTrouble, match="Line 2, column 2 holds a cell"):
        contacts(b"Name,Note\nA," + b"x" * 1_100_000 + b"\n")
    long = Sheet("A", ["Name", "x" * 10], [["A", "y"]])
    assert contacts(write_workbook([long])[0]).contacts


def test_cells_that_look_like_formulas_are_told_and_kept_as_text() -> None:
    reading = contacts(b'Name,Note\nAna,=1+1\n=cmd|x,a=b\n"=SUM(A1)",=\n')
    assert [contact.name for contact in reading.contacts] == ["Ana", "=cmd|x", "=SUM(A1)"]
    told = [str(problem) for problem in reading.problems]
    assert told == ["2 cells begin like formulas; they are taken as text, nothing is computed."]


@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4)), max_size=6),
)
def test_damage_anywhere_ends_in_contacts_or_in_words(
    name: str, wounds: list[tuple[int, bytes]]
) -> None:
    data = bytearray(FILES[name])
    for place, wound in wounds:
        at = place % len(data)
        data[at : at + len(wound)] = wound
    try:
        reading = contacts(bytes(data))
    except FileTrouble:
        return
    for contact in reading.contacts:
        contact.shown()


def test_a_line_without_an_end_is_looked_through_once() -> None:
    # Where every beginning was tried, this took hours.
    assert page_of(b"x" * 2_000_000 + b" caf\xe9") == "cp1252"


def test_a_birthday_beyond_all_numbers_stays_the_words_it_is() -> None:
    table = b"Name,Y,M,D\nA Sen,1980," + b"9" * 30 + b",1\n"
    columns = {"Name": "name", "Y": "bday.year", "M": "bday.month", "D": "bday.day"}
    (contact,) = contacts(table, Instructions(dict(columns))).contacts
    assert contact.birthday == f"1980-{'9' * 30}-1"
