"""Words as glyphs."""

from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.briefs.layout.fonts import FOLDER, family
from desk_app.briefs.layout.shaping import Run, Shaper, itemised

BANGLA = (
    "ক্ষুদ্র", "স্ত্রী", "কর্মকর্তা", "আশ্বিন", "প্রকৌশলী", "বৈদেশিক", "উন্নয়ন", "সম্পর্কের", "দুর্নীতি",
    "স্বাক্ষর", "হৃদয়", "শ্রদ্ধা", "জ্ঞান", "লক্ষ্মী", "বিজ্ঞপ্তি", "র‌্যাব", "উৎস", "চাঁদ", "দুঃখ", "ঐক্য",
    "কোম্পানি", "মৌলভীবাজার", "ডিজিটাল", "প্রযুক্তি", "বিশ্ববিদ্যালয়", "রাষ্ট্রদূত", "৳১,২৩,৪৫৬", "কৃষ্ণা",
    "আন্তর্জাতিক", "ব্যক্তিত্ব", "কর্তৃপক্ষ", "সংখ্যা।", "খুঁজে", "চালু", "নেটওয়ার্কের",
)  # fmt: skip


@pytest.fixture(scope="module")
def shaper() -> Shaper:
    return Shaper(family(bold=False))


def reference(text: str) -> list[tuple[int, int, int]]:
    """(glyph, x, y) of `text` as HarfBuzz places it, asked directly."""
    hb: Any = import_module("uharfbuzz")
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FOLDER / "NotoSansBengali-Regular.ttf"))))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    placed: list[tuple[int, int, int]] = []
    x = 0
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((info.codepoint, x + at.x_offset, at.y_offset))
        x += at.x_advance
    return placed


def drawn(run: Run) -> list[tuple[int, int, int]]:
    placed: list[tuple[int, int, int]] = []
    x = 0
    for unit in run.units:
        placed += [(glyph, x + dx, dy) for glyph, dx, dy in unit.glyphs]
        x += unit.advance
    return placed


@pytest.mark.parametrize("text", BANGLA)
def test_bangla_words_are_drawn_as_harfbuzz_places_them(shaper: Shaper, text: str) -> None:
    (run,) = shaper.word(text, "Beng").runs
    assert drawn(run) == reference(text)


@pytest.mark.parametrize("text", BANGLA)
def test_the_units_of_a_word_say_its_text_in_order(shaper: Shaper, text: str) -> None:
    word = shaper.word(text)
    assert "".join(unit.text for run in word.runs for unit in run.units) == text


def test_a_word_of_two_scripts_is_shaped_in_two_faces(shaper: Shaper) -> None:
    word = shaper.word("Java-ভিত্তিক")
    assert [(run.face.script, run.text) for run in word.runs] == [
        ("Latn", "Java-"),
        ("Beng", "ভিত্তিক"),
    ]
    assert drawn(word.runs[1]) == reference("ভিত্তিক")


def test_signs_beside_bangla_letters_come_from_the_bangla_face(shaper: Shaper) -> None:
    (run,) = shaper.word("(কৃষ্ণা)").runs
    assert run.face.script == "Beng"


def test_signs_alone_follow_the_text_around_them() -> None:
    faces = family(bold=False)
    assert itemised("–", faces, "Beng")[0][0] is faces[1]
    assert itemised("–", faces, "Latn")[0][0] is faces[0]


@pytest.mark.parametrize("text", ["王小明", "محمد", "दिल्ली", "😀", "Ⴀ", "\ue000"])
def test_letters_no_face_has_are_named_in_latin_letters(shaper: Shaper, text: str) -> None:
    word = shaper.word(text)
    shown = "".join(run.text for run in word.runs)
    assert word.substituted
    assert shown.startswith("‹")
    assert shown.endswith("›")
    assert shown[1:-1].isascii()
    assert word.text == text


@given(st.text(min_size=1, max_size=30))
def test_no_text_whatever_draws_the_missing_glyph(text: str) -> None:
    word = Shaper(family(bold=False)).word(text)
    assert all(part[0] != 0 for run in word.runs for unit in run.units for part in unit.glyphs)


def test_bold_and_regular_cover_the_same_letters() -> None:
    assert [face.covered for face in family(bold=True)] == [
        face.covered for face in family(bold=False)
    ]
