"""Visiting cards as phones and programs of the last thirty years write them."""

import base64
import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.exchange.cards import read_cards
from desk_app.exchange.cardvalues import readable
from desk_app.exchange.cardwriting import write_cards
from desk_app.exchange.charsets import known
from desk_app.exchange.contacts import (
    Address,
    Contact,
    Employment,
    FileTrouble,
    Labelled,
    Property,
)
from desk_app.exchange.files import SIZE_LIMIT, contents, nature, refuse_if_huge

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256))


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> bytes:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def unfolded(data: bytes) -> bytes:
    return data.replace(b"\r\n ", b"")


def only(data: bytes) -> Contact:
    reading = read_cards(data)
    assert len(reading.contacts) == 1, reading.problems
    return reading.contacts[0]


def test_a_card_gives_what_a_person_reads_on_it() -> None:
    contact = only(
        card(
            "FN:Dr. Rahima Khatun",
            "N:Khatun;Rahima;;Dr.;",
            "ORG:Padma Soft\\, Ltd.;Exports",
            "TITLE:Director",
            "EMAIL;TYPE=WORK:rahima@padma.example",
            "TEL;TYPE=CELL:+880 1700-000001",
            "URL:http\\://padma.example",
            "NOTE:Met in Delft.\\nSpeaks Dutch\\; and French.",
            "BDAY:19800322",
        )
    )
    assert contact.shown() == {
        "name": "Dr. Rahima Khatun",
        "given": "Rahima",
        "family": "Khatun",
        "emails": ["rahima@padma.example"],
        "phones": ["+880 1700-000001"],
        "org": "Padma Soft, Ltd.",
        "title": "Director",
        "note": "Met in Delft.\nSpeaks Dutch; and French.",
        "bday": "1980-03-22",
        "urls": ["http://padma.example"],
        "photo_sha256": "",
    }


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_any_line_end_will_do(end: str) -> None:
    contact = only(card("FN:Karim", "NOTE:one", "  two", "TEL:12345", end=end))
    assert (contact.name, contact.note, contact.phones[0].value) == ("Karim", "one two", "12345")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    data = card("FN:রহিমা খাতুন", "N:খাতুন;রহিমা;;;").decode().encode(encoding)
    assert only(data).shown()["family"] == "খাতুন"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("cp1252", "Søren Nüßlebaum"),
        ("cp1251", "Віталій Шевченко"),
        ("cp1253", "Ευάγγελος Παπαδάκης"),
        ("cp1255", "אפרים כהן"),
        ("cp1250", "Łukasz Wiśniewski"),
        ("cp932", "山田 太郎さん"),
    ],
)
def test_an_unstated_code_page_is_found_from_three_words(page: str, name: str) -> None:
    assert only(card(f"FN:{name}", version="2.1").decode().encode(page)).name == name


def test_each_line_may_state_its_own_character_set() -> None:
    data = card("FN;CHARSET=SHIFT_JIS:@", "NOTE;CHARSET=WINDOWS-1251:#", version="2.1")
    data = data.replace(b"@", "表示名".encode("cp932")).replace(b"#", "Привет".encode("cp1251"))
    contact = only(data)
    assert (contact.name, contact.note) == ("表示名", "Привет")


def test_an_unknown_character_set_is_told_and_the_text_kept() -> None:
    reading = read_cards(card("FN;CHARSET=Klingon:Kahn"))
    assert reading.contacts[0].name == "Kahn"
    assert str(reading.problems[0]) == "Line 3: Nobody knows the character set “Klingon”."


@pytest.mark.parametrize("odd", ["idna", "punycode", "rot13", "zip", "undefined", "", "utf-16"])
def test_what_python_calls_a_codec_is_no_character_set_by_that(odd: str) -> None:
    data = card(f"FN;CHARSET={odd}:@", "TEL:12345").replace(b"@", b"\xff\x80\xfe")
    assert only(data).phones


@pytest.mark.parametrize(
    ("version", "written", "meant"),
    [
        ("3.0", r"a\;b\, c\\d\:e\"f", r'a;b, c\d:e"f'),
        ("3.0", r"one\ntwo\Nthree", "one\ntwo\nthree"),
        ("3.0", r"D:\data\files", r"D:\data\files"),
        ("2.1", r"Padma\, Ltd\; Co", "Padma, Ltd; Co"),
        ("2.1", r"A;B\C\;D:E\\", r"A;B\C\;D:E\\"),
        ("2.1", r"one; two\nthree\, four", "one; two\nthree, four"),
    ],
)
def test_a_backslash_is_read_as_its_writer_meant_it(
    version: str, written: str, meant: str
) -> None:
    assert only(card(f"NOTE:{written}", version=version)).note == meant


