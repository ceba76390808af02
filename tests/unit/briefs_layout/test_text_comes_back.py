"""What is printed is found again, by every reader."""

import io

import pikepdf
import pytest

from desk_app.briefs.content import Brief, Bullets, Item, Paragraph, Span, plain
from desk_app.briefs.layout.document import pdf
from tests.support.briefs import PRINTED_AT, bangla_brief, brief_of, english_brief
from tests.support.pdf_reading import by_all, by_poppler, by_pypdf, missing_words, normal, words_of

SENTENCES = (
    "নেটওয়ার্কের সম্পর্কে খুঁজে চালু করা হার্ডওয়্যার পরিবর্তন অ্যালার্ম বন্ধ",
    "দুর্নীতি দমন কর্তৃপক্ষ ও আন্তর্জাতিক সম্পর্ক উন্নয়ন",
    "Java-ভিত্তিক B2B-ক্ষেত্রে ১২,৩৪৫ টাকা (৳) এবং ISO 27001",
    "Halvorsen, Sørlie & Østby: “final” offers – fjord, AVATAR, Łódź, Ελλάδα, Москва",
)


@pytest.mark.usefixtures("qapp")
def test_sentences_of_both_scripts_come_back_word_for_word() -> None:
    brief = brief_of(*(Paragraph(plain(text)) for text in SENTENCES))
    for reader, text in by_all(pdf(brief, printed_at=PRINTED_AT)).items():
        for sentence in SENTENCES:
            missing = [word for word in normal(sentence).split() if word not in text]
            assert not missing, reader


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("brief", [english_brief(), bangla_brief()], ids=["en", "bn"])
def test_every_word_of_a_brief_is_found_by_every_reader(brief: Brief) -> None:
    wanted = words_of(brief)
    for reader, text in by_all(pdf(brief, printed_at=PRINTED_AT)).items():
        assert not missing_words(wanted, text), reader


def test_what_looks_like_markup_is_printed_as_typed() -> None:
    nasty = (
        "R&D <b>Acme</b> Ltd",
        '<img src="file:///etc/passwd">',
        "&lt;not&gt; <para/>",
        "(a\\b)",
    )
    brief = brief_of(Bullets(tuple(Item(plain(text)) for text in nasty)))
    (text,) = by_pypdf(pdf(brief, printed_at=PRINTED_AT))[1:]
    for typed in nasty:
        assert normal(typed) in text


def test_controls_and_marks_of_direction_leave_no_trace() -> None:
    brief = brief_of(Paragraph(plain("a\x00b\x1bc \u202egnp.exe\u202c d\ud800e")))
    (text,) = by_pypdf(pdf(brief, printed_at=PRINTED_AT))[1:]
    assert "abc gnp.exe de" in text


def test_letters_no_face_has_are_copied_as_they_are_and_explained() -> None:
    brief = brief_of(Paragraph(plain("Mr 王小明 of Amman, محمد")))
    data = pdf(brief, printed_at=PRINTED_AT)
    (text,) = by_pypdf(data)[1:]
    assert "‹WangXiaoMing›" in text
    assert "Letters that these typefaces do not have" in text
    poppler = by_poppler(data)
    assert poppler is None or "王小明" in poppler[1]


def test_links_lead_only_where_it_is_safe() -> None:
    spans = tuple(
        Span(f" {n} ", link=link)
        for n, link in enumerate(
            (
                "https://a.example/x(1)",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "mailto:a@b.example",
            )
        )
    )
    data = pdf(brief_of(Paragraph(spans)), printed_at=PRINTED_AT)
    with pikepdf.open(io.BytesIO(data)) as file:
        targets = [str(a.A.URI) for page in file.pages for a in page.get("/Annots", [])]
    assert targets == ["https://a.example/x(1)", "mailto:a@b.example"]
