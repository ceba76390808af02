"""Cards in the manner of phones and programs met in the wild, each with what a person reads."""

import base64
import hashlib
from typing import Any

import pytest
from msgspec.structs import replace

from desk_app.exchange.cards import read_cards
from desk_app.exchange.cardwriting import Version, write_cards

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256))
BASE64 = base64.b64encode(PICTURE).decode()


def lines(text: str, *, end: str = "\r\n", page: str = "utf-8") -> bytes:
    """Return the lines of a text as the bytes of a file."""
    return end.join([*text.strip("\n").split("\n"), ""]).encode(page)


def qp(text: str, page: str = "utf-8") -> str:
    return "".join(f"={byte:02X}" for byte in text.encode(page))


CARDS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "Android writes Bangla names in quoted-printable": (
        lines(f"""
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp("খাতুন")};{qp("রহিমা")};;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp("রহিমা")}=20=
{qp("খাতুন")}
TEL;CELL;PREF:+8801711000001
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Rima;1;;;;;;;;;;;;;
END:VCARD
"""),
        {
            "name": "রহিমা খাতুন",
            "given": "রহিমা",
            "family": "খাতুন",
            "phones": ["+8801711000001"],
        },
    ),
    "Nokia counts bytes with 8BIT and folds a picture": (
        lines(f"""
BEGIN:VCARD
VERSION:2.1
REV:20080424T195243Z
N;ENCODING=8BIT;CHARSET=UTF-8:Müller;Jörg
TEL;CELL;ENCODING=8BIT:+4917012345678
X-CLASS:private
PHOTO;ENCODING=BASE64;TYPE=JPEG:
    {BASE64[:70]}
    {BASE64[70:200]}
    {BASE64[200:]}

END:VCARD
"""),
        {
            "name": "Jörg Müller",
            "family": "Müller",
            "phones": ["+4917012345678"],
            "photo_sha256": hashlib.sha256(PICTURE).hexdigest(),
        },
    ),
    "Sony Ericsson leaves the first name to quoted-printable": (
        lines("""
BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Bj=C3=B6rk;G=C3=BCnther;;Dr.
TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gesch=C3=A4ftsf=C3=BChrer
ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:B=C3=A4r=3B S=C3=B6hne;Lager
TEL;CELL:+46701234567
X-IRMC-LUID:0002000000A1
END:VCARD
"""),
        {"name": "Dr. Günther Björk", "org": "Bär; Söhne", "title": "Geschäftsführer"},
    ),
    "Samsung forgets to say quoted-printable": (
        lines("""
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8:=EA=B9=80;=EC=B2=A0=EC=88=98;;;
FN;CHARSET=UTF-8:=EA=B9=80=EC=B2=A0=EC=88=98
TEL;CELL:010-1234-5678
END:VCARD
"""),
        {"name": "김철수", "family": "김", "given": "철수"},
    ),
    "an equals sign that is none of quoted-printable stays": (
        lines("""
BEGIN:VCARD
VERSION:3.0
FN:A=B Ltd
NOTE:x=10 and y=20\\, so x+y=30
URL:https://x.example/?a=C3&b=A9
END:VCARD
"""),
        {
            "name": "A=B Ltd",
            "note": "x=10 and y=20, so x+y=30",
            "urls": ["https://x.example/?a=C3&b=A9"],
        },
    ),
    "iCloud groups, escapes colons and names its networks": (
        lines("""
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iOS 17.4//EN
N:Alam;Nadia;;;
FN:Nadia Alam
ORG:Padma Labs;
item1.EMAIL;type=INTERNET;type=pref:nadia@padma.example
item1.X-ABLabel:_$!<Other>!$_
item2.URL;type=pref:http\\://padma.example/a
item2.X-ABLabel:_$!<HomePage>!$_
TEL;type=CELL;type=VOICE;type=pref:+1 (650) 555-0100
BDAY;X-APPLE-OMIT-YEAR=1604;VALUE=date:1604-03-22
X-SOCIALPROFILE;type=twitter:http://twitter.com/nadia
IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:nadia
END:VCARD
"""),
        {
            "org": "Padma Labs",
            "emails": ["nadia@padma.example"],
            "urls": ["http://padma.example/a"],
            "phones": ["+1 (650) 555-0100"],
            "bday": "--03-22",
        },
    ),
    "Outlook writes 2.1 in its code page and labels in quoted-printable": (
        lines(
            """
BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de:Jäger;Uwe
FN:Uwe Jäger
ORG:Möbel & Söhne, GmbH;Büro
TITLE:Geschäftsführer
TEL;WORK;VOICE:+49 (341) 123-456
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Stra=DFe 1=0D=0A=
04315 Leipzig
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
EMAIL;PREF;INTERNET:uwe@moebel.example
END:VCARD
""",
            page="cp1252",
        ),
        {
            "name": "Uwe Jäger",
            "org": "Möbel & Söhne, GmbH",
            "title": "Geschäftsführer",
            "emails": ["uwe@moebel.example"],
        },
    ),
    "Outlook in Russia says quoted-printable and no character set": (
        lines(f"""
BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE:{qp("Кузнецов", "cp1251")};{qp("Сергей", "cp1251")}
FN;ENCODING=QUOTED-PRINTABLE:{qp("Сергей Кузнецов", "cp1251")}
ORG;ENCODING=QUOTED-PRINTABLE:{qp("Газпромбанк", "cp1251")};{qp("Отдел", "cp1251")}
TEL;WORK;VOICE:+7 495 123-45-67
END:VCARD
"""),
        {"name": "Сергей Кузнецов", "family": "Кузнецов", "org": "Газпромбанк"},
    ),
    "Outlook for Mac writes UTF-16 without a mark and ends lines with CR": (
        lines(
            """
BEGIN:VCARD
VERSION:3.0
N:Ødegård;Åse;;;
FN:Åse Ødegård
NOTE:eins\\nzwei
END:VCARD
""",
            end="\r",
            page="utf-16-be",
        ),
        {"name": "Åse Ødegård", "note": "eins\nzwei"},
    ),
    "Lotus Notes puts several addresses on lines of their own": (
        lines("""
BEGIN:VCARD
VERSION:3.0
FN:Jane Roe
N:Roe;Jane;Q.;Ms.;
TITLE:Head\\, Exports
ORG:Acme\\, Inc.;Sales
EMAIL;TYPE=PREF,INTERNET:jane@acme.example
X-LOTUS-CHARSET:UTF-8
TEL;TYPE=WORK,VOICE:1-800-555-0100 x 12
UID:Jane Roe/Acme
END:VCARD
"""),
        {"title": "Head, Exports", "org": "Acme, Inc.", "phones": ["1-800-555-0100 x 12"]},
    ),
    "KAddressBook writes custom fields and a label with a comma": (
        lines("""
BEGIN:VCARD
VERSION:3.0
CLASS:PRIVATE
EMAIL;TYPE=PREF:k@kde.example
FN:Karl der Große
N:Große;Karl;von\\, zu;;
X-KADDRESSBOOK-X-Profession:Ingenieur
X-KADDRESSBOOK-BlogFeed:https://blog.example/feed
END:VCARD
"""),
        {"family": "Große", "given": "Karl", "emails": ["k@kde.example"]},
    ),
    "the FritzBox numbers its groups and writes vanity codes": (
        lines("""
BEGIN:VCARD
VERSION:3.0
PRODID:-//AVM//FRITZ!Box//DE
FN:Oma Erna
N:Erna;Oma;;;
TEL;TYPE=home;X-FB-QUICKDIAL=1;PREF=1:**701
TEL;TYPE=cell:0170/1234567
END:VCARD
"""),
        {"phones": ["**701", "0170/1234567"]},
    ),
    "RFC 2426 folds within a name and lists by commas": (
        lines("""
BEGIN:VCARD
VERSION:3.0
FN:Mr. John Q. Public\\, Esq.
N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.
ORG:ABC\\, Inc.;North American Division;Marketing
BDAY:1953-10-15T23:10:00Z
NOTE:This fax number is operational 0800 to 1715
  EST\\, Mon-Fri.
END:VCARD
"""),
        {
            "name": "Mr. John Q. Public, Esq.",
            "given": "John",
            "family": "Stevenson",
            "org": "ABC, Inc.",
            "bday": "1953-10-15",
            "note": "This fax number is operational 0800 to 1715 EST, Mon-Fri.",
        },
    ),
    "RFC 6350 writes phones as URIs and groups by ALTID": (
        lines("""
BEGIN:VCARD
VERSION:4.0
FN;ALTID=1;LANGUAGE=en:Rahima Khatun
FN;ALTID=1;LANGUAGE=bn:রহিমা খাতুন
N;ALTID=1;LANGUAGE=en:Khatun;Rahima;;;
N;ALTID=1;LANGUAGE=bn:খাতুন;রহিমা;;;
BDAY:--0412
TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-555-555-5555
EMAIL;TYPE=work;PREF=1:rahima@x.example
ORG;TYPE=work;SORT-AS="Viagenie":Viagénie
KIND:individual
END:VCARD
"""),
        {
            "name": "Rahima Khatun",
            "given": "Rahima",
            "bday": "--04-12",
            "phones": ["+1-555-555-5555"],
            "org": "Viagénie",
        },
    ),
    "Shift_JIS has backslashes within its characters": (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS:\x95\x5c;\x83\x5c\x83\x6a\x81\x5b;;;\r\n"
        b"ORG;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=83\\=83j=81[;=89c=8B=C6=95=94\r\n"
        b"TEL;CELL:09012345678\r\nEND:VCARD\r\n",
        {"family": "表", "given": "ソニー", "org": "ソニー", "phones": ["09012345678"]},
    ),
    "an old phone writes ISO-2022-JP": (
        lines(
            """
BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-2022-JP:山田;太郎
TEL;HOME:0312345678
END:VCARD
""",
            page="iso2022_jp",
        ),
        {"family": "山田", "given": "太郎", "name": "太郎 山田"},
    ),
    "a Chinese phone says GB2312 and writes what only GBK has": (
        lines(
            """
BEGIN:VCARD
VERSION:2.1
N;CHARSET=GB2312:朱;镕基
FN;CHARSET=GB2312:朱镕基
END:VCARD
""",
            page="gbk",
        ),
        {"name": "朱镕基", "family": "朱", "given": "镕基"},
    ),
    "a stated Latin-1 that is UTF-8 is read as UTF-8": (
        lines("""
BEGIN:VCARD
VERSION:3.0
FN;CHARSET=ISO-8859-1:Zoë Müller
N;CHARSET=iso-8859-1:Müller;Zoë;;;
END:VCARD
"""),
        {"name": "Zoë Müller", "family": "Müller"},
    ),
    "two files were put together without an end of line between them": (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:One\r\nEND:VCARD"
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Two\r\nEND:VCARD",
        {"name": "One"},
    ),
    "a text stands in base64": (
        lines(f"""
BEGIN:VCARD
VERSION:3.0
FN;ENCODING=b;CHARSET=UTF-8:{base64.b64encode("Łucja Żak".encode()).decode()}
NOTE;ENCODING=BASE64:{base64.b64encode(b"Met in Delft").decode()}
END:VCARD
"""),
        {"name": "Łucja Żak", "note": "Met in Delft"},
    ),
    "a soft break does not eat the end of the card": (
        lines("""
BEGIN:VCARD
VERSION:2.1
FN:One
NOTE;ENCODING=QUOTED-PRINTABLE:see a=
END:VCARD
BEGIN:VCARD
VERSION:2.1
FN:Two
END:VCARD
"""),
        {"name": "One", "note": "see a"},
    ),
    "a soft break is followed by blanks": (
        lines("""
BEGIN:VCARD
VERSION:2.1
FN:One
NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9 =  \n=C3=A0 Delft
TEL:12345
END:VCARD
"""),
        {"note": "café à Delft", "phones": ["12345"]},
    ),
    "names in capitals are no matter": (
        lines("""
begin:vcard
version:3.0
fn:lower case
n:case;lower;;;
email;type=internet:a@b.example
tel;type=cell:+31 6 1234
end:vcard
"""),
        {"name": "lower case", "emails": ["a@b.example"], "phones": ["+31 6 1234"]},
    ),
    "a picture's address counts as no picture": (
        lines("""
BEGIN:VCARD
VERSION:3.0
FN:One
PHOTO;ENCODING=b;TYPE=JPEG:http://x.example/me.jpg
END:VCARD
"""),
        {"photo_sha256": ""},
    ),
    "a birthday is written without its zeros": (
        lines("BEGIN:VCARD\nVERSION:3.0\nFN:One\nBDAY:1980-3-5\nEND:VCARD\n"),
        {"bday": "1980-03-05"},
    ),
    "a birthday of noughts is none": (
        lines("BEGIN:VCARD\nVERSION:3.0\nFN:One\nBDAY:0000-00-00\nEND:VCARD\n"),
        {"bday": ""},
    ),
    "a delivery label is all that is said of the place": (
        lines(
            "BEGIN:VCARD\nVERSION:4.0\nFN:One\n"
            'ADR;LABEL="House 1\\nDhaka":;;;;;;\nTEL:12345\nEND:VCARD\n'
        ),
        {"phones": ["12345"]},
    ),
    "comments stand between the lines of an old card": (
        lines("""
BEGIN:vCard
VERSION:2.1
UID:357
N:;Conference Call
# not a line
NOTE;ENCODING=QUOTED-PRINTABLE:a sharp (->=
#<- sharp) example
TEL;WORK;VOICE;MSG:+1 (919) 555-1234
END:vCard
"""),
        {
            "name": "Conference Call",
            "given": "Conference Call",
            "note": "a sharp (->#<- sharp) example",
            "phones": ["+1 (919) 555-1234"],
        },
    ),
    "semicolons are escaped in an old card": (
        lines("""
BEGIN:VCARD
VERSION:2.1
N:Gump\\;Sr;Forrest;Hoge;Pos;Tao
ORG:Shrimp Co.;Sales Dept.\\;Manager;Keeper
TITLE:Shrimp\\, Man
NOTE:C:\\Users\\forrest
END:VCARD
"""),
        {
            "name": "Pos Forrest Hoge Gump;Sr Tao",
            "family": "Gump;Sr",
            "org": "Shrimp Co.",
            "title": "Shrimp, Man",
            "note": "C:\\Users\\forrest",
        },
    ),
    "titles stand before organisations": (
        lines("""
BEGIN:VCARD
VERSION:2.1
FN:N
TITLE:Excellent Janitor
ORG:Company
TITLE:Ninja
ORG:Shadow
END:VCARD
"""),
        {"org": "Company", "title": "Excellent Janitor"},
    ),
    "Google writes phones in full and custom labels": (
        lines("""
BEGIN:VCARD
VERSION:3.0
FN:Md. Karim
N:Karim;Md.;;;
item1.EMAIL;TYPE=INTERNET:karim@x.example
item1.X-ABLabel:
TEL;TYPE=CELL:+880 1711-000001
TEL;TYPE=X-Foo:01711000002
item2.ADR:;;House 5\\nRoad 2\\, Gulshan;Dhaka;;1212;BD;House 5\\nDhaka
item2.X-ABLabel:
item3.ORG:Padma Soft
item3.X-ABLabel:
item4.TITLE:CEO
item4.X-ABLabel:
CATEGORIES:myContacts
END:VCARD
"""),
        {
            "phones": ["+880 1711-000001", "01711000002"],
            "org": "Padma Soft",
            "title": "CEO",
            "emails": ["karim@x.example"],
        },
    ),
    "Zimbra folds by 72 and names no types": (
        lines("""
BEGIN:VCARD
VERSION:3.0
FN:Long Name
N:Name;Long
NOTE:01234567890123456789012345678901234567890123456789012345678901234
 5678 word
 s apart
EMAIL;TYPE=internet:a-very-long-address-that-is-folded@department.example.c
 om
END:VCARD
"""),
        {
            "note": "01234567890123456789012345678901234567890123456789012345678901234"
            "5678 words apart",
            "emails": ["a-very-long-address-that-is-folded@department.example.com"],
        },
    ),
    "eM Client and ownCloud quote their types": (
        lines("""
BEGIN:VCARD
VERSION:3.0
PRODID:-//ownCloud//NONSGML Contacts 0.3//EN
FN:Cloud User
N:User;Cloud;;;
TEL;TYPE="CELL,VOICE":+49 160 1
EMAIL;TYPE="INTERNET,WORK":cloud@x.example
BDAY;VALUE=DATE:19700101
IMPP;X-SERVICE-TYPE=jabber:xmpp:cloud@x.example
END:VCARD
"""),
        {"phones": ["+49 160 1"], "emails": ["cloud@x.example"], "bday": "1970-01-01"},
    ),
    "a phone writes a line as one vCard after CR CR LF": (
        lines("BEGIN:VCARD\nVERSION:3.0\nN:a;b;;;\nNOTE:x\n  y\nEND:VCARD\n", end="\r\r\n"),
        {"name": "b a", "note": "x y"},
    ),
    "empty fields say nothing": (
        lines("""
BEGIN:VCARD
VERSION:2.1
N:;;;;
FN:
ORG:;
TITLE:
TEL;CELL:
EMAIL:
URL:
BDAY:
NOTE:
ADR:;;;;;;
PHOTO:
END:VCARD
"""),
        {
            **dict.fromkeys(("name", "given", "family", "org", "title", "note", "bday"), ""),
            "emails": [],
            "phones": [],
            "urls": [],
            "photo_sha256": "",
        },
    ),
    "an address is wrapped as a mail program shows it": (
        lines(
            'BEGIN:VCARD\nVERSION:3.0\nFN:A\nEMAIL:"Sen, A" <a@x.example>\n'
            "EMAIL:<b@x.example>\nEMAIL:mailto:c@x.example?subject=x\nEND:VCARD\n"
        ),
        {"emails": ["a@x.example", "b@x.example", "c@x.example"]},
    ),
    "parameters hold colons and semicolons in quotes": (
        lines(
            'BEGIN:VCARD\nVERSION:4.0\nFN;X-A="a:b;c":Quoted\n'
            'TEL;TYPE="cell";X-N="^\'x^\'":123\nEND:VCARD\n'
        ),
        {"name": "Quoted", "phones": ["123"]},
    ),
    "a quotation mark in a parameter is never closed": (
        lines('BEGIN:VCARD\nVERSION:3.0\nFN;X-A="b:Open\nTEL;TYPE="work:123\nEND:VCARD\n'),
        {"name": "Open", "phones": ["123"]},
    ),
    "signs beyond the first plane come through": (
        lines(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Nadia 😀 👩‍💻\nN:😀;Nadia;;;\nEND:VCARD\n", page="utf-16"
        ),
        {"name": "Nadia 😀 👩‍💻", "family": "😀"},
    ),
    "a character is folded through the middle": (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bj\xc3\r\n \xb6rn\r\nEND:VCARD\r\n",
        {"name": "Björn"},
    ),
    "tabs fold and blanks follow the end": (
        b"BEGIN:VCARD\r\n VERSION:3.0\r\nFN:Two\r\n\t words\r\nEND:VCARD  \r\n",
        {"name": "Two words"},
    ),
    "a card is indented throughout": (
        b"\n    BEGIN:VCARD\n    VERSION:3.0\n    FN:Two\n      words\n    END:VCARD\n",
        {"name": "Two words"},
    ),
    "a date of birth comes with its time and zone": (
        lines("BEGIN:VCARD\nVERSION:3.0\nFN:A\nBDAY:19531015T231000+0600\nEND:VCARD\n"),
        {"bday": "1953-10-15"},
    ),
    "an old picture is said to be a link in one word": (
        lines("BEGIN:VCARD\nVERSION:2.1\nFN:A\nPHOTO;URL;GIF:http://x.example/a.gif\nEND:VCARD\n"),
        {"photo_sha256": ""},
    ),
    "a picture's base64 goes on without a blank before it or a word of it": (
        lines(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:A\nPHOTO:{BASE64[:76]}\n{BASE64[76:152]}\n"
            f"{BASE64[152:]}\nTEL:123\nEND:VCARD\n"
        ),
        {"photo_sha256": hashlib.sha256(PICTURE).hexdigest(), "phones": ["123"]},
    ),
}


@pytest.mark.parametrize("manner", CARDS)
def test_a_card_is_read_as_a_person_reads_it(manner: str) -> None:
    data, expected = CARDS[manner]
    shown = read_cards(data).contacts[0].shown()
    assert {field: shown[field] for field in expected} == expected


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("manner", CARDS)
def test_what_is_read_is_written_and_read_the_same(manner: str, version: Version) -> None:
    read = read_cards(CARDS[manner][0]).contacts
    again = read_cards(write_cards(read, version))
    assert again.problems == ()
    for before, after in zip(read, again.contacts, strict=True):
        name = before.name or before.called() or "?"
        assert replace(after, line=0) == replace(before, line=0, name=name)