def test_a_soft_break_wins_over_folding() -> None:
    contact = only(
        card(
            "FN:A",
            "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 and=",
            " more=0D=0Alast",
            "TEL;CELL:123456",
            version="2.1",
        )
    )
    assert contact.note == "café and more\nlast"
    assert contact.phones == (Labelled("123456", "cell"),)


def test_quoted_printable_names_are_split_before_they_are_decoded() -> None:
    line = "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=3BX;Ana;;;"
    contact = only(card(line, version="2.1"))
    assert (contact.family, contact.given, contact.name) == ("Ñ;X", "Ana", "Ana Ñ;X")


@pytest.mark.parametrize(
    "lines",
    [
        [f"PHOTO;ENCODING=b;TYPE=JPEG:{base64.b64encode(PICTURE).decode()}"],
        [f"PHOTO:data:image/jpeg;base64,{base64.b64encode(PICTURE).decode()}"],
        [f"PHOTO;VALUE=uri:data:image/jpeg;base64\\,{base64.b64encode(PICTURE).decode()}"],
        ["PHOTO;BASE64:", "  " + base64.b64encode(PICTURE).decode(), ""],
        ["PHOTO;JPEG;ENCODING=BASE64:", *base64.encodebytes(PICTURE).decode().split(), ""],
        [f"PHOTO:{base64.b64encode(PICTURE).decode()}"],
        [f"PHOTO;ENCODING=b:{base64.urlsafe_b64encode(PICTURE).decode().rstrip('=')}"],
        ["PHOTO;ENCODING=b:" + base64.encodebytes(PICTURE).decode().replace("\n", "\\n")],
    ],
)
def test_a_picture_comes_in_however_it_is_wrapped(lines: list[str]) -> None:
    contact = only(card("FN:A", *lines, "TEL:12345"))
    assert contact.photo == PICTURE
    assert contact.shown()["photo_sha256"] == hashlib.sha256(PICTURE).hexdigest()
    assert [phone.value for phone in contact.phones] == ["12345"]


def test_a_link_to_a_picture_is_kept_and_not_followed() -> None:
    contact = only(card("PHOTO;VALUE=URL;TYPE=GIF:http://127.0.0.1:9/me.gif"))
    assert (contact.photo, contact.photo_link) == (b"", "http://127.0.0.1:9/me.gif")


def test_a_damaged_picture_is_told_with_its_line_and_the_card_kept() -> None:
    reading = read_cards(card("FN:A", "PHOTO;ENCODING=b:/9j/4A...", "TEL:12345"))
    assert reading.contacts[0].phones
    assert str(reading.problems[0]) == "Line 4: The picture is damaged; it is left out."


def test_groups_carry_the_labels_of_apple() -> None:
    contact = only(
        card("item1.TEL:123456", "item1.X-ABLabel:_$!<Assistant>!$_", "item2.TEL:77777")
    )
    assert contact.phones == (Labelled("123456", "Assistant"), Labelled("77777"))


def test_several_organisations_pair_with_their_titles_in_order() -> None:
    lines = ["ORG:Company", "TITLE:Engineer", "ORG:Mystery;Unit", "TITLE:Blogger", "TITLE:Poet"]
    assert only(card(*lines)).employments == (
        Employment("Company", (), "Engineer"),
        Employment("Mystery", ("Unit",), "Blogger"),
        Employment("", (), "Poet"),
    )


def test_titles_are_of_the_organisation_of_their_group() -> None:
    lines = ("a.ORG:One", "b.ORG:Two", "b.TITLE:Head", "TITLE:Clerk", "c.ROLE:Poet")
    assert only(card(*lines)).employments == (
        Employment("One", (), "Clerk", "Poet"),
        Employment("Two", (), "Head"),
    )


