"""Contact tables as other programs and people write them."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.exchange import dates
from desk_app.exchange.contacts import Address, Contact, Employment, FileTrouble, Labelled
from desk_app.exchange.delimited import read_table
from desk_app.exchange.rows import read_csv
from desk_app.exchange.tables import Instructions, instructions


def shown(contact: Contact) -> dict[str, object]:
    return {name: value for name, value in contact.shown().items() if value}


def one(text: str, encoding: str = "utf-8", said: Instructions | None = None) -> Contact:
    reading = read_csv(text.encode(encoding), said)
    assert len(reading.contacts) == 1, reading.problems
    return reading.contacts[0]


def test_a_google_export_is_understood() -> None:
    contact = one(
        "Name,Given Name,Family Name,Name Prefix,Group Membership,E-mail 1 - Type,"
        "E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,"
        "Address 2 - Type,Address 2 - Street,Address 2 - City,Organization 1 - Name,"
        "Organization 1 - Title,Organization 1 - Department,Website 1 - Value\r\n"
        "Dr. Ana Sen,Ana,Sen,Dr.,* myContacts ::: Delft,* Home,a@x.example ::: b@x.example,Work,"
        "c@x.example,"
        "Mobile,+31 6 1 ::: +31 6 2,Home,Oude Delft 1,Delft,Firm,Boss,R&D,x.example\r\n"
    )
    assert shown(contact) == {
        "name": "Dr. Ana Sen",
        "given": "Ana",
        "family": "Sen",
        "emails": ["a@x.example", "b@x.example", "c@x.example"],
        "phones": ["+31 6 1", "+31 6 2"],
        "org": "Firm",
        "title": "Boss",
        "urls": ["x.example"],
    }
    assert contact.emails[0] == Labelled("a@x.example", "home", preferred=True)
    assert contact.employments == (Employment("Firm", ("R&D",), "Boss"),)
    assert contact.addresses == (Address(street="Oude Delft 1", city="Delft", label="home"),)
    assert contact.categories == ("myContacts", "Delft")


def test_an_outlook_export_in_windows_1252_is_understood() -> None:
    contact = one(
        "Title,First Name,Last Name,Company,Job Title,Business Street,Business Street 2,"
        "Business City,Business Phone,Home Fax,Account,Birthday,E-mail Address,E-mail Type,"
        "E-mail Display Name,Web Page\r\n"
        "Dr.,Søren,Müller,Straße & Co,Chef,Weg 1,Hof,Köln,0221 1,0221 2,acc,1/20/1981,s@m.example,"
        "SMTP,Søren,http://m.example\r\n",
        "cp1252",
    )
    assert shown(contact) == {
        "name": "Dr. Søren Müller",
        "given": "Søren",
        "family": "Müller",
        "emails": ["s@m.example"],
        "phones": ["0221 1", "0221 2"],
        "org": "Straße & Co",
        "title": "Chef",
        "bday": "1981-01-20",
        "urls": ["http://m.example"],
    }
    assert contact.phones[1].label == "home, fax"
    assert contact.addresses == (
        Address(street="Weg 1", extended="Hof", city="Köln", label="work"),
    )
    assert ("Account", "acc") in contact.extra


def test_german_headings_with_semicolons_are_understood() -> None:
    contact = one(
        "Vorname;Nachname;Anzeigename;Primäre E-Mail-Adresse;Tel. dienstlich;Geburtsjahr;"
        "Geburtsmonat;Geburtstag;Arbeitstitel;Firma;Notizen\n"
        'Max;Muster;Max Muster;m@m.example;123456;1972;1;31;Leiter;Werk;"eins\nzwei"\n'
    )
    assert shown(contact) == {
        "name": "Max Muster",
        "given": "Max",
        "family": "Muster",
        "emails": ["m@m.example"],
        "phones": ["123456"],
        "org": "Werk",
        "title": "Leiter",
        "bday": "1972-01-31",
        "note": "eins\nzwei",
    }


def test_headings_below_a_preamble_are_found_and_the_preamble_told() -> None:
    data = (
        "Notes:\n"
        '"When exporting your connection data, addresses may be missing"\n'
        "\n"
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Sen,https://l.example/ana,,Firm,Boss,07 Mar 2024\n"
    )
    reading = read_csv(data.encode())
    assert [shown(contact) for contact in reading.contacts] == [
        {
            "name": "Ana Sen",
            "given": "Ana",
            "family": "Sen",
            "org": "Firm",
            "title": "Boss",
            "urls": ["https://l.example/ana"],
        }
    ]
    assert reading.contacts[0].extra == (("Connected On", "07 Mar 2024"),)
    assert [problem.line for problem in reading.problems] == [1, 2, 0]


def test_salesforce_and_hubspot_titles_are_positions() -> None:
    salesforce = one(
        "Salutation,First Name,Last Name,Title,Account Name,Mailing City,Phone,Email,"
        "Account Owner\n"
        "Ms.,Ana,Sen,CTO,Firm,Delft,+31 1,a@x.example,Somebody Else\n"
    )
    assert (salesforce.title, salesforce.org, salesforce.prefix) == ("CTO", "Firm", "Ms.")
    hubspot = one(
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Job Title,"
        "Associated Company\n51,Ana,Sen,a@x.example,+31 1,Somebody Else,CTO,Firm\n"
    )
    assert (hubspot.title, hubspot.org, hubspot.name) == ("CTO", "Firm", "Ana Sen")


def test_a_list_without_headings_is_understood_by_what_it_holds() -> None:
    data = b"John Doe,John,Doe,john@doe.example\nJane Doe,Jane,Doe,jane@doe.example\n"
    contacts = read_csv(data).contacts
    assert [(c.name, c.given, c.family) for c in contacts] == [
        ("John Doe", "John", "Doe"),
        ("Jane Doe", "Jane", "Doe"),
    ]


def test_bangla_headings_and_digits_are_understood() -> None:
    contact = one("নাম,মোবাইল,ইমেইল,প্রতিষ্ঠান,জন্ম তারিখ\nরহিমা,০১৭০০০০০০০১,r@p.example,পদ্মা,৩১/১/১৯৮০\n")
    assert shown(contact) == {
        "name": "রহিমা",
        "emails": ["r@p.example"],
        "phones": ["০১৭০০০০০০০১"],
        "org": "পদ্মা",
        "bday": "1980-01-31",
    }


def test_name_beside_a_first_name_is_the_family_name() -> None:
    contact = one("Name;Vorname;E-Mail\nMuster;Max;m@m.example\n")
    assert (contact.name, contact.given, contact.family) == ("Max Muster", "Max", "Muster")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["Name", "E-mail", "Note"], ["A, B; C", "a@b.example", 'say "x" | y\tz']]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    contact = one(stream.getvalue())
    assert (contact.name, contact.note) == ("A, B; C", 'say "x" | y\tz')


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert one("Name;Phone\nВиталий Шевченко;12345\n", encoding).name == "Виталий Шевченко"


def test_a_line_for_excel_states_the_delimiter() -> None:
    reading = read_csv(b"sep=;\r\nName;E-mail\r\nA,B;a@b.example\r\n")
    assert (reading.contacts[0].name, reading.contacts[0].line) == ("A,B", 3)


def test_a_quote_that_never_closes_swallows_no_rows() -> None:
    reading = read_csv(b'Name,Note\nA,"open\nB,two\nC,three\n')
    assert [contact.name for contact in reading.contacts] == ["A", "B", "C"]
    assert "never closes" in str(reading.problems[0])


def test_cells_beyond_the_headings_are_kept_and_told() -> None:
    reading = read_csv(b"Name,E-mail\nA,a@b.example,more\n")
    assert reading.contacts[0].extra == (("Column 3", "more"),)
    assert "“Column 3”" in str(reading.problems[-1])


def test_two_readings_of_a_date_leave_it_as_it_stands() -> None:
    assert one("Name,Birthday\nA,5/6/1980\n").birthday == "5/6/1980"
    contacts = read_csv(b"Name,Birthday\nA,5/6/1980\nB,25/6/1980\n").contacts
    assert contacts[0].birthday == "1980-06-05"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("31.1.1972", "1972-01-31"),
        ("3 March 1980", "1980-03-03"),
        ("Mar 3, 1980", "1980-03-03"),
        ("0/0/00", ""),
        ("soon", "soon"),
        ("1980/12/31", "1980-12-31"),
        ("19801231", "1980-12-31"),
    ],
)
def test_dates_are_read_where_they_are_dates(written: str, read: str) -> None:
    assert dates.read(written) == read


def test_with_a_mapping_nothing_is_guessed() -> None:
    said = instructions(
        b'{"encoding":"windows-1252","delimiter":";","header_row":2,'
        b'"mapping":{"A":"family","B":"given","Mail":"emails","X":null}}'
    )
    reading = read_csv(
        "first line\nA;B;Mail;X;Phone\nSøn;Bo;b@s.example;x;123\n".encode("cp1252"), said
    )
    contact = reading.contacts[0]
    assert shown(contact) == {
        "name": "Bo Søn",
        "given": "Bo",
        "family": "Søn",
        "emails": ["b@s.example"],
    }
    assert contact.extra == (("Phone", "123"),)
    assert any("“Phone”" in str(problem) for problem in reading.problems)
    assert not any("“X”" in str(problem) for problem in reading.problems)


@pytest.mark.parametrize("first", ["0", "1"])
def test_a_mapping_may_number_the_columns_of_a_list_without_headings(first: str) -> None:
    start = int(first)
    said = Instructions({str(start): "name", str(start + 1): "phone"}, header_row=None)
    contact = one("John Doe,12345\n", said=said)
    assert (contact.name, contact.phones[0].value) == ("John Doe", "12345")


def test_a_mapping_that_does_not_fit_is_refused_in_words() -> None:
    for mapping in ({"None such": "name"}, {"A": "shoe size"}):
        with pytest.raises(FileTrouble, match="mapping names"):
            read_csv(b"A,B\n1,2\n", Instructions(dict(mapping)))
    with pytest.raises(FileTrouble, match="cannot be read"):
        instructions(b"[1]")


def test_too_many_columns_are_refused_in_words() -> None:
    with pytest.raises(FileTrouble, match="columns"):
        read_csv(b"a," * 16_000 + b"\n")


def test_nothing_and_headings_alone_are_told() -> None:
    for data in (b"", b"Name,E-mail\n"):
        assert "no rows" in str(read_csv(data).problems[-1])


@pytest.mark.parametrize(
    "rows",
    [
        [["a", "b"], ["1", 'ha "ha" ha'], ["3", "4"]],
        [["a", "b", "c"], ["Once upon \na time", "5", "6"]],
        [["key", "val"], ["1", '{"type": "Point", "coordinates": [102.0, 0.5]}']],
        [["a", "b", "c"], ["1", "", ""], ["2", "3", "ʤ"]],
    ],
)
def test_hard_tables_are_cut_as_they_were_meant(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    table = read_table(stream.getvalue().encode())
    assert [list(row) for row in table.rows] == rows


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6))
def test_no_cell_is_lost_whatever_the_table(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    data = stream.getvalue().encode()
    table = read_table(data, encoding="utf-8", delimiter=",")
    assert list(map(list, table.rows)) == [row for row in rows if any(row)]


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_of_tables_fall(data: bytes) -> None:
    for contact in read_csv(data).contacts:
        contact.shown()


def test_a_mapping_may_tell_columns_of_one_heading_apart() -> None:
    text = "First,Mail,Mail\nAna,a@x.example,b@x.example\n"
    for key in ("Mail.1", "Mail (2)", "Mail_2"):
        said = Instructions({"First": "given", "Mail": "emails", key: "note"})
        contact = one(text, said=said)
        assert ([email.value for email in contact.emails], contact.note) == (
            ["a@x.example"],
            "b@x.example",
        )
    together = one(text, said=Instructions({"First": "given", "Mail": "emails"}))
    assert [email.value for email in together.emails] == ["a@x.example", "b@x.example"]


@pytest.mark.parametrize(
    ("mapping", "header_row"),
    [
        ({"1": "given", "2": "family"}, None),
        ({"0": "given", "1": "family"}, False),
        ({"0": "given", "1": "family"}, 0),
        ({"A": "given", "B": "family"}, None),
        ({"Column 1": "given", "col2": "family"}, None),
        ({"1": "given", "2": "family"}, "found"),
        (["given", "family"], None),
    ],
)
def test_columns_without_headings_are_named_by_number_or_letter(
    mapping: object, header_row: object
) -> None:
    said = instructions(json.dumps({"mapping": mapping, "header_row": header_row}).encode())
    found = read_csv(b"Ana,Sen\nBo,Lee\n", said).contacts
    assert [(c.given, c.family) for c in found] == [("Ana", "Sen"), ("Bo", "Lee")]


@pytest.mark.parametrize("header_row", [0, 1, True, "found", None])
@pytest.mark.parametrize("keys", [("Given", "Nr"), ("a", "b")])
def test_the_row_that_holds_the_mapped_headings_is_the_row_of_headings(
    header_row: object, keys: tuple[str, str]
) -> None:
    mapping = dict(zip(keys, ("given", "family"), strict=True))
    said = instructions(json.dumps({"mapping": mapping, "header_row": header_row}).encode())
    if header_row is None and keys == ("a", "b"):
        return  # letters name columns where there is said to be no row of headings
    found = read_csv(f"{keys[0]},{keys[1]}\nAna,Sen\n".encode(), said).contacts
    assert [(c.given, c.family) for c in found] == [("Ana", "Sen")]


def test_encodings_and_delimiters_may_be_called_as_spreadsheets_call_them() -> None:
    said = instructions(
        b'{"encoding": "ANSI", "delimiter": "tab", "mapping": {"V": "given", "N": "family"}}'
    )
    assert one("V\tN\nS\u00f8ren\tM\u00fcller\n", "cp1252", said).family == "M\u00fcller"


@pytest.mark.parametrize(
    ("text", "rows", "told"),
    [
        ('n,p\n"Ana,1\nBo,2\n"Cy",3\n', [("Ana", "1"), ("Bo", "2"), ("Cy", "3")], [2]),
        ('n,p\n"Ana,1\nBo,2\n', [("Ana", "1"), ("Bo", "2")], [2]),
        ('n,p\n"A ""a"" B",1\n', [('A "a" B', "1")], []),
        ('n,p\n"A "a" B",1\n5" x,2\n', [('A "a" B', "1"), ('5" x', "2")], []),
        ('n,p\n"A" B,1\n', [('"A" B', "1")], []),
        ('n, "p, q"\n1, "2, 3"\n', [("1", "2, 3")], []),
        ('n,p\n"A \\"a\\", B",1\n', [('A "a", B', "1")], []),
        ('n,p\n"A\nB",1\nC,2\n', [("A\nB", "1"), ("C", "2")], []),
    ],
)
def test_quotes_in_odd_places_swallow_no_row(
    text: str, rows: list[tuple[str, ...]], told: list[int]
) -> None:
    table = read_table(text.encode())
    assert (table.rows[1:], [problem.line for problem in table.problems]) == (rows, told)


def test_what_a_list_says_about_itself_is_no_person_and_is_told() -> None:
    text = (
        "Members 2026,,\n"
        "Sl. No.,Name,Phone\n"
        "1,Ana Sen,+31 15 1234567\n"
        "Sl. No.,Name,Phone\n"
        "2,Total Gas,+31 15 1234568\n"
        "3,Bo Lee,\n"
        "Total: 3,,\n"
    )
    reading = read_csv(text.encode())
    assert [contact.name for contact in reading.contacts] == ["Ana Sen", "Total Gas", "Bo Lee"]
    assert [contact.extra for contact in reading.contacts] == [(), (), ()]
    assert [(problem.line, str(problem.text)[:20]) for problem in reading.problems] == [
        (1, "Stands above the hea"),
        (0, "The column “Sl. No.”"),
        (4, "The headings stand h"),
        (7, "This row adds up the"),
    ]


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("+31 15 1234567; +31 15 1234568", ["+31 15 1234567", "+31 15 1234568"]),
        ("01711000001, 01711000002", ["01711000001", "01711000002"]),
        ("01711000001/01711000002", ["01711000001", "01711000002"]),
        ("02-9876543/44", ["02-9876543/44"]),
        ("+31 (0)15/278 1234", ["+31 (0)15/278 1234"]),
        ("+31 15 1234567, ext 5", ["+31 15 1234567, ext 5"]),
    ],
)
def test_several_phones_of_a_cell_are_several(cell: str, phones: list[str]) -> None:
    contact = one(f'Name;Phone\nAna;"{cell}"\n')
    assert [phone.value for phone in contact.phones] == phones


def test_several_links_and_addresses_of_a_cell_are_several() -> None:
    contact = one(
        'Name,Web,Mail\nAna,"http://a.example; www.b.example","a@x.example; Bo <b@x.example>"\n'
    )
    assert [url.value for url in contact.urls] == ["http://a.example", "www.b.example"]
    assert [email.value for email in contact.emails] == ["a@x.example", "b@x.example"]


def test_labels_stand_before_what_they_are_for() -> None:
    contact = one(
        "Name,Address 1 - Type,Address 1 - Formatted,Address 1 - City,IM 1 - Type,IM 1 - Service,"
        "IM 1 - Value,E-mail Address,E-mail Type\nAna,Work,Delft NL,Delft,* Home,Skype,ana,"
        "a@x.example,SMTP\n"
    )
    assert contact.addresses == (Address(city="Delft", label="work"),)
    assert contact.messengers == (Labelled("ana", "home", preferred=True),)
    assert contact.emails == (Labelled("a@x.example"),)
    assert ("E-mail Type", "SMTP") in contact.extra


def test_the_code_page_is_the_one_whose_headings_are_known() -> None:
    contact = one("Jméno;Příjmení;E-mail\nŘehoř;Žižka;r@x.example\n", "cp1250")
    assert (contact.given, contact.family) == ("Řehoř", "Žižka")


def test_phones_that_a_spreadsheet_shortened_are_told() -> None:
    reading = read_csv(b"Name,Phone\nAna,8.80171E+12\nBo,+31 15 1234567\n")
    assert [str(problem)[:34] for problem in reading.problems] == [
        "1 phone was shortened by a spreads"
    ]


def test_the_positions_of_a_list_without_headings_are_known_by_their_words() -> None:
    text = (
        "Kamal Hossain,Padma Soft Ltd,CTO,k@p.example\n"
        "Nusrat Jahan,Jamuna Ltd,Director,n@j.example\n"
    )
    found = read_csv(text.encode()).contacts
    assert [(c.name, c.org, c.title) for c in found] == [
        ("Kamal Hossain", "Padma Soft Ltd", "CTO"),
        ("Nusrat Jahan", "Jamuna Ltd", "Director"),
    ]


def test_headings_said_to_stand_below_the_file_are_refused() -> None:
    with pytest.raises(FileTrouble, match="row 9"):
        read_csv(b"a\nb\n", Instructions({"1": "name"}, header_row=9))


def test_a_second_name_column_adds_to_no_name() -> None:
    contact = one("Company,Contact 1 Name,Contact 2 Name,নাম\nFirm,Ana,Bo,আনা\n")
    assert (contact.name, contact.nickname) == ("Ana", "আনা")
    assert contact.extra == (("Contact 2 Name", "Bo"),)


def test_the_delimiter_of_rows_given_back_stands_before_the_reason() -> None:
    table = read_table(b'"a, b, c"\t"Not imported because"\r\n"1, 2, 3"\t"why"\r\n')
    assert table.rows == [("a, b, c", "Not imported because"), ("1, 2, 3", "why")]
    assert read_table(b"a,Not imported because\n1;2,why\n").delimiter == ","
