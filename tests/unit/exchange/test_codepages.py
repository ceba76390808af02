"""The code page of a card that does not name it, found from one name."""

import pytest

from desk_app.exchange.cards import read_cards

NAMES = {
    "cp1252": ["Jörg Müller", "Hélène Lefèvre", "Bjørn Åström", "João São", "Patrick O’Brien"],
    "cp1251": ["Віталій Шевченко", "Мария Петрова", "Никола Ђорђевић"],
    "koi8-r": ["Сергей Кузнецов"],
    "cp1253": ["Γιώργος Παπαδόπουλος"],
    "cp1254": ["Gülşen Öztürk", "Ayşe Doğan"],
    "cp1255": ["אפרים כהן"],
    "cp1256": ["محمد أحمد"],
    "cp874": ["สมชาย ใจดี"],
    "cp932": ["山田 太郎", "鈴木 さくら", "ヤマダ タロウ"],
    "euc_jp": ["鈴木 さくら"],
    "gbk": ["张 伟", "王 小明", "刘德华"],
    "big5": ["陳 水扁", "張惠妹"],
    "cp949": ["김 철수", "박지성", "삼성전자"],
    "cp850": ["Jörg Müller"],
    "cp866": ["Иван Петров"],
}
BESIDE = {
    "cp1250": ("Jiří Kovář", "TEL:+420 601 000 000"),
    "cp1257": ("Jānis Bērziņš", "EMAIL:janis@firma.lv"),
    "big5": ("台積電", "URL:https://www.firma.com.tw/x"),
    "euc_jp": ("山田 太郎", "TEL:0081-3-1234-5678"),
    "cp1252": ("Þóra Guðmundsdóttir", "EMAIL:thora@skrifstofa.is"),
}


def read(name: str, page: str, *beside: str) -> str:
    lines = ("BEGIN:VCARD", "VERSION:2.1", f"FN:{name}", *beside, "END:VCARD", "")
    return read_cards("\r\n".join(lines).encode(page)).contacts[0].name


@pytest.mark.parametrize(("page", "name"), [(page, n) for page in NAMES for n in NAMES[page]])
def test_a_name_alone_tells_its_page(page: str, name: str) -> None:
    assert read(name, page) == name


@pytest.mark.parametrize("page", BESIDE)
def test_a_domain_or_a_dialling_code_speaks_for_the_page_of_its_country(page: str) -> None:
    name, beside = BESIDE[page]
    assert read(name, page, beside) == name