def test_uris_of_phones_and_mail_are_unwrapped() -> None:
    contact = only(
        card(
            'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-555-5555;ext=5555',
            "TEL:sip:a@b.example",
            "EMAIL:mailto:a@b.example",
            version="4.0",
        )
    )
    assert [phone.value for phone in contact.phones] == [
        "+1-555-555-5555 ext. 5555",
        "sip:a@b.example",
    ]
    assert contact.emails == (Labelled("a@b.example"),)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("BDAY:1996-04-15T00:00:00Z", "1996-04-15"),
        ("BDAY:--0203", "--02-03"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-24", "--12-24"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
        ("BDAY:19723101", "19723101"),
    ],
)
def test_a_birthday_is_a_date_where_it_is_one(written: str, read: str) -> None:
    assert only(card(written)).birthday == read


def test_a_card_without_version_name_or_end_still_comes_in() -> None:
    reading = read_cards(b"begin:vcard\nn:Ando;Roid\nemail;internet:a@b.example\n")
    assert reading.contacts[0].shown()["name"] == "Roid Ando"
    assert reading.problems[0].text == "The file ends before this card does."


@pytest.mark.parametrize(
    "begin", [["AGENT:BEGIN:VCARD"], ["AGENT:", "BEGIN:VCARD"], ["item1.AGENT:", "BEGIN:VCARD"]]
)
def test_a_card_within_a_card_is_kept_with_it_and_does_not_mix(begin: list[str]) -> None:
    lines = ["FN:John", *begin, "VERSION:2.1", "FN:Jane;Ms\\, B.", "END:VCARD", "TEL:12345"]
    reading = read_cards(card(*lines, version="2.1"))
    assert [contact.name for contact in reading.contacts] == ["John"]
    assert reading.contacts[0].phones
    (kept,) = reading.contacts[0].others
    assert (kept.name, reading.problems[0].line) == ("AGENT", 3 + len(begin))
    within = only(readable(kept.value).encode())
    assert within.name == "Jane;Ms, B."
    assert f"AGENT:{kept.value}\r\n".encode() in unfolded(write_cards(reading.contacts, "3.0"))


def test_a_card_within_a_card_may_be_folded_line_by_line() -> None:
    lines = ["AGENT:BEGIN:VCARD", " FN:Jane", " NOTE:a", "  b\\,c", " END:VCARD", "TEL:12345"]
    contact = only(card(*lines))
    within = only(readable(contact.others[0].value).encode())
    assert (within.name, within.note) == ("Jane", "ab,c")
    assert contact.phones


def test_cards_deep_in_cards_and_cards_without_end_are_told() -> None:
    lines = ["AGENT:BEGIN:VCARD", "FN:A", "AGENT:BEGIN:VCARD", "FN:B", "AGENT:BEGIN:VCARD"]
    reading = read_cards(b"BEGIN:VCARD\nFN:Outer\n" + "\n".join(lines).encode())
    assert [contact.name for contact in reading.contacts] == ["Outer"]
    assert [str(problem) for problem in reading.problems] == [
        "Line 1: The file ends before this card does.",
        "Line 3: A card within this card is kept with it; it does not come in.",
        "Line 5: A card deep within other cards is left out.",
        "Line 7: A card deep within other cards is left out.",
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\n\n", b"\r\n\xef\xbb\xbf"])
def test_files_put_together_are_parted_again(mark: bytes) -> None:
    data = card("FN:One").rstrip() + mark + card("FN:Two")
    assert [contact.name for contact in read_cards(data).contacts] == ["One", "Two"]
    assert read_cards(data).problems == ()


def test_further_names_are_other_names() -> None:
    contact = only(
        card(
            "FN;ALTID=1;LANGUAGE=en:Rahima Khatun",
            "FN;ALTID=1;LANGUAGE=bn:রহিমা খাতুন",
            "N;ALTID=1:Khatun;Rahima;;;",
            "N;ALTID=1:Begum;Rahima;;;",
            "NICKNAME:Rima,Rimu",
        )
    )
    assert (contact.name, contact.family) == ("Rahima Khatun", "Khatun")
    assert contact.nickname == "Rima, Rimu, রহিমা খাতুন, Rahima Begum"


def test_what_there_can_be_one_of_is_told_when_there_are_more() -> None:
    photo = base64.b64encode(PICTURE).decode()
    reading = read_cards(
        card(
            *("FN:A", "BDAY:1980-03-22", "BDAY:19800322", "BDAY:1990-01-01", "UID:a", "UID:b"),
            *(f"PHOTO;ENCODING=b:{photo}", "PHOTO;ENCODING=b:/9j/4AAQ", "BEGIN:VEVENT"),
        )
    )
    assert [str(problem) for problem in reading.problems] == [
        "Line 6: “1990-01-01” is a further BDAY; it is left out.",
        "Line 8: “b” is a further UID; it is left out.",
        "Line 10: A further picture is left out.",
        "Line 11: “BEGIN:VEVENT” is no line of a card; it is left out.",
    ]


def test_a_delivery_label_is_kept_where_it_says_more() -> None:
    contact = only(
        card(
            'ADR;TYPE=home;LABEL="Weg 1\\nKöln":;;Weg 1;Köln;;;',
            'ADR;TYPE=work;LABEL="c/o Ali, Weg 1":;;Weg 1;;;;',
            'ADR;LABEL="House 1\\nDhaka":;;;;;;',
            version="4.0",
        )
    )
    assert contact.addresses == (
        Address(street="Weg 1", city="Köln", label="home"),
        Address(street="Weg 1", label="work"),
        Address(street="House 1\nDhaka"),
    )
    assert contact.others == (Property("LABEL", "c/o Ali\\, Weg 1", (("TYPE", "work"),)),)


def test_messengers_keep_their_networks() -> None:
    lines = ("X-SKYPE:a", "IMPP;X-SERVICE-TYPE=Facebook;type=HOME:xmpp:b", "IMPP:sip:c")
    contact = only(card(*lines))
    assert [item.label for item in contact.messengers] == ["skype", "facebook", "impp"]
    assert only(write_cards([contact])).messengers == contact.messengers


def test_a_group_may_say_what_a_phone_is_for() -> None:
    contact = only(card("WORK.TEL;TYPE=voice:12345", "HOME.TEL;TYPE=home:6789"))
    assert [phone.label for phone in contact.phones] == ["work", "home"]


def test_words_without_a_name_are_what_they_mean() -> None:
    contact = only(card("TEL;WORK;VOICE;utf-8;8BIT;de-DE;INLINE:1234", version="2.1"))
    assert contact.phones == (Labelled("1234", "work"),)


def test_lines_that_are_none_are_told() -> None:
    reading = read_cards(b"hello\r\nthere\r\n" + card("FN:A", "this is no line"))
    assert [problem.line for problem in reading.problems] == [1, 6]


def test_a_group_is_told_to_be_none_of_one_person() -> None:
    reading = read_cards(card("FN:Family", "KIND:group", "MEMBER:urn:uuid:1"))
    assert [contact.name for contact in reading.contacts] == ["Family"]
    assert str(reading.problems[0]) == "Line 4: This card is of a group, not of one person."


def test_a_file_without_a_card_says_so() -> None:
    assert read_cards(b"").problems[0].text == "There is no visiting card in this file."


def test_unknown_properties_are_written_back_as_they_stood() -> None:
    line = 'X-DESK;TYPE=a;X-NOTE="b;c":one\\, two;three'
    contact = only(card("FN:A", line))
    assert line.encode() in write_cards([contact], "3.0")


def test_written_lines_are_short_and_never_cut_a_character() -> None:
    data = write_cards([Contact(name="রহিমা " * 60)], "4.0")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode("utf-8")


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=40
)
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=40)


BIRTHDAYS = st.one_of(
    st.dates().map(date.isoformat),
    st.dates().map(lambda day: f"--{day:%m-%d}"),
    st.sampled_from(["", "circa 1800", "1980-04", "2000-02-30", "1604-05-06"]),
)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    words = LINE | st.just("")
    jobs = [Employment(draw(LINE), (draw(LINE),), draw(words), draw(words)) for _ in range(3)]
    if title := draw(words):
        jobs.append(Employment(title=title, role=draw(words)))
    return Contact(
        name=draw(LINE),
        given=draw(LINE),
        family=draw(LINE),
        nickname=draw(LINE),
        emails=(Labelled("a@b.example", "work", preferred=True),),
        phones=(Labelled("+880 1700-000001", "cell, fax"), Labelled("123", "Own words")),
        employments=tuple(jobs),
        addresses=(Address(street=draw(LINE), city=draw(LINE), label="home"),),
        note=draw(TEXT).strip(),
        birthday=draw(BIRTHDAYS),
        urls=(Labelled("https://a.example/b?c=d,e;f"),),
        categories=(draw(LINE),),
        photo=draw(st.sampled_from([b"", PICTURE])),
        others=(Property("X-OTHER", "a\\,b", (("TYPE", draw(LINE).replace('"', "")),)),),
        line=1,
    )


@given(contacts(), st.sampled_from(["3.0", "4.0"]))
def test_what_is_written_is_read_back_the_same(contact: Contact, version: str) -> None:
    data = write_cards([contact], "3.0" if version == "3.0" else "4.0")
    assert only(data) == contact


ALPHABETS = {
    "utf-8": "রহিমা খাতুনé漢字😀:=,+AZ",
    "windows-1251": "Сергей Кузнецов№:=,+AZ",
    "shift_jis": "表ソ能予貼山田ｱﾝ:=,+AZ",
    "gbk": "镕朱基中国乙亂:=,+AZ",
    "big5": "功許蓋陳水扁:=,+AZ",
    "iso-2022-jp": "山田太郎さくら:=,+AZ",
}
"""Letters of some pages, those among them that end in the byte of a backslash."""


@st.composite
def stated(draw: st.DrawFn) -> tuple[str, str]:
    page = draw(st.sampled_from(sorted(ALPHABETS)))
    text = draw(st.text(ALPHABETS[page], min_size=1, max_size=40))
    return page, " ".join(text.split()) or "A"


@given(stated(), st.integers(2, 30))
def test_quoted_printable_in_any_stated_page_breaks_anywhere(
    said: tuple[str, str], width: int
) -> None:
    page, text = said
    quoted = "".join(f"={byte:02X}" for byte in text.encode(known(page)))
    pieces = [quoted[place : place + 3 * width] for place in range(0, len(quoted), 3 * width)]
    head = f"CHARSET={page};ENCODING=QUOTED-PRINTABLE"
    value = "=\r\n".join(pieces)
    contact = only(card(f"NOTE;{head}:{value}", f"N;{head}:{value};{value}", version="2.1"))
    assert (contact.note, contact.family, contact.given) == (text, text, text)


@given(stated())
def test_a_raw_text_in_any_stated_page_is_read(said: tuple[str, str]) -> None:
    page, text = said
    raw = text.encode(known(page))
    data = card(f"FN;CHARSET={page}:@", f"ORG;CHARSET={page}:@;@", version="2.1")
    contact = only(data.replace(b"@", raw))
    assert (contact.name, contact.employments) == (text, (Employment(text, (text,)),))


HOSTILE = st.lists(
    st.sampled_from(
        [
            b"BEGIN:VCARD",
            b"END:VCARD",
            b"VERSION:2.1",
            b"AGENT:",
            b"N;ENCODING=QUOTED-PRINTABLE:=",
            b"PHOTO;BASE64:",
            b"PHOTO:data:,",
            b'TEL;TYPE="',
            b"FN;CHARSET=punycode:\xff\x80",
            b"X;CHARSET=rot13:a",
            b"BDAY:0000-00-00",
            b";:;\\",
            b" \t",
            b"\x00",
            b"\r",
            b"\n",
            b"\r\r\n",
            b"=",
            b":",
        ]
    )
    | st.binary(max_size=20),
    max_size=30,
)


@given(HOSTILE)
def test_no_bytes_make_the_reader_fall(pieces: list[bytes]) -> None:
    for contact in read_cards(b"".join(pieces)).contacts:
        write_cards([contact])
        contact.shown()


@pytest.mark.parametrize(
    "before", [b"", b"\xef\xbb\xbf\r\n", b"# exported\n\n", b"Subject: cards\r\n\r\n  ", b"\x07\n"]
)
def test_a_file_of_cards_is_known_by_a_line_that_begins_one(before: bytes) -> None:
    data = before + card("FN:A")
    assert nature(data) == "vcard"
    assert nature(data.replace(b"\r\n", b"\r").replace(b"BEGIN:", b"begin: ")) == "vcard"
    assert nature(b"Name,Card\nA Sen,BEGIN:VCARD\n") == "table"


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileTrouble, match="not read"):
        refuse_if_huge(SIZE_LIMIT + 1)


def test_a_folder_a_missing_file_and_a_picture_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="folder"):
        contents(tmp_path)
    with pytest.raises(FileTrouble, match="no such file"):
        contents(tmp_path / "none.vcf")
    with pytest.raises(FileTrouble, match="JPEG"):
        nature(PICTURE)
